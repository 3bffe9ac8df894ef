"""The real sets, where the data cache holds them: facts that the lessons rely on."""

import numpy as np
import pytest

from helpers import datasets
from helpers.datasets import cache, registry, tables


@pytest.fixture(scope="module")
def real():
    """Load real sets once, skipping where they haven't been fetched."""
    loaded = {}

    def load(name):
        entry = registry.find(name)
        if not cache.is_fetched(entry):
            pytest.skip(f"the real set is not in the cache: {entry.fetch_command}")
        if name not in loaded:
            loaded[name] = datasets.load(name, source="real")
        return loaded[name]

    return load


FETCHED = [entry.name for entry in registry.SOURCES.values() if not entry.is_bundled]


@pytest.mark.parametrize("name", FETCHED)
def test_every_file_matches_its_pin(name, real):
    data = real(name)
    assert data.source == "real"
    assert not data.is_stand_in
    pins = {}
    for file in registry.find(name).files:
        pins |= {member: (pin,) for member, pin in file.members.items()} or {file.name: file.sha256}
    assert set(data.sha256) == set(pins)
    for file, digest in data.sha256.items():
        assert digest in pins[file]
    assert next(iter(data.sha256.values()))[:8] in data.describe()


@pytest.mark.parametrize("name", FETCHED)
def test_the_stand_in_has_the_real_set_s_form(name, real):
    data, other = real(name), datasets.load(name, source="stand-in")
    assert list(data.splits) == list(other.splits)
    assert data.feature_names == other.feature_names
    assert data.schema == other.schema
    assert data.y.dtype == other.y.dtype
    for key, part in data.splits.items():
        assert type(part.X) is type(other.splits[key].X)
        if isinstance(part.X, np.ndarray):
            assert part.X.dtype == other.splits[key].X.dtype
            assert part.X.ndim == other.splits[key].X.ndim
        else:
            assert part.X.dtypes.equals(other.splits[key].X.dtypes)


@pytest.mark.parametrize("name", ["mnist", "fashion_mnist"])
def test_mnist_has_its_published_size_and_classes(name, real):
    data = real(name)
    assert data.train.X.shape == (60_000, 28, 28)
    assert data.test.X.shape == (10_000, 28, 28)
    assert data.X.dtype == np.uint8
    assert set(data.y) == set(range(10))
    assert len(data.target_names) == 10


def test_mnist_begins_with_the_well_known_five(real):
    train = real("mnist").train
    assert train.y[:10].tolist() == [5, 0, 4, 1, 9, 2, 1, 3, 1, 4]
    np.testing.assert_allclose(train.X.mean() / 255, 0.1307, atol=5e-5)
    np.testing.assert_allclose(train.X.std() / 255, 0.3081, atol=5e-5)


def test_reuters_is_the_corpus_of_46_topics_and_11_228_newswires(real):
    data = real("reuters")
    assert (len(data.train.y), len(data.test.y)) == (8982, 2246)
    assert data.train.X.shape == (8982, 20)
    assert len(data.target_names) == 46
    assert data.target_names[:3] == ("earn", "acq", "money-fx")
    assert np.bincount(data.y)[[0, 1, 45]].tolist() == [3972, 2423, 16]
    assert data.train.X.max() == 999
    assert data.vocabulary[3:7] == ("the", "of", "to", "in")


def test_heart_gives_24_and_31_inputs(real):
    data = real("heart")
    widths = {column.name: column.width for column in data.schema}
    without = sum(widths.values()) - widths["thal"]
    assert (without, sum(widths.values())) == (24, 31)
    assert [n * 32 + 32 + 32 + 1 for n in (24, 31)] == [833, 1057]
    counts = data.X["thal"].value_counts().to_dict()
    assert counts == {"normal": 168, "reversible": 115, "fixed": 18, "1": 1, "2": 1}
    assert data.y.sum() == 83


def test_simulated_patients_resemble_the_real_ones(real):
    data, other = real("heart").X, datasets.load("heart", source="stand-in").X
    for name in tables.HEART_NUMERIC:
        gap = abs(data[name].mean() - other[name].mean()) / data[name].std()
        assert gap < 0.35, f"{name}: means differ by {gap:.2f} standard deviations"


def test_taxi_has_the_published_rows_and_lies_in_new_york(real):
    data = real("taxi")
    assert {key: len(part.y) for key, part in data.splits.items()} == {
        "train": 7333,
        "valid": 1571,
        "test": 1572,
    }
    assert data.train.y[0] == 11.3
    assert str(data.train.X["pickup_datetime"][0]) == "2011-01-28 20:42:59+00:00"
    assert data.X["pickup_longitude"].between(-78, -70).all()
    assert data.X["pickup_latitude"].between(37, 45).all()


def test_olivetti_faces_stand_upright(real):
    data = real("olivetti")
    assert data.X.shape == (400, 64, 64)
    assert np.bincount(data.y).tolist() == [10] * 40
    # A face is more alike its mirror image than itself upside down.
    mean = data.X.mean(axis=0)
    mirrored, turned = mean[:, ::-1], mean[::-1]
    assert np.abs(mean - mirrored).mean() < np.abs(mean - turned).mean()


@pytest.mark.parametrize("name", FETCHED)
def test_loading_leaves_the_cache_as_it_was(name, real):
    real(name)
    folder = cache.set_folder(registry.find(name))
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    datasets.load(name)
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == before
