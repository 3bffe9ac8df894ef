"""Inputs for tests, with properties known beforehand.

A test that compares an answer with another program learns whether the two
agree. A test on data that were *built* with known axes and variances learns
whether the answer is right.
"""

import numpy as np


def rows_along_axes(variances, n_rows: int, seed: int, around: float = 5.0):
    """Draw rows whose principal axes and variances are exactly as wanted.

    Args:
        variances: (d,) array_like, one for each axis, 0 where the rows don't vary. At most
            ``n_rows - 1`` of them may differ from 0.
        n_rows: How many rows to draw.
        seed: For the random directions and positions.
        around: The entries of the mean lie within 2 of this.

    Returns:
        The rows, (n_rows, d) float64, and their axes, (d, d) float64 with orthonormal
        rows. The sample variance along ``axes[i]`` (divisor n_rows - 1) is
        ``variances[i]``, and the rows are uncorrelated along the axes, to rounding.

    Raises:
        ValueError: If a variance is negative or too many of them differ from 0.
    """
    variances = np.asarray(variances, dtype=float)
    moving = np.flatnonzero(variances)
    if np.any(variances < 0) or len(moving) > n_rows - 1:
        raise ValueError(
            f"{n_rows} rows can't vary along {len(moving)} axes: they have {n_rows - 1} degrees "
            "of freedom, and variances are 0 or more"
        )
    rng = np.random.default_rng(seed)
    d = len(variances)
    axes = np.linalg.qr(rng.standard_normal((d, d)))[0].T
    positions = rng.standard_normal((n_rows, len(moving)))
    # Orthonormal columns that sum to 0: uncorrelated, and of equal variance.
    positions = np.linalg.qr(positions - positions.mean(axis=0))[0]
    mean = around + rng.uniform(-2, 2, size=d)
    spread = np.sqrt((n_rows - 1) * variances[moving])
    return mean + (positions * spread) @ axes[moving], axes
