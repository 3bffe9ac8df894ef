"""Putting right what students do to cells by accident, each repair said aloud."""

from __future__ import annotations

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

from grader.course import MasterCell
from grader.questions import grade_id

SKIP_TAG = "skip-execution"
_FLAGS = ("grade", "solution", "locked", "task", "points")


def repair(notebook: NotebookNode, master: tuple[MasterCell, ...]) -> list[str]:
    """Repair a submitted notebook in place, so that nbgrader can grade all of it.

    Cells that the master doesn't know and copies of nbgrader cells lose their
    nbgrader metadata (the last copy counts, as in nbgrader), cells get back
    the flags and points of the master, tags that keep a cell from running are
    removed, and deleted tests come back.

    Returns:
        What was done, one sentence each; empty for an untouched notebook.
    """
    known = {cell.name: cell for cell in master}
    return [
        *_drop_unknown(notebook, set(known)),
        *_drop_copies(notebook),
        *_restore_flags(notebook, known),
        *_drop_skip_tags(notebook),
        *_restore_deleted(notebook, master),
    ]


def _drop_unknown(notebook: NotebookNode, known: set[str]) -> list[str]:
    notes = []
    for cell in notebook.cells:
        if "nbgrader" in cell.metadata and grade_id(cell) not in known:
            name = grade_id(cell) or "a cell"
            del cell.metadata["nbgrader"]
            notes.append(f"`{name}` is no cell of this assignment; it was run, but not graded")
    return notes


def _drop_copies(notebook: NotebookNode) -> list[str]:
    seen: set[str] = set()
    notes = []
    for cell in reversed(notebook.cells):
        name = grade_id(cell)
        if name is None:
            continue
        if name in seen:
            del cell.metadata["nbgrader"]
            notes.append(f"`{name}` was there more than once; the last one counts")
        seen.add(name)
    return list(dict.fromkeys(reversed(notes)))


def _restore_flags(notebook: NotebookNode, master: dict[str, MasterCell]) -> list[str]:
    notes = []
    for cell in notebook.cells:
        known = master.get(grade_id(cell) or "")
        if known is None:
            continue
        before = cell.metadata["nbgrader"]
        right = known.metadata
        if any(before.get(flag) != right.get(flag) and flag in right for flag in _FLAGS):
            notes.append(f"`{known.name}`: its points or its role had been changed; restored")
            before.update(right)
    return notes


def _drop_skip_tags(notebook: NotebookNode) -> list[str]:
    notes = []
    for cell in notebook.cells:
        tags = cell.metadata.get("tags", [])
        if grade_id(cell) and SKIP_TAG in tags:
            cell.metadata["tags"] = [tag for tag in tags if tag != SKIP_TAG]
            notes.append(f"`{grade_id(cell)}` was tagged to be skipped; it was run")
    return notes


def _restore_deleted(notebook: NotebookNode, master: tuple[MasterCell, ...]) -> list[str]:
    notes = []
    # Where no cell tells the place, the tests must come after the answers.
    after = -1 if any(map(grade_id, notebook.cells)) else len(notebook.cells) - 1
    for known in master:
        here = [index for index, cell in enumerate(notebook.cells) if grade_id(cell) == known.name]
        if here:
            after = here[0]
        elif known.grade or known.locked or known.task:
            after += 1
            notebook.cells.insert(after, _cell(known))
            notes.append(f"`{known.name}` had been deleted; restored")
    return notes


def _cell(known: MasterCell) -> NotebookNode:
    new_cell = new_code_cell if known.cell_type == "code" else new_markdown_cell
    cell = new_cell(known.source, metadata={"nbgrader": known.metadata})
    # Submissions may be in a notebook format that has no cell ids yet.
    cell.pop("id", None)
    return cell
