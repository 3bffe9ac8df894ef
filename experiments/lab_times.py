"""How long the labs run: imports, a student's answers with their figures, and the tests.

``make bench`` runs it; ``python -m experiments.lab_times pca`` measures one lab
again and keeps the others, unless another machine or Python measured them.
The master runs from top to bottom on one core, in a process of its own, three
times; the table shows the median processor time, which other programs on the
machine disturb little. Results go to ``book/results/lab_times.json`` and, as a
table, to the README.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import nbformat

from experiments.readme_tables import measured_on, put_table
from helpers import measure

ROOT = Path(__file__).parents[1]
MASTERS = ROOT / "solutions"
RESULTS = ROOT / "book" / "results" / "lab_times.json"
PARTS = ("imports", "answers", "tests")
RUNS = 3

#: Seconds on one core, imports aside: NumPy labs, TensorFlow labs.
LIMITS = {"numpy": 5, "tensorflow": 40}

#: Two threads on one core wait for each other.
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


def lab_names() -> list[str]:
    """All labs that have a master."""
    return sorted(path.stem for path in MASTERS.glob("*/*.ipynb") if path.stem == path.parent.name)


def read_master(lab: str) -> nbformat.NotebookNode:
    """Read a lab with its answers."""
    return nbformat.read(MASTERS / lab / f"{lab}.ipynb", as_version=4)


def run_once(lab: str) -> dict:
    """Run a master's cells in this process, on one core; return seconds by part."""
    from IPython.core.interactiveshell import InteractiveShell

    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    shell = InteractiveShell.instance()
    seconds = dict.fromkeys(PARTS, 0.0)
    cells = [cell for cell in read_master(lab).cells if cell.cell_type == "code"]
    part = "imports"
    for cell in cells:
        if cell.metadata.nbgrader.grade:
            part = "tests"
        began = time.process_time()
        shell.run_cell(cell.source).raise_error()
        seconds[part] += time.process_time() - began
        part = "answers"
    limit = LIMITS["tensorflow" if "import tensorflow" in cells[0].source else "numpy"]
    return {"lab": lab, "limit": limit, **seconds}


def measure_lab(lab: str) -> dict:
    """Run a lab several times, each in a fresh process, and return the medians.

    Raises:
        SystemExit: If a cell fails; its last lines are shown.
    """
    runs = []
    for _ in range(RUNS):
        command = [sys.executable, "-m", "experiments.lab_times", "--once", lab]
        done = subprocess.run(command, capture_output=True, text=True, env=os.environ | ONE_THREAD)
        if done.returncode:
            sys.exit(f"{lab} failed:\n{(done.stdout + done.stderr)[-3000:]}")
        runs.append(json.loads(done.stdout.splitlines()[-1]))
    medians = {part: round(statistics.median(run[part] for run in runs), 1) for part in PARTS}
    print(f"{lab}: " + ", ".join(f"{part} {medians[part]} s" for part in PARTS), flush=True)
    return {"lab": lab, "limit": runs[0]["limit"], **medians}


def as_table(rows: list[dict], machine: dict) -> str:
    """Return the rows as a Markdown table, with the machine they were measured on."""
    lines = [
        "| Lab, seconds of one core | imports | answers, figures | tests | last two at most |",
        "| --- | --- | --- | --- | --- |",
    ]
    for row in rows:
        parts = " | ".join(f"{row[part]:.1f} s" for part in PARTS)
        lines.append(f"| `{row['lab']}` | {parts} | {row['limit']} s |")
    return "\n".join([*lines, "", measured_on(machine)])


def over_the_limit(rows: list[dict]) -> list[str]:
    """Labs that take longer than they may."""
    return [row["lab"] for row in rows if row["answers"] + row["tests"] > row["limit"]]


def recorded_on(machine: dict) -> list[dict]:
    """The rows of the last record, if this machine made it: a table names one."""
    if not RESULTS.exists():
        return []
    record = json.loads(RESULTS.read_text(encoding="utf-8"))
    return record["rows"] if record["machine"] == machine else []


def main(labs: list[str]) -> None:
    """Measure these labs, all of them where none is named; record and show."""
    machine = measure.machine()
    known = {row["lab"]: row for row in recorded_on(machine)}
    known |= {lab: measure_lab(lab) for lab in labs or lab_names()}
    rows = [known[lab] for lab in lab_names() if lab in known]
    record = {"rows": rows, "machine": machine, "date": time.strftime("%Y-%m-%d")}
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    put_table("lab times", as_table(rows, machine))
    if late := over_the_limit(rows):
        sys.exit(f"over the limit: {', '.join(late)}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--once"]:
        print(json.dumps(run_once(sys.argv[2])))
    else:
        main(sys.argv[1:])
