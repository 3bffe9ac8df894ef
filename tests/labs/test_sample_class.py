"""The sample class, graded: every hand-in gets exactly what its answers deserve."""

from __future__ import annotations


import pytest
from sample_course import course_with
from typer.testing import CliRunner

from grader.batch import Batch, Options
from grader.course import Course
from grader.kernels import private_jupyter
from solutions.sample_class import MARKER, app, write_class
from solutions.sample_lab import SampleClassError, read_lab
from solutions.sample_students import Student, sample_students

LAB = "pca"

# Seconds a cell may run; the cells of honest students take well under one.
TIMEOUT = 8

NOT_GRADED = {"grace", "ivan", "lise"}
SAID = {
    "emmy": ["the answer cell has a syntax error (line 1)"],
    "felix": ["gave no reply within 8 s (an endless loop?)"],
    "grace": ["no notebook named pca.ipynb was handed in; found only note.txt"],
    "hedy": ["found pca (1).ipynb, graded as pca.ipynb"],
    "ivan": ["pca.ipynb is not valid JSON"],
    "jean": ["had been deleted; restored", "was there more than once; the last one counts"],
    "karl": ["NameError"],
    "lise": ["nothing handed in"],
    "mary": ["Likely cause"],
}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """The course with the lab released and the sample class handed in, not graded."""
    return course_with(LAB, tmp_path_factory.mktemp("sample") / "course")


@pytest.fixture(scope="module")
def rows(course):
    """The class graded, with feedback: a row by student."""
    with private_jupyter():
        found = Course(course.root)
        batch = Batch(found, LAB, Options(timeout=TIMEOUT))
        return {row.student: row for row in batch.grade(found.students(LAB))}


def test_everybody_has_a_row(course, rows):
    assert set(rows) == set(course.students)
    assert len(rows) >= 8


def test_every_hand_in_gets_exactly_its_points(course, rows):
    given = {name: row.score for name, row in rows.items()}
    deserved = {name: student.points for name, student in course.students.items()}
    # A mistaken answer earns some of its question's points, by its own test below.
    for name, student in course.students.items():
        if student.mistaken:
            del given[name], deserved[name]
    assert given == deserved


def test_a_mistake_costs_points_of_its_own_question_only(course, rows):
    student = course.students["mary"]
    lost = {entry.name for entry in rows["mary"].questions if entry.score < entry.max_score}
    assert lost - set(course.lab.essays) == {student.mistaken}
    worth = course.lab.points([student.mistaken])
    assert student.points <= rows["mary"].score < student.points + worth


def test_full_marks_are_90_points_before_the_written_answers(course, rows):
    assert course.students["ada"].points == 90
    assert {row.max_score for row in rows.values()} == {100}


def test_everybody_is_told_why(course, rows):
    for name, words in SAID.items():
        said = "\n".join(rows[name].reasons)
        for word in words:
            assert word in said, f"{name}: {said}"
    for name in ("ada", "blaise"):
        assert rows[name].reasons == [], f"{name} made no mistake"


def test_feedback_pages_for_all_that_could_be_graded(course, rows):
    for name, row in rows.items():
        assert (row.status == "not graded") == (name in NOT_GRADED), name
        assert (course.root / row.look).exists(), f"{name}: nothing to look at in {row.look}"
        if name not in NOT_GRADED:
            page = (course.root / row.look).read_text(encoding="utf-8")
            assert "BEGIN HIDDEN TESTS" not in page, f"{name}'s page shows hidden tests"


def test_written_answers_wait_for_a_person(course, rows):
    waiting = [entry.name for entry in rows["ada"].questions if entry.to_grade]
    assert waiting == course.lab.essays


def test_a_second_run_grades_nobody(course, rows):
    write_class(LAB, list(course.students.values()), course.root / "submitted")
    with private_jupyter():
        found = Course(course.root)
        again = list(Batch(found, LAB, Options(timeout=TIMEOUT)).grade(found.students(LAB)))
    assert [row.student for row in again if not row.reused] == []
    assert {row.student: row.score for row in again} == {
        name: row.score for name, row in rows.items()
    }


def students_of(*names: str) -> list[Student]:
    return [Student(name, "", {"pca.ipynb": name.encode()}, 0.0) for name in names]


def test_the_class_is_always_the_same(course):
    again = sample_students(course.lab)
    assert {entry.name: entry.files for entry in again} == {
        entry.name: entry.files for entry in course.students.values()
    }


def test_only_what_differs_is_written(tmp_path):
    assert write_class(LAB, students_of("ada", "bob"), tmp_path) == 2
    before = (tmp_path / "ada" / LAB / "pca.ipynb").stat().st_mtime_ns
    (tmp_path / "bob" / LAB / "pca.ipynb").write_text("changed")
    (tmp_path / "bob" / LAB / "extra.txt").write_text("left over")
    assert write_class(LAB, students_of("ada", "bob"), tmp_path) == 1
    assert (tmp_path / "ada" / LAB / "pca.ipynb").stat().st_mtime_ns == before
    assert [path.name for path in (tmp_path / "bob" / LAB).iterdir()] == ["pca.ipynb"]


def test_a_second_lab_joins_the_class(tmp_path):
    write_class(LAB, students_of("ada"), tmp_path)
    assert write_class("pruning", students_of("ada", "bob"), tmp_path) == 2
    assert (tmp_path / "ada" / LAB / "pca.ipynb").is_file()


@pytest.mark.parametrize("marked", [False, True])
def test_a_real_class_is_never_written_over(tmp_path, marked):
    if marked:
        write_class(LAB, students_of("ada"), tmp_path)
    theirs = tmp_path / "zoe" / LAB / "pca.ipynb"
    theirs.parent.mkdir(parents=True)
    theirs.write_text("my work")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(SampleClassError, match=r"students of another class \(zoe\)"):
        write_class(LAB, students_of("ada", "bob", "zoe"), tmp_path)
    assert theirs.read_text() == "my work"
    assert sorted(tmp_path.rglob("*")) == before, "something was written before the refusal"


def test_a_real_student_who_shares_a_name_is_not_written_over(tmp_path):
    theirs = tmp_path / "ada" / LAB / "pca.ipynb"
    theirs.parent.mkdir(parents=True)
    theirs.write_text("my work")
    with pytest.raises(SampleClassError, match="another class"):
        write_class(LAB, students_of("ada"), tmp_path)


def test_a_damaged_marker_is_named(tmp_path):
    (tmp_path / MARKER).write_text("{")
    with pytest.raises(SampleClassError, match=r"sample_class\.json is damaged"):
        write_class(LAB, students_of("ada"), tmp_path)


def test_a_lab_must_be_named(tmp_path):
    result = CliRunner().invoke(app, ["--to", str(tmp_path / "submitted")])
    assert result.exit_code == 2
    assert "which lab?" in result.output


def test_an_unknown_lab_is_exit_code_2(tmp_path):
    result = CliRunner().invoke(app, ["pcb", "--to", str(tmp_path / "submitted")])
    assert result.exit_code == 2
    assert "is the lab's name right?" in result.output
    assert not (tmp_path / "submitted").exists()


def test_an_unreleased_lab_says_what_to_run(tmp_path):
    master = tmp_path / "solutions" / LAB / f"{LAB}.ipynb"
    master.parent.mkdir(parents=True)
    master.write_text("{}")
    with pytest.raises(SampleClassError, match="run `make labs` first"):
        read_lab(LAB, tmp_path)
