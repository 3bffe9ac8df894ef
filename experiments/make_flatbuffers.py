"""Make the files of ``helpers.flatbuffers``: ``python -m experiments.make_flatbuffers``.

They are kept as files, so that a test that runs one doesn't have to convert a
model first, and no converter has to be shown to students who are to write one.
"""

import numpy as np

import helpers.flatbuffers

# isort: split
import tensorflow as tf


def converted(model, calibration, mode: str) -> bytes:
    """Return the flatbuffer of a Keras model; int8 takes its ranges from ``calibration``."""
    converter = tf.lite.TFLiteConverter.from_keras_model(model)
    if mode != "float32":
        converter.optimizations = [tf.lite.Optimize.DEFAULT]
    if mode == "float16":
        converter.target_spec.supported_types = [tf.float16]
    if mode == "int8":
        converter.representative_dataset = lambda: ([row[None]] for row in calibration)
        converter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS_INT8]
        converter.inference_input_type = converter.inference_output_type = tf.int8
    return converter.convert()


def copier():
    """A layer of three neurons that returns its input, and rows that span -4 to 11.9375."""
    layer = tf.keras.layers.Dense(3, kernel_initializer="identity", use_bias=False)
    rows = np.array([[-4, 0, 11.9375], [11.9375, -4, 0], [0, 11.9375, -4]], dtype=np.float32)
    return tf.keras.Sequential([tf.keras.Input((3,)), layer]), rows


def dense():
    """Two Dense layers, the first with the 1,024 weights from which TFLite quantizes one."""
    rng = np.random.default_rng(7)
    net = tf.keras.Sequential(
        [
            tf.keras.Input((32,)),
            tf.keras.layers.Dense(32, activation="relu"),
            tf.keras.layers.Dense(4),
        ]
    )
    net.set_weights(
        [
            rng.normal(0, 0.2, (32, 32)),
            rng.normal(0, 0.2, 32),
            rng.normal(0, 0.2, (32, 4)),
            rng.normal(0, 0.2, 4),
        ]
    )
    return net, rng.normal(size=(200, 32)).astype(np.float32)


def image():
    """A convolution over images of 6 x 5 pixels and two channels, then a Dense layer."""
    rng = np.random.default_rng(8)
    net = tf.keras.Sequential(
        [
            tf.keras.Input((6, 5, 2)),
            tf.keras.layers.Conv2D(3, 3, activation="relu"),
            tf.keras.layers.Flatten(),
            tf.keras.layers.Dense(5),
        ]
    )
    net.set_weights([rng.normal(0, 0.3, weight.shape) for weight in net.get_weights()])
    return net, rng.uniform(-1, 2, size=(200, 6, 5, 2)).astype(np.float32)


def main() -> None:
    """Write every file anew."""
    models = {"copier": copier(), "dense": dense(), "image": image()}
    for name in helpers.flatbuffers.NAMES:
        kind, mode = name.split("_")
        helpers.flatbuffers.path(name).write_bytes(converted(*models[kind], mode))
    for kind in ("dense", "image"):
        weights = models[kind][0].get_weights()
        np.savez(helpers.flatbuffers.FOLDER / f"{kind}.npz", *weights)


if __name__ == "__main__":
    main()
