"""Training curves of a network at every width of its embedding, and the test part's verdict."""

import numpy as np

from helpers.figures.interactive import Choice, Slider, show_interactive
from helpers.figures.style import ink

#: How each measure is called on its axis, written in a sentence, and marked on its axis.
MEASURES = {"accuracy": ("accuracy", ".1%", ".0%"), "loss": ("cross-entropy", ".2f", ".1f")}

#: Columns of the table of runs that are drawn, for each measure.
CURVES = ("{}", "val_{}")
VALUES = ("train_{}", "valid_{}", "test_{}", "stopped_test_{}")


def summarize_widths(runs, measure: str) -> list[dict]:
    """Average the runs of each width over their seeds.

    Args:
        runs: DataFrame, one row a run, with the columns ``dimensions``, ``parameters``, and
            those of ``CURVES`` and ``VALUES`` with the measure's name. Of ``CURVES`` each
            value is a list, one number an epoch, as many in every run.
        measure: "accuracy" or "loss".

    Returns:
        One dict a width, narrow to wide. ``dimensions``, ``parameters``; ``curve`` and
        ``val_curve``, (epochs,) arrays of means; ``train``, ``valid``, means after the last
        epoch; ``test`` and ``stopped``, (3,) arrays of mean, lowest and highest.

    Raises:
        ValueError: If the measure is another, a column is missing, there is no run, or their
            epochs differ.
    """
    if measure not in MEASURES:
        raise ValueError(f"the measure is one of {', '.join(MEASURES)}, not {measure!r}")
    names = [name.format(measure) for name in CURVES + VALUES]
    missing = [name for name in ("dimensions", "parameters", *names) if name not in runs]
    if missing:
        raise ValueError(f"the runs have no column {', '.join(missing)}")
    if len(runs) == 0:
        raise ValueError("there is no run to draw")
    if len({len(curve) for name in names[:2] for curve in runs[name]}) > 1:
        raise ValueError("runs of different numbers of epochs can't be averaged")
    return [_summary(int(width), group, names) for width, group in runs.groupby("dimensions")]


def _summary(width: int, group, names: list[str]) -> dict:
    curve, val_curve, train, valid, test, stopped = names

    def extent(name):
        return np.array([group[name].mean(), group[name].min(), group[name].max()])

    return {
        "dimensions": width,
        "parameters": int(group["parameters"].iloc[0]),
        "curve": np.mean(group[curve].tolist(), axis=0),
        "val_curve": np.mean(group[val_curve].tolist(), axis=0),
        "train": float(group[train].mean()),
        "valid": float(group[valid].mean()),
        "test": extent(test),
        "stopped": extent(stopped),
    }


def show_embedding_widths(runs, start: int = 6) -> None:
    """Display training and validation curves at each width, beside the test part's numbers.

    Args:
        runs: See ``summarize_widths``; with the columns of both measures.
        start: The width that is drawn first.

    Raises:
        ValueError: If the runs don't fit, or none has the width ``start``.
    """
    import plotly.graph_objects as go

    widths = {measure: summarize_widths(runs, measure) for measure in MEASURES}
    numbers = [width["dimensions"] for width in widths["accuracy"]]
    if start not in numbers:
        raise ValueError(f"no run with {start} dimensions; there are {numbers}")
    first = widths["accuracy"]
    figure = go.Figure(_parts(first[0], first), _layout(first, "accuracy"))
    shown = [(measure, width) for measure in MEASURES for width in widths[measure]]
    figure.frames = [
        go.Frame(
            data=[_moved(part) for part in _parts(width, widths[measure])],
            traces=list(range(6)),
            layout=_layout(widths[measure], measure) | {"annotations": _labels(width, measure)},
        )
        for measure, width in shown
    ]
    show_interactive(
        figure,
        [Choice("Measure", list(MEASURES)), Slider("Dimensions", numbers, numbers.index(start))],
        [_readout(width, measure) for measure, width in shown],
        alt="Left: accuracy or loss on the training and on the validation wires against the "
        "epoch, at one width of the embedding. Right: the same measure on the test wires "
        "against the width, after the last epoch and stopped early, as means over the seeds with "
        "bars from the lowest to the highest. The controls choose the measure and the width.",
    )


def _readout(width: dict, measure: str) -> str:
    form = MEASURES[measure][1]
    plural = "s" if width["dimensions"] > 1 else ""
    gap = abs(width["train"] - width["valid"])
    gap = f"{100 * gap:.1f} points" if measure == "accuracy" else format(gap, form)
    return (
        f"{width['dimensions']:,} dimension{plural}, {width['parameters']:,} parameters. After "
        f"{len(width['curve'])} epochs: {measure} {width['train']:{form}} on the training wires, "
        f"{width['valid']:{form}} on the validation wires, a gap of {gap}. On the test wires "
        f"{width['test'][0]:{form}} then, and {width['stopped'][0]:{form}} stopped early."
    )


