"""Archives made in memory, for the tests of what reads them."""

import io
import tarfile


def tar_gz(members: dict[str, bytes]) -> bytes:
    """Return a gzipped tar archive of files, by name."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz") as tar:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    return stream.getvalue()
