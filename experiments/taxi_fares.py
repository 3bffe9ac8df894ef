"""What engineered features are worth on New York's taxi fares, and which of them.

Three stages, so that the test rides are used once: the learning rate is chosen on the validation
rides, by one seed; features are added and removed and judged on the validation rides; and the four
models of the chapter, fixed by then, meet the test rides. Three more look closer: "facts" counts,
and has test errors of what leaves nothing to choose (the mean fare, a line, other models by their
defaults); on the validation rides, "cross" puts a constant in the place of the recipe's cross, or
nothing; "folds" asks how much kinder a split is that cuts through rides of one moment.
"""

from functools import cache

import numpy as np

from experiments.recording import Experiment
from helpers import datasets

EPOCHS, BATCH_SIZE = 30, 128
SEEDS = range(5)
CHOICE_SEED = 100
RATES = (0.003, 0.01)
MODELS = ("raw", "standardized", "engineered", "recipe")
#: The learning rate that stage "choose" found for each: a test compares them.
CHOSEN = {"raw": 0.003, "standardized": 0.003, "engineered": 0.003, "recipe": 0.003}
#: What is added to the engineered features, or taken away.
CHANGES = ("-distance", "-hour", "-day", "-positions", "+year", "+pair", "+neighborhoods")
#: What stands in the recipe where its cross of the map does.
CROSSES = ("hashed pair", "one cell", "none")


def features_of(setting) -> tuple[str, ...]:
    """Return the features of a setting's model, after its change."""
    from helpers.models import taxi

    features = getattr(taxi, setting["model"].upper())
    if "cross" in setting:
        kept = [name for name in features if name != "hashed pair"]
        return tuple(kept if setting["cross"] == "none" else [*kept, setting["cross"]])
    change = setting.get("change", "")
    if change.startswith("-"):
        return tuple(name for name in features if name != change[1:])
    return (*features, change[1:]) if change else features


@cache
def parts(source: str) -> dict:
    """Inputs and fares of every part."""
    from helpers.models.taxi import ride_inputs

    data = datasets.load("taxi", source=source)
    return {key: (ride_inputs(part.X), part.y) for key, part in data.splits.items()}


def run(setting, source: str) -> dict:
    """Train one model; or count, for the stage "facts"."""
    if setting["stage"] == "facts":
        return facts(source)
    if setting["stage"] == "folds":
        return folds(source)
    from helpers.models.taxi import build_fare_model
    from helpers.training import train

    rides = parts(source)
    model, curves = train(
        lambda: build_fare_model(rides["train"][0], features_of(setting), setting["rate"]),
        *rides["train"],
        epochs=setting["epochs"],
        batch_size=BATCH_SIZE,
        seed=setting["seed"],
        validation=rides["valid"],
    )
    result = {"parameters": int(model.count_params()), "valid": round(curves["val_rmse"][-1], 4)}
    if setting["stage"] == "cross":
        return result | inspected(model, *rides["valid"])
    if setting["stage"] != "final":
        return result
    X, fares = rides["test"]
    predicted = model.predict(X, verbose=0).ravel()
    return result | {
        "train_curve": [round(value, 3) for value in curves["rmse"]],
        "valid_curve": [round(value, 3) for value in curves["val_rmse"]],
        "median_error": round(float(np.median(np.abs(fares - predicted))), 4),
        "outside_predicted": [round(float(fare), 2) for fare in predicted[~served(X)]],
        **errors("test", X, fares, predicted),
    }


def inspected(model, X, fares) -> dict[str, float]:
    """Return the error on the map, and how many units before the output are silent throughout."""
    import tensorflow as tf

    last_hidden = tf.keras.Model(model.input, model.layers[-2].output)
    silent = np.all(last_hidden.predict(X, verbose=0) == 0, axis=0)
    found = errors("valid", X, fares, model.predict(X, verbose=0))
    return {"valid_area": found["valid_area"], "silent": int(silent.sum())}


def served(X) -> np.ndarray:
    """Return whether a ride lies in the area of the service, (n,) bool."""
    from helpers.models.taxi import position_values
    from helpers.models.taxi_grid import in_area

    return in_area(position_values(X))


def errors(name: str, X, fares, predicted) -> dict[str, float]:
    """Return the RMSE over all rides, and over those in the area."""
    from helpers.models.taxi import rmse

    kept, predicted = served(X), np.asarray(predicted).ravel()
    return {
        name: round(rmse(fares, predicted), 4),
        f"{name}_area": round(rmse(fares[kept], predicted[kept]), 4),
    }


def facts(source: str) -> dict:
    """Count what the data say about clocks, grids and odd rides; errors of simple models."""
    from sklearn.linear_model import LinearRegression

    from helpers.models.taxi import position_values
    from helpers.models.taxi_grid import grid_use
    from helpers.models.taxi_layers import Calendar, Distance

    rides = parts(source)
    X, fares = rides["train"]
    X_test, test_fares = rides["test"]
    km = Distance()(position_values(X)).numpy()
    km_test = Distance()(position_values(X_test)).numpy()
    line = LinearRegression().fit(km, fares)
    hours = np.bincount(Calendar("hour")(X["pickup_datetime"]).numpy().ravel(), minlength=24)
    standing = np.all(position_values(X)[:, :2] == position_values(X)[:, 2:], axis=1)
    found = {
        "rides": len(fares),
        "hours": hours.tolist(),
        **moments(X["pickup_datetime"], X_test["pickup_datetime"]),
        "standing": int(standing.sum()),
        "standing_highest": float(fares[standing].max()),
        "outside": {key: int((~served(part[0])).sum()) for key, part in rides.items()},
        "outside_paid": test_fares[~served(X_test)].tolist(),
        **errors("mean", X_test, test_fares, np.full(len(test_fares), fares.mean())),
        **errors("line", X_test, test_fares, line.predict(km_test)),
        "dollars_per_km": round(float(line.coef_[0]), 4),
        "dollars_start": round(float(line.intercept_), 4),
        "hashed": hashed_cells(X),
        **simple_models(rides),
    }
    for borders in ("recipe", "quantiles"):
        counted = grid_use(position_values(X), position_values(X_test), borders)
        found |= {f"{borders}_{name}": value for name, value in counted.items()}
    return found


