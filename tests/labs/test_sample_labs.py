"""Graded as a class is: every lab gives full marks to a perfect and to a different right answer."""

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
