"""Which test belongs to which answer, and what a failure is called."""

from __future__ import annotations

import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output
from toy_course import ANSWERS, answered

from grader.outcome import clean, questions_of
from grader.questions import question_of_cells
from grader.records import CellScore, Scores


def cell(name, *, grade=False, solution=False):
    data = {"grade_id": name, "grade": grade, "solution": solution}
    return new_code_cell("pass", metadata={"nbgrader": data})


def test_tests_belong_to_the_answer_that_their_name_says():
    cells = [
        cell("pca", solution=True),
        cell("pca_svd", solution=True),
        cell("test_pca", grade=True),
        cell("test_pca_svd", grade=True),
        cell("test_pca_svd_wide", grade=True),
        cell("test_pca_bad_k", grade=True),
        cell("check", grade=True),
        new_code_cell("mine"),
    ]
    assert question_of_cells(new_notebook(cells=cells)) == [
        *("pca", "pca_svd", "pca", "pca_svd", "pca_svd", "pca", "pca_svd"),
        None,
    ]


def test_the_tests_of_a_deleted_answer_keep_their_question():
    cells = [cell("a", solution=True), cell("test_b_more", grade=True)]
    assert question_of_cells(new_notebook(cells=cells), ["b"]) == ["a", "b"]


def outcome(notebook, failed, **output):
    """The question `square` when the cells ``failed`` hold that output and score 0."""
    cells = {}
    for entry in notebook.cells:
        data = entry.metadata.get("nbgrader", {})
        if not data.get("grade"):
            continue
        name = data["grade_id"]
        points = data["points"]
        score = 0.0 if name in failed else points
        cells["lab", name] = CellScore(score, score, points, False)
        if name in failed:
            entry.outputs = [new_output(**output)]
    scores = Scores(0.0, 0.0, cells, {})
    return next(q for q in questions_of("lab", notebook, scores) if q.name == "square")


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("AssertionError", "zero is wrong", "test_square_zero failed: zero is wrong"),
        ("AssertionError", "", "test_square_zero failed: an assertion without a message"),
        (
            "AssertionError",
            "The square: not right.\n  Got: 3\n  Likely cause: doubled.",
            "test_square_zero failed: The square: not right. Likely cause: doubled.",
        ),
        ("KeyError", "'x'", "test_square_zero raised KeyError: 'x'"),
        ("KernelDiedError", "", "test_square_zero killed its kernel"),
        ("NotebookTimeoutError", "not run: too long", "test_square_zero was not run: too long"),
    ],
)
def test_a_failed_test_is_told_in_words(released_toy, name, value, words):
    notebook = answered(released_toy, ANSWERS)
    error = {"output_type": "error", "ename": name, "evalue": value, "traceback": []}
    question = outcome(notebook, {"test_square_zero"}, **error)
    assert question.reason.startswith(words)
    assert (question.score, question.max_score) == (2.0, 5.0)


def test_full_points_need_no_reason(released_toy):
    question = outcome(answered(released_toy, ANSWERS), set())
    assert (question.reason, question.score) == ("", 5.0)


def test_what_students_print_cannot_play_with_the_terminal():
    nasty = "\x1b[2J\x1b]0;owned\x07line one\nline two\x00" + "x" * 500
    said = clean(nasty)
    assert said.isprintable()
    assert len(said) == 200
    assert "line one line two" in said
