"""Mend what the theme, docutils and pandas leave inaccessible in the built pages.

Each rule names the axe-core rule that fails without it, or the reader who is
stuck. The rules rewrite finished pages, as the faults come from five packages
and only there meet in one place; overriding templates would copy their code
and miss the pages' contents. Colors and focus are the style sheet's.
"""

import re
from pathlib import Path
from typing import NamedTuple


class Rule(NamedTuple):
    """What to look for in a page, and what to put there."""

    pattern: re.Pattern
    replacement: str


RULES = [
    # region: the book's title and the search button stand outside landmarks.
    Rule(
        re.compile(r'<div class="bd-sidebar-primary bd-sidebar([^"]*)">'),
        r'<div class="bd-sidebar-primary bd-sidebar\1" role="region" aria-label="Sidebar">',
    ),
    # label-content-name-mismatch: who speaks to the computer says what is
    # written on the button, "Search Ctrl+K"; the label says only "Search".
    Rule(
        re.compile(r'(<button class="[^"]*search-button-field[^"]*"[^>]*?) aria-label="Search"'),
        r"\1",
    ),
    # region: the search that opens over the page is outside landmarks, too.
    Rule(
        re.compile(r'<form class="bd-search([^"]*)"(?! role)'),
        r'<form class="bd-search\1" role="search"',
    ),
    # label-content-name-mismatch: the text of the summary says it better.
    Rule(re.compile(r'<summary aria-label="Toggle hidden content">'), "<summary>"),
    # aria-deprecated-role, aria-required-children: a list holds list items.
    Rule(re.compile(r'(class="citation"[^>]*) role="doc-biblioentry"'), r'\1 role="listitem"'),
    # empty-table-header: the corner of a pandas table heads nothing.
    Rule(re.compile(r"<th\b([^>]*)>(\s|&nbsp;|&#160;)*</th>"), r"<td\1></td>"),
    # The list of the page's headings is a landmark without a name.
    Rule(
        re.compile(r'<nav class="bd-toc-nav page-toc">'),
        '<nav class="bd-toc-nav page-toc" aria-label="On this page">',
    ),
    # A browser shows a notebook as text; its reader wants the file.
    Rule(re.compile(r'<a (href="[^"]*\.ipynb") target="_blank"'), r"<a \1 download"),
]


def mend(page: str) -> str:
    """Return a page's HTML with every rule applied; applying them twice changes nothing."""
    for rule in RULES:
        page = rule.pattern.sub(rule.replacement, page)
    return page


def mend_pages(app, failure) -> None:
    """Rewrite the built pages, when the build went well."""
    if failure or app.builder.format != "html":
        return
    for path in Path(app.outdir).rglob("*.html"):
        if "_static" in path.parts:
            continue
        page = path.read_text(encoding="utf-8")
        if (mended := mend(page)) != page:
            path.write_text(mended, encoding="utf-8")


def setup(app) -> dict:
    """Register with Sphinx."""
    app.connect("build-finished", mend_pages)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
