"""Jupyter with nobody's habits: a private place for its settings and runtime files."""

from __future__ import annotations

import os
import sysconfig
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Each of these could bring in a kernel, a profile or a start-up file that is
# the user's and not the course's. IPython runs PYTHONSTARTUP in kernels too.
_DROPPED = ("JUPYTER_PATH", "JUPYTER_CONFIG_PATH", "PYTHONSTARTUP")
_PRIVATE = ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")


@contextmanager
def private_jupyter() -> Iterator[None]:
    """Give this process and its kernels throw-away Jupyter and IPython folders.

    Within the block ``python3`` means the kernel of the running environment,
    whose commands come first on the path, too. Kernels, profiles and
    configuration under the user's home are out of sight. The variables of the
    process are put back afterwards.
    """
    with tempfile.TemporaryDirectory(prefix="grader-", ignore_cleanup_errors=True) as home:
        changes: dict[str, str | None] = dict.fromkeys(_DROPPED)
        changes |= {name: str(Path(home, name.lower())) for name in _PRIVATE}
        changes["JUPYTER_PREFER_ENV_PATH"] = "1"
        # nbgrader starts `alembic` by name when it makes a new gradebook.
        scripts = sysconfig.get_path("scripts")
        changes["PATH"] = os.pathsep.join(filter(None, [scripts, os.environ.get("PATH")]))
        with _environment(changes):
            yield


@contextmanager
def _environment(changes: dict[str, str | None]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in changes}
    _apply(changes)
    try:
        yield
    finally:
        _apply(before)


def _apply(values: dict[str, str | None]) -> None:
    for name, value in values.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value
