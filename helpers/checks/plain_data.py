"""Reduce what an answer returned to plain data, and say in few words what it is.

Tests judge numbers, not objects: an ndarray subclass that calls itself equal
to everything, or a list that prints a million entries, becomes an ordinary
array or a short description before anything is compared or shown.
"""

import math
import numbers
import reprlib

import numpy as np

from helpers.checks.models import ModelState, describe_model, is_model, state_of

#: Arrays up to this many entries, and of at most two axes, are printed in full.
SHORT = 12

#: Arrays of more entries (0.8 GB and up) are a mistake, and are not copied to find out.
LARGEST = 10**8

#: Integers of more bits are not printed.
LONGEST_INTEGER = 10_000

_ONE_LINE = {"precision": 8, "suppress_small": False, "separator": ", ", "max_line_width": 10_000}


class NotNumbersError(Exception):
    """What came back can't be read as numbers; the message says what it is."""


def describe(value) -> str:
    """Say what a value is, in one short line.

    Args:
        value: Numbers and small arrays or lists of them are shown; anything else is
            named by its type and size, and never printed at length.
    """
    if isinstance(value, np.ndarray | np.generic):
        return _describe_array(np.asarray(value))
    if type(value) is int:
        return describe_integer(value)
    if value is None or type(value) in (bool, float, complex, str, bytes):
        return reprlib.repr(value)
    if type(value) in (list, tuple):
        return _describe_sequence(value)
    if isinstance(value, ModelState):
        return str(value)
    if is_model(value):
        return describe_model(value)
    return f"an object of type {type(value).__name__}"


def describe_integer(value: int) -> str:
    """Show an integer of any size, long ones by their first and last digits."""
    if value.bit_length() > LONGEST_INTEGER:
        # Python refuses to print integers of more than 4,300 digits.
        return f"an integer of about {int(value.bit_length() * math.log10(2)):,} digits"
    digits = str(value)
    if len(digits) <= 50:
        return digits
    return f"{digits[:15]}...{digits[-15:]} ({len(digits.lstrip('-'))} digits)"


def _describe_array(array: np.ndarray) -> str:
    if array.dtype.kind not in "biufc" or array.size > SHORT or array.ndim > 2:
        return f"an array of shape {array.shape}, {array.dtype}"
    return " ".join(np.array2string(array, **_ONE_LINE).split())


def _describe_sequence(values: list | tuple) -> str:
    try:
        array = np.asarray(values)
    except Exception:
        return f"a {type(values).__name__} of {len(values)} items"
    if array.dtype.kind in "biufc" and array.size <= SHORT:
        return repr(array.tolist())
    kind = f" in an array of shape {array.shape}" if array.ndim > 1 else ""
    return f"a {type(values).__name__} of {len(values)} items{kind}"


def to_array(got) -> np.ndarray:
    """Turn a result into a plain numeric array.

    Args:
        got: Anything ``np.asarray`` understands: array, nested list or tuple, number,
            data frame, tensor.

    Returns:
        numpy.ndarray: A copy that is exactly an ``ndarray``, of an integer or float dtype. Complex
        numbers without an imaginary part (``np.linalg.eig`` returns such) become real; numbers of
        other types (``Fraction``) become float64.

    Raises:
        NotNumbersError: For None, booleans, text, rows of different lengths, complex numbers
            and anything else that isn't an array of real numbers.
    """
    if got is None:
        raise NotNumbersError("None: perhaps the function ends without a return")
    if isinstance(got, np.ndarray) and got.size > LARGEST:
        # np.zeros takes no memory until it is read: a copy would take all there is.
        raise NotNumbersError(f"{describe(got)}, {got.nbytes / 1e9:,.0f} GB of numbers")
    try:
        array = np.array(np.asarray(got), copy=True)
    except Exception:
        # NumPy names "inhomogeneous" shapes; a student thinks of rows.
        raise NotNumbersError(f"{describe(got)} whose rows differ in length") from None
    kind = array.dtype.kind
    if kind in "iuf":
        return array
    if kind == "c":
        return _real_part(array)
    if kind == "O":
        return _from_objects(array, got)
    name = {"b": "True and False", "U": "text", "S": "text"}.get(kind, f"values of type {kind}")
    raise NotNumbersError(f"{name} instead of numbers ({describe(got)})")


def _real_part(array: np.ndarray) -> np.ndarray:
    largest = np.max(np.abs(array), initial=0)
    if np.max(np.abs(array.imag), initial=0) > 1e-12 * largest:
        raise NotNumbersError("complex numbers with an imaginary part")
    return array.real.copy()


def _from_objects(array: np.ndarray, got) -> np.ndarray:
    if not all(isinstance(item, numbers.Number) for item in array.flat):
        raise NotNumbersError(f"{describe(got)}, which isn't made of numbers")
    try:
        return array.astype(float)
    except (TypeError, ValueError, OverflowError):
        raise NotNumbersError(f"{describe(got)} with entries that are no real numbers") from None


def tolerance_for(array: np.ndarray, rtol: float) -> float:
    """Relative tolerance for a result of this dtype.

    float32 results carry 7 digits, so they are compared at 1e-4 at least.
    float16 has 3 digits, too few for the course: it is given no more room.
    """
    return max(rtol, 1e-4) if array.dtype == np.float32 else rtol


def snapshot(value):
    """Copy arguments deeply, so that a change in place can be seen afterwards."""
    if isinstance(value, np.ndarray):
        return np.array(value, copy=True)
    if isinstance(value, list | tuple):
        return type(value)(snapshot(item) for item in value)
    return state_of(value) if is_model(value) else value


def unchanged(value, before) -> bool:
    """Say whether a value still equals its snapshot, entry by entry."""
    if isinstance(before, np.ndarray):
        same_form = value.shape == before.shape and value.dtype == before.dtype
        return same_form and np.array_equal(value, before)
    if isinstance(before, list | tuple):
        return len(value) == len(before) and all(map(unchanged, value, before))
    if isinstance(before, ModelState):
        return before.difference(state_of(value)) is None
    return value is before or value == before
