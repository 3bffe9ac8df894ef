"""Let a lab's figures wait calmly for the answers they are drawn from."""

import traceback
from contextlib import contextmanager

from helpers.checks.calling import is_unwritten
from helpers.probes.border import words_of


@contextmanager
def uses(*functions: str):
    """Run the ``with`` block; where an answer is missing, say so in one sentence.

    The cells after it go on. Figures that the block began are closed, so that
    no half of one is shown.

    Args:
        functions: Names of the answers that the block calls, in the order in which their results
            are used.
    """
    from matplotlib import pyplot as plt

    open_before = set(plt.get_fignums())
    try:
        yield
    except Exception as error:
        for number in set(plt.get_fignums()) - open_before:
            plt.close(number)
        print(_sentence(error, functions))


def _sentence(error: Exception, functions: tuple[str, ...]) -> str:
    name = _to_blame(error, functions)
    missing = is_unwritten(error) or isinstance(error, NameError)
    if missing and name:
        return f"This figure needs `{name}`. Write it above, then run this cell again."
    what = f"{type(error).__name__}: {words_of(error)}"
    suspects = f"`{name}`" if name else _listed(functions)
    # An answer that stops may be right, and have been given what another got wrong.
    earlier = functions[: functions.index(name)] if name else ()
    further = f" and, if they pass, those of {_listed(earlier)}" if earlier else ""
    return (
        f"This figure can't be drawn yet ({what}). See what the tests of {suspects} say"
        f"{further}, then run this cell again."
    )


def _listed(functions: tuple[str, ...]) -> str:
    return " and ".join(f"`{each}`" for each in functions)


def _to_blame(error: Exception, functions: tuple[str, ...]) -> str | None:
    """The innermost of these functions on the way to the error, or the one undefined."""
    if isinstance(error, NameError) and error.name in functions:
        return error.name
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.name in functions:
            return frame.name
    return None
