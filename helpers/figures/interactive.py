"""Plotly figures whose sliders work in the saved page, without a kernel.

All frames are computed while the page builds and stored in it as JSON. The
page's script (``book/static/figures.js``) draws them and connects ordinary
HTML controls, which the keyboard and screen readers already know. In
JupyterLab the same call shows a Plotly figure with Plotly's own slider.
"""

import html
import itertools
import json
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from helpers.figures.style import DATA_COLORS, PALETTE
from helpers.figures.vector import check_alt, theme_colors

_figure_numbers = itertools.count(1)

#: Hidden until the page's script can play, and from readers who ask for less motion.
_PLAY_BUTTON = '<button type="button" class="fig-play" hidden>Play</button>'

#: Plotly's looks where a figure says nothing: axes, 3-D axes, and the rest.
_AXIS = {
    "gridcolor": PALETTE["line"],
    "linecolor": PALETTE["muted"],
    "zeroline": False,
    "ticks": "outside",
    "tickcolor": PALETTE["muted"],
    "automargin": True,
}
_SCENE_AXIS = {
    "gridcolor": PALETTE["line"],
    "zerolinecolor": PALETTE["line"],
    "color": PALETTE["ink"],
    "showbackground": False,
}
_LAYOUT = {
    "font": {"color": PALETTE["ink"], "size": 14},
    "colorway": [PALETTE[name] for name in DATA_COLORS],
    "paper_bgcolor": "rgba(0,0,0,0)",
    "plot_bgcolor": "rgba(0,0,0,0)",
    "margin": {"l": 50, "r": 20, "t": 30, "b": 45},
    "showlegend": False,
    "dragmode": False,
    "hovermode": False,
    "height": 380,
}


@dataclass(frozen=True)
class Slider:
    """A control with ordered values: one range input.

    ``label`` names what moves, with its unit; ``values`` are shown as given.
    With ``plays`` a button beside it moves it from value to value, for figures
    whose motion shows something that single frames don't.
    """

    label: str
    values: Sequence
    start: int = 0
    plays: bool = False


@dataclass(frozen=True)
class Choice:
    """A control with a few named options: one drop-down list."""

    label: str
    values: Sequence[str]
    start: int = 0


def show_interactive(figure, controls, readouts, alt: str):
    """Display a Plotly figure with controls that choose among its frames.

    Args:
        figure: A ``plotly.graph_objects.Figure``. Its ``frames`` hold one for each
            combination of the controls' values, the last control varying fastest. A
            frame names in ``traces`` which traces it changes.
        controls: A ``Slider``, a ``Choice``, or a list of these.
        readouts: One sentence a frame: what it shows, in words and numbers.
        alt: What the figure shows and what the controls change, for a reader who
            can't see it.

    Raises:
        ValueError: If frames, readouts and controls don't match, or ``alt`` says too little.
    """
    from IPython.display import display

    controls = [controls] if isinstance(controls, Slider | Choice) else list(controls)
    check_frames(figure, controls, readouts)
    alt = check_alt(alt)
    bundle = {
        # The page takes the HTML, JupyterLab prefers the Plotly form.
        "text/html": page_markup(figure, controls, readouts, alt),
        "application/vnd.plotly.v1+json": notebook_form(figure, controls),
        "text/plain": f"Interactive figure: {alt}",
    }
    display(bundle, raw=True)


def check_frames(figure, controls, readouts) -> None:
    """Make sure that there is one frame and one sentence a combination.

    Raises:
        ValueError: If not, if a control has fewer than two values or no label, starts outside
            its values, or if a readout is empty.
    """
    for control in controls:
        if not control.label.strip() or len(control.values) < 2:
            raise ValueError(f"{control!r} needs a label and two values or more to choose from")
        if not 0 <= control.start < len(control.values):
            raise ValueError(f"{control.label!r} starts at {control.start}, outside its values")
    combinations = math.prod(len(control.values) for control in controls)
    if not controls or not len(figure.frames) == len(readouts) == combinations:
        raise ValueError(
            f"{combinations} combinations of the controls' values need as many frames and "
            f"readouts; got {len(figure.frames)} frames and {len(readouts)} readouts"
        )
    if not all(readout.strip() for readout in readouts):
        raise ValueError("every frame needs a readout: what it shows, in words and numbers")


def page_markup(figure, controls, readouts, alt: str) -> str:
    """Return the HTML that ``figures.js`` turns into a live figure."""
    number = next(_figure_numbers)
    layout = page_layout(json.loads(figure.to_json())["layout"])
    inputs = "".join(
        _control_markup(control, f"fig-control-{number}-{place}")
        for place, control in enumerate(controls)
    )
    # The height is kept free, so that nothing jumps when the figure appears.
    return f"""<div class="fig-interactive">
<div class="fig-plot" role="img" aria-label="{html.escape(alt)}" \
style="min-height:{layout["height"]}px"></div>
<div class="fig-controls" role="group" aria-label="Controls of the figure">{inputs}</div>
<p class="fig-readout" aria-live="polite">{html.escape(readouts[_start_frame(controls)])}</p>
<noscript><p>Drawing this figure needs JavaScript. {html.escape(alt)}</p></noscript>
<script type="application/json">{_figure_json(figure, layout, readouts)}</script>
</div>"""


