"""The book's own Sphinx extensions: what they change in a page, and when they rebuild it."""

import importlib.util
import os
from types import SimpleNamespace

import pytest
from book_site import ROOT


def extension(name):
    path = ROOT / "book" / "extensions" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("page", "mended"),
    [
        ('<summary aria-label="Toggle hidden content">', "<summary>"),
        (
            '<div class="citation" id="id5" role="doc-biblioentry">',
            '<div class="citation" id="id5" role="listitem">',
        ),
        ("<th></th>", "<td></td>"),
        ('<th class="blank level0">&nbsp;</th>', '<td class="blank level0"></td>'),
        ("<th>k</th>", "<th>k</th>"),
        ("<thead></thead>", "<thead></thead>"),
        ('<a href="a.ipynb" target="_blank"', '<a href="a.ipynb" download'),
        ('<a href="a.md" target="_blank"', '<a href="a.md" target="_blank"'),
    ],
)
def test_a_page_is_mended_where_it_shuts_readers_out(page, mended):
    mend = extension("accessible_pages").mend
    assert mend(page) == mended
    assert mend(mended) == mended, "a page that isn't rebuilt is mended again, and spoiled"


@pytest.mark.parametrize("name", ["book", "specimen"])
def test_every_built_page_is_mended_and_stays_as_it_is(name, request):
    mend = extension("accessible_pages").mend
    html = request.getfixturevalue(name).html
    pages = [path for path in html.rglob("*.html") if "_static" not in path.parts]
    assert pages
    unmended = [path.name for path in pages if mend(path.read_text()) != path.read_text()]
    assert not unmended, f"still as the theme left them: {unmended}"


@pytest.fixture
def small_book(tmp_path):
    """A book of one page, with a style sheet, as the extension sees it."""
    out = tmp_path / "html"
    (tmp_path / "static").mkdir()
    out.mkdir()
    sheet = tmp_path / "static" / "course.css"
    sheet.write_text("")
    app = SimpleNamespace(
        outdir=out, confdir=tmp_path, config=SimpleNamespace(html_static_path=["static"])
    )
    return app, SimpleNamespace(found_docs={"page"}), sheet, out / "objects.inv"


def test_a_changed_style_sheet_reaches_the_built_pages(small_book):
    app, env, sheet, inventory = small_book
    outdated = extension("fresh_pages").outdated_pages
    assert outdated(app, env, set(), set(), set()) == [], "the first build needs no help"
    inventory.write_text("")
    built = 10_000_000_000  # later than any file of the project
    os.utime(inventory, (built, built))
    assert outdated(app, env, set(), set(), set()) == [], "unchanged pages are built again"
    os.utime(sheet, (built + 1, built + 1))
    assert outdated(app, env, set(), set(), set()) == ["page"], "readers see the old style"
