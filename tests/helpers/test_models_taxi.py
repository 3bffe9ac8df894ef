"""The taxi models: what a layer computes, what is learned from where, and what a file keeps."""

import ast
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.models import taxi
from helpers.models.taxi_grid import (
    BUCKETS,
    grid_cells,
    grid_use,
    in_area,
    quantile_borders,
    recipe_borders,
)

LIMITS = [(-74.3, -73.6), (40.5, 41.0)] * 2


def some_rides(n: int, seed: int = 0) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    seconds = rng.integers(1_230_768_000, 1_435_622_400, n)
    columns = {"pickup_datetime": pd.to_datetime(seconds, unit="s", utc=True)}
    for name, limits in zip(taxi.POSITIONS, LIMITS, strict=True):
        columns[name] = rng.uniform(*limits, n)
    return pd.DataFrame(columns | {"passenger_count": rng.integers(1, 7, n)})


@pytest.fixture(scope="module")
def rides():
    return taxi.ride_inputs(some_rides(200))


def table(features, rides, *others):
    return taxi.feature_tables(features, rides, *others)


@settings(max_examples=60, deadline=None)
@given(st.datetimes(pd.Timestamp("1900-03-01"), pd.Timestamp("2199-12-31")))
def test_the_calendar_layer_agrees_with_python_s_calendar(moment):
    from helpers.models.taxi_layers import Calendar

    stamp = np.array([[moment.strftime("%Y-%m-%d %H:%M:%S UTC")]], dtype=object)
    assert Calendar("year")(stamp).numpy() == [[moment.year]]
    assert Calendar("hour")(stamp).numpy() == [[moment.hour]]
    # Monday is 0 for Python; the layer counts from Saturday.
    assert Calendar("day")(stamp).numpy() == [[(moment.weekday() + 2) % 7]]


def haversine_km(lon1, lat1, lon2, lat2):
    lon1, lat1, lon2, lat2 = np.radians([lon1, lat1, lon2, lat2])
    half = np.sin((lat2 - lat1) / 2) ** 2
    half += np.cos(lat1) * np.cos(lat2) * np.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0 * np.arcsin(np.sqrt(half))


def test_kilometers_agree_with_the_sphere_to_half_a_percent(rides):
    from helpers.models.taxi_layers import Distance

    places = taxi.position_values(rides).astype("float64")
    km = Distance("km")(places).numpy().ravel()
    np.testing.assert_allclose(km, haversine_km(*places.T), rtol=0.005)


def test_a_ride_to_nowhere_is_zero_long():
    from helpers.models.taxi_layers import Distance

    assert Distance("km")(np.array([[-73.9, 40.7, -73.9, 40.7]])).numpy() == [[0]]


@pytest.mark.parametrize("axes", [1, 2, 4])
def test_cells_are_numbered_without_gap_or_collision(axes):
    from helpers.models.taxi_layers import Cell

    numbers = np.stack(np.meshgrid(*[range(3)] * axes, indexing="ij"), -1).reshape(-1, axes)
    expected = np.ravel_multi_index(numbers.T, (3,) * axes)
    np.testing.assert_array_equal(Cell(3)(numbers).numpy().ravel(), expected)


def test_layers_refuse_what_they_do_not_know():
    from helpers.models.taxi_layers import Calendar, Distance

    with pytest.raises(ValueError, match="month"):
        Calendar("month")
    with pytest.raises(ValueError, match="miles"):
        Distance("miles")


def test_scales_come_from_the_training_rides_alone(rides):
    from sklearn.preprocessing import StandardScaler

    other = taxi.ride_inputs(some_rides(50, seed=1))
    other["passenger_count"] = other["passenger_count"] + 100
    known, unseen = table(taxi.STANDARDIZED, rides, other)
    columns = [taxi.position_values(rides), rides["passenger_count"]]
    scaler = StandardScaler().fit(np.hstack(columns).astype("float64"))
    wanted = np.hstack([taxi.position_values(other), other["passenger_count"]])
    np.testing.assert_allclose(known.mean(axis=0), 0, atol=0.01)
    np.testing.assert_allclose(unseen, scaler.transform(wanted), rtol=0.01, atol=0.01)


@pytest.mark.parametrize(("feature", "width"), [("hour", 24), ("day", 7), ("year", 7)])
def test_the_calendar_gives_one_input_for_each_value(rides, feature, width):
    (found,) = table([feature], rides)
    assert found.shape == (200, width)
    assert (found.sum(axis=1) == 1).all()


def test_the_recipe_s_scaling_is_the_recipe_s(rides):
    (found,) = table(["scaled positions"], rides)
    places = taxi.position_values(rides)
    # Longitude and latitude of the pick-up, then of the drop-off.
    wanted = (places + np.array([78, -37, 78, -37])) / 8
    np.testing.assert_allclose(found, wanted, atol=1e-5)


def test_the_recipe_s_table_has_the_parameters_that_the_page_counts(rides):
    model = taxi.build_fare_model(rides, taxi.RECIPE)
    inputs = 4 + 1 + 1 + 24 + 7 + 100
    assert model.count_params() == 10**4 * 100 + (inputs + 1) * 32 + 33 * 8 + 9


def test_the_control_of_the_cross_is_as_wide_and_tells_no_rides_apart(rides):
    (found,) = table(["one cell"], rides)
    assert found.shape == (200, 100)
    np.testing.assert_array_equal(found, np.repeat(found[:1], 200, axis=0))


@pytest.mark.parametrize("feature", ["pair", "neighborhoods"])
def test_rides_in_one_cell_share_their_embedding(rides, feature):
    twin = {name: column.copy() for name, column in rides.items()}
    twin["passenger_count"] += 1
    before, after = table([feature], rides, twin)
    np.testing.assert_array_equal(before, after)
    assert len(np.unique(before, axis=0)) > 50


