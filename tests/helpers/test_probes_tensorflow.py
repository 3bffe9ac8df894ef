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


def test_numpy_inside_a_compiled_function_is_no_unwritten_answer():
    def rounds(x):
        return tf.constant(np.round(x))

    with pytest.raises(AssertionError, match="rounds stopped with an error") as caught:
        checks.call(rounds, X, through=probes.value_and_gradient, compiled=True)
    assert "symbolic" in str(caught.value)


def test_an_unwritten_answer_is_called_so_when_compiled_too():
    def answer(x):
        raise NotImplementedError("not written yet")

    with pytest.raises(AssertionError, match="answer is not written yet"):
        checks.call(answer, X, through=probes.value_and_gradient, compiled=True)


def test_a_value_of_another_shape_than_what_arrives_is_said():
    with pytest.raises(AssertionError, match=r"shape \(10,\); one of shape \(10, 4\) is wanted"):
        checks.call(
            lambda x: tf.reduce_sum(x, axis=1), X, through=probes.value_and_gradient, upstream=X
        )


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
    with pytest.raises(ValueError, match="no step 'dance'; there is: describe, weights"):
        probes.model_report(small_model, steps=[("dance",)])


@pytest.mark.parametrize("step", [("evaluate", X, Y), ("fit", X, Y, 1, 5), ("predict", X[:, :3])])
def test_a_model_that_cannot_be_used_is_blamed_and_not_the_function(step):
    def answer():
        return small_model(compiled=False)

    words = f"answer returned a Keras model that stopped with an error in the step '{step[0]}'"
    with pytest.raises(AssertionError, match=words):
        report(answer, steps=[step])


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


# ------------------------------------------------------ masks during training


def prunes(schedule, train=None):
    """An answer: prunes a copy of a model under a schedule, trained by fit or otherwise."""

    def answer(model):
        copy = tf.keras.models.clone_model(model)
        wrapped = tfmot.sparsity.keras.prune_low_magnitude(copy, pruning_schedule=schedule)
        wrapped.compile("sgd", "sparse_categorical_crossentropy")
        (train or by_fit)(wrapped, tfmot.sparsity.keras.UpdatePruningStep())
        return tfmot.sparsity.keras.strip_pruning(wrapped)

    return answer


def by_fit(model, update):
    model.fit(X, Y, epochs=2, batch_size=5, verbose=0, callbacks=[update])


def by_fit_of_one_callback(model, update):
    model.fit(X, Y, 5, 2, 0, update)


def by_fit_within_another_model(model, update):
    outer = tf.keras.Sequential([model, tf.keras.layers.Softmax()])
    outer.compile("sgd", "sparse_categorical_crossentropy")
    update.set_model = lambda _: tf.keras.callbacks.Callback.set_model(update, model)
    model.optimizer = outer.optimizer
    outer.fit(X, Y, epochs=2, batch_size=5, verbose=0, callbacks=[update])


def by_a_loop(model, update):
    update.set_model(model)
    update.on_train_begin()
    for number in range(2):
        update.on_train_batch_begin(number)
        model.train_on_batch(X, Y)


GROWING = tfmot.sparsity.keras.PolynomialDecay(0, 0.8, 0, 3, power=1, frequency=1)


@pytest.mark.parametrize("train", [by_fit, by_fit_of_one_callback, by_fit_within_another_model])
def test_masks_are_watched_after_each_batch(train):
    fit = tf.keras.Model.fit
    trace = checks.call(prunes(GROWING, train), small_model(), through=probes.pruning_trace)
    # The first batch is step 1. tfmot rounds how many weights stay, of 20 and of 15.
    kept = [(15, 11), (9, 7), (4, 3), (4, 3)]
    assert trace == pytest.approx([1 - sum(each) / 35 for each in kept], abs=1e-12)
    assert {type(share) for share in trace} == {float}
    assert tf.keras.Model.fit is fit


def test_an_initial_sparsity_is_seen_after_the_first_batch():
    schedule = tfmot.sparsity.keras.PolynomialDecay(0.4, 0.8, 0, 1000, frequency=1)
    assert probes.pruning_trace(prunes(schedule), small_model())[0] == pytest.approx(0.4)


def test_a_sparsity_that_comes_at_once_is_seen():
    schedule = tfmot.sparsity.keras.ConstantSparsity(0.8, 3, frequency=1)
    trace = probes.pruning_trace(prunes(schedule), small_model())
    assert trace == pytest.approx([0, 0, 0.8, 0.8])


@pytest.mark.parametrize(
    "answer",
    [prunes(GROWING, by_a_loop), trains_it, lambda model: model],
    ids=["a loop of its own", "no masks", "no training"],
)
def test_without_fit_or_without_masks_nothing_is_watched(answer):
    assert probes.pruning_trace(answer, small_model()) == []


def test_the_callbacks_of_a_fit_are_left_as_they_were():
    callbacks = []
    model = small_model()
    probes.pruning_trace(lambda: model.fit(X, Y, verbose=0, callbacks=callbacks))
    assert callbacks == []


def test_fit_is_given_back_also_after_an_error():
    fit = tf.keras.Model.fit
    with pytest.raises(tf.errors.InvalidArgumentError, match="UpdatePruningStep"):
        probes.pruning_trace(
            prunes(GROWING, lambda model, _: model.fit(X, Y, verbose=0)), small_model()
        )
    assert tf.keras.Model.fit is fit
