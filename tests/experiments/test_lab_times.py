"""What the README says of the labs' times is what was measured, and within the limits."""

import json
import subprocess
import sys

import pytest

from experiments import lab_times
from experiments.lab_times import lab_names
from experiments.readme_tables import README


def record():
    return json.loads(lab_times.RESULTS.read_text())


def test_the_readme_states_the_recorded_times_of_every_lab():
    rows = record()["rows"]
    assert [row["lab"] for row in rows] == lab_names(), "run `make bench`"
    assert lab_times.as_table(rows, record()["machine"]) in README.read_text(), "run `make bench`"


def test_no_lab_keeps_a_student_waiting():
    rows = record()["rows"]
    assert lab_times.over_the_limit(rows) == []
    assert {row["limit"] for row in rows} <= {5, 40}


@pytest.mark.parametrize("same", [True, False])
def test_a_lab_measured_again_joins_the_others_of_its_machine_only(same, tmp_path, monkeypatch):
    def row(lab, seconds):
        return {"lab": lab, "limit": 5} | dict.fromkeys(lab_times.PARTS, seconds)

    machine = {"cores": "2", "processor": "mine", "python": "3.11"}
    before = machine if same else machine | {"processor": "yours"}
    first, second = lab_names()[:2]
    tables = []
    monkeypatch.setattr(lab_times, "RESULTS", tmp_path / "results" / "lab_times.json")
    monkeypatch.setattr(lab_times.measure, "machine", lambda: machine)
    monkeypatch.setattr(lab_times, "measure_lab", lambda lab: row(lab, 1.0))
    monkeypatch.setattr(lab_times, "put_table", lambda name, table: tables.append(table))
    lab_times.main([first])
    made = record() | {"machine": before, "rows": [row(second, 2.0)]}
    lab_times.RESULTS.write_text(json.dumps(made))
    lab_times.main([first])
    assert record()["rows"] == [row(first, 1.0)] + ([row(second, 2.0)] if same else [])
    assert "mine" in tables[-1]


def test_a_lab_that_is_late_is_named():
    late = {"lab": "slow", "imports": 0.0, "answers": 3.0, "tests": 2.5, "limit": 5}
    assert lab_times.over_the_limit([late]) == ["slow"]


def test_a_run_times_all_parts_of_a_lab():
    command = [sys.executable, "-m", "experiments.lab_times", "--once", "pca"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=lab_times.ROOT)
    times = json.loads(done.stdout.splitlines()[-1])
    assert times["limit"] == 5
    assert all(times[part] > 0 for part in lab_times.PARTS)
