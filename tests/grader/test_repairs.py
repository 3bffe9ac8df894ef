"""Accidents with cells: each is repaired, each repair is reported, honest work stays as it is."""

from __future__ import annotations

import copy

import pytest
from nbformat.v4 import new_code_cell
from toy_course import ANSWERS, answered, cell_named

from grader.course import Course
from grader.questions import grade_id
from grader.repairs import repair


@pytest.fixture
def notebook(released_toy):
    """A perfect hand-in."""
    return answered(released_toy, ANSWERS)


@pytest.fixture(scope="session")
def cells(released_toy):
    """The master's cells."""
    return Course(released_toy).assignment("lab").notebooks["lab"]


def names(notebook):
    return [grade_id(cell) for cell in notebook.cells if grade_id(cell)]


def test_an_honest_notebook_is_not_repaired(notebook, cells):
    before = copy.deepcopy(notebook)
    assert repair(notebook, cells) == []
    assert notebook == before


def test_further_cells_of_the_student_stay(notebook, cells):
    notebook.cells.insert(4, new_code_cell("print(double(2))"))
    assert repair(notebook, cells) == []
    assert notebook.cells[4].source == "print(double(2))"


@pytest.mark.parametrize("name", ["double", "test_square", "essay", "imports"])
def test_of_copies_the_last_counts(notebook, cells, name):
    double = copy.deepcopy(cell_named(notebook, name))
    double.source += "\n# the later one"
    notebook.cells.append(double)
    assert repair(notebook, cells) == [f"`{name}` was there more than once; the last one counts"]
    assert names(notebook).count(name) == 1
    assert cell_named(notebook, name).source.endswith("# the later one")


@pytest.mark.parametrize("name", ["imports", "test_double", "test_square_zero", "essay"])
def test_a_deleted_cell_comes_back_where_it_was(notebook, cells, name):
    order = names(notebook)
    notebook.cells.remove(cell_named(notebook, name))
    assert repair(notebook, cells) == [f"`{name}` had been deleted; restored"]
    assert names(notebook) == order


def test_all_tests_deleted_come_back_in_order(notebook, cells):
    order = names(notebook)
    notebook.cells = [c for c in notebook.cells if not (grade_id(c) or "").startswith("test_")]
    assert len(repair(notebook, cells)) == 5
    assert names(notebook) == order


def test_a_deleted_answer_is_not_made_up(notebook, cells):
    # The released stub could replace what the student wrote in another cell.
    notebook.cells.remove(cell_named(notebook, "double"))
    assert repair(notebook, cells) == []
    assert "double" not in names(notebook)


def test_without_any_nbgrader_metadata_tests_come_after_the_answers(notebook, cells):
    for cell in notebook.cells:
        cell.metadata.pop("nbgrader", None)
    last = len(notebook.cells)
    repair(notebook, cells)
    first_test = next(i for i, c in enumerate(notebook.cells) if grade_id(c) == "test_double")
    assert first_test >= last


@pytest.mark.parametrize(
    "change", [{"points": 50}, {"grade": False}, {"locked": False}, {"solution": True}]
)
def test_changed_points_and_roles_are_put_back(notebook, cells, change):
    cell = cell_named(notebook, "test_square")
    right = dict(cell.metadata["nbgrader"])
    cell.metadata["nbgrader"].update(change)
    notes = repair(notebook, cells)
    assert notes == ["`test_square`: its points or its role had been changed; restored"]
    found = cell.metadata["nbgrader"]
    assert {flag: found[flag] for flag in ("grade", "solution", "locked", "points")} == {
        flag: right[flag] for flag in ("grade", "solution", "locked", "points")
    }


def test_a_test_tagged_to_be_skipped_is_run(notebook, cells):
    cell_named(notebook, "test_square").metadata["tags"] = ["skip-execution", "mine"]
    assert "tagged to be skipped" in repair(notebook, cells)[0]
    assert cell_named(notebook, "test_square").metadata["tags"] == ["mine"]


@pytest.mark.parametrize("data", [{"grade_id": "other_lab", "grade": True}, "text", {}, None])
def test_cells_of_another_assignment_do_not_cost_the_hand_in(notebook, cells, data):
    notebook.cells.append(new_code_cell("1", metadata={"nbgrader": data}))
    assert "no cell of this assignment" in repair(notebook, cells)[0]
    assert "nbgrader" not in notebook.cells[-1].metadata
