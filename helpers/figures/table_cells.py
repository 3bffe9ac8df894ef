"""How many cells a table has, and how many rows are left for each."""

import numpy as np

from helpers.figures.interactive import Slider, show_interactive
from helpers.figures.style import ink

#: What a reader can try: values that each feature is cut into, and numbers of features. With 14
#: features even two values make more cells than ten thousand rows.
VALUES = (2, 3, 5, 10, 20)
FEATURES = tuple(range(1, 15))


def expected_rows_in_cells(values: int, features: int, rows: int) -> dict[str, float]:
    """Spread rows over the cells of a table at random, every cell equally likely.

    Args:
        values: Of each feature, 1 or more.
        features: Number of them, 1 or more.
        rows: How many there are, 1 or more.

    Returns:
        ``log10_cells``, the logarithm of the number of cells; ``rows_per_cell``, the mean; and
        ``miss``, the chance that one more row falls into an empty cell, which is also the
        expected share of empty cells.

    Raises:
        ValueError: If a number is below 1.
    """
    if min(values, features, rows) < 1:
        raise ValueError(
            f"got {values} values, {features} features, {rows} rows; each is 1 or more"
        )
    # Logarithms: the numbers of cells outgrow 64 bits. Every row misses a given cell with the
    # chance 1 - 1 / cells, each on its own.
    log_cells = features * np.log(values)
    hit = np.exp(-log_cells)
    miss = np.exp(rows * np.log1p(-hit)) if hit < 1 else 0.0
    return {
        "log10_cells": float(log_cells / np.log(10)),
        "rows_per_cell": float(rows * hit),
        "miss": float(miss),
    }


def show_table_cells(rows: int, unit: str, values=VALUES, features=FEATURES) -> None:
    """Display the number of cells against features; choose values and features.

    Args:
        rows: How many the reader has.
        unit: What one row is called, in the plural.
        values: Numbers of values to choose from.
        features: Numbers of features to choose from, rising.
    """
    import plotly.graph_objects as go

    curves = {count: [expected_rows_in_cells(count, d, rows) for d in features] for count in values}
    combinations = [
        (count, place, facts) for count in values for place, facts in enumerate(curves[count])
    ]
    heights = {
        count: [round(facts["log10_cells"], 3) for facts in curve]
        for count, curve in curves.items()
    }
    figure = go.Figure(
        _parts(features, heights[values[0]], rows, unit), _layout(features, heights[values[-1]])
    )
    figure.frames = [
        go.Frame(
            data=[
                {"y": heights[count]},
                {"x": [features[place]], "y": [heights[count][place]]},
            ],
            traces=[0, 1],
        )
        for count, place, _ in combinations
    ]
    show_interactive(
        figure,
        [
            Slider("Values of each feature", [str(count) for count in values], start=2),
            Slider("Features", [str(d) for d in features], start=2),
        ],
        [
            _readout(count, features[place], facts, rows, unit)
            for count, place, facts in combinations
        ],
        alt=f"Number of cells of a table against its number of features, on an axis in powers of "
        f"ten, with the {rows:,} {unit} at hand as a dashed line. The cells rise along a straight "
        "line, so by a constant factor for each feature. The sliders choose how many values each "
        "feature has, and the number of features.",
    )


def _readout(values: int, features: int, facts: dict, rows: int, unit: str) -> str:
    plural = "s" if features > 1 else ""
    return (
        f"{features} feature{plural} with {values} values: {_count(facts['log10_cells'])} cells, "
        f"{_small(facts['rows_per_cell'])} of the {rows:,} {unit} for each. Spread evenly, one "
        f"more falls into an empty cell with a chance of {_percent(facts['miss'])}."
    )


def _count(log10: float) -> str:
    """Return a number of cells in words: all digits while they can be read."""
    if log10 < 7:
        return f"{round(10**log10):,}"
    for power, name in ((9, "billion"), (6, "million")):
        if power <= log10 < power + 3:
            return f"{10 ** (log10 - power):.1f} {name}"
    return f"about 10 to the power {log10:.1f}"


def _small(number: float) -> str:
    if number >= 10:
        return f"{number:,.0f}"
    return f"{number:.1f}" if number >= 1 else f"{number:.1g}" if number > 1e-4 else "next to none"


def _percent(share: float) -> str:
    if share < 0.001:
        return "less than 0.1%"
    return "more than 99.9%" if share > 0.999 else f"{share:.1%}"


def _parts(features, heights, rows: int, unit: str) -> list:
    import plotly.graph_objects as go

    ends = [features[0] - 0.5, features[-1] + 0.5]
    level = float(round(np.log10(rows), 3))
    return [
        go.Scatter(x=list(features), y=heights, mode="lines+markers", line={"color": ink("blue")}),
        go.Scatter(
            x=[features[0]],
            y=[heights[0]],
            mode="markers",
            marker={"color": ink("orange"), "size": 14, "symbol": "diamond"},
        ),
        go.Scatter(
            x=ends, y=[level, level], mode="lines", line={"color": ink("muted"), "dash": "dash"}
        ),
        go.Scatter(
            x=[ends[1]],
            y=[level],
            mode="text",
            text=[f"{unit} at hand"],
            textposition="top left",
            textfont={"color": ink("muted")},
        ),
    ]


def _layout(features, highest) -> dict:
    powers = list(range(0, int(np.ceil(highest[-1])) + 1, 3))
    names = {0: "1", 3: "thousand", 6: "million", 9: "billion", 12: "trillion"}
    return {
        "height": 360,
        "xaxis": {
            "title": {"text": "features"},
            "tickvals": list(features),
            "range": [features[0] - 0.5, features[-1] + 0.5],
        },
        "yaxis": {
            "title": {"text": "cells of the table"},
            "tickvals": powers,
            "ticktext": [names.get(power, f"10<sup>{power}</sup>") for power in powers],
            "range": [-0.5, powers[-1] + 1],
        },
    }
