"""Topics of newswires: the word-embedding network, and a linear model's word counts."""

import numpy as np


def build_model(dimensions, words=1000, length=20, topics=46):
    """Return the network: embedding, one hidden layer, softmax."""
    from tensorflow.keras import Input, Model
    from tensorflow.keras.layers import Dense, Dropout, Embedding, Flatten

    wire = Input((length,), dtype="int32")
    vectors = Embedding(words, dimensions, name="table")(wire)
    hidden = Dense(256, "relu", name="hidden")(Flatten()(vectors))
    thinned = Dropout(0.25)(hidden)
    model = Model(wire, Dense(topics, "softmax")(thinned))
    model.compile(
        optimizer="rmsprop",
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    return model


def word_counts(X, words: int = 1000):
    """Count how often each word stands in a wire; the order of the words is lost.

    Args:
        X: (n, length) array_like of word ids below ``words``; 0 pads short wires and isn't counted.
        words: Size of the vocabulary.

    Returns:
        (n, words) sparse matrix of float64.

    Raises:
        ValueError: If X isn't a table of whole numbers, or an id is out of range.
    """
    from scipy.sparse import csr_array

    X = np.asarray(X)
    if X.ndim != 2 or not np.issubdtype(X.dtype, np.integer):
        raise ValueError(f"word ids are a table of whole numbers, not {X.dtype} of shape {X.shape}")
    if X.size and not 0 <= X.min() <= X.max() < words:
        raise ValueError(f"word ids lie from {X.min()} to {X.max()}, not within 0 to {words - 1}")
    rows, columns = np.nonzero(X)
    counts = csr_array((np.ones(len(rows)), (rows, X[rows, columns])), shape=(len(X), words))
    counts.sum_duplicates()
    return counts


def nearest_words(table, vocabulary, word: str, count: int = 3) -> list[str]:
    """Return the words whose vectors point most nearly the same way (cosine).

    Args:
        table: (words, dimensions) array_like, an embedding's vectors.
        vocabulary: Word of every row.
        word: The one whose neighbors are wanted.
        count: How many, nearest first.

    Raises:
        ValueError: If the vocabulary hasn't got the word or doesn't fit the table.
    """
    vectors = np.asarray(table, dtype=float)
    if len(vectors) != len(vocabulary) or word not in vocabulary:
        raise ValueError(
            f"{word!r} isn't among the {len(vocabulary)} words of {len(vectors)} vectors"
        )
    vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True).clip(1e-12)
    own = list(vocabulary).index(word)
    order = np.argsort(-(vectors @ vectors[own]), kind="stable")
    return [vocabulary[row] for row in order if row != own][:count]
