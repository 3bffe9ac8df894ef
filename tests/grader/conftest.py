"""Toy courses for the tests of the grader, released and graded as seldom as possible."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from toy_course import ANSWERS, answered, copy_course, fill_class, grade, hand_in, make_course

from grader.state import hash_folder


@pytest.fixture(scope="session")
def released_toy(tmp_path_factory):
    """The course as every test finds it; releasing takes nbgrader seconds, copying none."""
    return make_course(tmp_path_factory.mktemp("released") / "toy")


@pytest.fixture(scope="session")
def graded_ada(released_toy, tmp_path_factory):
    """A course with one student, graded, who has everything right."""
    root = copy_course(released_toy, tmp_path_factory.mktemp("ada"))
    hand_in(root, "ada", answered(root, ANSWERS))
    assert grade(root)["ada"].score == 10
    return root


@pytest.fixture
def toy(released_toy, tmp_path):
    """A fresh course without hand-ins."""
    return copy_course(released_toy, tmp_path)


@pytest.fixture
def ada(graded_ada, tmp_path):
    """A course with one student, graded, who has everything right."""
    return copy_course(graded_ada, tmp_path)


@pytest.fixture(scope="session")
def toy_class(released_toy, tmp_path_factory):
    """The whole class, graded once: ``root``, ``rows``, hash of submitted before and after."""
    root = copy_course(released_toy, tmp_path_factory.mktemp("class"))
    fill_class(root)
    before = hash_folder(root / "submitted")
    rows = grade(root)
    return SimpleNamespace(
        root=root, rows=rows, before=before, after=hash_folder(root / "submitted")
    )