def test_a_model_loaded_elsewhere_prices_alike(rides, tmp_path):
    import tensorflow as tf

    tf.keras.utils.set_random_seed(0)
    model = taxi.build_fare_model(rides, taxi.ENGINEERED)
    here = model.predict(rides, verbose=0)
    model.save(tmp_path / "fares.keras")
    again = tf.keras.models.load_model(tmp_path / "fares.keras")
    np.testing.assert_array_equal(again.predict(rides, verbose=0), here)
    tf.saved_model.save(model, str(tmp_path / "fares"))
    np.savez(tmp_path / "rides.npz", **{key: val.astype(str) for key, val in rides.items()})
    # Another process, another folder: nothing of this project can be imported there.
    code = """
import numpy as np, tensorflow as tf
with np.load("rides.npz") as file:
    rides = {name: file[name] for name in file}
stamps = rides.pop("pickup_datetime")
inputs = {name: tf.constant(column.astype("float32")) for name, column in rides.items()}
serve = tf.saved_model.load("fares").signatures["serving_default"]
np.save("there", serve(pickup_datetime=tf.constant(stamps), **inputs)["fare"])
"""
    command = [sys.executable, "-I", "-c", code]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, f"a service can't load the exported model: {done.stderr[-500:]}"
    np.testing.assert_allclose(np.load(tmp_path / "there.npy"), here, atol=1e-4)


@pytest.mark.parametrize("features", [(), ("positions", "moon phase")])
def test_unknown_features_are_refused_by_name(rides, features):
    with pytest.raises(ValueError, match="choose features from raw positions"):
        taxi.build_fare_model(rides, features)


def test_the_error_is_the_root_of_the_mean_square():
    from sklearn.metrics import root_mean_squared_error

    fares, predicted = np.array([2.5, 8.0, 52.0]), np.array([[4.0], [8.0], [45.0]])
    assert taxi.rmse(fares, predicted) == pytest.approx(root_mean_squared_error(fares, predicted))
    with pytest.raises(ValueError, match="3 fares, but 2 predictions"):
        taxi.rmse(fares, predicted[:2])


def test_buckets_are_cut_where_the_layer_cuts_them():
    import tensorflow as tf

    borders = np.array([0.25, 0.5, 0.75])
    values = np.array([[0.1], [0.25], [0.3], [0.5], [0.75], [2.0]])
    layer = tf.keras.layers.Discretization(borders.tolist())
    np.testing.assert_array_equal(grid_cells(values, [borders]), layer(values).numpy().ravel())


def test_equally_many_rides_lie_between_the_borders(rides):
    values = rides["pickup_longitude"]
    assert np.bincount(grid_cells(values, [quantile_borders(values)])).tolist() == [20] * BUCKETS


def test_the_recipe_s_borders_go_evenly_from_0_to_1():
    np.testing.assert_allclose(np.diff(recipe_borders()), 1 / 9)
    assert recipe_borders()[[0, -1]].tolist() == [0, 1]


@given(st.integers(0, 1000))
def test_two_rides_share_a_cell_if_they_share_every_bucket(seed):
    rng = np.random.default_rng(seed)
    positions = rng.uniform(size=(30, 2))
    borders = [np.array([0.3, 0.7]), np.array([0.5])]
    cells = grid_cells(positions, borders)
    numbers = np.stack([np.digitize(*pair) for pair in zip(positions.T, borders, strict=True)])
    assert len(np.unique(cells)) == len(np.unique(numbers, axis=1).T)
    same = (numbers[:, :, None] == numbers[:, None, :]).all(axis=0)
    np.testing.assert_array_equal(cells[:, None] == cells[None, :], same)


def test_the_use_of_a_grid_is_counted_by_hand():
    # Two rides within one bucket of the recipe, one in another; of three new ones, two known.
    train = np.array([[-74.0, 40.7, -74.0, 40.7], [-73.9, 40.8] * 2, [-71.0, 40.7, -74.0, 40.7]])
    other = np.array([[-73.8, 40.6] * 2, [-71.1, 40.7, -74.0, 40.7], [-71.0, 40.7, -71.0, 40.7]])
    assert grid_use(train, other, "recipe") == {"used": 2, "fullest": 2, "single": 1, "new": 1}


def test_a_ride_is_served_if_both_its_ends_are_in_the_area():
    city, far = [-73.98, 40.75], [-73.137393, 41.366138]
    rides = np.array([city + city, city + far, far + city, [-74.3, 40.4, -73.6, 41.1]])
    assert in_area(rides).tolist() == [True, False, False, True]
    with pytest.raises(ValueError, match="four coordinates"):
        in_area(rides[:, :2])


def test_grids_refuse_what_they_can_not_cut():
    with pytest.raises(ValueError, match="borders must be"):
        grid_use(np.zeros((3, 4)), np.zeros((3, 4)), "thirds")
    with pytest.raises(ValueError, match="2 rows of borders"):
        grid_cells(np.zeros((3, 4)), [np.array([0.5])] * 2)


def test_the_three_files_run_without_the_rest_of_the_project():
    own = {"helpers.models." + name for name in ("taxi", "taxi_layers", "taxi_grid")}
    for module in own:
        path = Path(taxi.__file__).parent / f"{module.rpartition('.')[2]}.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                names = {node.module}
            elif isinstance(node, ast.Import):
                names = {alias.name for alias in node.names}
            else:
                continue
            ours = {name for name in names if name.split(".")[0] == "helpers"}
            assert ours <= own, f"a reader who copies {path.name} misses {ours - own}"
