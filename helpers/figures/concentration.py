"""Distances between points, as columns are added: how alike they become."""

import numpy as np

from helpers.figures.interactive import Choice, Slider, show_interactive
from helpers.figures.style import ink

#: Numbers of columns a reader can try. On a line, cosine distances are 0 or 2: it starts at two.
DIMENSIONS = (2, 3, 5, 10, 20, 50, 100, 200, 500, 1000)

#: What a reader can measure with: its name, and what SciPy calls it.
METRICS: dict[str, dict] = {
    "Euclidean (p = 2)": {"metric": "euclidean"},
    "Manhattan (p = 1)": {"metric": "cityblock"},
    "fractional (p = 1/2)": {"metric": "minkowski", "p": 0.5},
    "largest difference (p = ∞)": {"metric": "chebyshev"},
    "cosine": {"metric": "cosine"},
}

#: Bins of the histogram, in units of the mean distance. Beyond the last, distances are counted
#: in the last bin, so that none is lost.
EDGES = np.linspace(0, 3, 101)


def show_distances(
    clouds=None, metrics=METRICS, dimensions=DIMENSIONS, points: int = 150, seed: int = 0
) -> None:
    """Display the distances between points: choose the data, the metric and the dimension.

    Args:
        clouds: Name to a function that draws points; ``helpers.distances.CLOUDS`` if not given.
        metrics: Name to options of ``scipy.spatial.distance.pdist``.
        dimensions: Numbers of columns, rising.
        points: How many points are drawn; all their pairs are measured.
        seed: Of the points.
    """
    import plotly.graph_objects as go

    # SciPy's distances load when a figure needs them, not with every figure of the course.
    from helpers.distances import CLOUDS, distance_facts

    clouds = clouds or CLOUDS
    combinations = [
        (cloud, metric, d, distance_facts(draw(np.random.default_rng([seed, d]), points, d), **how))
        for cloud, draw in clouds.items()
        for metric, how in metrics.items()
        for d in dimensions
    ]
    figure = go.Figure(_parts(combinations[0][3]), _layout())
    figure.frames = [
        go.Frame(data=_moving_parts(facts), traces=[0, 1, 2]) for *_, facts in combinations
    ]
    show_interactive(
        figure,
        [
            Choice("Points", list(clouds)),
            Choice("Distance", list(metrics)),
            Slider("Columns", [f"{d:,}" for d in dimensions]),
        ],
        [_readout(*each) for each in combinations],
        alt=f"Histogram of the distances between {points} points, each divided by the mean "
        "distance. Controls choose the points, the distance and the number of columns. With "
        "independent columns the hill gets narrower and narrower around the mean; with groups "
        "or with few causes it stays broad.",
    )


def _readout(cloud: str, metric: str, columns: int, facts: dict) -> str:
    return (
        f"{cloud.capitalize()}, {columns:,} columns, {metric}: the typical point has its nearest "
        f"other at {facts['nearest']:.2f} times the mean distance, and its farthest at "
        f"{facts['farthest']:.2f} times."
    )


def _moving_parts(facts: dict) -> list:
    import plotly.graph_objects as go

    scaled = facts["scaled"].clip(max=EDGES[-1])
    counts = np.histogram(scaled, EDGES)[0]
    # The two markers stand on the axis: their height has no meaning.
    return [
        # A frame's trace without a type would turn the bars into a line.
        go.Bar(y=(100 * counts / counts.max()).round().astype(int).tolist()),
        go.Scatter(x=[round(facts["nearest"], 3)], y=[0]),
        go.Scatter(x=[round(facts["farthest"], 3)], y=[0]),
    ]


def _parts(facts: dict) -> list:
    bars, nearest, farthest = _moving_parts(facts)
    middles = ((EDGES[1:] + EDGES[:-1]) / 2).round(3).tolist()

    def marker(place, color, symbol):
        style = {"color": color, "size": 13, "symbol": symbol, "line": {"width": 0}}
        return place.update(mode="markers", marker=style, cliponaxis=False)

    return [
        bars.update(x=middles, marker={"color": ink("blue"), "line": {"width": 0}}),
        marker(nearest, ink("orange"), "triangle-up"),
        marker(farthest, ink("purple"), "square"),
    ]


def _layout() -> dict:
    def label(text, place, color):
        return {
            "text": text,
            "font": {"color": color},
            "x": place,
            "y": 0.97,
            "xref": "paper",
            "yref": "paper",
            "xanchor": "right",
            "showarrow": False,
        }

    return {
        "height": 380,
        "bargap": 0,
        "xaxis": {
            "title": {"text": "distance over mean distance"},
            "range": [0, float(EDGES[-1])],
            "dtick": 0.5,
        },
        # The width of the hill is the point. Its height would run from 4% to 100% of the pairs.
        "yaxis": {
            "title": {"text": "pairs (tallest bar = 1)"},
            "range": [0, 105],
            "tickvals": [0, 50, 100],
            "ticktext": ["0", "½", "1"],
        },
        "annotations": [
            label("▲ typical nearest", 1, ink("orange")),
            label("■ typical farthest", 1, ink("purple")) | {"y": 0.87},
        ],
    }
