"""The built book, a book with one of everything, and a browser: each made once a session."""

import pytest
from book_browser import DESKTOP, View, chromium, chromium_paths, serve, show
from book_site import ROOT, Build, build_book, copy_fresh_cache, lay_out_specimen


@pytest.fixture(scope="session")
def book(tmp_path_factory) -> Build:
    """The course's book, built beside the project so that neither disturbs the other."""
    output = tmp_path_factory.mktemp("book")
    copy_fresh_cache(output)
    return build_book(ROOT, output)


@pytest.fixture(scope="session")
def specimen(tmp_path_factory) -> Build:
    """A small book with one of everything a chapter may hold, built from nothing."""
    source = tmp_path_factory.mktemp("specimen")
    lay_out_specimen(source)
    return build_book(source, tmp_path_factory.mktemp("specimen-output"))


@pytest.fixture(scope="session")
def window():
    """A headless Chromium."""
    browser, driver = chromium_paths()
    if not browser or not driver:
        pytest.skip("no Chromium with chromedriver: apt-get install chromium chromium-driver")
    with chromium() as window:
        yield window


@pytest.fixture(scope="session")
def book_address(book):
    """The address of the served book."""
    assert book.returncode == 0, "the book doesn't build: test_book_build.py says why"
    with serve(book.html) as address:
        yield address


@pytest.fixture(scope="session")
def specimen_address(specimen):
    """The address of the served specimen book."""
    assert specimen.returncode == 0, "the specimen doesn't build: test_book_build.py says why"
    with serve(specimen.html) as address:
        yield address


@pytest.fixture
def specimen_page(window, specimen_address):
    """The specimen page, open on a light desktop."""
    show(window, specimen_address + "book/specimen.html", View(*DESKTOP, "light"))
    return window
