"""Predict a taxi fare from the ride as it was recorded: every step is inside the model.

model = build_fare_model(ride_inputs(taxi.train.X), ENGINEERED)

A feature is a small function: from the model's inputs to a tensor (n, k).
What it has to learn from data, such as a mean, it takes from the training
rides, and stores in the model.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from helpers.models.taxi_grid import BUCKETS, quantile_borders, recipe_borders

if TYPE_CHECKING:
    import pandas as pd

POSITIONS = (
    "pickup_longitude",
    "pickup_latitude",
    "dropoff_longitude",
    "dropoff_latitude",
)
FIRST_YEAR, YEARS = 2009, 7

#: The features of the models that the chapter compares.
RAW = ("raw positions", "raw passengers")
STANDARDIZED = ("positions", "passengers")
ENGINEERED = (*STANDARDIZED, "distance", "hour", "day")
RECIPE = ("scaled positions", "raw passengers", "degrees", "hour", "day", "hashed pair")


def ride_inputs(rides: pd.DataFrame) -> dict[str, np.ndarray]:
    """Return what a fare model takes: the columns as they were recorded.

    Args:
        rides: n rides with the columns of ``datasets.load("taxi")``.

    Returns:
        For each column an array (n, 1): the time stamp as text, the rest as float32.
    """
    stamps = rides["pickup_datetime"].dt.strftime("%Y-%m-%d %H:%M:%S UTC")
    inputs = {"pickup_datetime": stamps.to_numpy(dtype=object)[:, None]}
    for name in (*POSITIONS, "passenger_count"):
        inputs[name] = rides[name].to_numpy(dtype="float32")[:, None]
    return inputs


def join_features(rides, features):
    """Return a model's inputs, and the features made of them: (n, k).

    Args:
        rides: The training rides as ``ride_inputs`` gives them. Means
            and borders of buckets are taken from these.
        features: Names of features, keys of ``FEATURES``.
    """
    import tensorflow as tf

    layers = tf.keras.layers
    unknown = [name for name in features if name not in FEATURES]
    if unknown or not features:
        known = ", ".join(FEATURES)
        raise ValueError(f"{unknown}: choose features from {known}")
    inputs = {
        name: layers.Input(
            (1,),
            name=name,
            dtype="string" if name == "pickup_datetime" else "float32",
        )
        for name in rides
    }
    blocks = [FEATURES[name](inputs, rides) for name in features]
    # One feature alone has nothing to be joined with.
    joined = layers.Concatenate()(blocks) if blocks[1:] else blocks[0]
    return inputs, joined


def build_fare_model(rides, features, rate=0.003):
    """Return a compiled model: features, a small net, one fare."""
    import tensorflow as tf

    layers = tf.keras.layers
    inputs, joined = join_features(rides, features)
    hidden = layers.Dense(32, activation="relu")(joined)
    hidden = layers.Dense(8, activation="relu")(hidden)
    model = tf.keras.Model(inputs, layers.Dense(1, name="fare")(hidden))
    model.compile(
        optimizer=tf.keras.optimizers.Adam(rate),
        loss="mse",
        metrics=[tf.keras.metrics.RootMeanSquaredError(name="rmse")],
    )
    return model


def feature_tables(features, train, *others) -> list[np.ndarray]:
    """Return the features as tables (n, k), for models that aren't nets.

    Args:
        features: Names of features, keys of ``FEATURES``.
        train: Rides that means and borders of buckets are taken from.
        others: Further rides, such as the test part.
    """
    import tensorflow as tf

    table = tf.keras.Model(*join_features(train, features))
    return [table.predict(rides, verbose=0) for rides in (train, *others)]


def rmse(fares: np.ndarray, predicted: np.ndarray) -> float:
    """Return the root of the mean squared error, in dollars.

    Args:
        fares: (n,) what was paid.
        predicted: (n,) or (n, 1) what was predicted.

    Raises:
        ValueError: If there aren't as many of both.
    """
    fares, predicted = np.asarray(fares, float), np.asarray(predicted, float)
    if fares.size != predicted.size:
        raise ValueError(f"{fares.size} fares, but {predicted.size} predictions")
    return float(np.sqrt(np.mean((fares.ravel() - predicted.ravel()) ** 2)))


def standardized(tensor, values):
    """Subtract the training rides' mean, divide by their deviation."""
    import tensorflow as tf

    scale = tf.keras.layers.Normalization(
        mean=values.mean(axis=0, dtype="float64"),
        variance=values.var(axis=0, dtype="float64"),
    )
    return scale(tensor)