def _moved(trace) -> dict:
    """What differs from frame to frame: the places, not the looks."""
    whole = trace.to_plotly_json()
    return {key: whole[key] for key in ("x", "y", "error_y") if key in whole}


def _parts(width: dict, widths: list[dict]) -> list:
    """Two curves of one width, two dots for it, and the test part's curves over all widths."""
    import plotly.graph_objects as go

    blue, orange, green, purple = map(ink, ("blue", "orange", "green", "purple"))
    epochs = list(range(1, len(width["curve"]) + 1))

    def curve(name, color, dash):
        style = {"color": color, "dash": dash, "width": 3}
        return go.Scatter(x=epochs, y=width[name].round(4).tolist(), mode="lines", line=style)

    def dot(name, color, symbol):
        marker = {"color": color, "size": 15, "symbol": symbol, "line": {"width": 2}}
        place = {"x": [width["dimensions"]], "y": [round(float(width[name][0]), 4)]}
        return go.Scatter(**place, mode="markers", marker=marker, xaxis="x2", yaxis="y2")

    def across(name, color, symbol, dash):
        middle, low, high = np.array([each[name] for each in widths]).T
        bars = {"array": (high - middle).round(4).tolist(), "color": color, "thickness": 1.5}
        return go.Scatter(
            x=[each["dimensions"] for each in widths],
            y=middle.round(4).tolist(),
            mode="lines+markers",
            line={"color": color, "dash": dash, "width": 2},
            marker={"color": color, "size": 7, "symbol": symbol},
            error_y=bars | {"arrayminus": (middle - low).round(4).tolist(), "width": 3},
            xaxis="x2",
            yaxis="y2",
        )

    return [
        curve("curve", orange, "dash"),
        curve("val_curve", blue, "solid"),
        across("test", purple, "circle", "dot"),
        across("stopped", green, "square", "solid"),
        dot("test", purple, "circle-open"),
        dot("stopped", green, "square-open"),
    ]


def _labels(width: dict, measure: str) -> list[dict]:
    """Name the curves of this width where they end, and those over all widths in a free corner."""
    last = len(width["curve"])
    training, validation = width["curve"][-1], width["val_curve"][-1]
    top = "bottom" if training >= validation else "top"
    # Accuracies leave the panel's lower right corner free, losses its upper left one.
    corner, height, anchor = (1, 0.02, "right") if measure == "accuracy" else (0.62, 0.9, "left")

    def label(text, color, **place):
        return {"text": text, "font": {"color": ink(color), "size": 14}, "showarrow": False} | place

    end = {"x": last, "xanchor": "right"}
    free = {"xref": "paper", "yref": "paper", "x": corner, "xanchor": anchor, "yanchor": "bottom"}
    return [
        label("training", "orange", y=round(float(training), 4), yanchor=top, **end),
        label(
            "validation",
            "blue",
            y=round(float(validation), 4),
            yanchor="top" if top == "bottom" else "bottom",
            **end,
        ),
        label("● after the last epoch", "purple", y=height + 0.07, **free),
        label("■ stopped early", "green", y=height, **free),
    ]


def _layout(widths: list[dict], measure: str) -> dict:
    name, _, ticks = MEASURES[measure]
    numbers = [width["dimensions"] for width in widths]
    tests = np.array([[width["test"], width["stopped"]] for width in widths])
    room = 0.15 * np.ptp(tests)
    curves = np.array([[width["curve"], width["val_curve"]] for width in widths])
    most = float(curves.max())
    # A loss of zero needs room below for its label.
    reach = [0.3, 1.08] if measure == "accuracy" else [-0.1 * most, 1.1 * most]
    return {
        "height": 420,
        "xaxis": {
            "title": {"text": "epoch"},
            "domain": [0, 0.44],
            "range": [0.5, curves.shape[-1] + 0.5],
        },
        "yaxis": {
            "title": {"text": name},
            "tickformat": ticks,
            "range": [round(end, 3) for end in reach],
        },
        "xaxis2": {
            "title": {"text": "dimensions"},
            "type": "log",
            "domain": [0.6, 1],
            "anchor": "y2",
            "range": [np.log10(numbers[0]) - 0.2, np.log10(numbers[-1]) + 0.2],
            "tickvals": numbers,
            "ticktext": [f"{number:,}" for number in numbers],
        },
        "yaxis2": {
            "title": {"text": f"{name}, test wires"},
            "tickformat": ticks,
            "anchor": "x2",
            "range": [round(float(tests.min() - room), 3), round(float(tests.max() + room), 3)],
        },
    }
