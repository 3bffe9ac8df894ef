"""How much variance the first components hold, and what is left of a picture."""

import numpy as np

from helpers.figures.interactive import Slider, show_interactive
from helpers.figures.style import ink

#: Thresholds a reader can try, as shares of the total variance.
THRESHOLDS = [0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.925, 0.95, 0.975, 0.99, 0.999]


def show_variance_threshold(pca, pictures: np.ndarray, shape: tuple[int, int]) -> None:
    """Display the cumulative variance, a threshold to move, and a picture rebuilt.

    Args:
        pca: A ``sklearn.decomposition.PCA``, fitted with all components, not whitened.
        pictures: (m, d) array: a few rows to rebuild, drawn side by side; gray levels from 0.
        shape: Rows and columns of one picture; their product is d.
    """
    import plotly.graph_objects as go

    levels = int(np.max(pictures))
    shares = np.cumsum(pca.explained_variance_ratio_)
    counts = [int(np.searchsorted(shares, threshold) + 1) for threshold in THRESHOLDS]
    rebuilt = [_rebuild(pca, pictures, count) for count in counts]
    figure = go.Figure(_parts(shares, pictures, shape), _layout(len(shares)))
    figure.frames = [
        go.Frame(
            data=[
                {"x": [0, count, count], "y": [threshold, threshold, 0]},
                {"x": [count], "y": [round(float(shares[count - 1]), 4)]},
                go.Heatmap(z=_strip(pictures_now, shape)),
            ],
            traces=[1, 2, 4],
        )
        for threshold, count, pictures_now in zip(THRESHOLDS, counts, rebuilt, strict=True)
    ]
    readouts = [
        f"To keep {threshold:.1%} of the variance takes {count} of {len(shares)} components. "
        f"The pictures rebuilt from them are off by "
        f"{np.sqrt(((pictures - now) ** 2).mean()):.1f} gray levels of {levels} (root mean square)."
        for threshold, count, now in zip(THRESHOLDS, counts, rebuilt, strict=True)
    ]
    show_interactive(
        figure,
        Slider(
            "Variance to keep",
            [f"{threshold:.1%}" for threshold in THRESHOLDS],
            start=THRESHOLDS.index(0.9),
        ),
        readouts,
        alt="Left: share of the variance that the first components hold together, against their "
        "number; the curve rises steeply and flattens. Right: a few pictures as they are "
        "and, below, rebuilt from the components kept. The slider moves the share to keep.",
    )


def _rebuild(pca, pictures: np.ndarray, count: int) -> np.ndarray:
    """Rows rebuilt by scikit-learn from their first ``count`` scores."""
    scores = pca.transform(pictures)
    scores[:, count:] = 0
    return pca.inverse_transform(scores)


def _strip(pictures: np.ndarray, shape: tuple[int, int]) -> list:
    """Pictures side by side as one grid of whole gray levels, bottom row first."""
    grid = np.hstack([picture.reshape(shape) for picture in pictures])
    return np.flipud(grid.clip(0, None).round(1)).tolist()


def _parts(shares, pictures, shape) -> list:
    import plotly.graph_objects as go

    counts = list(range(len(shares) + 1))
    gray = {"colorscale": "Greys", "zmin": 0, "zmax": np.max(pictures), "showscale": False}
    blue, orange = ink("blue"), ink("orange")
    return [
        go.Scatter(
            x=counts,
            y=[0, *shares.round(4).tolist()],
            mode="lines",
            line={"color": blue, "width": 3},
        ),
        go.Scatter(x=[0], y=[0], mode="lines", line={"color": orange, "dash": "dash"}),
        go.Scatter(x=[0], y=[0], mode="markers", marker={"color": orange, "size": 12}),
        go.Heatmap(z=_strip(pictures, shape), xaxis="x2", yaxis="y2", **gray),
        go.Heatmap(z=_strip(pictures, shape), xaxis="x3", yaxis="y3", **gray),
    ]


def _layout(components: int) -> dict:
    hidden = {"visible": False}
    captions = [("as written", 1.0), ("rebuilt", 0.44)]
    return {
        "height": 380,
        "xaxis": {
            "title": {"text": "components kept"},
            "domain": [0, 0.46],
            "range": [0, components],
        },
        "yaxis": {
            "title": {"text": "share of the variance"},
            "tickformat": ".0%",
            "range": [0, 1.02],
        },
        "xaxis2": hidden | {"domain": [0.54, 1], "anchor": "y2"},
        "yaxis2": hidden | {"domain": [0.56, 0.92], "scaleanchor": "x2", "anchor": "x2"},
        "xaxis3": hidden | {"domain": [0.54, 1], "anchor": "y3"},
        "yaxis3": hidden | {"domain": [0, 0.36], "scaleanchor": "x3", "anchor": "x3"},
        "annotations": [
            {
                "text": text,
                "xref": "paper",
                "yref": "paper",
                "x": 0.77,
                "y": height,
                "yanchor": "top",
                "showarrow": False,
            }
            for text, height in captions
        ],
    }
