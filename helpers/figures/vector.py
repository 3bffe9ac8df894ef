"""Show a Matplotlib figure as an inline SVG that follows the page's theme."""

import html
import io
import itertools
import re

from helpers.figures.style import CSS_VARIABLES

#: An alternative text shorter than this says no more than the title.
SHORTEST_ALT = 20

_figure_numbers = itertools.count(1)


def check_alt(alt: str) -> str:
    """Return ``alt``, the alternative text, or say what it lacks.

    Raises:
        ValueError: If it is empty or too short to stand for the figure.
    """
    if not isinstance(alt, str) or len(alt.split()) < 4 or len(alt) < SHORTEST_ALT:
        raise ValueError(
            f"alt={alt!r} doesn't stand for the figure: say in a sentence what is drawn "
            "and what it shows, for a reader who can't see it"
        )
    return " ".join(alt.split())


def show(fig, alt: str):
    """Display a Matplotlib figure on the page, and close it.

    The drawing becomes inline SVG: palette colors turn into CSS variables,
    so one drawing serves the light and the dark page, and text stays text.

    Args:
        fig: A ``matplotlib.figure.Figure``.
        alt: What the figure shows, in a sentence, for a reader who can't see it.

    Raises:
        ValueError: If ``alt`` says too little.
    """
    from IPython.display import HTML, display
    from matplotlib import pyplot as plt

    display(HTML(svg_markup(fig, alt)))
    plt.close(fig)


def svg_markup(fig, alt: str) -> str:
    """Return the figure as an SVG element with ``role="img"`` and a label.

    Raises:
        ValueError: If ``alt`` says too little.
    """
    alt = check_alt(alt)
    drawn = io.StringIO()
    # Without a date the same figure gives the same bytes.
    fig.savefig(drawn, format="svg", metadata={"Date": None, "Creator": None})
    svg = drawn.getvalue()
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>\s*", "", svg, flags=re.DOTALL)
    # Matplotlib's style element would reach every element of the page.
    svg = re.sub(r"<defs>\s*<style.*?</style>\s*</defs>\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"font-family: [^;\"]*", "font-family: var(--fig-font, sans-serif)", svg)
    svg = theme_colors(_own_ids(svg, f"fig{next(_figure_numbers)}-"))
    attributes = (
        f'class="fig" role="img" aria-label="{html.escape(alt)}" '
        'stroke-linejoin="round" stroke-linecap="butt" '
    )
    return svg.replace("<svg ", f"<svg {attributes}", 1)


def _own_ids(svg: str, prefix: str) -> str:
    """Prefix every id: a page with two figures must not define one twice."""
    svg = re.sub(r'\bid="', f'id="{prefix}', svg)
    svg = re.sub(r'href="#', f'href="#{prefix}', svg)
    return svg.replace("url(#", f"url(#{prefix}")


def theme_colors(text: str) -> str:
    """Return SVG or JSON with each palette color as the CSS variable that follows the theme."""
    # No hexadecimal digit after it: #003f7380 is another color.
    pattern = re.compile(f"({'|'.join(CSS_VARIABLES)})(?![0-9a-f])", flags=re.IGNORECASE)
    return pattern.sub(lambda found: CSS_VARIABLES[found.group().lower()], text)
