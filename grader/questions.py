"""Which question a cell belongs to: an answer cell and the tests of it."""

from __future__ import annotations

from collections.abc import Iterable

from nbformat import NotebookNode
from nbgrader.utils import is_grade, is_solution


def grade_id(cell: NotebookNode) -> str | None:
    """The cell's nbgrader name, or None for a cell that nbgrader doesn't know."""
    data = cell.metadata.get("nbgrader")
    name = data.get("grade_id") if isinstance(data, dict) else None
    return name if isinstance(name, str) and name else None


def is_test(cell: NotebookNode) -> bool:
    """Whether the cell holds the author's tests and no answer."""
    return bool(is_grade(cell) and not is_solution(cell))


def question_of_cells(notebook: NotebookNode, deleted: Iterable[str] = ()) -> list[str | None]:
    """Name the question of every cell of a notebook.

    An answer cell is its own question. The tests ``test_<answer>`` and
    ``test_<answer>_<aspect>`` belong to that answer; a test named otherwise
    belongs to the answer above it. Every other cell belongs to none.
    ``deleted`` names answers that the notebook should hold and may not.
    """
    answers = [name for cell in notebook.cells if is_solution(cell) and (name := grade_id(cell))]
    answers.extend(deleted)
    above: str | None = None
    questions: list[str | None] = []
    for cell in notebook.cells:
        name = grade_id(cell)
        if name and is_solution(cell):
            above = name
            questions.append(name)
        elif name and is_grade(cell):
            questions.append(_tested(name, answers) or above or name)
        else:
            questions.append(None)
    return questions


def _tested(test: str, answers: list[str]) -> str | None:
    fits = [name for name in answers if f"{test}_".startswith(f"test_{name}_")]
    return max(fits, key=len, default=None)
