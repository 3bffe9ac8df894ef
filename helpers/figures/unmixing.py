"""Two sources, two microphones: what PCA and ICA find as the mixing directions close up."""

from typing import Any

import numpy as np

from helpers.components import recovery
from helpers.figures.interactive import Choice, Slider, show_interactive
from helpers.figures.style import ink

#: How each kind of source is drawn; all have mean 0 and variance 1.
KINDS = {
    "even (uniform)": lambda rng, shape: rng.uniform(-np.sqrt(3), np.sqrt(3), shape),
    "spiky (Laplace)": lambda rng, shape: rng.laplace(0, 1 / np.sqrt(2), shape),
    "bell-shaped (Gaussian)": lambda rng, shape: rng.normal(0, 1, shape),
}

#: Degrees between the directions that the two sources are heard from.
ANGLES = tuple(range(90, 0, -10))

#: The first direction, in degrees, and how loud each source is.
FIRST_DIRECTION = 20
LOUDNESS = (1.5, 1.0)

#: Standard deviation of what the microphones add by themselves.
NOISE = 0.05

N_SAMPLES, N_DRAWN, N_REPEATS = 1000, 200, 5
REACH = 4.4


def draw_sources(kind: str, samples: int, seed: int) -> np.ndarray:
    """Return two independent sources: (samples, 2), mean about 0 and variance about 1.

    Raises:
        ValueError: If there is no such kind.
    """
    if kind not in KINDS:
        raise ValueError(f"no sources called {kind!r}: choose one of {', '.join(KINDS)}")
    return KINDS[kind](np.random.default_rng(seed), (samples, 2))


def mixing_matrix(degrees: float) -> np.ndarray:
    """Return (2, 2): column j is what a 1 of source j adds to the two microphones."""
    directions = np.radians([FIRST_DIRECTION, FIRST_DIRECTION + degrees])
    return np.array([np.cos(directions), np.sin(directions)]) * LOUDNESS


