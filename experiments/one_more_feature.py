"""Is ``thal`` worth its place in the heart-disease classifier? Twenty splits of the real set.

Every split trains the network without and with ``thal``, and asks logistic
regression about each column: what is lost without it, what is gained by
``thal`` when only some examinations are paid for. Nothing is tuned: the
network, its epochs and its batches are those of the page.
"""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
from sklearn.metrics import log_loss, roc_auc_score

from experiments.recording import Experiment
from helpers import datasets
from helpers.datasets import Column, Dataset, Split
from helpers.measure import parameters
from helpers.models import heart
from helpers.training import train

SEEDS = 20

#: What is recorded of a patient's two entries: two columns to tell who it is, then the codes
#: that differ.
CODED = ["age", "chol", "cp", "restecg", "slope", "thal"]


def run(setting, source: str) -> dict:
    """Measure one split, or list what is entered twice."""
    data = datasets.load("heart", source=source)
    if setting["rows"] == "entered twice":
        return {"pairs": pairs(data), "sick by thal": sick_by_thal(data)}
    if setting["rows"] == "each patient once":
        data = keep_first_entries(data)
    parts = data.split(test=0.25, seed=setting["seed"])
    result = {
        "patients": len(data),
        "sick": int(data.y.sum()),
        "healthy share of test": round(1 - float(parts.test.y.mean()), 4),
    }
    for key, schema in (
        ("without", heart.without(data.schema, "thal")),
        ("with", data.schema),
    ):
        result |= judge_network(key, parts, schema, setting["seed"])
        result |= judge_logistic(key, parts, schema)
    if setting["rows"] == "as published":
        result |= judge_without_scan(parts, data.schema, setting["seed"])
        result |= judge_columns(parts, data.schema)
    return result


def judge_columns(parts: Dataset, schema: Sequence[Column]) -> dict:
    """Ask logistic regression what each column brings, and ``thal`` at each stage."""
    names = [column.name for column in schema]
    known = heart.known_after()
    return {
        "logistic auc, column left out": [
            logistic_auc(parts, heart.without(schema, name)) for name in names
        ],
        "logistic auc by stage": [
            logistic_auc(parts, heart.only(schema, columns)) for columns in known
        ],
        "logistic auc by stage and thal": [
            logistic_auc(parts, heart.only(schema, [*columns, "thal"])) for columns in known
        ],
    }


def judge_network(key: str, parts: Dataset, schema: Sequence[Column], seed: int) -> dict:
    """Train the page's network; return its size and how it does on the test part."""
    model = trained(schema, *parts.train, seed)
    test = parts.test
    risk = heart.risks(model, schema, test.X)
    result = {
        f"parameters {key}": parameters(model).trainable,
        f"network accuracy {key}": round(float(((risk > 0.5) == test.y).mean()), 4),
        **scores(key, test.y, risk),
    }
    if key == "with":
        missing = heart.risks(model, schema, test.X.assign(thal=heart.MISSING))
        result |= scores("with, scan missing", test.y, missing)
    return result


def judge_without_scan(parts: Dataset, schema: Sequence[Column], seed: int) -> dict:
    """Train with some of ``thal`` hidden; return how it does with ``thal`` known and missing."""
    X, y = parts.train
    model = trained(schema, heart.hide_some(X, "thal", seed), y, seed)
    known, truth = parts.test
    missing = known.assign(thal=heart.MISSING)
    return scores("taught", truth, heart.risks(model, schema, known)) | scores(
        "taught, scan missing", truth, heart.risks(model, schema, missing)
    )


def scores(key: str, truth, risk) -> dict:
    """Return what depends on the order of the risks, and what on their values."""
    return {
        f"network auc {key}": round(float(roc_auc_score(truth, risk)), 4),
        f"network log loss {key}": round(float(log_loss(truth, risk.astype(float))), 4),
    }


def trained(schema: Sequence[Column], X: pd.DataFrame, y, seed: int):
    """Return the page's network, trained."""
    model, _ = train(
        lambda: heart.build_model(schema, X),
        heart.as_inputs(schema, X),
        y,
        epochs=heart.EPOCHS,
        batch_size=heart.BATCH,
        seed=seed,
    )
    return model


def judge_logistic(key: str, parts: Dataset, schema: Sequence[Column]) -> dict:
    """Return AUC and accuracy of logistic regression on the test part."""
    accuracy = heart.logistic_regression(schema).fit(*parts.train).score(*parts.test)
    return {
        f"logistic auc {key}": logistic_auc(parts, schema),
        f"logistic accuracy {key}": round(float(accuracy), 4),
    }


def logistic_auc(parts: Dataset, schema: Sequence[Column]) -> float:
    """Return the AUC of logistic regression on the test part."""
    model = heart.logistic_regression(schema).fit(*parts.train)
    return round(float(roc_auc_score(parts.test.y, model.predict_proba(parts.test.X)[:, 1])), 4)


def keep_first_entries(data: Dataset) -> Dataset:
    """Return the set with each patient's first entry only, and the schema of what is left."""
    from helpers.datasets.tables import heart_schema

    kept = ~heart.entered_again(data.X)
    X = data.X[kept].reset_index(drop=True)
    return replace(data, splits={"all": Split(X, data.y[kept])}, schema=heart_schema(X))


def sick_by_thal(data: Dataset) -> dict:
    """Return, for every value of ``thal``, how many patients have it and how many are sick."""
    groups = data.X.assign(disease=data.y).groupby("thal")["disease"]
    return {value: {"patients": len(group), "sick": int(group.sum())} for value, group in groups}


def pairs(data: Dataset) -> list[dict]:
    """Return both entries of every patient who is entered twice, the codes only."""
    table = data.X.assign(disease=data.y)
    again = table[heart.entered_again(data.X)]
    both = []
    for _, second in again.iterrows():
        same = (table[heart.MEASURED] == second[heart.MEASURED]).all(axis=1)
        first = table[same].iloc[0]
        both.append({"first": plain(first), "second": plain(second)})
    return both


def plain(row: pd.Series) -> dict:
    """Return a row's codes as JSON values."""
    codes = row[[*CODED, "disease"]].to_dict()
    return {name: code if isinstance(code, str) else int(code) for name, code in codes.items()}


_CASES = ("without", "with", "with, scan missing", "taught", "taught, scan missing")
_NETWORK = dict.fromkeys((f"network auc {case}" for case in _CASES), 0.03)
_NETWORK |= dict.fromkeys((f"network log loss {case}" for case in _CASES), 0.05)
_NETWORK |= dict.fromkeys(("network accuracy without", "network accuracy with"), 0.04)
_LOGISTIC = dict.fromkeys(
    (
        "logistic auc without",
        "logistic auc with",
        "logistic auc, column left out",
        "logistic auc by stage",
        "logistic auc by stage and thal",
    ),
    0.003,
) | dict.fromkeys(("logistic accuracy without", "logistic accuracy with"), 0.014)
_COUNTS = dict.fromkeys(("patients", "sick", "parameters without", "parameters with"), 0)

EXPERIMENT = Experiment(
    name="one_more_feature",
    question="Is the column thal worth the 27 % of parameters that it adds?",
    data="heart",
    settings=[
        {"seed": 0, "rows": "entered twice"},
        *({"seed": seed, "rows": "as published"} for seed in range(SEEDS)),
        *({"seed": seed, "rows": "each patient once"} for seed in range(SEEDS)),
    ],
    run=run,
    cheap=[{"seed": 0, "rows": "as published"}],
    tolerance={**_COUNTS, **_NETWORK, **_LOGISTIC},
)
