"""The command: what it prints, writes and returns."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from rich.console import Console
from toy_course import ANSWERS, answered, hand_in
from typer.testing import CliRunner

from grader.__main__ import app
from grader.lock import only_one_run
from grader.outcome import Question, Row
from grader.report import show_progress, summary_line, summary_table


def run(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_a_graded_class_is_exit_code_0_with_table_and_json(ada, tmp_path):
    hand_in(ada, "bob", b"{", "lab.ipynb")
    (ada / "submitted" / "cleo").mkdir()
    path = tmp_path / "out" / "grades.json"
    result = run("lab", "--course", ada, "--json", path)
    assert result.exit_code == 0, result.output
    assert "feedback/ada/lab/lab.html" in result.output
    assert "lab.ipynb is not valid JSON" in result.output
    content = json.loads(path.read_text())
    assert content["assignment"] == "lab"
    assert {row["student"]: row["score"] for row in content["students"]} == {
        "ada": 10.0,
        "bob": 0.0,
        "cleo": 0.0,
    }
    assert content["students"][0]["questions"][1] == {
        "name": "square",
        "score": 5.0,
        "max_score": 5.0,
        "reason": "",
        "to_grade": False,
    }


def test_only_the_named_students_are_graded(toy):
    for student in ("ada", "bob", "cleo"):
        hand_in(toy, student, b"damaged")
    result = run("lab", "--course", toy, "--students", "ada, bob", "--students", "bob")
    assert result.exit_code == 0
    assert "2 students" in result.output
    assert "cleo" not in result.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["lob"], "holds no assignment named 'lob'"),
        (["lab", "--students", "zoe"], "no such student: zoe (known: ada)"),
        (["lab", "--students", " , "], "--students names nobody"),
        (["lab", "--timeout", "0"], "timeout"),
        ([], "ASSIGNMENT"),
    ],
)
def test_wrong_usage_is_exit_code_2_and_says_what_to_do(toy, arguments, said):
    hand_in(toy, "ada", None)
    result = run(*arguments, "--course", toy)
    assert result.exit_code == 2
    assert said in result.output
    assert not (toy / "autograded").exists()


def test_a_file_that_cannot_take_the_results_is_named_before_grading(toy, tmp_path):
    hand_in(toy, "ada", answered(toy, ANSWERS))
    result = run("lab", "--course", toy, "--json", tmp_path)
    assert result.exit_code == 2
    assert "--json" in result.output
    assert not (toy / "autograded").exists(), "the class was graded, and then the results lost"


def test_an_empty_class_is_wrong_usage(toy):
    result = run("lab", "--course", toy)
    assert result.exit_code == 2
    assert "nothing is handed in" in result.output


def test_a_failure_of_the_grader_is_exit_code_1(toy, monkeypatch):
    hand_in(toy, "ada", answered(toy, ANSWERS))

    def fails(*_):
        raise RuntimeError("no kernel")

    monkeypatch.setattr("grader.batch.autograde", fails)
    result = run("lab", "--course", toy)
    assert result.exit_code == 1
    assert "no kernel" in result.output


def test_an_interrupted_run_is_exit_code_130(toy, monkeypatch):
    hand_in(toy, "ada", answered(toy, ANSWERS))

    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("grader.batch.autograde", interrupted)
    result = run("lab", "--course", toy)
    assert result.exit_code == 130
    assert "run it again" in result.output


def test_two_runs_at_once_do_not_write_one_gradebook(toy):
    hand_in(toy, "ada", None)
    with only_one_run(toy):
        result = run("lab", "--course", toy)
    assert result.exit_code == 2
    assert "another run is grading" in result.output
    assert run("lab", "--course", toy).exit_code == 0, "the lock outlived its run"


def test_help_does_not_wait_for_nbgrader():
    code = "import sys, grader.__main__; sys.exit('nbgrader' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


ROWS = [
    Row("ada", "graded", 10.0, 14.0, [Question("essay", 0, 4, to_grade=True)], look="a.html"),
    Row("bob", "not graded", 0.0, 14.0, problems=["[bold]nothing[/bold]", "and more"]),
]


def test_the_table_shows_text_as_it_is_and_what_waits_for_a_person():
    console = Console(record=True, width=100)
    console.print(summary_table(ROWS))
    text = console.export_text()
    assert "[bold]nothing[/bold]" in text, "a student's text was taken for markup"
    assert "to grade by hand: `essay`" in text
    assert "10/14" in text
    assert "a.html" in text


def test_every_student_is_shown_as_soon_as_it_is_known():
    console = Console(record=True, width=100)

    def rows():
        yield ROWS[0]
        assert "ada: 10/14, graded" in console.export_text(clear=False)
        yield ROWS[1]

    assert show_progress(rows(), 2, console) == ROWS
    assert "bob: 0/14, not graded" in console.export_text()


def test_the_summary_counts_every_outcome():
    assert summary_line(ROWS, 3.2) == (
        "2 students: 1 graded, 1 not graded (2 done now, 0 unchanged); 3 s"
    )
    assert summary_line(ROWS[:1], 0.4) == "1 student: 1 graded (1 done now, 0 unchanged); 0 s"
