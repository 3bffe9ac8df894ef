"""What a built book holds: its pages, their links, and the sources behind them."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import yaml
from bs4 import BeautifulSoup

ROOT = Path(__file__).resolve().parents[2]
SPECIMEN = Path(__file__).parent / "specimen"

#: What the course covers, by id: dimensionality (D) and model optimization (M).
ROWS = {f"D{number}" for number in range(1, 12)} | {f"M{number}" for number in range(1, 11)}

#: Rows whose chapters are written: the first half of the week.
WRITTEN = {row for row in ROWS if row.startswith("D")}

#: Pages that Sphinx adds by itself.
GENERATED = ["search", "genindex"]


def toc_pages(toc: Path) -> list[str]:
    """Return the page names of a _toc.yml, in reading order."""

    def names(entry):
        if isinstance(entry, list):
            return [name for item in entry for name in names(item)]
        if not isinstance(entry, dict):
            return []
        own = [entry[key] for key in ("root", "file") if key in entry]
        inner = [entry[key] for key in ("parts", "chapters", "sections") if key in entry]
        return own + names(inner)

    return names(yaml.safe_load(toc.read_text()))


BOOK_PAGES = toc_pages(ROOT / "_toc.yml")


def source_of(page: str) -> Path:
    """Return a page's MyST source."""
    return ROOT / f"{page}.md"


def rows_claimed(text: str) -> list[str]:
    """Return the ids in a source's ``% covers:`` comments."""
    return [
        row for line in re.findall(r"^% covers:(.*)$", text, re.MULTILINE) for row in line.split()
    ]


#: A chapter is a page that says which rows of the course it covers.
CHAPTERS = [page for page in BOOK_PAGES if rows_claimed(source_of(page).read_text())]


def long_code_lines(text: str, limit: int = 75) -> list[str]:
    """Return the lines of a source's code cells that scroll off the page."""
    cells = re.findall(r"^```\{code-cell\}[^\n]*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return [line for cell in cells for line in cell.splitlines() if len(line) > limit]


def citation_keys(text: str) -> set[str]:
    """Return the keys that a source cites."""
    groups = re.findall(r"\{cite(?::\w+)?\}`([^`]+)`", text)
    return {key.strip() for group in groups for key in group.split(",")}


@dataclass(frozen=True)
class Build:
    """One run of Jupyter Book: where it put the pages, and what it said."""

    output: Path
    returncode: int
    said: str

    @property
    def html(self) -> Path:
        """The folder with the pages."""
        return self.output / "_build" / "html"

    def path(self, page: str) -> Path:
        """Return a page's file, failing with what the build said where there is none."""
        path = self.html / f"{page}.html"
        assert path.exists(), f"the build made no {page}.html:\n{self.said[-3000:]}"
        return path

    def soup(self, page: str) -> BeautifulSoup:
        """Return a page, parsed once a session."""
        if page not in self._soups:
            self._soups[page] = BeautifulSoup(self.path(page).read_text(), "html.parser")
        return self._soups[page]

    @cached_property
    def _soups(self) -> dict:
        return {}

    def anchors(self, path: Path) -> set[str]:
        """Return what a link into the page may name after its #."""
        page = path.relative_to(self.html).with_suffix("").as_posix()
        soup = self.soup(page)
        return {tag.get("id") or tag.get("name") for tag in soup.select("[id], a[name]")}


def build_book(source: Path, output: Path) -> Build:
    """Build the book in ``source`` as `make book` does, into another folder."""
    environment = os.environ | {"JUPYTER_PREFER_ENV_PATH": "1", "OPENBLAS_NUM_THREADS": "1"}
    command = [str(Path(sys.executable).with_name("jupyter-book")), "build", str(source)]
    options = ["--path-output", str(output), "-W", "-n", "--keep-going"]
    run = subprocess.run(
        command + options, capture_output=True, text=True, env=environment, check=False
    )
    return Build(output, run.returncode, run.stdout + run.stderr)


def copy_fresh_cache(output: Path) -> None:
    """Spare the tests running the chapters again when nothing they import has changed.

    The cache knows a page by its code alone: results from before a change in
    what the code imports would hide a fault.
    """
    cache = ROOT / "_build" / ".jupyter_cache"
    imported = [*ROOT.glob("helpers/**/*"), *ROOT.glob("book/results/*"), ROOT / "uv.lock"]
    changed = max(path.stat().st_mtime for path in imported if path.is_file())
    index = cache / "global.db"
    results = [path.stat().st_mtime for path in cache.glob("executed/*/base.ipynb")]
    if index.exists() and results and min(results) > changed:
        shutil.copytree(cache, output / "_build" / ".jupyter_cache")


def lay_out_specimen(folder: Path) -> None:
    """Put the specimen pages into a book with the course's own configuration."""
    book = folder / "book"
    for part in ("static", "extensions"):
        shutil.copytree(
            ROOT / "book" / part, book / part, ignore=shutil.ignore_patterns("__pycache__")
        )
    shutil.copy(ROOT / "_config.yml", folder)
    shutil.copy(SPECIMEN / "_toc.yml", folder)
    for path in SPECIMEN.iterdir():
        if path.name != "_toc.yml":
            shutil.copy(path, book)


def resolve(page_path: Path, html: Path, href: str) -> tuple[Path, str] | None:
    """Return the file and the anchor that an internal link names; None for an external one."""
    parts = urlsplit(href)
    if parts.scheme or parts.netloc:
        return None
    here = "/" + page_path.relative_to(html).as_posix()
    target = unquote(urlsplit(urljoin(here, href)).path).lstrip("/")
    return html / target, unquote(parts.fragment)
