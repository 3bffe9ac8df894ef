"""The book builds without a warning, and what it links to, shows and cites is there."""

import gzip
import json
import re

import pytest
from book_site import (
    BOOK_PAGES,
    CHAPTERS,
    GENERATED,
    ROOT,
    ROWS,
    SPECIMEN,
    WRITTEN,
    citation_keys,
    long_code_lines,
    resolve,
    rows_claimed,
    source_of,
)

EVERY_PAGE = BOOK_PAGES + GENERATED
SPECIMEN_PAGES = ["book/index", "book/specimen", *GENERATED]


@pytest.fixture(
    params=[("book", page) for page in EVERY_PAGE]
    + [("specimen", page) for page in SPECIMEN_PAGES],
    ids=lambda param: "-".join(param),
)
def built_page(request):
    """A build, and the name of one of its pages."""
    name, page = request.param
    return request.getfixturevalue(name), page


@pytest.mark.parametrize("name", ["book", "specimen"])
def test_the_book_builds_without_a_warning(name, request):
    build = request.getfixturevalue(name)
    assert build.returncode == 0, f"readers get no book:\n{build.said[-4000:]}"
    assert (build.html / "index.html").exists(), f"the book has no start:\n{build.said[-4000:]}"


def test_every_internal_link_leads_somewhere(built_page):
    build, page = built_page
    path = build.path(page)
    broken = []
    for tag in build.soup(page).select("a[href], link[href], img[src], script[src], source[src]"):
        href = tag.get("href") or tag.get("src")
        target = resolve(path, build.html, href)
        if target is None:
            continue
        file, anchor = target
        if not file.is_file() and not href.startswith("#"):
            broken.append(f"{href}: no such file")
        elif anchor and file.suffix == ".html" and anchor not in build.anchors(file):
            broken.append(f"{href}: nothing there is called {anchor}")
    assert not broken, f"links of {page} that lead nowhere: {broken}"


def test_every_figure_has_alternative_text(built_page):
    build, page = built_page
    article = build.soup(page).find("article") or build.soup(page)
    bare = [str(img)[:120] for img in article.select("img") if not (img.get("alt") or "").strip()]
    drawings = article.select(".output svg, .fig-plot")
    bare += [
        str(tag)[:120]
        for tag in drawings
        if tag.find_parent("svg") is None
        and (tag.get("role") != "img" or len(tag.get("aria-label", "")) < 20)
    ]
    assert not bare, f"a reader who can't see them gets nothing from these on {page}: {bare}"


def _external(address: str) -> bool:
    return re.match(r"(https?:)?//", address.strip()) is not None


def test_no_page_asks_another_host_for_a_script_a_style_or_a_picture(built_page):
    build, page = built_page
    soup = build.soup(page)
    loaded = soup.select("[src]") + soup.select("link[href]") + soup.select("image, use")
    asked = [
        value
        for tag in loaded
        for key in ("src", "href", "xlink:href", "srcset", "data", "poster")
        if (value := tag.get(key)) and _external(value)
    ]
    for style in soup.select("style"):
        asked += [url for url in _css_addresses(style.text) if _external(url)]
    for script in soup.select("script:not([src])"):
        if script.get("type") != "application/json":
            asked += re.findall(r"https?://(?!www\.w3\.org)[^\s\"'`]+", script.text)
    assert not asked, f"{page} doesn't work without a network, and tells others who reads: {asked}"


def _css_addresses(text: str) -> list[str]:
    without_comments = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    return re.findall(r"(?:url\(\s*|@import\s+)[\"']?([^\"')\s;]+)", without_comments)


def test_no_style_sheet_asks_another_host(book):
    asked = {
        f"{path.name}: {url}"
        for path in (book.html / "_static").rglob("*.css")
        for url in _css_addresses(path.read_text(encoding="utf-8"))
        if _external(url)
    }
    assert not asked, f"fonts or styles that need a network: {asked}"


def test_no_line_of_code_scrolls_off_the_page():
    sources = [source_of(page) for page in BOOK_PAGES] + [SPECIMEN / "specimen.md"]
    long = {path.name: long_code_lines(path.read_text()) for path in sources}
    too_long = {name: lines for name, lines in long.items() if lines}
    assert not too_long, f"over 75 characters: {too_long}"


def test_every_citation_has_its_entry():
    entries = set(re.findall(r"^@\w+\{([^,\s]+)", (ROOT / "book/references.bib").read_text(), re.M))
    cited = {page: citation_keys(source_of(page).read_text()) - entries for page in BOOK_PAGES}
    assert not any(cited.values()), f"a reader can't look these up: {cited}"


def test_every_citation_is_shown_with_its_name(built_page):
    build, page = built_page
    article = build.soup(page).find("article") or build.soup(page)
    for code in article.select("pre, code, script"):
        code.extract()
    assert "[?]" not in article.text, f"{page} shows a citation as [?]"
    assert "{cite" not in article.text, f"{page} shows a citation's source text"


