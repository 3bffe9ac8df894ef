"""A made-up class: ``python -m solutions.sample_class pca --to submitted``.

Every student hands in the released notebook, filled in as a student would:
one all right, one half done, one with an endless loop, and so on. The class
shows what grading looks like, and tests use it, because what every
hand-in deserves is known. It never mixes with a real class.
"""

from __future__ import annotations

import json
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.coursedir import CourseDirectory
from rich.console import Console
from rich.table import Table
from traitlets.config import PyFileConfigLoader

from solutions.sample_lab import SampleClassError, read_lab
from solutions.sample_students import Student, sample_students

MARKER = ".sample_class.json"

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


def write_class(lab: str, students: list[Student], folder: Path) -> int:
    """Write the hand-ins to ``folder/<student>/<lab>/``, touching only what differs.

    Returns:
        int: How many hand-ins were new or changed.

    Raises:
        SampleClassError: If ``folder`` holds students that this program didn't make; nothing is
            written then.
    """
    made = _made_before(folder)
    found = {path.name for path in _student_folders(folder)}
    if strangers := sorted(found - made):
        raise SampleClassError(
            f"{folder} holds students of another class ({', '.join(strangers[:3])}"
            f"{', ...' if len(strangers) > 3 else ''}); write the sample class somewhere else"
        )
    folder.mkdir(parents=True, exist_ok=True)
    # First the marker: a run that is cut off must be able to go on.
    names = sorted(made | {student.name for student in students})
    marker = json.dumps({"students": names}, indent=1) + "\n"
    _write(folder / MARKER, marker.encode())
    return sum(_hand_in(student, folder / student.name / lab) for student in students)


def _made_before(folder: Path) -> set[str]:
    path = folder / MARKER
    if not path.is_file():
        return set()
    try:
        return set(json.loads(path.read_text(encoding="utf-8"))["students"])
    except (ValueError, KeyError, TypeError) as error:
        raise SampleClassError(
            f"{path} is damaged; if the class in {folder} is a sample class, delete the folder"
        ) from error


def _student_folders(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return [path for path in folder.iterdir() if path.is_dir() and not path.name.startswith(".")]


def _hand_in(student: Student, folder: Path) -> bool:
    now = {path.name: path for path in folder.iterdir()} if folder.is_dir() else {}
    changed = not folder.is_dir()
    folder.mkdir(parents=True, exist_ok=True)
    for name, path in now.items():
        if name not in student.files:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
            changed = True
    for name, content in student.files.items():
        changed |= _write(folder / name, content)
    return changed


def _write(path: Path, content: bytes) -> bool:
    if path.is_file() and path.read_bytes() == content:
        return False
    path.write_bytes(content)
    return True


def remove_class(folder: Path) -> list[str]:
    """Take the sample class away: hand-ins, graded copies, feedback, and gradebook rows.

    Returns:
        list of str: The students removed.

    Raises:
        SampleClassError: If ``folder`` holds no sample class.
    """
    names = sorted(_made_before(folder))
    if not names:
        raise SampleClassError(f"{folder} holds no sample class to remove")
    course = CourseDirectory(
        config=PyFileConfigLoader("nbgrader_config.py", path=".").load_config()
    )
    with Gradebook(course.db_url, course.course_id) as gradebook:
        for name in names:
            with suppress(MissingEntry):
                gradebook.remove_student(name)
    for name in names:
        for home in (folder, course.autograded_directory, course.feedback_directory):
            shutil.rmtree(Path(home) / name, ignore_errors=True)
    # Last the marker: a run that is cut off must be able to go on.
    (folder / MARKER).unlink()
    return names


def class_table(students: list[Student]) -> Table:
    """Who is in the class, and what grading must give."""
    table = Table(title="The sample class")
    table.add_column("student")
    table.add_column("handed in")
    table.add_column("automatic points", justify="right")
    for student in students:
        more = " or more" if student.mistaken else ""
        table.add_row(student.name, student.story, f"{student.points:g}{more}")
    return table


@app.command()
def main(
    lab: Annotated[str, typer.Argument(metavar="LAB", help="The lab's name, such as pca.")] = "pca",
    to: Annotated[Path, typer.Option(help="Folder of the hand-ins.")] = Path("submitted"),
    remove: Annotated[
        bool, typer.Option("--remove", help="Take the class and its grades away instead.")
    ] = False,
) -> None:
    """Write the sample class of LAB, and say who is in it."""
    try:
        if remove:
            names = remove_class(to)
            print(f"removed {len(names)} students and their grades: {', '.join(names)}")
            return
        students = sample_students(read_lab(lab))
        changed = write_class(lab, students, to)
    except SampleClassError as error:
        Console(stderr=True).print(f"error: {error}", style="red", markup=False, soft_wrap=True)
        raise typer.Exit(2) from None
    screen = Console()
    screen.print(class_table(students))
    screen.print(f"{len(students)} hand-ins in {to}, {changed} of them new or changed")


if __name__ == "__main__":
    app(prog_name="python -m solutions.sample_class")
