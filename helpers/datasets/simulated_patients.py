"""Patients that never lived, in the schema of the heart set.

The disease is drawn first, then each column given the disease, with rates and
means close to the real set's. Columns are independent given the disease; real
ones repeat each other. To keep the task about as hard, the sick differ from
the healthy by less than in the real set.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from helpers.datasets.tables import HEART_DTYPES

if TYPE_CHECKING:
    import pandas as pd

N_PATIENTS = 303
N_SICK = 83
KEPT_DIFFERENCE = 0.7

# Column: (mean of the healthy, mean of the sick, spread, lowest, highest value).
_NUMBERS = {
    "age": (53.5, 57.5, 8.8, 29, 77),
    "trestbps": (130.0, 135.5, 17.5, 94, 200),
    "chol": (244.0, 253.0, 51.0, 126, 564),
    "thalach": (154.5, 135.0, 21.5, 71, 202),
}
# Column: value -> (rate among the healthy, among the sick).
_RATES = {
    "sex": {0: (0.37, 0.19), 1: (0.63, 0.81)},
    "cp": {
        0: (0.02, 0.01),
        1: (0.10, 0.03),
        2: (0.21, 0.04),
        3: (0.34, 0.11),
        4: (0.33, 0.81),
    },
    "fbs": {0: (0.87, 0.80), 1: (0.13, 0.20)},
    "restecg": {0: (0.53, 0.39), 1: (0.02, 0.03), 2: (0.45, 0.58)},
    "exang": {0: (0.78, 0.40), 1: (0.22, 0.60)},
    "slope": {1: (0.60, 0.17), 2: (0.35, 0.71), 3: (0.05, 0.12)},
    "ca": {0: (0.71, 0.23), 1: (0.19, 0.30), 2: (0.07, 0.30), 3: (0.03, 0.17)},
    "thal": {"fixed": (0.05, 0.11), "normal": (0.70, 0.18), "reversible": (0.25, 0.71)},
}
# The real file has one row with each of these, data-entry errors by the look
# of them. They are what makes `thal` five categories wide.
_STRAY_THAL = ("1", "2")


def simulate_patients(seed: int) -> tuple[pd.DataFrame, np.ndarray]:
    """Return 303 patients, 83 of them sick: a table like ``parse_heart``'s, and the target.

    Every category of the real set occurs, whatever the seed, so that models
    built from the schema have the same size.
    """
    import pandas as pd

    rng = np.random.default_rng(seed)
    sick = rng.permutation(N_PATIENTS) < N_SICK
    columns = {name: _number(rng, sick, *shape) for name, shape in _NUMBERS.items()}
    peak = np.where(sick, rng.gamma(1.8, 0.9, N_PATIENTS), rng.gamma(0.8, 1.0, N_PATIENTS))
    columns["oldpeak"] = np.clip(np.round(peak, 1), 0, 6.2)
    for name, rates in _RATES.items():
        columns[name] = _category(rng, sick, rates)
    columns["thal"][rng.choice(_common_rows(columns["thal"]), 2, replace=False)] = _STRAY_THAL
    table = pd.DataFrame({name: columns[name] for name in HEART_DTYPES})
    return table.astype(HEART_DTYPES), sick.astype(np.int64)


def _number(rng, sick, healthy_mean, sick_mean, spread, low, high) -> np.ndarray:
    mean = healthy_mean + sick * KEPT_DIFFERENCE * (sick_mean - healthy_mean)
    values = rng.normal(mean, spread)
    return np.clip(np.rint(values), low, high).astype(np.int64)


def _category(rng, sick, rates: dict) -> np.ndarray:
    values = np.array(list(rates), dtype=object)
    healthy_rates, sick_rates = np.array(list(rates.values())).T
    sick_rates = healthy_rates + KEPT_DIFFERENCE * (sick_rates - healthy_rates)
    drawn = np.where(
        sick,
        rng.choice(values, N_PATIENTS, p=sick_rates),
        rng.choice(values, N_PATIENTS, p=healthy_rates),
    )
    # A rare value may not have been drawn: give it to one patient.
    for value in set(values) - set(drawn):
        drawn[rng.choice(_common_rows(drawn))] = value
    return drawn


def _common_rows(values: np.ndarray) -> np.ndarray:
    """Return the rows with the most frequent value, which can spare a few."""
    kinds, counts = np.unique(values.astype(str), return_counts=True)
    return np.flatnonzero(values.astype(str) == kinds[counts.argmax()])