def unmix(mixed: np.ndarray, seed: int = 0) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Return, for "PCA" and "ICA", the signals found and the directions they were found along.

    Args:
        mixed: (n, 2) array, one microphone a column.
        seed: Where ICA starts from.

    Returns:
        By name of the method: (n, 2) signals, and (2, 2) directions, one a column.
    """
    from sklearn.decomposition import PCA

    pca, ica = PCA(2).fit(mixed), fit_ica(mixed, seed)
    return {
        "PCA": (pca.transform(mixed), pca.components_.T),
        "ICA": (ica.transform(mixed), ica.mixing_ / np.linalg.norm(ica.mixing_, axis=0)),
    }


def fit_ica(mixed: np.ndarray, seed: int = 0) -> Any:
    """Return a fitted ``sklearn.decomposition.FastICA`` that searched until nothing moved.

    Args:
        mixed: (n, d) array, one microphone a column.
        seed: Where it starts from.
    """
    import warnings

    from sklearn.decomposition import FastICA
    from sklearn.exceptions import ConvergenceWarning

    # The default tolerance now and then stops at a saddle, where both signals are still mixed.
    ica = FastICA(whiten="unit-variance", tol=1e-10, random_state=seed)
    with warnings.catch_warnings():
        # With Gaussian sources there is nothing to converge to: that is what is shown.
        warnings.simplefilter("ignore", ConvergenceWarning)
        return ica.fit(mixed)


def show_unmixing(seed: int = 0) -> None:
    """Display two mixed sources with the axes of PCA and ICA, and how well each finds them."""
    import plotly.graph_objects as go

    scenes = {kind: _scenes(kind, seed) for kind in KINDS}
    flat = [(kind, scene) for kind in KINDS for scene in scenes[kind]]
    figure = go.Figure(_still_parts(), _layout())
    figure.frames = [
        go.Frame(data=_moving_parts(scene, scenes[kind]), traces=list(range(7)))
        for kind, scene in flat
    ]
    show_interactive(
        figure,
        [
            Choice("Sources", list(KINDS)),
            Slider("Angle between the directions", [f"{angle}°" for angle in ANGLES], start=3),
        ],
        [_readout(scene) for _, scene in flat],
        alt="Left: what two microphones recorded, as a cloud of points, with the two axes that "
        "PCA found, always at a right angle, and the two directions that ICA found. Right: how "
        "well each method recovers the worse of the two sources, against the angle between "
        "the directions the sources are mixed along. The controls choose the kind of sources "
        "and the angle.",
    )


def _scenes(kind: str, seed: int) -> list[dict]:
    """One scene an angle: the same sources and the same noise, mixed otherwise.

    The cloud and the axes are those of the first repeat, the correlations of all of them.
    """
    repeats = [_draws(kind, seed + repeat) for repeat in range(N_REPEATS)]
    scenes = []
    for angle in ANGLES:
        mixtures = [sources @ mixing_matrix(angle).T + noise for sources, noise in repeats]
        found = [unmix(mixed, seed + repeat) for repeat, mixed in enumerate(mixtures)]
        scene = {"angle": angle, "mixed": mixtures[0]}
        for method, (_, axes) in found[0].items():
            worst = [
                recovery(sources, each[method][0]).min()
                for (sources, _), each in zip(repeats, found, strict=True)
            ]
            scene[method] = {"axes": axes, "worst": float(np.mean(worst))}
        scenes.append(scene)
    return scenes


def _draws(kind: str, seed: int) -> tuple[np.ndarray, np.ndarray]:
    noise = np.random.default_rng(seed + 1000).normal(0, NOISE, (N_SAMPLES, 2))
    return draw_sources(kind, N_SAMPLES, seed), noise


def _readout(scene: dict) -> str:
    return (
        f"Mixed along directions {scene['angle']}° apart. Correlation of the worse source with "
        f"its signal, mean of {N_REPEATS} recordings: "
        f"{scene['PCA']['worst']:.2f} by PCA, {scene['ICA']['worst']:.2f} by ICA."
    )


def _xy(places: np.ndarray) -> dict:
    # Two decimals are below a pixel, and keep the page small.
    return {axis: places[:, column].round(2).tolist() for column, axis in enumerate("xy")}


def _cross(axes: np.ndarray, length: float) -> dict:
    """Both axes as one trace, through zero, with a gap between them."""
    ends = [[-length * axis, length * axis, [np.nan, np.nan]] for axis in axes.T]
    return _xy(np.concatenate(ends))


def _moving_parts(scene: dict, scenes: list[dict]) -> list[dict]:
    angles = [each["angle"] for each in scenes]
    curves = [
        {"x": angles, "y": [round(each[method]["worst"], 3) for each in scenes]}
        for method in ("PCA", "ICA")
    ]
    dots = [
        {"x": [scene["angle"]], "y": [round(scene[method]["worst"], 3)]}
        for method in ("PCA", "ICA")
    ]
    return [
        _xy(scene["mixed"][:N_DRAWN]),
        _cross(scene["PCA"]["axes"], 4.2),
        _cross(scene["ICA"]["axes"], 3.4),
        *curves,
        *dots,
    ]


def _still_parts() -> list:
    import plotly.graph_objects as go

    blue, orange, muted = ink("blue"), ink("orange"), ink("muted")
    right = {"xaxis": "x2", "yaxis": "y2"}

    def lines(color, dash, **where):
        return go.Scatter(mode="lines", line={"color": color, "dash": dash, "width": 3}, **where)

    def dot(color, symbol):
        marker = {"color": color, "size": 12, "symbol": symbol}
        return go.Scatter(mode="markers", marker=marker, **right)

    return [
        go.Scatter(mode="markers", marker={"color": muted, "size": 4}),
        lines(blue, "dash"),
        lines(orange, "solid"),
        lines(blue, "dash", **right),
        lines(orange, "solid", **right),
        dot(blue, "square"),
        dot(orange, "circle"),
    ]


def _layout() -> dict:
    def label(text, color, x, y):
        where = {"x": x, "y": y, "xref": "paper", "yref": "paper", "yanchor": "bottom"}
        return {"text": text, "font": {"color": color}, "showarrow": False} | where

    return {
        "height": 400,
        "margin": {"l": 50, "r": 20, "t": 40, "b": 45},
        "xaxis": {
            "title": {"text": "microphone 1"},
            "domain": [0, 0.5],
            "range": [-REACH, REACH],
        },
        "yaxis": {
            "title": {"text": "microphone 2"},
            "scaleanchor": "x",
            "range": [-REACH, REACH],
        },
        "xaxis2": {
            "title": {"text": "angle between<br>directions, degrees"},
            "domain": [0.64, 1],
            "anchor": "y2",
            "range": [0, 95],
            "tickvals": [0, 30, 60, 90],
        },
        "yaxis2": {
            "title": {"text": "correlation, worse source"},
            "anchor": "x2",
            "range": [0.5, 1.03],
        },
        "annotations": [
            label("PCA: dashed", ink("blue"), 0.12, 1.01),
            label("ICA: solid", ink("orange"), 0.38, 1.01),
            label("■ PCA", ink("blue"), 0.72, 1.01),
            label("● ICA", ink("orange"), 0.92, 1.01),
        ],
    }
