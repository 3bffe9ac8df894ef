"""What is recorded of the heart set's rows is what its rows say."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from experiments import one_more_feature as measurement
from helpers import datasets, recorded
from helpers.datasets import Split


@pytest.fixture
def with_a_second_entry():
    """The stand-in, its third patient entered again in another code book."""
    data = datasets.load("heart", source="stand-in")
    again = data.X.iloc[[2]].assign(thal="other", cp=0)
    X = pd.concat([data.X, again], ignore_index=True)
    return replace(data, splits={"all": Split(X, np.append(data.y, 1 - data.y[2]))})


def test_a_second_entry_is_listed_beside_the_first(with_a_second_entry):
    data = with_a_second_entry
    (pair,) = measurement.pairs(data)
    assert pair["first"]["thal"] == data.X["thal"][2]
    assert pair["second"]["thal"] == "other"
    assert pair["first"]["disease"] == 1 - pair["second"]["disease"]


def test_keeping_each_patient_once_drops_the_second_entry_and_its_category(with_a_second_entry):
    once = measurement.keep_first_entries(with_a_second_entry)
    original = datasets.load("heart", source="stand-in")
    assert once.X.equals(original.X)
    np.testing.assert_array_equal(once.y, original.y)
    assert once.schema == original.schema


def test_every_patient_is_counted_under_one_value_of_thal(with_a_second_entry):
    counted = measurement.sick_by_thal(with_a_second_entry)
    assert sum(group["patients"] for group in counted.values()) == 304
    assert sum(group["sick"] for group in counted.values()) == with_a_second_entry.y.sum()
    assert counted["other"]["patients"] == 1


def test_the_page_may_say_that_six_patients_are_entered_twice():
    runs = recorded.load("one_more_feature").runs
    (pairs,) = runs.loc[runs["rows"] == "entered twice", "pairs"]
    assert len(pairs) == 6
    assert {pair["second"]["disease"] for pair in pairs} == {0}
    odd = {pair["second"]["thal"]: pair["first"]["thal"] for pair in pairs}
    assert odd["1"] == "fixed"
    assert odd["2"] == "normal"
    # Two categories fewer in thal, one fewer in cp.
    once = runs[runs["rows"] == "each patient once"]
    assert set(once["patients"]) == {303 - 6}
    assert set(once["parameters with"]) == {1057 - 32 * 3}


def test_the_page_may_say_that_one_code_book_explains_every_second_entry():
    runs = recorded.load("one_more_feature").runs
    (pairs,) = runs.loc[runs["rows"] == "entered twice", "pairs"]
    books = {
        "cp": {4: 0, 2: 1, 1: 3},
        "restecg": {0: 1, 2: 0},
        "slope": {2: 1},
        # 1, 2, 3 in the copy; read by the original's codes, where 3 is normal.
        "thal": {"fixed": "1", "normal": "2", "reversible": "normal"},
    }
    for pair in pairs:
        first, second = pair["first"], pair["second"]
        assert {name: book[first[name]] for name, book in books.items()} == {
            name: second[name] for name in books
        }
    assert sum(pair["first"]["disease"] for pair in pairs) == 3
