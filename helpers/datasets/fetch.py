"""Download what is missing or damaged, and keep only what is verified."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from helpers.datasets import cache
from helpers.datasets.errors import FetchError
from helpers.datasets.locks import locked
from helpers.datasets.registry import DataFile, DataSource


@dataclass(frozen=True)
class Outcome:
    """What became of one file: "present", "fetched" or "failed", and why."""

    source: DataSource
    file: DataFile
    status: str
    reason: str = ""


def fetch(sources: Iterable[DataSource]) -> Iterator[Outcome]:
    """Fetch every file of the sets that isn't there and verified, one outcome for each.

    A failure doesn't keep other files from being fetched. Several processes
    may fetch the same set: each file is downloaded by one of them, and the
    others find it there.
    """
    for source in sources:
        for file in source.files:
            try:
                yield Outcome(source, file, fetch_file(source, file))
            except FetchError as error:
                yield Outcome(source, file, "failed", str(error))


def fetch_file(source: DataSource, file: DataFile) -> str:
    """Make sure that one file is in the cache; return "present" or "fetched".

    Raises:
        FetchError: If the cache can't be written, no address serves the file, or
            what is served is not the publisher's. Nothing unverified ever
            stands under the file's name.
    """
    path = cache.set_folder(source) / file.name
    if is_verified(path, file):
        return "present"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with locked(path.with_name(f".{file.name}.lock")):
            # Another process may have fetched it while this one waited.
            if is_verified(path, file):
                return "present"
            _download_from_any(path, file)
            return "fetched"
    except OSError as error:
        raise FetchError(
            f"{path.parent} cannot be written ({error.strerror or error}). "
            f"Set {cache.VARIABLE} to a folder that can."
        ) from error


def is_verified(path: Path, file: DataFile) -> bool:
    """Return whether ``path`` is there and is the publisher's file."""
    try:
        data = path.read_bytes()
    except OSError:
        return False
    return not cache.verify(file, data)[0]


def _download_from_any(path: Path, file: DataFile) -> None:
    failures = []
    for url in file.urls:
        try:
            _download(url, path, file)
            return
        except FetchError as error:
            failures.append(f"{url}: {error}")
    raise FetchError("; ".join(failures))


def _download(url: str, path: Path, file: DataFile) -> None:
    """Download to a hidden file, verify it, and only then give it its name."""
    from helpers.datasets.download import ResumingDownloader

    label = f"{path.parent.name}/{file.name}"
    downloader = ResumingDownloader(cache.part_path(path), label)
    fresh = path.with_name(f".{file.name}.new")
    try:
        _retrieve(url, fresh, file, downloader)
    except FetchError:
        if not (downloader.has_resumed and not downloader.part.exists()):
            raise
        # It came whole but wrong, and began with older bytes: once more, anew.
        _retrieve(url, fresh, file, ResumingDownloader(downloader.part, label))
    os.replace(fresh, path)


def _retrieve(url: str, fresh: Path, file: DataFile, downloader) -> None:
    import pooch
    import requests

    pooch.get_logger().setLevel("WARNING")
    # What a crash left here would be taken for the file, where no digest of
    # the whole is known.
    fresh.unlink(missing_ok=True)
    known = f"sha256:{file.sha256[0]}" if len(file.sha256) == 1 else None
    try:
        pooch.retrieve(url, known, fname=fresh.name, path=fresh.parent, downloader=downloader)
    except requests.RequestException as error:
        raise FetchError(str(error)) from error
    except ValueError as error:
        # How pooch reports a digest that doesn't match.
        raise FetchError("the server sent another file (its SHA-256 is wrong)") from error
    problem, _ = cache.verify(file, fresh.read_bytes())
    if problem:
        fresh.unlink()
        raise FetchError(f"the server sent another file ({problem})")
