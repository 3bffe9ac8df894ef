"""From newswires to word ids: the task of the word-embedding lesson.

The corpus is the one that Keras's Reuters task is made of: each wire counts
for the first topic its editors gave it, and the 46 most frequent topics, those
with 14 wires or more, remain. That leaves 11,228 newswires. They are shuffled
and split 80 to 20, with a seed of our own, so results compare with that task's
but not wire by wire.
"""

from collections import Counter

import numpy as np

from helpers.datasets.dataset import Split
from helpers.datasets.reuters import Newswires

N_TOPICS = 46
TRAIN_SHARE = 0.8
SPLIT_SEED = 21578
SPECIAL_WORDS = ("<pad>", "<start>", "<unknown>")
PAD, START, UNKNOWN = range(3)


def check_options(n_words: int, length: int, form: str) -> None:
    """Raise ValueError for options of the newswire sets that make no sense."""
    for name, value, low in (("n_words", n_words, len(SPECIAL_WORDS) + 1), ("length", length, 1)):
        if isinstance(value, bool) or not isinstance(value, int | np.integer) or value < low:
            raise ValueError(f"{name} must be a whole number of at least {low}, not {value!r}")
    if form not in ("ids", "text"):
        raise ValueError(f"form must be 'ids' or 'text', not {form!r}")


def newswire_parts(wires: Newswires, n_words: int, length: int, form: str) -> dict:
    """Return the splits, topic names and vocabulary of a corpus, as fields of a Dataset.

    Both parts give y as (n,) int64, 0 for the most frequent topic.

    Args:
        wires: The corpus. Topics beyond the 46 most frequent are left out.
        n_words: Size of the vocabulary, special words included: ids are below it.
        length: Words per wire.
        form: "ids": X is (n, length) int32. "text": X is (n,) str, the whole
            wires, their words joined by spaces.
    """
    topics = _most_common(wires.topics, N_TOPICS)
    number = {topic: i for i, topic in enumerate(topics)}
    kept = [i for i, topic in enumerate(wires.topics) if topic in number]
    order = np.random.default_rng(SPLIT_SEED).permutation(len(kept))
    n_train = int(TRAIN_SHARE * len(kept))
    rows = {"train": order[:n_train], "test": order[n_train:]}
    words = {key: [wires.words[kept[i]] for i in part] for key, part in rows.items()}
    y = {
        key: np.array([number[wires.topics[kept[i]]] for i in part], dtype=np.int64)
        for key, part in rows.items()
    }
    vocabulary = build_vocabulary(words["train"], n_words)
    if form == "text":
        X = {
            key: np.array([" ".join(w) for w in part], dtype=object) for key, part in words.items()
        }
    else:
        X = {key: encode(part, vocabulary, length) for key, part in words.items()}
    return {
        "splits": {key: Split(X[key], y[key]) for key in rows},
        "target_names": tuple(topics),
        "vocabulary": vocabulary,
    }


def build_vocabulary(texts: list[list[str]], n_words: int) -> tuple[str, ...]:
    """Return the word of every id: the special words, then the most frequent ones.

    Only training texts may be given: what a model must not know before the
    test, its vocabulary must not know either.
    """
    counts = Counter(word for text in texts for word in text)
    ranked = sorted(counts, key=lambda word: (-counts[word], word))
    return SPECIAL_WORDS + tuple(ranked[: n_words - len(SPECIAL_WORDS)])


def encode(texts: list[list[str]], vocabulary: tuple[str, ...], length: int) -> np.ndarray:
    """Return the ids of the last ``length`` words of every text: (n, length) int32.

    A text begins with the start id; what is shorter is padded in front, and
    words outside the vocabulary become the unknown id. So do Keras's defaults,
    except that there ids of words begin at 4.
    """
    ids = {word: i for i, word in enumerate(vocabulary) if i > UNKNOWN}
    X = np.full((len(texts), length), PAD, dtype=np.int32)
    for row, text in zip(X, texts, strict=True):
        tail = [ids.get(word, UNKNOWN) for word in text[-length:]]
        if len(text) < length:
            tail.insert(0, START)
        row[length - len(tail) :] = tail
    return X


def _most_common(topics: list[str], n: int) -> list[str]:
    counts = Counter(topics)
    return sorted(counts, key=lambda topic: (-counts[topic], topic))[:n]
