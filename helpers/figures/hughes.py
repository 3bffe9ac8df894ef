"""Accuracy against the number of features, for a training set that a slider grows."""

from dataclasses import dataclass

import numpy as np

from helpers.figures.interactive import Slider, show_interactive
from helpers.figures.style import ink

_SYMBOLS = {"blue": "circle", "orange": "square", "green": "triangle-up", "purple": "diamond"}
_DASHES = {"blue": "solid", "orange": "dash", "green": "dashdot", "purple": "dot"}
#: Where the accuracy axis ends, so that 100 % isn't on the edge.
_TOP = 1.04


@dataclass(frozen=True)
class FeatureCurve:
    """One classifier's accuracies: ``accuracy[s, r, f]`` of size s, draw r, number of features f.

    ``color`` is one of the palette's data colors; it settles marker and dash too.
    """

    name: str
    color: str
    accuracy: np.ndarray


def show_feature_curves(
    features,
    sizes,
    curves: list[FeatureCurve],
    alt: str,
    *,
    formula=None,
    limit=None,
    limit_name: str = "limit",
    start: int = 0,
    columns: str = "features",
    lowest: float = 0.5,
) -> None:
    """Display mean accuracies and their range, with the peaks, for every training-set size.

    Args:
        features: (f,) increasing numbers of features, drawn on a log axis.
        sizes: Training-set sizes in rows, what the slider chooses among.
        curves: One or more; each ``accuracy`` is (sizes, draws, features), shares from 0 to 1.
        alt: What the figure shows, for a reader who can't see it.
        formula: (sizes, features) accuracies that a theory predicts, or None.
        limit: (features,) accuracies that don't depend on the size, or None.
        limit_name: What the limit is called, at its end.
        start: Place of the size that is shown first.
        columns: What the features are called in labels and readouts: a plural in -s.
        lowest: Where the accuracy axis begins.

    Raises:
        ValueError: If an array's shape doesn't fit ``features`` and ``sizes``, curves differ in
            their draws, a color is none of the data colors, or there is no curve.
    """
    import plotly.graph_objects as go

    _check(features, sizes, curves, formula, limit)
    still = [_limit_trace(features, limit), _trail_trace(features, curves)]
    # Names stand at the lines' ends, a line of text apart.
    gap = 0.06 * (_TOP - lowest)
    moving = [
        _moving(features, size, curves, formula) + _names(features, size, curves, formula, gap)
        for size in range(len(sizes))
    ]
    figure = go.Figure(still + [go.Scatter(**trace) for trace in moving[start]])
    figure.update_layout(_layout(features, columns, lowest))
    if limit is not None:
        figure.add_annotation(_limit_label(features, limit, limit_name))
    figure.add_annotation(_key())
    places = list(range(len(still), len(still) + len(moving[0])))
    figure.frames = [
        go.Frame(data=[_coordinates(trace) for trace in traces], traces=places) for traces in moving
    ]
    readouts = [
        _readout(features, rows, size, curves, formula, columns) for size, rows in enumerate(sizes)
    ]
    labels = [f"{size:,} rows" for size in sizes]
    show_interactive(figure, Slider("Training set", labels, start), readouts, alt)


def _check(features, sizes, curves, formula, limit) -> None:
    if not curves:
        raise ValueError("there is no curve to draw")
    shape = (len(sizes), len(features))
    for curve in curves:
        _check_curve(curve, shape)
    draws = {np.shape(curve.accuracy)[1] for curve in curves}
    if len(draws) > 1:
        raise ValueError(f"curves of {sorted(draws)} draws: their ranges can't be compared")
    if formula is not None and np.shape(formula) != shape:
        raise ValueError(f"the formula has shape {np.shape(formula)}, not {shape}")
    if limit is not None and np.shape(limit) != shape[1:]:
        raise ValueError(f"the limit has shape {np.shape(limit)}, not {shape[1:]}")


def _check_curve(curve: FeatureCurve, shape: tuple[int, int]) -> None:
    if curve.color not in _SYMBOLS:
        raise ValueError(f"{curve.name!r} is {curve.color!r}; data colors are {list(_SYMBOLS)}")
    found = np.shape(curve.accuracy)
    if len(found) != 3 or (found[0], found[2]) != shape:
        raise ValueError(
            f"{curve.name!r} has accuracies of shape {found}, not ({shape[0]} sizes, draws, "
            f"{shape[1]} numbers of features)"
        )


def peak(features, accuracy) -> tuple[int, float]:
    """Return the number of features with the highest mean accuracy, and that accuracy.

    Args:
        features: (f,) increasing numbers of features.
        accuracy: (draws, f) accuracies. Of several best numbers the smallest is returned.
    """
    means = np.mean(accuracy, axis=0)
    best = int(np.argmax(means))
    return int(features[best]), float(means[best])


def _rounded(values) -> list[float]:
    # Four decimals are below a pixel, and keep the page small.
    return np.round(np.asarray(values, dtype=float), 4).tolist()


def _whole(features) -> list[int]:
    return [int(number) for number in features]


def _coordinates(trace: dict) -> dict:
    """What changes from frame to frame; looks stay as they are."""
    return {key: trace[key] for key in ("x", "y") if key in trace}


def _limit_trace(features, limit) -> dict:
    x = [] if limit is None else _whole(features)
    y = [] if limit is None else _rounded(limit)
    return {"x": x, "y": y, "mode": "lines", "line": {"color": ink("muted"), "dash": "dot"}}


