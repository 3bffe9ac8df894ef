"""Judge topics without reading them all: do their words occur together?"""

import itertools

import numpy as np


def coherence(top_words, counts) -> np.ndarray:
    """Return how strongly the words of each topic keep company, averaged over their pairs.

    A pair's *normalized pointwise mutual information* is 1 for two words that occur in the
    same documents only, 0 for two that meet as often as chance has it, and -1 for two that
    never meet. Source: G. Bouma, Normalized (pointwise) mutual information in collocation
    extraction, GSCL 2009.

    Args:
        top_words: (k, w) array_like of column numbers, w of 2 or more: the words of k topics.
        counts: (n, d) sparse matrix or array: how often document i has word j. Only whether
            a word occurs matters.

    Returns:
        (k,) array of numbers from -1 to 1.

    Raises:
        ValueError: If a topic has fewer than two words, or one of them occurs nowhere.
    """
    from scipy.sparse import csr_matrix

    top_words = np.asarray(top_words)
    if top_words.ndim != 2 or top_words.shape[1] < 2:
        raise ValueError(f"topics of two words or more are needed, got {top_words.shape}")
    occurs = csr_matrix(counts).astype(bool).astype(float)
    return np.array([_coherence_of(occurs[:, words]) for words in top_words])


def _coherence_of(occurs) -> float:
    """The mean over all pairs of the columns of (n, w) zeros and ones."""
    together = (occurs.T @ occurs).toarray() / occurs.shape[0]
    alone = together.diagonal()
    if (alone == 0).any():
        raise ValueError("a word that occurs in no document keeps no company")
    pairs = itertools.combinations(range(len(alone)), 2)
    return float(np.mean([_pair(together[i, j], alone[i] * alone[j]) for i, j in pairs]))


def _pair(together: float, by_chance: float) -> float:
    if together == 0:
        return -1.0
    # In all documents: together by necessity, and the quotient would be 0 / 0.
    return 1.0 if together == 1 else float(np.log(together / by_chance) / -np.log(together))


def completion_perplexity(model, counts, seed: int = 0) -> float:
    """Return how surprised a topic model is by half of each text, after reading the other half.

    Each occurrence of a word goes to one half or the other by a coin. The topics' shares are
    inferred from the first half, and the second is judged.

    Args:
        model: A fitted ``sklearn.decomposition.LatentDirichletAllocation``.
        counts: (n, d) sparse matrix of whole numbers: texts that the model wasn't fitted to.
        seed: Of the coin.

    Returns:
        1 over the geometric mean of the probabilities of the words in the second half: as if
        each were guessed among so many.

    Raises:
        ValueError: If the second half is empty.
    """
    from scipy.sparse import csr_matrix

    counts = csr_matrix(counts)
    read = counts.copy()
    read.data = np.random.default_rng(seed).binomial(counts.data.astype(int), 0.5)
    judged = (counts - read).tocoo()
    if judged.sum() == 0:
        raise ValueError("there are no words to be judged")
    words = model.components_ / model.components_.sum(axis=1, keepdims=True)
    shares = model.transform(read)
    likely = (shares[judged.row] * words[:, judged.col].T).sum(axis=1)
    return float(np.exp(-(judged.data * np.log(likely)).sum() / judged.sum()))
