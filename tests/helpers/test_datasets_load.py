"""What ``load`` does with a cache that is absent, complete, incomplete or damaged."""

import gzip
import hashlib
import json
import struct
from dataclasses import replace

import numpy as np
import pytest
from small_archive import tar_gz

from helpers import datasets
from helpers.datasets import cache, registry, reuters

HEART = b"""age,sex,cp,trestbps,chol,fbs,restecg,thalach,exang,oldpeak,slope,ca,thal,target
63,1,1,145,233,1,2,150,0,2.3,3,0,fixed,0
67,1,4,160,286,0,2,108,1,1.5,2,3,normal,1
"""


def idx_bytes(array):
    head = struct.pack(">HBB", 0, 8, array.ndim) + struct.pack(f">{array.ndim}I", *array.shape)
    return gzip.compress(head + array.astype(np.uint8).tobytes())


def sha256(content):
    return hashlib.sha256(content).hexdigest()


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """Give every test an empty cache of its own."""
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path))
    return tmp_path


@pytest.fixture
def publish(folder, monkeypatch):
    """Return a function that puts files in the cache and pins what it put."""

    def put(name, contents):
        source = registry.SOURCES[name]
        pinned = tuple(
            replace(file, sha256=(sha256(contents[file.name]),), size=len(contents[file.name]))
            for file in source.files
        )
        monkeypatch.setitem(registry.SOURCES, name, replace(source, files=pinned))
        (folder / source.folder).mkdir()
        for file, content in contents.items():
            (folder / source.folder / file).write_bytes(content)
        return folder / source.folder

    return put


@pytest.fixture
def heart(publish):
    return publish("heart", {"heart.csv": HEART}) / "heart.csv"


@pytest.fixture
def mnist(publish):
    images, labels = np.arange(3 * 28 * 28).reshape(3, 28, 28) % 256, np.array([5, 0, 4])
    return publish(
        "mnist",
        {
            "train-images-idx3-ubyte.gz": idx_bytes(images),
            "train-labels-idx1-ubyte.gz": idx_bytes(labels),
            "t10k-images-idx3-ubyte.gz": idx_bytes(images[:2]),
            "t10k-labels-idx1-ubyte.gz": idx_bytes(labels[:2]),
        },
    )


class TestSource:
    def test_the_real_set_is_loaded_where_it_is(self, heart):
        data = datasets.load("heart")
        assert data.source == "real"
        assert data.sha256 == {"heart.csv": sha256(HEART)}
        assert data.describe() == (
            f"heart disease (Cleveland) (real, 2 patients, SHA-256 {sha256(HEART)[:8]}...)"
        )

    def test_without_files_a_stand_in_is_loaded(self):
        assert datasets.load("heart").is_stand_in

    def test_an_absent_folder_counts_as_an_empty_cache(self, folder, monkeypatch):
        monkeypatch.setenv(cache.VARIABLE, str(folder / "not" / "yet"))
        assert datasets.load("heart").is_stand_in
        assert not (folder / "not").exists(), "loading must never write"

    def test_real_can_be_demanded(self, folder):
        with pytest.raises(datasets.DataAbsentError) as caught:
            datasets.load("fashion-mnist", source="real")
        assert "python -m helpers.datasets fetch fashion_mnist" in str(caught.value)
        assert str(folder / "fashion-mnist") in str(caught.value)
        assert isinstance(caught.value, FileNotFoundError)

    def test_a_stand_in_can_be_demanded_even_beside_a_damaged_file(self, heart):
        heart.write_bytes(b"?")
        assert datasets.load("heart", source="stand-in").is_stand_in

    def test_bundled_sets_are_real_and_have_no_stand_in(self):
        assert datasets.load("iris", source="real").source == "bundled"
        with pytest.raises(ValueError, match="no stand-in"):
            datasets.load("iris", source="stand-in")

    def test_all_four_files_make_a_set(self, mnist):
        data = datasets.load("mnist")
        assert data.train.X.shape == (3, 28, 28)
        assert data.test.y.tolist() == [5, 0]
        assert list(data.sha256) == [file.name for file in registry.find("mnist").files]

    def test_provenance_is_ready_for_a_recorded_measurement(self, mnist):
        record = json.loads(json.dumps(datasets.load("mnist").provenance()))
        assert record["source"] == "real"
        assert record["examples"] == {"train": 3, "test": 2}
        assert len(record["sha256"]) == 4

    def test_arrays_are_fresh_and_writable_at_every_load(self, mnist):
        first = datasets.load("mnist")
        first.train.X[:] = 0
        assert datasets.load("mnist").train.X.any(), "one page would spoil another page's data"

    def test_any_packing_of_the_reuters_files_is_accepted(self, folder, monkeypatch):
        wires = "".join(
            f'<REUTERS NEWID="{i}"><TOPICS><D>{topic}</D></TOPICS><TEXT><BODY>price of {topic}'
            "</BODY></TEXT></REUTERS>"
            for i, topic in enumerate(["tea", "gold"] * 5)
        ).encode()
        members = {"reut2-000.sgm": sha256(wires)}
        source = registry.SOURCES["reuters"]
        file = replace(source.files[0], members=members)
        monkeypatch.setitem(registry.SOURCES, "reuters", replace(source, files=(file,)))
        monkeypatch.setattr(reuters, "REUTERS_MEMBERS", members)
        (folder / "reuters").mkdir()
        path = folder / "reuters" / "reuters21578.tar.gz"
        for packing in ({"reut2-000.sgm": wires}, {"d/reut2-000.sgm": wires, "README": b"hi"}):
            path.write_bytes(tar_gz(packing))
            data = datasets.load("reuters", n_words=10, length=2)
            assert data.source == "real"
            assert data.sha256 == members
        path.write_bytes(tar_gz({"reut2-000.sgm": wires + b" "}))
        with pytest.raises(datasets.DataFileError, match=r"reut2-000\.sgm differ"):
            datasets.load("reuters")


