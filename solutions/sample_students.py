"""The students of the sample class: what each hands in, and the points it deserves."""

from __future__ import annotations

import copy
from dataclasses import dataclass

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from solutions.sample_lab import Lab, SampleClassError, grade_id
from solutions.sample_variants import first_mistake, written_differently

FEWEST_FUNCTIONS = 4

#: Who does a lab that imports TensorFlow, which takes ten seconds a submission and more.
TENSORFLOW_STUDENTS = ("ada", "blaise", "carl", "mary")

_ESSAY = "My answer takes a few sentences. A person reads them and gives the points."


@dataclass(frozen=True)
class Student:
    """One hand-in.

    ``files`` holds the content by file name. ``points`` is what automatic
    grading must give; where ``mistaken`` names a function, its tests give some
    further points, but not all of theirs.
    """

    name: str
    story: str
    files: dict[str, bytes]
    points: float
    mistaken: str = ""


def sample_students(lab: Lab) -> list[Student]:
    """Who hands in a lab, and what: always the same.

    Everybody does a NumPy lab, some do a TensorFlow lab.

    Raises:
        SampleClassError: If the lab has fewer than four graded functions, or its proof
            no right and wrong answer to take.
    """
    functions = lab.functions
    if len(functions) < FEWEST_FUNCTIONS:
        raise SampleClassError(
            f"{lab.name} has {len(functions)} graded functions, and the students of the sample "
            f"class go wrong in different ones: it needs {FEWEST_FUNCTIONS} or more"
        )
    full = lab.points(functions)
    right = {name: lab.solution(name) for name in functions} | dict.fromkeys(lab.essays, _ESSAY)
    half = functions[: len(functions) // 2]
    second, middle, last = functions[1], functions[len(functions) // 3], functions[-1]
    mistake = first_mistake(lab.name, second)
    file = f"{lab.name}.ipynb"

    def without(function: str) -> float:
        return full - lab.points([function])

    def student(name: str, story: str, notebook: NotebookNode, points: float, file: str = file):
        return Student(name, story, {file: _bytes(notebook)}, points)

    perfect = lab.answered(right)
    everybody = [
        student("ada", "everything right, and a cell of her own", _with_own_cell(perfect), full),
        student(
            "blaise",
            "everything right, written differently",
            lab.answered(right | written_differently(lab.name, functions)),
            full,
        ),
        student(
            "carl",
            f"half done: {len(half)} of {len(functions)} functions",
            lab.answered({name: right[name] for name in half}),
            lab.points(half),
        ),
        student("dorothy", "untouched", lab.answered({}), 0.0),
        student(
            "emmy",
            f"a syntax error in {second}",
            lab.answered(right | {second: _unclosed(right[second])}),
            without(second),
        ),
        student(
            "felix",
            f"{middle} never returns",
            lab.answered(
                right | {middle: lab.with_body(middle, "    while True:\n        pass\n")}
            ),
            without(middle),
        ),
        Student("grace", "no notebook, only a note", {"note.txt": b"My laptop broke.\n"}, 0.0),
        student("hedy", "the notebook was renamed", perfect, full, file=f"{lab.name} (1).ipynb"),
        Student(
            "ivan",
            "the notebook was cut off on the way",
            {file: _bytes(perfect)[: len(_bytes(perfect)) // 2]},
            0.0,
        ),
        student(
            "jean",
            "one test deleted, one answer there twice",
            _with_accidents(perfect, lab),
            full,
        ),
        student(
            "karl",
            f"{last} was given another name",
            lab.answered(right | {last: right[last].replace(f"def {last}(", f"def my_{last}(")}),
            without(last),
        ),
        Student("lise", "an empty folder", {}, 0.0),
        Student(
            "mary",
            f"a common mistake in {second}: {mistake.misconception}",
            {file: _bytes(lab.answered(right | {second: mistake.cell}))},
            without(second),
            mistaken=second,
        ),
    ]
    if lab.uses_tensorflow:
        return [student for student in everybody if student.name in TENSORFLOW_STUDENTS]
    return everybody


def _bytes(notebook: NotebookNode) -> bytes:
    return (nbformat.writes(notebook) + "\n").encode()


def _with_own_cell(notebook: NotebookNode) -> NotebookNode:
    own = copy.deepcopy(notebook)
    own.cells.append(new_code_cell("print('All done.')", id="my-own-cell"))
    return own


def _unclosed(source: str) -> str:
    return source.replace("):\n", ":\n", 1)


def _with_accidents(notebook: NotebookNode, lab: Lab) -> NotebookNode:
    careless = copy.deepcopy(notebook)
    first, last = lab.functions[0], lab.functions[-1]
    deleted = next(
        cell for cell in careless.cells if (grade_id(cell) or "").startswith(f"test_{first}")
    )
    careless.cells.remove(deleted)
    place = next(i for i, cell in enumerate(careless.cells) if grade_id(cell) == last)
    twice = copy.deepcopy(careless.cells[place])
    twice.id = "pasted-cell"
    careless.cells.insert(place + 1, twice)
    return careless
