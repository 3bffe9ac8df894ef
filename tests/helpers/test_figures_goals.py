"""The line with three goals: what it reports is what scikit-learn finds best."""

import numpy as np
import pytest
from figure_content import content
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.cross_decomposition import PLSRegression
from sklearn.decomposition import PCA
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.linear_model import LinearRegression

from helpers.figures.goals import goals_along, show_three_goals


def random_cloud(seed: int):
    """Two tilted clouds a step apart, and a response that depends on both columns."""
    rng = np.random.default_rng(seed)
    classes = np.repeat([0, 1], 25)
    turn, _ = np.linalg.qr(rng.normal(size=(2, 2)))
    points = rng.normal(size=(50, 2)) * rng.uniform(0.5, 2, 2) @ turn
    points += np.outer(classes, rng.normal(size=2))
    return points, classes, points @ rng.normal(size=2) + rng.normal(size=50)


def angle_of(direction) -> float:
    return np.degrees(np.arctan2(direction[1], direction[0]))


def pca(points, classes, response):
    return PCA(1).fit(points).components_[0]


def lda(points, classes, response):
    return LinearDiscriminantAnalysis().fit(points, classes).scalings_[:, 0]


def pls(points, classes, response):
    return PLSRegression(1, scale=False).fit(points, response).x_rotations_[:, 0]


def least_squares(points, classes, response):
    return LinearRegression().fit(points, response).coef_


@pytest.mark.parametrize(
    ("goal", "method"),
    [
        ("variance", pca),
        ("separation", lda),
        ("covariance", pls),
        ("correlation", least_squares),
    ],
    ids=["variance-pca", "separation-lda", "covariance-pls", "correlation-least-squares"],
)
@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 1000))
def test_no_angle_beats_the_method_made_for_a_goal(goal, method, seed):
    cloud = random_cloud(seed)
    best = getattr(goals_along(*cloud, angle_of(method(*cloud))), goal)
    others = [getattr(goals_along(*cloud, degrees), goal) for degrees in range(0, 180, 3)]
    assert max(others) <= best * (1 + 1e-9), f"the page would call the wrong angle best for {goal}"
    assert min(others) < best, f"{goal} doesn't depend on the angle: nothing to find"


@given(seed=st.integers(0, 1000), degrees=st.floats(0, 180))
@settings(max_examples=30, deadline=None)
def test_values_are_those_of_numpy(seed, degrees):
    points, classes, response = random_cloud(seed)
    found = goals_along(points, classes, response, degrees)
    shadows = points @ [np.cos(np.radians(degrees)), np.sin(np.radians(degrees))]
    assert found.variance == pytest.approx(shadows.var() / points.var(axis=0).sum())
    assert found.covariance == pytest.approx(abs(np.cov(shadows, response)[0, 1]), abs=1e-12)
    assert found.correlation == pytest.approx(abs(np.corrcoef(shadows, response)[0, 1]), abs=1e-9)
    one, other = shadows[classes == 0], shadows[classes == 1]
    within = 0.5 * (one.var() + other.var())
    assert found.separation == pytest.approx(1 - within / shadows.var(), abs=1e-9)


@pytest.fixture
def shown_markup(shown):
    """What the figure hands to the page, as HTML."""
    cloud = random_cloud(3)
    names = (("one", "other"), ("length, cm", "width, cm"), "the weight")
    show_three_goals(*cloud, *names, step=30)
    return shown[0], cloud


@pytest.fixture
def shown_figure(shown_markup):
    """Its data, frames and readouts."""
    page, cloud = shown_markup
    return content(page), cloud


def test_every_angle_reports_its_own_numbers(shown_figure):
    figure, cloud = shown_figure
    assert len(figure["readouts"]) == 7
    for angle, sentence in zip(range(0, 181, 30), figure["readouts"], strict=True):
        found = goals_along(*cloud, angle)
        assert sentence.startswith(f"At {angle}° the shadows keep {found.variance:.0%} ")
        assert f" {found.separation:.0%} of what they keep" in sentence
        assert f"the weight is {found.covariance:.2f}," in sentence
        assert f"with it {found.correlation:.2f} " in sentence


def test_dots_ride_on_the_curves(shown_figure):
    figure, _ = shown_figure
    curves = figure["data"][5:8]
    assert [max(curve["y"]) for curve in curves] == [1, 1, 1], "a curve isn't a share of its best"
    for place, frame in enumerate(figure["frames"]):
        line, *_, dots = frame["data"]
        assert frame["traces"][-1] == 8
        assert dots["x"] == [30 * place] * 3
        assert dots["y"] == [curve["y"][place] for curve in curves]
        (x0, x1), (y0, y1) = line["x"], line["y"]
        off = (angle_of((x1 - x0, y1 - y0)) - 30 * place + 90) % 180 - 90
        assert abs(off) < 1, "the line isn't drawn at the angle that the slider names"


def test_the_description_names_the_best_angles(shown_markup):
    page, cloud = shown_markup
    found = [goals_along(*cloud, angle) for angle in range(0, 181, 30)]
    best = [
        30 * int(np.argmax([getattr(each, goal) for each in found]))
        for goal in ("variance", "separation", "covariance")
    ]
    sentence = f"the curves peak at {best[0]}°, {best[1]}°, {best[2]}°."
    assert sentence in page, "who can't see the figure is told the wrong angles"


def test_shadows_lie_on_the_line_and_belong_to_their_class(shown_figure):
    figure, (points, classes, _) = shown_figure
    feet = figure["frames"][0]["data"][1:3]  # at 0 degrees a shadow keeps its first coordinate
    for label, drawn in enumerate(feet):
        assert drawn["x"] == pytest.approx(points[classes == label, 0], abs=0.006)
        assert set(drawn["y"]) == {round(points[:, 1].mean(), 2)}


@pytest.mark.parametrize(
    ("points", "classes", "response", "complaint"),
    [
        (np.zeros((4, 3)), [0, 0, 1, 1], [1, 2, 3, 4], "must have shapes"),
        (np.eye(2), [0, 1], [1, 2, 3], "must have shapes"),
        ([[0, 0], [1, 0], [0, 1]], [1, 1, 1], [1, 2, 3], "two classes"),
        ([[0, 0], [1, 1], [2, 2]], [0, 1, 1], [1, 2, 3], "nothing to choose"),
        ([[0, 0], [1, 0], [0, 1]], [0, 1, 1], [5, 5, 5], "nothing to choose"),
    ],
    ids=["three-columns", "lengths-differ", "one-class", "points-on-a-line", "constant-response"],
)
def test_a_cloud_without_a_choice_is_refused(points, classes, response, complaint):
    with pytest.raises(ValueError, match=complaint):
        goals_along(points, classes, response, 0)


def test_a_third_class_is_refused_before_anything_is_drawn():
    points = np.random.default_rng(0).normal(size=(6, 2))
    names = (("one", "other"), ("length, cm", "width, cm"), "the weight")
    with pytest.raises(ValueError, match="draws two classes, got 3"):
        show_three_goals(points, [0, 0, 1, 1, 2, 2], points[:, 0], *names)
