"""One student after another; whatever happens to one, the next is graded."""

from __future__ import annotations

import glob
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

import nbformat
from nbgrader.converters.base import NbGraderException

from grader.convert import STAGED, autograde, generate_feedback
from grader.course import Course
from grader.intake import Intake, stage
from grader.logs import LOGGER, LastError, log_to
from grader.outcome import FAILED, GRADED, MISSING, NOT_GRADED, Row, clean, questions_of
from grader.records import Scores, clear_auto_scores, read_scores, record_zero
from grader.state import (
    State,
    combine,
    hash_circumstances,
    hash_folder,
    read_state,
    write_state,
)


@dataclass(frozen=True)
class Options:
    """How to grade: everything anew, with feedback pages, seconds a cell may run."""

    force: bool = False
    feedback: bool = True
    timeout: int | None = None


class Batch:
    """Grades one assignment, student by student."""

    def __init__(self, course: Course, assignment: str, options: Options | None = None) -> None:
        """Read the assignment; ``CourseError`` if the gradebook doesn't know it."""
        self.course = course
        self.options = options or Options()
        self.assignment = course.assignment(assignment)
        self._shared = combine(
            hash_circumstances(course, self.assignment), str(self.options.timeout)
        )

    @property
    def name(self) -> str:
        """The assignment's name."""
        return self.assignment.name

    def grade(self, students: Iterable[str]) -> Iterator[Row]:
        """Grade the students in turn and yield a row for each as soon as it is known."""
        for student in students:
            yield self._grade_one(student)

    def log_path(self, student: str) -> Path:
        """Where what nbgrader logs about a student goes."""
        return self.course.work_folder(self.name) / f"{student}.log"

    def _grade_one(self, student: str) -> Row:
        began = monotonic()
        try:
            row = self._reuse(student) or self._grade_anew(student)
        except Exception as error:
            LOGGER.exception("%s: the grader failed", student)
            row = Row(student, FAILED, problems=[clean(f"the grader failed: {error!r}")])
            row.max_score = self.assignment.max_score
        if not row.reused:
            row.seconds = monotonic() - began
        if self.log_path(student).is_file():
            row.log = self._relative(self.log_path(student))
        if row.status == NOT_GRADED:
            row.look = self._relative(self.course.folder("submitted", student, self.name))
        row.look = row.look or row.log
        return row

    def _key(self, student: str) -> str:
        submitted = self.course.folder("submitted", student, self.name)
        return combine(self._shared, hash_folder(submitted, self.course.directory.ignore))

    def _state_path(self, student: str) -> Path:
        return self.course.work_folder(self.name) / f"{student}.json"

    def _autograded(self, student: str) -> Path:
        return self.course.folder("autograded", student, self.name)

    def _reuse(self, student: str) -> Row | None:
        """The row of an earlier run, if everything it rests on is as it was."""
        state = read_state(self._state_path(student))
        if self.options.force or state is None or state.key != self._key(student):
            return None
        scores = self._scores(student)
        if scores is None or scores.auto_scores != state.auto_scores:
            return None
        if hash_folder(self._autograded(student)) != state.autograded:
            return None
        row = self._finish(student, state, scores)
        row.reused = True
        row.seconds = state.seconds
        return row

    def _grade_anew(self, student: str) -> Row:
        if not self.course.folder("submitted", student, self.name).is_dir():
            return self._missing(student)
        began = monotonic()
        with log_to(self.log_path(student)) as last_error:
            key = self._key(student)
            # From here on the old results are no longer to be trusted.
            self._state_path(student).unlink(missing_ok=True)
            with self.course.gradebook() as book:
                clear_auto_scores(book, self.name, student)
            state = State(key, GRADED)
            intake = self._staged_and_graded(student, state, last_error)
            state.notes, state.problems = intake.notes, [*intake.problems, *state.problems]
            for said in (*state.problems, *state.notes):
                LOGGER.warning("%s", said)
            if state.status != GRADED:
                self._give_zero(student)
            scores = self._scores(student)
            state.auto_scores = scores.auto_scores
            state.autograded = hash_folder(self._autograded(student))
            state.seconds = monotonic() - began
        return self._finish(student, state, scores)

    def _staged_and_graded(self, student: str, state: State, last_error: LastError) -> Intake:
        submitted = self.course.folder("submitted", student, self.name)
        home = self.course.root / STAGED
        shutil.rmtree(home, ignore_errors=True)
        staged = Path(self.course.directory.format_path(STAGED, student, self.name))
        intake = Intake()
        if glob.escape(student) != student or student.strip() != student:
            # nbgrader takes the name for a file glob and strips it.
            state.status = NOT_GRADED
            state.problems = [f"nbgrader can't take the name {student!r}; rename the folder"]
            return intake
        try:
            intake = stage(submitted, staged, self.assignment, self.course.directory.ignore)
            if intake.usable == 0:
                state.status = NOT_GRADED
            else:
                autograde(self.course, self.name, student, self.options.timeout)
        except NbGraderException as error:
            state.status = FAILED
            state.problems = [clean(f"nbgrader gave up: {last_error.text or error}")]
        finally:
            shutil.rmtree(home, ignore_errors=True)
        return intake

    def _give_zero(self, student: str) -> None:
        with self.course.gradebook() as book:
            record_zero(book, self.name, student)
        # An earlier hand-in's graded copy and feedback would contradict it.
        for step in ("autograded", "feedback"):
            shutil.rmtree(self.course.folder(step, student, self.name), ignore_errors=True)

    def _missing(self, student: str) -> Row:
        row = Row(student, MISSING, max_score=self.assignment.max_score, problems=[MISSING])
        scores = self._scores(student)
        if scores is not None:
            row.score = scores.total
            row.problems = [f"{MISSING}; the gradebook keeps an earlier grade"]
        return row

    def _scores(self, student: str) -> Scores | None:
        with self.course.gradebook() as book:
            return read_scores(book, self.name, student)

    def _finish(self, student: str, state: State, scores: Scores) -> Row:
        """Bring feedback up to date, remember the work, and sum it up."""
        row = Row(student, state.status, scores.total, self.assignment.max_score)
        row.problems, row.notes = list(state.problems), list(state.notes)
        if scores.penalty:
            row.notes.append(f"late: {scores.penalty:g} points taken off")
        if state.status == GRADED:
            self._add_questions(row, scores)
            if self.options.feedback:
                self._update_feedback(row, state, scores)
        if state.status != FAILED:
            write_state(self._state_path(student), state)
        return row

    def _add_questions(self, row: Row, scores: Scores) -> None:
        for name in self.assignment.notebooks:
            path = self._autograded(row.student) / f"{name}.ipynb"
            if path.is_file():
                row.look = self._relative(path)
                notebook = nbformat.read(path, as_version=4)
                row.questions.extend(questions_of(name, notebook, scores))

    def _update_feedback(self, row: Row, state: State, scores: Scores) -> None:
        # Feedback shows manual scores and comments too, which change while
        # the autograded copy stays the same.
        folder = self.course.folder("feedback", row.student, self.name)
        key = combine(self._shared, state.autograded, repr(scores))
        if self.options.force or state.feedback != f"{key} {hash_folder(folder)}":
            state.feedback = ""
            with log_to(self.log_path(row.student).with_suffix(".feedback.log")) as last_error:
                try:
                    generate_feedback(self.course, self.name, row.student)
                except NbGraderException as error:
                    row.problems.append(clean(f"no feedback page: {last_error.text or error}"))
                    return
            state.feedback = f"{key} {hash_folder(folder)}"
        pages = sorted(folder.glob("*.html"))
        row.look = self._relative(pages[0]) if pages else row.look

    def _relative(self, path: Path) -> str:
        return (
            str(path.relative_to(self.course.root))
            if path.is_relative_to(self.course.root)
            else str(path)
        )
