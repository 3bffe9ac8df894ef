"""Offer every page that runs code as a notebook, in the page's download menu.

The theme knows how to show such an entry, but makes the notebook only where a
page can be launched on a hosted service, which the book doesn't need.
"""

from contextlib import suppress
from pathlib import Path

import nbformat
from jupyter_cache import get_cache


def offer_notebook(app, pagename, templatename, context, doctree) -> None:
    """Write the page's executed notebook beside its source, and tell the theme."""
    if "kernelspec" not in app.env.metadata.get(pagename, {}):
        return
    # MyST-NB leaves it there when it has read the page.
    read = Path(app.outdir).parent / "jupyter_execute" / f"{pagename}.ipynb"
    if not read.exists():
        return
    notebook = nbformat.read(read, as_version=4)
    # Where the page came from the cache, MyST-NB leaves the outputs out.
    with suppress(KeyError):
        cache = get_cache(app.env.mystnb_config.execution_cache_path)
        _, notebook = cache.merge_match_into_notebook(notebook)
    notebook.metadata.pop("source_map", None)
    # Random ids would make another file of the same page.
    for place, cell in enumerate(notebook.cells):
        cell["id"] = f"cell-{place}"
    target = Path(app.outdir) / "_sources" / f"{pagename}.ipynb"
    target.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, target)
    context["ipynb_source"] = f"{pagename}.ipynb"


def setup(app) -> dict:
    """Register with Sphinx."""
    # Before the theme builds the menu, at 501.
    app.connect("html-page-context", offer_notebook, priority=450)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
