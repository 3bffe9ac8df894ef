"""The taxi measurement keeps the order it promises: choose, then look at the test rides."""

import json
from collections import defaultdict

import numpy as np
import pytest

from experiments import taxi_fares
from experiments.recording import RESULTS


def runs_of(stage: str) -> list[dict]:
    path = RESULTS / "taxi_fares.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    return [run for run in content["runs"] if run["setting"]["stage"] == stage]


@pytest.mark.parametrize("model", taxi_fares.MODELS)
def test_the_rate_is_the_one_with_the_lower_validation_error(model):
    found = {
        run["setting"]["rate"]: run["result"]["valid"]
        for run in runs_of("choose")
        if run["setting"]["model"] == model
    }
    assert set(found) == set(taxi_fares.RATES)
    assert taxi_fares.CHOSEN[model] == min(found, key=found.get)


def test_only_the_final_runs_have_seen_the_test_rides():
    for stage in ("choose", "change", "cross", "folds"):
        assert not [run for run in runs_of(stage) if "test" in run["result"]]


def test_every_model_has_the_same_budget_and_the_same_five_seeds():
    seeds = defaultdict(set)
    for run in runs_of("final") + runs_of("change"):
        setting = run["setting"]
        assert setting["epochs"] == taxi_fares.EPOCHS
        seeds[setting["model"], setting.get("change")].add(setting["seed"])
    assert len(seeds) == len(taxi_fares.MODELS) + len(taxi_fares.CHANGES)
    assert all(found == set(taxi_fares.SEEDS) for found in seeds.values())


def test_a_change_adds_one_feature_or_takes_one_away():
    from helpers.models.taxi import ENGINEERED, FEATURES

    for change in taxi_fares.CHANGES:
        setting = taxi_fares.of_model("engineered", 0, "change", change=change)
        changed = set(taxi_fares.features_of(setting)) ^ set(ENGINEERED)
        assert changed == {change[1:]}, change
        assert changed <= set(FEATURES)


def test_only_the_cross_is_put_in_the_place_of_the_cross():
    from helpers.models.taxi import FEATURES, RECIPE

    found = {
        cross: taxi_fares.features_of(taxi_fares.of_model("recipe", 0, "cross", cross=cross))
        for cross in taxi_fares.CROSSES
    }
    assert found["hashed pair"] == RECIPE
    assert set(RECIPE) - set(found["none"]) == {"hashed pair"}
    assert set(found["one cell"]) ^ set(RECIPE) == {"one cell", "hashed pair"}
    assert set(found["one cell"]) <= set(FEATURES)


def test_the_cross_is_judged_on_the_model_that_met_the_test_rides():
    final = {
        run["setting"]["seed"]: run["result"]["valid"]
        for run in runs_of("final")
        if run["setting"]["model"] == "recipe"
    }
    again = {
        run["setting"]["seed"]: run["result"]["valid"]
        for run in runs_of("cross")
        if run["setting"]["cross"] == "hashed pair"
    }
    assert again == final


def test_moments_are_counted_by_hand():
    begun = np.array([["9:00"], ["9:00"], ["9:00"], ["8:00"], ["7:00"], ["6:00"]], dtype=object)
    later = np.array([["7:00"], ["9:00"], ["5:00"]], dtype=object)
    assert taxi_fares.moments(begun, later) == {
        "moments": 4,
        "moments_fullest": 3,
        "moments_for_half": 1,
        "moments_shared": 2,
    }
