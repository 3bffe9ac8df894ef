"""The line that turns: points projected onto a line at every angle."""

import numpy as np

from helpers.figures.interactive import Slider, show_interactive
from helpers.figures.style import ink


def line_through_center(points: np.ndarray, degrees: float) -> dict[str, np.ndarray | float]:
    """Project points orthogonally onto the line through their mean.

    Args:
        points: (n, 2) array, n of 2 or more.
        degrees: Angle of the line above the first axis.

    Returns:
        ``feet``, (n, 2), the points on the line; ``variance``, that of the feet along
        the line, with divisor n - 1; and ``distance``, the sum of the squared distances
        from points to feet, over n - 1. The two add up to the same number at every
        angle (Pythagoras, point by point).
    """
    center = points.mean(axis=0)
    direction = _direction(degrees)
    along = (points - center) @ direction
    feet = center + along[:, None] * direction
    return {
        "feet": feet,
        "variance": along.var(ddof=1),
        "distance": ((points - feet) ** 2).sum() / (len(points) - 1),
    }


def _direction(degrees: float) -> np.ndarray:
    return np.array([np.cos(np.radians(degrees)), np.sin(np.radians(degrees))])


def show_turning_line(points, axis_labels: tuple[str, str], unit: str, step: int = 5) -> None:
    """Display the line as it turns, with what it captures and what it misses.

    Args:
        points: (n, 2) array_like.
        axis_labels: Names of the two columns, with units.
        unit: Unit of the variances, such as "cm²".
        step: Degrees from frame to frame.
    """
    import plotly.graph_objects as go

    points = np.asarray(points, dtype=float)
    angles = np.arange(0, 181, step)
    lines = [line_through_center(points, angle) for angle in angles]
    total = points.var(axis=0, ddof=1).sum()
    best_angle = int(angles[np.argmax([line["variance"] for line in lines])])
    figure = go.Figure(
        _still_parts(points, angles, lines), _layout(points, axis_labels, unit, best_angle)
    )
    figure.frames = [
        go.Frame(data=_moving_parts(points, angle, line), traces=[1, 2, 3, 6, 7])
        for angle, line in zip(angles, lines, strict=True)
    ]
    readouts = [
        f"At {angle}° the shadows on the line have a variance of {line['variance']:.2f} {unit}: "
        f"{line['variance'] / total:.0%} of the total. The gaps between points and line hold the "
        f"other {line['distance']:.2f} {unit}."
        for angle, line in zip(angles, lines, strict=True)
    ]
    show_interactive(
        figure,
        Slider(
            "Angle of the line",
            [f"{angle}°" for angle in angles],
            start=len(angles) * 3 // 4,
            plays=True,
        ),
        readouts,
        alt=f"Left: {len(points)} points with {axis_labels[0]} and {axis_labels[1]} as axes, a "
        "line through their center, and each point's shadow on it. Right: variance of the "
        "shadows and squared gaps against the line's angle; where one is highest the other is "
        "lowest. The slider turns the line.",
    )


def _segments(points: np.ndarray, feet: np.ndarray) -> np.ndarray:
    """Points and feet in turn with a gap after each pair: one trace for all."""
    gaps = np.full_like(points, np.nan)
    return np.stack([points, feet, gaps], axis=1).reshape(-1, 2)


def _xy(places: np.ndarray) -> dict:
    # Three decimals are below a pixel, and keep the page small.
    return {axis: places[:, column].round(3).tolist() for column, axis in enumerate("xy")}


def line_ends(points: np.ndarray, degrees: float) -> np.ndarray:
    """Return the ends of a line through the center that spans the cloud, (2, 2)."""
    reach = 0.55 * np.hypot(*np.ptp(points, axis=0))
    return points.mean(axis=0) + np.outer([-reach, reach], _direction(degrees))


def _moving_parts(points, angle, line) -> list[dict]:
    return [
        _xy(_segments(points, line["feet"])),
        _xy(line_ends(points, angle)),
        _xy(line["feet"]),
        {"x": [int(angle)], "y": [round(float(line["variance"]), 3)]},
        {"x": [int(angle)], "y": [round(float(line["distance"]), 3)]},
    ]


def _still_parts(points, angles, lines) -> list:
    import plotly.graph_objects as go

    gaps, ends, feet, variance_dot, distance_dot = _moving_parts(points, angles[0], lines[0])
    muted, blue, orange = ink("muted"), ink("blue"), ink("orange")

    def curve(name, color, dash):
        values = [round(float(line[name]), 3) for line in lines]
        style = {"color": color, "dash": dash, "width": 3}
        return go.Scatter(
            x=angles.tolist(), y=values, mode="lines", line=style, xaxis="x2", yaxis="y2"
        )

    def dot(place, color, symbol):
        marker = {"color": color, "size": 12, "symbol": symbol}
        return go.Scatter(**place, mode="markers", marker=marker, xaxis="x2", yaxis="y2")

    return [
        go.Scatter(**_xy(points), mode="markers", marker={"color": muted, "size": 6}),
        go.Scatter(**gaps, mode="lines", line={"color": orange, "width": 1}),
        go.Scatter(**ends, mode="lines", line={"color": blue, "width": 2}),
        go.Scatter(**feet, mode="markers", marker={"color": blue, "size": 6, "symbol": "square"}),
        curve("variance", blue, "solid"),
        curve("distance", orange, "dash"),
        dot(variance_dot, blue, "square"),
        dot(distance_dot, orange, "circle"),
    ]


def angle_axis(title: str) -> dict:
    """Return Plotly's settings of the axis beside the cloud, over half a turn."""
    return {
        "title": {"text": title},
        "domain": [0.64, 1],
        "anchor": "y2",
        "range": [0, 180],
        "tickvals": [0, 45, 90, 135, 180],
    }


def _layout(points, axis_labels, unit, best_angle) -> dict:
    low, high = points.min(axis=0), points.max(axis=0)
    room = 0.15 * (high - low).max()
    total = points.var(axis=0, ddof=1).sum()

    def label(text, angle, color):
        return {
            "text": text,
            "font": {"color": color},
            "x": angle,
            "y": 1.12 * total,
            "xref": "x2",
            "yref": "y2",
            "showarrow": False,
        }

    return {
        "height": 400,
        "xaxis": {
            "title": {"text": axis_labels[0]},
            "domain": [0, 0.52],
            "range": [low[0] - room, high[0] + room],
        },
        "yaxis": {
            "title": {"text": axis_labels[1]},
            "scaleanchor": "x",
            "range": [low[1] - room, high[1] + room],
        },
        "xaxis2": angle_axis("angle of the line, degrees"),
        "yaxis2": {
            "title": {"text": f"variance, {unit}"},
            "anchor": "x2",
            "range": [0, 1.22 * total],
        },
        "annotations": [
            label("on the line", best_angle, ink("blue")),
            label("gaps", (best_angle + 90) % 180, ink("orange")),
        ],
    }
