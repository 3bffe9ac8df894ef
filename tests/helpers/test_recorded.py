"""Recorded measurements reach the page whole, and say where they come from."""

import json

import pytest

from helpers import recorded
from helpers.recorded import Recording

CONTENT = {
    "command": "python -m experiments toy",
    "data": {"title": "Heart (Cleveland)"},
    "date": "2026-01-31",
    "machine": {"cores": "2", "processor": "Some Processor"},
    "versions": {"tensorflow": "2.21.0", "scikit-learn": "1.9.0"},
    "runs": [
        {"setting": {"seed": 0, "width": 6}, "result": {"accuracy": 0.5, "curve": [1, 2]}},
        {"setting": {"seed": 1, "width": 6}, "result": {"accuracy": 0.7, "curve": [3, 4]}},
    ],
}


def test_every_run_becomes_a_row():
    runs = Recording(CONTENT).runs
    assert list(runs.columns) == ["seed", "width", "accuracy", "curve"]
    assert runs.accuracy.tolist() == [0.5, 0.7]
    assert runs.curve[1] == [3, 4]


def test_the_note_names_data_seeds_machine_and_command():
    note = Recording(CONTENT).note().data
    for part in (
        "the real data (Heart (Cleveland)) with 2 seeds",
        "2026-01-31",
        "2 cores of Some Processor",
        "TensorFlow 2.21.0",
        "`python -m experiments toy`",
    ):
        assert part in note


def test_a_file_is_read_by_name(tmp_path, monkeypatch):
    monkeypatch.setattr(recorded, "RESULTS", tmp_path)
    (tmp_path / "toy.json").write_text(json.dumps(CONTENT))
    assert recorded.load("toy").content == CONTENT


def test_a_missing_file_says_what_to_do():
    with pytest.raises(FileNotFoundError, match="python -m experiments no_such_thing"):
        recorded.load("no_such_thing")


def test_all_recordings_are_found_and_nothing_else(tmp_path, monkeypatch):
    monkeypatch.setattr(recorded, "RESULTS", tmp_path)
    for name in ("zebra", "ant"):
        (tmp_path / f"{name}.json").write_text(json.dumps(CONTENT | {"experiment": name}))
    (tmp_path / "course_speed.json").write_text(json.dumps({"rows": []}))
    assert list(recorded.load_all()) == ["ant", "zebra"]
