"""Does NMF learn parts of faces? Sixteen components of each method, sparsity and error.

Every run learns from 32 of the 40 people and is judged on the other 8, whom it has never
seen. Pictures are halved to 32 x 32 pixels first. One run of each method keeps its
components as pictures, as gray levels: statistics of 320 faces, nobody's portrait.
"""

from base64 import b64encode

import numpy as np

from experiments.recording import Experiment
from helpers import datasets
from helpers.components import learn_parts, measure_parts

COUNT = 16
SIDE = 32
UNSEEN_SHARE = 0.2

#: None is PCA; the others are NMF's penalty.
PENALTIES = (None, 0, 0.0002, 0.0005)
SEEDS = range(5)

#: Of these, the components themselves are kept, from the first seed.
DRAWN = (None, 0, 0.0005)


def small_pictures(images: np.ndarray) -> np.ndarray:
    """Return images as rows of numbers from 0 to 1, averaged down to 32 x 32 pixels at most."""
    factor = max(1, images.shape[1] // SIDE)
    side = images.shape[1] // factor
    blocks = images.reshape(len(images), side, factor, side, factor)
    return blocks.mean(axis=(2, 4)).reshape(len(images), -1) / images.max()


def people_apart(y: np.ndarray, seed: int) -> np.ndarray:
    """Return which rows show somebody to be tested on: a random fifth of the classes."""
    classes = np.unique(y)
    unseen = np.random.default_rng(seed).permutation(classes)
    return np.isin(y, unseen[: int(UNSEEN_SHARE * len(classes))])


def as_text(components: np.ndarray) -> list[str]:
    """Return pictures as gray levels in Base64, each scaled by its largest entry.

    0 becomes 127, so that negative entries have a place: level = 127 + 127 * entry / largest.
    """
    scaled = components / np.abs(components).max(axis=1, keepdims=True)
    levels = np.rint(127 + 127 * scaled).astype(np.uint8)
    return [b64encode(row.tobytes()).decode() for row in levels]


def run(setting, source: str) -> dict:
    """Learn 16 components from some people, and measure them on the others."""
    data = datasets.load("olivetti", source=source)
    X, seed, penalty = small_pictures(data.X), setting["seed"], setting["penalty"]
    unseen = people_apart(data.y, seed)
    found = measure_parts(X[~unseen], X[unseen], COUNT, penalty, seed)
    mean_only = np.sqrt(((X[unseen] - X[~unseen].mean(axis=0)) ** 2).mean())
    levels = 255 * np.array([found["error"], mean_only])
    result = {key: round(found[key], 4) for key in ("sparsity", "zeros", "likeness")}
    result["used"] = found["used"]
    result |= {"error": round(float(levels[0]), 3), "error of the mean": round(float(levels[1]), 3)}
    if seed == 0 and penalty in DRAWN and source == "real":
        result["pictures"] = as_text(learn_parts(X[~unseen], COUNT, penalty, seed).components_)
    return result


EXPERIMENT = Experiment(
    name="face_parts",
    question="Are the parts that NMF finds in faces sparser than PCA's components, and are "
    "they exact?",
    data="olivetti",
    settings=[{"penalty": penalty, "seed": seed} for penalty in PENALTIES for seed in SEEDS],
    run=run,
    cheap=[{"penalty": penalty, "seed": 0} for penalty in (None, 0, 0.0005)],
    # On another processor coordinate descent may round its way to a neighboring minimum.
    tolerance={
        "used": 0,
        "sparsity": 0.03,
        "zeros": 0.05,
        "error": 0.3,
        "error of the mean": 0.001,
        "likeness": 0.15,
    },
)
