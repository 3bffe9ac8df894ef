"""Taking the sample class away: all of it, and nothing that isn't its own."""

import json

import pytest
from nbgrader.api import Gradebook
from typer.testing import CliRunner

from grader.kernels import private_jupyter
from solutions.sample_class import MARKER, app, remove_class, write_class
from solutions.sample_lab import SampleClassError
from solutions.sample_students import Student

LAB = "pca"


@pytest.fixture
def course(tmp_path, monkeypatch):
    """The course's folder, with ada of the sample class and zoe's earlier grade."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "nbgrader_config.py").write_text("c = get_config()\n")
    write_class(LAB, [Student("ada", "", {"pca.ipynb": b"{}"}, 0.0)], tmp_path / "submitted")
    for step in ("autograded", "feedback"):
        for student in ("ada", "zoe"):
            (tmp_path / step / student / LAB).mkdir(parents=True)
    return tmp_path


def gradebook(course) -> Gradebook:
    with private_jupyter():  # which finds nbgrader's alembic
        return Gradebook(f"sqlite:///{course / 'gradebook.db'}")


def folders(course) -> list[str]:
    return sorted(str(path.relative_to(course)) for path in course.glob("*/*") if path.is_dir())


def test_the_class_goes_with_its_grades_and_others_stay(course):
    with gradebook(course) as book:
        book.add_student("ada")
        book.add_student("zoe")
    assert remove_class(course / "submitted") == ["ada"]
    with gradebook(course) as book:
        assert [student.id for student in book.students] == ["zoe"]
    assert folders(course) == ["autograded/zoe", "feedback/zoe"]
    with pytest.raises(SampleClassError, match="no sample class"):
        remove_class(course / "submitted")


def test_a_class_that_was_never_graded_leaves_no_empty_gradebook(course):
    remove_class(course / "submitted")
    assert not (course / "gradebook.db").exists(), "`make labs` would take it for a released course"


@pytest.mark.parametrize("name", ["..", ".", "", "../zoe", "a/b", 3])
def test_a_marker_that_names_no_student_folder_removes_nothing(course, name):
    (course / "submitted" / MARKER).write_text(json.dumps({"students": ["ada", name]}))
    before = folders(course)
    with pytest.raises(SampleClassError, match="is damaged"):
        remove_class(course / "submitted")
    assert folders(course) == before, "something outside the class was removed"


def test_outside_the_course_it_says_where_to_run_it(course, monkeypatch):
    monkeypatch.chdir(course / "feedback")
    result = CliRunner().invoke(app, ["--remove", "--to", str(course / "submitted")])
    assert result.exit_code == 2
    assert "course's folder" in result.output
    assert (course / "submitted" / "ada").is_dir(), "half of the class was removed"
