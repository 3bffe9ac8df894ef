"""The figures of the PCA chapter: what they show is what scikit-learn computes."""

import re

import numpy as np
import pytest
from figure_content import content
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from helpers import figures
from helpers.figures.projection import line_through_center, show_turning_line
from helpers.figures.scree import THRESHOLDS, show_variance_threshold

points = arrays(float, (12, 2), elements=st.floats(-100, 100, width=32))


@given(points, st.floats(0, 180))
def test_what_the_line_keeps_and_loses_adds_up_to_the_total_variance(cloud, angle):
    line = line_through_center(cloud, angle)
    total = cloud.var(axis=0, ddof=1).sum()
    assert line["variance"] + line["distance"] == pytest.approx(total, rel=1e-9, abs=1e-9)


@given(points, st.floats(0, 180))
def test_gaps_stand_at_right_angles_to_the_line(cloud, angle):
    direction = np.array([np.cos(np.radians(angle)), np.sin(np.radians(angle))])
    gaps = cloud - line_through_center(cloud, angle)["feet"]
    assert np.abs(gaps @ direction).max() < 1e-9 * (1 + np.abs(cloud).max())


@settings(max_examples=20)
@given(st.integers(0, 1000))
def test_the_best_angle_is_the_one_that_scikit_learn_finds(seed):
    from sklearn.decomposition import PCA

    rng = np.random.default_rng(seed)
    cloud = rng.normal(size=(30, 2)) * [3, 1] @ np.linalg.qr(rng.normal(size=(2, 2)))[0]
    pca = PCA(1).fit(cloud)
    angle = np.degrees(np.arctan2(*pca.components_[0][::-1])) % 180
    best = line_through_center(cloud, angle)["variance"]
    assert best == pytest.approx(pca.explained_variance_[0])
    others = [line_through_center(cloud, degrees)["variance"] for degrees in range(180)]
    assert max(others) <= best * (1 + 1e-12)


def test_every_angle_of_the_slider_reports_its_own_variance(shown):
    cloud = np.random.default_rng(0).normal(size=(10, 2)) * [2, 1]
    show_turning_line(cloud, ("length, cm", "width, cm"), "cm²", step=30)
    readouts = content(shown[0])["readouts"]
    assert len(readouts) == 7
    for angle, sentence in zip(range(0, 181, 30), readouts, strict=True):
        line = line_through_center(cloud, angle)
        assert sentence.startswith(f"At {angle}° ")
        assert f"variance of {line['variance']:.2f} cm²" in sentence
        assert f"other {line['distance']:.2f} cm²" in sentence


def test_every_threshold_of_the_slider_names_the_fewest_components(shown):
    from sklearn.datasets import load_digits
    from sklearn.decomposition import PCA

    rows = load_digits().data[:300]
    pca = PCA().fit(rows)
    show_variance_threshold(pca, rows[:2], (8, 8))
    readouts = content(shown[0])["readouts"]
    for threshold, sentence in zip(THRESHOLDS, readouts, strict=True):
        count = int(re.search(r"takes (\d+) of", sentence).group(1))
        assert PCA(threshold, svd_solver="full").fit(rows).n_components_ == count
        rebuilt = PCA(count, svd_solver="full").fit(rows)
        rebuilt = rebuilt.inverse_transform(rebuilt.transform(rows[:2]))
        off = np.sqrt(((rows[:2] - rebuilt) ** 2).mean())
        assert f"off by {off:.1f} gray levels of 16" in sentence


def test_pictures_of_another_shape_are_refused():
    with pytest.raises(ValueError, match="aren't rows of"):
        figures.picture_row(np.zeros((2, 60)), (8, 8))
