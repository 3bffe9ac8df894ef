"""Every page in a real browser: desktop and phone, light and dark, mouse and keyboard."""

import base64

import pytest
from book_browser import (
    DESKTOP,
    PHONE,
    VIEWS,
    View,
    axe_script,
    axe_violations,
    element,
    show,
    take_log,
    wait,
)
from book_site import BOOK_PAGES, GENERATED
from color_contrast import READABLE, contrast
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

#: The page with one of everything is looked at in every way, each of the others in both widths
#: and both themes.
PAGE_VIEWS = [("specimen", "book/specimen", view) for view in VIEWS] + [
    ("book", page, view)
    for page in BOOK_PAGES + GENERATED
    for view in (View(*DESKTOP, "light"), View(*PHONE, "dark"))
]

#: What a reader may open and answer, all of it.
UNFOLD = """
document.querySelectorAll("details").forEach((d) => (d.open = true));
document.querySelectorAll(".toggle-hidden .toggle-button").forEach((b) => b.click());
document.querySelectorAll(".sd-tab-set > input").forEach((i) => i.click());
document.querySelectorAll(".quiz-question").forEach((form, place) => {
  const inputs = [...form.querySelectorAll("input")];
  if (form.dataset.kind === "number") inputs[0].value = "12345";
  else inputs[place % inputs.length].click();
  form.requestSubmit();
});
"""


@pytest.fixture(params=PAGE_VIEWS, ids=lambda param: " ".join(map(str, param)))
def page_view(request):
    """The address of a page, and how to look at it."""
    name, page, view = request.param
    return request.getfixturevalue(f"{name}_address") + f"{page}.html", view


def test_a_page_loads_whole(window, page_view):
    page_address, view = page_view
    show(window, page_address, view)
    errors, requests = take_log(window)
    origin = page_address.split("/book/")[0].rsplit("/", 1)[0]
    elsewhere = [url for url in requests if not url.startswith((origin, "data:", "blob:"))]
    assert not errors, f"errors in the console at {view}: {errors}"
    assert not elsewhere, f"the page asks other hosts: {elsewhere}"
    theme = window.execute_script("return document.documentElement.dataset.theme")
    assert theme == view.theme, "the reader's choice of theme is forgotten"
    wide = window.execute_script(
        "return [document.documentElement.scrollWidth, document.body.scrollWidth, innerWidth]"
    )
    assert max(wide[:2]) <= wide[2], f"the page itself scrolls sideways at {view}: {wide}"


def test_a_first_visit_brings_no_error(window, book_address):
    window.get(book_address + "_static/course.css")
    window.execute_script("localStorage.clear()")
    take_log(window)
    window.get(book_address + "index.html")
    wait(window, "return document.querySelector('h1') !== null", "index.html leads nowhere")
    errors, _ = take_log(window)
    assert not errors, f"errors in the console before a theme was ever chosen: {errors}"


def test_a_page_has_no_axe_violation(window, page_view):
    page_address, view = page_view
    source = axe_script()
    if source is None:
        pytest.skip("axe-core isn't installed: run `make env`")
    show(window, page_address, view)
    # Folded once, as a look at a long page takes seconds; what is folded is the
    # same at every width and in every theme.
    found = axe_violations(window, source) if view == VIEWS[0] else []
    window.execute_script(UNFOLD)
    found += [f"unfolded: {line}" for line in axe_violations(window, source)]
    assert not found, f"shuts readers out at {view}:\n" + "\n".join(dict.fromkeys(found))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_opens_over_a_page_has_no_axe_violation(window, specimen_address, theme):
    source = axe_script()
    if source is None:
        pytest.skip("axe-core isn't installed: run `make env`")
    show(window, specimen_address + "book/specimen.html", View(*PHONE, theme))
    for opener in (".primary-toggle", ".search-button", ".dropdown-download-buttons > button"):
        window.execute_script("document.querySelector(arguments[0]).click()", opener)
        found = axe_violations(window, source)
        assert not found, f"{opener} opens something that shuts readers out:\n" + "\n".join(found)
        window.refresh()
        wait(window, "return document.readyState === 'complete'", "no page after a reload")


