"""Rebuild the pages when the scripts, styles or extensions they are made with change.

Sphinx sees the sources only: where none has changed it does nothing at all,
and a new style sheet never reaches the built book.
"""

from pathlib import Path


def outdated_pages(app, env, added, changed, removed) -> list[str]:
    """Name every page when something it is made with is newer than the built book."""
    # What Sphinx writes last, whenever it writes anything.
    built = Path(app.outdir) / "objects.inv"
    if not built.exists():
        return []
    folders = [Path(app.confdir) / path for path in app.config.html_static_path]
    folders.append(Path(__file__).parent)
    newest = max(
        path.stat().st_mtime
        for folder in folders
        # Python writes its own files beside the extensions as they are imported.
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    )
    return sorted(env.found_docs) if newest > built.stat().st_mtime else []


def setup(app) -> dict:
    """Register with Sphinx."""
    app.connect("env-get-outdated", outdated_pages)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
