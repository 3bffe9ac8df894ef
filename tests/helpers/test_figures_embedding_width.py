"""The figure of the embedding's width: what it draws and says are the means of its runs."""

import numpy as np
import pandas as pd
import pytest
from figure_content import content

from helpers.figures.embedding_width import show_embedding_widths, summarize_widths

WIDTHS, SEEDS, EPOCHS = (2, 6, 1000), 3, 4


@pytest.fixture
def runs():
    """Numbers that no two runs share."""
    rng = np.random.default_rng(0)
    rows = []
    for width in reversed(WIDTHS):
        for seed in range(SEEDS):
            row = {"dimensions": width, "seed": seed, "parameters": 100 * width}
            for measure, scale in (("accuracy", 1), ("loss", 3)):
                row[measure] = (scale * rng.uniform(0.4, 1, EPOCHS)).tolist()
                row[f"val_{measure}"] = (scale * rng.uniform(0.3, 0.7, EPOCHS)).tolist()
                for part in ("train", "valid", "test", "stopped_test"):
                    row[f"{part}_{measure}"] = scale * rng.uniform(0.3, 1)
            rows.append(row)
    return pd.DataFrame(rows)


@pytest.mark.parametrize("measure", ["accuracy", "loss"])
def test_each_width_is_summed_up_over_its_own_seeds(runs, measure):
    summaries = summarize_widths(runs, measure)
    assert [each["dimensions"] for each in summaries] == list(WIDTHS)
    for each in summaries:
        mine = [row for row in runs.to_dict("records") if row["dimensions"] == each["dimensions"]]
        for epoch in range(EPOCHS):
            assert each["curve"][epoch] == pytest.approx(
                sum(row[measure][epoch] for row in mine) / SEEDS
            )
        stopped = [row[f"stopped_test_{measure}"] for row in mine]
        assert each["stopped"] == pytest.approx([sum(stopped) / SEEDS, min(stopped), max(stopped)])
        assert each["valid"] == pytest.approx(sum(row[f"valid_{measure}"] for row in mine) / SEEDS)


@pytest.fixture
def figure(runs, shown):
    """What the figure hands to the page."""
    show_embedding_widths(runs)
    return content(shown[0])


def test_every_position_of_the_controls_says_its_own_numbers(runs, figure):
    means = runs.groupby("dimensions").mean(numeric_only=True)
    sentences = iter(figure["readouts"])
    for width in WIDTHS:
        row, sentence = means.loc[width], next(sentences)
        assert sentence.startswith(f"{width:,} dimensions, {100 * width:,} parameters")
        assert f"accuracy {row.train_accuracy:.1%} on the training wires" in sentence
        gap = abs(100 * (row.train_accuracy - row.valid_accuracy))
        assert f"a gap of {gap:.1f} points" in sentence
        assert f"test wires {row.test_accuracy:.1%} then" in sentence
        assert f"{row.stopped_test_accuracy:.1%} stopped early" in sentence
    for width in WIDTHS:
        row, sentence = means.loc[width], next(sentences)
        assert f"loss {row.train_loss:.2f} on the training wires" in sentence
        assert f"test wires {row.test_loss:.2f} then" in sentence


def test_every_position_of_the_controls_draws_its_own_curves(runs, figure):
    for number, frame in enumerate(figure["frames"]):
        measure, width = ("accuracy", "loss")[number // 3], WIDTHS[number % 3]
        mine = runs[runs.dimensions == width]
        drawn = frame["data"][1]["y"]
        assert drawn == pytest.approx(np.mean(mine[f"val_{measure}"].tolist(), axis=0), abs=1e-4)
        over_all = runs.groupby("dimensions")[f"test_{measure}"].mean()
        assert frame["data"][2]["y"] == pytest.approx(over_all.tolist(), abs=1e-4)
        assert frame["data"][4]["x"] == [width]


def test_all_that_is_measured_on_the_test_part_is_inside_the_axes(runs, figure):
    for number, frame in enumerate(figure["frames"]):
        low, high = frame["layout"]["yaxis2"]["range"]
        names = [f"{part}_{('accuracy', 'loss')[number // 3]}" for part in ("test", "stopped_test")]
        assert low < runs[names].min().min() <= runs[names].max().max() < high


def test_runs_that_cannot_be_compared_are_refused(runs):
    with pytest.raises(ValueError, match="stopped_test_loss"):
        show_embedding_widths(runs.drop(columns="stopped_test_loss"))
    with pytest.raises(ValueError, match="no run with 16 dimensions"):
        show_embedding_widths(runs, start=16)
    with pytest.raises(ValueError, match="not 'speed'"):
        summarize_widths(runs, "speed")
    with pytest.raises(ValueError, match="no run to draw"):
        summarize_widths(runs.iloc[:0], "accuracy")
    runs.at[0, "accuracy"] = [0.5]
    with pytest.raises(ValueError, match="numbers of epochs"):
        summarize_widths(runs, "accuracy")
