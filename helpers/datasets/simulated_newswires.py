"""Newswires that nobody wrote: topics, and words by Zipf's law.

Words are made-up syllables, so that nobody takes them for news. Each topic has
words of its own, which it shares in part with the topic before it, as grain
and wheat do. A wire is the words that all topics use, mixed with its topic's.
"""

import itertools

import numpy as np

from helpers.datasets.newswires import N_TOPICS
from helpers.datasets.reuters import Newswires

N_WIRES = 11_228
RAREST_TOPIC = 14
TOPIC_EXPONENT = 1.35
N_COMMON_WORDS = 3000
WORDS_PER_TOPIC = 40
SHARED_WITH_NEIGHBOR = 15
TOPIC_SHARE = (1.2, 6.0)  # beta distribution of a wire's share of topic words
MEDIAN_LENGTH, LENGTH_SPREAD = 45, 0.7
LONGEST = 400


def simulate_newswires(seed: int) -> Newswires:
    """Return 11,228 newswires over 46 topics, sized as unevenly as the real ones.

    The most frequent topic has a good third of all wires, the rarest 14 or
    more, whatever the seed.
    """
    rng = np.random.default_rng(seed)
    lexicon = _lexicon(N_COMMON_WORDS + N_TOPICS * WORDS_PER_TOPIC)
    rng.shuffle(lexicon)
    topics = rng.permutation(np.repeat(np.arange(N_TOPICS), topic_sizes()))
    lengths = np.clip(
        np.rint(rng.lognormal(np.log(MEDIAN_LENGTH), LENGTH_SPREAD, N_WIRES)), 3, LONGEST
    ).astype(int)
    share = rng.beta(*TOPIC_SHARE, N_WIRES)
    ids = _draw_words(rng, np.repeat(topics, lengths), np.repeat(share, lengths))
    ends = np.cumsum(lengths)
    words = [lexicon[ids[b - n : b]].tolist() for n, b in zip(lengths, ends, strict=True)]
    return Newswires(words, [f"topic {topic + 1:02d}" for topic in topics])


def topic_sizes() -> np.ndarray:
    """Return how many wires each topic has: (46,) int64, falling, 11,228 in all."""
    weights = np.arange(1, N_TOPICS + 1) ** -TOPIC_EXPONENT
    spare = N_WIRES - N_TOPICS * RAREST_TOPIC
    sizes = RAREST_TOPIC + np.floor(spare * weights / weights.sum()).astype(np.int64)
    sizes[0] += N_WIRES - sizes.sum()
    return sizes


def _draw_words(rng, topics: np.ndarray, share: np.ndarray) -> np.ndarray:
    """Return a word id for every position: (positions,) int64."""
    common = rng.choice(N_COMMON_WORDS, len(topics), p=_zipf(N_COMMON_WORDS))
    own = rng.choice(WORDS_PER_TOPIC, len(topics), p=_zipf(WORDS_PER_TOPIC))
    # The last words of a topic are the first ones of the topic before it.
    is_shared = (own >= WORDS_PER_TOPIC - SHARED_WITH_NEIGHBOR) & (topics > 0)
    owner = np.where(is_shared, topics - 1, topics)
    own = np.where(is_shared, own - (WORDS_PER_TOPIC - SHARED_WITH_NEIGHBOR), own)
    return np.where(
        rng.random(len(topics)) < share, N_COMMON_WORDS + owner * WORDS_PER_TOPIC + own, common
    )


def _zipf(n: int) -> np.ndarray:
    """Return Mandelbrot's form of Zipf's law for n ranks, which sums to 1."""
    weights = 1 / (np.arange(n) + 2.7)
    return weights / weights.sum()


def _lexicon(n: int) -> np.ndarray:
    """Return n different made-up words: (n,) str."""
    syllables = ["".join(pair) for pair in itertools.product("bdfgklmnprstvz", "aeiou")]
    words = map("".join, itertools.product(syllables, repeat=2))
    return np.array(list(itertools.islice(words, n)))
