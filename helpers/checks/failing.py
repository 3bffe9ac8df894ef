"""How a failed check looks: a few lines, and no traceback through this package."""

import numpy as np

from helpers.checks.plain_data import describe


def failure(message: str) -> AssertionError:
    """Make the assertion to raise.

    IPython shows an exception through its ``_render_traceback_`` where it has
    one; frames of this package would only hide the message from a student.
    """
    error = AssertionError(message)
    error._render_traceback_ = lambda: message.splitlines()
    return error


def mismatch(what: str, got, expected: str, given, cause: str | None = None) -> AssertionError:
    """Make the assertion for a result that isn't as expected.

    Args:
        what: What was looked at, to start the message: "The mean".
        got, given: The result and the input: a sentence, or a value to describe.
        expected: What it should have been, in words.
        cause: Str, optional. The likely misconception, in a sentence.
    """
    lines = [
        f"{what}: not as expected.",
        f"  Input:        {given if isinstance(given, str) else describe(given)}",
        f"  Expected:     {expected}",
        f"  Got:          {got if isinstance(got, str) else describe(got)}",
    ]
    if cause:
        lines.append(f"  Likely cause: {cause}")
    return failure("\n".join(lines))


def first_place(wrong: np.ndarray) -> tuple[tuple[int, ...], str]:
    """Where an array is first True: the index, and the index as a message shows it.

    Args:
        wrong: Bool array with at least one True.

    Returns:
        The index as a tuple, and text for a sentence: "2" on one axis, "(0, 2)" on two, "" for a
        single value, which has no index.
    """
    where = tuple(int(index) for index in np.argwhere(wrong)[0])
    return where, str(where[0] if len(where) == 1 else where or "")


def within(what: str) -> str:
    """What was looked at, inside a sentence: "the mean", but "X_centered" as it is."""
    return what[:1].lower() + what[1:] if what.startswith("The ") else what
