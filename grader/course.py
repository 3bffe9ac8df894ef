"""The course as its nbgrader_config.py describes it: directories, assignments, students."""

from __future__ import annotations

import glob
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.coursedir import CourseDirectory
from traitlets import List, Unicode
from traitlets.config import Config, LoggingConfigurable, PyFileConfigLoader

CONFIG_NAME = "nbgrader_config.py"


class CourseError(Exception):
    """The course, as it stands, cannot be graded; the message says what to do."""


class Grader(LoggingConfigurable):
    """What a course may set in its ``nbgrader_config.py`` for this package."""

    depends_on = List(
        Unicode(),
        help=(
            "Files and folders, relative to the course, that tests rely on, such as "
            "their helpers and the lock file of the environment. A submission "
            "graded before one of them changed is graded again."
        ),
    ).tag(config=True)


@dataclass(frozen=True)
class MasterCell:
    """One nbgrader cell of the master, as the gradebook keeps it."""

    name: str
    cell_type: str
    source: str
    checksum: str | None
    locked: bool
    grade: bool
    solution: bool
    task: bool
    points: float

    @property
    def metadata(self) -> dict:
        """The cell's nbgrader metadata as a released notebook holds it."""
        data = {
            "cell_type": self.cell_type,
            "checksum": self.checksum,
            "grade": self.grade,
            "grade_id": self.name,
            "locked": self.locked,
            "schema_version": 3,
            "solution": self.solution,
            "task": self.task,
        }
        return data | ({"points": self.points} if self.grade or self.task else {})


@dataclass(frozen=True)
class Assignment:
    """An assignment: for each notebook its nbgrader cells, in the order of the master."""

    name: str
    notebooks: dict[str, tuple[MasterCell, ...]]

    @property
    def max_score(self) -> float:
        """Points of all graded cells together."""
        return sum(cell.points for cells in self.notebooks.values() for cell in cells)


class Course:
    """One course directory and its configuration."""

    def __init__(self, root: Path | str = ".") -> None:
        """Read the configuration.

        Raises:
            CourseError: If it is missing or doesn't load, or nbgrader can't
                work in the course's folder.
        """
        here = Path(root).resolve()
        self.config = load_config(here)
        options = {} if "root" in self.config.CourseDirectory else {"root": str(here)}
        self.directory = CourseDirectory(config=self.config, **options)
        self.root = Path(self.directory.root)
        if glob.escape(str(self.root)) != str(self.root):
            raise CourseError(
                f"nbgrader takes {self.root} for a file pattern and finds nothing there; "
                "rename the folder, without any of * ? ["
            )
        self.settings = Grader(config=self.config)

    def folder(self, step: str, student: str, assignment: str) -> Path:
        """Folder of one student's assignment; ``step`` as in ``CourseDirectory``: "submitted"..."""
        name = getattr(self.directory, f"{step}_directory")
        return Path(self.directory.format_path(name, student, assignment))

    def work_folder(self, assignment: str) -> Path:
        """Where logs and the record of finished work live; nbgrader never looks there."""
        return self.root / "_build" / "grading" / assignment

    def gradebook(self) -> Gradebook:
        """Open the course's gradebook; use it as a context manager."""
        return Gradebook(self.directory.db_url, self.directory.course_id)

    def assignment(self, name: str) -> Assignment:
        """Read an assignment from the gradebook.

        Raises:
            CourseError: If there is no gradebook, or it doesn't know the assignment or
                any notebook of it.
        """
        self._check_gradebook(name)
        with self.gradebook() as book:
            try:
                notebooks = book.find_assignment(name).notebooks
            except MissingEntry:
                notebooks = []
            cells = {notebook.name: _cells(notebook) for notebook in notebooks}
            known = sorted(entry.name for entry in book.assignments)
        if not cells:
            raise CourseError(
                f"the gradebook holds no assignment named {name!r} (it knows: "
                f"{', '.join(known) or 'none'}); run `nbgrader generate_assignment {name}` first"
            )
        return Assignment(
            name,
            {book: _ordered(found, self._order(name, book)) for book, found in cells.items()},
        )

    def _check_gradebook(self, name: str) -> None:
        # Opening an SQLite gradebook that isn't there would make an empty one.
        path = self.directory.db_url.removeprefix("sqlite:///")
        if path != self.directory.db_url and not Path(path).is_file():
            raise CourseError(
                f"there is no gradebook at {path}; run `nbgrader generate_assignment {name}` first"
            )

    def _order(self, assignment: str, notebook: str) -> list[str]:
        path = self.folder("source", ".", assignment) / f"{notebook}.ipynb"
        try:
            cells = nbformat.read(path, as_version=4).cells
        except (OSError, ValueError):
            return []
        return [cell.metadata.get("nbgrader", {}).get("grade_id", "") for cell in cells]

    def students(self, assignment: str) -> list[str]:
        """Everybody with a folder in ``submitted/`` and everybody on the gradebook's roster."""
        with self.gradebook() as book:
            roster = {student.id for student in book.students}
        return sorted(roster | set(self._with_folder(assignment)))

    def _with_folder(self, assignment: str) -> Iterable[str]:
        step = self.directory.submitted_directory
        wanted = self.directory.format_path(step, "*", glob.escape(assignment))
        shape = self.directory.format_path(
            step, "(?P<student>.*)", re.escape(assignment), escape=True
        )
        for path in filter(Path.is_dir, map(Path, glob.glob(wanted))):
            if match := re.fullmatch(shape, str(path)):
                yield match["student"]
        # A student whose folder holds no such assignment has handed in
        # nothing, and must not vanish from the table for it.
        home = Path(wanted).parent
        if home.name == "*" and home.parent.is_dir():
            yield from (
                path.name
                for path in home.parent.iterdir()
                if path.is_dir() and not path.name.startswith(".")
            )


def load_config(root: Path) -> Config:
    """Read ``nbgrader_config.py`` of the course in ``root``.

    Only that file: what a user keeps in her own Jupyter configuration must not
    change anybody's grade.

    Raises:
        CourseError: If the file is missing or raises.
    """
    if not (root / CONFIG_NAME).is_file():
        raise CourseError(f"no {CONFIG_NAME} in {root}; run this from the course's folder")
    try:
        return PyFileConfigLoader(CONFIG_NAME, path=str(root)).load_config()
    except Exception as error:
        raise CourseError(f"{root / CONFIG_NAME} does not load: {error!r}") from error


def _cells(notebook) -> list[MasterCell]:
    points = {cell.name: cell.max_score for cell in (*notebook.grade_cells, *notebook.task_cells)}
    graded = {cell.name for cell in notebook.grade_cells}
    answers = {cell.name for cell in notebook.solution_cells}
    tasks = {cell.name for cell in notebook.task_cells}
    return [
        MasterCell(
            name=cell.name,
            cell_type=cell.cell_type,
            source=cell.source,
            checksum=cell.checksum,
            locked=cell.locked,
            grade=cell.name in graded,
            solution=cell.name in answers,
            task=cell.name in tasks,
            points=points.get(cell.name, 0.0),
        )
        for cell in notebook.source_cells
    ]


def _ordered(cells: list[MasterCell], order: list[str]) -> tuple[MasterCell, ...]:
    # The gradebook doesn't keep the order of cells; the master does.
    rank = {name: position for position, name in enumerate(order)}
    return tuple(sorted(cells, key=lambda cell: rank.get(cell.name, len(rank))))
