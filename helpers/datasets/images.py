"""MNIST, Fashion-MNIST and the Olivetti faces, and scikit-learn's digits in their place."""

import numpy as np

from helpers.datasets.dataset import Split
from helpers.datasets.errors import MalformedError
from helpers.datasets.olivetti import people

FASHION_NAMES = (
    "T-shirt/top",
    "Trouser",
    "Pullover",
    "Dress",
    "Coat",
    "Sandal",
    "Shirt",
    "Sneaker",
    "Bag",
    "Ankle boot",
)
DIGIT_NAMES = tuple("0123456789")
DIGITS_WHITE = 16
# MNIST keeps one image in seven for testing; its stand-in does the same.
TEST_SHARE = 1 / 7


def idx_parts(files: dict[str, np.ndarray], target_names: tuple[str, ...]) -> dict:
    """Return train and test of the four idx files: X (n, 28, 28) uint8, y (n,) int64."""
    splits = {}
    for key, prefix in (("train", "train"), ("test", "t10k")):
        images = files[f"{prefix}-images-idx3-ubyte.gz"]
        labels = files[f"{prefix}-labels-idx1-ubyte.gz"]
        if len(images) != len(labels):
            raise MalformedError(f"{prefix}: {len(images)} images, but {len(labels)} labels")
        splits[key] = Split(images, labels)
    return {
        "splits": splits,
        "unit": "images",
        "target_names": target_names,
        "image_shape": splits["train"].X.shape[1:],
    }


def face_parts(faces: np.ndarray) -> dict:
    """Return the Olivetti faces: X (400, 64, 64) uint8, y (400,) int64, the person."""
    y = people()
    return {
        "splits": {"all": Split(faces, y)},
        "unit": "faces",
        "target_names": tuple(f"person {i}" for i in range(int(y[-1]) + 1)),
        "image_shape": faces.shape[1:],
    }


def digits_in_place_of_faces() -> dict:
    """Return the 1,797 digits unsplit: X (1797, 8, 8) uint8, gray values 0 to 255."""
    X, y = _digits()
    return {
        "splits": {"all": Split(X, y)},
        "unit": "images",
        "target_names": DIGIT_NAMES,
        "image_shape": X.shape[1:],
    }


def digits_in_place_of_mnist(seed: int) -> dict:
    """Return the digits with a train and a test part, classes in equal shares.

    X is (1540, 8, 8) and (257, 8, 8) uint8 with gray values 0 to 255, as in
    MNIST: only the image shape differs, which is why chapters ask for
    ``image_shape``. ``seed`` draws the split.
    """
    from sklearn.model_selection import train_test_split

    X, y = _digits()
    X_train, X_test, y_train, y_test = train_test_split(
        X, y, test_size=round(TEST_SHARE * len(y)), stratify=y, random_state=seed
    )
    return {
        "splits": {"train": Split(X_train, y_train), "test": Split(X_test, y_test)},
        "unit": "images",
        "target_names": DIGIT_NAMES,
        "image_shape": X.shape[1:],
    }


def _digits() -> tuple[np.ndarray, np.ndarray]:
    from sklearn.datasets import load_digits

    bunch = load_digits()
    X = np.rint(bunch.images * (255 / DIGITS_WHITE)).astype(np.uint8)
    return X, bunch.target.astype(np.int64)
