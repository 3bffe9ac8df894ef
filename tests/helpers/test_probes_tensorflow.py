"""Gradients and models are seen by probes only, and told in plain data."""

import numpy as np
import pytest

import helpers  # noqa: F401  (before TensorFlow: it brings Keras 2)
from helpers import checks, probes

tf = pytest.importorskip("tensorflow")
import tensorflow_model_optimization as tfmot  # noqa: E402

X = np.linspace(-1, 1, 40, dtype=np.float32).reshape(10, 4)
Y = np.arange(10) % 3


def small_model(compiled=True):
    tf.keras.utils.set_random_seed(3)
    model = tf.keras.Sequential(
        [
            tf.keras.layers.Input((4,)),
            tf.keras.layers.Dense(5, activation="relu", name="hidden"),
            tf.keras.layers.Dense(3, name="out"),
        ]
    )
    if compiled:
        model.compile(
            tf.keras.optimizers.Adam(0.01),
            tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True),
            metrics=["accuracy", tf.keras.metrics.SparseTopKCategoricalAccuracy(2, name="top")],
        )
    return model


def report(f, *args, steps, **options):
    return checks.call(f, *args, through=probes.model_report, steps=steps, **options)


# ---------------------------------------------------------------- gradients


@pytest.mark.parametrize("compiled", [False, True, "unknown shape"])
def test_value_and_gradient_of_a_known_function(compiled):
    value, gradient = probes.value_and_gradient(
        lambda x, factor: factor * x**2, X, 3.0, compiled=compiled
    )
    np.testing.assert_allclose(value, 3 * X**2, rtol=1e-6)
    np.testing.assert_allclose(gradient, 6 * X, rtol=1e-6)
    assert type(value) is type(gradient) is np.ndarray


def test_upstream_gradient_is_passed_through():
    upstream = np.arange(40, dtype=np.float32).reshape(10, 4)
    _, gradient = probes.value_and_gradient(lambda x: 2 * x, X, upstream=upstream)
    np.testing.assert_array_equal(gradient, 2 * upstream)


def test_no_gradient_is_none():
    value, gradient = probes.value_and_gradient(tf.round, X)
    assert value is not None
    np.testing.assert_array_equal(gradient if gradient is not None else 0 * X, 0 * X)
    assert probes.value_and_gradient(lambda x: tf.constant(1.0), X)[1] is None


def test_an_array_instead_of_a_tensor_is_said():
    def answer(x):
        return x.numpy()

    with pytest.raises(AssertionError, match="answer returned an object of type ndarray"):
        checks.call(answer, X, through=probes.value_and_gradient)


# ------------------------------------------------------------------- models


def test_description_of_a_plain_model():
    [facts] = report(lambda: small_model(), steps=[("describe",)])
    assert facts["compiled"]
    assert facts["loss"] == "sparse_categorical_crossentropy"
    assert facts["metrics"] == ["accuracy", "top"]
    assert facts["optimizer"] == "Adam"
    hidden, out = facts["layers"]
    assert (hidden["name"], hidden["kind"], hidden["wrappers"]) == ("hidden", "Dense", [])
    assert hidden["kernel"].shape == (4, 5)
    assert out["kernel"].shape == (5, 3)
    assert out["weight_bits"] == []


def test_description_of_a_model_that_is_not_compiled():
    [facts] = report(lambda: small_model(compiled=False), steps=[("describe",)])
    assert (facts["compiled"], facts["loss"], facts["metrics"]) == (False, None, [])


def test_description_of_a_quantized_model():
    def quantize(model):
        return tfmot.quantization.keras.quantize_model(model)

    [facts] = report(quantize, small_model(), steps=[("describe",)])
    dense = [layer for layer in facts["layers"] if layer["kind"] == "Dense"]
    assert len(dense) == 2
    for layer in dense:
        assert layer["wrappers"] == ["QuantizeWrapperV2"]
        assert layer["weight_bits"] == [8]
        assert layer["activation_bits"] == [8]
        assert layer["kernel"] is not None


