"""Compare integers exactly, and hold a result to the dtype that its question names."""

import numpy as np

from helpers.checks.failing import first_place, mismatch, within
from helpers.checks.plain_data import describe
from helpers.checks.results import as_numbers, expect_shape, shape_name

#: A misconception may give fractions, for want of rounding; integers differ by more than this.
LESS_THAN_ONE = 0.25


def expect_integers(got, want, what: str, given, dtype: str = "int32", mistakes=()) -> None:
    """Compare an array of integers with what it should be: exactly, and of this dtype.

    Args:
        got: The result; anything ``np.asarray`` turns into an array of numbers.
        want: Array_like of integers. Its shape is binding.
        what: What is compared, to start the message: "The integers".
        given: The input: a sentence, or a value to describe.
        dtype: As for ``expect_dtype``.
        mistakes: Sequence of (str, array_like). A misconception in one sentence, and what it
            would have returned.

    Raises:
        AssertionError: If the result isn't numbers, or has another shape, other values, or
            another dtype.
    """
    want = np.asarray(want)
    numbers = as_numbers(got, what, shape_name(want.shape), given)
    cause = _known_mistake(numbers, mistakes, want)
    expect_shape(numbers, want.shape, what, given, cause)
    # A float beside the integer is of the wrong type rather than the wrong number. Written so
    # that a NaN fails too.
    wrong = ~(np.abs(numbers - want) <= (1e-3 if numbers.dtype.kind == "f" else 0))
    if np.any(wrong):
        where, index = first_place(wrong)
        place = f"; at index {index} it is " if index else ", "
        observed = f"{describe(numbers)}{place}{describe(numbers[where])}"
        raise mismatch(what, observed, f"{describe(want)}{place}{want[where]}", given, cause)
    expect_dtype(got, dtype, what, given)


def _known_mistake(numbers: np.ndarray, mistakes, want: np.ndarray) -> str | None:
    """The sentence of the first misconception that gives these numbers and not the right ones."""
    for sentence, wrong in mistakes:
        wrong = np.asarray(wrong)
        if _alike(numbers, wrong) and not _alike(want, wrong):
            return sentence
    return None


def _alike(numbers: np.ndarray, others: np.ndarray) -> bool:
    same_shape = numbers.shape == others.shape
    return same_shape and bool(np.all(np.abs(numbers - others) <= LESS_THAN_ONE))


def expect_dtype(got, dtype: str, what: str, given) -> None:
    """Expect numbers of a dtype, by its name: "int32", "float32", or "integer" for any integer.

    Raises:
        AssertionError: Otherwise, also if it isn't numbers. A list is judged by the array that
            ``np.asarray`` makes of it.
    """
    numbers = as_numbers(got, what, f"numbers of type {dtype}", given)
    fits = numbers.dtype.kind in "iu" if dtype == "integer" else numbers.dtype == np.dtype(dtype)
    if not fits:
        expected = "an integer" if dtype == "integer" else dtype
        observed = f"{numbers.dtype}: {describe(got)}"
        cause = "The numbers fit; they have to be of this type when they are returned."
        raise mismatch(f"The type of {within(what)}", observed, expected, given, cause)
