"""Judge principal components, which are determined up to sign and ties only."""

import numpy as np

from helpers.checks.failing import mismatch, within
from helpers.checks.plain_data import describe, tolerance_for
from helpers.checks.results import BLAME, as_numbers, expect_shape, shape_name

#: Variances closer than this, relative to the largest, count as equal.
TIE = 1e-9

WHAT = "The components"


def expect_orthonormal_rows(got, what: str, given) -> None:
    """Expect rows of length 1 at right angles, to 1e-6 (float32: 1e-4).

    Raises:
        AssertionError: If ``got`` isn't a matrix of finite numbers with such rows.
    """
    rows = as_numbers(got, what, "orthonormal rows", given)
    if rows.ndim != 2 or not np.all(np.isfinite(rows)):
        raise mismatch(what, rows, "a matrix of finite numbers", given)
    rtol = tolerance_for(rows, 1e-6)
    products = rows.astype(float) @ rows.astype(float).T
    lengths = np.sqrt(np.diag(products))
    if np.any(np.abs(lengths - 1) > rtol):
        what = f"The length of the rows of {within(what)}"
        raise mismatch(what, lengths, "1 for every row", given)
    if np.any(np.abs(products - np.eye(len(rows))) > rtol):
        cause = (
            "Each row has length 1, but they aren't at right angles to each other. Where variances "
            "are equal or 0, not every method sees to that."
        )
        raise mismatch(
            what, f"inner products {describe(products)}", "orthonormal rows", given, cause
        )


def expect_principal_axes(got, k: int, axes, variances, given, mistakes=()) -> None:
    """Compare components with known axes: either sign, any basis where variances tie.

    Args:
        got: The components of the answer, (k, d).
        k: How many were asked for.
        axes: (d, d) array_like. *All* principal axes of the input, as orthonormal rows in the
            order of ``variances``.
        variances: (d,) array_like. Their variances in descending order. Where several are
            equal, any orthonormal basis of the space that their axes span counts.
        given: The input: a sentence, or a value to describe.
        mistakes: Sequence of (str, array_like). A misconception, and the rows that it gives, up
            to sign.

    Raises:
        AssertionError: If the rows aren't k orthonormal ones, each in the space that belongs to
            its variance.
    """
    axes, variances = np.asarray(axes, dtype=float), np.asarray(variances, dtype=float)
    rows = as_numbers(got, WHAT, shape_name((k, axes.shape[1])), given)
    cause = _cause(rows, axes, k, mistakes)
    expect_shape(rows, (k, axes.shape[1]), WHAT, given, cause)
    tied = np.abs(variances[:k, None] - variances) <= TIE * variances[0]
    if cause and not _rows_lie_in_their_spaces(rows, axes, tied):
        raise mismatch(WHAT, rows, f"up to sign, {describe(axes[:k])}", given, cause)
    expect_orthonormal_rows(rows, WHAT, given)
    for index, row in enumerate(rows):
        if not _rows_lie_in_their_spaces(row[None], axes, tied[index : index + 1]):
            raise _wrong_row(index, row, axes[tied[index]], given)


def _rows_lie_in_their_spaces(rows: np.ndarray, axes: np.ndarray, tied: np.ndarray) -> bool:
    """Whether each unit row lies in the space of the axes that tie with it."""
    for row, space in zip(rows.astype(float), (axes[ties] for ties in tied), strict=True):
        outside = np.linalg.norm(row - space.T @ (space @ row))
        # Written so that a NaN fails too.
        if not outside <= tolerance_for(rows, 1e-6):
            return False
    return True


def _wrong_row(index: int, row, space, given) -> AssertionError:
    expected = f"{describe(space[0])} or its negative"
    if len(space) > 1:
        expected = f"a vector in the space of the {len(space)} axes with equal variance"
    return mismatch(f"Component {index} (counted from 0)", row, expected, given)


def _cause(rows: np.ndarray, axes: np.ndarray, k: int, mistakes) -> str | None:
    """Name the misconception whose rows these are, up to sign."""
    if rows.ndim != 2:
        return None
    if _same_up_to_sign(rows.T, axes[:k]):
        return "The components are the columns of this result; they belong in its rows."
    usual = [
        ("They come in ascending order of variance; the largest comes first.", axes[:k][::-1]),
        ("These are the components with the smallest variances.", axes[::-1][:k]),
        ("These are the components with the smallest variances.", axes[len(axes) - k :]),
        ("The signs of the entries are lost.", np.abs(axes[:k])),
        ("Every row is the first component.", np.repeat(axes[:1], k, axis=0)),
    ]
    for sentence, wrong in [*mistakes, *usual]:
        wrong = np.asarray(wrong, dtype=float)
        # With k = d, say, the last k axes are all of them, and no mistake.
        if _same_up_to_sign(rows, wrong) and not _same_up_to_sign(axes[:k], wrong):
            return sentence
    return None


def _same_up_to_sign(rows: np.ndarray, others: np.ndarray) -> bool:
    if rows.shape != others.shape:
        return False
    near = np.minimum(np.max(np.abs(rows - others), axis=1), np.max(np.abs(rows + others), axis=1))
    return bool(np.all(near <= BLAME))
