"""Run the pages' code in as many processes as there are cores, before the pages are read.

MyST-NB runs one page after another while Sphinx reads them. This puts what
isn't in its cache through jupyter-cache's own parallel executor first, so that
reading finds every page there. A page that fails is left to MyST-NB, which
runs it again and says what went wrong.
"""

import logging
from pathlib import Path

from jupyter_cache import get_cache
from jupyter_cache.executors import load_executor
from jupyter_cache.readers import NbReadError
from sphinx.util import logging as sphinx_logging

logger = sphinx_logging.getLogger(__name__)

READER = {"name": "myst_nb_md", "type": "plugin"}


def run_pages(app, env, docnames: list[str]) -> None:
    """Execute the pages about to be read whose results aren't cached."""
    settings = env.mystnb_config
    if settings.execution_mode != "cache":
        return
    cache = get_cache(settings.execution_cache_path)
    waiting = [page for name in docnames if (page := stage(cache, Path(env.doc2path(name))))]
    if len(waiting) < 2:
        return
    quiet = logging.getLogger("jupyter_cache.parallel")
    quiet.setLevel(logging.CRITICAL)
    executor = load_executor("local-parallel", cache, quiet)
    done = executor.run_and_cache(filter_uris=waiting, timeout=settings.execution_timeout)
    logger.info("%d of %d pages with code run", len(done.succeeded), len(waiting))


def stage(cache, path: Path) -> str | None:
    """Tell the cache of a page with code that must be run; None for every other page."""
    if not is_notebook(path):
        return None
    record = cache.add_nb_to_project(str(path), read_data=READER)
    try:
        notebook = cache.get_project_notebook(record.pk).nb
        cache.match_cache_notebook(notebook)
    except NbReadError:
        return None
    except KeyError:
        return record.uri
    return None


def is_notebook(path: Path) -> bool:
    """Whether a source is a page with code: one that names a kernel at its head."""
    head = path.read_text(encoding="utf-8").split("\n---", maxsplit=1)[0]
    return path.suffix == ".md" and head.startswith("---") and "kernelspec:" in head


def setup(app) -> dict:
    """Register with Sphinx."""
    app.connect("env-before-read-docs", run_pages)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
