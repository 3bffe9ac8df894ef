"""Newswire topics from 20 words: how wide an embedding pays, and what a linear model reaches."""

import time

from experiments.recording import Experiment
from helpers import datasets, measure, training
from helpers.models import newswires

SEEDS = range(5)
#: Those of the lecture.
EPOCHS, BATCH_SIZE = 20, 128
DIMENSIONS = (1, 2, 6, 16, 50, 200, 1000)
#: Long enough for all but a handful of the wires.
WHOLE_WIRE = 1000
WORDS = ("wheat", "oil", "profit", "yen")


def run(setting, source: str) -> dict:
    """Fit one model on the training part; measure it on all three parts."""
    data = datasets.load("reuters", source=source, length=setting["length"])
    # The same rows for every model: the seed is that of the training alone.
    data = data.with_validation(0.2)
    kinds = {"most common": _most_common, "word counts": _linear, "embedding": _network}
    return kinds[setting["model"]](setting, data)


def _most_common(setting, data) -> dict:
    from sklearn.dummy import DummyClassifier

    model = DummyClassifier().fit(data.train.X, data.train.y)
    return {"parameters": 1} | {
        f"{part}_accuracy": float(model.score(*data.splits[part])) for part in data.splits
    }


def _linear(setting, data) -> dict:
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(max_iter=1000)
    model.fit(newswires.word_counts(data.train.X), data.train.y)
    scores = {
        f"{part}_accuracy": float(model.score(newswires.word_counts(X), y))
        for part, (X, y) in data.splits.items()
    }
    return {"parameters": model.coef_.size + model.intercept_.size, **scores}


def _network(setting, data) -> dict:
    began = time.process_time()
    model, curves = _train(setting, data, setting["epochs"])
    seconds = time.process_time() - began
    table = model.get_layer("table").get_weights()[0]
    result = {
        "parameters": measure.parameters(model).total,
        "cpu_seconds": round(seconds, 2),
        **_scores(model, data),
        **{name: [round(value, 4) for value in curve] for name, curve in curves.items()},
        "neighbors": {
            word: newswires.nearest_words(table, data.vocabulary, word)
            for word in WORDS
            if word in data.vocabulary
        },
    }
    losses = curves["val_loss"]
    best = losses.index(min(losses)) + 1
    if best < setting["epochs"]:
        # The same seed takes the same steps, so this is the first model as it was then.
        model, _ = _train(setting, data, best)
    stopped = {f"stopped_{name}": value for name, value in _scores(model, data).items()}
    return {**result, "best_epoch": best, **stopped}


def _train(setting, data, epochs: int):
    return training.train(
        lambda: newswires.build_model(setting["dimensions"]),
        *data.train,
        epochs=epochs,
        batch_size=BATCH_SIZE,
        seed=setting["seed"],
        validation=data.valid,
    )


def _scores(model, data) -> dict:
    """Loss and accuracy on every part, without dropout."""
    scores = {}
    for part, (X, y) in data.splits.items():
        loss, accuracy = model.evaluate(X, y, batch_size=512, verbose=0)
        scores |= {f"{part}_loss": round(loss, 5), f"{part}_accuracy": round(accuracy, 5)}
    return scores


def _setting(model: str, dimensions: int, seed: int, epochs=EPOCHS, length=20) -> dict:
    return {
        "model": model,
        "dimensions": dimensions,
        "epochs": epochs,
        "length": length,
        "seed": seed,
    }


BASELINES = [
    _setting("most common", 0, 0, epochs=0),
    _setting("word counts", 0, 0, epochs=0),
]

EXPERIMENT = Experiment(
    name="word_embeddings",
    question="How many dimensions should a word embedding have, by accuracy and by size?",
    data="reuters",
    settings=[
        *BASELINES,
        _setting("word counts", 0, 0, epochs=0, length=WHOLE_WIRE),
        *[_setting("embedding", width, seed) for width in DIMENSIONS for seed in SEEDS],
        # The small one is still learning after as many epochs as the others.
        *[_setting("embedding", 6, seed, epochs=60) for seed in SEEDS],
    ],
    run=run,
    cheap=[*BASELINES, _setting("embedding", 2, 0)],
    tolerance={
        "parameters": 0,
        "train_accuracy": 0.02,
        "valid_accuracy": 0.02,
        "test_accuracy": 0.02,
    },
)
