"""A page shows the code that really ran."""

import inspect

import pytest

from helpers import spread
from helpers.source import show_source


def displayed(monkeypatch, *objects):
    shown = []
    monkeypatch.setattr("IPython.display.display", shown.append)
    show_source(*objects)
    return shown[0].data


def test_the_code_shown_is_what_runs(monkeypatch):
    text = displayed(monkeypatch, displayed)
    assert text.startswith("```python\ndef displayed(")
    assert text.endswith("\n```")
    assert inspect.getsource(displayed) in text


def test_a_line_that_the_page_would_cut_off_is_refused():
    with pytest.raises(ValueError, match="cut off on a page"):
        show_source(spread.spread)
