"""One look for every figure of the course: on paper, in light and in dark.

``style`` holds the palette and Matplotlib's settings, ``vector`` shows a
Matplotlib figure as an inline SVG that follows the page's theme, and
``interactive`` a Plotly figure whose sliders work without a kernel.
"""

from helpers.figures.images import picture_row
from helpers.figures.interactive import Choice, Slider, show_interactive
from helpers.figures.projection import show_turning_line
from helpers.figures.scree import show_variance_threshold
from helpers.figures.style import ink, use_style
from helpers.figures.vector import show

__all__ = [
    "Choice",
    "Slider",
    "ink",
    "picture_row",
    "show",
    "show_interactive",
    "show_turning_line",
    "show_variance_threshold",
    "use_style",
]
