"""What a master holds: nbgrader's metadata say which cell is an answer and which tests it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class TestCell:
    """A test cell of a master: its id, its source with hidden parts, its points."""

    __test__ = False

    grade_id: str
    source: str
    points: float


def about(cell: NotebookNode) -> dict:
    """What nbgrader knows of a cell; empty where it knows nothing."""
    return cell.metadata.get("nbgrader", {})


def grade_id(cell: NotebookNode) -> str | None:
    """The cell's nbgrader name, if it has one."""
    return about(cell).get("grade_id")


def answers_of(notebook: NotebookNode, cell_type: str = "code") -> dict[str, str]:
    """The answer cells' sources by their grade_id, in the order of the notebook.

    Args:
        cell_type: "code" for graded functions, "markdown" for written answers.
    """
    return {
        grade_id(cell): cell.source
        for cell in notebook.cells
        if cell.cell_type == cell_type and about(cell).get("solution", False)
    }


def tests_of(notebook: NotebookNode) -> dict[str, list[TestCell]]:
    """The test cells of each graded function.

    Raises:
        ValueError: If a test's name doesn't say which function it tests.
    """
    tests: dict[str, list[TestCell]] = {function: [] for function in answers_of(notebook)}
    for cell in notebook.cells:
        data = about(cell)
        if data.get("grade", False) and not data.get("solution", False):
            test = TestCell(data["grade_id"], cell.source, data["points"])
            tests[owner_of(test.grade_id, tests)].append(test)
    return tests


def owner_of(grade_id: str, functions: Iterable[str]) -> str:
    """The function that ``test_<function>`` or ``test_<function>_<aspect>`` tests.

    Raises:
        ValueError: If it is none of them, or could be two.
    """
    owners = [f for f in functions if f"{grade_id}_".startswith(f"test_{f}_")]
    if len(owners) != 1:
        raise ValueError(f"{grade_id} should test one function of the lab, not {owners}")
    return owners[0]
