"""The figures of the Hughes chapter: peaks, curves and readouts are those of the data."""

import numpy as np
import pytest
from figure_content import content
from hypothesis import given
from hypothesis import strategies as st

from helpers import figures
from helpers.figures.hughes import apart, peak

FEATURES = [1, 4, 16]
SIZES = [10, 20]
ALT = "Accuracy against the number of features, for a test."
#: (sizes, draws, features), made so that each size has its peak somewhere else.
ACCURACY = np.array([[[0.6, 0.8, 0.5], [0.7, 0.9, 0.6]], [[0.6, 0.7, 0.9], [0.5, 0.8, 1.0]]])
OTHER = np.array([[[0.9, 0.8, 0.7]] * 2, [[0.5, 0.5, 0.5]] * 2])


def curve(name="measured", color="blue", accuracy=ACCURACY):
    return figures.FeatureCurve(name, color, accuracy)


def test_the_peak_is_that_of_the_mean_and_the_cheaper_one_on_a_tie():
    # In most draws 2 features are best, but not on average.
    draws = [[0.9, 0.5, 0.6], [0.9, 0.5, 0.6], [0.0, 0.95, 0.5]]
    assert peak([2, 8, 16], draws) == (8, pytest.approx(0.65))
    assert peak([2, 8, 16], [[0.5, 0.8, 0.9], [0.5, 0.9, 0.7]]) == (8, pytest.approx(0.85))
    assert peak([2, 8, 16], [[0.5, 0.75, 0.75]])[0] == 8


def test_every_size_reports_its_own_peaks(shown):
    formula = np.array([[0.6, 0.7, 0.8], [0.9, 0.7, 0.8]])
    figures.show_feature_curves(
        FEATURES, SIZES, [curve(), curve("other", "green", OTHER)], ALT, formula=formula
    )
    readouts = content(shown[0])["readouts"]
    assert readouts == [
        "10 rows, mean of 2 draws. measured: best with 4 features, 85.0%; with all 16, 55.0%. "
        "other: best with 1 feature, 90.0%; with all 16, 70.0%. The formula peaks at 16.",
        "20 rows, mean of 2 draws. measured: best with 16 features, 95.0%; with all 16, 95.0%. "
        "other: best with 1 feature, 50.0%; with all 16, 50.0%. The formula peaks at 1.",
    ]


def test_readout_and_axis_call_the_features_by_their_name(shown):
    figures.show_feature_curves(
        FEATURES, SIZES, [curve("other", accuracy=OTHER)], ALT, columns="pixels"
    )
    page = content(shown[0])
    assert page["readouts"][0].endswith("best with 1 pixel, 90.0%; with all 16, 70.0%.")
    assert page["layout"]["xaxis"]["title"]["text"] == "number of pixels"


def test_the_figure_says_what_its_stars_and_its_band_are(shown):
    figures.show_feature_curves(FEATURES, SIZES, [curve()], ALT)
    texts = [note["text"] for note in content(shown[0])["layout"]["annotations"]]
    assert any("★" in text and "☆" in text and "band" in text for text in texts)


def test_every_size_draws_mean_range_and_peak_of_its_draws(shown):
    figures.show_feature_curves(FEATURES, SIZES, [curve()], ALT, start=1)
    page = content(shown[0])
    for size, frame in enumerate(page["frames"]):
        band, line, star, name = frame["data"]
        runs = ACCURACY[size]
        assert line["x"] == FEATURES
        assert line["y"] == pytest.approx(runs.mean(axis=0))
        assert band["y"] == pytest.approx([*runs.max(axis=0), *runs.min(axis=0)[::-1]])
        assert (star["x"][0], star["y"][0]) == pytest.approx(peak(FEATURES, runs))
        assert (name["x"][0], name["y"][0]) == pytest.approx((16, runs.mean(axis=0)[-1]))
        drawn = [page["data"][place] for place in frame["traces"]]
        assert drawn[0]["fill"] == "toself"
        assert drawn[1]["mode"] == "lines+markers"
        assert drawn[2]["marker"]["symbol"] == "star"
        assert drawn[3]["text"][0].strip() == "measured"
        if size == 1:
            assert drawn[1]["y"] == line["y"], "the page must open at the size it says"


def test_the_peaks_of_all_sizes_stay_in_sight(shown):
    figures.show_feature_curves(FEATURES, SIZES, [curve()], ALT)
    page = content(shown[0])
    trail = next(t for t in page["data"] if t.get("marker", {}).get("symbol") == "star-open")
    assert trail["x"] == [4, 16]
    assert trail["y"] == pytest.approx([0.85, 0.95])


def test_limit_and_formula_are_drawn_as_given(shown):
    limit, formula = np.array([0.7, 0.8, 0.9]), np.array([[0.1, 0.2, 0.3], [0.4, 0.5, 0.6]])
    figures.show_feature_curves(
        FEATURES,
        SIZES,
        [curve()],
        ALT,
        limit=limit,
        limit_name="best possible",
        formula=formula,
    )
    page = content(shown[0])
    assert any(trace.get("y") == limit.tolist() for trace in page["data"])
    # After band, line and star of the one curve, before the names.
    assert [frame["data"][3]["y"] for frame in page["frames"]] == formula.tolist()
    label = page["layout"]["annotations"][0]
    assert (label["text"], label["y"]) == ("best possible", 0.9)
    assert 10 ** label["x"] == pytest.approx(16), "the label must stand at the line's end"


@given(st.lists(st.floats(0, 1), min_size=1, max_size=5), st.floats(0.01, 0.2))
def test_names_keep_their_order_and_a_line_of_text_between_them(heights, gap):
    placed = apart(heights, gap)
    assert max(placed) == max(heights), "the highest name stays at its line"
    assert np.all(np.asarray(placed) <= heights)
    assert np.all(np.diff(np.sort(placed)) >= gap - 1e-12), "names would cover each other"


def test_names_that_are_apart_stay_at_their_lines():
    assert apart([0.5, 0.9, 0.7], 0.1) == [0.5, 0.9, 0.7]


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"curves": []}, "no curve"),
        ({"curves": [curve(accuracy=ACCURACY[:1])]}, "measured"),
        ({"curves": [curve(accuracy=ACCURACY[0])]}, "measured"),
        ({"curves": [curve(), curve("few", "green", OTHER[:, :1])]}, "draws"),
        ({"curves": [curve(color="muted")]}, "muted"),
        ({"formula": np.zeros((2, 2))}, "formula"),
        ({"limit": np.zeros(2)}, "limit"),
    ],
    ids=[
        "no-curve",
        "sizes-missing",
        "draws-missing",
        "other-draws",
        "no-data-color",
        "short-formula",
        "short-limit",
    ],
)
def test_arrays_that_do_not_fit_are_refused(change, complaint):
    given = {"curves": [curve()]} | change
    with pytest.raises(ValueError, match=complaint):
        figures.show_feature_curves(FEATURES, SIZES, alt=ALT, **given)
