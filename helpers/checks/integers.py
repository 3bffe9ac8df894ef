"""Compare integers exactly, and hold a result to the dtype that its question names."""

import numpy as np

from helpers.checks.failing import mismatch, within
from helpers.checks.plain_data import describe
from helpers.checks.results import as_numbers, expect_shape, known_mistake, shape_name


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
    cause = known_mistake(numbers, mistakes, want)
    expect_shape(numbers, want.shape, what, given, cause)
    # A float beside the integer is of the wrong type rather than the wrong number. Written so
    # that a NaN fails too.
    wrong = ~(np.abs(numbers - want) <= (1e-3 if numbers.dtype.kind == "f" else 0))
    if np.any(wrong):
        where = tuple(int(index) for index in np.argwhere(wrong)[0])
        place = f"; at index {where} it is " if where else ", "
        observed = f"{describe(numbers)}{place}{numbers[where]:.8g}"
        raise mismatch(what, observed, f"{describe(want)}{place}{want[where]}", given, cause)
    expect_dtype(got, dtype, what, given)


def expect_dtype(got, dtype: str, what: str, given) -> None:
    """Expect numbers of a dtype, by its name: "int32", "float32", or "integer" for any integer.

    Raises:
        AssertionError: Otherwise. A list is judged by the array that ``np.asarray`` makes of it.
    """
    numbers = np.asarray(got)
    fits = numbers.dtype.kind in "iu" if dtype == "integer" else numbers.dtype == np.dtype(dtype)
    if not fits:
        expected = "an integer" if dtype == "integer" else dtype
        observed = f"{numbers.dtype}: {describe(got)}"
        cause = "The numbers fit; they have to be of this type when they are returned."
        raise mismatch(f"The type of {within(what)}", observed, expected, given, cause)