class TestDamage:
    """Every kind of bad file: the message names the file, the fault and the remedy."""

    def check(self, name, path, *words):
        with pytest.raises(datasets.DataFileError) as caught:
            datasets.load(name)
        message = str(caught.value)
        for word in (str(path), f"python -m helpers.datasets fetch {name}", *words):
            assert word in message
        assert "elete" in message, "the message must say what to do with the bad file"
        with pytest.raises(datasets.DataFileError):
            datasets.load(name, source="real")

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (HEART[:-20], ["truncated", f"of {len(HEART):,} bytes", "line 3 has"]),
            (b"", ["truncated", "empty"]),
            (HEART.replace(b"233", b"234"), ["SHA-256", sha256(HEART)[:8]]),
            (HEART.replace(b"thal,", b""), ["line 2 has 14 fields"]),
            (HEART.replace(b",thal,", b",thall,"), ["lacks the column 'thal'"]),
            (HEART.replace(b"63,1,", b"63.5,1,"), ["'age' should hold whole numbers", "line 2"]),
            (b"<!DOCTYPE html><html>404</html>" * 20, ["lacks the column", "SHA-256"]),
            (b"\xff" * 500, ["CSV", "SHA-256"]),
        ],
    )
    def test_a_table(self, heart, content, words):
        heart.write_bytes(content)
        self.check("heart", heart, *words)

    @pytest.mark.parametrize("name", [f"{part}-images-idx3-ubyte.gz" for part in ("train", "t10k")])
    def test_truncated_images(self, mnist, name):
        path = mnist / name
        whole = path.read_bytes()
        path.write_bytes(whole[:-10])
        self.check("mnist", path, "gzip", f"truncated: {len(whole) - 10:,} of {len(whole):,} bytes")

    def test_images_of_another_dtype(self, mnist):
        path = mnist / "train-images-idx3-ubyte.gz"
        floats = struct.pack(">HBB3I", 0, 0x0E, 3, 2, 4, 4) + np.random.default_rng(0).bytes(256)
        path.write_bytes(gzip.compress(floats) + b"\0" * 2000)
        self.check("mnist", path, "float64", "uint8")

    def test_labels_that_are_images(self, mnist):
        path = mnist / "train-labels-idx1-ubyte.gz"
        path.write_bytes((mnist / "t10k-images-idx3-ubyte.gz").read_bytes())
        self.check("mnist", path, "labels", "(2, 28, 28)")

    def test_intact_files_that_don_t_belong_together(self, publish):
        images, labels = np.zeros((3, 28, 28)), np.zeros(2)
        folder = publish(
            "mnist",
            {
                f"{part}-{kind}.gz": idx_bytes(content)
                for part in ("train", "t10k")
                for kind, content in (("images-idx3-ubyte", images), ("labels-idx1-ubyte", labels))
            },
        )
        self.check("mnist", folder, "3 images, but 2 labels")

    @pytest.mark.parametrize("name", ["olivetti", "reuters", "taxi"])
    def test_rubbish_in_any_other_set(self, folder, name):
        source = registry.find(name)
        (folder / source.folder).mkdir()
        for file in source.files:
            (folder / source.folder / file.name).write_bytes(b"rubbish\n")
        self.check(name, folder / source.folder / source.files[0].name)

    def test_a_folder_or_a_dead_link_in_place_of_the_file(self, heart):
        heart.unlink()
        heart.mkdir()
        self.check("heart", heart, "cannot be read")
        heart.rmdir()
        heart.symlink_to(heart.with_name("gone"))
        self.check("heart", heart, "cannot be read")

    def test_a_missing_file_of_several(self, mnist):
        (mnist / "t10k-labels-idx1-ubyte.gz").unlink()
        self.check("mnist", mnist, "lacks t10k-labels-idx1-ubyte.gz")

    def test_an_unfinished_download(self, heart):
        heart.rename(cache.part_path(heart))
        self.check("heart", cache.part_path(heart), "unfinished")

    def test_a_file_that_is_pinned_but_malformed_still_names_itself(self, publish):
        path = publish("heart", {"heart.csv": b"a,b\n1,2\n"}) / "heart.csv"
        self.check("heart", path, "lacks the column 'age'")

    def test_a_file_that_is_damaged_later_is_noticed_at_the_next_load(self, heart):
        datasets.load("heart")
        heart.write_bytes(HEART.replace(b"233", b"999"))
        self.check("heart", heart)
