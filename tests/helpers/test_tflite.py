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
