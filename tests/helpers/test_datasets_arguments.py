"""What ``load`` accepts, and where it looks for the cache."""

import pytest

from helpers import datasets
from helpers.datasets import cache


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """Give every test an empty cache of its own."""
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path))
    return tmp_path


class TestArguments:
    @pytest.mark.parametrize("name", ["Fashion-MNIST", "fashion_mnist", " fashion-mnist "])
    def test_hyphens_and_capitals_don_t_matter(self, name):
        assert datasets.load(name).name == "fashion_mnist"

    def test_an_unknown_name_gets_a_suggestion(self):
        with pytest.raises(ValueError, match=r"Did you mean 'olivetti'.*iris"):
            datasets.load("olivetty")

    def test_an_unknown_source_is_refused(self):
        with pytest.raises(ValueError, match=r"auto, real, stand-in"):
            datasets.load("heart", source="fake")

    @pytest.mark.parametrize("name", ["heart", "iris", "reuters"])
    def test_an_option_of_another_set_is_refused(self, name):
        with pytest.raises(TypeError, match="color"):
            datasets.load(name, color="red")

    @pytest.mark.parametrize(
        "options",
        [
            {"n_words": 3},
            {"n_words": 10.0},
            {"n_words": True},
            {"length": 0},
            {"length": "20"},
            {"form": "words"},
        ],
    )
    def test_impossible_options_are_refused(self, options):
        with pytest.raises(ValueError, match=next(iter(options))):
            datasets.load("reuters", **options)

    def test_every_name_loads(self):
        for name in datasets.names():
            assert len(datasets.load(name)) > 1


class TestCacheRoot:
    def test_the_variable_counts_and_empty_means_unset(self, folder, monkeypatch):
        assert cache.cache_root() == folder.resolve()
        monkeypatch.setenv(cache.VARIABLE, " ")
        assert cache.cache_root().name == "small-enough-to-ship"

    def test_a_home_is_expanded(self, folder, monkeypatch):
        monkeypatch.setenv("HOME", str(folder))
        monkeypatch.setenv(cache.VARIABLE, "~/data")
        assert cache.cache_root() == (folder / "data").resolve()

    def test_a_relative_path_means_the_same_in_every_directory(self, folder, monkeypatch):
        project, page = folder / "project", folder / "project" / "book"
        page.mkdir(parents=True)
        (folder / "data").mkdir()
        monkeypatch.setattr(cache, "PROJECT_ROOT", project)
        monkeypatch.setenv(cache.VARIABLE, "../data")
        for directory in (project, page):
            monkeypatch.chdir(directory)
            assert cache.cache_root() == (folder / "data").resolve()

    def test_a_file_in_its_place_is_refused(self, folder, monkeypatch):
        (folder / "data").write_text("")
        monkeypatch.setenv(cache.VARIABLE, str(folder / "data"))
        with pytest.raises(datasets.DataFileError, match=cache.VARIABLE):
            datasets.load("heart")