def all_positions(inputs):
    """Lay the four coordinates side by side: (n, 4)."""
    import tensorflow as tf

    join = tf.keras.layers.Concatenate()
    return join([inputs[name] for name in POSITIONS])


def position_values(rides) -> np.ndarray:
    """The same for arrays."""
    return np.hstack([rides[name] for name in POSITIONS])


def distance(inputs, rides):
    """Kilometers of the straight line, standardized."""
    from helpers.models.taxi_layers import Distance

    measure = Distance("km")
    known = measure(position_values(rides)).numpy()
    return standardized(measure(all_positions(inputs)), known)


def degrees(inputs, rides):
    """The recipe's distance, in degrees as they are."""
    from helpers.models.taxi_layers import Distance

    return Distance("degrees")(all_positions(inputs))


def calendar(part, values, first=0):
    """Return a feature: one input of the net for each value."""

    def one_hot(inputs, rides):
        import tensorflow as tf

        from helpers.models.taxi_layers import Calendar

        number = Calendar(part)(inputs["pickup_datetime"]) - first
        return tf.keras.layers.CategoryEncoding(values, "one_hot")(number)

    return one_hot


def scaled_positions(inputs, rides):
    """The recipe's scaling: (longitude + 78) / 8, (latitude - 37) / 8."""
    import tensorflow as tf

    to_unit = tf.keras.layers.Rescaling([1 / 8] * 4, [78 / 8, -37 / 8] * 2)
    return to_unit(all_positions(inputs))


def embedded(cells, table, dimensions):
    """Look every cell up in a trainable table."""
    import tensorflow as tf

    layers = tf.keras.layers
    return layers.Flatten()(layers.Embedding(table, dimensions)(cells))


def hashed_pair(inputs, rides):
    """The recipe's cross: equal buckets, hashed, 100 dimensions."""
    import tensorflow as tf

    layers = tf.keras.layers
    bucket = layers.Discretization(recipe_borders().tolist())
    numbers = bucket(scaled_positions(inputs, rides))
    lon1, lat1, lon2, lat2 = tf.split(numbers, 4, axis=-1)
    pickup = layers.HashedCrossing(BUCKETS**2)([lat1, lon1])
    dropoff = layers.HashedCrossing(BUCKETS**2)([lat2, lon2])
    pair = layers.HashedCrossing(BUCKETS**4)([pickup, dropoff])
    return embedded(pair, BUCKETS**4, 100)


def one_cell(inputs, rides):
    """As wide as the recipe's cross, but the same for every ride: a control."""
    import tensorflow as tf

    cell = tf.zeros_like(inputs["passenger_count"], dtype=tf.int64)
    return embedded(cell, 1, 100)


def buckets(inputs, rides, names):
    """Bucket numbers of some coordinates, borders from the rides: (n, k)."""
    import tensorflow as tf

    layers = tf.keras.layers
    numbers = [
        layers.Discretization(quantile_borders(rides[name]).tolist())(inputs[name])
        for name in names
    ]
    return layers.Concatenate()(numbers)


def pair(inputs, rides):
    """All four coordinates crossed, 10 dimensions a cell."""
    from helpers.models.taxi_layers import Cell

    cells = Cell(BUCKETS)(buckets(inputs, rides, POSITIONS))
    return embedded(cells, BUCKETS**4, 10)


def neighborhoods(inputs, rides):
    """Pick-up and drop-off crossed each for itself, 3 dimensions a cell."""
    import tensorflow as tf

    from helpers.models.taxi_layers import Cell

    ends = [
        embedded(Cell(BUCKETS)(buckets(inputs, rides, names)), BUCKETS**2, 3)
        for names in (POSITIONS[:2], POSITIONS[2:])
    ]
    return tf.keras.layers.Concatenate()(ends)


FEATURES = {
    "raw positions": lambda inputs, rides: all_positions(inputs),
    "raw passengers": lambda inputs, rides: inputs["passenger_count"],
    "positions": lambda inputs, rides: standardized(all_positions(inputs), position_values(rides)),
    "passengers": lambda inputs, rides: standardized(
        inputs["passenger_count"], rides["passenger_count"]
    ),
    "distance": distance,
    "hour": calendar("hour", 24),
    "day": calendar("day", 7),
    "year": calendar("year", YEARS, FIRST_YEAR),
    "scaled positions": scaled_positions,
    "degrees": degrees,
    "hashed pair": hashed_pair,
    "one cell": one_cell,
    "pair": pair,
    "neighborhoods": neighborhoods,
}
