"""What the book shows as recorded: its form, its provenance, and that it comes out again."""

import json
import math
import re
from pathlib import Path

import pytest

from experiments.__main__ import find_experiments
from experiments.recording import RESULTS
from helpers.datasets import cache, registry

ROOT = Path(__file__).parents[2]
EXPERIMENTS = find_experiments()
SCHEMA = ROOT / "experiments" / "recording.schema.json"


def recorded(name: str) -> dict:
    return json.loads((RESULTS / f"{name}.json").read_text(encoding="utf-8"))


def schema_faults(content: dict) -> list[str]:
    import jsonschema

    validator = jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text()))
    return [f"{fault.json_path}: {fault.message}" for fault in validator.iter_errors(content)]


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_a_recorded_file_says_where_it_comes_from(name):
    content = recorded(name)
    assert not schema_faults(content), f"a reader can't trust {name}: {schema_faults(content)}"
    assert content["experiment"] == name
    assert content["question"] == EXPERIMENTS[name].question, f"run `make experiment-{name}` again"


def test_the_schema_refuses_a_file_without_its_data_s_digest():
    content = recorded(next(iter(EXPERIMENTS)))
    content["data"]["sha256"] = {}
    del content["runs"][0]["setting"]["seed"]
    places = {fault.split(":")[0] for fault in schema_faults(content)}
    assert places == {"$.data.sha256", "$.runs[0].setting"}


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_a_recorded_file_holds_the_runs_that_its_script_asks_for(name):
    experiment, content = EXPERIMENTS[name], recorded(name)
    asked = [dict(setting) for setting in experiment.settings]
    assert [run["setting"] for run in content["runs"]] == asked, "the script has changed since"
    cheap = [dict(setting) for setting in experiment.cheap]
    assert [run["setting"] for run in content["stand_in"]["runs"]] == cheap
    assert content["stand_in"]["tolerance"] == dict(experiment.tolerance)


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_the_data_were_the_publisher_s(name):
    content = recorded(name)
    entry = registry.find(content["data"]["name"])
    known = set(re.findall(r"[0-9a-f]{64}", (ROOT / "helpers/datasets/registry.py").read_text()))
    known |= set(
        re.findall(r"[0-9a-f]{64}", (ROOT / "helpers/datasets/reuters_members.py").read_text())
    )
    assert entry.name == EXPERIMENTS[name].data
    strangers = set(content["data"]["sha256"].values()) - known
    assert not strangers, f"measured on files nobody knows: {strangers}"


def differences(found: dict, recorded_result: dict, tolerance: dict) -> dict:
    """Numbers that lie further apart than their tolerance."""
    apart = {}
    for key, allowed in tolerance.items():
        pairs = zip(flat(found[key]), flat(recorded_result[key]), strict=True)
        worst = max(abs(ours - theirs) for ours, theirs in pairs)
        if not worst <= allowed:
            apart[key] = (found[key], recorded_result[key])
    return apart


def flat(value) -> list[float]:
    """The numbers of a number or of nested lists."""
    if isinstance(value, list):
        return [number for part in value for number in flat(part)]
    assert math.isfinite(value), "a result that isn't finite was recorded"
    return [float(value)]


def test_a_number_that_is_off_is_noticed():
    tolerance = {"accuracy": 0.01, "parameters": 0}
    kept = {"accuracy": [0.5, 0.6], "parameters": 833, "seconds": 1.0}
    assert not differences(kept | {"accuracy": [0.505, 0.6], "seconds": 9.0}, kept, tolerance)
    assert set(differences(kept | {"accuracy": [0.5, 0.62]}, kept, tolerance)) == {"accuracy"}
    assert set(differences(kept | {"parameters": 834}, kept, tolerance)) == {"parameters"}


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_a_cheap_slice_comes_out_again_on_the_stand_in(name):
    experiment, kept = EXPERIMENTS[name], recorded(name)["stand_in"]["runs"]
    for setting, run in zip(experiment.cheap, kept, strict=True):
        found = json.loads(json.dumps(dict(experiment.run(setting, "stand-in"))))
        apart = differences(found, run["result"], experiment.tolerance)
        assert not apart, f"{name} {dict(setting)} doesn't come out as recorded: {apart}"


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_a_cheap_slice_comes_out_again_on_the_real_data(name):
    experiment = EXPERIMENTS[name]
    if not cache.is_fetched(registry.find(experiment.data)):
        pytest.skip(f"the real {experiment.data} data aren't here")
    kept = {json.dumps(run["setting"]): run["result"] for run in recorded(name)["runs"]}
    for setting in experiment.cheap:
        found = json.loads(json.dumps(dict(experiment.run(setting, "real"))))
        apart = differences(found, kept[json.dumps(dict(setting))], experiment.tolerance)
        assert not apart, f"{name} {dict(setting)} doesn't come out as recorded: {apart}"
