"""What a lab's story is told with: known samples, patches, and figures that wait."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib import pyplot as plt

from helpers import patches, samples, story

# ----------------------------------------------------------------- samples


@given(
    st.lists(st.floats(0.01, 100), min_size=1, max_size=5),
    st.integers(0, 3),
    st.integers(0, 5),
    st.integers(0, 10**6),
)
def test_rows_have_the_axes_and_variances_that_were_asked_for(moving, still, spare, seed):
    variances = np.array(moving + [0.0] * still)
    rows, axes = samples.rows_along_axes(variances, len(moving) + 1 + spare, seed)
    d = len(variances)
    assert rows.shape == (len(moving) + 1 + spare, d)
    np.testing.assert_allclose(axes @ axes.T, np.eye(d), atol=1e-12)
    scores = (rows - rows.mean(axis=0)) @ axes.T
    observed = scores.T @ scores / (len(rows) - 1)
    np.testing.assert_allclose(observed, np.diag(variances), atol=1e-12 * max(moving) + 1e-13)
    assert np.all(np.abs(rows.mean(axis=0) - 5) <= 2 + 1e-9), "the rows come uncentered"


def test_the_same_seed_gives_the_same_rows():
    first, second = (samples.rows_along_axes([3.0, 1.0], 6, seed=4)[0] for _ in range(2))
    assert np.array_equal(first, second)


@pytest.mark.parametrize(("variances", "n_rows"), [([1, 1, 1], 3), ([1, -1], 9), ([1.0], 1)])
def test_impossible_variances_are_refused(variances, n_rows):
    with pytest.raises(ValueError, match=f"{n_rows} rows can't vary"):
        samples.rows_along_axes(variances, n_rows, seed=0)


# ----------------------------------------------------------------- patches


@given(st.integers(1, 5), st.integers(1, 5), st.integers(1, 6))
def test_patches_go_back_to_their_places(rows, columns, side):
    image = np.random.default_rng(0).normal(size=(rows * side, columns * side))
    cut = patches.cut(image, side)
    assert cut.shape == (rows * columns, side * side)
    assert np.array_equal(patches.join(cut, columns), image)


def test_patches_are_numbered_from_left_to_right_and_the_rest_is_cut_off():
    image = np.arange(35.0).reshape(5, 7)
    cut = patches.cut(image, 2)
    assert cut.shape == (6, 4)
    assert cut[1].tolist() == [2.0, 3.0, 9.0, 10.0]
    assert cut[3].tolist() == [14.0, 15.0, 21.0, 22.0]


@pytest.mark.parametrize(("shape", "side"), [((4, 4, 3), 2), ((4, 4), 5), ((4, 4), 0)])
def test_an_image_that_cannot_be_cut_is_refused(shape, side):
    with pytest.raises(ValueError, match="give a gray image"):
        patches.cut(np.zeros(shape), side)


@pytest.mark.parametrize(
    ("shape", "columns"), [((6, 5), 3), ((6, 4), 4), ((4,), 2), ((), 1), ((6, 4), 0)]
)
def test_patches_that_cannot_be_joined_are_refused(shape, columns):
    with pytest.raises(ValueError, match="one square patch a row"):
        patches.join(np.zeros(shape), columns)


def shown(monkeypatch, *args, **options):
    """The axes of the figure that ``gallery`` shows, and its alternative text."""
    seen = []
    monkeypatch.setattr("helpers.figures.show", lambda fig, alt: seen.append((fig.axes, alt)))
    patches.gallery(*args, **options)
    plt.close("all")
    return seen[0]


def test_a_gallery_shows_every_image_under_its_title(monkeypatch):
    images = [np.full((2, 2), 9.0), np.array([[-4.0, 2.0]]), np.zeros((2, 2))]
    alt = "three small pictures for a test"
    axes, said = shown(monkeypatch, images, ["a", "b", "c"], alt=alt, columns=2)
    assert said == alt
    assert [ax.get_title() or ax.get_title(loc="left") for ax in axes] == ["a", "b", "c", ""]
    assert axes[1].images[0].get_clim() == (0, 255)


def test_an_image_on_its_own_scale_goes_from_black_to_white(monkeypatch):
    axes, _ = shown(monkeypatch, [[[3.0, 8.0]]], ["a"], alt="x", columns=1, scale="own")
    assert axes[0].images[0].get_clim() == (3, 8)


def test_an_unknown_scale_is_refused_before_anything_is_drawn():
    with pytest.raises(ValueError, match="scale='log' is none of"):
        patches.gallery([[[1.0]]], ["a"], alt="x", columns=1, scale="log")
    assert not plt.get_fignums()


@pytest.mark.parametrize("titles", [["a"], ["a", "b", "c"]])
def test_a_gallery_with_too_few_or_too_many_titles_is_refused(titles):
    with pytest.raises(ValueError, match="titles don't fit 2 pictures"):
        patches.gallery([[[1.0]], [[2.0]]], titles, alt="x", columns=2)
    assert not plt.get_fignums()


def test_signed_images_have_zero_in_the_middle_even_where_all_is_zero(monkeypatch):
    images = [np.array([[-4.0, 2.0]]), np.zeros((2, 2))]
    axes, _ = shown(monkeypatch, images, ["a", "b"], alt="x", columns=2, scale="signed")
    assert axes[0].images[0].get_clim() == (-4, 4)
    low, high = axes[1].images[0].get_clim()
    assert low == -high


# ------------------------------------------------------------------- story


def project(X):
    raise NotImplementedError("not written yet")


def center(X):
    return project(X)


def broken(X):
    return X + "text"


def test_a_missing_answer_is_asked_for_by_name(capsys):
    with story.uses("center", "project"):
        center(1)
    said = capsys.readouterr().out
    assert said == "This figure needs `project`. Write it above, then run this cell again.\n"


def test_an_answer_that_is_not_even_defined_is_asked_for_by_name(capsys):
    with story.uses("reconstruct"):
        reconstruct(1)  # noqa: F821
    assert "This figure needs `reconstruct`." in capsys.readouterr().out


def test_a_failing_answer_is_named_with_its_error(capsys):
    with story.uses("broken"):
        broken(1)
    said = capsys.readouterr().out
    assert "TypeError" in said
    assert "See what the tests of `broken` say" in said


def test_an_answer_that_was_given_a_wrong_input_is_not_blamed_alone(capsys):
    with story.uses("center", "broken"):
        broken(1)
    said = capsys.readouterr().out
    assert "the tests of `broken` say and, if they pass, those of `center`, then" in said


def test_a_wrong_result_points_at_all_answers_of_the_figure(capsys):
    with story.uses("center", "project"):
        len(None)
    assert "`center` and `project`" in capsys.readouterr().out


def test_nothing_is_said_where_all_goes_well(capsys):
    with story.uses("center"):
        pass
    assert capsys.readouterr().out == ""


def test_half_a_figure_is_closed_and_others_stay():
    before = plt.figure()
    with story.uses("center"):
        plt.figure()
        center(1)
    assert plt.get_fignums() == [before.number]
    plt.close("all")


def test_an_interrupt_is_passed_on():
    with pytest.raises(KeyboardInterrupt), story.uses("center"):
        raise KeyboardInterrupt
