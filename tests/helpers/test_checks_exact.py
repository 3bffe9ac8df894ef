"""Integers, dtypes, names and TFLite files: what can be compared exactly."""

import numpy as np
import pytest

from helpers import checks, flatbuffers


def test_integers_that_fit_pass():
    checks.expect_integers(np.array([1, -2], dtype=np.int32), [1, -2], "The integers", "x")
    checks.expect_integers(7, 7, "The zero point", "x", dtype="integer")
    checks.expect_integers(np.int8(7), 7, "The zero point", "x", dtype="integer")


@pytest.mark.parametrize(
    ("got", "message"),
    [
        (np.array([1, -3], dtype=np.int32), "at index 1 it is -3"),
        (np.array([[1, -2]], dtype=np.int32), "shape"),
        (np.array([1, -2]), "int64"),
        (np.array([1.0, -2.0]), "float64"),
        (np.array([1.0, -2.0004]), "float64"),
        (np.array([1.0, np.nan]), "nan"),
        ([1, -2], "int64"),
        ([2, 3], "one too many"),
        (None, "None"),
        ("12", "text"),
    ],
)
def test_integers_that_differ_fail(got, message):
    mistakes = [("It is one too many.", [2, 3])]
    with pytest.raises(AssertionError, match=message):
        checks.expect_integers(got, [1, -2], "The integers", "x", mistakes=mistakes)


@pytest.mark.parametrize("got", [1.0, np.float64(1), True, np.array([1.0])])
def test_a_float_is_no_integer(got):
    with pytest.raises(AssertionError, match=r"an integer|True and False|single number"):
        checks.expect_integers(got, 1, "The zero point", "x", dtype="integer")


def test_a_mistake_of_one_unit_in_many_is_told_from_the_right_integers():
    right, mistakes = [32_766, 5], [("It is one too many.", [32_767, 5]), ("Ha.", [32_766, 4])]
    for got, cause in (([32_767, 5], "one too many"), ([32_766, 4], "Ha"), ([32_765, 5], "")):
        with pytest.raises(AssertionError) as caught:
            checks.expect_integers(got, right, "The integers", "x", mistakes=mistakes)
        blamed = str(caught.value).partition("Likely cause: ")[2]
        assert cause in blamed
        assert bool(cause) == bool(blamed)


def test_a_mistake_that_forgets_to_round_is_known():
    with pytest.raises(AssertionError, match="Not rounded"):
        checks.expect_integers(
            np.array([2.4, 7.5]),
            [2, 8],
            "The integers",
            "x",
            mistakes=[("Not rounded.", [2.4, 7.5])],
        )


def test_large_integers_are_shown_with_all_their_digits():
    with pytest.raises(AssertionError, match="it is 1234567891"):
        checks.expect_integers(np.array([1234567891]), [1234567890], "The sums", "x")


@pytest.mark.parametrize("got", [None, "text", [[1], [2, 3]], object()])
def test_what_is_no_number_has_no_dtype(got):
    with pytest.raises(AssertionError, match="numbers of type float32"):
        checks.expect_dtype(got, "float32", "The value", "x")


def test_dtype_is_told_by_name():
    checks.expect_dtype(np.float32(1), "float32", "The value", "x")
    with pytest.raises(AssertionError, match="float64") as caught:
        checks.expect_dtype(np.zeros(2), "float32", "The value", "x")
    assert "The type of the value" in str(caught.value)


def test_plain_values_are_compared():
    checks.expect_equal(["int8"], ["int8"], "The types", "x")
    with pytest.raises(AssertionError, match="Likely cause: They stay float") as caught:
        checks.expect_equal(["float32"], ["int8"], "The types", "x", "They stay float.")
    assert "['float32']" in str(caught.value)


def test_a_flatbuffer_is_read_and_anything_else_is_named():
    facts = checks.tflite_facts(flatbuffers.sample("copier_int8"), "x")
    assert facts["inputs"][0]["dtype"] == "int8"
    for got in (None, "model.tflite", b"not a model at all"):
        with pytest.raises(AssertionError, match="bytes of a TFLite model"):
            checks.tflite_facts(got, "x")
