"""Bring MathJax and Plotly into the built book, so that no page asks another host.

Both come from installed Python packages (sphinx-mathjax-offline and plotly)
when the book is built; neither is kept in the course's repository.
"""

import shutil
from importlib.util import find_spec
from pathlib import Path

#: Where they land below the built book's ``_static`` folder.
FOLDER = "vendored"

#: What a page with TeX formulas loads from MathJax 3, of some twenty megabytes.
MATHJAX_PARTS = ["tex-chtml.js", "output/chtml/fonts", "input/tex/extensions", "a11y"]


def copy_assets(app, failure) -> None:
    """Copy the scripts beside the built pages, when the build went well."""
    if failure or app.builder.format != "html":
        return
    target = Path(app.outdir) / "_static" / FOLDER
    mathjax = _package_folder("sphinx-mathjax-offline") / "static" / "mathjax"
    for part in MATHJAX_PARTS:
        _copy(mathjax / part, target / "mathjax" / part)
    _copy(_package_folder("plotly") / "package_data" / "plotly.min.js", target / "plotly.min.js")


def _package_folder(name: str) -> Path:
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(f"the package {name} isn't installed: run `make env`")
    return Path(spec.origin).parent


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, dirs_exist_ok=True)
    elif not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
        shutil.copy2(source, target)


def use_copied_mathjax(app, config) -> None:
    """Point Sphinx at the copy; Jupyter Book's default is a content network."""
    config.mathjax_path = f"{FOLDER}/mathjax/tex-chtml.js"


def drop_thebe(app, pagename, templatename, context, doctree) -> None:
    """Take Thebe's scripts off the page, which would ask a content network for more.

    Jupyter Book adds them whether or not cells can run on a server, and twice,
    which is an error in the browser's console.
    """
    for kind in ("script_files", "css_files"):
        context[kind] = [asset for asset in context[kind] if not _names_thebe(asset)]


def _names_thebe(asset) -> bool:
    inline = getattr(asset, "attributes", {}).get("body") or ""
    return "thebe" in f"{getattr(asset, 'filename', asset)} {inline}"


def setup(app) -> dict:
    """Register with Sphinx."""
    app.connect("config-inited", use_copied_mathjax)
    app.connect("html-page-context", drop_thebe, priority=900)
    app.connect("build-finished", copy_assets)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
