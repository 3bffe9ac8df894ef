"""Every kind of submission, graded once: exact scores, and the reason in plain words."""

from __future__ import annotations

import pytest
from toy_course import MAX_SCORE, auto_scores, grade

from grader.state import hash_folder

SAID = {
    "perfect": (10.0, "graded", []),
    "half": (3.0, "graded", ["`square`: not answered", "`shout`: not answered"]),
    "untouched": (0.0, "graded", ["`double`: not answered", "`essay`: not answered"]),
    "syntax": (5.0, "graded", ["`square`: the answer cell has a syntax error (line 2)"]),
    "raises": (5.0, "graded", ["`square`: test_square raised ZeroDivisionError"]),
    "warns": (5.0, "graded", ["`square`: test_square wrote to stderr"]),
    "loop": (5.0, "graded", ["`square`: test_square gave no reply within 3 s (an endless loop?)"]),
    "toploop": (5.0, "graded", ["`square`: the answer cell gave no reply within 3 s"]),
    "stubborn": (5.0, "graded", ["`square`: test_square gave no reply within 3 s"]),
    "printer": (5.0, "graded", ["`square`: test_square gave no reply within 3 s"]),
    "exits": (5.0, "graded", ["`square`: test_square killed its kernel"]),
    "empty": (0.0, "not graded", ["nothing handed in"]),
    "notes": (0.0, "not graded", ["no notebook named lab.ipynb", "found only notes.txt"]),
    "damaged": (0.0, "not graded", ["lab.ipynb is not valid JSON"]),
    "renamed": (10.0, "graded", ["found my lab (1).ipynb, graded as lab.ipynb"]),
    "undecided": (0.0, "not graded", ["a.ipynb, b.ipynb could each be it"]),
    "folder [x]": (0.0, "not graded", ["rename the folder"]),
    "absent": (0.0, "nothing handed in", ["nothing handed in"]),
}


def test_every_student_of_the_batch_ends_with_a_row(toy_class):
    assert set(toy_class.rows) == set(SAID), "a student vanished from the table"


@pytest.mark.parametrize("student", SAID)
def test_a_submission_gets_exactly_its_points_and_a_reason(toy_class, student):
    score, status, words = SAID[student]
    row = toy_class.rows[student]
    assert row.status == status, f"{student}: {row.reasons}"
    assert row.score == score, f"{student} lost or won points: {row.questions}"
    assert row.max_score == MAX_SCORE
    said = "\n".join(row.reasons)
    for word in words:
        assert word in said, f"the instructor isn't told why {student} lost points: {said!r}"
    if not words:
        assert row.reasons == [], f"{student} did nothing wrong, yet the table says {said!r}"


@pytest.mark.parametrize("student", sorted(set(SAID) - {"absent"}))
def test_the_gradebook_agrees_with_the_table(toy_class, student):
    scores = auto_scores(toy_class.root, student)
    assert sum(score or 0 for score in scores.values()) == toy_class.rows[student].score


@pytest.mark.parametrize("student", ["empty", "notes", "damaged", "undecided", "folder [x]"])
def test_what_cannot_be_graded_is_a_zero_in_the_gradebook_and_not_a_gap(toy_class, student):
    assert set(auto_scores(toy_class.root, student).values()) == {0.0}


def test_a_student_without_this_assignment_is_left_to_the_gradebook(toy_class):
    with pytest.raises(ValueError, match="No such submission"):
        auto_scores(toy_class.root, "absent")


def test_one_question_that_hangs_or_dies_costs_no_other_question(toy_class):
    for student in ("loop", "toploop", "stubborn", "printer", "exits", "syntax"):
        scores = auto_scores(toy_class.root, student)
        lost = {name for name, score in scores.items() if score == 0}
        assert lost == {"test_square", "test_square_zero"}, student


def test_written_answers_are_left_for_a_person(toy_class):
    waiting = [entry.name for entry in toy_class.rows["perfect"].questions if entry.to_grade]
    assert waiting == ["essay"]
    assert not any(entry.to_grade for entry in toy_class.rows["untouched"].questions), (
        "an untouched written answer is zero and nothing to grade"
    )


def test_endless_printing_does_not_fill_the_disk(toy_class):
    size = (toy_class.root / "autograded/printer/lab/lab.ipynb").stat().st_size
    assert size < 5_000_000, f"the graded notebook has {size} bytes"


def test_submissions_are_never_touched(toy_class):
    assert toy_class.before == toy_class.after, "grading changed something in submitted/"


def test_nothing_staged_is_left_behind(toy_class):
    assert not (toy_class.root / "_build/grading/staged").exists()


def test_feedback_is_where_the_table_says_and_hides_hidden_tests(toy_class):
    for student, row in toy_class.rows.items():
        if row.status != "graded":
            continue
        page = (toy_class.root / row.look).read_text(encoding="utf-8")
        assert row.look.endswith(".html"), f"{student} got no feedback page"
        assert "HIDDEN TESTS" not in page, f"{student}'s page shows hidden tests"
        assert "'negative'" not in page, f"{student}'s page quotes a hidden test"


def test_feedback_keeps_the_message_of_a_failed_hidden_test(toy_class):
    page = (toy_class.root / toy_class.rows["untouched"].look).read_text(encoding="utf-8")
    assert "not written yet" in page


def test_the_log_of_a_student_is_where_the_row_says(toy_class):
    log = (toy_class.root / toy_class.rows["damaged"].log).read_text(encoding="utf-8")
    assert "not valid JSON" in log


def test_a_second_run_grades_nothing_and_changes_nothing(toy_class):
    results = [toy_class.root / name for name in ("autograded", "feedback")]
    before = [hash_folder(path) for path in results]
    rows = grade(toy_class.root)
    anew = {student for student, row in rows.items() if not row.reused}
    assert anew == {"absent"}, "unchanged submissions were graded again"
    for student, row in rows.items():
        assert row.reasons == toy_class.rows[student].reasons, f"{student}'s reasons were lost"
        assert row.score == toy_class.rows[student].score
        assert row.questions == toy_class.rows[student].questions
        assert row.look == toy_class.rows[student].look
    assert [hash_folder(path) for path in results] == before
