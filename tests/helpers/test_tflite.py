"""What a TFLite file holds is told truly, and what is no such file is refused."""

import numpy as np
import pytest

import helpers  # noqa: F401  (before TensorFlow: it brings Keras 2)
from helpers import tflite

tf = pytest.importorskip("tensorflow")


@pytest.fixture(scope="module")
def model():
    tf.keras.utils.set_random_seed(0)
    return tf.keras.Sequential(
        [tf.keras.layers.Input((6,)), tf.keras.layers.Dense(40), tf.keras.layers.Dense(3)]
    )


@pytest.fixture(scope="module")
def plain(model):
    return tf.lite.TFLiteConverter.from_keras_model(model).convert()


@pytest.fixture(scope="module")
def integer(model):
    converter = tf.lite.TFLiteConverter.from_keras_model(model)
    converter.optimizations = [tf.lite.Optimize.DEFAULT]
    samples = np.random.default_rng(0).uniform(-1, 3, (20, 6)).astype(np.float32)
    converter.representative_dataset = lambda: ([row[None]] for row in samples)
    converter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS_INT8]
    converter.inference_input_type = converter.inference_output_type = tf.int8
    return converter.convert()


def test_a_float_model_shows_its_weights(model, plain):
    facts = tflite.facts(plain)
    assert facts["operators"] == ["FULLY_CONNECTED", "FULLY_CONNECTED"]
    [given], [returned] = facts["inputs"], facts["outputs"]
    assert (given["dtype"], given["shape"], given["scales"]) == ("float32", (-1, 6), [])
    assert (returned["dtype"], returned["shape"], returned["data"]) == ("float32", (-1, 3), None)
    # TFLite keeps a kernel transposed.
    kernels = [t["data"] for t in facts["tensors"] if t["data"] is not None and t["data"].ndim == 2]
    for weight in model.get_weights()[::2]:
        assert any(np.array_equal(weight.T, kernel) for kernel in kernels)


def test_an_integer_model_shows_scales_and_zero_points(integer):
    facts = tflite.facts(integer)
    [given] = facts["inputs"]
    assert given["dtype"] == "int8"
    # Samples from -1 to 3 on 255 steps; -1 and 3 are not quite reached.
    assert given["scales"] == pytest.approx([4 / 255], rel=0.05)
    assert given["zero_points"] == pytest.approx([-64], abs=3)
    kernel = next(t for t in facts["tensors"] if t["shape"] == (40, 6))
    assert (kernel["dtype"], kernel["axis"]) == ("int8", 0)
    assert len(kernel["scales"]) == 40
    assert set(kernel["zero_points"]) == {0}
    assert np.all(np.max(np.abs(kernel["data"].astype(int)), axis=1) == 127)


def sparse_model(block):
    """Three quarters of its weights are 0: single ones, or whole blocks along the inputs."""
    generator = np.random.default_rng(1)
    model = tf.keras.Sequential(
        [
            tf.keras.layers.Input((8, 8, 8)),
            tf.keras.layers.Conv2D(16, 3),
            tf.keras.layers.Flatten(),
            tf.keras.layers.Dense(32),
        ]
    )
    weights = [generator.uniform(0.5, 1, size=each.shape) for each in model.get_weights()]
    for kernel in weights[::2]:
        of_outputs = np.moveaxis(kernel, -1, 0)
        kept = generator.random((of_outputs.size // block, 1)) < 0.25
        of_outputs *= np.repeat(kept, block, axis=1).reshape(of_outputs.shape)
    model.set_weights(weights)
    return model


# The converter stores blocks of 4 of float32 and blocks of 16 of int8.
@pytest.mark.parametrize(("block", "quantized"), [(1, True), (4, False), (16, True)])
def test_a_tensor_that_is_stored_sparsely_is_read_with_its_zeros(block, quantized):
    model = sparse_model(block)
    constants = []
    for sparse in (False, True):
        converter = tf.lite.TFLiteConverter.from_keras_model(model)
        converter.optimizations = [tf.lite.Optimize.DEFAULT] if quantized else []
        converter.optimizations += [tf.lite.Optimize.EXPERIMENTAL_SPARSITY] if sparse else []
        facts = tflite.facts(converter.convert())
        assert ("DENSIFY" in facts["operators"]) == sparse, "the case is none"
        of_kernels = [t for t in facts["tensors"] if t["shape"] in ((16, 3, 3, 8), (32, 576))]
        stored = [tensor for tensor in of_kernels if tensor["data"] is not None]
        constants.append(sorted(stored, key=lambda tensor: len(tensor["shape"])))
    for plain, filled in zip(*constants, strict=True):
        assert plain["dtype"] == filled["dtype"] == ("int8" if quantized else "float32")
        assert plain["scales"] == filled["scales"]
        np.testing.assert_array_equal(plain["data"], filled["data"])
        assert np.count_nonzero(filled["data"]) < 0.4 * filled["data"].size


@pytest.mark.parametrize(
    ("not_one", "words"),
    [
        (None, "NoneType"),
        ("text", "str"),
        (b"", "0 bytes"),
        (b"a few bytes", "no TFLite model"),
        (b"\0\0\0\0TFL3" + b"\xff" * 100, "damaged"),
    ],
)
def test_what_is_no_model_is_refused(not_one, words):
    with pytest.raises(tflite.NotAFlatbufferError, match=words):
        tflite.facts(not_one)


def test_a_model_that_was_cut_off_is_refused(plain):
    with pytest.raises(tflite.NotAFlatbufferError, match="damaged"):
        tflite.facts(plain[: len(plain) // 2])
