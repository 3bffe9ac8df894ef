"""Remembering what was graded from what, so that a second run grades only what changed."""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from pathlib import Path

from grader.course import Assignment, Course
from grader.intake import files_below

# Sections of the configuration that change no grade: where things lie, and
# what is released (the gradebook has the master's cells as they are).
_UNRELATED = ("CourseDirectory", "GenerateAssignment", "ClearSolutions")

# Functions in a configuration print with their address, new in every process.
_ADDRESS = re.compile(r" at 0x[0-9a-f]+")


@dataclass
class State:
    """The record of one finished student; ``key`` is a hash of all that went in."""

    key: str
    status: str
    notes: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    seconds: float = 0.0
    auto_scores: dict[str, float | None] = field(default_factory=dict)
    autograded: str = ""
    feedback: str = ""


def read_state(path: Path) -> State | None:
    """Read a record; None where there is none or it is damaged."""
    try:
        return State(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def write_state(path: Path, state: State) -> None:
    """Write a record in one step: a run killed in the middle leaves the old one or none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".draft")
    draft.write_text(json.dumps(asdict(state), indent=1), encoding="utf-8")
    os.replace(draft, path)


def hash_folder(folder: Path, ignore: Iterable[str] = ()) -> str:
    """Hash names and contents of all files below a folder ("" where it doesn't exist)."""
    if not folder.is_dir():
        return ""
    digest = hashlib.sha256()
    for path in files_below(folder, list(ignore)):
        digest.update(f"{path.relative_to(folder)}\0".encode("utf-8", "surrogateescape"))
        digest.update(_content(path))
    return digest.hexdigest()


def hash_circumstances(course: Course, assignment: Assignment) -> str:
    """Hash what all students of an assignment share: tests, settings, Python, this code.

    Installed packages count as far as the course says so: by naming its lock
    file in ``Grader.depends_on``.
    """
    ignore = [*course.directory.ignore, "*.ipynb"]
    config = {name: course.config[name] for name in course.config if name not in _UNRELATED}
    parts = [
        hash_folder(Path(__file__).parent, ["__pycache__"]),
        sys.version,
        [version(package) for package in ("nbgrader", "ipykernel")],
        asdict(assignment),
        hash_folder(course.folder("source", ".", assignment.name), ignore),
        {name: _ADDRESS.sub("", repr(section)) for name, section in config.items()},
        [_hash_path(course.root / name) for name in course.settings.depends_on],
    ]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def combine(*parts: str) -> str:
    """One hash of several."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _hash_path(path: Path) -> str:
    if path.is_dir():
        return hash_folder(path, ["__pycache__", ".ipynb_checkpoints"])
    return _content(path).hex()


def _content(path: Path) -> bytes:
    """SHA-256 of a file, its link's target, or the fact that it cannot be read."""
    if path.is_symlink():
        return hashlib.sha256(f"link to {os.readlink(path)}".encode()).digest()
    if not path.is_file():
        return b"no file"
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").digest()
    except OSError as error:
        return repr(error).encode()