def _start_frame(controls) -> int:
    """Return the number of the frame that the controls start at."""
    number = 0
    for control in controls:
        number = number * len(control.values) + control.start
    return number


def _control_markup(control, identifier: str) -> str:
    label = f'<label for="{identifier}">{html.escape(control.label)}</label>'
    values = [html.escape(str(value)) for value in control.values]
    if isinstance(control, Choice):
        options = "".join(
            f'<option value="{place}"{" selected" if place == control.start else ""}>'
            f"{value}</option>"
            for place, value in enumerate(values)
        )
        return f'<div>{label}<select id="{identifier}" autocomplete="off">{options}</select></div>'
    shown = html.escape(json.dumps([str(value) for value in control.values]))
    return (
        f'<div>{label}<input id="{identifier}" type="range" min="0" max="{len(values) - 1}" '
        f'value="{control.start}" data-values="{shown}" autocomplete="off" '
        f'aria-valuetext="{values[control.start]}">'
        f'<output for="{identifier}">{values[control.start]}</output>'
        f"{_PLAY_BUTTON if control.plays else ''}</div>"
    )


def _figure_json(figure, layout: dict, readouts) -> str:
    """The figure as JSON that can stand inside a script element."""
    whole = json.loads(figure.to_json())
    drawn = {
        "data": whole["data"],
        "layout": layout,
        "frames": [
            {
                "data": frame.get("data"),
                "traces": frame.get("traces"),
                "layout": frame.get("layout"),
            }
            for frame in whole["frames"]
        ],
    }
    text = theme_colors(json.dumps(drawn, separators=(",", ":")))
    text = text[:-1] + ',"readouts":' + json.dumps(list(readouts)) + "}"
    # "</script>" or "<!--" in a label would end the script or hide its end.
    return text.replace("<", "\\u003c")


def page_layout(layout: dict) -> dict:
    """Return a Plotly layout with the course's look where the figure says nothing.

    The template that Plotly adds by itself stays out.
    """
    layout = {key: value for key, value in layout.items() if key != "template"}
    axes = {"xaxis", "yaxis"} | {key for key in layout if re.fullmatch(r"[xy]axis\d*", key)}
    for name in sorted(axes):
        layout[name] = _AXIS | layout.get(name, {})
    for name in [key for key in layout if re.fullmatch(r"scene\d*", key)]:
        scene = layout[name]
        layout[name] = scene | {
            axis: _SCENE_AXIS | scene.get(axis, {}) for axis in ("xaxis", "yaxis", "zaxis")
        }
    return _LAYOUT | layout


def notebook_form(figure, controls) -> dict:
    """Return the figure with one slider of Plotly's own, for JupyterLab.

    Plotly's sliders can't be combined: with several controls, the slider goes
    through all their combinations.
    """
    whole = json.loads(figure.to_json())
    combinations = list(itertools.product(*(control.values for control in controls)))
    labels = [", ".join(str(value) for value in values) for values in combinations]
    steps = [
        {
            "label": label,
            "method": "animate",
            "args": [[str(place)], {"mode": "immediate", "frame": {"duration": 0, "redraw": True}}],
        }
        for place, label in enumerate(labels)
    ]
    for place, frame in enumerate(whole["frames"]):
        frame["name"] = str(place)
    layout = page_layout(whole["layout"])
    slider = {
        "active": _start_frame(controls),
        "currentvalue": {"prefix": f"{', '.join(control.label for control in controls)}: "},
        "pad": {"t": 60},
        "steps": steps,
    }
    whole["layout"] = layout | {
        "sliders": [slider],
        "paper_bgcolor": PALETTE["paper"],
        "plot_bgcolor": PALETTE["paper"],
        "height": layout["height"] + 100,
    }
    return _starting_at(whole, _start_frame(controls))


def _starting_at(whole: dict, number: int) -> dict:
    """Return the figure with one frame's traces drawn first, as the page does it."""
    frame = whole["frames"][number]
    data = [dict(trace) for trace in whole["data"]]
    places = frame.get("traces") or range(len(frame.get("data", [])))
    for place, change in zip(places, frame.get("data", []), strict=True):
        data[place] = _merged(data[place], change)
    return whole | {"data": data, "layout": _merged(whole["layout"], frame.get("layout") or {})}


def _merged(base: dict, change: dict) -> dict:
    """Return ``base`` with ``change`` laid over it, object by object, lists as a whole."""
    merged = dict(base)
    for key, value in change.items():
        # Plotly packs a NumPy array as {"dtype": ..., "bdata": ...}: one value.
        nested = isinstance(value, dict) and isinstance(merged.get(key), dict)
        merged[key] = _merged(merged[key], value) if nested and "bdata" not in value else value
    return merged
