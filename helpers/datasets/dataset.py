"""What ``load`` returns: the data, and where they come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    import pandas as pd


class Split(NamedTuple):
    """Inputs and targets that belong together: ``X, y = data.train``."""

    X: Any
    y: np.ndarray


@dataclass(frozen=True)
class Column:
    """One column of a table, as a model has to encode it.

    ``categories`` holds a categorical column's values, sorted; it is empty for
    a numeric one. Text columns are looked up in a vocabulary, which keeps one
    slot for a missing value and one for a value it doesn't know, so that they
    take two inputs more than they have categories.
    """

    name: str
    dtype: str
    categories: tuple[int, ...] | tuple[str, ...] = ()

    @property
    def is_categorical(self) -> bool:
        """Whether the column is one-hot encoded rather than used as a number."""
        return bool(self.categories)

    @property
    def width(self) -> int:
        """How many inputs of a network the column takes."""
        if not self.is_categorical:
            return 1
        return len(self.categories) + (2 if isinstance(self.categories[0], str) else 0)


@dataclass(frozen=True, eq=False, repr=False)
class Dataset:
    """Examples with their provenance.

    Sets whose publisher split them have ``train``, ``test`` and perhaps
    ``valid``, each ``(X, y)``. The others have only ``X`` and ``y`` until
    ``split`` is called, so that nobody trains on everything by accident.

    Attributes:
        name: The name it was loaded by, also where it is a stand-in.
        title: What the examples are, e.g. "MNIST" or "digits of scikit-learn".
        source: "real" (the publisher's files, verified), "bundled" (comes with
            scikit-learn) or "simulated" (drawn from a seeded generator).
        splits: "train", "valid" and "test", or "all" alone.
        unit: What one example is called, in the plural.
        stands_in_for: Title of the real set, where this is a stand-in for it.
        target_names: What the values 0, 1, ... of ``y`` mean; empty for regression.
        feature_names: The columns of ``X``, where it is an array of features.
        schema: The columns of ``X``, where it is a table of mixed types.
        vocabulary: Word of every id, where ``X`` holds word ids.
        image_shape: Shape of one image, e.g. (28, 28), also when they are
            flattened; None where examples are no images.
        sha256: Digest of each verified file; empty unless ``source`` is "real".
        citation: Whom to cite.
        license: What the publisher says about use.
    """

    name: str
    title: str
    source: str
    splits: Mapping[str, Split]
    unit: str = "examples"
    stands_in_for: str | None = None
    target_names: tuple[str, ...] = ()
    feature_names: tuple[str, ...] = ()
    schema: tuple[Column, ...] = ()
    vocabulary: tuple[str, ...] = ()
    image_shape: tuple[int, ...] | None = None
    sha256: Mapping[str, str] = field(default_factory=dict)
    citation: str = ""
    license: str = ""

    @property
    def train(self) -> Split:
        """The training part."""
        return self._part("train")

    @property
    def valid(self) -> Split:
        """The validation part."""
        return self._part("valid")

    @property
    def test(self) -> Split:
        """The test part."""
        return self._part("test")

    @property
    def X(self) -> Any:  # noqa: N802
        """Inputs of all examples: the parts in the order train, valid, test."""
        parts = [part.X for part in self.splits.values()]
        if len(parts) == 1:
            return parts[0]
        if isinstance(parts[0], np.ndarray):
            return np.concatenate(parts)
        import pandas as pd

        return pd.concat(parts, ignore_index=True)

    @property
    def y(self) -> np.ndarray:
        """Targets of all examples, in the order of ``X``."""
        return np.concatenate([part.y for part in self.splits.values()])

    @property
    def is_stand_in(self) -> bool:
        """Whether these data stand in for a set that hasn't been fetched."""
        return self.stands_in_for is not None

    def __len__(self) -> int:
        """Return how many examples there are in all parts together."""
        return sum(len(part.y) for part in self.splits.values())

    def split(self, test: float = 0.25, valid: float = 0.0, seed: int = 0) -> Dataset:
        """Return the set with a train and a test part, and a valid part if asked for.

        Classes keep their shares in every part, as far as they have two
        examples or more; a regression's parts are drawn at random.

        Args:
            test: Share of the examples that are kept for testing, in (0, 1).
            valid: Share of the examples for validation, in [0, 1 - test).
            seed: The same seed gives the same split.

        Raises:
            ValueError: If the set comes with its publisher's split, or a share
                is out of range.
        """
        if "all" not in self.splits:
            raise ValueError(
                f"{self.title} is split already: use .train and .test, "
                "and .with_validation(share) to take a validation part from .train"
            )
        if not (0 < test < 1 and 0 <= valid < 1 - test):
            raise ValueError(
                f"test must be in (0, 1) and valid in [0, 1 - test), not {test} and {valid}"
            )
        rest, kept = self._cut(self.splits["all"], test, seed)
        whole = replace(self, splits={"train": rest, "test": kept})
        return whole.with_validation(valid / (1 - test), seed) if valid else whole

    def with_validation(self, share: float = 0.2, seed: int = 0) -> Dataset:
        """Return the set with ``share`` of its training part moved to a validation part.

        Raises:
            ValueError: If it has a validation part already, no training part, or
                ``share`` is outside (0, 1).
        """
        if "valid" in self.splits:
            raise ValueError(f"{self.title} has a validation part already: .valid")
        if not 0 < share < 1:
            raise ValueError(f"share must be in (0, 1), not {share}")
        train, valid = self._cut(self.train, share, seed)
        others = {key: part for key, part in self.splits.items() if key != "train"}
        return replace(self, splits={"train": train, "valid": valid, **others})

    def flatten(self) -> Dataset:
        """Return the set with one row per image: X of shape (n, pixels), same dtype.

        Raises:
            ValueError: If its examples are no images.
        """
        if self.image_shape is None:
            raise ValueError(f"{self.title} holds no images, so there is nothing to flatten")
        rows = {key: Split(p.X.reshape(len(p.X), -1), p.y) for key, p in self.splits.items()}
        return replace(self, splits=rows)

    def frame(self) -> pd.DataFrame:
        """Return all examples as one table, the target in the last column, ``target``.

        Raises:
            ValueError: If X has more than two axes, as images have.
        """
        import pandas as pd

        X = self.X
        if isinstance(X, np.ndarray):
            if X.ndim != 2:
                raise ValueError(f"{self.title} has X of shape {X.shape}: call .flatten() first")
            X = pd.DataFrame(X, columns=list(self.feature_names) or None)
        return X.assign(target=self.y)

    def describe(self) -> str:
        """Return one sentence: what these data are, and how to get the real ones."""
        facts = f"{len(self):,} {self.unit}"
        if self.image_shape:
            facts += f" of {' x '.join(map(str, self.image_shape))}"
        if self.source == "real":
            digest = next(iter(self.sha256.values()), "")[:8]
            return f"{self.title} (real, {facts}, SHA-256 {digest}...)"
        if self.is_stand_in:
            return (
                f"{self.title} ({facts}), standing in for {self.stands_in_for}: fetch the real "
                f"set with `python -m helpers.datasets fetch {self.name}`"
            )
        return f"{self.title} (bundled with scikit-learn, {facts})"

    def provenance(self) -> dict[str, Any]:
        """Return what a recorded measurement should keep about its data, ready for JSON."""
        return {
            "name": self.name,
            "title": self.title,
            "source": self.source,
            "stands_in_for": self.stands_in_for,
            "examples": {key: len(part.y) for key, part in self.splits.items()},
            "sha256": dict(self.sha256),
        }

    def __repr__(self) -> str:
        """Return the description, for a Python prompt."""
        return f"<Dataset {self.name}: {self.describe()}>"

    def _repr_html_(self) -> str:
        """Return the description and the shape of every part, for a page."""
        pieces = escape(self.describe()).split("`")
        sentence = "".join(
            f"<code>{piece}</code>" if i % 2 else piece for i, piece in enumerate(pieces)
        )
        rows = "".join(
            f"<tr><th scope='row'>{key}</th><td>{part.X.shape}</td><td>{part.y.shape}</td></tr>"
            for key, part in self.splits.items()
        )
        head = "<tr><th scope='col'>part</th><th scope='col'>X</th><th scope='col'>y</th></tr>"
        return f"<p>{sentence}</p><table><thead>{head}</thead><tbody>{rows}</tbody></table>"

    def _part(self, key: str) -> Split:
        if key in self.splits:
            return self.splits[key]
        if "all" in self.splits:
            hint = f"{self.title} comes unsplit: call .split(test=0.25, seed=0) first"
        else:
            hint = f"{self.title} has {', '.join(self.splits)}; .with_validation() makes .valid"
        # Not an AttributeError: a misspelled attribute should look different.
        raise ValueError(f"There is no {key} part. {hint}.")

    def _cut(self, part: Split, share: float, seed: int) -> tuple[Split, Split]:
        """Return ``part`` without a random ``share`` of it, and that share."""
        from sklearn.model_selection import train_test_split

        classes, sizes = np.unique(part.y, return_counts=True)
        n_cut = round(share * len(part.y))
        can_stratify = (
            bool(self.target_names)
            and sizes.min() >= 2
            and len(classes) <= n_cut <= len(part.y) - len(classes)
        )
        kept, cut = train_test_split(
            np.arange(len(part.y)),
            test_size=n_cut,
            random_state=seed,
            stratify=part.y if can_stratify else None,
        )
        return _take(part, kept), _take(part, cut)


def _take(part: Split, rows: np.ndarray) -> Split:
    X = part.X[rows] if isinstance(part.X, np.ndarray) else part.X.iloc[rows].reset_index(drop=True)
    return Split(X, part.y[rows])
