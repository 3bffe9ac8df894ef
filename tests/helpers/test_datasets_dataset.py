"""The object that ``load`` returns: parts, splits, and what it says of itself."""

from dataclasses import replace

import numpy as np
import pytest

from helpers import datasets
from helpers.datasets import cache


@pytest.fixture(autouse=True)
def empty_cache(tmp_path, monkeypatch):
    """Work on stand-ins and bundled sets, whatever this machine has fetched."""
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path))


def test_an_unsplit_set_has_no_train_part_until_it_is_split():
    data = datasets.load("iris")
    with pytest.raises(ValueError, match=r"\.split\(test=0\.25, seed=0\)"):
        _ = data.train
    parts = data.split(test=0.2, valid=0.2, seed=3)
    assert {key: len(part.y) for key, part in parts.splits.items()} == {
        "train": 90,
        "valid": 30,
        "test": 30,
    }
    for part in parts.splits.values():
        assert len(set(np.bincount(part.y))) == 1, "every class must keep its share"


@pytest.mark.parametrize("name", ["iris", "diabetes", "heart", "olivetti"])
def test_a_split_loses_and_doubles_nothing_and_follows_its_seed(name):
    data = datasets.load(name)
    parts = [data.split(test=0.3, valid=0.1, seed=seed) for seed in (0, 0, 1)]

    def rows(split):
        X = np.asarray(split.X, dtype=object).reshape(len(split.y), -1)
        return [(*map(str, x), y) for x, y in zip(X, split.y, strict=True)]

    everything = sorted(rows(datasets.Split(data.X, data.y)))
    assert sorted(row for p in parts[0].splits.values() for row in rows(p)) == everything
    assert rows(parts[0].test) == rows(parts[1].test)
    assert rows(parts[0].test) != rows(parts[2].test)
    n_test, n_valid = len(parts[0].test.y), len(parts[0].valid.y)
    assert (n_test, n_valid) == (
        round(0.3 * len(data)),
        round(0.1 / 0.7 * (len(data) - n_test)),
    )


@pytest.mark.parametrize(("test", "valid"), [(0, 0), (1, 0), (0.5, 0.5), (0.5, -0.1)])
def test_impossible_shares_are_refused(test, valid):
    with pytest.raises(ValueError, match=r"test must be in \(0, 1\)"):
        datasets.load("iris").split(test=test, valid=valid)


def test_a_publisher_s_split_is_kept():
    data = datasets.load("mnist")
    with pytest.raises(ValueError, match="split already"):
        data.split()
    parts = data.with_validation(0.25, seed=1)
    assert list(parts.splits) == ["train", "valid", "test"]
    assert len(parts.train.y) + len(parts.valid.y) == len(data.train.y)
    np.testing.assert_array_equal(parts.test.X, data.test.X)
    with pytest.raises(ValueError, match="already"):
        parts.with_validation()
    with pytest.raises(ValueError, match="share"):
        data.with_validation(1.0)
    with pytest.raises(ValueError, match="with_validation"):
        _ = data.valid


def test_all_examples_come_in_the_order_of_the_parts():
    for name in ("mnist", "taxi"):
        data = datasets.load(name)
        np.testing.assert_array_equal(data.X[: len(data.train.y)], data.train.X)
        np.testing.assert_array_equal(data.y[-len(data.test.y) :], data.test.y)
        assert len(data.X) == len(data.y) == len(data)


def test_flattened_images_can_be_put_back():
    data = datasets.load("digits")
    rows = data.flatten()
    assert rows.X.shape == (1797, 64)
    np.testing.assert_array_equal(rows.X.reshape(-1, *rows.image_shape), data.X)
    with pytest.raises(ValueError, match="no images"):
        datasets.load("iris").flatten()


def test_a_frame_has_the_features_names_and_the_target_last():
    frame = datasets.load("iris").frame()
    assert next(iter(frame)) == "sepal length (cm)"
    assert list(frame)[-1] == "target"
    assert datasets.load("heart").frame().shape == (303, 14)
    assert datasets.load("mnist").flatten().frame().shape == (1797, 65)
    with pytest.raises(ValueError, match="flatten"):
        datasets.load("digits").frame()


def test_a_page_shows_the_provenance_as_valid_html():
    data = datasets.load("taxi")
    html = data._repr_html_()
    assert "<code>python -m helpers.datasets fetch taxi</code>" in html
    assert "standing in for New York taxi fares" in html
    for key in data.splits:
        assert f"<th scope='row'>{key}</th>" in html
    assert "<script" not in replace(data, title="<script>")._repr_html_()


def test_it_can_be_changed_in_neither_name_nor_source():
    data = datasets.load("iris")
    with pytest.raises(AttributeError):
        data.source = "real"
