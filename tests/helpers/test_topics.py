"""Coherence against a count by hand, perplexity against closed forms."""

import itertools

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from helpers.topics import coherence, completion_perplexity


def test_words_that_always_meet_and_words_that_never_do():
    counts = [[1, 3, 0, 0], [2, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 2]]
    assert coherence([[0, 1], [0, 2]], counts) == pytest.approx([1, -1])


def test_independent_words_have_no_coherence():
    counts = list(itertools.product([0, 1], repeat=2))
    assert coherence([[0, 1]], counts) == pytest.approx([0])


def test_a_word_in_every_text_is_no_division_by_zero():
    assert coherence([[0, 1]], [[1, 1], [2, 1]]) == pytest.approx([1])


def test_coherence_is_the_mean_over_pairs_of_a_count_by_hand():
    counts = np.random.default_rng(0).poisson(0.7, (60, 5))
    expected = []
    for i, j in itertools.combinations(range(4), 2):
        both = np.mean((counts[:, i] > 0) & (counts[:, j] > 0))
        chance = np.mean(counts[:, i] > 0) * np.mean(counts[:, j] > 0)
        expected.append(np.log(both / chance) / -np.log(both))
    assert coherence([[0, 1, 2, 3]], csr_matrix(counts)) == pytest.approx([np.mean(expected)])


@pytest.mark.parametrize("words", [[[0]], [0, 1]])
def test_topics_of_less_than_two_words_are_refused(words):
    with pytest.raises(ValueError, match="two words"):
        coherence(words, np.ones((3, 2)))


def test_a_word_that_never_occurs_is_refused():
    with pytest.raises(ValueError, match="no document"):
        coherence([[0, 1]], [[1, 0], [1, 0]])


class FixedTopics:
    """A model whose shares are known: the first topic for all, or half and half."""

    def __init__(self, components, shares):
        self.components_ = np.array(components, dtype=float)
        self.shares = shares

    def transform(self, counts):
        return np.tile(self.shares, (counts.shape[0], 1))


def test_guessing_among_equally_likely_words_has_their_number_as_perplexity():
    counts = csr_matrix(np.full((20, 8), 3))
    model = FixedTopics([[5] * 8, [1] * 8], [0.5, 0.5])
    assert completion_perplexity(model, counts) == pytest.approx(8)


def test_perplexity_mixes_topics_by_their_shares():
    counts = csr_matrix(np.tile([4, 0], (50, 1)))
    model = FixedTopics([[3, 1], [1, 3]], [0.5, 0.5])
    assert completion_perplexity(model, counts) == pytest.approx(2)
    assert completion_perplexity(FixedTopics([[3, 1], [1, 3]], [1, 0]), counts) == pytest.approx(
        4 / 3
    )


def test_the_judged_half_is_not_read():
    counts = csr_matrix(np.random.default_rng(0).poisson(2, (30, 6)))
    seen = []

    class Reader(FixedTopics):
        def transform(self, read):
            seen.append(read.toarray())
            return super().transform(read)

    completion_perplexity(Reader([[1] * 6], [1.0]), counts, seed=3)
    whole = counts.toarray()
    assert (seen[0] <= whole).all()
    assert 0.35 < seen[0].sum() / whole.sum() < 0.65


def test_nothing_to_judge_is_refused():
    with pytest.raises(ValueError, match="no words"):
        completion_perplexity(FixedTopics([[1, 1]], [1.0]), csr_matrix((3, 2)))


def test_true_topics_surprise_less_than_one_list_of_words():
    from sklearn.decomposition import LatentDirichletAllocation

    rng = np.random.default_rng(0)
    halves = np.repeat([[1, 1, 1, 0, 0, 0], [0, 0, 0, 1, 1, 1]], 60, axis=0)
    counts = csr_matrix(rng.poisson(4 * halves))
    found = [
        completion_perplexity(LatentDirichletAllocation(k, random_state=0).fit(counts), counts)
        for k in (1, 2)
    ]
    assert found[0] == pytest.approx(6, rel=0.05)
    assert found[1] == pytest.approx(3, rel=0.1)
