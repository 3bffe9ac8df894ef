"""The registry of real files: what is pinned, and where it comes from."""

import pytest

from helpers import datasets
from helpers.datasets import __main__ as command
from helpers.datasets import registry

FILES = [
    pytest.param(source, file, id=f"{source.folder}/{file.name}")
    for source in registry.SOURCES.values()
    for file in source.files
]


@pytest.mark.parametrize(("source", "file"), FILES)
def test_every_file_has_digests_and_secure_addresses(source, file):
    pins = [*file.sha256, *file.members.values()]
    assert pins
    for pin in pins:
        assert len(bytes.fromhex(pin)) == 32
    assert file.urls
    for url in file.urls:
        assert url.startswith("https://")


def test_every_set_says_whom_to_cite_and_its_terms():
    for name, source in registry.SOURCES.items():
        assert source.citation, name
        assert source.license, name
    assert datasets.load("iris").citation == registry.find("iris").citation


def test_the_published_digests_of_mnist_are_the_pins():
    pins = [file.sha256[0][:8] for file in registry.find("mnist").files]
    assert pins == ["440fcabf", "3552534a", "8d422c7b", "f7ae60f9"]


def test_olivetti_is_pinned_as_in_scikit_learn():
    from sklearn.datasets import _olivetti_faces

    file = registry.find("olivetti").files[0]
    assert file.sha256[0] == _olivetti_faces.FACES.checksum
    assert file.urls[0] == _olivetti_faces.FACES.url


def test_all_means_every_set_that_is_not_bundled():
    chosen = [source.name for source in command._chosen(["all"])]
    assert chosen == ["mnist", "fashion_mnist", "reuters", "heart", "taxi", "olivetti"]
