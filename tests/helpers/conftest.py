"""What figures hand to a page, caught before a page shows it."""

import pytest


@pytest.fixture
def shown(monkeypatch) -> list[str]:
    """The HTML of every interactive figure that the test shows, in order."""
    pages = []
    monkeypatch.setattr(
        "IPython.display.display", lambda bundle, raw: pages.append(bundle["text/html"])
    )
    return pages
