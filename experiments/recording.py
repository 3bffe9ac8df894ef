"""Measure what is too slow, or needs real data, to be measured while a page builds.

A module of this folder that defines ``EXPERIMENT`` is a recorded measurement:
``python -m experiments NAME`` runs it on the real data and writes
``book/results/NAME.json``, which the page then draws (``helpers.recorded``).
Every single run is kept in ``_build/experiments`` as soon as it is done, so
that an interrupted measurement goes on where it stopped. The same runs on the
stand-in, or a few of them, are kept beside the real ones: a test repeats
those where the real data aren't at hand.
"""

import ast
import hashlib
import importlib.util
import inspect
import json
import os
import platform
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from helpers import datasets, measure

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "book" / "results"
RUNS = ROOT / "_build" / "experiments"

#: Packages whose versions may change a result.
PACKAGES = ("numpy", "scikit-learn", "tensorflow", "tf-keras", "tensorflow-model-optimization")

#: One run's choices, its seed among them; and what it measured.
Setting = Mapping[str, Any]
Result = Mapping[str, Any]


@dataclass(frozen=True)
class Experiment:
    """A measurement of a page, in single runs.

    Attributes:
        name: Of the module, and of the file of results.
        question: What it answers, in one sentence.
        data: Name of the data set.
        settings: What is run, in order: JSON values only, "seed" among them.
        run: Given a setting and "real" or "stand-in", one run's numbers. It loads the data
            itself (``datasets.load(name, source=source)``) and draws on no other state.
        cheap: The settings that a test runs again, a few seconds in all.
        tolerance: By how much each number may differ when it does, absolutely. Processors round
            differently, and training amplifies it; what is counted has tolerance 0.
            Numbers not named here, such as seconds, aren't compared.
    """

    name: str
    question: str
    data: str
    settings: Sequence[Setting]
    run: Callable[[Setting, str], Result]
    cheap: Sequence[Setting]
    tolerance: Mapping[str, float]


def record(experiment: Experiment) -> dict:
    """Measure all settings on the real data, the cheap ones on the stand-in, and write the file.

    Raises:
        DataAbsentError: If the real data aren't there; nothing has been measured then.
    """
    real = datasets.load(experiment.data, source="real")
    stand_in = datasets.load(experiment.data, source="stand-in")
    runs = run_all(experiment, experiment.settings, "real", real)
    checks = run_all(experiment, experiment.cheap, "stand-in", stand_in)
    content = {
        "experiment": experiment.name,
        "question": experiment.question,
        "command": f"python -m experiments {experiment.name}",
        "data": real.provenance(),
        "machine": measure.machine(),
        "versions": versions(),
        "date": time.strftime("%Y-%m-%d"),
        "seconds": round(sum(run["seconds"] for run in [*runs, *checks]), 1),
        "runs": runs,
        "stand_in": {
            "data": stand_in.provenance(),
            "tolerance": dict(experiment.tolerance),
            "runs": checks,
        },
    }
    write_whole(RESULTS / f"{experiment.name}.json", json.dumps(content, indent=1) + "\n")
    return content


def run_all(experiment: Experiment, settings, source: str, data) -> list[dict]:
    """Run each setting, or read its kept run; show how far it is."""
    from tqdm import tqdm

    fingerprint = digest(data.provenance(), versions(), code_of(experiment.run))
    runs = []
    bar = tqdm(settings, desc=f"{experiment.name}, {source} data", unit="run", file=sys.stderr)
    for setting in bar:
        bar.set_postfix_str(" ".join(f"{key}={value}" for key, value in setting.items()))
        runs.append(kept_run(experiment, setting, source, fingerprint))
    return runs


def kept_run(experiment: Experiment, setting: Setting, source: str, fingerprint: str) -> dict:
    """One run: from its file if data, versions and code are what they were then."""
    place = RUNS / experiment.name / f"{digest(dict(setting), fingerprint)}.json"
    if place.exists():
        return json.loads(place.read_text(encoding="utf-8"))
    # Of the processor: what else the machine does meanwhile doesn't count.
    began = time.process_time()
    result = experiment.run(setting, source)
    seconds = round(time.process_time() - began, 2)
    run = {"setting": dict(setting), "result": dict(result), "seconds": seconds}
    write_whole(place, json.dumps(run))
    # As a reader of the file will see it.
    return json.loads(place.read_text(encoding="utf-8"))


def digest(*parts: Any) -> str:
    """A short name for any JSON values."""
    text = json.dumps(parts, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def code_of(run: Callable) -> list[str]:
    """The source of the module a run is defined in, and of the helpers it imports.

    Other code is another measurement. Helpers that helpers import aren't looked at: most of them
    only draw or load.
    """
    module = sys.modules[run.__module__]
    source = inspect.getsource(module)
    helpers = [name for name in sorted(imported_names(source)) if name.startswith("helpers.")]
    specs = [find_module(name) for name in helpers]
    return [source, *(Path(spec.origin).read_text(encoding="utf-8") for spec in specs if spec)]


def imported_names(source: str) -> set[str]:
    """Every module that a source may import, wherever in it; some of the names may be functions."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def find_module(name: str):
    """Where a module comes from; None if the name is that of a function."""
    try:
        return importlib.util.find_spec(name)
    except ModuleNotFoundError:
        return None


def versions() -> dict[str, str]:
    """Versions of Python and of the packages that may change a result."""
    found = {"python": platform.python_version()}
    for package in PACKAGES:
        names = [package, f"{package}-cpu"] if package == "tensorflow" else [package]
        for name in names:
            try:
                found[package] = version(name)
            except PackageNotFoundError:
                continue
    return found


def write_whole(path: Path, text: str) -> None:
    """Write a file so that an interruption leaves the old one or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)
