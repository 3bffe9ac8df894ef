"""The CSV files of the heart and taxi sets, checked column by column."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import numpy as np

from helpers.datasets.dataset import Column
from helpers.datasets.errors import MalformedError

if TYPE_CHECKING:
    import pandas as pd

HEART_TARGET = "target"
# Six numbers, then what is one-hot encoded; `slope` is an ordered grade and
# goes in as a number.
HEART_NUMERIC = ("age", "trestbps", "chol", "thalach", "oldpeak", "slope")
HEART_CATEGORICAL = ("sex", "cp", "fbs", "restecg", "exang", "ca", "thal")
HEART_DTYPES = {
    "age": "int64",
    "sex": "int64",
    "cp": "int64",
    "trestbps": "int64",
    "chol": "int64",
    "fbs": "int64",
    "restecg": "int64",
    "thalach": "int64",
    "exang": "int64",
    "oldpeak": "float64",
    "slope": "int64",
    "ca": "int64",
    "thal": "object",
}

TAXI_TARGET = "fare_amount"
# The files have no header; `key` only numbers the rows.
TAXI_COLUMNS = (
    "fare_amount",
    "pickup_datetime",
    "pickup_longitude",
    "pickup_latitude",
    "dropoff_longitude",
    "dropoff_latitude",
    "passenger_count",
    "key",
)
TAXI_DTYPES = {
    "pickup_datetime": "datetime64[s, UTC]",
    "pickup_longitude": "float64",
    "pickup_latitude": "float64",
    "dropoff_longitude": "float64",
    "dropoff_latitude": "float64",
    "passenger_count": "int64",
}
_TIME_FORMAT = "%Y-%m-%d %H:%M:%S UTC"


def parse_heart(data: bytes) -> tuple[pd.DataFrame, np.ndarray]:
    """Return the 13 columns of ``heart.csv`` (in the order of HEART_DTYPES) and the target.

    Returns:
        A table with the dtypes of HEART_DTYPES, and (n,) int64: 1 for disease.

    Raises:
        MalformedError: For what is no CSV, a missing or unknown column, an empty field, or
            a value of the wrong type; the message names column and line.
    """
    header, *rows = _read_rows(data)
    names = [name.strip() for name in header]
    expected = {**HEART_DTYPES, HEART_TARGET: "int64"}
    faults = [f"lacks the column {name!r}" for name in expected if name not in names]
    faults += [f"has an unknown column {name!r}" for name in names if name not in expected]
    faults += [f"has the column {name!r} twice" for name in expected if names.count(name) > 1]
    if faults:
        raise MalformedError("it " + " and ".join(faults))
    table = _typed(rows, names, expected, first_line=2)
    return table[list(HEART_DTYPES)], table[HEART_TARGET].to_numpy()


def parse_taxi(data: bytes) -> tuple[pd.DataFrame, np.ndarray]:
    """Return the columns of a taxi file that may serve as inputs, and the fares.

    Returns:
        A table with the columns and dtypes of TAXI_DTYPES, and (n,) float64:
        fares in US dollars. Times are marked UTC in the files and kept so,
        though their daily rhythm is that of New York's clocks.

    Raises:
        MalformedError: For what is no CSV, a missing column, an empty field, or a value of
            the wrong type; the message names column and line.
    """
    rows = _read_rows(data)
    if len(rows[0]) != len(TAXI_COLUMNS):
        raise MalformedError(
            f"it should have the {len(TAXI_COLUMNS)} columns {', '.join(TAXI_COLUMNS)}, "
            f"but has {len(rows[0])}"
        )
    dtypes = {TAXI_TARGET: "float64", **TAXI_DTYPES, "key": "object"}
    table = _typed(rows, list(TAXI_COLUMNS), dtypes, first_line=1)
    return table[list(TAXI_DTYPES)], table[TAXI_TARGET].to_numpy()


def heart_schema(X: pd.DataFrame) -> tuple[Column, ...]:
    """Return how a model encodes the heart columns, categories taken from ``X``.

    The numbers come first, `thal` last. Without `thal` the widths add up to
    24 inputs on the real data, with it to 31.
    """
    numeric = [Column(name, str(X[name].dtype)) for name in HEART_NUMERIC]
    categorical = [
        Column(name, str(X[name].dtype), tuple(sorted(X[name].unique().tolist())))
        for name in HEART_CATEGORICAL
    ]
    return (*numeric, *categorical)


def taxi_schema(X: pd.DataFrame) -> tuple[Column, ...]:
    """Return name and dtype of the taxi columns."""
    return tuple(Column(name, str(X[name].dtype)) for name in TAXI_DTYPES)


def _read_rows(data: bytes) -> list[list[str]]:
    """Return the fields of every line, which must be equally many.

    Not by pandas, which fills up short lines, and cuts long ones, silently.
    """
    try:
        lines = io.StringIO(data.decode("utf-8-sig"), newline="")
        rows = list(csv.reader(lines, strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise MalformedError(f"it is not a readable CSV file ({error})") from error
    while rows and not rows[-1]:
        rows.pop()
    if not rows:
        raise MalformedError("it is empty")
    for line, row in enumerate(rows, start=1):
        if len(row) != len(rows[0]):
            raise MalformedError(
                f"line {line} has {len(row)} fields, but line 1 has {len(rows[0])}"
            )
    return rows


def _typed(
    rows: list[list[str]], names: list[str], dtypes: dict[str, str], first_line: int
) -> pd.DataFrame:
    """Return a table of ``rows`` whose columns have the given dtypes."""
    import pandas as pd

    if not rows:
        raise MalformedError("it has no rows")
    fields = dict(zip(names, zip(*rows, strict=True), strict=True))
    columns = {
        name: _convert(pd.Series(fields[name], name=name, dtype=object), dtype, first_line)
        for name, dtype in dtypes.items()
    }
    return pd.DataFrame(columns)


def _convert(fields: pd.Series, dtype: str, first_line: int) -> pd.Series:
    import pandas as pd

    fields = fields.str.strip()
    blank = fields == ""
    if blank.any():
        line = int(np.argmax(blank)) + first_line
        raise MalformedError(f"the column {fields.name!r} is empty in line {line}")
    if dtype == "object":
        return fields
    if dtype.startswith("datetime"):
        values = pd.to_datetime(fields, format=_TIME_FORMAT, utc=True, errors="coerce")
        wanted, bad = "times (2011-01-28 20:42:59 UTC)", values.isna()
    else:
        values = pd.to_numeric(fields, errors="coerce").astype("float64")
        bad = ~np.isfinite(values)
        wanted = "numbers"
        if dtype == "int64":
            wanted, bad = "whole numbers", bad | (values % 1 != 0)
    if bad.any():
        row = int(np.argmax(bad))
        raise MalformedError(
            f"the column {fields.name!r} should hold {wanted}, "
            f"but line {row + first_line} has {fields.iloc[row]!r}"
        )
    return values.dt.as_unit("s") if dtype.startswith("datetime") else values.astype(dtype)
