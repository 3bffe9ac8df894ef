"""Every data set of the course: the real one where it was fetched, else a stand-in.

    from helpers import datasets

    mnist = datasets.load("mnist")
    X_train, y_train = mnist.train
    print(mnist.describe())

``load`` never downloads. ``python -m helpers.datasets fetch NAME`` does, and
``python -m helpers.datasets list`` shows what is there.

==============  ==========================================  =======================
name            X                                           stand-in
==============  ==========================================  =======================
mnist           (n, 28, 28) uint8 images; train, test       digits, (n, 8, 8) uint8
fashion_mnist   (n, 28, 28) uint8 images; train, test       digits, (n, 8, 8) uint8
reuters         (n, length) int32 word ids; train, test     simulated newswires
heart           table of 13 columns, see ``schema``         simulated patients
taxi            table of 6 columns; train, valid, test      simulated rides
olivetti        (400, 64, 64) uint8 images                  digits, (n, 8, 8) uint8
iris            (150, 4) float64                            bundled
digits          (1797, 8, 8) float64 images, 0 to 16        bundled
wine            (178, 13) float64                           bundled
breast_cancer   (569, 30) float64                           bundled
diabetes        (442, 10) float64                           bundled
photographs     (2, 427, 640, 3) uint8 images               bundled
==============  ==========================================  =======================

``y`` is (n,) int64 class numbers, or (n,) float64 for taxi (US dollars) and
diabetes.
"""

from typing import Any

from helpers.datasets.dataset import Column, Dataset, Split
from helpers.datasets.errors import DataAbsentError, DataError, DataFileError, FetchError
from helpers.datasets.registry import SOURCES, DataSource, find

__all__ = [
    "Column",
    "DataAbsentError",
    "DataError",
    "DataFileError",
    "Dataset",
    "FetchError",
    "Split",
    "load",
    "names",
]

CHOICES = ("auto", "real", "stand-in")


def names() -> tuple[str, ...]:
    """Return the names that ``load`` knows."""
    return tuple(SOURCES)


def load(name: str, *, source: str = "auto", seed: int = 0, **options: Any) -> Dataset:
    """Return a data set with its provenance.

    Args:
        name: One of ``names()``; hyphens and capitals don't matter.
        source: "auto" takes the real set where it was fetched, and the
            stand-in where none of its files is there; "real" and "stand-in"
            insist. Bundled sets are real wherever they are.
        seed: For a stand-in: the same seed gives the same data. The real set
            doesn't depend on it.
        options: Only ``reuters`` has some: ``n_words=1000``, the size of the
            vocabulary; ``length=20``, the words kept of each wire (its last
            ones); ``form="ids"``, or ``"text"`` for the whole wires.

    Raises:
        ValueError: For an unknown name, or a value out of range.
        TypeError: For an option that this set doesn't have.
        DataFileError: If files are there, but damaged or incomplete. This is
            never papered over with a stand-in.
        DataAbsentError: If ``source="real"``, and the set wasn't fetched.
    """
    entry = find(name)
    if source not in CHOICES:
        raise ValueError(f"source must be one of {', '.join(CHOICES)}, not {source!r}")
    if entry.is_bundled:
        return _load_bundled(entry, source, options)
    settings = _settings(entry, options)
    if source == "stand-in" or not _use_real(entry, source):
        return _load_stand_in(entry, seed, settings)
    return _load_real(entry, settings)


def _use_real(entry: DataSource, source: str) -> bool:
    from helpers.datasets import cache

    if cache.is_fetched(entry):
        return True
    if source == "real":
        raise DataAbsentError(
            f"{entry.title} is not in {cache.set_folder(entry)}. "
            f"Run `{entry.fetch_command}`, or set {cache.VARIABLE} to the folder that holds "
            f"{entry.folder}/."
        )
    return False


def _settings(entry: DataSource, options: dict[str, Any]) -> dict[str, Any]:
    from helpers.datasets.loaders import RECIPES

    recipe = RECIPES[entry.name]
    _refuse_unknown(entry, options, tuple(recipe.options))
    settings = {**recipe.options, **options}
    recipe.check(**settings)
    return settings


def _refuse_unknown(entry: DataSource, options: dict[str, Any], known: tuple[str, ...]) -> None:
    unknown = [key for key in options if key not in known]
    if unknown:
        has = f"has the options {', '.join(known)}" if known else "has no options"
        raise TypeError(f"{entry.name} {has}, not {', '.join(unknown)}")


def _load_bundled(entry: DataSource, source: str, options: dict[str, Any]) -> Dataset:
    from helpers.datasets.loaders import BUNDLED

    _refuse_unknown(entry, options, ())
    if source == "stand-in":
        raise ValueError(f"{entry.name} comes with scikit-learn, so it has no stand-in")
    return _dataset(entry, BUNDLED[entry.name](), title=entry.title, source="bundled")


def _load_stand_in(entry: DataSource, seed: int, settings: dict[str, Any]) -> Dataset:
    from helpers.datasets.loaders import RECIPES

    recipe = RECIPES[entry.name]
    return _dataset(
        entry,
        recipe.stand_in(seed, **settings),
        title=recipe.stand_in_title,
        source=recipe.stand_in_source,
        stands_in_for=entry.title,
    )


def _load_real(entry: DataSource, settings: dict[str, Any]) -> Dataset:
    from helpers.datasets import cache
    from helpers.datasets.errors import MalformedError
    from helpers.datasets.loaders import RECIPES

    recipe = RECIPES[entry.name]
    verified = {
        file.name: cache.load_verified(entry, file, recipe.parser(file.name))
        for file in entry.files
    }
    parsed = {name: file.parsed for name, file in verified.items()}
    digests = {name: sha for file in verified.values() for name, sha in file.sha256.items()}
    try:
        fields = recipe.real(parsed, **settings)
    except MalformedError as error:
        raise cache.damaged(entry, cache.set_folder(entry), str(error)) from error
    return _dataset(entry, fields, title=entry.title, source="real", sha256=digests)


def _dataset(entry: DataSource, fields: dict[str, Any], **more: Any) -> Dataset:
    return Dataset(
        name=entry.name, citation=entry.citation, license=entry.license, **fields, **more
    )
