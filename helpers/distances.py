"""Clouds of points in any number of columns, and how far apart their points are."""

from collections.abc import Callable

import numpy as np
from scipy.spatial.distance import pdist, squareform

#: A cloud of points: given a generator, a number of points and of columns, an (n, d) array.
Cloud = Callable[[np.random.Generator, int, int], np.ndarray]


def independent_columns(rng: np.random.Generator, n: int, d: int) -> np.ndarray:
    """Draw (n, d) points whose columns know nothing of each other: uniform from 0 to 1."""
    return rng.random((n, d))


def separate_groups(rng, n: int, d: int) -> np.ndarray:
    """Draw (n, d) points of ten groups that differ in every column.

    Within a group columns are independent, with standard deviation 1;
    the centers of the groups are drawn with standard deviation 3.
    """
    centers = rng.normal(scale=3, size=(10, d))
    return centers[rng.integers(10, size=n)] + rng.normal(size=(n, d))


def three_causes(rng, n: int, d: int) -> np.ndarray:
    """Draw (n, d) points that differ in three ways only, for any d.

    Every column is a wave along some direction of a cube of three
    dimensions, and a little noise of its own (standard deviation 0.05).
    """
    causes = rng.uniform(-1, 1, size=(n, 3))
    directions = rng.normal(scale=1.5, size=(3, d))
    phases = rng.uniform(0, 2 * np.pi, size=d)
    noise = rng.normal(scale=0.05, size=(n, d))
    return np.sin(causes @ directions + phases) + noise


#: By what a reader knows them.
CLOUDS: dict[str, Cloud] = {
    "independent columns": independent_columns,
    "ten groups": separate_groups,
    "three causes": three_causes,
}


def nearest_over_farthest(points, metric="euclidean", **options):
    """For a typical row: its nearest other row over its farthest.

    0: the nearest is incomparably nearer. 1: all are equally far.
    """
    if len(points) < 3:
        raise ValueError("three rows or more are needed")
    gaps = squareform(pdist(points, metric, **options))
    if not gaps.any():
        raise ValueError("all rows are alike: none is nearer than another")
    np.fill_diagonal(gaps, np.nan)
    nearest, farthest = np.nanmin(gaps, axis=1), np.nanmax(gaps, axis=1)
    return float(np.median(nearest / farthest))


def distance_facts(points: np.ndarray, metric: str, **options) -> dict[str, float | np.ndarray]:
    """Measure all pairs of points, and how alike their distances are.

    Args:
        points: (n, d) array, n of 3 or more, not all alike.
        metric: A distance of ``scipy.spatial.distance.pdist``.
        options: What that distance takes, such as ``p``.

    Returns:
        ``scaled``, the n (n - 1) / 2 distances over their mean; ``nearest`` and ``farthest``,
        the medians over the points of the distance to their nearest and farthest other, over
        the same mean.

    Raises:
        ValueError: If there are fewer than three points, or all distances are zero.
    """
    points = np.asarray(points, dtype=float)
    if points.ndim != 2 or len(points) < 3:
        raise ValueError(f"three points or more are needed, as rows; got shape {points.shape}")
    gaps = pdist(points, metric, **options)
    if not gaps.mean() > 0:
        raise ValueError("all distances are zero: no point is nearer than another")
    scaled = gaps / gaps.mean()
    table = squareform(scaled)
    farthest = np.median(table.max(axis=1))
    np.fill_diagonal(table, np.inf)
    nearest = np.median(table.min(axis=1))
    return {"scaled": scaled, "nearest": float(nearest), "farthest": float(farthest)}
