"""What is graded again and what isn't, and that it always ends in the same gradebook."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import nbformat
import pytest
from toy_course import (
    ANSWERS,
    TIMEOUT,
    answered,
    auto_scores,
    cell_named,
    grade,
    hand_in,
    release,
)

import grader.batch
from grader.course import Course
from grader.state import hash_folder

WRONG = ANSWERS | {"double": "def double(x):\n    return 3 * x"}


def grading_again(root, **options) -> bool:
    return not grade(root, **options)["ada"].reused


def test_a_changed_submission_is_graded_again(ada):
    hand_in(ada, "ada", answered(ada, WRONG))
    row = grade(ada)["ada"]
    assert (row.reused, row.score) == (False, 7.0)
    assert auto_scores(ada, "ada")["test_double"] == 0


def test_force_grades_again(ada):
    assert grading_again(ada, force=True)


def test_changed_circumstances_grade_again(ada):
    assert not grading_again(ada)
    (ada / "tools" / "checks.py").write_text("LIMIT = 1\n")
    assert grading_again(ada), "the tests' own tools changed, and old grades were kept"
    with (ada / "nbgrader_config.py").open("a") as file:
        file.write("c.LimitOutput.max_lines = 50\n")
    assert grading_again(ada), "the configuration changed, and old grades were kept"
    assert grading_again(ada, timeout=TIMEOUT + 1)


def test_a_changed_test_in_the_master_grades_again(ada):
    path = ada / "source" / "lab" / "lab.ipynb"
    notebook = nbformat.read(path, as_version=4)
    cell_named(notebook, "test_shout").source = "assert shout('a') == 'b'"
    nbformat.write(notebook, path)
    release(ada)
    row = grade(ada)["ada"]
    assert (row.reused, row.score) == (False, 8.0)


def test_a_replaced_gradebook_or_a_lost_copy_grades_again(ada):
    (ada / "gradebook.db").unlink()
    release(ada)
    assert grading_again(ada), "the new gradebook stayed empty"
    assert auto_scores(ada, "ada")["test_double"] == 1
    (ada / "autograded" / "ada" / "lab" / "lab.ipynb").unlink()
    assert grading_again(ada), "formgrader would find no graded notebook"


def test_lost_feedback_comes_back_without_grading_again(ada):
    page = ada / "feedback" / "ada" / "lab" / "lab.html"
    page.unlink()
    row = grade(ada)["ada"]
    assert row.reused
    assert page.is_file(), "the feedback page stayed lost"


def test_a_persons_grade_survives_and_reaches_the_feedback(ada):
    with Course(ada).gradebook() as book:
        entry = book.find_grade("essay", "lab", "lab", "ada")
        entry.manual_score, entry.needs_manual_grade = 3.5, False
        book.db.commit()
    row = grade(ada)["ada"]
    assert (row.reused, row.score) == (True, 13.5)
    assert "Score: 13.5" in (ada / row.look).read_text(encoding="utf-8")
    row = grade(ada, force=True)["ada"]
    assert (row.reused, row.score) == (False, 13.5), "a regrade threw away a person's grade"


def test_a_worse_second_hand_in_leaves_no_trace_of_the_first(ada):
    hand_in(ada, "ada", b"not a notebook")
    row = grade(ada)["ada"]
    assert (row.status, row.score) == ("not graded", 0.0)
    assert set(auto_scores(ada, "ada").values()) == {0.0}, "old points outlived the new hand-in"
    assert not (ada / "autograded" / "ada" / "lab").exists()
    assert not (ada / "feedback" / "ada" / "lab").exists(), "the old feedback is still there"


def test_a_deleted_folder_keeps_the_earlier_grade_and_says_so(ada):
    (ada / "submitted" / "ada" / "lab" / "lab.ipynb").unlink()
    (ada / "submitted" / "ada" / "lab").rmdir()
    row = grade(ada)["ada"]
    assert (row.status, row.score) == ("nothing handed in", 10.0)
    assert "earlier grade" in row.problems[0]


def test_a_failure_of_the_grader_costs_one_student_only(toy, monkeypatch):
    for student in ("ada", "bob"):
        hand_in(toy, student, answered(toy, ANSWERS))
    real = grader.batch.autograde

    def fails_for_ada(course, assignment, student, timeout):
        if student == "ada":
            raise OSError("No space left on device")
        real(course, assignment, student, timeout)

    monkeypatch.setattr(grader.batch, "autograde", fails_for_ada)
    rows = grade(toy)
    assert rows["ada"].status == "failed"
    assert "No space left" in rows["ada"].problems[0]
    assert rows["bob"].score == 10, "one student's failure reached the next"
    monkeypatch.undo()
    assert grade(toy)["ada"].score == 10, "a failed student must be tried again"


def test_interrupted_between_grading_and_remembering_grades_again(toy, monkeypatch):
    hand_in(toy, "ada", answered(toy, ANSWERS))

    def interrupt(path, state):
        raise KeyboardInterrupt

    monkeypatch.setattr(grader.batch, "write_state", interrupt)
    with pytest.raises(KeyboardInterrupt):
        grade(toy)
    monkeypatch.undo()
    row = grade(toy)["ada"]
    assert (row.reused, row.score) == (False, 10.0)


def test_killed_in_the_middle_and_run_again_gives_the_same_gradebook(toy):
    students = ["ada", "bob", "cleo"]
    for student in students:
        hand_in(toy, student, answered(toy, WRONG if student == "bob" else ANSWERS))
    command = [sys.executable, "-m", "grader", "lab"]
    with subprocess.Popen(command, cwd=toy, start_new_session=True) as process:
        done = toy / "_build" / "grading" / "lab" / "ada.json"
        while not done.is_file() and process.poll() is None:
            time.sleep(0.05)
        os.killpg(process.pid, signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL, "the run ended before it could be killed"
    rows = grade(toy, timeout=None)
    assert rows["ada"].reused, "finished work was done again"
    assert {student: rows[student].score for student in students} == {
        "ada": 10.0,
        "bob": 7.0,
        "cleo": 10.0,
    }
    before = hash_folder(toy / "autograded")
    assert all(row.reused for row in grade(toy, timeout=None).values())
    assert hash_folder(toy / "autograded") == before
