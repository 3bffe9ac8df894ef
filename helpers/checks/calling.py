"""Call an answer the way every test does: quietly, and with an eye on its input."""

import io
import logging
import os
import traceback
import warnings
from contextlib import contextmanager, redirect_stderr

import numpy as np

from helpers.checks.failing import failure
from helpers.checks.models import ModelState, state_of
from helpers.checks.plain_data import describe, snapshot, unchanged
from helpers.probes.border import ProbeVerdict, name_of, words_of

#: What an answer says, in the error it raises, until it is written.
STUB = "not written yet"


def call(f, *args, through=None, allow=(), **options):
    """Run ``f(*args)`` and return its result, or fail with a message for its author.

    Args:
        f: The answer.
        args: Its arguments. They must be as they were afterwards.
        through: Callable, optional. A probe of ``helpers.probes`` to run it through, with
            ``options``; the probe's result is returned.
        allow: Exception type, or tuple of these. Raised onward as they are.

    Raises:
        AssertionError: If the answer isn't written yet, raises, uses a library that was taken
            away, or changes its arguments in place.
    """
    before = snapshot(args)
    try:
        with quiet():
            result = f(*args) if through is None else through(f, *args, **options)
    except NotImplementedError as error:
        said = _not_written(f) if is_unwritten(error) else _stopped(f, before, error, allow)
        raise failure(said) from None
    except ProbeVerdict as verdict:
        raise failure(str(verdict)) from None
    except allow:
        _check_unchanged(f, args, before)
        raise
    except (Exception, SystemExit) as error:
        raise failure(_stopped(f, before, error, allow)) from None
    _check_unchanged(f, args, before)
    return result


def is_unwritten(error: Exception) -> bool:
    """Whether an error is that of an answer nobody has written yet.

    Libraries raise ``NotImplementedError`` too: TensorFlow for NumPy's functions inside a
    ``tf.function``, for one.
    """
    return isinstance(error, NotImplementedError) and words_of(error) in ("", STUB)


def read_only(array) -> np.ndarray:
    """Copy an array so that writing into the copy raises an error."""
    copy = np.array(array, copy=True)
    copy.flags.writeable = False
    return copy


@contextmanager
def quiet():
    """Silence warnings, logging and standard error: none of them costs points.

    nbgrader gives 0 to a test cell that writes to standard error, also where
    a C library does it, past Python.
    """
    log_level = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            with redirect_stderr(io.StringIO()), _file_descriptor_silenced(2):
                yield
    finally:
        logging.disable(log_level)


@contextmanager
def _file_descriptor_silenced(descriptor: int):
    try:
        kept = os.dup(descriptor)
    except OSError:
        # Closed, as in a process without a console: nothing to silence.
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)
    try:
        yield
    finally:
        os.dup2(kept, descriptor)
        os.close(kept)


def _not_written(f) -> str:
    return (
        f"{name_of(f)} is not written yet. Replace the line that raises NotImplementedError "
        "in its cell, run that cell, then run this one again."
    )


def _stopped(f, args, error: BaseException, allow) -> str:
    message = words_of(error)
    lines = [
        f"{name_of(f)} stopped with an error.",
        f"  Input:        {', '.join(describe(argument) for argument in args)}",
        f"  Expected:     {f'a {allow.__name__}' if isinstance(allow, type) else 'a result'}",
        f"  Got:          {type(error).__name__}: {message}{_place(f, error)}",
    ]
    if "read-only" in message:
        lines.append(
            "  Likely cause: It writes into its input, which can't be written to here. Work on "
            "a copy."
        )
    return "\n".join(lines)


def _place(f, error: BaseException) -> str:
    """The innermost line of the answer's own cell on the way to the error."""
    cell = getattr(getattr(f, "__code__", None), "co_filename", None)
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.filename == cell:
            return f" (line {frame.lineno} of its cell{': ' if frame.line else ''}{frame.line})"
    return ""


def _check_unchanged(f, args, before) -> None:
    for position, (argument, old) in enumerate(zip(args, before, strict=True), start=1):
        if not unchanged(argument, old):
            lines = _model_changed if isinstance(old, ModelState) else _array_changed
            raise failure("\n".join(lines(name_of(f), position, argument, old)))


def _array_changed(name: str, position: int, argument, old) -> list[str]:
    return [
        f"{name} changes its input in place: argument {position} is not what it was.",
        f"  Input:        {describe(old)}",
        "  Expected:     the same after the call",
        f"  Got:          {describe(argument)}",
        "  Likely cause: Operators such as `-=` and methods such as `.sort()` write into the array "
        "or list they are used on.",
    ]


def _model_changed(name: str, position: int, model, old: ModelState) -> list[str]:
    return [
        f"{name} changes the model it was given (argument {position}), or what it returns does "
        "so when it is trained.",
        f"  Input:        {describe(model)}",
        "  Expected:     the same after the call",
        f"  Got:          {old.difference(state_of(model))}",
        "  Likely cause: Layers that two models share are trained in both. Build the new model on "
        "a copy that has weights of its own.",
    ]
