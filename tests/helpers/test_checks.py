"""What a student's answer may return, what it may not, and what she is told."""

from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import checks, samples

WANT = np.array([[1.0, -2.0], [3.0, 1e-9], [250.0, 0.0]])


def message_of(check, *args, **options):
    with pytest.raises(AssertionError) as caught:
        check(*args, **options)
    return str(caught.value)


def close(got, want=WANT, **options):
    checks.expect_close(got, want, "The result", given="some input", **options)


class EqualToEverything(np.ndarray):
    """An array whose comparisons always say yes."""

    def __eq__(self, other):
        return np.ones(self.shape, dtype=bool)

    __le__ = __ge__ = __ne__ = __eq__
    __hash__ = None


# ---------------------------------------------------------------- results


@pytest.mark.parametrize(
    "got",
    [
        WANT,
        WANT.tolist(),
        tuple(map(tuple, WANT)),
        [np.array(row) for row in WANT],
        np.asmatrix(WANT),
        pd.DataFrame(WANT),
        WANT + 0j,
        np.asfortranarray(WANT),
        WANT * (1 + 5e-7),
        (WANT * (1 + 5e-5)).astype(np.float32),
        WANT.astype(np.longdouble),
        [[Fraction(1), Fraction(-2)], [Fraction(3), Fraction(0)], [Fraction(250), Fraction(0)]],
    ],
    ids=lambda got: type(got).__name__,
)
def test_any_container_and_float_type_of_the_right_numbers_is_accepted(got):
    close(got)


