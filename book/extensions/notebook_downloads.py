"""Offer every page that runs code as a notebook, in the page's download menu.

The theme knows how to show such an entry, but makes the notebook only where a
page can be launched on a hosted service, which the book doesn't need.
"""

import shutil
from pathlib import Path


def offer_notebook(app, pagename, templatename, context, doctree) -> None:
    """Copy the page's executed notebook beside its source, and tell the theme."""
    if "kernelspec" not in app.env.metadata.get(pagename, {}):
        return
    # MyST-NB leaves it there as it runs the page, outputs included.
    executed = Path(app.outdir).parent / "jupyter_execute" / f"{pagename}.ipynb"
    if not executed.exists():
        return
    target = Path(app.outdir) / "_sources" / f"{pagename}.ipynb"
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(executed, target)
    context["ipynb_source"] = f"{pagename}.ipynb"


def setup(app) -> dict:
    """Register with Sphinx."""
    # Before the theme builds the menu, at 501.
    app.connect("html-page-context", offer_notebook, priority=450)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
