"""The weights under a penalty: each choice shows its own picture and tells its own numbers."""

import re

import numpy as np
import pytest
from figure_content import content

from helpers.figures.input_weights import show_input_weights
from helpers.frames import window

PENALTIES, STRENGTHS = ["L1", "L2"], [0, 0.01, 0.1]
INSIDE = window(6, 2)


@pytest.fixture
def measured():
    rng = np.random.default_rng(0)
    return rng.random((2, 3, 36)), np.array([[0.5, 0.9, 0.1], [0.5, 0.6, 0.7]])


def test_every_choice_draws_its_own_weights_and_marks_its_own_accuracy(shown, measured):
    lengths, accuracies = measured
    show_input_weights(PENALTIES, STRENGTHS, lengths, accuracies, INSIDE)
    drawn = content(shown[0])
    assert len(drawn["frames"]) == 6
    for number, frame in enumerate(drawn["frames"]):
        p, s = divmod(number, 3)
        picture, ring = frame["data"]
        # Plotly draws from below: the frame's first row is the last.
        rows = np.array(picture["z"])[::-1]
        np.testing.assert_allclose(rows, lengths[p, s].reshape(6, 6), atol=0.0051)
        assert (ring["x"], ring["y"]) == ([s], [accuracies[p, s]])
        moved, marked = (drawn["data"][place] for place in frame["traces"])
        assert moved["type"] == "heatmap"
        assert marked["marker"]["symbol"] == "circle-open", "a line would move, not the ring"
    lines = [trace for trace in drawn["data"] if trace.get("mode") == "lines+markers+text"]
    assert [trace["y"] for trace in lines] == accuracies.tolist()


def test_every_readout_compares_the_picture_with_the_static(shown, measured):
    lengths, accuracies = measured
    show_input_weights(PENALTIES, STRENGTHS, lengths, accuracies, INSIDE)
    for number, sentence in enumerate(content(shown[0])["readouts"]):
        p, s = divmod(number, 3)
        told = re.search(r"length of (\S+) on average where .* of (\S+) where", sentence)
        middle = lengths[p, s].reshape(6, 6)[2:4, 2:4]
        rest = (lengths[p, s].sum() - middle.sum()) / 32
        assert told.groups() == (f"{middle.mean():.2f}", f"{rest:.2f}")
        assert f"{accuracies[p, s]:.1%} of the validation digits" in sentence
        named = f"an {PENALTIES[p]} penalty of {STRENGTHS[s]:g}," if s else "Without a penalty"
        assert named in sentence


def test_it_starts_without_a_penalty_so_that_the_reader_finds_the_best(shown, measured):
    show_input_weights(PENALTIES, STRENGTHS, *measured, INSIDE)
    before_the_data = shown[0].split("<script")[0]
    assert "Without a penalty, the weights" in before_the_data


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"inside": window(6, 2)[:-1]}, "don't fit"),
        ({"accuracies": np.ones((2, 2))}, "don't fit"),
        ({"strengths": [0, 1]}, "don't fit"),
        ({"inside": np.ones(36, dtype=bool)}, "both picture and static"),
        ({"inside": np.zeros(36, dtype=bool)}, "both picture and static"),
        ({"lengths": np.ones((2, 3, 35)), "inside": window(6, 2)[:-1]}, "square frame"),
    ],
    ids=["pixels", "accuracies", "strengths", "no static", "no picture", "not square"],
)
def test_measurements_that_do_not_belong_together_are_refused(measured, change, message):
    lengths, accuracies = measured
    given = {
        "penalties": PENALTIES,
        "strengths": STRENGTHS,
        "lengths": lengths,
        "accuracies": accuracies,
        "inside": INSIDE,
    }
    with pytest.raises(ValueError, match=message):
        show_input_weights(**given | change)
