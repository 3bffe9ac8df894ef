"""Pictures in static: the picture stays whole, and the static knows nothing of it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.frames import in_static, window


@given(st.integers(1, 30), st.integers(1, 30))
def test_the_window_is_a_centered_square(inner, more):
    side = inner + more - 1
    marked = window(side, inner).reshape(side, side)
    rows, columns = np.nonzero(marked)
    assert marked.sum() == inner**2
    for places in (rows, columns):
        assert places.max() - places.min() == inner - 1
        before, behind = places.min(), side - 1 - places.max()
        assert 0 <= behind - before <= 1, "the picture would sit off center"


@settings(max_examples=20)
@given(st.integers(2, 9), st.integers(0, 12), st.integers(0, 50))
def test_every_picture_comes_back_out_of_its_window(inner, more, seed):
    pictures = np.random.default_rng(seed).random((4, inner, inner)).astype("float32")
    side = inner + more
    frames = in_static(pictures, side, seed)
    assert frames.shape == (4, side**2)
    assert frames.dtype == np.float32
    inside = frames[:, window(side, inner)].reshape(4, inner, inner)
    np.testing.assert_array_equal(inside, pictures)


def test_static_is_uniform_independent_and_decided_by_the_seed():
    black = np.zeros((3000, 2, 2))
    frames = in_static(black, 5, seed=1)
    static = frames[:, ~window(5, 2)]
    # Mean 1/2 and variance 1/12; 3,000 draws of each pixel: 5 standard errors.
    np.testing.assert_allclose(static.mean(axis=0), 1 / 2, atol=5 * (1 / 12 / 3000) ** 0.5)
    np.testing.assert_allclose(static.var(axis=0), 1 / 12, atol=0.008)
    between = np.corrcoef(static.T)[np.triu_indices(21, 1)]
    assert abs(between).max() < 5 / 3000**0.5, "pixels of static must not tell of each other"
    np.testing.assert_array_equal(frames, in_static(black, 5, seed=1))
    assert (in_static(black, 5, seed=2) != frames).any()


def test_the_pictures_given_stay_as_they_are():
    pictures = np.full((2, 3, 3), 0.5, dtype="float32")
    in_static(pictures, 3, seed=0)[:] = 9
    assert (pictures == 0.5).all()


@pytest.mark.parametrize(
    ("pictures", "side", "message"),
    [
        (np.zeros((2, 64)), 8, "square pictures"),
        (np.zeros((2, 8, 6)), 8, "square pictures"),
        (np.full((2, 8, 8), 16.0), 8, "divide by the largest"),
        (np.full((2, 8, 8), -0.1), 8, "gray levels"),
        (np.full((2, 8, 8), np.nan), 8, "gray levels"),
        (np.zeros((2, 8, 8)), 7, "doesn't fit"),
    ],
    ids=["flat", "oblong", "not scaled", "negative", "nan", "frame too small"],
)
def test_pictures_that_make_no_frame_are_refused(pictures, side, message):
    with pytest.raises(ValueError, match=message):
        in_static(pictures, side, seed=0)
