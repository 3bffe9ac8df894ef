"""Say what several seeds found: the mean, and how far they lie apart."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Spread:
    """Several runs of one measurement: mean, lowest, highest, sample standard deviation."""

    mean: float
    low: float
    high: float
    std: float
    runs: int

    def __format__(self, spec: str) -> str:
        """Return e.g. ``85.3% (84.1% to 86.6%)`` for ``.1%``: the mean and the range."""
        mean, low, high = (format(value, spec) for value in (self.mean, self.low, self.high))
        return f"{mean} ({low} to {high})"

    def __str__(self) -> str:
        """Return the mean and the range, with three digits behind the point."""
        return format(self, ".3f")


def spread(values: Iterable[float]) -> Spread:
    """Summarize one number from each of several runs.

    Raises:
        ValueError: If there are fewer than two runs, or one isn't finite: a diverged run is
            something to report, not to average.
    """
    values = np.asarray(list(values), dtype=float)
    if values.ndim != 1 or len(values) < 2:
        raise ValueError(f"a spread needs two runs or more, got values of shape {values.shape}")
    if not np.isfinite(values).all():
        raise ValueError(f"a run that isn't finite can't be averaged: {values.tolist()}")
    return Spread(
        mean=float(values.mean()),
        low=float(values.min()),
        high=float(values.max()),
        std=float(values.std(ddof=1)),
        runs=len(values),
    )
