"""Judge what isn't a number: the names in a report, and the content of a TFLite file."""

from helpers import tflite
from helpers.checks.failing import mismatch


def expect_equal(got, want, what: str, given: str, cause: str | None = None) -> None:
    """Compare plain values: text, numbers, booleans, or lists and dicts of these.

    Args:
        what: What is compared, to start the message: "The type of the input".
        given: The input, in a sentence.
        cause: The likely misconception, in a sentence; str, optional.

    Raises:
        AssertionError: If they differ.
    """
    if got != want:
        raise mismatch(what, str(got), str(want), given, cause)


def tflite_facts(got, given: str) -> dict:
    """Return the ``tflite.facts`` of a model that an answer returned.

    Raises:
        AssertionError: If it isn't the bytes of a TFLite model.
    """
    try:
        return tflite.facts(got)
    except tflite.NotAFlatbufferError as problem:
        raise mismatch("What came back", str(problem), "bytes of a TFLite model", given) from None
