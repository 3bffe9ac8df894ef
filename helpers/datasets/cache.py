"""Where fetched files are kept, and whether they are the publisher's.

Reading never writes, so that a cache may be read-only and shared.
"""

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpers.datasets.errors import DataFileError, MalformedError
from helpers.datasets.registry import DataFile, DataSource
from helpers.datasets.tarball import read_members

VARIABLE = "COURSE_DATA_DIR"
PART_SUFFIX = ".part"
PROJECT_ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class VerifiedFile:
    """What the parser made of a verified file, and the digests of its content."""

    parsed: Any
    sha256: dict[str, str]


def cache_root() -> Path:
    """Return the folder of the data cache: ``COURSE_DATA_DIR``, or one for each user.

    A relative path counts from the working directory, or, where it doesn't
    exist there, from the project's folder: pages and scripts run in different
    directories, and one setting should do for all of them.

    Raises:
        DataFileError: If ``COURSE_DATA_DIR`` names something that is no folder.
    """
    setting = os.environ.get(VARIABLE, "").strip()
    if not setting:
        import pooch

        return Path(pooch.os_cache("small-enough-to-ship"))
    root = Path(setting).expanduser()
    if not root.is_absolute():
        root = root if root.exists() else PROJECT_ROOT / root
    if root.exists() and not root.is_dir():
        raise DataFileError(f"{VARIABLE} should name a folder, but {root} is none. Correct it.")
    return root.resolve()


def set_folder(source: DataSource) -> Path:
    """Return the folder that holds the files of ``source``, whether it exists or not."""
    return cache_root() / source.folder


def part_path(path: Path) -> Path:
    """Return where an unfinished download of ``path`` is kept."""
    return path.with_name(path.name + PART_SUFFIX)


def is_fetched(source: DataSource) -> bool:
    """Return True if all files of ``source`` exist, False if none does.

    Raises:
        DataFileError: If some of them exist, or a download was interrupted. That
            is no reason for a stand-in: somebody meant to use the real set.
    """
    folder = set_folder(source)
    paths = [folder / file.name for file in source.files]
    missing = [path for path in paths if not os.path.lexists(path)]
    if not missing:
        return True
    unfinished = [part for part in map(part_path, missing) if os.path.lexists(part)]
    if unfinished:
        raise DataFileError(
            f"The download of {source.title} is unfinished: {unfinished[0]}. "
            f"Run `{source.fetch_command}` to finish it, or delete that file."
        )
    if len(missing) < len(paths):
        raise DataFileError(
            f"{source.title} is incomplete: {folder} lacks "
            f"{', '.join(path.name for path in missing)}. "
            f"Run `{source.fetch_command}` to get what is missing, or delete {folder}."
        )
    return False


def load_verified(
    source: DataSource, file: DataFile, parse: Callable[[bytes], Any]
) -> VerifiedFile:
    """Read a file once, check its digest, and parse the very bytes that were checked.

    Raises:
        DataFileError: If it can't be read, isn't the publisher's, or is
            malformed. The message says what is wrong with the content as
            precisely as the parser can tell, which file, and what to do.
    """
    path = set_folder(source) / file.name
    try:
        data = path.read_bytes()
    except OSError as error:
        raise damaged(source, path, f"it cannot be read ({error.strerror})") from error
    problem, digests = verify(file, data)
    if problem:
        raise damaged(source, path, _diagnosis(data, parse, problem))
    try:
        return VerifiedFile(parse(data), digests)
    except MalformedError as error:
        raise damaged(source, path, str(error)) from error


def verify(file: DataFile, data: bytes) -> tuple[str, dict[str, str]]:
    """Compare content with the pinned digests.

    Returns:
        What is wrong ("" if nothing), and the SHA-256 of the file, or of an
        archive's members, by name.
    """
    if file.members:
        return _verify_members(file, data)
    digest = hashlib.sha256(data).hexdigest()
    if digest in file.sha256:
        return "", {file.name: digest}
    if file.size is not None and len(data) < file.size:
        return f"it is truncated: {len(data):,} of {file.size:,} bytes", {}
    expected = " or ".join(pin[:8] + "..." for pin in file.sha256)
    return f"its SHA-256 is {digest[:8]}... instead of {expected}", {}


def damaged(source: DataSource, path: Path, why: str) -> DataFileError:
    """Return the error for a bad file of the cache, with the remedy."""
    return DataFileError(
        f"{path} is damaged: {why}. Delete it and run `{source.fetch_command}`, "
        "which downloads it again."
    )


def _diagnosis(data: bytes, parse: Callable[[bytes], Any], problem: str) -> str:
    """Return what the parser finds wrong with unverified content, before ``problem``.

    "The column 'thal' is missing" helps more than two digests that differ.
    """
    try:
        parse(data)
    except MalformedError as error:
        return f"{error}; {problem}"
    except Exception:  # arbitrary bytes may upset a library in any way
        return problem
    return problem


def _verify_members(file: DataFile, data: bytes) -> tuple[str, dict[str, str]]:
    try:
        members = read_members(data, file.members)
    except MalformedError as error:
        return str(error), {}
    digests = {name: hashlib.sha256(body).hexdigest() for name, body in members.items()}
    wrong = [name for name, digest in digests.items() if digest != file.members[name]]
    if wrong:
        return f"the archive's {', '.join(wrong)} differ from the publisher's (SHA-256)", {}
    return "", digests
