"""The newswire network and the linear model's counts, against other ways to compute them."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from helpers.models.newswires import build_model, nearest_words, word_counts

wires = arrays(np.int32, (5, 8), elements=st.integers(0, 11))


@given(wires)
def test_every_word_of_a_wire_is_counted_and_padding_is_not(X):
    counts = word_counts(X, words=12).toarray()
    for row, wire in zip(counts, X, strict=True):
        expected = Counter(wire[wire > 0].tolist())
        assert {word: count for word, count in enumerate(row) if count} == expected


@given(wires, st.permutations(range(8)))
def test_the_order_of_the_words_is_lost(X, order):
    assert (word_counts(X, 12) != word_counts(X[:, order], 12)).nnz == 0


@pytest.mark.parametrize(
    ("X", "complaint"),
    [
        (np.array([[1.0, 2.0]]), "whole numbers"),
        (np.array([1, 2]), "of shape"),
        (np.array([[1, 12]]), "within 0 to 11"),
        (np.array([[-1, 2]]), "within 0 to 11"),
    ],
    ids=["fractions", "one wire", "unknown word", "negative"],
)
def test_what_are_no_word_ids_is_refused(X, complaint):
    with pytest.raises(ValueError, match=complaint):
        word_counts(X, words=12)


def test_neighbors_are_those_of_scikit_learn():
    from sklearn.neighbors import NearestNeighbors

    table = np.random.default_rng(0).normal(size=(30, 4))
    words = tuple(f"w{row}" for row in range(30))
    finder = NearestNeighbors(n_neighbors=6, metric="cosine").fit(table)
    for row in (0, 17):
        _, found = finder.kneighbors(table[[row]])
        expected = [words[near] for near in found[0] if near != row]
        assert nearest_words(table, words, words[row], count=5) == expected


def test_a_word_without_a_vector_is_refused():
    with pytest.raises(ValueError, match="'corn' isn't among"):
        nearest_words(np.eye(2), ("wheat", "oil"), "corn")
    with pytest.raises(ValueError, match="3 vectors"):
        nearest_words(np.eye(3), ("wheat", "oil"), "oil")


@pytest.mark.parametrize(
    ("width", "words", "length", "topics", "parameters"),
    [
        (1000, 1000, 20, 46, 6_132_078),
        (6, 1000, 20, 46, 48_798),
        (3, 50, 4, 5, 50 * 3 + (12 + 1) * 256 + (256 + 1) * 5),
    ],
    ids=["lecture, wide", "lecture, narrow", "small"],
)
def test_the_network_has_the_parameters_that_the_page_counts(
    width, words, length, topics, parameters
):
    model = build_model(width, words, length, topics)
    assert model.count_params() == parameters
    probabilities = model(np.zeros((2, length), dtype="int32")).numpy()
    assert probabilities.shape == (2, topics)
    assert probabilities.sum(axis=1) == pytest.approx([1, 1], rel=1e-5)


def test_training_again_from_a_seed_passes_through_the_same_states():
    """Else the page's "stopped early" is another network than the one whose curve is drawn."""
    from helpers.training import train

    rng = np.random.default_rng(0)
    X, y = rng.integers(0, 30, (256, 5)), rng.integers(0, 3, 256)

    def curve(epochs):
        _, curves = train(
            lambda: build_model(2, 30, 5, 3),
            X,
            y,
            epochs=epochs,
            batch_size=64,
            seed=3,
            validation=(X, y),
        )
        return curves["val_loss"]

    assert curve(4)[:2] == pytest.approx(curve(2), rel=1e-5)
