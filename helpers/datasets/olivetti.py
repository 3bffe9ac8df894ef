"""The Olivetti faces' MATLAB file."""

import io

import numpy as np

from helpers.datasets.errors import MalformedError

N_FACES = 400
SIDE = 64
FACES_PER_PERSON = 10


def parse_olivetti(data: bytes) -> np.ndarray:
    """Return the faces of ``olivettifaces.mat`` as (400, 64, 64) uint8 images.

    The file keeps one face per column, each column in MATLAB's order (down
    first), so that faces have to be turned upright.

    Raises:
        MalformedError: For what is not a MATLAB file, a missing ``faces`` matrix, or another
            shape or dtype than (4096, 400) uint8.
    """
    columns = _matrix(data)
    expected = (SIDE * SIDE, N_FACES)
    if columns.shape != expected or columns.dtype != np.uint8:
        raise MalformedError(
            f"its matrix 'faces' should have shape {expected} of uint8, "
            f"but has {columns.shape} of {columns.dtype}"
        )
    return np.ascontiguousarray(columns.T.reshape(N_FACES, SIDE, SIDE).transpose(0, 2, 1))


def people() -> np.ndarray:
    """Return who each face shows: (400,) int64, 40 people with 10 faces each, in order."""
    return np.arange(N_FACES, dtype=np.int64) // FACES_PER_PERSON


def _matrix(data: bytes) -> np.ndarray:
    from scipy.io import loadmat

    try:
        variables = loadmat(io.BytesIO(data), variable_names=["faces"])
    # loadmat has no error class for this: broken bytes surface as whatever its
    # reader trips over first.
    except Exception as error:
        raise MalformedError(f"it is not a readable MATLAB file ({error})") from error
    if "faces" not in variables:
        raise MalformedError("it holds no matrix called 'faces'")
    return np.asarray(variables["faces"])
