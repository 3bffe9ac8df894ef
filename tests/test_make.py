"""What `make` does on machines unlike this one, read from what it says it would run."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture
def course(tmp_path):
    """A course in a folder with a space in its name, installed and released."""
    root = tmp_path / "my course"
    for folder in ("helpers", "book", "_build", "labs/pca", "solutions/pca", ".venv/bin"):
        (root / folder).mkdir(parents=True)
    for name in ("pyproject.toml", "uv.lock", "nbgrader_config.py", "solutions/pca/pca.ipynb"):
        (root / name).touch()
    for name in ("labs/pca/pca.ipynb", "gradebook.db"):
        (root / name).touch()
    shutil.copy(ROOT / "Makefile", root)
    program(root / ".venv" / "bin" / "python", "exit 0")
    program(root / "tools" / "uv", "echo 'uv 0.13.8'")
    (root / ".venv" / ".complete").write_text(f"{root}\n")
    (root / "_build" / "labs-released").touch()
    return root


def program(path, script):
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def plan(course, *arguments):
    """Exit code and text of ``make``, which only says what it would do."""
    path = os.pathsep.join([str(course / "tools"), os.environ["PATH"]])
    done = subprocess.run(
        ["make", "--dry-run", *arguments],
        cwd=course,
        env={**os.environ, "PATH": path, "MAKEFLAGS": ""},
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stdout + done.stderr


def test_nothing_is_done_twice(course):
    code, said = plan(course, "env", "labs")
    assert code == 0, said
    assert "Nothing to be done for 'env'" in said
    assert "Nothing to be done for 'labs'" in said


@pytest.mark.parametrize(
    ("version", "own_copy"), [("uv 0.13.8", False), ("uv 0.5.0", False), ("uv 0.4.9", True)]
)
def test_a_uv_that_is_too_old_is_not_used(course, version, own_copy):
    program(course / "tools" / "uv", f"echo '{version}'")
    (course / ".venv" / ".complete").unlink()
    code, said = plan(course, "env")
    assert code == 0, said
    assert (".uv/bin/uv sync" in said) == own_copy
    assert ("pip install" in said) == own_copy


def test_a_uv_that_does_not_start_is_as_good_as_none(course):
    program(course / "tools" / "uv", "echo 'uv: command not found' >&2; exit 127")
    (course / ".venv" / ".complete").unlink()
    assert ".uv/bin/uv sync" in plan(course, "env")[1]


def test_a_moved_course_is_installed_anew(course):
    moved = course.rename(course.with_name("elsewhere"))
    assert " sync " in plan(moved, "lab")[1], "programs in .venv still look in the old folder"


def test_an_environment_whose_python_is_gone_is_installed_anew(course):
    (course / ".venv" / "bin" / "python").unlink()
    assert " sync " in plan(course, "env")[1]


@pytest.mark.parametrize("gone", ["gradebook.db", "labs/pca/pca.ipynb", "_build/labs-released"])
def test_what_is_gone_is_released_again(course, gone):
    (course / gone).unlink()
    assert "solutions.release pca" in plan(course, "labs")[1]


def test_a_changed_master_is_released_although_grades_are_newer(course):
    later = (course / "_build" / "labs-released").stat().st_mtime + 10
    os.utime(course / "solutions" / "pca" / "pca.ipynb", (later, later))
    os.utime(course / "gradebook.db", (later + 10, later + 10))
    assert "solutions.release pca" in plan(course, "labs")[1], "students get the old lab"


@pytest.mark.parametrize("command", ["lab", "grade"])
@pytest.mark.parametrize("lab", ["pcb", ""])
def test_a_misspelled_lab_is_named_before_anything_is_done(course, command, lab):
    code, said = plan(course, command, f"LAB={lab}")
    assert code == 2
    assert f'There is no lab "{lab}"; there is: pca' in said
