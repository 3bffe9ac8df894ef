"""The palette can be read by everyone, and figures come out whole, named and repeatable."""

import json
import re
from html.parser import HTMLParser
from itertools import combinations
from pathlib import Path

import matplotlib as mpl
import plotly.graph_objects as go
import pytest
from color_contrast import READABLE, contrast, luminance
from hypothesis import given
from hypothesis import strategies as st
from matplotlib import pyplot as plt

from helpers import figures
from helpers.figures.interactive import Choice, Slider, notebook_form, page_markup
from helpers.figures.style import COLORS, CSS_VARIABLES
from helpers.figures.vector import svg_markup, theme_colors

ALT = "A line that goes up from the origin, for a test."
STYLE_SHEET = Path(__file__).parents[2] / "book" / "static" / "course.css"
TEXT_COLORS = ["blue", "orange", "green", "purple", "ink", "muted"]
DATA_COLORS = TEXT_COLORS[:4]
THEMES = ["light", "dark"]
#: The pages' backgrounds: a browser test holds the built pages to the same contrast.
PAGES = {"light": "#ffffff", "dark": "#121212"}


def lightness(color: str) -> float:
    """CIE L*, 0 to 100: what is left of a color in gray print."""
    y = luminance(color)
    return 116 * y ** (1 / 3) - 16 if y > 0.008856 else 903.3 * y


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", TEXT_COLORS)
def test_text_in_a_palette_color_can_be_read(name, theme):
    ratio = contrast(getattr(COLORS[name], theme), PAGES[theme])
    assert ratio >= READABLE, f"{name} is hard to read on the {theme} page: {ratio:.2f}"


@pytest.mark.parametrize("theme", THEMES)
def test_data_colors_differ_in_gray_print(theme):
    for one, other in combinations(DATA_COLORS, 2):
        apart = abs(
            lightness(getattr(COLORS[one], theme)) - lightness(getattr(COLORS[other], theme))
        )
        assert apart >= 4, f"{one} and {other} are one gray on {theme} paper: {apart:.1f} L* apart"


def css_colors(selector: str) -> dict[str, str]:
    sheet = STYLE_SHEET.read_text()
    block = re.search(re.escape(selector) + r"\s*\{([^}]*--fig-blue[^}]*)\}", sheet)
    assert block, f"course.css has no palette under {selector}"
    return dict(re.findall(r"--fig-([a-z]+):\s*(#[0-9a-f]{6})", block[1]))


@pytest.mark.parametrize(
    ("theme", "selector"), [("light", "html"), ("dark", 'html[data-theme="dark"]')]
)
def test_the_style_sheet_holds_the_palette(theme, selector):
    wanted = {name: getattr(color, theme) for name, color in COLORS.items()}
    assert css_colors(selector) == wanted, f"figures and page disagree in the {theme} theme"


def test_an_unknown_color_is_refused_with_the_names_there_are():
    with pytest.raises(ValueError, match=r"no color named 'red'.*blue"):
        figures.ink("red")


@pytest.fixture
def styled():
    """The course's style, for this test alone."""
    with mpl.rc_context():
        figures.use_style()
        yield
    plt.close("all")


def line():
    fig, ax = plt.subplots()
    ax.plot([0, 1], [0, 1])
    ax.set_xlabel("time (s)")
    return fig


def without_number(svg: str) -> str:
    return re.sub(r"fig\d+-", "", svg)


@pytest.mark.usefixtures("styled")
def test_the_same_figure_gives_the_same_svg():
    assert without_number(svg_markup(line(), ALT)) == without_number(svg_markup(line(), ALT)), (
        "a rebuilt book differs without a reason"
    )


@pytest.mark.usefixtures("styled")
def test_two_figures_on_a_page_share_no_id():
    first, second = svg_markup(line(), ALT), svg_markup(line(), ALT)
    ids = [set(re.findall(r'\bid="([^"]+)"', svg)) for svg in (first, second)]
    assert ids[0], "the test sees no id at all"
    assert not ids[0] & ids[1], "one figure's clip path cuts another figure"
    for svg, own in zip((first, second), ids, strict=True):
        used = set(re.findall(r'(?:href="#|url\(#)([^")]+)', svg))
        assert used <= own, f"the figure points at parts it hasn't: {used - own}"


