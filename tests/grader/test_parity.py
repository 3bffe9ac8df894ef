"""The same scores as nbgrader's own command, cell by cell, for work that stock can grade."""

from __future__ import annotations

import subprocess
import sys

import nbformat
import pytest
from toy_course import ANSWERS, TIMEOUT, answered, auto_scores, copy_course, grade, hand_in

from grader.course import Course
from grader.kernels import private_jupyter

HONEST = {
    "half": {"double": ANSWERS["double"], "essay": ANSWERS["essay"]},
    "mixed": {
        "double": "def double(x:\n    return",
        "square": "def square(x):\n    return 9",
        "shout": "import warnings\nwarnings.warn('old')\nshout = str.upper",
    },
    "loop": ANSWERS | {"square": "def square(x):\n    while True:\n        pass"},
}


@pytest.fixture(scope="module")
def graded_twice(released_toy, tmp_path_factory):
    """The same class graded by stock nbgrader and by the grader: two course folders."""
    roots = []
    for name in ("stock", "ours"):
        root = copy_course(released_toy, tmp_path_factory.mktemp(name))
        for student, answers in HONEST.items():
            notebook = answered(root, answers)
            notebook.cells.insert(3, nbformat.v4.new_code_cell("print('mine')", id="mine"))
            hand_in(root, student, notebook)
        roots.append(root)
    stock, ours = roots
    with private_jupyter():
        subprocess.run(
            [sys.executable, "-m", "nbgrader", "autograde", "lab", f"--Execute.timeout={TIMEOUT}"],
            cwd=stock,
            check=True,
            capture_output=True,
        )
    grade(ours, feedback=False)
    return stock, ours


@pytest.mark.parametrize("student", HONEST)
def test_the_same_score_for_every_cell(graded_twice, student):
    stock, ours = graded_twice
    assert auto_scores(ours, student) == auto_scores(stock, student)


@pytest.mark.parametrize("student", HONEST)
def test_the_same_cells_wait_for_a_person_and_the_same_comments(graded_twice, student):
    found = []
    for root in graded_twice:
        with Course(root).gradebook() as book:
            notebook = book.find_submission_notebook("lab", "lab", student)
            found.append(
                (
                    {grade.name: grade.needs_manual_grade for grade in notebook.grades},
                    {entry.name: entry.auto_comment for entry in notebook.comments},
                )
            )
    assert found[0] == found[1]


def cells_of(root, student):
    notebook = nbformat.read(root / "autograded" / student / "lab" / "lab.ipynb", as_version=4)
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)  # when it ran
    return [(cell.id, cell.source, cell.metadata) for cell in notebook.cells]


def test_the_graded_notebooks_hold_the_same_cells(graded_twice):
    for student in HONEST:
        stock, ours = (cells_of(root, student) for root in graded_twice)
        assert ours == stock, student
