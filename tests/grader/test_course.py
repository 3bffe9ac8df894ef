"""Reading a course: what is missing is said before anything is changed."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from jupyter_client.kernelspec import KernelSpecManager
from toy_course import MAX_SCORE, hand_in

from grader.course import Course, CourseError, _ordered
from grader.kernels import private_jupyter
from grader.state import hash_circumstances, hash_folder


def test_the_assignment_is_what_the_master_says(toy):
    assignment = Course(toy).assignment("lab")
    assert assignment.max_score == MAX_SCORE
    names = [cell.name for cell in assignment.notebooks["lab"]]
    assert names[:3] == ["imports", "double", "test_double"], "cells lost the master's order"
    assert names[-1] == "essay"


def test_the_masters_order_holds_in_whatever_order_a_database_answers(toy):
    cells = list(Course(toy).assignment("lab").notebooks["lab"])
    order = [cell.name for cell in cells]
    assert [cell.name for cell in _ordered(cells[::-1], order)] == order


def test_without_a_configuration_it_says_where_to_run_it(tmp_path):
    with pytest.raises(CourseError, match=r"nbgrader_config\.py.*course's folder"):
        Course(tmp_path)


def test_a_folder_that_nbgrader_takes_for_a_pattern_is_refused(toy):
    folder = toy.rename(toy.with_name("lab [2026]"))
    with pytest.raises(CourseError, match=r"lab \[2026\].*rename"):
        Course(folder)


def test_a_broken_configuration_is_named(tmp_path):
    (tmp_path / "nbgrader_config.py").write_text("c = get_config(\n")
    with pytest.raises(CourseError, match=r"nbgrader_config\.py does not load"):
        Course(tmp_path)


def test_without_a_gradebook_it_says_what_to_run_and_makes_none(toy):
    (toy / "gradebook.db").unlink()
    with pytest.raises(CourseError, match="generate_assignment lab"):
        Course(toy).assignment("lab")
    assert not (toy / "gradebook.db").exists(), "an empty gradebook was left behind"


def test_an_unknown_assignment_is_named_with_the_known_ones(toy):
    with pytest.raises(CourseError, match=r"'lob'.*it knows: lab"):
        Course(toy).assignment("lob")


def test_students_are_folders_and_roster_and_nothing_else(toy):
    hand_in(toy, "ada", None)
    (toy / "submitted" / "bob").mkdir()
    (toy / "submitted" / ".hidden").mkdir()
    (toy / "submitted" / "readme.txt").write_text("no student")
    course = Course(toy)
    with course.gradebook() as book:
        book.add_student("cleo")
    assert course.students("lab") == ["ada", "bob", "cleo"]


def test_another_directory_structure_is_understood(toy):
    with (toy / "nbgrader_config.py").open("a") as file:
        file.write(
            "c.CourseDirectory.directory_structure = '{nbgrader_step}/{assignment_id}/{student_id}'"
        )
    (toy / "submitted" / "lab" / "ada").mkdir(parents=True)
    (toy / "submitted" / "other" / "bob").mkdir(parents=True)
    assert Course(toy).students("lab") == ["ada"]


def test_the_same_circumstances_have_the_same_hash(toy):
    with (toy / "nbgrader_config.py").open("a") as file:
        file.write("c.Autograde.post_convert_hook = lambda **_: None\n")

    def circumstances():
        course = Course(toy)
        return hash_circumstances(course, course.assignment("lab"))

    assert circumstances() == circumstances(), "every run would grade everything again"
    (toy / "source" / "lab" / "data.csv").write_text("1")
    before = circumstances()
    (toy / "source" / "lab" / "data.csv").write_text("2")
    assert circumstances() != before, "tests read other data now"


def test_a_renamed_file_is_a_changed_submission(tmp_path):
    (tmp_path / "a").write_text("x")
    before = hash_folder(tmp_path)
    (tmp_path / "a").rename(tmp_path / "b")
    assert hash_folder(tmp_path) != before


def test_a_users_own_kernels_and_startup_files_are_out_of_sight(tmp_path, monkeypatch):
    kernel = tmp_path / "data" / "kernels" / "python3"
    kernel.mkdir(parents=True)
    (kernel / "kernel.json").write_text('{"argv": ["/bin/false"], "display_name": "mine"}')
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "data"))
    monkeypatch.setenv("PYTHONSTARTUP", str(tmp_path / "startup.py"))
    before = dict(os.environ)
    with private_jupyter():
        found = KernelSpecManager().get_kernel_spec("python3")
        assert found.argv[0] != "/bin/false", "the user's own kernel would grade the class"
        assert "PYTHONSTARTUP" not in os.environ, "the user's start-up file would run"
        assert Path(os.environ["IPYTHONDIR"]).parent == Path(os.environ["JUPYTER_DATA_DIR"]).parent
        private = Path(os.environ["IPYTHONDIR"]).parent
        assert os.environ["PATH"].split(os.pathsep)[0] == str(Path(sys.executable).parent)
    assert dict(os.environ) == before, "the process keeps the grader's settings"
    assert not private.exists(), "a temporary folder was left behind"