def test_chapters_claim_rows_that_exist_and_no_row_twice():
    claims = [row for page in BOOK_PAGES for row in rows_claimed(source_of(page).read_text())]
    assert set(claims) <= ROWS, f"no such row of the course: {sorted(set(claims) - ROWS)}"
    twice = sorted({row for row in claims if claims.count(row) > 1})
    assert not twice, f"covered by two pages: {twice}"


def test_every_row_of_the_course_has_its_chapter():
    claims = {row for page in BOOK_PAGES for row in rows_claimed(source_of(page).read_text())}
    assert not WRITTEN - claims, f"lessons without a page: {sorted(WRITTEN - claims)}"


@pytest.mark.parametrize("page", CHAPTERS)
def test_a_chapter_opens_with_a_question_and_ends_with_an_answer(page):
    text = source_of(page).read_text()
    opening, *_ = re.split(r"^## ", text, maxsplit=1, flags=re.MULTILINE)
    assert re.search(r"\*\*[^*]+\?\*\*", opening), f"{page} doesn't say what it is good for"
    headings = re.findall(r"^## (.*)$", text, re.MULTILINE)
    last = ["When to use what", "Exercises", "Check yourself", "To read on"]
    assert headings[-4:] == last, f"{page} ends otherwise than its siblings: {headings[-4:]}"
    decision = text.split("## When to use what")[1].split("## Exercises")[0]
    assert decision.count("\n|") >= 4, f"{page} has no table of when to use what"
    assert re.search(r"^\*\*[^*]+\*\*", decision, re.MULTILINE), f"{page} never answers"


@pytest.mark.parametrize("page", CHAPTERS)
def test_a_chapter_asks_for_a_guess_before_it_shows(page):
    text = source_of(page).read_text()
    assert text.count("```{admonition} Guess first") >= 2, f"{page} tells before it asks"


@pytest.mark.parametrize("page", CHAPTERS)
def test_a_quiz_mixes_its_kinds_of_questions(book, page):
    kinds = {form["data-kind"] for form in book.soup(page).select(".quiz-question")}
    assert len(kinds) >= 2, f"{page} asks the same kind of question all the time: {kinds}"


@pytest.mark.parametrize("page", CHAPTERS)
def test_a_chapter_ends_with_a_quiz_and_exercises_with_folded_solutions(book, page):
    soup = book.soup(page)
    questions = soup.select(".quiz-question")
    assert len(questions) >= 6, f"{page} asks {len(questions)} questions, 6 are the least"
    exercises = {tag["id"] for tag in soup.select("div.exercise[id]")}
    assert 2 <= len(exercises) <= 4, f"{page} has {len(exercises)} exercises, 2 to 4 are right"
    solutions = soup.select("div.solution")
    open_ones = [tag.get("id") for tag in solutions if "dropdown" not in tag["class"]]
    assert not open_ones, f"solutions seen before the exercise is tried: {open_ones}"
    solved = {tag.select_one(".admonition-title a")["href"].lstrip("#") for tag in solutions}
    assert solved == exercises, f"exercises without a solution: {sorted(exercises - solved)}"


@pytest.mark.parametrize("page", CHAPTERS)
def test_a_chapter_weighs_less_than_a_megabyte(book, page):
    weight = len(gzip.compress(book.path(page).read_bytes()))
    assert weight < 1_000_000, f"{page} weighs {weight:,} bytes gzipped, without shared scripts"


def test_no_picture_keeps_a_reader_waiting(book):
    pictures = [
        path
        for path in book.html.rglob("*")
        if path.suffix in {".gif", ".png", ".jpg", ".svg", ".webp", ".mp4"}
        and "vendored" not in path.parts
    ]
    heavy = {path.name: path.stat().st_size for path in pictures if path.stat().st_size > 500_000}
    assert not heavy, f"bytes of pictures and animations, half a megabyte is the most: {heavy}"


def downloaded_notebook(build, page):
    """Return the path of the notebook that the page's download menu offers."""
    links = build.soup(page).select("a.btn-download-notebook-button[href]")
    assert len(links) == 1, f"{page} offers {len(links)} notebooks to download"
    assert links[0].has_attr("download"), "the browser shows the notebook as text"
    return resolve(build.path(page), build.html, links[0]["href"])[0]


@pytest.mark.parametrize("page", CHAPTERS)
def test_a_chapter_can_be_downloaded_as_a_notebook_with_its_outputs(book, page):
    notebook = json.loads(downloaded_notebook(book, page).read_text())
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert code, f"{page}'s notebook holds no code"
    assert any(cell["outputs"] for cell in code), (
        f"{page}'s notebook shows nothing before it is run"
    )


@pytest.mark.parametrize(
    ("name", "page"), [("specimen", "book/specimen")] + [("book", page) for page in CHAPTERS[:1]]
)
def test_a_downloaded_notebook_runs(name, page, request, tmp_path):
    import nbformat
    from nbclient import NotebookClient

    build = request.getfixturevalue(name)
    notebook = nbformat.read(downloaded_notebook(build, page), as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    # A cell that fails raises, with its traceback.
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(tmp_path)}}).execute()
