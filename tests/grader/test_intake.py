"""Taking in what students really hand in: every file survives, every doubt is reported."""

from __future__ import annotations

import errno
import json
import os
import shutil

import nbformat
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from toy_course import ANSWERS, answered, grade, hand_in, master

from grader.course import Course
from grader.intake import stage
from grader.state import hash_folder

IGNORE = [".ipynb_checkpoints", "*.pyc"]


@pytest.fixture
def take(toy):
    """Stage what ``student`` handed in; the intake and the staged folder."""
    assignment = Course(toy).assignment("lab")

    def run(student="ada"):
        submitted = toy / "submitted" / student / "lab"
        staged = toy / "staged"
        shutil.rmtree(staged, ignore_errors=True)
        before = hash_folder(submitted)
        intake = stage(submitted, staged, assignment, IGNORE)
        assert hash_folder(submitted) == before, "the hand-in itself was changed"
        return intake, staged

    return run


def test_an_honest_hand_in_is_copied_byte_for_byte(toy, take):
    folder = hand_in(toy, "ada", answered(toy, ANSWERS))
    (folder / "data").mkdir()
    (folder / "data" / "mine.csv").write_text("1,2\n")
    intake, staged = take()
    assert (intake.usable, intake.notes, intake.problems) == (1, [], [])
    assert (staged / "lab.ipynb").read_bytes() == (folder / "lab.ipynb").read_bytes()
    assert (staged / "data" / "mine.csv").read_text() == "1,2\n", "a student's data file was lost"


@pytest.mark.parametrize("name", ["Lab.ipynb", "lab-Copy1.ipynb", "week 2/lab.ipynb", "LAB.IPYNB"])
def test_one_renamed_notebook_is_graded_and_reported(toy, take, name):
    folder = hand_in(toy, "ada", None)
    (folder / name).parent.mkdir(exist_ok=True)
    nbformat.write(answered(toy, ANSWERS), folder / name)
    if (folder / "lab.ipynb").exists():
        pytest.skip("this file system takes both names for one")
    intake, staged = take()
    assert intake.usable == 1, intake.problems
    assert intake.notes == [
        f"no notebook named lab.ipynb was handed in; found {name}, graded as lab.ipynb"
    ]
    assert (staged / "lab.ipynb").is_file()


def test_a_checkpoint_is_not_taken_for_the_hand_in(toy, take):
    folder = hand_in(toy, "ada", None)
    (folder / ".ipynb_checkpoints").mkdir()
    nbformat.write(answered(toy, {}), folder / ".ipynb_checkpoints" / "lab-checkpoint.ipynb")
    intake, _ = take()
    assert (intake.usable, intake.problems) == (0, ["nothing handed in"])


def test_notes_with_one_copied_cell_are_not_the_hand_in(toy, take):
    notes = nbformat.v4.new_notebook(cells=answered(toy, ANSWERS).cells[:3])
    hand_in(toy, "ada", notes, "scratch.ipynb")
    intake, _ = take()
    assert intake.usable == 0
    assert "scratch.ipynb" in intake.problems[0]


def test_the_right_name_wins_over_copies(toy, take):
    hand_in(toy, "ada", answered(toy, ANSWERS))
    hand_in(toy, "ada", answered(toy, {}), "lab-old.ipynb")
    intake, staged = take()
    assert (intake.usable, intake.notes) == (1, [])
    assert "return 2 * x" in (staged / "lab.ipynb").read_text()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "lab.ipynb is empty"),
        (b"  \n", "lab.ipynb is empty"),
        (b'{"cells": [', "not valid JSON"),
        (b"PK\x03\x04\xff\xfe\x00zip", "not valid JSON"),
        (b"<!DOCTYPE html><html></html>", "not valid JSON"),
        (b"[" * 100_000, "not valid JSON"),
        (b"[1, 2]", "not a notebook"),
        (b"null", "not a notebook"),
        (b'{"a": 1}', "not a notebook"),
        (b'{"cells": 3, "nbformat": 4, "nbformat_minor": 5, "metadata": {}}', "notebook"),
        (b'{"cells": [7], "nbformat": 4, "nbformat_minor": 5, "metadata": {}}', "notebook"),
        (b'{"cells": [{}], "nbformat": 4, "nbformat_minor": 5, "metadata": {}}', "notebook"),
        (b'{"cells": [], "nbformat": 99, "nbformat_minor": 0, "metadata": {}}', "notebook"),
    ],
)
def test_a_damaged_notebook_is_a_problem_with_a_name(toy, take, content, said):
    hand_in(toy, "ada", content)
    intake, staged = take()
    assert intake.usable == 0
    assert len(intake.problems) == 1
    assert said in intake.problems[0]
    assert not (staged / "lab.ipynb").exists(), "nbgrader would stumble over it"


