"""Compare what an answer returned with what it should have returned."""

from numbers import Rational

import numpy as np

from helpers.checks.calling import call
from helpers.checks.failing import first_place, mismatch, within
from helpers.checks.plain_data import (
    NotNumbersError,
    describe,
    describe_integer,
    to_array,
    tolerance_for,
)
from helpers.probes.border import name_of

#: A result this close (relative) to what a misconception gives is blamed on it.
BLAME = 1e-4


def pair(got, names: tuple[str, str], given):
    """Unpack a result of two parts: a tuple, a list or any other sequence of two.

    Args:
        got: What the answer returned.
        names: What the parts are called, for the message.
        given: The input, for the message.

    Raises:
        AssertionError: If it has not exactly two parts.
    """
    parts = []
    if not isinstance(got, str | bytes | dict | set | None):
        try:
            parts = [got[index] for index in range(len(got))]
        except Exception:
            parts = []
    if len(parts) != 2:
        expected = f"two things, ({names[0]}, {names[1]})"
        cause = f"Return both: `return {names[0]}, {names[1]}`."
        raise mismatch("What came back", describe(got), expected, given, cause)
    return parts[0], parts[1]


def expect_close(got, want, what: str, given, rtol=1e-6, scale="array", mistakes=()) -> None:
    """Compare a number or an array with what it should be.

    Args:
        got: The result; anything ``np.asarray`` turns into an array of numbers.
        want: Array-like. Its shape is binding.
        what: What is compared, to start the message: "The mean".
        given: The input: a sentence, or a value to describe.
        rtol: Relative tolerance; float32 results get 1e-4 at least.
        scale: "array", "columns", "entries" or float. What the tolerance is relative to: the
            largest magnitude of ``want``, of each of its columns, each entry's own, or this
            number. With the first, entries near 0 beside large ones are not held to digits that
            nobody can compute.
        mistakes: Sequence of (str, array_like). A misconception in one sentence, and what it
            would have returned.

    Raises:
        AssertionError: If the result isn't numbers, has another shape, isn't finite, or
            differs.
    """
    want = np.asarray(want, dtype=float)
    numbers = as_numbers(got, what, shape_name(want.shape), given)
    # An overflow in the comparison is a large difference, and no warning.
    with np.errstate(all="ignore"):
        cause = known_mistake(numbers, mistakes, want, scale) or _transposed(numbers, want)
        expect_shape(numbers, want.shape, what, given, cause)
        if not np.all(np.isfinite(numbers)):
            cause = cause or "A division by 0, or by a number near it, gives inf or nan."
            raise mismatch(what, numbers, f"finite numbers, {describe(want)}", given, cause)
        allowed = tolerance_for(numbers, rtol) * _scale(want, scale)
        wrong = ~(np.abs(numbers.astype(float) - want) <= allowed)
    if np.any(wrong):
        raise _first_difference(what, numbers, want, wrong, given, cause)


def as_numbers(got, what: str, expected: str, given) -> np.ndarray:
    """Read a result as a plain array of numbers, or fail with what it is instead."""
    try:
        return to_array(got)
    except NotNumbersError as problem:
        raise mismatch(what, str(problem), expected, given) from None


def shape_name(shape: tuple) -> str:
    """Say a shape in words."""
    return f"an array of shape {shape}" if shape else "a single number"


def expect_shape(numbers: np.ndarray, shape: tuple, what: str, given, cause=None) -> None:
    """Fail unless an array has this shape."""
    if numbers.shape != shape:
        observed = f"{shape_name(numbers.shape)}: {describe(numbers)}"
        what = f"The shape of {within(what)}"
        raise mismatch(what, observed, shape_name(shape), given, cause)


def _scale(want: np.ndarray, scale):
    if scale == "array":
        return np.max(np.abs(want), initial=0)
    if scale == "columns":
        return np.max(np.abs(want), axis=0)
    if scale == "entries":
        return np.abs(want)
    return scale


def known_mistake(numbers: np.ndarray, mistakes, want: np.ndarray, scale="array") -> str | None:
    """Return the sentence of the first misconception that gives these numbers.

    Args:
        scale: As in ``expect_close``. Where small columns or entries count, a misconception about
            these is told from the right result; a number makes no difference here.
    """
    for sentence, wrong in mistakes:
        wrong = np.asarray(wrong, dtype=float)
        # On some inputs a misconception happens to give the right numbers.
        if _alike(numbers, wrong, scale) and not _alike(want, wrong, scale):
            return sentence
    return None


