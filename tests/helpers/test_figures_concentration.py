"""The figure of distances: its frames and sentences are the distances that SciPy measures."""

import re

import numpy as np
import pytest
from figure_content import content
from scipy.spatial.distance import pdist

from helpers import figures
from helpers.distances import CLOUDS
from helpers.figures.concentration import EDGES, METRICS

CHOSEN = {name: METRICS[name] for name in ("Euclidean (p = 2)", "fractional (p = 1/2)")}


@pytest.fixture
def figure(shown):
    """What the figure hands to the page."""
    figures.show_distances(metrics=CHOSEN, dimensions=(2, 50), points=40)
    return content(shown[0])


def combinations():
    """Clouds, metrics and columns, the last varying fastest."""
    return [(cloud, metric, d) for cloud in CLOUDS for metric in CHOSEN for d in (2, 50)]


def test_every_choice_has_the_histogram_of_its_own_distances(figure):
    assert len(figure["frames"]) == len(combinations())
    for (cloud, metric, d), frame in zip(combinations(), figure["frames"], strict=True):
        gaps = pdist(CLOUDS[cloud](np.random.default_rng([0, d]), 40, d), **CHOSEN[metric])
        counts, _ = np.histogram(np.minimum(gaps / gaps.mean(), EDGES[-1]), EDGES)
        assert counts.sum() == len(gaps)
        np.testing.assert_allclose(frame["data"][0]["y"], 100 * counts / counts.max(), atol=0.5)


def test_bars_stay_bars_in_every_frame(figure):
    assert {frame["data"][0]["type"] for frame in figure["frames"]} == {"bar"}
    assert figure["data"][0]["type"] == "bar"


def test_every_sentence_names_its_choice_and_the_markers_stand_where_it_says(figure):
    for (cloud, metric, d), frame, sentence in zip(
        combinations(), figure["frames"], figure["readouts"], strict=True
    ):
        assert sentence.startswith(f"{cloud.capitalize()}, {d} columns, {metric}: ")
        nearest, farthest = (frame["data"][place]["x"][0] for place in (1, 2))
        assert nearest < 1 < farthest
        said = [float(number) for number in re.findall(r"at (\d+\.\d\d)", sentence)]
        assert said == pytest.approx([nearest, farthest], abs=0.006)
