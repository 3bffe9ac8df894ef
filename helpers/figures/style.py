"""The palette, and Matplotlib's settings for every figure of the course.

Figures are drawn in the light colors. When one is shown on a page, each of
these exact colors becomes a CSS variable (``--fig-blue``), and the page's
style sheet gives the variable its light or its dark value. So one drawing
serves both themes, and a color outside the palette stays as it is in both.
"""

from typing import NamedTuple


class Color(NamedTuple):
    """One palette entry: what it looks like on a light and on a dark page."""

    light: str
    dark: str


#: Four data colors after Okabe and Ito (https://jfly.uni-koeln.de/color/),
#: darkened or lightened until each reads as text on its page (contrast of
#: 4.5:1) and they differ in lightness, so that gray print tells them apart.
COLORS = {
    "blue": Color("#003f73", "#6cb8ee"),
    "orange": Color("#c25200", "#ffb27a"),
    "green": Color("#00714f", "#97efd0"),
    "purple": Color("#8a2a6b", "#cb82b8"),
    "ink": Color("#1d2126", "#e6e8eb"),
    "muted": Color("#5d6570", "#a3abb5"),
    "line": Color("#d3d7dc", "#42484f"),
    "paper": Color("#fefefe", "#121212"),
}

#: The light values by name: what drawing code uses.
PALETTE = {name: color.light for name, color in COLORS.items()}

#: The colors that data is drawn in, and the line style of each: never color alone.
DATA_COLORS = ("blue", "orange", "green", "purple")
DASHES = ["-", "--", "-.", ":"]

#: What a page shows the palette as: https://developer.mozilla.org/docs/Web/CSS/var
CSS_VARIABLES = {color.light: f"var(--fig-{name}, {color.light})" for name, color in COLORS.items()}


def ink(name: str) -> str:
    """Return the light hexadecimal value of a palette color.

    Args:
        name: ``"blue"``, ``"orange"``, ``"green"``, ``"purple"`` for data, ``"ink"``,
            ``"muted"``, ``"line"``, ``"paper"`` for the rest.

    Raises:
        ValueError: If the palette has no such color.
    """
    if name not in PALETTE:
        raise ValueError(f"no color named {name!r}: choose one of {', '.join(PALETTE)}")
    return PALETTE[name]


def use_style() -> None:
    """Set Matplotlib's defaults to the course's look, for this process."""
    import matplotlib as mpl
    from cycler import cycler

    data = [PALETTE[name] for name in DATA_COLORS]
    mpl.rcParams.update(
        {
            "axes.edgecolor": PALETTE["muted"],
            "axes.grid": True,
            "axes.axisbelow": True,
            "axes.labelcolor": PALETTE["ink"],
            "axes.prop_cycle": cycler(color=data) + cycler(linestyle=DASHES),
            "axes.spines.right": False,
            "axes.spines.top": False,
            "axes.titlelocation": "left",
            "axes.titlesize": 13,
            "axes.facecolor": "none",
            "figure.constrained_layout.use": True,
            "figure.dpi": 100,
            "figure.facecolor": "none",
            "figure.figsize": (6.2, 3.6),
            "font.size": 12,
            "grid.color": PALETTE["line"],
            "grid.linewidth": 0.8,
            "image.cmap": "gray",
            "legend.frameon": False,
            "lines.linewidth": 2,
            "savefig.facecolor": "none",
            # Real text: it can be searched, enlarged, and takes the page's font.
            "svg.fonttype": "none",
            # Ids in the SVG are hashes; salted alike, a rebuild changes nothing.
            "svg.hashsalt": "small-enough-to-ship",
            "text.color": PALETTE["ink"],
            "xtick.color": PALETTE["muted"],
            "ytick.color": PALETTE["muted"],
            "xtick.labelcolor": PALETTE["ink"],
            "ytick.labelcolor": PALETTE["ink"],
        }
    )
