"""Sizes, times, zeros and bits that chapters and labs report."""

import gzip

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import measure


@given(st.binary(max_size=2000))
def test_sizes_are_those_of_the_bytes(content):
    assert measure.file_size(content) == len(content)
    assert measure.gzip_size(content) == len(gzip.compress(content, 9, mtime=0))


def test_a_file_and_its_content_measure_alike(tmp_path):
    path = tmp_path / "model.tflite"
    path.write_bytes(b"weights" * 500)
    assert measure.file_size(path) == measure.file_size(path.read_bytes()) == 3500
    assert measure.gzip_size(str(path)) == measure.gzip_size(path.read_bytes()) < 100


def test_the_name_of_a_file_does_not_change_its_gzipped_size(tmp_path):
    short, long = tmp_path / "m", tmp_path / ("m" * 100)
    for path in (short, long):
        path.write_bytes(b"x" * 100)
    assert measure.gzip_size(short) == measure.gzip_size(long)


def test_a_missing_file_is_named_with_the_remedy(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"nothing\.tflite: save the model"):
        measure.file_size(tmp_path / "nothing.tflite")


def test_latency_counts_its_calls_and_keeps_the_order_of_its_quartiles():
    calls = []
    found = measure.latency(lambda: calls.append(1), runs=20, warmup=3)
    assert len(calls) == 23
    assert found.runs == 20
    assert 0 <= found.lower_quartile <= found.median <= found.upper_quartile


def test_latency_is_in_milliseconds_and_ignores_warmup_and_one_outlier(monkeypatch):
    # A clock that the test turns: 2 ms a call, but 500 ms once.
    durations = iter([0.002] * 5 + [0.5] + [0.002] * 5)
    now = 0.0

    def work():
        nonlocal now
        now += next(durations)

    monkeypatch.setattr(measure.time, "perf_counter", lambda: now)
    found = measure.latency(work, runs=9, warmup=2)
    assert found.median == pytest.approx(2.0)
    assert str(found) == "2.00 ms (2.00 to 2.00)"


@pytest.mark.parametrize(("runs", "warmup"), [(0, 1), (5, -1)])
def test_latency_refuses_counts_that_measure_nothing(runs, warmup):
    with pytest.raises(ValueError, match="at least"):
        measure.latency(lambda: None, runs=runs, warmup=warmup)


@pytest.fixture(scope="module")
def model():
    import tensorflow as tf

    tf.keras.utils.set_random_seed(0)
    layers = tf.keras.layers
    model = tf.keras.Sequential(
        [
            layers.Conv2D(2, 3, input_shape=(4, 4, 1)),
            layers.BatchNormalization(),
            layers.Flatten(),
            layers.Dense(3),
        ]
    )
    # Conv 3*3*1*2 = 18 weights, Dense 2*2*2*3 = 24.
    conv = np.zeros((3, 3, 1, 2), np.float32)
    conv[0, 0, 0] = [1.0, 2.0]
    model.layers[0].set_weights([conv, np.zeros(2)])
    dense = np.ones((8, 3), np.float32)
    model.layers[3].set_weights([dense, np.zeros(3)])
    return model


def test_parameters_are_counted_by_kind(model):
    found = measure.parameters(model)
    # Kernels and biases, and the scale and shift of two normalized channels;
    # their running mean and variance are fixed.
    assert found.trainable == 18 + 2 + 24 + 3 + 4
    assert found.fixed == 4
    assert found.total == model.count_params()
    assert found.memory == 4 * found.total


def test_sparsity_counts_the_zeros_of_kernels_only(model):
    # 16 of 18 zeros and 0 of 24; all biases are zero and don't count.
    assert measure.model_sparsity(model) == pytest.approx(16 / 42)


def test_frozen_layers_count_too(model):
    before = measure.model_sparsity(model), measure.weight_entropy(model)
    model.layers[0].trainable = False
    try:
        after = measure.model_sparsity(model), measure.weight_entropy(model)
    finally:
        model.layers[0].trainable = True
    assert after == before, "a base that isn't trained drops out of the measurement"


@pytest.mark.parametrize("wrapping", ["pruning", "quantization", "clustering"])
def test_what_a_wrapper_keeps_beside_a_kernel_is_no_kernel(wrapping):
    import tensorflow as tf
    import tensorflow_model_optimization as tfmot

    linear = tfmot.clustering.keras.CentroidInitialization.LINEAR
    wrap = {
        "pruning": tfmot.sparsity.keras.prune_low_magnitude,
        "quantization": tfmot.quantization.keras.quantize_model,
        "clustering": lambda model: tfmot.clustering.keras.cluster_weights(model, 2, linear),
    }[wrapping]
    layers = [tf.keras.layers.Dense(3, input_shape=(4,)), tf.keras.layers.Dense(2)]
    wrapped = wrap(tf.keras.Sequential(layers))
    found = [kernel.shape for kernel in measure.kernel_arrays(wrapped)]
    assert found == [(4, 3), (3, 2)], "masks, ranges or centroids are taken for weights"


def test_entropy_of_the_weights_follows_shannon(model):
    # 16 zeros, 25 ones (one in the conv kernel), one 2.
    shares = np.array([16, 25, 1]) / 42
    assert measure.weight_entropy(model) == pytest.approx(-(shares * np.log2(shares)).sum())


def test_a_model_without_weights_is_refused_with_the_remedy():
    import tensorflow as tf

    unbuilt = tf.keras.Sequential([tf.keras.layers.Dense(2)], name="late")
    with pytest.raises(ValueError, match="late has no weights yet: give its first layer"):
        measure.parameters(unbuilt)
    without_kernel = tf.keras.Sequential([tf.keras.layers.ReLU(input_shape=(3,))], name="plain")
    with pytest.raises(ValueError, match="plain has no Dense or Conv kernel"):
        measure.model_sparsity(without_kernel)


def test_a_measurement_names_its_machine():
    assert {"processor", "cores", "python", "numpy"} <= measure.machine().keys()
    assert all(measure.machine().values())
