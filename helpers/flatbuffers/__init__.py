"""Small TFLite models, made beforehand, to run in a test.

- ``copier_float32`` and ``copier_int8`` return their three inputs. The second one
  works on integers, 1/16 a step with zero point -64, so from -4 to 11.9375.
- ``dense_float32``, ``dense_dynamic``, ``dense_float16`` and ``dense_int8``: 32
  inputs, 32 hidden ReLU neurons, 4 outputs without activation.
- ``image_float32`` and ``image_int8``: a 3 x 3 convolution with ReLU over images
  of 6 x 5 pixels and two channels, then a Dense layer with 5 outputs.

``experiments/make_flatbuffers.py`` made the files.
"""

from pathlib import Path

import numpy as np

FOLDER = Path(__file__).parent

NAMES = (
    "copier_float32",
    "copier_int8",
    "dense_float32",
    "dense_dynamic",
    "dense_float16",
    "dense_int8",
    "image_float32",
    "image_int8",
)


def path(name: str) -> Path:
    """Return the file of one of the ``NAMES``.

    Raises:
        ValueError: If there is none of that name.
    """
    if name not in NAMES:
        raise ValueError(f"no flatbuffer named {name!r}: choose one of {', '.join(NAMES)}")
    return FOLDER / f"{name}.tflite"


def sample(name: str) -> bytes:
    """Return the content of one of the ``NAMES``.

    Raises:
        ValueError: If there is none of that name.
    """
    return path(name).read_bytes()


def weights(kind: str) -> list[np.ndarray]:
    """Return the weights that "dense" or "image" was made of: kernel and bias of each layer."""
    with np.load(FOLDER / f"{kind}.npz") as arrays:
        return [arrays[name].astype(np.float32) for name in arrays.files]
