"""The figure of a table's cells: its numbers against counting, and against simulated rows."""

import re

import numpy as np
import pytest
from figure_content import content
from hypothesis import given
from hypothesis import strategies as st

from helpers import figures
from helpers.figures.table_cells import expected_rows_in_cells


@given(st.integers(1, 20), st.integers(1, 12), st.integers(1, 10**7))
def test_cells_and_rows_for_each_agree_with_whole_numbers(values, features, rows):
    facts = expected_rows_in_cells(values, features, rows)
    cells = values**features
    assert 10 ** facts["log10_cells"] == pytest.approx(cells, rel=1e-9)
    assert facts["rows_per_cell"] == pytest.approx(rows / cells, rel=1e-9)
    assert facts["miss"] == pytest.approx((1 - 1 / cells) ** rows, rel=1e-6, abs=1e-12)


@pytest.mark.parametrize(("values", "features"), [(2, 3), (5, 3), (3, 7)])
def test_the_chance_of_an_empty_cell_is_what_simulated_rows_find(values, features):
    rng = np.random.default_rng(0)
    cells, rows = values**features, 100
    missed = [1 - len(np.unique(rng.integers(cells, size=rows))) / cells for _ in range(2000)]
    expected = expected_rows_in_cells(values, features, rows)["miss"]
    assert np.mean(missed) == pytest.approx(expected, abs=0.004)


def test_the_chance_stays_right_where_cells_outnumber_what_a_float_resolves():
    # As many rows as cells: a cell stays empty with a chance of 1/e. But 1 - 1e-17 is 1 to a float.
    assert expected_rows_in_cells(10, 17, 10**17)["miss"] == pytest.approx(np.exp(-1))
    assert expected_rows_in_cells(20, 50, 10**6)["miss"] == pytest.approx(1)


@pytest.mark.parametrize("numbers", [(0, 2, 5), (2, 0, 5), (2, 2, 0)])
def test_numbers_below_one_are_refused(numbers):
    with pytest.raises(ValueError, match="1 or more"):
        expected_rows_in_cells(*numbers)


@pytest.fixture
def figure(shown):
    """What the figure hands to the page."""
    figures.show_table_cells(10_000, "rides", values=(2, 5, 20), features=(1, 2, 3, 6, 12))
    return content(shown[0])


def test_every_sentence_counts_the_cells_of_its_choice(figure):
    said = dict(re.match(r"(.*?): (.*?) cells", each).groups() for each in figure["readouts"])
    assert said["3 features with 5 values"] == "125"
    assert said["6 features with 5 values"] == "15,625"
    assert said["1 feature with 20 values"] == "20"
    assert said["12 features with 5 values"] == "244.1 million"
    assert said["6 features with 20 values"] == "64.0 million"
    assert said["12 features with 20 values"] == "about 10 to the power 15.6"


def test_every_sentence_says_how_likely_an_empty_cell_is(figure):
    by_choice = {each.split(":")[0]: each for each in figure["readouts"]}
    sentence = by_choice["6 features with 5 values"]
    assert "0.6 of the 10,000 rides for each" in sentence
    assert "chance of 52.7%" in sentence
    assert "80 of the 10,000 rides for each" in by_choice["3 features with 5 values"]
    assert "less than 0.1%" in by_choice["3 features with 5 values"]
    assert "more than 99.9%" in by_choice["12 features with 20 values"]
    assert "next to none of the" in by_choice["12 features with 20 values"]


def test_the_marker_stands_on_the_line_at_the_chosen_feature(figure):
    features = [1, 2, 3, 6, 12]
    for place, frame in enumerate(figure["frames"]):
        line, dot = frame["data"]
        number = place % len(features)
        assert dot["x"] == [features[number]]
        assert dot["y"] == [line["y"][number]]


def test_sentences_come_in_the_order_of_the_sliders(figure):
    choices = [re.match(r"(\d+) features? with (\d+)", each) for each in figure["readouts"]]
    assert [(int(each[2]), int(each[1])) for each in choices] == [
        (values, features) for values in (2, 5, 20) for features in (1, 2, 3, 6, 12)
    ]


def test_the_line_of_rows_is_labeled_with_what_a_row_is(figure):
    labels = [trace["text"] for trace in figure["data"] if trace.get("mode") == "text"]
    assert labels == [["rides at hand"]]