def _trail_trace(features, curves) -> dict:
    """The peaks of all sizes, small and hollow, for the eye to follow."""
    peaks = [peak(features, part) for curve in curves for part in curve.accuracy]
    colors = [ink(curve.color) for curve in curves for _ in curve.accuracy]
    return {
        "x": [place for place, _ in peaks],
        "y": _rounded([height for _, height in peaks]),
        "mode": "markers",
        "marker": {"color": colors, "size": 8, "symbol": "star-open"},
    }


def _key() -> dict:
    """What the stars and the band are, above the axes, where no line passes."""
    return {
        "text": "★ peak  ☆ at other sizes  band: all draws",
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": 1,
        "xanchor": "left",
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"color": ink("muted")},
    }


def _limit_label(features, limit, name: str) -> dict:
    # An annotation's place on a log axis is the logarithm.
    return {
        "text": name,
        "x": float(np.log10(features[-1])),
        "y": float(limit[-1]),
        "xanchor": "left",
        "xshift": 4,
        # Above its line: below it a curve that comes close has its name.
        "yanchor": "bottom",
        "yshift": 4,
        "showarrow": False,
        "font": {"color": ink("muted")},
    }


def _moving(features, size: int, curves, formula) -> list[dict]:
    x = _whole(features)
    traces = []
    for curve in curves:
        traces += _curve_traces(x, curve.accuracy[size], curve.color)
    if formula is not None:
        line = {"color": ink("ink"), "dash": "dash", "width": 1.5}
        traces.append({"x": x, "y": _rounded(formula[size]), "mode": "lines", "line": line})
    return traces


def _names(features, size: int, curves, formula, gap: float) -> list[dict]:
    """The lines' names at their right ends, moved down where they would overlap."""
    ends = [
        (float(np.mean(curve.accuracy[size], axis=0)[-1]), curve.name, ink(curve.color))
        for curve in curves
    ]
    if formula is not None:
        ends.append((float(formula[size][-1]), "formula", ink("ink")))
    heights = apart([height for height, _, _ in ends], gap)
    return [
        {
            "x": [int(features[-1])],
            "y": _rounded([height]),
            "mode": "text",
            # An em space keeps clear of a star at the line's end.
            "text": [f"\u2003{name}"],
            "textposition": "middle right",
            "textfont": {"color": color},
        }
        for height, (_, name, color) in zip(heights, ends, strict=True)
    ]


def apart(heights, gap: float) -> list[float]:
    """Return the heights, lowered where one would be less than ``gap`` below the next higher."""
    placed, ceiling = list(heights), np.inf
    for place in sorted(range(len(placed)), key=lambda place: -placed[place]):
        placed[place] = ceiling = min(placed[place], ceiling - gap)
    return placed


def _curve_traces(x, accuracy, color: str) -> list[dict]:
    """The range as a band, the mean as a line, its peak as a star."""
    means = _rounded(np.mean(accuracy, axis=0))
    low, high = _rounded(np.min(accuracy, axis=0)), _rounded(np.max(accuracy, axis=0))
    place, height = peak(x, accuracy)
    return [
        {
            "x": x + x[::-1],
            "y": high + low[::-1],
            "mode": "lines",
            "line": {"width": 0},
            "fill": "toself",
            "fillcolor": ink(color),
            "opacity": 0.2,
        },
        {
            "x": x,
            "y": means,
            "mode": "lines+markers",
            "line": {"color": ink(color), "dash": _DASHES[color], "width": 2.5},
            "marker": {"color": ink(color), "size": 6, "symbol": _SYMBOLS[color]},
        },
        {
            "x": [place],
            "y": _rounded([height]),
            "mode": "markers",
            "marker": {"color": ink(color), "size": 17, "symbol": "star"},
        },
    ]


def _readout(features, rows: int, size: int, curves, formula, columns: str) -> str:
    draws = len(curves[0].accuracy[size])
    sentences = [f"{rows:,} rows, mean of {draws} draws."]
    for curve in curves:
        accuracy = np.asarray(curve.accuracy[size])
        place, height = peak(features, accuracy)
        sentences.append(
            f"{curve.name}: best with {place:,} {columns if place > 1 else columns[:-1]}, "
            f"{height:.1%}; "
            f"with all {int(features[-1]):,}, {accuracy[:, -1].mean():.1%}."
        )
    if formula is not None:
        expected, _ = peak(features, formula[size : size + 1])
        sentences.append(f"The formula peaks at {expected:,}.")
    return " ".join(sentences)


def _layout(features, columns: str, lowest: float) -> dict:
    ticks = [tick for tick in (1, 2, 4, 8, 16, 32, 64, 256, 1024) if tick <= features[-1]]
    # Room on the right for the names, which stand at the curves' ends.
    span = np.log10(features[-1] / features[0])
    return {
        "xaxis": {
            "title": {"text": f"number of {columns}"},
            "type": "log",
            "range": [np.log10(features[0]) - 0.03 * span, np.log10(features[-1]) + 0.45 * span],
            "tickvals": ticks,
            "ticktext": [f"{tick:,}" for tick in ticks],
        },
        "yaxis": {
            "title": {"text": "accuracy"},
            "tickformat": ".0%",
            "range": [lowest, _TOP],
        },
    }
