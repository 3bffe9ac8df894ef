"""A measurement that is interrupted goes on, and never writes half a file."""

import json
from dataclasses import replace

import pytest

from experiments import recording
from experiments.recording import ROOT, Experiment, record
from helpers import datasets


class Runs:
    """An experiment's run that counts its calls, and stops where it is told to."""

    def __init__(self, stop_at=None):
        self.done = []
        self.stop_at = stop_at

    def __call__(self, setting, source):
        if setting["seed"] == self.stop_at:
            raise KeyboardInterrupt
        self.done.append((setting["seed"], source))
        return {"double": 2 * setting["seed"], "source": source}

    __module__ = __name__


@pytest.fixture
def folders(tmp_path, monkeypatch):
    """Results and kept runs in a folder of the test's own, and a real data set that is there."""
    monkeypatch.setattr(recording, "RESULTS", tmp_path / "results")
    monkeypatch.setattr(recording, "RUNS", tmp_path / "runs")
    stand_in = datasets.load("heart", source="stand-in")
    real = replace(stand_in, source="real", stands_in_for=None)
    both = {"real": real, "stand-in": stand_in}
    monkeypatch.setattr(recording.datasets, "load", lambda name, source: both[source])
    return tmp_path


def toy(run, seeds=(0, 1, 2)):
    settings = [{"seed": seed} for seed in seeds]
    return Experiment("toy", "Does it go on?", "heart", settings, run, settings[:1], {"double": 0})


def test_every_run_is_written_with_its_setting(folders):
    written = record(toy(Runs()))
    assert written == json.loads((folders / "results" / "toy.json").read_text())
    assert [run["setting"] for run in written["runs"]] == [{"seed": 0}, {"seed": 1}, {"seed": 2}]
    assert [run["result"]["double"] for run in written["runs"]] == [0, 2, 4]
    assert [run["result"]["source"] for run in written["stand_in"]["runs"]] == ["stand-in"]
    assert not list((folders / "results").glob(".*")), "a half-written file is left behind"


def test_an_interrupted_measurement_goes_on_where_it_stopped(folders):
    with pytest.raises(KeyboardInterrupt):
        record(toy(Runs(stop_at=2)))
    assert not (folders / "results" / "toy.json").exists(), "half a measurement is shown as a whole"
    second = Runs()
    written = record(toy(second))
    assert second.done == [(2, "real"), (0, "stand-in")], "what was measured is measured again"
    assert [run["result"]["double"] for run in written["runs"]] == [0, 2, 4]


def test_other_code_is_measured_anew(folders, monkeypatch):
    record(toy(Runs()))
    monkeypatch.setattr(recording, "code_of", lambda run: "changed")
    again = Runs()
    record(toy(again))
    assert len(again.done) == 4, "a page would show what an older program measured"


def test_the_helpers_that_a_run_imports_belong_to_its_code():
    code = recording.code_of(toy(Runs()).run)
    assert (ROOT / "tests" / "experiments" / "test_recording.py").read_text() == code[0]
    assert (ROOT / "helpers" / "datasets" / "__init__.py").read_text() in code[1:]


def test_without_the_real_data_nothing_is_measured(tmp_path, monkeypatch):
    monkeypatch.setattr(recording, "RESULTS", tmp_path)
    monkeypatch.setattr(recording, "RUNS", tmp_path)
    monkeypatch.setenv("COURSE_DATA_DIR", str(tmp_path / "empty"))
    runs = Runs()
    with pytest.raises(datasets.DataAbsentError, match="fetch heart"):
        record(toy(runs))
    assert not runs.done
    assert not list(tmp_path.glob("*.json"))
