"""Comparing components: sparsity, pairs, likeness; and what PCA and NMF are measured by."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import components


def test_sparsity_is_1_for_one_pixel_and_0_for_a_flat_picture():
    rows = [[0, 0, -5, 0], [2, 2, 2, 2], [3, 4, 0, 0]]
    assert components.hoyer_sparsity(rows) == pytest.approx([1, 0, 0.6])


@given(st.integers(0, 500), st.floats(0.01, 100))
def test_sparsity_does_not_depend_on_scale_or_signs(seed, scale):
    rng = np.random.default_rng(seed)
    rows = rng.normal(size=(3, 7))
    flipped = scale * rows * rng.choice([-1, 1], 7)
    assert components.hoyer_sparsity(flipped) == pytest.approx(components.hoyer_sparsity(rows))


@pytest.mark.parametrize("rows", [[[0, 0, 0]], [[1], [2]], []])
def test_rows_without_a_sparsity_are_refused(rows):
    with pytest.raises(ValueError, match=r"zeros|two entries"):
        components.hoyer_sparsity(rows)


@settings(max_examples=40)
@given(st.integers(0, 500))
def test_pairs_are_the_best_of_all_ways_to_pair(seed):
    similarity = np.random.default_rng(seed).random((4, 5))
    found = similarity[np.arange(4), components.best_pairs(similarity)].sum()
    ways = itertools.permutations(range(5), 4)
    assert found == pytest.approx(max(similarity[np.arange(4), list(way)].sum() for way in ways))


def test_more_rows_than_columns_cannot_be_paired():
    with pytest.raises(ValueError, match="can't be paired"):
        components.best_pairs(np.ones((3, 2)))


def test_components_in_another_order_sign_and_scale_are_the_same():
    rows = np.linalg.qr(np.random.default_rng(0).normal(size=(6, 6)))[0]
    shuffled = rows[[3, 1, 0, 5, 4, 2]] * [[-2], [1], [0.1], [-1], [5], [1]]
    assert components.likeness(rows[:4], shuffled) == pytest.approx(np.ones(4))


def test_what_points_elsewhere_is_not_alike():
    assert components.likeness([[1, 0, 0]], [[0, 1, 0], [0, 0, 0]]) == pytest.approx([0])
    assert components.likeness([[1, 0]], [[1, 1]]) == pytest.approx([np.sqrt(0.5)])


def test_rows_of_different_lengths_are_refused():
    with pytest.raises(ValueError, match="can't be compared"):
        components.likeness(np.ones((2, 3)), np.ones((2, 4)))


def test_recovery_is_the_correlation_with_the_best_partner():
    rng = np.random.default_rng(1)
    sources = rng.normal(size=(200, 2))
    noisy = sources + rng.normal(size=(200, 2))
    expected = [abs(np.corrcoef(sources[:, j], noisy[:, j])[0, 1]) for j in range(2)]
    moved = 7 - 3 * noisy[:, ::-1]
    assert components.recovery(sources, moved) == pytest.approx(expected)


def test_parts_measured_by_pca_are_scikit_learns_pca():
    from sklearn.datasets import load_digits
    from sklearn.decomposition import PCA

    X = load_digits().data[:400] / 16
    found = components.measure_parts(X[:300], X[300:], 5, None, seed=0)
    pca = PCA(5, svd_solver="full").fit(X[:300])
    gap = X[300:] - pca.inverse_transform(pca.transform(X[300:]))
    assert found["error"] == pytest.approx(np.sqrt((gap**2).mean()))
    assert found["likeness"] == pytest.approx(1)
    assert found["sparsity"] == pytest.approx(components.hoyer_sparsity(pca.components_).mean())


def test_a_penalty_makes_parts_sparser_and_parts_it_empties_are_not_counted():
    from sklearn.datasets import load_digits

    X = load_digits().data[:400] / 16
    plain = components.measure_parts(X[:300], X[300:], 8, 0, seed=0)
    strong = components.measure_parts(X[:300], X[300:], 8, 0.01, seed=0)
    assert plain["used"] == 8 > strong["used"] > 0
    assert strong["error"] > plain["error"]
    assert 0 < plain["zeros"] < 1
    assert 0 < plain["likeness"] <= 1 + 1e-9


def test_parts_never_subtract():
    X = np.random.default_rng(0).random((40, 9))
    assert components.learn_parts(X, 3, 0, seed=0).components_.min() >= 0
