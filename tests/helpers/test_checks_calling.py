"""Calling an answer: quietly, on what it was given, and with an error its author understands."""

import logging
import os
import sys
import warnings

import numpy as np
import pytest

from helpers import checks


def message_of(check, *args, **options):
    with pytest.raises(AssertionError) as caught:
        check(*args, **options)
    return str(caught.value)


def test_call_returns_the_result_and_passes_the_arguments_as_they_are():
    array = np.arange(3)
    assert checks.call(lambda a, b: (a is array, b), array, 5) == (True, 5)


def unwritten(X):
    raise NotImplementedError("not written yet")


def failing(X):
    return X["missing"]


def test_an_unwritten_answer_is_told_what_to_do():
    assert "unwritten is not written yet" in message_of(checks.call, unwritten, 1)


@pytest.mark.parametrize(
    "words", ["", "not written yet", "in user code:\n\n    NotImplementedError: not written yet\n"]
)
def test_an_unwritten_answer_is_known_by_its_words(words):
    def unwritten(X):
        raise NotImplementedError(words)

    assert "is not written yet" in message_of(checks.call, unwritten, 1)


def test_what_a_library_has_not_implemented_is_no_unwritten_answer():
    def rounds(X):
        raise NotImplementedError("Cannot convert a symbolic tf.Tensor to a numpy array.")

    said = message_of(checks.call, rounds, 1)
    assert "rounds stopped with an error" in said
    assert "symbolic" in said
    assert "not written" not in said


def test_an_error_is_told_with_function_input_and_line():
    said = message_of(checks.call, failing, np.arange(4.0))
    assert "failing stopped with an error" in said
    assert "IndexError" in said
    assert '`return X["missing"]`' in said or 'return X["missing"]' in said
    assert "[0., 1., 2., 3.]" in said


def test_writing_into_a_read_only_input_is_told_as_what_it_is():
    def center(X):
        X -= X.mean()
        return X

    said = message_of(checks.call, center, checks.read_only([1.0, 2.0]))
    assert "read-only" in said
    assert "Work on a copy" in said


@pytest.mark.parametrize("error", [SystemExit(1), AssertionError("mine"), RecursionError("deep")])
def test_every_ordinary_way_to_stop_is_a_failed_check(error):
    def stops():
        raise error

    assert type(error).__name__ in message_of(checks.call, stops)


def test_an_interrupt_is_never_swallowed():
    def endless():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        checks.call(endless)


@pytest.mark.parametrize(
    ("change", "argument"),
    [
        (lambda X: X.__imul__(2), np.arange(3.0)),
        (lambda X: X.sort(), [3, 1, 2]),
        (lambda X: X.append(1), [3]),
        (lambda X: X[0].__iadd__(1), [np.zeros(2)]),
        (lambda X: X[0].append(1), ([1],)),
    ],
)
def test_a_change_in_place_is_noticed(change, argument):
    assert "changes its input in place" in message_of(checks.call, change, argument)


def test_writing_into_a_read_only_input_fails():
    frozen = checks.read_only([1.0, 2.0])
    said = message_of(checks.call, lambda X: X.__imul__(2), frozen)
    assert "read-only" in said


def test_warnings_logs_and_standard_error_are_silenced_and_come_back(capfd):
    def noisy():
        warnings.warn("python", stacklevel=1)
        logging.getLogger("noisy").error("log")
        print("stream", file=sys.stderr)
        os.write(2, b"descriptor")
        return np.float64(1) / np.float64(0)

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert checks.call(noisy) == np.inf
    assert capfd.readouterr().err == ""
    os.write(2, b"after")
    assert capfd.readouterr().err == "after"


def test_a_log_handler_that_kept_the_old_stream_is_silenced_too(capsys):
    logger, handler = logging.getLogger("kept"), logging.StreamHandler(sys.stderr)
    logger.addHandler(handler)
    checks.call(lambda: logger.error("during"))
    logger.error("after")
    logger.removeHandler(handler)
    assert capsys.readouterr().err.splitlines() == ["after"]


def test_what_an_answer_prints_is_still_seen(capsys):
    checks.call(lambda: print("debugging"))
    assert "debugging" in capsys.readouterr().out


# ------------------------------------------------------------- expect_raises


def raises(error):
    def refuse(k):
        if k < 1:
            raise error

    return refuse


@pytest.mark.parametrize("error", [ValueError, ValueError("no"), UnicodeError("a subclass")])
def test_the_right_error_or_a_subclass_is_accepted(error):
    checks.expect_raises(ValueError, raises(error), 0, because="k = 0 is below 1")


@pytest.mark.parametrize("error", [IndexError, TypeError, AssertionError, Exception])
def test_another_error_is_refused(error):
    said = message_of(checks.expect_raises, ValueError, raises(error), 0, because="k = 0")
    assert error.__name__ in said
    assert "Expected:     a ValueError" in said, "the message asks for a result from bad input"


def test_no_error_is_refused_and_the_reason_is_told():
    said = message_of(checks.expect_raises, ValueError, raises(None), 1, because="k = 0 is below 1")
    assert "k = 0 is below 1" in said
    assert "no error, but None" in said


def test_input_changed_before_it_was_refused_is_noticed():
    def late(X):
        X *= 0
        raise ValueError

    said = message_of(checks.expect_raises, ValueError, late, np.ones(2), because="bad")
    assert "in place" in said
