"""Cut the map into buckets, cross them, and count how many rides each cell gets."""

from collections.abc import Sequence

import numpy as np

#: Buckets of one coordinate, as the recipe has it.
BUCKETS = 10

#: Where a service would answer, in degrees: the city and its airports, with a wide margin.
AREA = {"longitude": (-74.3, -73.6), "latitude": (40.4, 41.1)}


def in_area(positions: np.ndarray) -> np.ndarray:
    """Return whether rides begin and end within ``AREA``, (n,) bool.

    Args:
        positions: (n, 4): longitude and latitude of the pick-up, of the drop-off, in degrees.

    Raises:
        ValueError: If there aren't four columns.
    """
    positions = np.asarray(positions)
    if positions.ndim != 2 or positions.shape[1] != 4:
        raise ValueError(f"a ride has four coordinates, not positions {positions.shape}")
    low, high = np.array([AREA["longitude"], AREA["latitude"]] * 2).T
    return np.all((positions >= low) & (positions <= high), axis=1)


def recipe_borders() -> np.ndarray:
    """The recipe's borders of buckets, (10,), on scaled coordinates."""
    return np.linspace(0, 1, BUCKETS)


def quantile_borders(values) -> np.ndarray:
    """Borders, (9,), between which equally many values lie."""
    return np.quantile(values, np.arange(1, BUCKETS) / BUCKETS)


def grid_cells(positions: np.ndarray, borders: Sequence[np.ndarray]) -> np.ndarray:
    """Return in which cell of a grid each ride lies.

    Args:
        positions: (n, 4), one column a coordinate.
        borders: For each of them, its borders between buckets, rising.

    Returns:
        (n,) numbers; two rides share one if they share all four buckets.

    Raises:
        ValueError: If there isn't one row of borders a column.
    """
    positions = np.asarray(positions)
    if positions.ndim != 2 or positions.shape[1] != len(borders):
        raise ValueError(f"{len(borders)} rows of borders for positions {positions.shape}")
    cells = np.zeros(len(positions), dtype=np.int64)
    for column, edges in zip(positions.T, borders, strict=True):
        cells = cells * (len(edges) + 1) + np.searchsorted(edges, column, side="right")
    return cells


def grid_use(train: np.ndarray, other: np.ndarray, borders: str) -> dict[str, int]:
    """Count how a grid of pick-ups and drop-offs is used.

    Args:
        train, other: (n, 4) positions: longitude and latitude of the pick-up, of the drop-off.
        borders: "recipe" or "quantiles".

    Returns:
        Number of cells with a training ride, of rides in the fullest of them, of cells with
        only one, and of the other rides whose cell no training ride has been in.
    """
    known, unseen = np.asarray(train, dtype=float), np.asarray(other, dtype=float)
    if borders == "recipe":
        known, unseen = ((part + [78, -37] * 2) / 8 for part in (known, unseen))
        edges = [recipe_borders()] * 4
    elif borders == "quantiles":
        edges = [quantile_borders(column) for column in known.T]
    else:
        raise ValueError(f"borders must be recipe or quantiles, not {borders!r}")
    cells, rides = np.unique(grid_cells(known, edges), return_counts=True)
    new = ~np.isin(grid_cells(unseen, edges), cells)
    return {
        "used": len(cells),
        "fullest": int(rides.max()),
        "single": int((rides == 1).sum()),
        "new": int(new.sum()),
    }
