"""Taxi rides that never happened, over New York's box.

A fare is a start price, a price per street kilometer that rises with the
traffic of the hour and with the tariff of September 2012, a flat price to and
from Kennedy airport, and noise. So everything that the taxi lesson engineers
(distance, hour, day of week, place) does carry information.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from helpers.datasets.tables import TAXI_DTYPES

if TYPE_CHECKING:
    import pandas as pd

PART_SIZES = {"train": 7333, "valid": 1571, "test": 1572}
FIRST_DAY, LAST_DAY = "2009-01-01", "2015-06-30"
TARIFF_CHANGE = "2012-09-04"
BOX = {"longitude": (-74.26, -73.70), "latitude": (40.55, 40.92)}
KM_PER_DEGREE = {"longitude": 84.3, "latitude": 111.2}  # at 40.75 degrees north
START_PRICE = 2.5

# Center, and spread along and across Manhattan's avenues, in kilometers.
_PLACES = {
    "Midtown and Downtown": ((-73.983, 40.748), (2.6, 0.9)),
    "Upper Manhattan": ((-73.962, 40.782), (1.8, 0.9)),
    "Brooklyn": ((-73.965, 40.690), (2.5, 2.5)),
    "Queens": ((-73.915, 40.750), (2.5, 2.5)),
    "LaGuardia": ((-73.872, 40.773), (0.3, 0.3)),
    "Kennedy": ((-73.785, 40.646), (0.4, 0.4)),
}
# Most rides are short: they end near where they began, spread in kilometers.
_HOP_SHARE, _HOP_SPREAD = 0.68, 1.4
_KENNEDY = list(_PLACES).index("Kennedy")
_PICKUP_RATES = (0.62, 0.25, 0.05, 0.03, 0.03, 0.02)
_DROPOFF_RATES = (0.52, 0.24, 0.09, 0.07, 0.05, 0.03)
_AVENUE_ANGLE = np.deg2rad(29)  # how far Manhattan's avenues lean to the east of north
_HOUR_WEIGHTS = (36, 26, 19, 14, 10, 9, 20, 35, 44, 45, 43, 44)
_HOUR_WEIGHTS += (47, 47, 48, 46, 39, 47, 58, 60, 56, 55, 53, 46)
_PASSENGER_RATES = (0.70, 0.15, 0.05, 0.02, 0.06, 0.02)
# The real files' dirt: rides that end where they began, with any fare, and a
# few places far outside the city.
_STANDING_SHARE, _ASTRAY_SHARE = 0.01, 0.0003
_ASTRAY = {"longitude": -73.137393, "latitude": 41.366138}


def simulate_rides(seed: int) -> dict[str, tuple[pd.DataFrame, np.ndarray]]:
    """Return train, valid and test, as large as the real files: tables like ``parse_taxi``'s.

    Each comes with its fares, (n,) float64 in US dollars, 2.50 or more.
    """
    rng = np.random.default_rng(seed)
    X, y = _rides(rng, sum(PART_SIZES.values()))
    ends = np.cumsum(list(PART_SIZES.values()))
    parts = zip(PART_SIZES, ends - list(PART_SIZES.values()), ends, strict=True)
    return {key: (X[a:b].reset_index(drop=True), y[a:b]) for key, a, b in parts}


def _rides(rng: np.random.Generator, n: int) -> tuple[pd.DataFrame, np.ndarray]:
    import pandas as pd

    times = _times(rng, n)
    start_place, start = _positions(rng, n, _PICKUP_RATES)
    end_place, end = _positions(rng, n, _DROPOFF_RATES)
    hops = (rng.random(n) < _HOP_SHARE) & (start_place != _KENNEDY)
    end_place[hops] = start_place[hops]
    end[hops] = (start + _degrees(rng.normal(0, _HOP_SPREAD, (n, 2)))).round(6)[hops]
    standing = rng.random(n) < _STANDING_SHARE
    end[standing] = start[standing]
    fares = _fares(rng, times, street_km(start, end))
    flat = ((start_place == _KENNEDY) ^ (end_place == _KENNEDY)) & ~standing
    fares[flat] = np.where(times < np.datetime64(TARIFF_CHANGE), 45.0, 52.0)[flat]
    fares[flat & (rng.random(n) < 0.5)] += 5.33  # a tunnel's toll
    fares[standing] = START_PRICE + rng.gamma(1.2, 8.0, standing.sum()).round(1)
    astray = rng.random(n) < _ASTRAY_SHARE
    start[astray] = end[astray] = list(_ASTRAY.values())
    table = pd.DataFrame(
        {
            "pickup_datetime": pd.Series(times).dt.tz_localize("UTC"),
            "pickup_longitude": start[:, 0],
            "pickup_latitude": start[:, 1],
            "dropoff_longitude": end[:, 0],
            "dropoff_latitude": end[:, 1],
            "passenger_count": rng.choice(np.arange(1, 7), n, p=_PASSENGER_RATES),
        }
    )
    return table.astype(TAXI_DTYPES), fares


def street_km(start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Return the way along a grid of streets that leans as Manhattan's, in kilometers.

    Args:
        start: (n, 2) longitude and latitude in degrees.
        end: (n, 2), the same.
    """
    east, north = ((end - start) * list(KM_PER_DEGREE.values())).T
    along = east * np.sin(_AVENUE_ANGLE) + north * np.cos(_AVENUE_ANGLE)
    across = east * np.cos(_AVENUE_ANGLE) - north * np.sin(_AVENUE_ANGLE)
    return np.abs(along) + np.abs(across)


