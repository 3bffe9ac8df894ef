"""A small classifier of heart disease, built from the schema of its table."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from helpers.datasets import Column

if TYPE_CHECKING:
    import pandas as pd

#: How the Keras example trains: https://keras.io/examples/structured_data/
#: structured_data_classification_from_scratch/. Nothing was tuned.
EPOCHS, BATCH = 50, 32

#: What ``thal`` holds where there was no scan: the lookup's own slot for it.
MISSING = ""

#: Examinations in the order in which a clinic makes them, cheap ones first; ``thal`` comes last.
EXAMINATIONS = {
    "questions": ["age", "sex", "cp"],
    "pressure and blood": ["trestbps", "chol", "fbs"],
    "resting ECG": ["restecg"],
    "exercise test": ["thalach", "exang", "oldpeak", "slope"],
    "fluoroscopy": ["ca"],
}

# The page shows ``encode`` and ``build_model``: 75 columns at most.


def encode(column: Column, given, known: np.ndarray):
    """Turn one column's input into ``column.width`` numbers.

    Args:
        column: Its place in the schema.
        given: The Keras input, of shape (None, 1).
        known: The column's values in the training part.
    """
    from tensorflow.keras import layers

    if not column.is_categorical:
        mean, variance = known.mean(), known.var()
        scale = layers.Normalization(
            axis=None,
            mean=mean,
            variance=variance,
        )
        return scale(given)
    values = list(column.categories)
    if column.dtype == "object":
        lookup = layers.StringLookup(
            vocabulary=values,
            mask_token="",  # one slot for a missing value
            num_oov_indices=1,  # and one for an unknown value
        )
    else:
        lookup = layers.IntegerLookup(
            vocabulary=values,
            num_oov_indices=0,  # an unknown number stops the program
        )
    slots = lookup.vocabulary_size()
    one_hot = layers.CategoryEncoding(slots, output_mode="one_hot")
    return one_hot(lookup(given))


def build_model(schema: Sequence[Column], X: "pd.DataFrame"):
    """Return the compiled network: raw columns in, risk out.

    Args:
        schema: The columns to use. Others in ``X`` are ignored.
        X: The training part: it decides how numbers are scaled.
    """
    from tensorflow.keras import Input, Model, layers

    inputs, encoded = {}, []
    for column in schema:
        name = column.name
        inputs[name] = Input((1,), name=name, dtype=kind(column))
        known = X[name].to_numpy()
        encoded.append(encode(column, inputs[name], known))
    hidden = layers.Concatenate()(encoded)
    hidden = layers.Dense(32, activation="relu", name="hidden")(hidden)
    hidden = layers.Dropout(0.5)(hidden)
    risk = layers.Dense(1, activation="sigmoid", name="risk")(hidden)
    model = Model(inputs, risk)
    model.compile("adam", "binary_crossentropy")
    return model


def kind(column: Column) -> str:
    """Return the dtype of a column's Keras input: text, category number, or number."""
    if not column.is_categorical:
        return "float32"
    return "string" if column.dtype == "object" else "int64"


def as_inputs(schema: Sequence[Column], X: "pd.DataFrame") -> dict[str, np.ndarray]:
    """Return the columns of the schema as ``fit`` and ``predict`` take them: (n, 1) each."""
    return {column.name: X[column.name].to_numpy()[:, None] for column in schema}


def risks(model, schema: Sequence[Column], X: "pd.DataFrame") -> np.ndarray:
    """Return the network's risk for every row of ``X``, of shape (n,)."""
    # A call, not ``predict``: that compiles anew for every model.
    return np.asarray(model(as_inputs(schema, X), training=False))[:, 0]


def without(schema: Sequence[Column], names: Iterable[str]) -> tuple[Column, ...]:
    """Return the schema without some columns.

    Raises:
        ValueError: If there is no such column, so that a typing error drops nothing silently,
            or if none would be left.
    """
    names = {names} if isinstance(names, str) else set(names)
    unknown = names - {column.name for column in schema}
    if unknown:
        raise ValueError(f"no column {', '.join(sorted(unknown))} to leave out")
    left = tuple(column for column in schema if column.name not in names)
    if not left:
        raise ValueError("no column would be left")
    return left


def only(schema: Sequence[Column], names: Iterable[str]) -> tuple[Column, ...]:
    """Return the named columns, in the schema's order.

    Raises:
        ValueError: If the schema lacks one of them, or none is named.
    """
    names = set(names)
    unknown = names - {column.name for column in schema}
    if unknown:
        raise ValueError(f"no column {', '.join(sorted(unknown))} to keep")
    return without(schema, {column.name for column in schema} - names)


def known_after() -> list[list[str]]:
    """Return the columns that are known after each of the EXAMINATIONS."""
    so_far: list[str] = []
    return [so_far := [*so_far, *names] for names in EXAMINATIONS.values()]


def hide_some(X: "pd.DataFrame", name: str, seed: int, share: float = 1 / 3) -> "pd.DataFrame":
    """Return the table with a text column missing in a random share of the rows.

    Raises:
        ValueError: If the share isn't between 0 and 1.
    """
    if not 0 <= share <= 1:
        raise ValueError(f"share must be in [0, 1], not {share}")
    hidden = np.random.default_rng(seed).random(len(X)) < share
    return X.assign(**{name: X[name].mask(hidden, MISSING)})


def logistic_regression(schema: Sequence[Column]):
    """Return a scikit-learn pipeline that reads the same columns as the network.

    The categories are those of the schema, and one it doesn't have counts as none of them.
    """
    from sklearn.compose import make_column_transformer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import OneHotEncoder, StandardScaler

    numbers = [column.name for column in schema if not column.is_categorical]
    others = [column for column in schema if column.is_categorical]
    one_hot = OneHotEncoder(
        categories=[list(column.categories) for column in others], handle_unknown="ignore"
    )
    return make_pipeline(
        make_column_transformer(
            (StandardScaler(), numbers), (one_hot, [column.name for column in others])
        ),
        LogisticRegression(max_iter=1000),
    )


#: What no code book changes. Rows that agree in all of it are taken for one patient: of the
#: real table's rows six do, each with one other; without them no two agree in the first four.
MEASURED = ["age", "sex", "trestbps", "chol", "thalach", "oldpeak"]


def entered_again(X: "pd.DataFrame") -> np.ndarray:
    """Return which rows repeat the measurements of an earlier row: (n,) bool.

    Codes such as the kind of chest pain don't count: a second entry may use another code book.
    """
    return X.duplicated(MEASURED).to_numpy()
