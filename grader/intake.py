"""What a student's folder holds, staged for grading; the folder itself is never touched."""

from __future__ import annotations

import fnmatch
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.utils import parse_utc

from grader.course import Assignment, MasterCell
from grader.questions import grade_id
from grader.repairs import repair

NOTEBOOK = ".ipynb"
TIMESTAMP = "timestamp.txt"


class UnreadableError(ValueError):
    """A file that should be a notebook and isn't one; the message says why."""


@dataclass
class Intake:
    """What became of one submission on its way to the grader.

    ``notes`` tell what was repaired, ``problems`` what could not be; ``usable`` counts
    the notebooks that can be graded, ``files`` everything that was handed in.
    """

    notes: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    usable: int = 0
    files: int = 0


def files_below(folder: Path, ignore: list[str]) -> Iterator[Path]:
    """Files and links below ``folder``, sorted, without what ``CourseDirectory.ignore`` names.

    Raises:
        OSError: If a folder can't be opened: it must not pass for an empty one.
    """
    for here, folders, names in os.walk(folder, onerror=_refuse):
        folders[:] = sorted(name for name in folders if not _ignored(name, ignore))
        linked = [name for name in folders if Path(here, name).is_symlink()]
        yield from (
            Path(here, name) for name in sorted([*names, *linked]) if not _ignored(name, ignore)
        )


def stage(submitted: Path, staged: Path, assignment: Assignment, ignore: list[str]) -> Intake:
    """Copy a submission to ``staged``, repaired, and say what was done and what is wrong.

    ``staged`` must not exist. Links are not followed: what they point at is
    not the student's work.
    """
    intake = Intake()
    staged.mkdir(parents=True)
    for path in files_below(submitted, ignore):
        intake.files += 1
        name = path.relative_to(submitted)
        if path.is_symlink() or not path.is_file():
            intake.notes.append(f"{name} is a link or no regular file; left out")
            continue
        (staged / name).parent.mkdir(parents=True, exist_ok=True)
        try:
            shutil.copyfile(path, staged / name)
        except OSError as error:
            (staged / name).unlink(missing_ok=True)
            intake.problems.append(f"{name} cannot be read: {error.strerror}")
    _check_timestamp(staged, intake)
    for notebook, master in assignment.notebooks.items():
        _take(notebook, master, staged, assignment, intake)
    return intake


def read_notebook(path: Path) -> tuple[NotebookNode, bool]:
    """Read a notebook of any format version as version 4.

    Returns:
        The notebook, and whether the file was plain UTF-8. Half characters (lone
        surrogates), which JSON can hold and UTF-8 can't, have become question marks.

    Raises:
        UnreadableError: If the file isn't JSON, or is JSON but not a notebook.
    """
    data = path.read_bytes()
    if not data.strip():
        raise UnreadableError(f"{path.name} is empty")
    try:
        content = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(f"{path.name} is not valid JSON: {error}") from error
    if not isinstance(content, dict) or not {"cells", "worksheets"} & content.keys():
        raise UnreadableError(f"{path.name} is valid JSON, but not a notebook: it has no cells")
    as_it_came = json.dumps(content, ensure_ascii=False)
    text = as_it_came.encode("utf-8", "replace").decode("utf-8")
    try:
        notebook = nbformat.reads(text, as_version=4)
    except Exception as error:
        raise UnreadableError(f"{path.name} is not a valid notebook: {error!r}") from error
    # Small offenses against the format are no reason to refuse a student's
    # work; what grading itself needs is.
    if not (isinstance(notebook.get("cells"), list) and all(map(_is_cell, notebook.cells))):
        raise UnreadableError(f"{path.name} is not a valid notebook: its cells are damaged")
    return notebook, text == as_it_came and _is_plain_utf8(data)


def _take(
    name: str,
    master: tuple[MasterCell, ...],
    staged: Path,
    assignment: Assignment,
    intake: Intake,
) -> None:
    path = staged / f"{name}{NOTEBOOK}"
    try:
        if not path.is_file() and not _find_renamed(path, master, assignment, intake):
            return
        notebook, plain = read_notebook(path)
    except UnreadableError as error:
        intake.problems.append(str(error))
        path.unlink()
        return
    if not plain:
        intake.notes.append(f"{path.name} was not in UTF-8; converted")
    repairs = repair(notebook, master)
    intake.notes.extend(repairs)
    if repairs or not plain:
        path.write_text(nbformat.writes(notebook), encoding="utf-8")
    intake.usable += 1


def _find_renamed(
    path: Path, master: tuple[MasterCell, ...], assignment: Assignment, intake: Intake
) -> bool:
    staged = path.parent
    expected = {f"{name}{NOTEBOOK}" for name in assignment.notebooks}
    others = [
        other
        for other in files_below(staged, [])
        if other.suffix.lower() == NOTEBOOK and str(other.relative_to(staged)) not in expected
    ]
    candidates = [other for other in others if _carries(other, master)]
    missing = f"no notebook named {path.name} was handed in"
    if len(candidates) == 1:
        found = candidates[0].relative_to(staged)
        shutil.copyfile(candidates[0], path)
        intake.notes.append(f"{missing}; found {found}, graded as {path.name}")
        return True
    if candidates:
        names = ", ".join(str(other.relative_to(staged)) for other in candidates)
        missing += f"; {names} could each be it, so none was graded"
    else:
        missing += _what_there_is(staged, others)
    intake.problems.append("nothing handed in" if intake.files == 0 else missing)
    return False


def _carries(path: Path, master: tuple[MasterCell, ...]) -> bool:
    # Half of the cells, so that a page of notes with one copied cell isn't
    # taken for the assignment.
    try:
        notebook, _ = read_notebook(path)
    except (UnreadableError, OSError):
        return False
    wanted = {cell.name for cell in master}
    return 2 * len(wanted & {grade_id(cell) for cell in notebook.cells}) >= len(wanted)


def _what_there_is(staged: Path, others: list[Path]) -> str:
    for other in others:
        try:
            read_notebook(other)
        except UnreadableError as error:
            return f"; {error}"
    found = [str(path.relative_to(staged)) for path in files_below(staged, [])]
    return f"; found only {', '.join(found[:5])}" if found else ""


def _check_timestamp(staged: Path, intake: Intake) -> None:
    path = staged / TIMESTAMP
    if not path.is_file():
        return
    try:
        parse_utc(path.read_text(encoding="utf-8").strip())
    except (ValueError, OverflowError):
        # nbgrader would give up the whole submission over it.
        path.unlink()
        intake.notes.append(f"{TIMESTAMP} is no date; the time of submission is unknown")


def _is_cell(cell: object) -> bool:
    return (
        isinstance(cell, dict)
        and cell.get("cell_type") in ("code", "markdown", "raw")
        and isinstance(cell.get("source"), str)
        and isinstance(cell.get("metadata"), dict)
    )


def _is_plain_utf8(data: bytes) -> bool:
    try:
        return not data.decode("utf-8").startswith("\ufeff")
    except UnicodeDecodeError:
        return False


def _refuse(error: OSError) -> None:
    raise error


def _ignored(name: str, ignore: list[str]) -> bool:
    return any(fnmatch.fnmatch(name, pattern) for pattern in ignore)