@pytest.mark.parametrize(
    ("got", "words"),
    [
        (None, "None"),
        ([[1, 2], [3]], "differ in length"),
        ("1 -2", "text"),
        (WANT > 0, "True and False"),
        (WANT + 1j, "imaginary"),
        ([object()] * 3, "isn't made of numbers"),
        ([["1", "2"]], "text"),
        ({"a": 1}, "isn't made of numbers"),
        (WANT * np.nan, "finite"),
        (np.where(WANT == 3, np.inf, WANT), "finite"),
        (WANT[:2], "shape (2, 2)"),
        (WANT.T, "transpose"),
        (WANT[0], "shape (2,)"),
        (7.0, "a single number"),
        (WANT * (1 + 1e-5), "index"),
        (WANT.astype(np.float32) * np.float32(1.0003), "index"),
        (WANT.astype(np.float16) * np.float16(1.01), "index"),
        (WANT.view(EqualToEverything) + 1, "index"),
        ((row for row in WANT), "isn't made of numbers"),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_anything_else_is_refused_with_what_came_back(got, words):
    said = message_of(close, got)
    assert words in said
    assert "Input:        some input" in said
    assert "Expected:" in said


def test_a_number_may_be_any_scalar_but_not_an_array_of_one():
    for got in (2, 2.0, np.float32(2), np.float64(2), np.int64(2), np.array(2.0), Fraction(2)):
        close(got, 2.0)
    assert "shape (1,)" in message_of(close, [2.0], 2.0)
    assert "True" in message_of(close, True, 1.0)


def test_tolerance_follows_the_scale_it_is_told():
    columns = np.array([[1e6, 1e-6], [2e6, -2e-6]])
    off = np.array([[1e6, 1e-6 + 1e-9], [2e6, -2e-6]])
    close(off, columns)
    assert "index" in message_of(close, off, columns, scale="columns")
    close([1e6, 1e-6 + 1e-9], [1e6, 1e-6])
    assert "index 1" in message_of(close, [1e6, 1e-6 + 1e-9], [1e6, 1e-6], scale="entries")
    close([1e6 + 0.1, 1e-6 + 1e-13], [1e6, 1e-6], scale="entries")
    close([1e-9], [0.0], scale=1.0)
    assert "index" not in message_of(close, [1e-9], [0.0])


def test_the_misconception_is_named_where_one_is_known():
    mistakes = [("You divided by n.", [4.0, 8.0]), ("You forgot the root.", 25.0)]
    assert "You divided by n." in message_of(close, [4.0, 8.0], [5.0, 10.0], mistakes=mistakes)
    assert "forgot the root" in message_of(close, 25.0, [5.0, 10.0], mistakes=mistakes)
    assert "Likely cause" not in message_of(close, [4.0, 9.0], [5.0, 10.0], mistakes=mistakes)


@pytest.mark.parametrize("scale", ["columns", "entries"])
def test_a_misconception_about_what_is_small_is_named_where_it_counts(scale):
    want, cut = np.array([[1e6, 1e-6]]), np.array([[1e6, 0.0]])
    said = message_of(close, cut, want, scale=scale, mistakes=[("Too small to count.", cut)])
    assert "Too small to count." in said


def test_a_name_of_the_notebook_keeps_its_capitals_within_a_sentence():
    assert "The shape of X_hat" in message_of(checks.expect_close, 1.0, [1.0], "X_hat", "x")
    assert "The shape of the mean" in message_of(checks.expect_close, 1.0, [1.0], "The mean", "x")


def test_what_makes_a_number_infinite_is_told():
    assert "division by 0" in message_of(close, np.full_like(WANT, np.inf))


def test_a_misconception_that_would_have_been_right_here_is_not_blamed():
    symmetric = np.array([[2.0, 1.0], [1.0, 5.0]])
    said = message_of(
        close, symmetric * 1.00001, symmetric, mistakes=[("Divided by n.", symmetric)]
    )
    assert "Likely cause" not in said


def test_a_huge_result_is_not_printed():
    said = message_of(close, np.arange(1e6).reshape(1000, 1000), np.zeros((1000, 1000)))
    assert len(said) < 600
    assert len(message_of(close, list(range(10**5)))) < 600
    assert len(message_of(close, "x" * 10**6)) < 600


def test_the_message_is_shown_without_a_traceback_through_helpers():
    with pytest.raises(AssertionError) as caught:
        close(0.0, 1.0)
    assert type(caught.value) is AssertionError
    assert caught.value._render_traceback_() == str(caught.value).splitlines()


@given(
    st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=20).filter(lambda v: max(map(abs, v)) > 1),
    st.floats(1e-5, 1e3),
    st.data(),
)
def test_one_entry_off_by_more_than_the_tolerance_is_found(values, offset, data):
    want = np.array(values)
    got = want.copy()
    got[data.draw(st.integers(0, len(values) - 1))] += offset * np.abs(want).max()
    assert "index" in message_of(close, got, want) or want.size == 1


# ---------------------------------------------------------------- integers


@pytest.mark.parametrize(
    "got",
    [
        10**400,
        Fraction(10**400),
        np.array(10**400, dtype=object),
        3,
        np.int32(3),
        np.array(3),
        np.array(3, dtype=object),
        3.0,
        np.float64(3),
    ],
)
def test_an_integer_of_any_kind_and_size_is_accepted(got):
    want = 10**400 if got > 3 else 3
    checks.expect_integer(got, want, "The count", given="input")


@pytest.mark.parametrize(
    "got",
    [
        2,
        3.5,
        True,
        None,
        "3",
        [3],
        np.array([3]),
        float("nan"),
        10**400 + 1,
        np.inf,
        2 + 1j,
        Fraction(5, 2),
        np.array(None, dtype=object),
        np.array(True, dtype=object),
        np.array([1], dtype=object),
    ],
)
def test_another_number_or_no_number_is_refused(got):
    assert "the integer 1000" in message_of(
        checks.expect_integer, got, 10**400, "The count", given="input"
    )
    assert "Got:" in message_of(checks.expect_integer, got, 1, "The count", given="input")


def test_a_wrong_count_names_its_misconception():
    said = message_of(
        checks.expect_integer, 2, 3, "k", given="x", mistakes=[("This counts from 0.", 2)]
    )
    assert "This counts from 0." in said


# ------------------------------------------------------------------- pairs


@pytest.mark.parametrize("got", [(1, 2), [1, 2], np.array([1, 2])])
def test_any_sequence_of_two_is_a_pair(got):
    assert tuple(checks.pair(got, ("a", "b"), given="x")) == (1, 2)


@pytest.mark.parametrize("got", [None, 1, (1,), (1, 2, 3), "ab", {"a": 1, "b": 2}, {1, 2}])
def test_anything_else_is_no_pair(got):
    assert "two things, (a, b)" in message_of(checks.pair, got, ("a", "b"), given="x")


# ------------------------------------------------------- matrices and limits


def test_symmetry_is_to_12_digits():
    checks.expect_symmetric([[2.0, 1.0 + 1e-13], [1.0, 5.0]], "C", given="x")
    off = [[2.0, 1.0 + 1e-10], [1.0, 5.0]]
    for wrong in (off, np.full((2, 2), np.nan), np.ones((2, 3)), np.ones(2)):
        assert "(i, j)" in message_of(checks.expect_symmetric, wrong, "C", given="x")


def test_a_limit_is_a_limit():
    checks.expect_at_most(6, 6, "Memory", given="x", unit="MB", cause="none")
    said = message_of(checks.expect_at_most, 7, 6, "Memory", given="x", unit="MB", cause="d x d")
    assert "7 MB" in said
    assert "d x d" in said


@pytest.mark.parametrize(
    ("got", "limit", "words"),
    [
        (0.7, 0.501, ("0.7 steps", "at most 0.501 steps")),
        (7, 6, ("7 steps", "at most 6 steps")),
        (12_345_678.4, 1000, ("12,345,678 steps", "at most 1,000 steps")),
    ],
)
def test_an_amount_is_told_with_the_digits_it_needs(got, limit, words):
    said = message_of(checks.expect_at_most, got, limit, "Way", given="x", unit="steps", cause="no")
    assert all(each in said for each in words)


def test_rows_must_have_length_1_and_right_angles():
    checks.expect_orthonormal_rows([[0.6, 0.8], [-0.8, 0.6]], "V", given="x")
    assert "length" in message_of(checks.expect_orthonormal_rows, [[1.0, 1.0]], "V", given="x")
    slanted = [[1.0, 0.0], [0.6, 0.8]]
    assert "right angles" in message_of(checks.expect_orthonormal_rows, slanted, "V", given="x")
    for wrong in (None, [1.0, 0.0], [[np.nan, 1.0]]):
        message_of(checks.expect_orthonormal_rows, wrong, "V", given="x")


# --------------------------------------------------------- principal axes

VARIANCES = [9.0, 4.0, 4.0, 1.0, 0.0]
AXES = samples.rows_along_axes(VARIANCES, 9, seed=0)[1]


def axes_of(got, k, **options):
    checks.expect_principal_axes(got, k, AXES, VARIANCES, given="x", **options)


@given(st.lists(st.sampled_from([-1, 1]), min_size=5, max_size=5), st.floats(0, 6.3))
def test_signs_and_bases_of_tied_axes_are_free(signs, angle):
    basis = np.array(signs)[:, None] * AXES
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    basis[1:3] = turn @ basis[1:3]
    for k in range(1, 6):
        axes_of(basis[:k], k)
        axes_of(basis[:k].astype(np.float32), k)


@given(st.floats(1e-5, 3.1))
@settings(max_examples=30)
def test_a_turn_between_axes_that_do_not_tie_is_found(angle):
    basis = AXES.copy()
    basis[:2] = [
        np.cos(angle) * AXES[0] + np.sin(angle) * AXES[1],
        np.cos(angle) * AXES[1] - np.sin(angle) * AXES[0],
    ]
    assert "Component 0" in message_of(axes_of, basis, 5)


@pytest.mark.parametrize(
    ("got", "k", "words"),
    [
        (AXES[:2].T, 2, "columns of this result"),
        (AXES.T, 5, "columns of this result"),
        (AXES[:3][::-1], 3, "ascending order"),
        (AXES[::-1][:2], 2, "smallest variances"),
        (AXES[3:], 2, "smallest variances"),
        (2 * AXES[:2], 2, "length"),
        (AXES[[0, 0]], 2, "Every row is the first component"),
        (AXES[[1, 1]], 2, "right angles"),
        (np.abs(AXES[:2]), 2, "signs of the entries are lost"),
        (AXES[:3], 2, "shape"),
        (AXES[:2] * np.nan, 2, "finite"),
        (None, 2, "None"),
        (AXES[[0, 3]], 2, "Component 1"),
    ],
)
def test_wrong_components_are_told_apart(got, k, words):
    assert words in message_of(axes_of, got, k)


def test_a_named_mistake_is_recognized_up_to_sign():
    wrong = samples.rows_along_axes(VARIANCES, 9, seed=1)[1]
    mistakes = [("The rows were not centered.", wrong[:2])]
    said = message_of(axes_of, wrong[:2] * [[-1], [1]], 2, mistakes=mistakes)
    assert "The rows were not centered." in said


@pytest.mark.parametrize("got", [np.inf, float("inf"), np.float32("inf"), np.array(np.inf)])
def test_infinity_is_accepted_in_any_form(got):
    checks.expect_infinite(got, "The contrast", given="x")


@pytest.mark.parametrize("got", [-np.inf, np.nan, 1e308, 0, None, "inf", [np.inf], True])
def test_anything_else_is_not_infinite(got):
    with pytest.raises(AssertionError, match="infinity"):
        checks.expect_infinite(got, "The contrast", given="x")


def test_a_known_mistake_about_infinity_is_named():
    with pytest.raises(AssertionError, match="Zero is no infinity"):
        checks.expect_infinite(0.0, "The contrast", "x", mistakes=[("Zero is no infinity.", 0)])
