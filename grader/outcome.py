"""What a graded notebook says about each question, in words for a person."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from nbformat import NotebookNode
from nbgrader.utils import compute_checksum, is_grade, is_solution

from grader.execution import KERNEL_DIED, OUT_OF_TIME, TIMED_OUT
from grader.questions import grade_id, is_test, question_of_cells
from grader.records import Scores

GRADED = "graded"
NOT_GRADED = "not graded"
MISSING = "nothing handed in"
FAILED = "failed"

# Escape sequences and control characters come from the student's output and
# must not reach a terminal.
_CONTROL = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]|[\x00-\x1f\x7f-\x9f]")
_LINE = re.compile(r"\([^()]*line (\d+)\)\s*$")
_LONGEST = 200


@dataclass(frozen=True)
class Question:
    """One question: points earned, points possible, and why some are missing."""

    name: str
    score: float
    max_score: float
    reason: str = ""
    to_grade: bool = False


@dataclass
class Row:
    """One student's line in the final table.

    ``status`` is ``GRADED``, ``NOT_GRADED`` (the submission doesn't allow it), ``MISSING``,
    or ``FAILED`` (the grader itself failed; somebody has to look).
    """

    student: str
    status: str
    score: float = 0.0
    max_score: float = 0.0
    questions: list[Question] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    look: str = ""
    log: str = ""
    seconds: float = 0.0
    reused: bool = False

    @property
    def reasons(self) -> list[str]:
        """Everything there is to say: problems, notes, then questions that lost points."""
        lost = [f"`{entry.name}`: {entry.reason}" for entry in self.questions if entry.reason]
        return [*self.problems, *self.notes, *lost]


def questions_of(name: str, notebook: NotebookNode, scores: Scores) -> list[Question]:
    """Sum up an autograded notebook by question.

    Args:
        name: The notebook's name in the gradebook.
        notebook: As nbgrader left it in ``autograded/``: run, with outputs.
        scores: Of the same student.
    """
    expected = [answer for book, answer in scores.comments if book == name]
    names = question_of_cells(notebook, expected)
    answers = {
        grade_id(cell): cell for cell in notebook.cells if is_solution(cell) and grade_id(cell)
    }
    tests: dict[str, list[NotebookNode]] = {}
    for question, cell in zip(names, notebook.cells, strict=True):
        if question and is_grade(cell):
            tests.setdefault(question, []).append(cell)
    return [
        _question(question, answers.get(question), cells, name, scores)
        for question, cells in tests.items()
    ]


def clean(text: str) -> str:
    """One line of at most 200 printable characters."""
    line = " ".join(_CONTROL.sub(" ", text).split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 3]}..."


def _question(
    question: str,
    answer: NotebookNode | None,
    cells: list[NotebookNode],
    notebook: str,
    scores: Scores,
) -> Question:
    found = [(cell, scores.cells[notebook, grade_id(cell)]) for cell in cells]
    earned = sum(score.score for _, score in found)
    possible = sum(score.max_score for _, score in found)
    to_grade = any(score.needs_manual_grade for _, score in found)
    lost = [
        cell
        for cell, score in found
        if score.score < score.max_score and not score.needs_manual_grade
    ]
    reason = _why(answer, lost) if lost else ""
    return Question(question, earned, possible, reason, to_grade)


def _why(answer: NotebookNode | None, lost: list[NotebookNode]) -> str:
    if answer is not None and _unanswered(answer):
        return "not answered"
    if answer is not None and (error := _error(answer)):
        return f"the answer cell {_in_words(error)}"
    for cell in filter(is_test, lost):
        if error := _error(cell):
            return f"{grade_id(cell)} {_in_words(error)}"
        if any(out.output_type == "stream" and out.name == "stderr" for out in cell.outputs):
            return f"{grade_id(cell)} wrote to stderr, which nbgrader counts as a failure"
    return "graded below full points"


def _unanswered(answer: NotebookNode) -> bool:
    return answer.metadata["nbgrader"].get("checksum") == compute_checksum(answer)


def _error(cell: NotebookNode) -> NotebookNode | None:
    errors = [out for out in cell.get("outputs", []) if out.output_type == "error"]
    # The grader's own finding comes last and explains the others.
    return errors[-1] if errors else None


def _in_words(error: NotebookNode) -> str:
    if error.ename == TIMED_OUT:
        return f"gave {clean(error.evalue) or 'no reply in time'} (an endless loop?)"
    if error.ename == KERNEL_DIED:
        return "killed its kernel (memory, a crash, or an exit?)"
    if error.ename == OUT_OF_TIME:
        return f"was {clean(error.evalue)}"
    if error.ename in ("SyntaxError", "IndentationError", "TabError"):
        return _syntax_error(error)
    if error.ename == "AssertionError":
        return f"failed: {_gist(error.evalue) or 'an assertion without a message'}"
    return f"raised {clean(f'{error.ename}: {error.evalue}')}"


def _gist(message: str) -> str:
    # A long message begins with what is wrong and ends with the likely cause;
    # the numbers between are on the feedback page.
    lines = message.strip().splitlines()
    return clean(" ".join([lines[0], lines[-1]] if len(lines) > 1 else lines))


def _syntax_error(error: NotebookNode) -> str:
    line = _LINE.search(error.evalue)
    where = f" (line {line[1]})" if line else ""
    what = clean(_LINE.sub("", error.evalue))
    return f"has a syntax error{where}: {what}"
