"""A made-up class: ``python -m solutions.sample_class pca pruning --to submitted``.

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
from traitlets.config import ConfigFileNotFound, PyFileConfigLoader

from solutions.sample_lab import SampleClassError, read_lab
from solutions.sample_students import Student, sample_students

MARKER = ".sample_class.json"
CONFIG_NAME = "nbgrader_config.py"

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


def write_class(lab: str, students: list[Student], folder: Path) -> int:
    """Write the hand-ins to ``folder/<student>/<lab>/``, touching only what differs.

    Returns:
        How many hand-ins were new or changed.

    Raises:
        SampleClassError: If ``folder`` holds students that this program didn't make;
            nothing is written then.
    """
    made = made_up_students(folder)
    found = {path.name for path in _student_folders(folder)}
    if strangers := sorted(found - made):
        raise SampleClassError(
            f"{folder} holds students of another class ({', '.join(strangers[:3])}"
            f"{', ...' if len(strangers) > 3 else ''}); `make grade` grades them, and the "
            "sample class must be written somewhere else"
        )
    folder.mkdir(parents=True, exist_ok=True)
    # First the marker: a run that is cut off must be able to go on.
    names = sorted(made | {student.name for student in students})
    marker = json.dumps({"students": names}, indent=1) + "\n"
    _write(folder / MARKER, marker.encode())
    return sum(_hand_in(student, folder / student.name / lab) for student in students)


def made_up_students(folder: Path) -> set[str]:
    """The students of ``folder`` that this program made; none where it made no class.

    Raises:
        SampleClassError: If the file that lists them is damaged.
    """
    path = folder / MARKER
    if not path.is_file():
        return set()
    try:
        names = json.loads(path.read_text(encoding="utf-8"))["students"]
        if all(map(_is_folder_name, names)):
            return set(names)
    except (ValueError, KeyError, TypeError):
        pass
    raise SampleClassError(
        f"{path} is damaged; if the class in {folder} is a sample class, delete the folder"
    )


def _is_folder_name(name: object) -> bool:
    # What it names is deleted: a path could lead to anything.
    return isinstance(name, str) and name not in ("", ".", "..") and Path(name).name == name


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

    The gradebook, graded copies and feedback are those of the course in the
    working directory.

    Returns:
        The students removed.

    Raises:
        SampleClassError: If ``folder`` holds no sample class, or the working directory
            no course; nothing is removed then.
    """
    names = sorted(made_up_students(folder))
    if not names:
        raise SampleClassError(f"{folder} holds no sample class to remove")
    course = _course()
    _forget_grades(course, names)
    for name in names:
        for home in (folder, course.autograded_directory, course.feedback_directory):
            shutil.rmtree(Path(home) / name, ignore_errors=True)
    # Last the marker: a run that is cut off must be able to go on.
    (folder / MARKER).unlink()
    return names


def _course() -> CourseDirectory:
    try:
        config = PyFileConfigLoader(CONFIG_NAME, path=".").load_config()
    except ConfigFileNotFound:
        raise SampleClassError(
            f"no {CONFIG_NAME} here; run this from the course's folder"
        ) from None
    return CourseDirectory(config=config)


def _forget_grades(course: CourseDirectory, names: list[str]) -> None:
    file = course.db_url.removeprefix("sqlite:///")
    if file != course.db_url and not Path(file).is_file():
        # Opening it would make an empty one.
        return
    with Gradebook(course.db_url, course.course_id) as gradebook:
        for name in names:
            with suppress(MissingEntry):
                gradebook.remove_student(name)


def class_table(lab: str, students: list[Student]) -> Table:
    """Who hands in a lab, and what grading must give."""
    table = Table(title=f"The sample class: {lab}")
    table.add_column("student")
    table.add_column("handed in")
    table.add_column("automatic points", justify="right")
    for student in students:
        more = " or more" if student.mistaken else ""
        table.add_row(student.name, student.story, f"{student.points:g}{more}")
    return table


@app.command()
def main(
    labs: Annotated[
        list[str] | None, typer.Argument(metavar="[LAB...]", help="Names, such as pca.")
    ] = None,
    to: Annotated[Path, typer.Option(help="Folder of the hand-ins.")] = Path("submitted"),
    remove: Annotated[
        bool, typer.Option("--remove", help="Take the class and its grades away instead.")
    ] = False,
) -> None:
    """Write the sample class's hand-ins of each LAB, and say who is in it."""
    try:
        if remove:
            names = remove_class(to)
            print(f"removed {len(names)} students and their grades: {', '.join(names)}")
            return
        if not labs:
            raise SampleClassError("which lab? Name one or several, such as pca")
        classes = {lab: sample_students(read_lab(lab)) for lab in labs}
        changed = {lab: write_class(lab, students, to) for lab, students in classes.items()}
    except SampleClassError as error:
        Console(stderr=True).print(f"error: {error}", style="red", markup=False, soft_wrap=True)
        raise typer.Exit(2) from None
    screen = Console()
    for lab, students in classes.items():
        screen.print(class_table(lab, students))
        screen.print(f"{len(students)} hand-ins in {to}, {changed[lab]} of them new or changed")


if __name__ == "__main__":
    app(prog_name="python -m solutions.sample_class")
