"""The heart classifier is as wide as the schema says, and reads the columns it names."""

from itertools import pairwise

import numpy as np
import pytest

from helpers import datasets
from helpers.datasets import Column
from helpers.measure import parameters
from helpers.models import heart


@pytest.fixture(scope="module")
def data():
    return datasets.load("heart", source="stand-in")


def count(schema, X) -> int:
    return parameters(heart.build_model(schema, X)).trainable


def test_the_networks_of_the_lecture_have_833_and_1057_parameters(data):
    assert count(heart.without(data.schema, "thal"), data.X) == 833
    assert count(data.schema, data.X) == 1057


def test_the_real_schema_gives_the_same_networks(data):
    try:
        real = datasets.load("heart", source="real")
    except datasets.DataAbsentError as error:
        pytest.skip(str(error))
    assert real.schema == data.schema
    assert count(real.schema, real.X) == 1057


@pytest.mark.parametrize(
    ("column", "inputs"),
    [
        (Column("thal", "float64"), 1),
        (Column("thal", "int64", (3, 6, 7)), 3),
        (Column("thal", "object", ("a", "b", "c")), 5),
        (Column("thal", "object", ("a",)), 3),
    ],
    ids=["number", "integer codes", "text", "one word"],
)
def test_another_schema_gives_another_network(data, column, inputs):
    schema = (*heart.without(data.schema, "thal"), column)
    # Every input is connected with the 32 hidden units.
    assert count(schema, data.X.assign(thal=1.0)) == 833 + 32 * inputs


def hidden_inputs(schema, X):
    """What the encoding hands to the hidden layer."""
    from tensorflow import keras

    model = heart.build_model(schema, X)
    before = model.get_layer("hidden").input
    return np.asarray(keras.Model(model.inputs, before)(heart.as_inputs(schema, X)))


def test_columns_are_encoded_as_scikit_learn_encodes_them(data):
    schema = heart.without(data.schema, "thal")
    known_to_sklearn = heart.logistic_regression(schema)[0].fit_transform(data.X)
    encoded = hidden_inputs(schema, data.X)
    assert encoded.shape == (303, 24)
    np.testing.assert_allclose(encoded, np.asarray(known_to_sklearn), atol=2e-5)


@pytest.mark.parametrize(
    ("word", "slot"), [("", 0), ("never heard of", 1), ("1", 2), ("normal", 5)], ids=str
)
def test_text_has_a_slot_for_missing_one_for_unknown_and_one_a_word(data, word, slot):
    schema = heart.only(data.schema, ["thal"])
    X = data.X.assign(thal=word)
    np.testing.assert_array_equal(hidden_inputs(schema, X)[0], np.eye(7)[slot])


def test_an_unknown_whole_number_is_refused_rather_than_encoded(data):
    import tensorflow as tf

    schema = heart.only(data.schema, ["ca"])
    with pytest.raises(tf.errors.InvalidArgumentError):
        hidden_inputs(schema, data.X.assign(ca=9))


def test_numbers_are_scaled_by_the_training_part_alone(data):
    schema = heart.only(data.schema, ["age"])
    model = heart.build_model(schema, data.X[:100])
    encode = model.get_layer("hidden").input
    from tensorflow import keras

    given = np.asarray(keras.Model(model.inputs, encode)(heart.as_inputs(schema, data.X)))[:, 0]
    ages = data.X["age"].to_numpy()
    np.testing.assert_allclose(given, (ages - ages[:100].mean()) / ages[:100].std(), rtol=1e-4)


def test_risks_are_probabilities_one_a_patient(data):
    risk = heart.risks(heart.build_model(data.schema, data.X), data.schema, data.X[:5])
    assert risk.shape == (5,)
    assert ((risk > 0) & (risk < 1)).all()


def test_leaving_out_and_keeping_are_opposites(data):
    names = [column.name for column in data.schema]
    assert heart.only(data.schema, names) == data.schema
    assert heart.only(data.schema, names[:-1]) == heart.without(data.schema, "thal")
    # The order is the schema's, whatever the order of the names.
    assert [column.name for column in heart.only(data.schema, ["thal", "age"])] == ["age", "thal"]


@pytest.mark.parametrize("choose", [heart.without, heart.only])
def test_a_misspelt_column_is_an_error_not_a_silent_nothing(data, choose):
    with pytest.raises(ValueError, match="Thal"):
        choose(data.schema, ["Thal"])


def test_a_schema_without_columns_is_refused(data):
    with pytest.raises(ValueError, match="no column would be left"):
        heart.only(data.schema, [])


def test_logistic_regression_ignores_a_value_it_doesnt_know(data):
    model = heart.logistic_regression(data.schema).fit(data.X, data.y)
    strange = data.X[:3].assign(thal="never heard of")
    assert np.isfinite(model.predict_proba(strange)).all()


def test_examinations_name_every_column_but_thal_once(data):
    names = sorted(name for group in heart.EXAMINATIONS.values() for name in group)
    assert names == sorted(column.name for column in heart.without(data.schema, "thal"))
    after = heart.known_after()
    assert sorted(after[-1]) == names
    assert all(more[: len(fewer)] == fewer for fewer, more in pairwise(after))


class TestHideSome:
    def test_a_share_of_one_column_goes_missing_and_nothing_else_changes(self, data):
        hidden = heart.hide_some(data.X, "thal", seed=0)
        gone = hidden["thal"] == heart.MISSING
        assert 0.2 < gone.mean() < 0.47
        assert hidden["thal"][~gone].equals(data.X["thal"][~gone])
        assert hidden.drop(columns="thal").equals(data.X.drop(columns="thal"))
        assert not (data.X["thal"] == heart.MISSING).any(), "the given table must stay as it was"

    def test_the_seed_decides_who(self, data):
        first, again, other = (heart.hide_some(data.X, "thal", seed) for seed in (1, 1, 2))
        assert first.equals(again)
        assert not first.equals(other)

    @pytest.mark.parametrize("share", [-0.1, 1.1])
    def test_an_impossible_share_is_refused(self, data, share):
        with pytest.raises(ValueError, match="share"):
            heart.hide_some(data.X, "thal", 0, share)


def test_a_patient_entered_twice_is_found_in_whatever_code_book(data):
    import pandas as pd

    copy = data.X.iloc[[7, 40]].assign(thal="1", cp=0)
    twice = pd.concat([data.X, copy], ignore_index=True)
    assert not heart.entered_again(data.X).any()
    np.testing.assert_array_equal(np.flatnonzero(heart.entered_again(twice)), [303, 304])
    # Another pressure: another patient.
    copy = copy.assign(trestbps=copy["trestbps"] + 1)
    assert not heart.entered_again(pd.concat([data.X, copy], ignore_index=True)).any()


def test_the_recorded_measurement_is_of_the_networks_the_page_builds(data):
    from helpers import recorded

    runs = recorded.load("one_more_feature").runs
    published = runs[runs["rows"] == "as published"]
    assert set(published["parameters without"]) == {833}
    assert set(published["parameters with"]) == {1057}
    widths = {len(row) for row in published["logistic auc, column left out"]}
    assert widths == {len(data.schema)}