def _times(rng: np.random.Generator, n: int) -> np.ndarray:
    """Return (n,) datetime64[s]: any day, hours as busy as New York's."""
    first, last = np.datetime64(FIRST_DAY), np.datetime64(LAST_DAY)
    days = first + rng.integers(0, (last - first).astype(int) + 1, n)
    hours = rng.choice(24, n, p=np.array(_HOUR_WEIGHTS) / sum(_HOUR_WEIGHTS))
    return days.astype("datetime64[s]") + hours * 3600 + rng.integers(0, 3600, n)


def _positions(rng, n: int, rates: tuple) -> tuple[np.ndarray, np.ndarray]:
    """Return which place each position belongs to, (n,), and the positions, (n, 2)."""
    place = rng.choice(len(_PLACES), n, p=rates)
    centers, spreads = (np.array(part) for part in zip(*_PLACES.values(), strict=True))
    along, across = (rng.normal(size=(n, 2)) * spreads[place]).T
    east = along * np.sin(_AVENUE_ANGLE) + across * np.cos(_AVENUE_ANGLE)
    north = along * np.cos(_AVENUE_ANGLE) - across * np.sin(_AVENUE_ANGLE)
    positions = centers[place] + _degrees(np.column_stack([east, north]))
    low, high = np.array(list(BOX.values())).T
    return place, np.clip(positions, low, high).round(6)


def _degrees(km: np.ndarray) -> np.ndarray:
    """Turn (n, 2) kilometers east and north into degrees of longitude and latitude."""
    return km / list(KM_PER_DEGREE.values())


def _fares(rng, times: np.ndarray, km: np.ndarray) -> np.ndarray:
    seconds = (times - times.astype("datetime64[D]")).astype(np.int64)
    hours = seconds / 3600
    # 1970-01-01 was a Thursday: with three days added, weeks begin on Monday.
    weekday = (times.astype("datetime64[D]").astype(np.int64) + 3) % 7
    is_busy = (hours >= 8) & (hours < 20) & (weekday < 5)
    per_km = np.where(times < np.datetime64(TARIFF_CHANGE), 1.45, 1.8)
    # Waiting in traffic is paid by the minute: a longer ride waits longer.
    per_km = per_km * np.where(is_busy, 1.3, 1.0) * rng.lognormal(0, 0.15, len(km))
    fares = START_PRICE + per_km * km + rng.exponential(0.8, len(km))
    return np.maximum(fares, START_PRICE).round(1)
