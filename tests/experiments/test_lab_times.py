"""What the README says of the labs' times is what was measured, and within the limits."""

import json
import subprocess
import sys

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


def test_a_lab_that_is_late_is_named():
    late = {"lab": "slow", "imports": 0.0, "answers": 3.0, "tests": 2.5, "limit": 5}
    assert lab_times.over_the_limit([late]) == ["slow"]


def test_a_run_times_all_parts_of_a_lab():
    command = [sys.executable, "-m", "experiments.lab_times", "--once", "pca"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    times = json.loads(done.stdout.splitlines()[-1])
    assert times["limit"] == 5
    assert all(times[part] > 0 for part in lab_times.PARTS)
