"""How masks are judged: dtype, shape, entries, and what the message blames."""

import numpy as np
import pytest

from helpers import checks

WANT = [[True, False, True], [False, True, True]]


def message(got, want=WANT, mistakes=()):
    with pytest.raises(AssertionError) as failed:
        checks.expect_mask(got, want, "The mask", given="six weights", mistakes=mistakes)
    return str(failed.value)


@pytest.mark.parametrize("form", [np.array, list, tuple, np.asfortranarray])
def test_the_right_mask_passes_in_any_container(form):
    checks.expect_mask(form(WANT), WANT, "The mask", given="six weights")


@pytest.mark.parametrize(
    ("got", "words"),
    [
        (None, "None"),
        ("yes", "'yes'"),
        ([[True], [False, True]], "a list of 2 items"),
        (np.array(WANT, dtype=int), "dtype int64"),
        (np.array(WANT, dtype=float), "dtype float64"),
        (np.array(WANT, dtype=object), "an array of shape (2, 3), object"),
        (np.array(WANT).T, "shape (3, 2)"),
        (np.array(WANT).ravel(), "shape (6,)"),
        (np.broadcast_to(True, (10**6, 10**6)), "(1000000, 1000000)"),
    ],
)
def test_what_is_no_mask_of_this_shape_is_named(got, words):
    assert words in message(got)


def test_a_difference_is_located_and_counted():
    said = message([[True, True, True], [False, True, True]])
    assert "False at 1 of 6 entries; at index (0, 1) it is True" in said
    assert "False at 2 of 6 entries; at index (0, 1) it is False" in said
    assert "Another number of weights has to go" in said


def test_an_index_of_one_axis_is_a_number():
    assert "at index 2 it is True" in message([True, False, True], [True, False, False])


def test_general_causes():
    assert "changed places" in message(~np.array(WANT))
    assert "The sparsity is right" in message([[False, True, True], [False, True, True]])


def test_a_known_mistake_is_blamed_also_where_shape_or_dtype_is_wrong():
    for wrong in ([[True, True, True]] * 2, [[True] * 3], np.zeros((2, 3), dtype=int)):
        assert "Ha" in message(wrong, mistakes=[("Ho", [[True]]), ("Ha", wrong)])


def test_a_mistake_that_gives_the_right_mask_here_is_not_blamed():
    assert "Ha" not in message(np.array(WANT, dtype=int), mistakes=[("Ha", WANT)])


def test_bools_come_back_as_a_copy():
    mask = np.array(WANT)
    got = checks.expect_bools(mask, (2, 3), "The mask", given="six weights")
    got[:] = False
    assert mask.any()
