"""One cloud, one line that turns, three goals: variance, classes, a response."""

from dataclasses import dataclass

import numpy as np

from helpers.figures.interactive import Slider, show_interactive
from helpers.figures.projection import angle_axis, line_ends, line_through_center
from helpers.figures.style import ink

#: What a line can be chosen for: attribute of ``Goals``, label, color, dash, marker.
CURVES = (
    ("variance", "variance", "blue", "solid", "square"),
    ("separation", "classes", "orange", "dash", "circle"),
    ("covariance", "response", "green", "dot", "diamond"),
)
#: How the classes are drawn, first to last.
CLASS_LOOKS = (("orange", "circle"), ("purple", "triangle-up"))


@dataclass(frozen=True)
class Goals:
    """How well the shadows on one line serve each goal.

    Attributes:
        variance: Share of the cloud's total variance, 0 to 1.
        separation: Share of the shadows' own variance that lies between the means of the
            classes, 0 to 1. Fisher's ratio of between to within rises and falls with it.
        covariance: Absolute covariance with the response, in both units multiplied.
        correlation: Absolute correlation with the response, 0 to 1.
    """

    variance: float
    separation: float
    covariance: float
    correlation: float


def goals_along(points, classes, response, degrees: float) -> Goals:
    """Judge the line through the center of the points at an angle.

    Args:
        points: (n, 2) array_like that varies in every direction.
        classes: (n,) class numbers, two classes or more.
        response: (n,) numbers to be predicted.
        degrees: Angle of the line above the first axis.

    Raises:
        ValueError: If the lengths differ, there is one class only, or the points or the
            response don't vary.
    """
    points, classes, response = _checked(points, classes, response)
    angle = np.radians(degrees)
    shadows = (points - points.mean(axis=0)) @ [np.cos(angle), np.sin(angle)]
    variance = shadows.var()
    between = sum(
        (classes == label).mean() * shadows[classes == label].mean() ** 2
        for label in np.unique(classes)
    )
    covariance = abs(np.sum(shadows * (response - response.mean()))) / (len(points) - 1)
    spreads = shadows.std(ddof=1) * response.std(ddof=1)
    return Goals(
        variance=float(variance / points.var(axis=0).sum()),
        separation=float(between / variance),
        covariance=float(covariance),
        correlation=float(covariance / spreads),
    )


