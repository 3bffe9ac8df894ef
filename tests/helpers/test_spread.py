"""Several seeds in one phrase: the numbers are the ones NumPy finds."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.spread import spread


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=20))
def test_a_spread_holds_mean_range_and_sample_deviation(values):
    found = spread(values)
    assert found.mean == pytest.approx(np.mean(values), abs=1e-6)
    assert (found.low, found.high) == (min(values), max(values))
    assert found.std == pytest.approx(np.std(values, ddof=1), abs=1e-6)
    assert found.runs == len(values)


def test_a_spread_reads_as_mean_and_range():
    accuracies = spread([0.8, 0.9, 0.85])
    assert f"{accuracies:.1%}" == "85.0% (80.0% to 90.0%)"
    assert str(accuracies) == "0.850 (0.800 to 0.900)"


@pytest.mark.parametrize("values", [[], [0.5], [[0.5, 0.6]], [0.5, float("nan")]])
def test_what_has_no_spread_is_refused(values):
    with pytest.raises(ValueError, match=r"two runs|isn't finite"):
        spread(values)