@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    content=st.binary(max_size=60)
    | st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(st.characters(), max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["cells", "metadata", "nbformat", "cell_type", "source"]),
                inner,
                max_size=5,
            )
        ),
        max_leaves=12,
    ).map(lambda value: json.dumps(value).encode())
)
def test_no_file_whatever_stops_the_intake(toy, take, content):
    hand_in(toy, "ada", content)
    intake, _ = take()
    assert intake.usable + len(intake.problems) >= 1


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_an_odd_encoding_is_converted_and_reported(toy, take, encoding):
    text = nbformat.writes(answered(toy, ANSWERS | {"essay": "déjà vu"}))
    hand_in(toy, "ada", text.encode(encoding))
    intake, staged = take()
    assert intake.usable == 1, intake.problems
    assert intake.notes == ["lab.ipynb was not in UTF-8; converted"]
    assert "déjà vu" in nbformat.read(staged / "lab.ipynb", as_version=4).cells[-1].source


@pytest.mark.parametrize("raw", [False, True])
def test_half_a_character_does_not_cost_the_hand_in(toy, take, raw):
    # Half of an emoji, as a cut-off output has it: JSON can hold it, UTF-8 can't.
    notebook = json.loads(nbformat.writes(answered(toy, ANSWERS)))
    notebook["cells"][0]["source"] = "déjà vu \ud83d"
    text = json.dumps(notebook, ensure_ascii=not raw)
    hand_in(toy, "ada", text.encode("utf-8", "surrogatepass"))
    intake, staged = take()
    assert (intake.usable, intake.problems) == (1, [])
    assert intake.notes == ["lab.ipynb was not in UTF-8; converted"]
    assert "déjà vu ?" in (staged / "lab.ipynb").read_text(encoding="utf-8")


def test_windows_line_ends_are_nothing_to_report(toy, take):
    text = nbformat.writes(answered(toy, ANSWERS)).replace("\n", "\r\n")
    hand_in(toy, "ada", text.encode())
    intake, _ = take()
    assert (intake.usable, intake.notes) == (1, [])


def test_links_are_left_out_and_reported(toy, take):
    folder = hand_in(toy, "ada", answered(toy, ANSWERS))
    (folder / "data.txt").symlink_to("/etc/hostname")
    (folder / "sources").symlink_to(toy / "source")
    intake, staged = take()
    assert intake.usable == 1
    assert [note.split()[0] for note in intake.notes] == ["data.txt", "sources"]
    assert not (staged / "data.txt").exists(), "a link led out of the hand-in"
    assert not (staged / "sources").exists(), "a link led to the solutions"


def test_a_notebook_that_is_a_link_is_not_graded(toy, take):
    folder = hand_in(toy, "ada", None)
    (folder / "lab.ipynb").symlink_to(toy / "source" / "lab" / "lab.ipynb")
    intake, _ = take()
    assert intake.usable == 0


@pytest.mark.parametrize("content", [b"yesterday", b"\xff\xfe", b"99999999999999999999"])
def test_a_meaningless_timestamp_does_not_cost_the_hand_in(toy, take, content):
    folder = hand_in(toy, "ada", answered(toy, ANSWERS))
    (folder / "timestamp.txt").write_bytes(content)
    intake, staged = take()
    assert intake.usable == 1
    assert "timestamp.txt is no date" in intake.notes[0]
    assert not (staged / "timestamp.txt").exists()


def test_a_good_timestamp_stays(toy, take):
    folder = hand_in(toy, "ada", answered(toy, ANSWERS))
    (folder / "timestamp.txt").write_text("2026-11-20 10:00:00 UTC")
    intake, staged = take()
    assert intake.notes == []
    assert (staged / "timestamp.txt").is_file()


def test_a_folder_that_cannot_be_opened_is_not_taken_for_an_empty_one(toy, monkeypatch):
    folder = hand_in(toy, "ada", answered(toy, ANSWERS))
    real = os.scandir

    def refuse(path="."):
        if str(path) == str(folder):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", refuse)
    row = grade(toy)["ada"]
    assert row.status == "failed", f"{row.reasons}, though her work is there"
    assert "Permission denied" in row.problems[0]


def test_the_master_itself_would_be_accepted(toy, take):
    hand_in(toy, "ada", master())
    assert take()[0].usable == 1