def show_three_goals(
    points, classes, response, class_names, axis_labels, response_name: str, step: int = 5
) -> None:
    """Display a line that turns, and how well its shadows serve three goals.

    Args:
        points: (n, 2) array_like.
        classes: (n,) class numbers 0 and 1.
        response: (n,) numbers; a larger marker stands for a larger one.
        class_names: Names of the two classes.
        axis_labels: Names of the two columns, with units.
        response_name: What the response is, for the readouts.
        step: Degrees from frame to frame.

    Raises:
        ValueError: As ``goals_along``, and for more than two classes.
    """
    import plotly.graph_objects as go

    points, classes, response = _checked(points, classes, response)
    if (count := len(np.unique(classes))) != len(CLASS_LOOKS):
        raise ValueError(f"the figure draws two classes, got {count}")
    angles = np.arange(0, 181, step)
    found = [goals_along(points, classes, response, angle) for angle in angles]
    curves = {name: _of_best([getattr(each, name) for each in found]) for name, *_ in CURVES}
    figure = go.Figure(
        _still_parts(points, classes, response, angles, curves),
        _layout(points, classes, class_names, axis_labels, angles, curves),
    )
    figure.frames = [
        go.Frame(data=_moving_parts(points, classes, place, angles, curves), traces=[2, 3, 4, 8])
        for place in range(len(angles))
    ]
    readouts = [
        f"At {angle}° the shadows keep {each.variance:.0%} of the variance. "
        f"{each.separation:.0%} of what they keep lies between the two classes. Their "
        f"covariance with {response_name} is {each.covariance:.2f}, their correlation with it "
        f"{each.correlation:.2f} (both without sign)."
        for angle, each in zip(angles, found, strict=True)
    ]
    peaks = ", ".join(f"{_peak(angles, curves[name])}°" for name, *_ in CURVES)
    show_interactive(
        figure,
        Slider("Angle of the line", [f"{angle}°" for angle in angles], start=len(angles) // 4),
        readouts,
        alt=f"Left: {len(points)} points of two classes with {axis_labels[0]} and "
        f"{axis_labels[1]} as axes, larger where {response_name} is larger, and their shadows on "
        "a line through the center. Right: variance of the shadows, separation of the classes "
        "and covariance with the response against the angle, each as a share of its best: the "
        f"curves peak at {peaks}. The slider turns the line.",
    )


def _checked(points, classes, response) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    points, response = np.asarray(points, dtype=float), np.asarray(response, dtype=float)
    classes = np.asarray(classes)
    if points.ndim != 2 or points.shape[1] != 2 or not len(points) == len(classes) == len(response):
        raise ValueError(
            f"points {points.shape}, classes {classes.shape} and response {response.shape} must "
            "have shapes (n, 2), (n,) and (n,)"
        )
    if len(np.unique(classes)) < 2:
        raise ValueError("separation needs two classes or more")
    if np.linalg.matrix_rank(points - points.mean(axis=0)) < 2 or response.std() == 0:
        raise ValueError("points on one line, or a constant response, leave nothing to choose")
    return points, classes, response


def _of_best(values) -> np.ndarray:
    """Each value as a share of the largest, at three decimals: below a pixel."""
    return (np.array(values) / max(values)).round(3)


def _peak(angles, curve) -> int:
    return int(angles[curve.argmax()])


def _xy(places: np.ndarray) -> dict:
    return dict(zip("xy", places.T.round(2).tolist(), strict=True))


def _moving_parts(points, classes, place: int, angles, curves) -> list[dict]:
    feet = line_through_center(points, angles[place])["feet"]
    heights = [float(curves[name][place]) for name, *_ in CURVES]
    return [
        _xy(line_ends(points, angles[place])),
        *(_xy(feet[classes == label]) for label in np.unique(classes)),
        {"x": [int(angles[place])] * len(CURVES), "y": heights},
    ]


def _still_parts(points, classes, response, angles, curves) -> list:
    import plotly.graph_objects as go

    sizes = 4 + 9 * (response - response.min()) / np.ptp(response)
    ends, *feet, dots = _moving_parts(points, classes, 0, angles, curves)
    labels = np.unique(classes)
    right = {"xaxis": "x2", "yaxis": "y2"}

    def cloud(label, look):
        mine = classes == label
        marker = {"color": ink(look[0]), "symbol": look[1] + "-open"}
        marker["size"] = sizes[mine].round(1).tolist()
        return go.Scatter(**_xy(points[mine]), mode="markers", marker=marker)

    def shadows(places, look):
        marker = {"color": ink(look[0]), "symbol": look[1], "size": 5}
        return go.Scatter(**places, mode="markers", marker=marker)

    def curve(name, color, dash):
        line = {"color": ink(color), "dash": dash, "width": 3}
        heights = curves[name].tolist()
        return go.Scatter(x=angles.tolist(), y=heights, mode="lines", line=line, **right)

    markers = {
        "color": [ink(color) for _, _, color, _, _ in CURVES],
        "symbol": [symbol for *_, symbol in CURVES],
        "size": 12,
    }
    return [
        *(cloud(label, look) for label, look in zip(labels, CLASS_LOOKS, strict=True)),
        go.Scatter(**ends, mode="lines", line={"color": ink("ink"), "width": 1}),
        *(shadows(places, look) for places, look in zip(feet, CLASS_LOOKS, strict=True)),
        *(curve(name, color, dash) for name, _, color, dash, _ in CURVES),
        go.Scatter(**dots, mode="markers", marker=markers, **right),
    ]


def _layout(points, classes, class_names, axis_labels, angles, curves) -> dict:
    low, high = points.min(axis=0), points.max(axis=0)
    room = 0.12 * (high - low).max()

    def label(text, x, y, color, axes=("x", "y")):
        place = {"x": x, "y": y, "xref": axes[0], "yref": axes[1], "showarrow": False}
        return place | {"text": text, "font": {"color": ink(color), "size": 13}}

    names = [
        label(name, *_label_place(points[classes == number]), look[0])
        for number, name, look in zip(np.unique(classes), class_names, CLASS_LOOKS, strict=True)
    ]
    # Staggered, so that neighboring peaks' labels stay apart on a phone.
    peaks = [
        label(text, _peak(angles, curves[name]), 1.07 + 0.09 * (row % 2), color, ("x2", "y2"))
        for row, (name, text, color, _, _) in enumerate(CURVES)
    ]
    return {
        "height": 420,
        "margin": {"l": 50, "r": 20, "t": 15, "b": 60},
        "xaxis": {
            "title": {"text": axis_labels[0]},
            "domain": [0, 0.5],
            "range": [low[0] - room, high[0] + room],
        },
        "yaxis": {
            "title": {"text": axis_labels[1]},
            "scaleanchor": "x",
            "range": [low[1] - room, high[1] + 2 * room],
        },
        "xaxis2": angle_axis("angle, degrees"),
        "yaxis2": {
            "title": {"text": "share of the best angle"},
            "anchor": "x2",
            "range": [0, 1.22],
            "tickvals": [0, 0.25, 0.5, 0.75, 1],
            "tickformat": ".0%",
        },
        "annotations": names + peaks,
    }


def _label_place(points: np.ndarray) -> tuple[float, float]:
    """A place above the upper end of a class."""
    top = points[points[:, 1].argmax()]
    return float(top[0]), float(top[1] + 0.05 * np.ptp(points))