@pytest.mark.usefixtures("styled")
def test_an_svg_follows_the_theme_and_keeps_its_text():
    svg = svg_markup(line(), ALT)
    left = [color for color in CSS_VARIABLES if re.search(rf"(?<!, ){color}", svg)]
    assert not left, f"these colors stay light on a dark page: {left}"
    assert "time (s)</text>" in svg, "text that is drawn as shapes can't be searched or read out"
    assert "<style" not in svg, "a style element reaches every other figure of the page"


@pytest.mark.usefixtures("styled")
def test_an_svg_is_named_for_screen_readers():
    svg = svg_markup(line(), 'Rises "fast" & far, from <0> to 1, as time passes.')
    assert 'role="img"' in svg
    assert (
        'aria-label="Rises &quot;fast&quot; &amp; far, from &lt;0&gt; to 1, as time passes."' in svg
    )


@pytest.mark.parametrize("alt", ["", "  ", "A plot", "Figure number one", None])
@pytest.mark.usefixtures("styled")
def test_a_figure_without_alternative_text_is_refused(alt):
    with pytest.raises(ValueError, match="can't see it"):
        svg_markup(line(), alt)


@given(st.sampled_from(sorted(CSS_VARIABLES)), st.booleans())
def test_only_whole_palette_colors_follow_the_theme(color, shout):
    text = color.upper() if shout else color
    assert theme_colors(f'"{text}"') == f'"{CSS_VARIABLES[color]}"'
    assert theme_colors(f'"{text}80"') == f'"{text}80"', "a see-through color lost its alpha"


def moving(slopes=(0, 1, 2), **layout):
    return go.Figure(
        data=[go.Scatter(x=[0, 1], y=[0, 9], line={"color": figures.ink("blue")})],
        frames=[go.Frame(data=[go.Scatter(y=[0, slope])], traces=[0]) for slope in slopes],
        layout=layout,
    )


class Page(HTMLParser):
    """The elements and the JSON of an interactive figure's markup."""

    def __init__(self, markup):
        super().__init__()
        self.tags, self.json, self.open_tags = [], "", []
        self.feed(markup)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        if tag not in ("input", "br"):
            self.open_tags.append(tag)

    def handle_endtag(self, tag):
        assert self.open_tags.pop() == tag, "an element isn't closed, and swallows the page"

    def handle_data(self, data):
        if self.open_tags and self.open_tags[-1] == "script":
            self.json += data

    def of(self, tag):
        return [attributes for name, attributes in self.tags if name == tag]


READOUTS = ["slope 0", "slope 1", "slope 2"]


def test_an_interactive_figure_holds_its_frames_and_readouts():
    page = Page(page_markup(moving(), [Slider("slope", [0, 1, 2])], READOUTS, ALT))
    content = json.loads(page.json)
    assert len(content["frames"]) == 3
    assert content["readouts"] == READOUTS
    assert not page.open_tags, "an element isn't closed, and swallows the page"
    assert "var(--fig-blue, #003f73)" in content["data"][0]["line"]["color"]


def test_an_interactive_figure_names_its_plot_and_controls():
    controls = [Choice("side", ["left", "right"]), Slider("slope", [0, 1, 2], start=2)]
    page = Page(page_markup(moving(range(6)), controls, [f"frame {n}" for n in range(6)], ALT))
    plots = [tag for tag in page.of("div") if tag.get("role") == "img"]
    assert [plot["aria-label"] for plot in plots] == [ALT]
    labeled = {tag["for"] for tag in page.of("label")}
    assert labeled == {tag["id"] for tag in page.of("input") + page.of("select")}
    assert page.of("input")[0]["aria-valuetext"] == "2", "a screen reader hears a wrong start"