def folded(window, place):
    """Return whether a folding box of the page is closed."""
    return window.execute_script(
        "return document.querySelectorAll('.admonition.toggle')[arguments[0]]"
        ".classList.contains('toggle-hidden')",
        place,
    )


def test_a_fold_opens_wherever_its_title_is_clicked(specimen_page):
    for part in (" code", " mjx-container", "", " .toggle-button"):
        before = folded(specimen_page, 0)
        element(specimen_page, f".admonition.toggle > .admonition-title{part}").click()
        assert folded(specimen_page, 0) != before, f"a click on{part or ' it'} does nothing"


def test_a_link_in_the_title_of_a_fold_is_followed_and_opens_nothing(specimen_page):
    take_log(specimen_page)
    element(specimen_page, "div.solution .admonition-title a").click()
    errors, _ = take_log(specimen_page)
    assert not errors, f"errors in the console: {errors}"
    assert specimen_page.current_url.endswith("#specimen-exercise")
    assert folded(specimen_page, 0), "a link in one title opens another box"
    assert folded(specimen_page, 1)


def test_a_fold_opens_by_keyboard_and_says_so(specimen_page):
    button = element(specimen_page, "div.solution .toggle-button")
    assert button.get_attribute("aria-expanded") == "false"
    button.send_keys(Keys.ENTER)
    assert not folded(specimen_page, 1)
    assert button.get_attribute("aria-expanded") == "true"


def test_every_stop_of_the_keyboard_can_be_seen(specimen_page):
    hidden, seen = [], 0
    for _ in range(120):
        ActionChains(specimen_page).send_keys(Keys.TAB).perform()
        stop = specimen_page.execute_script(FOCUS)
        if stop is None:
            break
        seen += 1
        if not stop["visible"]:
            hidden.append(stop["html"])
    assert seen > 30, f"the keyboard reaches only {seen} places"
    assert not hidden, f"the keyboard is somewhere, and nobody sees where: {hidden}"


#: Where the focus is, and whether something around it is drawn to say so.
FOCUS = """
const at = document.activeElement;
if (!at || at === document.body) return null;
const marks = [at, at.nextElementSibling, at.querySelector("*"), at.closest(".bd-search")];
const ring = (e) => {
  const s = e && getComputedStyle(e);
  return s && ((s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2) ||
    s.boxShadow.replace("none", "") !== "");
};
return { visible: marks.some(ring), html: at.outerHTML.slice(0, 120) };
"""


def test_the_skip_link_leads_past_the_navigation(specimen_page):
    ActionChains(specimen_page).send_keys(Keys.TAB, Keys.ENTER).perform()
    assert specimen_page.current_url.endswith("#main-content")
    ActionChains(specimen_page).send_keys(Keys.TAB).perform()
    inside = specimen_page.execute_script(
        "return document.querySelector('main').contains(document.activeElement)"
    )
    assert inside, "after the skip link the keyboard is back in the navigation"


def test_wide_content_scrolls_in_its_own_box_on_a_phone(window, specimen_address):
    show(window, specimen_address + "book/specimen.html", View(*PHONE, "light"))
    cut = window.execute_script("""
      const scrolls = (e) => {
        for (; e && e.tagName !== "ARTICLE"; e = e.parentElement) {
          const x = getComputedStyle(e).overflowX;
          if ((x === "auto" || x === "scroll") && e.clientWidth <= innerWidth) return true;
        }
        return false;
      };
      return [...document.querySelectorAll("article :is(table, pre, img, svg.fig, mjx-container)")]
        .filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && !scrolls(e))
        .map((e) => e.outerHTML.slice(0, 100));
    """)
    assert not cut, f"cut off on a phone: {cut}"


