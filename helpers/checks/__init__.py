"""What the test cells of the labs say: call an answer, judge what it returned.

Every failed check is an ``AssertionError`` that tells what was observed, what
was expected, on which input, and the likely misconception where one is known.
Results are reduced to plain data first. Nothing here relies on the answer
living in this process; ``helpers.probes`` holds what does.
"""

from helpers.checks.axes import expect_orthonormal_rows, expect_principal_axes
from helpers.checks.calling import call, quiet, read_only
from helpers.checks.facts import expect_equal, tflite_facts
from helpers.checks.integers import expect_dtype, expect_integers
from helpers.checks.masks import expect_bools, expect_mask
from helpers.checks.results import (
    expect_at_most,
    expect_close,
    expect_infinite,
    expect_integer,
    expect_raises,
    expect_symmetric,
    pair,
)

__all__ = [
    "call",
    "expect_at_most",
    "expect_bools",
    "expect_close",
    "expect_dtype",
    "expect_equal",
    "expect_infinite",
    "expect_integer",
    "expect_integers",
    "expect_mask",
    "expect_orthonormal_rows",
    "expect_principal_axes",
    "expect_raises",
    "expect_symmetric",
    "pair",
    "quiet",
    "read_only",
    "tflite_facts",
]
