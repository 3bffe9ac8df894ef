"""Reading and writing a student's scores in nbgrader's gradebook."""

from __future__ import annotations

from dataclasses import dataclass

from nbgrader.api import Gradebook, MissingEntry

# (notebook, cell) names a graded cell within an assignment.
CellName = tuple[str, str]


@dataclass(frozen=True)
class CellScore:
    """One graded cell of one student."""

    score: float
    auto_score: float | None
    max_score: float
    needs_manual_grade: bool


@dataclass(frozen=True)
class Scores:
    """One student's submission in the gradebook; ``total`` is net of late penalties."""

    total: float
    penalty: float
    cells: dict[CellName, CellScore]
    comments: dict[CellName, str | None]

    @property
    def auto_scores(self) -> dict[str, float | None]:
        """Automatic scores by "notebook/cell"."""
        return {"/".join(name): cell.auto_score for name, cell in self.cells.items()}


def read_scores(book: Gradebook, assignment: str, student: str) -> Scores | None:
    """A student's scores, or None where the gradebook holds no submission."""
    try:
        submission = book.find_submission(assignment, student)
    except MissingEntry:
        return None
    cells: dict[CellName, CellScore] = {}
    comments: dict[CellName, str | None] = {}
    for notebook in submission.notebooks:
        for grade in notebook.grades:
            cells[notebook.name, grade.name] = CellScore(
                grade.score, grade.auto_score, grade.max_score, grade.needs_manual_grade
            )
        comments |= {(notebook.name, entry.name): entry.comment for entry in notebook.comments}
    penalty = sum(notebook.late_submission_penalty or 0.0 for notebook in submission.notebooks)
    return Scores(submission.score - penalty, penalty, cells, comments)


def clear_auto_scores(book: Gradebook, assignment: str, student: str) -> None:
    """Forget what an earlier run gave, so that no old score outlives a changed notebook.

    What a person graded stays.
    """
    _set_auto_scores(book, assignment, student, None)


def record_zero(book: Gradebook, assignment: str, student: str) -> None:
    """Give every graded cell an automatic zero, as nbgrader does for a missing notebook."""
    book.update_or_create_student(student)
    book.update_or_create_submission(assignment, student)
    _set_auto_scores(book, assignment, student, 0.0)


def _set_auto_scores(book: Gradebook, assignment: str, student: str, score: float | None) -> None:
    try:
        submission = book.find_submission(assignment, student)
    except MissingEntry:
        return
    for notebook in submission.notebooks:
        for grade in notebook.grades:
            grade.auto_score = score
            grade.needs_manual_grade = False
    book.db.commit()
