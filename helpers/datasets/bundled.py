"""The sets that scikit-learn brings along: nothing to fetch, nothing to stand in."""

import numpy as np

from helpers.datasets.dataset import Split


def load_table(name: str) -> dict:
    """Return iris, wine, breast_cancer or diabetes: X (n, features) float64.

    Classes are (n,) int64; diabetes' target is (n,) float64, and its features
    come as scikit-learn has them, centered and scaled.
    """
    from sklearn import datasets

    bunch = getattr(datasets, f"load_{name}")()
    is_regression = name == "diabetes"
    y = bunch.target.astype(np.float64 if is_regression else np.int64)
    return {
        "splits": {"all": Split(np.asarray(bunch.data, dtype=np.float64), y)},
        "unit": UNITS[name],
        "feature_names": tuple(map(str, bunch.feature_names)),
        "target_names": () if is_regression else tuple(map(str, bunch.target_names)),
    }


def load_digits() -> dict:
    """Return the digits: X (1797, 8, 8) float64, gray values 0 to 16, as scikit-learn has them."""
    from sklearn import datasets

    bunch = datasets.load_digits()
    return {
        "splits": {"all": Split(bunch.images, bunch.target.astype(np.int64))},
        "unit": "images",
        "target_names": tuple(map(str, bunch.target_names)),
        "image_shape": bunch.images.shape[1:],
    }


def load_photographs() -> dict:
    """Return china.jpg and flower.jpg: X (2, 427, 640, 3) uint8."""
    from sklearn import datasets

    images = np.stack(datasets.load_sample_images().images)
    return {
        "splits": {"all": Split(images, np.arange(2, dtype=np.int64))},
        "unit": "photographs",
        "target_names": ("china", "flower"),
        "image_shape": images.shape[1:],
    }


UNITS = {
    "iris": "flowers",
    "wine": "wines",
    "breast_cancer": "tumors",
    "diabetes": "patients",
}
