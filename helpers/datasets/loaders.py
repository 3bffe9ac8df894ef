"""How each set is put together from its files, and what stands in for it.

A loader returns the fields of a ``Dataset`` that depend on the data. Real
loaders take what the parsers made of the verified files, by file name;
stand-ins take a seed. Both of a set take the same options and return data of
the same form.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from helpers.datasets import bundled, images, newswires, tables
from helpers.datasets.dataset import Split
from helpers.datasets.idx import parse_images, parse_labels
from helpers.datasets.olivetti import parse_olivetti
from helpers.datasets.reuters import parse_archive

Fields = dict[str, Any]


@dataclass(frozen=True)
class Recipe:
    """How to make one set.

    Attributes:
        parser: Given a file's name, what reads its content.
        real: Makes the fields from the parsed files and the options.
        stand_in: Makes them from a seed and the options.
        stand_in_title: What the stand-in is.
        stand_in_source: "bundled" or "simulated".
        options: Name and default of what ``load`` accepts for this set.
        check: Raises ValueError for options that make no sense, before any
            file is read.
    """

    parser: Callable[[str], Callable[[bytes], Any]]
    real: Callable[..., Fields]
    stand_in: Callable[..., Fields]
    stand_in_title: str
    stand_in_source: str
    options: Mapping[str, Any] = field(default_factory=dict)
    check: Callable[..., None] = lambda: None


def _idx_parser(name: str) -> Callable[[bytes], Any]:
    return parse_images if "images" in name else parse_labels


def _heart(files: Mapping[str, Any]) -> Fields:
    return _heart_fields(*files["heart.csv"])


def _simulated_heart(seed: int) -> Fields:
    from helpers.datasets.simulated_patients import simulate_patients

    return _heart_fields(*simulate_patients(seed))


def _heart_fields(X, y) -> Fields:
    return {
        "splits": {"all": Split(X, y)},
        "unit": "patients",
        "target_names": ("healthy", "heart disease"),
        "feature_names": tuple(X.columns),
        "schema": tables.heart_schema(X),
    }


def _taxi(files: Mapping[str, Any]) -> Fields:
    return _taxi_fields({key: files[f"taxi-{key}.csv"] for key in ("train", "valid", "test")})


def _simulated_taxi(seed: int) -> Fields:
    from helpers.datasets.simulated_rides import simulate_rides

    return _taxi_fields(simulate_rides(seed))


def _taxi_fields(parts: Mapping[str, Any]) -> Fields:
    X = parts["train"][0]
    return {
        "splits": {key: Split(*part) for key, part in parts.items()},
        "unit": "rides",
        "feature_names": tuple(X.columns),
        "schema": tables.taxi_schema(X),
    }


def _reuters(files: Mapping[str, Any], **options: Any) -> Fields:
    wires = files["reuters21578.tar.gz"]
    return {**newswires.newswire_parts(wires, **options), "unit": "newswires"}


def _simulated_reuters(seed: int, **options: Any) -> Fields:
    from helpers.datasets.simulated_newswires import simulate_newswires

    return {**newswires.newswire_parts(simulate_newswires(seed), **options), "unit": "newswires"}


_DIGITS = "digits of scikit-learn"


def _mnist_like(target_names: tuple[str, ...]) -> Recipe:
    return Recipe(
        parser=_idx_parser,
        real=lambda files: images.idx_parts(files, target_names),
        stand_in=images.digits_in_place_of_mnist,
        stand_in_title=_DIGITS,
        stand_in_source="bundled",
    )


RECIPES: dict[str, Recipe] = {
    "mnist": _mnist_like(images.DIGIT_NAMES),
    "fashion_mnist": _mnist_like(images.FASHION_NAMES),
    "reuters": Recipe(
        parser=lambda name: parse_archive,
        real=_reuters,
        stand_in=_simulated_reuters,
        stand_in_title="simulated newswires",
        stand_in_source="simulated",
        options={"n_words": 1000, "length": 20, "form": "ids"},
        check=newswires.check_options,
    ),
    "heart": Recipe(
        parser=lambda name: tables.parse_heart,
        real=_heart,
        stand_in=_simulated_heart,
        stand_in_title="simulated patients",
        stand_in_source="simulated",
    ),
    "taxi": Recipe(
        parser=lambda name: tables.parse_taxi,
        real=_taxi,
        stand_in=_simulated_taxi,
        stand_in_title="simulated taxi rides",
        stand_in_source="simulated",
    ),
    "olivetti": Recipe(
        parser=lambda name: parse_olivetti,
        real=lambda files: images.face_parts(files["olivettifaces.mat"]),
        stand_in=lambda seed: images.digits_in_place_of_faces(),
        stand_in_title=_DIGITS,
        stand_in_source="bundled",
    ),
}

BUNDLED: dict[str, Callable[[], Fields]] = {
    "iris": lambda: bundled.load_table("iris"),
    "digits": bundled.load_digits,
    "wine": lambda: bundled.load_table("wine"),
    "breast_cancer": lambda: bundled.load_table("breast_cancer"),
    "diabetes": lambda: bundled.load_table("diabetes"),
    "photographs": bundled.load_photographs,
}
