"""Read chosen members of a gzipped tar archive, in memory."""

import io
import tarfile
import zlib
from collections.abc import Collection
from pathlib import PurePosixPath

from helpers.datasets.errors import MalformedError


def read_members(archive: bytes, wanted: Collection[str]) -> dict[str, bytes]:
    """Return the content of the members called ``wanted``, in that order.

    Members are found by their base name, because publishers and copies of an
    archive differ in the folder they put before it. Nothing is written to
    disk, so a hostile path in the archive is harmless.

    Raises:
        MalformedError: For what is not a readable tar archive, or a member is missing.
    """
    found: dict[str, bytes] = {}
    try:
        with tarfile.open(fileobj=io.BytesIO(archive), mode="r:*") as tar:
            for member in tar:
                name = PurePosixPath(member.name).name
                if name in wanted and member.isfile():
                    found[name] = tar.extractfile(member).read()
    except (tarfile.TarError, EOFError, OSError, zlib.error) as error:
        raise MalformedError(f"it is not a complete tar.gz archive ({error})") from error
    missing = [name for name in wanted if name not in found]
    if missing:
        raise MalformedError(f"the archive lacks {', '.join(missing)}")
    return {name: found[name] for name in wanted}
