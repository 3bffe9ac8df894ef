"""Judge masks: arrays of True and False."""

import numpy as np

from helpers.checks.failing import first_place, mismatch, within
from helpers.checks.plain_data import describe
from helpers.checks.results import shape_name


def expect_mask(got, want, what: str, given, mistakes=()) -> None:
    """Compare a mask with what it should be, entry by entry.

    Args:
        got: The result; anything ``np.asarray`` turns into an array of dtype bool.
        want: Array-like of bools. Its shape is binding.
        what: What is compared, to start the message: "The mask".
        given: The input: a sentence, or a value to describe.
        mistakes: Sequence of (str, array_like). A misconception in one sentence, and the mask that
            it gives.

    Raises:
        AssertionError: If the result isn't a bool array, has another shape, or differs.
    """
    want = np.asarray(want, dtype=bool)
    causes = [
        cause for cause, wrong in mistakes if _same(got, wrong) and not np.array_equal(wrong, want)
    ]
    mask = expect_bools(got, want.shape, what, given, cause=next(iter(causes), None))
    if np.array_equal(mask, want):
        return
    where, place = first_place(mask != want)
    raise mismatch(
        what,
        f"{_summary(mask)}; at index {place} it is {bool(mask[where])}",
        f"{_summary(want)}; at index {place} it is {bool(want[where])}",
        given,
        next(iter(causes), None) or _general_cause(mask, want),
    )


def expect_bools(got, shape: tuple, what: str, given, cause: str | None = None) -> np.ndarray:
    """Expect an array of this shape whose dtype is bool, and return it as a plain array.

    Args:
        cause: Str, optional. The likely misconception, if it is known.

    Raises:
        AssertionError: If it is something else.
    """
    expected = f"{shape_name(shape)}, dtype bool"
    array = _as_array(got)
    if array is None:
        raise mismatch(what, describe(got), expected, given, cause)
    if array.shape != shape:
        observed = f"{shape_name(array.shape)}: {describe(array)}"
        raise mismatch(f"The shape of {within(what)}", observed, expected, given, cause)
    if array.dtype != bool:
        observed = f"dtype {array.dtype}: {describe(got)}"
        cause = cause or "A mask says True or False for each weight; comparisons give such arrays."
        raise mismatch(f"The dtype of {within(what)}", observed, expected, given, cause)
    return array.copy()


def _as_array(got) -> np.ndarray | None:
    try:
        array = np.asarray(got)
    except Exception:
        return None
    return array if array.dtype.kind in "biufc" else None


def _same(got, wrong) -> bool:
    array, wrong = _as_array(got), np.asarray(wrong)
    return array is not None and array.shape == wrong.shape and bool(np.all(array == wrong))


def _summary(mask: np.ndarray) -> str:
    removed = f"False at {np.count_nonzero(~mask)} of {mask.size} entries"
    return f"{describe(mask)}, {removed}"


def _general_cause(mask: np.ndarray, want: np.ndarray) -> str | None:
    if np.array_equal(mask, ~want):
        return "True and False have changed places: True is for weights that stay."
    if np.count_nonzero(mask) == np.count_nonzero(want):
        return "The sparsity is right, but other weights have to go."
    return "Another number of weights has to go."