def test_an_annotation_alone_quantizes_nothing():
    def annotate(model):
        return tfmot.quantization.keras.quantize_annotate_model(model)

    [facts] = report(annotate, small_model(), steps=[("describe",)])
    assert all(layer["weight_bits"] == [] for layer in facts["layers"])
    assert facts["layers"][0]["wrappers"] == ["QuantizeAnnotate"]


def test_description_of_a_pruned_model_inside_a_model():
    def prune(model):
        return tf.keras.Sequential([tfmot.sparsity.keras.prune_low_magnitude(model)])

    [facts] = report(prune, small_model(), steps=[("describe",)])
    assert [layer["wrappers"] for layer in facts["layers"]] == [["PruneLowMagnitude"]] * 2
    assert [layer["kernel"].shape for layer in facts["layers"]] == [(4, 5), (5, 3)]


def test_steps_are_done_in_order():
    before, evaluation, history, after, predictions = report(
        small_model,
        steps=[
            ("weights",),
            ("evaluate", X, Y),
            ("fit", X, Y, 2, 5),
            ("weights",),
            ("predict", X),
        ],
    )
    assert set(evaluation) == set(history) == {"loss", "accuracy", "top"}
    assert len(history["loss"]) == 2
    assert predictions.shape == (10, 3)
    assert any(not np.array_equal(old, new) for old, new in zip(before, after, strict=True))


def test_the_seed_makes_training_repeatable():
    def build():
        model = tf.keras.Sequential([tf.keras.layers.Dense(3)])
        model.compile("sgd", "mse")
        return model

    steps = [("fit", X, X[:, :3], 2, 5)]
    first = report(build, steps=steps, seed=1)
    assert first == report(build, steps=steps, seed=1)
    assert first != report(build, steps=steps, seed=2)


@pytest.mark.parametrize("returned", [None, "a model", 3])
def test_something_else_than_a_model_is_said(returned):
    def answer(model):
        return returned

    with pytest.raises(AssertionError, match="a Keras model is wanted"):
        report(answer, small_model(), steps=[("describe",)])


def test_an_unknown_step_is_an_error():
    with pytest.raises(ValueError, match="no step 'dance'"):
        probes.model_report(small_model, steps=[("dance",)])


# ---------------------------------------------------- a model that is changed


def trains_it(model):
    model.fit(X, Y, verbose=0)
    return model


def freezes_it(model):
    model.layers[0].trainable = False


def compiles_it(model):
    model.compile("sgd", "mse")


def shares_its_layers(model):
    twin = tf.keras.Sequential(model.layers)
    twin.compile("sgd", tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    return twin


@pytest.mark.parametrize(
    ("change", "compiled", "words"),
    [
        (trains_it, True, "not what they were"),
        (freezes_it, True, "trainable=False"),
        (compiles_it, False, "wasn't compiled"),
    ],
)
def test_a_change_of_a_model_is_seen(change, compiled, words):
    model = small_model(compiled)
    with pytest.raises(AssertionError, match="changes the model it was given") as failure:
        checks.call(change, model)
    assert words in str(failure.value)


def test_a_copy_that_shares_layers_is_seen_when_it_is_trained():
    model = small_model()
    report(shares_its_layers, model, steps=[("predict", X)])
    with pytest.raises(AssertionError, match="is trained"):
        report(shares_its_layers, model, steps=[("fit", X, Y, 1, 5)])


def test_reading_a_model_is_no_change():
    model = small_model()
    checks.call(lambda model: model.predict(X, verbose=0), model)
    report(tf.keras.models.clone_model, model, steps=[("predict", X)])


def test_a_model_is_described_by_its_layers():
    def fails(model):
        raise RuntimeError("no")

    with pytest.raises(AssertionError, match=r"a Keras model \(Dense, Dense\)"):
        checks.call(fails, small_model())
