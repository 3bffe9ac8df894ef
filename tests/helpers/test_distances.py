"""Clouds of points and their distances: what the chapter on concentration measures."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.decomposition import PCA
from sklearn.metrics import pairwise_distances

from helpers.distances import CLOUDS, distance_facts, nearest_over_farthest

METRICS = ["euclidean", "cityblock", "chebyshev", "cosine"]


def sorted_distances(points, metric):
    """Each row's distances to all others, sorted, by scikit-learn."""
    return np.sort(pairwise_distances(points, metric=metric), axis=1)[:, 1:]


@pytest.mark.parametrize("metric", METRICS)
@settings(max_examples=15)
@given(seed=st.integers(0, 1000))
def test_nearest_over_farthest_is_what_scikit_learn_measures(metric, seed):
    points = np.random.default_rng(seed).normal(size=(9, 4))
    gaps = sorted_distances(points, metric)
    expected = np.median(gaps[:, 0] / gaps[:, -1])
    assert nearest_over_farthest(points, metric) == pytest.approx(expected, rel=1e-6)


@pytest.mark.parametrize("metric", METRICS)
def test_the_typical_nearest_and_farthest_are_in_units_of_the_mean_distance(metric):
    points = np.random.default_rng(0).random((40, 6))
    gaps = sorted_distances(points, metric)
    facts = distance_facts(points, metric)
    assert facts["scaled"].mean() == pytest.approx(1)
    assert facts["nearest"] == pytest.approx(np.median(gaps[:, 0]) / gaps.mean(), rel=1e-6)
    assert facts["farthest"] == pytest.approx(np.median(gaps[:, -1]) / gaps.mean(), rel=1e-6)


def test_a_point_is_never_its_own_neighbor():
    # A right-angled triangle: a distance of zero would be found only from a point to itself.
    triangle = np.array([[0.0, 0.0], [3.0, 0.0], [0.0, 4.0]])
    assert nearest_over_farthest(triangle) == pytest.approx(3 / 4)
    assert distance_facts(triangle, "euclidean")["nearest"] == pytest.approx(3 / 4)


@pytest.mark.parametrize("d", [50, 200, 1000])
def test_independent_columns_concentrate_by_the_law_of_the_chapter(d):
    # (x - y)^2 of two uniform numbers has mean 1/6 and variance 7/180.
    gaps = distance_facts(
        CLOUDS["independent columns"](np.random.default_rng(0), 200, d), "euclidean"
    )
    law = np.sqrt(7 / 180) / (2 / 6) / np.sqrt(d)
    assert gaps["scaled"].std() == pytest.approx(law, rel=0.1)


@pytest.mark.parametrize("name", ["ten groups", "three causes"])
def test_clouds_with_structure_do_not_concentrate(name):
    at_20, at_1000 = (
        nearest_over_farthest(CLOUDS[name](np.random.default_rng(0), 150, d)) for d in (20, 1000)
    )
    assert at_1000 < 0.4
    assert abs(at_1000 - at_20) < 0.2


def test_three_causes_fill_few_directions_of_many_columns():
    points = CLOUDS["three causes"](np.random.default_rng(0), 2000, 50)
    independent = CLOUDS["independent columns"](np.random.default_rng(0), 2000, 50)
    # A curved sheet needs more than three straight directions, but far fewer than 50.
    assert PCA(0.9).fit(points).n_components_ < 20 < 35 < PCA(0.9).fit(independent).n_components_


@pytest.mark.parametrize("name", CLOUDS)
def test_a_cloud_has_the_size_asked_for_and_is_the_same_for_a_seed(name):
    first, again = (CLOUDS[name](np.random.default_rng(3), 7, 11) for _ in range(2))
    assert first.shape == (7, 11)
    np.testing.assert_array_equal(first, again)


@pytest.mark.parametrize(
    ("points", "message"),
    [([[1.0, 2.0]], "three points"), ([1.0, 2.0, 3.0], "as rows"), (np.ones((4, 2)), "all dist")],
    ids=["one point", "no rows", "all alike"],
)
def test_points_without_distances_to_compare_are_refused(points, message):
    with pytest.raises(ValueError, match=message):
        distance_facts(points, "euclidean")


def test_two_rows_have_no_nearest_and_farthest():
    with pytest.raises(ValueError, match="three rows"):
        nearest_over_farthest(np.eye(2))


def test_rows_all_alike_have_no_nearest_and_farthest():
    # 0 over 0 would be handed on as nan, with nothing said.
    with pytest.raises(ValueError, match="all rows are alike"):
        nearest_over_farthest(np.ones((4, 2)))
