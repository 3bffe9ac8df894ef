"""The same seed trains the same model, and another seed another one."""

import numpy as np
import pytest

from helpers.training import train

rng = np.random.default_rng(0)
X = rng.normal(size=(64, 4)).astype("float32")
y = (X[:, 0] > 0).astype("float32")


def build():
    import tensorflow as tf

    model = tf.keras.Sequential(
        [
            tf.keras.layers.Input((4,)),
            tf.keras.layers.Dense(8, activation="relu"),
            tf.keras.layers.Dropout(0.2),
            tf.keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile("adam", "binary_crossentropy", metrics=["accuracy"])
    return model


def trained(seed, **more):
    return train(build, X, y, epochs=3, batch_size=16, seed=seed, **more)


def test_the_same_seed_gives_the_same_model():
    (first, curves), (second, same) = trained(1), trained(1)
    for ours, theirs in zip(first.get_weights(), second.get_weights(), strict=True):
        np.testing.assert_array_equal(ours, theirs)
    assert curves == same


def test_another_seed_gives_another_model():
    assert trained(1)[1]["loss"] != trained(2)[1]["loss"], "a spread over seeds would be nothing"


def test_a_model_without_shapes_and_an_old_optimizer_train_as_well():
    import tensorflow as tf

    def shapeless():
        model = tf.keras.Sequential([tf.keras.layers.Dense(1, activation="sigmoid")])
        model.compile(tf.keras.optimizers.legacy.SGD(0.1), "binary_crossentropy")
        return model

    _, curves = train(shapeless, X, y, epochs=2, batch_size=16, seed=0)
    assert curves["loss"][1] < curves["loss"][0]


def test_curves_are_plain_numbers_of_every_epoch(capfd):
    _, curves = trained(0, validation=(X, y))
    assert set(curves) == {"loss", "accuracy", "val_loss", "val_accuracy"}
    assert all(len(values) == 3 for values in curves.values())
    assert all(type(value) is float for values in curves.values() for value in values)
    assert capfd.readouterr().out == "", "progress bars would fill the page"


def test_curves_are_those_of_the_model():
    model, curves = trained(0, validation=(X, y))
    loss, accuracy = model.evaluate(X, y, verbose=0)
    assert curves["val_loss"][-1] == pytest.approx(loss, rel=1e-5)
    assert curves["val_accuracy"][-1] == pytest.approx(accuracy)
