"""Graded as a class is: every lab gives full marks to a perfect and to a different right answer."""

from itertools import combinations

import pytest
from sample_course import course_with

from grader.batch import Batch, Options
from grader.course import Course
from grader.kernels import private_jupyter
from solutions.answer_runs import lab_names
from solutions.sample_lab import read_lab
from solutions.sample_students import TENSORFLOW_STUDENTS, sample_students

# The whole class does this one in test_sample_class.py.
DONE_THERE = "pca"


@pytest.mark.parametrize("lab", [lab for lab in lab_names() if lab != DONE_THERE])
def test_right_answers_get_full_marks(lab, tmp_path):
    course = course_with(lab, tmp_path / "course")
    with private_jupyter():
        found = Course(course.root)
        rows = list(Batch(found, lab, Options()).grade(["ada", "blaise"]))
    assert {row.student: (row.score, row.reasons) for row in rows} == {
        "ada": (90, []),
        "blaise": (90, []),
    }


@pytest.mark.parametrize("lab", lab_names())
def test_the_class_shows_right_answers_of_every_lab_and_every_accident_of_a_numpy_lab(lab):
    released = read_lab(lab)
    students = {student.name for student in sample_students(released)}
    assert {"ada", "blaise"} <= students
    assert len(students) >= (len(TENSORFLOW_STUDENTS) if released.uses_tensorflow else 12)


@pytest.mark.parametrize("lab", lab_names())
def test_no_two_students_of_the_class_hand_in_the_same(lab):
    """A mistake that is built in by replacing text would go missing without a word."""
    students = sample_students(read_lab(lab))
    contents = [b"".join(student.files.values()) for student in students]
    alike = [
        (one.name, other.name)
        for (one, first), (other, second) in combinations(zip(students, contents, strict=True), 2)
        if first == second
    ]
    assert not alike
