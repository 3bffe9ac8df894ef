"""How large a network's weights on each pixel are, under a penalty that the reader turns."""

import itertools

import numpy as np

from helpers.figures.interactive import Choice, Slider, show_interactive
from helpers.figures.style import ink


def show_input_weights(penalties, strengths, lengths, accuracies, inside) -> None:
    """Display the lengths of the weights pixel by pixel, for every penalty and strength.

    Args:
        penalties: Names of the p penalties.
        strengths: The s strengths, increasing; the figure starts at the first, such as 0.
        lengths: (p, s, d) array_like: for each of the d pixels of a square frame, the length of
            the vector of its weights.
        accuracies: (p, s) array_like: shares of validation pictures that are read correctly.
        inside: (d,) bool array_like: which pixels show the picture; the others are static.

    Raises:
        ValueError: If the shapes don't belong together, the frame isn't square, or all of it is
            picture or all of it static.
    """
    import plotly.graph_objects as go

    lengths, accuracies = np.asarray(lengths, dtype=float), np.asarray(accuracies, dtype=float)
    inside = np.asarray(inside, dtype=bool)
    side = _side(lengths, accuracies, inside, (len(penalties), len(strengths)))
    still = _still_parts(strengths, lengths, accuracies, side, penalties)
    figure = go.Figure(still, _layout(strengths))
    readouts = []
    for p, s in itertools.product(range(len(penalties)), range(len(strengths))):
        place = {"x": [s], "y": [_rounded(accuracies[p, s])]}
        picture = go.Heatmap(z=_grid(lengths[p, s], side))
        figure.frames += (go.Frame(data=[picture, place], traces=[0, len(still) - 1]),)
        readouts.append(
            _sentence(penalties[p], strengths[s], lengths[p, s], inside, accuracies[p, s])
        )
    show_interactive(
        figure,
        [
            Choice("Penalty", penalties),
            Slider("Strength", [f"{strength:g}" for strength in strengths]),
        ],
        readouts,
        alt="Left: the frame, each pixel as dark as its weights are long. Right: share of "
        "validation digits read correctly against the strength of the penalty, one line for "
        f"{' and one for '.join(penalties)}. The controls choose the penalty and its strength; "
        "the readout compares the weights on the picture with those on the static.",
    )


def _side(lengths, accuracies, inside, shape: tuple[int, int]) -> int:
    if lengths.shape != (*shape, len(inside)) or accuracies.shape != shape:
        raise ValueError(
            f"lengths {lengths.shape} and accuracies {accuracies.shape} don't fit {shape[0]} "
            f"penalties, {shape[1]} strengths and {len(inside)} pixels"
        )
    side = round(len(inside) ** 0.5)
    if side**2 != len(inside):
        raise ValueError(f"{len(inside)} pixels don't make a square frame")
    if inside.all() or not inside.any():
        raise ValueError("the frame must hold both picture and static, or nothing is compared")
    return side


def _rounded(value: float) -> float:
    return round(float(value), 4)


def _grid(lengths: np.ndarray, side: int) -> list:
    """One picture's cells, bottom row first; two decimals are finer than the gray scale."""
    return np.flipud(lengths.reshape(side, side)).round(2).tolist()


def _sentence(penalty: str, strength: float, lengths, inside, accuracy: float) -> str:
    which = f"With an {penalty} penalty of {strength:g}" if strength else "Without a penalty"
    return (
        f"{which}, the weights of a pixel have a length of {lengths[inside].mean():.2f} on average "
        f"where the digit is, and of {lengths[~inside].mean():.2f} where there is static. "
        f"{accuracy:.1%} of the validation digits are read correctly."
    )


def _still_parts(strengths, lengths, accuracies, side: int, penalties) -> list:
    import plotly.graph_objects as go

    picture = go.Heatmap(
        z=_grid(lengths[0, 0], side),
        colorscale="Greys",
        zmin=0,
        zmax=_rounded(lengths.max()),
        showscale=False,
    )
    places = list(range(len(strengths)))
    looks = itertools.cycle([("blue", "solid", "square"), ("orange", "dash", "diamond")])
    on_the_right = {"xaxis": "x2", "yaxis": "y2"}
    parts = [picture]
    for name, row, (color, dash, symbol) in zip(penalties, accuracies, looks, strict=False):
        parts.append(
            go.Scatter(
                x=places,
                y=[_rounded(value) for value in row],
                mode="lines+markers+text",
                line={"color": ink(color), "dash": dash, "width": 3},
                marker={"symbol": symbol, "size": 7, "color": ink(color)},
                # At the second strength the lines are apart, and the ring starts elsewhere.
                text=[name if place == 1 else "" for place in places],
                textposition="top left",
                textfont={"color": ink(color)},
                **on_the_right,
            )
        )
    ring = {"color": ink("ink"), "size": 16, "symbol": "circle-open", "line": {"width": 3}}
    now = {"x": [0], "y": [_rounded(accuracies[0, 0])]}
    return [*parts, go.Scatter(**now, mode="markers", marker=ring, **on_the_right)]


def _layout(strengths) -> dict:
    hidden = {"visible": False}
    # The picture leaves room above and below for its two captions.
    return {
        "height": 380,
        "xaxis": hidden | {"domain": [0, 0.44]},
        "yaxis": hidden | {"scaleanchor": "x", "domain": [0.04, 0.96]},
        "xaxis2": {
            "title": {"text": "strength of the penalty"},
            "domain": [0.6, 1],
            "anchor": "y2",
            "tickvals": list(range(len(strengths))),
            "ticktext": [f"{strength:g}" for strength in strengths],
            "range": [-0.4, len(strengths) - 0.6],
        },
        "yaxis2": {
            "title": {"text": "validation digits read correctly"},
            "anchor": "x2",
            "tickformat": ".0%",
            "range": [0, 1.09],
        },
        "annotations": [
            {
                "text": text,
                "xref": "paper",
                "yref": "paper",
                "x": 0.22,
                "y": height,
                "xanchor": "center",
                "yanchor": "middle",
                "showarrow": False,
            }
            for text, height in [("weights on each pixel", 1.03), ("darker: longer", -0.03)]
        ],
    }
