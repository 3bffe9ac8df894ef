"""Releasing a lab again, when the master changed and when work on it is in the gradebook."""

import json
import shutil
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook
from typer.testing import CliRunner

from grader.kernels import private_jupyter
from solutions import release as module
from solutions.release import ReleaseError, app, release
from solutions.sample_class import MARKER

ROOT = Path(__file__).parents[2]
LAB = "halves"


def answer(name):
    metadata = {
        "cell_type": "code",
        "grade": False,
        "grade_id": name,
        "locked": False,
        "schema_version": 3,
        "solution": True,
        "task": False,
    }
    source = "### BEGIN SOLUTION\nanswer = 1\n### END SOLUTION"
    return nbformat.v4.new_code_cell(source, id=name, metadata={"nbgrader": metadata})


def check(name):
    cell = answer(name)
    cell.metadata["nbgrader"] |= {"grade": True, "locked": True, "points": 1, "solution": False}
    cell.source = "assert answer == 1"
    return cell


def write_master(root, *cells):
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = nbformat.v4.new_notebook(cells=list(cells), metadata={"kernelspec": kernel})
    folder = root / "solutions" / LAB
    folder.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, folder / f"{LAB}.ipynb")


@pytest.fixture
def course(tmp_path):
    """A course whose one lab is released."""
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    write_master(tmp_path, answer("half"), check("test_half"))
    with private_jupyter():  # which finds nbgrader's alembic
        release(LAB, tmp_path)
        yield tmp_path


@pytest.fixture
def graded(course):
    """The course with ada's work in the gradebook."""
    with gradebook(course) as book:
        book.add_student("ada")
        book.add_submission(LAB, "ada")
    return course


def gradebook(root):
    return Gradebook(f"sqlite:///{root / 'gradebook.db'}", "small-enough-to-ship")


def graded_students(root):
    with gradebook(root) as book:
        return [submission.student.id for submission in book.assignment_submissions(LAB)]


def checks_known(root):
    with gradebook(root) as book:
        return {cell.name for cell in book.find_notebook(LAB, LAB).grade_cells}


def released(root):
    return {path.name: path.read_bytes() for path in (root / "labs" / LAB).iterdir()}


def test_students_get_the_notebook_without_the_answer(course):
    (notebook,) = released(course).values()
    assert b"NotImplementedError" in notebook
    assert b"SOLUTION" not in notebook
    assert checks_known(course) == {"test_half"}


def test_a_changed_text_keeps_everybodys_scores(graded):
    changed = check("test_half")
    changed.source = "assert answer == 1, 'not one'"
    write_master(graded, answer("half"), changed)
    assert not release(LAB, graded)
    assert graded_students(graded) == ["ada"]
    assert b"not one" in released(graded)[f"{LAB}.ipynb"]


def test_a_new_test_and_a_real_class_is_refused_with_a_remedy(graded):
    before = released(graded)
    write_master(graded, answer("half"), check("test_half"), check("test_half_again"))
    with pytest.raises(ReleaseError, match=r"scores of students \(ada\)(.|\n)*--start-over"):
        release(LAB, graded)
    assert graded_students(graded) == ["ada"], "a score was lost"
    assert released(graded) == before, "labs/ doesn't fit the gradebook any more"


def test_starting_over_releases_and_drops_the_scores(graded):
    write_master(graded, answer("half"), check("test_half"), check("test_half_again"))
    assert release(LAB, graded, start_over=True)
    assert graded_students(graded) == []
    assert checks_known(graded) == {"test_half", "test_half_again"}


def test_a_sample_class_is_never_in_the_way(graded):
    (graded / "submitted").mkdir()
    (graded / "submitted" / MARKER).write_text(json.dumps({"students": ["ada", "bob"]}))
    write_master(graded, answer("half"), check("test_half"), check("test_half_again"))
    assert release(LAB, graded), "after an update, `make course` stops at its own sample"
    assert checks_known(graded) == {"test_half", "test_half_again"}


def test_one_real_student_among_made_up_ones_keeps_her_score(graded):
    (graded / "submitted").mkdir()
    (graded / "submitted" / MARKER).write_text(json.dumps({"students": ["bob"]}))
    write_master(graded, answer("half"))
    with pytest.raises(ReleaseError, match=r"\(ada\)"):
        release(LAB, graded)
    assert graded_students(graded) == ["ada"]


def test_a_master_that_nbgrader_refuses_leaves_the_release(course):
    before = released(course)
    write_master(course, answer("half"), answer("half"))
    with pytest.raises(ReleaseError, match="Duplicate grade id: half"):
        release(LAB, course)
    assert released(course) == before


def test_an_unknown_lab_is_exit_code_2_and_named(course, monkeypatch):
    monkeypatch.setattr(module, "ROOT", course)
    result = CliRunner().invoke(app, ["havles"])
    assert result.exit_code == 2
    assert "solutions/havles/havles.ipynb" in result.output
