"""The border between a test and the answer it tests, which may live in another process."""

import functools
from collections.abc import Callable

#: Every probe by name: the whole vocabulary that may cross the border.
PROBES: dict[str, Callable] = {}


class ProbeVerdict(AssertionError):  # noqa: N818  (a verdict on an answer, not an error of ours)
    """A probe found that the answer isn't what was asked for; the message is for its author."""


def probe(observe: Callable) -> Callable:
    """Make ``observe(f, *args, **options)`` run where ``f`` lives."""

    @functools.wraps(observe)
    def run(f, *args, **options):
        # On the type, so that no attribute of a student's function counts.
        ask = getattr(type(f), "run_probe", None)
        if ask is not None:
            return ask(f, observe.__name__, args, options)
        return observe(f, *args, **options)

    PROBES[observe.__name__] = run
    return run


def name_of(f) -> str:
    """The answer's name, for messages."""
    name = getattr(f, "__name__", "")
    return name if isinstance(name, str) and name.isidentifier() else "Your function"


def words_of(error: BaseException) -> str:
    """What an error says, for messages: in one line, 300 characters of it at most.

    TensorFlow puts a traceback into the words, before those of the error itself.
    """
    said = str(error).rpartition(f"{type(error).__name__}:")[2]
    if said.startswith("in user code:"):
        # An error that TensorFlow can't raise again: its name stands on the last line only.
        said = said.rstrip().rpartition("\n")[2]
    words = " ".join(said.split())
    return words if len(words) <= 300 else f"{words[:300]} ..."