def _alike(numbers: np.ndarray, others: np.ndarray, scale) -> bool:
    if numbers.shape != others.shape:
        return False
    relative_to = scale if scale in ("columns", "entries") else "array"
    return bool(np.all(np.abs(numbers - others) <= BLAME * _scale(others, relative_to)))


def _transposed(numbers: np.ndarray, want: np.ndarray) -> str | None:
    sentence = "This is the transpose: rows and columns have changed places."
    return known_mistake(numbers, [(sentence, want.T)], want) if want.ndim == 2 else None


def _first_difference(what, numbers, want, wrong, given, cause) -> AssertionError:
    if want.size == 1:
        return mismatch(what, numbers, describe(want), given, cause)
    where, place = first_place(wrong)
    observed = f"{describe(numbers)}; at index {place} it is {numbers[where]:.8g}"
    expected = f"{describe(want)}; at index {place} it is {want[where]:.8g}"
    return mismatch(what, observed, expected, given, cause)


def expect_integer(got, want: int, what: str, given, mistakes=()) -> None:
    """Compare a whole number, exactly, whatever its size.

    Python and NumPy integers count, a fraction or an object array that holds one, and a float
    that is a whole number.

    Raises:
        AssertionError: Otherwise; ``mistakes`` are (sentence, wrong number) pairs.
    """
    expected = f"the integer {describe_integer(want)}"
    value = _whole_number(got, what, expected, given)
    if value != want:
        cause = next((sentence for sentence, wrong in mistakes if value == wrong), None)
        raise mismatch(what, describe(got), expected, given, cause)


def _whole_number(got, what: str, expected: str, given) -> int | float:
    if isinstance(got, np.ndarray) and got.shape == () and got.dtype == object:
        got = got.item()
    # Not through float64, which rounds integers beyond 2**53.
    if isinstance(got, Rational) and not isinstance(got, bool) and got.denominator == 1:
        return int(got)
    number = as_numbers(got, what, expected, given)
    if number.ndim != 0:
        raise mismatch(what, describe(got), expected, given)
    return number.item()


def expect_infinite(got, what: str, given, mistakes=()) -> None:
    """Expect the single number +infinity.

    Raises:
        AssertionError: Otherwise; ``mistakes`` are (sentence, wrong number) pairs.
    """
    number = as_numbers(got, what, "infinity", given)
    if number.ndim != 0:
        expected = "a single number, infinity"
        raise mismatch(f"The shape of {within(what)}", describe(got), expected, given)
    if number != np.inf:
        cause = next((sentence for sentence, wrong in mistakes if number == wrong), None)
        raise mismatch(what, describe(got), "infinity", given, cause)


def expect_raises(error: type[Exception], f, *args, because: str) -> None:
    """Expect ``f(*args)`` to refuse its input with this error or a subclass of it.

    Args:
        because: What is wrong with the input, to start the message: "k = 0 is below 1".

    Raises:
        AssertionError: If it returns, raises something else, or changes its input.
    """
    try:
        got = call(f, *args, allow=error)
    except error:
        return
    given = f"{because}; {', '.join(describe(argument) for argument in args)}"
    what = f"What {name_of(f)} makes of bad input"
    raise mismatch(what, f"no error, but {describe(got)}", f"a {error.__name__}", given)


def expect_symmetric(got, what: str, given) -> None:
    """Expect a square matrix to equal its transpose, to 1e-12 of its largest entry.

    float32 results get 1e-4, as everywhere.
    """
    matrix = as_numbers(got, what, "a symmetric matrix", given)
    expected = "entry (i, j) equal to entry (j, i)"
    if matrix.ndim != 2 or matrix.shape[0] != matrix.shape[1]:
        raise mismatch(what, matrix, expected, given)
    allowed = tolerance_for(matrix, 1e-12) * np.max(np.abs(matrix), initial=0)
    # Written so that a NaN fails too.
    if not np.all(np.abs(matrix - matrix.T) <= allowed):
        raise mismatch(f"The symmetry of {within(what)}", matrix, expected, given)


def expect_at_most(got: float, limit: float, what: str, given, unit: str, cause: str) -> None:
    """Expect a measured quantity to stay within a limit; ``cause`` says why it may not."""
    if got > limit:
        observed, expected = (f"{_amount(value)} {unit}" for value in (got, limit))
        raise mismatch(what, observed, f"at most {expected}", given, cause)


def _amount(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