def test_a_figure_starts_with_the_readout_of_its_controls():
    controls = [Choice("side", ["left", "right"], start=1), Slider("slope", [0, 1, 2], start=2)]
    markup = page_markup(moving(range(6)), controls, [f"frame {n}" for n in range(6)], ALT)
    assert re.search(r'class="fig-readout"[^>]*>([^<]*)<', markup)[1] == "frame 5"


def test_two_interactive_figures_share_no_id():
    ids = [
        tag["id"]
        for _ in range(2)
        for tag in Page(page_markup(moving(), [Slider("slope", [0, 1, 2])], READOUTS, ALT)).of(
            "input"
        )
    ]
    assert len(set(ids)) == 2, "one figure's label moves the other's slider"


@given(st.text(max_size=40))
def test_no_text_breaks_out_of_the_figure(text):
    hostile = "</script><script>x" + text
    controls = [Slider("slope" + hostile, [hostile, 1, 2])]
    markup = page_markup(
        moving(title=hostile), controls, [hostile, "slope 1", "slope 2"], ALT + hostile
    )
    assert markup.count("<script") == 1
    assert markup.count("</script") == 1
    inside = markup.split('<script type="application/json">')[1].split("</script>")[0]
    assert json.loads(inside)["readouts"][0] == hostile


@pytest.mark.parametrize(
    ("frames", "controls", "readouts", "fault"),
    [
        (2, [Slider("slope", [0, 1, 2])], READOUTS, "got 2 frames and 3 readouts"),
        (3, [Slider("slope", [0, 1, 2])], READOUTS[:2], "got 3 frames and 2 readouts"),
        (3, [], READOUTS, "frames"),
        (3, [Slider("slope", [0, 1, 2], start=3)], READOUTS, "outside its values"),
        (3, [Slider("slope", [0, 1, 2], start=-1)], READOUTS, "outside its values"),
        (1, [Slider("slope", [0])], READOUTS[:1], "two values or more"),
        (3, [Slider(" ", [0, 1, 2])], READOUTS, "label"),
        (3, [Slider("slope", [0, 1, 2])], ["a", " ", "c"], "readout"),
    ],
)
def test_frames_that_do_not_match_are_refused(frames, controls, readouts, fault):
    with pytest.raises(ValueError, match=fault):
        figures.show_interactive(moving(range(frames)), controls, readouts, ALT)


def test_an_interactive_figure_without_alternative_text_is_refused():
    with pytest.raises(ValueError, match="can't see it"):
        figures.show_interactive(moving(), Slider("slope", [0, 1, 2]), READOUTS, "")


def test_a_notebook_shows_the_frame_that_the_page_starts_with():
    form = notebook_form(moving(), [Slider("slope", [0, 1, 2], start=2)])
    assert list(form["data"][0]["y"]) == [0, 2]
    assert form["data"][0]["line"]["color"] == figures.ink("blue"), "the frame drops the color"
    assert form["layout"]["sliders"][0]["active"] == 2
    go.Figure({"data": form["data"], "layout": form["layout"]})  # raises where Plotly wouldn't draw


def test_a_notebook_slider_goes_through_all_combinations():
    controls = [Choice("side", ["left", "right"]), Slider("slope", [0, 1, 2])]
    form = notebook_form(moving(range(6)), controls)
    steps = form["layout"]["sliders"][0]["steps"]
    assert [step["label"] for step in steps][:4] == ["left, 0", "left, 1", "left, 2", "right, 0"]
    assert [step["args"][0] for step in steps] == [[frame["name"]] for frame in form["frames"]]


def test_a_figure_keeps_the_layout_its_author_chose():
    figure = moving(height=500, xaxis={"title": "x", "range": [0, 2]}, showlegend=True)
    markup = page_markup(figure, [Slider("slope", [0, 1, 2])], READOUTS, ALT)
    layout = json.loads(Page(markup).json)["layout"]
    assert layout["height"] == 500
    assert "min-height:500px" in markup, "the page jumps when the figure appears"
    assert layout["showlegend"] is True
    assert layout["xaxis"]["range"] == [0, 2]
    assert "template" not in layout
