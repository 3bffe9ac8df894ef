"""One look for every figure of the course: on paper, in light and in dark.

``style`` holds the palette and Matplotlib's settings, ``vector`` shows a
Matplotlib figure as an inline SVG that follows the page's theme, and
``interactive`` a Plotly figure whose sliders work without a kernel.
"""

from helpers.figures.concentration import show_distances
from helpers.figures.embedding_width import show_embedding_widths
from helpers.figures.goals import show_three_goals
from helpers.figures.hughes import FeatureCurve, show_feature_curves
from helpers.figures.images import picture_row
from helpers.figures.input_weights import show_input_weights
from helpers.figures.interactive import Choice, Slider, show_interactive
from helpers.figures.projection import show_turning_line
from helpers.figures.scree import show_variance_threshold
from helpers.figures.style import ink, use_style
from helpers.figures.table_cells import show_table_cells
from helpers.figures.unmixing import show_unmixing
from helpers.figures.vector import show

__all__ = [
    "Choice",
    "FeatureCurve",
    "Slider",
    "ink",
    "picture_row",
    "show",
    "show_distances",
    "show_embedding_widths",
    "show_feature_curves",
    "show_input_weights",
    "show_interactive",
    "show_table_cells",
    "show_three_goals",
    "show_turning_line",
    "show_unmixing",
    "show_variance_threshold",
    "use_style",
]