def test_motion_stops_for_readers_who_ask_for_less(specimen_page):
    feature = [{"name": "prefers-reduced-motion", "value": "reduce"}]
    specimen_page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": feature})
    try:
        specimen_page.refresh()
        wait(specimen_page, "return document.readyState === 'complete'", "no page after a reload")
        moving = specimen_page.execute_script("""
          const seconds = (text) => Math.max(...text.split(",").map(parseFloat));
          return [...document.querySelectorAll("body *")].filter((e) => {
            const s = getComputedStyle(e);
            return seconds(s.transitionDuration) > 0.01 || s.scrollBehavior === "smooth";
          }).map((e) => e.outerHTML.slice(0, 80));
        """)
        assert not moving, f"still moving: {moving[:5]}"
    finally:
        specimen_page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def test_a_page_prints_in_light_colors_with_its_folds_open(window, specimen_address):
    show(window, specimen_address + "book/specimen.html", View(*DESKTOP, "dark"))
    window.execute_script("""
      addEventListener("beforeprint", () => {
        window.printed = {
          theme: document.documentElement.dataset.theme,
          folded: document.querySelectorAll(".admonition.toggle-hidden").length,
          line: document.querySelector(".fig-interactive .js-line").style.stroke,
        };
        Promise.resolve().then(() => {
          window.printed.line = document.querySelector(".fig-interactive .js-line").style.stroke;
        });
      });
    """)
    paper = window.execute_cdp_cmd("Page.printToPDF", {})
    assert base64.b64decode(paper["data"]).startswith(b"%PDF")
    printed = window.execute_script("return window.printed")
    assert printed["theme"] == "light", "a dark page is printed with pale text on white paper"
    assert printed["folded"] == 0, "folded boxes are lost on paper"
    assert printed["line"] == "rgb(0, 63, 115)", "figures are printed in the dark page's colors"
    theme = window.execute_script("return document.documentElement.dataset.theme")
    assert theme == "dark", "printing changes the reader's theme"


def test_printed_pages_show_the_text_and_not_the_navigation(specimen_page):
    specimen_page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        shown = {
            selector: specimen_page.execute_script(
                "const e = document.querySelector(arguments[0]);"
                "return e.checkVisibility() && e.getBoundingClientRect().width > 0",
                selector,
            )
            for selector in (
                "article h2",
                "svg.fig",
                ".quiz",
                ".bd-sidebar-primary",
                ".fig-controls",
            )
        }
    finally:
        specimen_page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    assert shown == {
        "article h2": True,
        "svg.fig": True,
        ".quiz": True,
        ".bd-sidebar-primary": False,
        ".fig-controls": False,
    }


def test_the_search_finds_a_word(window, specimen_address):
    show(window, specimen_address + "index.html", View(*DESKTOP, "light"))
    show(window, specimen_address + "book/index.html", View(*DESKTOP, "light"))
    ActionChains(window).key_down(Keys.CONTROL).send_keys("k").key_up(Keys.CONTROL).perform()
    wait(window, "return document.activeElement.id === 'search-input'", "Ctrl+K opens no search")
    ActionChains(window).send_keys("centered", Keys.ENTER).perform()
    wait(window, "return document.querySelector('#search-results li a')", "the word isn't found")
    link = window.find_element(By.CSS_SELECTOR, "#search-results li a").get_attribute("href")
    assert "book/specimen.html" in link


def test_pictures_and_captions_are_read_on_the_page_s_own_background(window, specimen_address):
    from helpers.figures.style import COLORS

    for theme in ("light", "dark"):
        show(window, specimen_address + "book/specimen.html", View(*DESKTOP, theme))
        behind = window.execute_script("""
          const color = (e) => {
            const c = getComputedStyle(e).backgroundColor;
            return c === "rgba(0, 0, 0, 0)" && e.parentElement ? color(e.parentElement) : c;
          };
          return ["svg.fig", ".fig-plot", ".quiz"].map((s) => color(document.querySelector(s)));
        """)
        red, green, blue = (int(part) for part in behind[0].strip("rgba()").split(",")[:3])
        page = f"#{red:02x}{green:02x}{blue:02x}"
        assert len(set(behind)) == 1, f"a box of another color behind a {theme} figure: {behind}"
        for name in ("blue", "orange", "green", "purple", "ink", "muted"):
            ratio = contrast(getattr(COLORS[name], theme), page)
            assert ratio >= READABLE, f"{name} is hard to read on the {theme} page: {ratio:.2f}"