def moments(stamps, test_stamps) -> dict[str, int]:
    """Count the moments that rides begin at, and the test rides that begin at one of them."""
    known, rides = np.unique(stamps, return_counts=True)
    rides = np.sort(rides)[::-1]
    return {
        "moments": len(known),
        "moments_fullest": int(rides[0]),
        "moments_for_half": 1 + int(np.searchsorted(np.cumsum(rides), rides.sum() / 2)),
        "moments_shared": int(np.isin(test_stamps, known).sum()),
    }


def folds(source: str) -> dict[str, float]:
    """Return the error of boosted trees over five folds, cut by rides and by moments."""
    from sklearn.ensemble import HistGradientBoostingRegressor
    from sklearn.model_selection import GroupKFold, KFold, cross_val_predict

    from helpers.models import taxi

    rides = parts(source)
    known, valid = rides["train"], rides["valid"]
    fares = np.concatenate([known[1], valid[1]])
    stamps = np.concatenate([part["pickup_datetime"] for part, _ in (known, valid)]).ravel()
    by_rides = KFold(5, shuffle=True, random_state=0)
    found = {}
    for name, features in (("", taxi.ENGINEERED), ("_year", (*taxi.ENGINEERED, "year"))):
        table = np.vstack(taxi.feature_tables(features, known[0], valid[0]))
        for kind, cut in (("rides", by_rides), ("moments", GroupKFold(5))):
            trees = HistGradientBoostingRegressor(random_state=0)
            predicted = cross_val_predict(trees, table, fares, cv=cut, groups=stamps)
            found[f"by_{kind}{name}"] = round(taxi.rmse(fares, predicted), 4)
    return found


def simple_models(rides) -> dict[str, float]:
    """Return the test RMSE of a linear model and of boosted trees, as their defaults are."""
    from sklearn.ensemble import HistGradientBoostingRegressor
    from sklearn.linear_model import LinearRegression

    from helpers.models import taxi

    fares, test_fares = rides["train"][1], rides["test"][1]
    found = {}
    for name, features in (("raw", taxi.RAW), ("engineered", taxi.ENGINEERED)):
        table, test_table = taxi.feature_tables(features, rides["train"][0], rides["test"][0])
        for kind, model in (
            ("linear", LinearRegression()),
            ("trees", HistGradientBoostingRegressor(random_state=0)),
        ):
            predicted = model.fit(table, fares).predict(test_table)
            found |= errors(f"{kind}_{name}", rides["test"][0], test_fares, predicted)
    return found


def hashed_cells(X) -> int:
    """Return how many rows of the table the used cells of the quantile grid share, if hashed."""
    import tensorflow as tf

    from helpers.models.taxi import POSITIONS
    from helpers.models.taxi_grid import BUCKETS, quantile_borders

    layers = tf.keras.layers
    numbers = [
        layers.Discretization(quantile_borders(X[name]).tolist())(X[name]) for name in POSITIONS
    ]
    return len(np.unique(layers.HashedCrossing(BUCKETS**4)(numbers).numpy()))


def of_model(model: str, seed: int, stage: str, **more) -> dict:
    """One run's setting."""
    setting = {"stage": stage, "model": model, "rate": CHOSEN[model], "epochs": EPOCHS}
    return {**setting, "seed": seed, **more}


SETTINGS = [
    {"stage": "facts", "seed": 0},
    {"stage": "folds", "seed": 0},
    *(of_model(model, CHOICE_SEED, "choose", rate=rate) for model in MODELS for rate in RATES),
    *(of_model(model, seed, "final") for model in MODELS for seed in SEEDS),
    *(
        of_model("engineered", seed, "change", change=change)
        for change in CHANGES
        for seed in SEEDS
    ),
    *(of_model("recipe", seed, "cross", cross=cross) for cross in CROSSES for seed in SEEDS),
]

EXPERIMENT = Experiment(
    name="taxi_fares",
    question="What do engineered features bring on taxi fares, beside scaled columns?",
    data="taxi",
    settings=SETTINGS,
    run=run,
    # Trained nets aren't run again: the page trains them while it builds.
    cheap=[{"stage": "facts", "seed": 0}],
    tolerance={
        "rides": 0,
        "hours": 0,
        "standing": 0,
        "moments": 0,
        "moments_fullest": 0,
        "moments_for_half": 0,
        "moments_shared": 0,
        "recipe_used": 0,
        "recipe_fullest": 0,
        "quantiles_used": 0,
        "quantiles_new": 0,
        "hashed": 0,
        "mean_area": 0.001,
        "line_area": 0.001,
        "linear_raw_area": 0.01,
        "linear_engineered_area": 0.01,
        "trees_raw_area": 0.05,
        "trees_engineered_area": 0.05,
    },
)
