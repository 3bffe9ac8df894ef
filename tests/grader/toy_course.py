"""A tiny course of one assignment, and hand-ins to it, for the tests of the grader."""

from __future__ import annotations

import copy
import shutil
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.converters import GenerateAssignment
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from grader.batch import Batch, Options
from grader.course import Course
from grader.kernels import private_jupyter

STUB = "raise NotImplementedError('not written yet')"
POINTS = {"double": 3.0, "square": 5.0, "shout": 2.0}
BY_HAND = 4.0
MAX_SCORE = sum(POINTS.values()) + BY_HAND

ANSWERS = {
    "double": "def double(x):\n    return 2 * x",
    "square": "def square(x):\n    return x * x",
    "shout": "def shout(text):\n    return text.upper()",
    "essay": "Because it is twice as much.",
}

CONFIG = """
c = get_config()
c.CourseDirectory.course_id = "toy"
c.ClearSolutions.code_stub = {"python": "raise NotImplementedError('not written yet')"}
c.ExecutePreprocessor.timeout = 20
c.ExecutePreprocessor.iopub_timeout = 2
c.Grader.depends_on = ["tools"]
"""

TIMEOUT = 3

# What each student wrote instead of the right `square`.
SQUARES = {
    "syntax": "def square(x):\n    return (x\n",
    "raises": "def square(x):\n    return x / 0",
    "warns": (
        "import sys\ndef square(x):\n    print('careful', file=sys.stderr)\n    return x * x"
    ),
    "loop": "def square(x):\n    while True:\n        pass",
    "toploop": "while True:\n    pass",
    "stubborn": (
        "import time\ndef square(x):\n    while True:\n        try:\n"
        "            time.sleep(1)\n        except BaseException:\n            pass"
    ),
    "printer": "def square(x):\n    while True:\n        print('x' * 1000)",
    "exits": "import os\ndef square(x):\n    os._exit(1)",
}


def _data(name, *, grade=False, solution=False, points=None):
    data = {
        "grade": grade,
        "grade_id": name,
        "locked": not solution,
        "schema_version": 3,
        "solution": solution,
        "task": False,
    }
    return {"nbgrader": data | ({"points": points} if points is not None else {})}


def _answer(name):
    head, body = ANSWERS[name].split("\n", 1)
    source = f"{head}\n    ### BEGIN SOLUTION\n{body}\n    ### END SOLUTION"
    return new_code_cell(source, id=name, metadata=_data(name, solution=True))


def _test(name, points, source):
    cell_id = name.replace("_", "-")
    return new_code_cell(source, id=cell_id, metadata=_data(name, grade=True, points=points))


def master() -> nbformat.NotebookNode:
    """The master: three functions (3, 5 and 2 points) and one written answer (4 points)."""
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    cells = [
        new_markdown_cell("# Toy", id="title"),
        new_code_cell("import math", id="imports", metadata=_data("imports")),
        _answer("double"),
        _test("test_double", 1, "assert double(2) == 4, f'double(2) gave {double(2)}'"),
        _test(
            "test_double_more",
            2,
            "### BEGIN HIDDEN TESTS\nassert double(-1) == -2, 'negative'\n### END HIDDEN TESTS",
        ),
        _answer("square"),
        _test("test_square", 2, "assert square(3) == 9, 'three'"),
        _test("test_square_zero", 3, "assert square(0) == 0, 'zero'"),
        _answer("shout"),
        _test("test_shout", 2, "assert shout('a') == 'A', 'a'"),
        new_markdown_cell(
            "### BEGIN SOLUTION\nrubric\n### END SOLUTION",
            id="essay",
            metadata=_data("essay", grade=True, solution=True, points=4),
        ),
    ]
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})


def make_course(root: Path, config: str = "") -> Path:
    """Write a course named toy into ``root`` and release its assignment ``lab``."""
    (root / "source" / "lab").mkdir(parents=True)
    (root / "tools").mkdir()
    (root / "nbgrader_config.py").write_text(CONFIG + config)
    nbformat.write(master(), root / "source" / "lab" / "lab.ipynb")
    release(root)
    return root


def release(root: Path) -> None:
    """Run nbgrader's generate_assignment on the toy course."""
    settings = Config({"ClearSolutions": {"code_stub": {"python": STUB}}})
    directory = CourseDirectory(
        config=settings, root=str(root), assignment_id="lab", course_id="toy"
    )
    converter = GenerateAssignment(coursedir=directory, config=settings)
    converter.force = True
    with private_jupyter():
        converter.start()


def released(root: Path) -> nbformat.NotebookNode:
    """The notebook that students get."""
    return nbformat.read(root / "release" / "lab" / "lab.ipynb", as_version=4)


def answered(root: Path, answers: dict[str, str]) -> nbformat.NotebookNode:
    """The released notebook with some answer cells replaced, by their grade_id."""
    notebook = copy.deepcopy(released(root))
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if name in answers:
            cell.source = answers[name]
    return notebook


def hand_in(
    root: Path, student: str, content: nbformat.NotebookNode | bytes | None, name="lab.ipynb"
) -> Path:
    """Put a notebook, raw bytes, or nothing into a student's folder, and return the folder."""
    folder = root / "submitted" / student / "lab"
    folder.mkdir(parents=True, exist_ok=True)
    if isinstance(content, bytes):
        (folder / name).write_bytes(content)
    elif content is not None:
        nbformat.write(content, folder / name)
    return folder


def cell_named(notebook: nbformat.NotebookNode, name: str) -> nbformat.NotebookNode:
    """The cell with that grade_id."""
    return next(
        cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade_id") == name
    )


def fill_class(root: Path) -> None:
    """Hand in one submission of every kind."""
    hand_in(root, "perfect", answered(root, ANSWERS))
    hand_in(root, "half", answered(root, {"double": ANSWERS["double"]}))
    hand_in(root, "untouched", answered(root, {}))
    for student, square in SQUARES.items():
        hand_in(root, student, answered(root, ANSWERS | {"square": square}))
    hand_in(root, "empty", None)
    hand_in(root, "notes", b"hello", "notes.txt")
    hand_in(root, "damaged", b'{"cells": [')
    hand_in(root, "renamed", answered(root, ANSWERS), "my lab (1).ipynb")
    for name in ("a.ipynb", "b.ipynb"):
        hand_in(root, "undecided", answered(root, ANSWERS), name)
    hand_in(root, "folder [x]", answered(root, ANSWERS))
    (root / "submitted" / "absent").mkdir()


def grade(root: Path, students=None, **options) -> dict:
    """Grade a course's ``lab`` in this process; rows by student."""
    with private_jupyter():
        course = Course(root)
        batch = Batch(course, "lab", Options(**{"timeout": TIMEOUT} | options))
        return {row.student: row for row in batch.grade(students or course.students("lab"))}


def auto_scores(root: Path, student: str) -> dict[str, float | None]:
    """A student's automatic scores by cell, as the gradebook has them."""
    with Course(root).gradebook() as book:
        submission = book.find_submission("lab", student)
        return {
            entry.name: entry.auto_score for book_ in submission.notebooks for entry in book_.grades
        }


def copy_course(root: Path, folder: Path) -> Path:
    """A copy of a course of its own for one test."""
    return Path(shutil.copytree(root, folder / "toy"))
