"""The idx format of the MNIST files.

Layout (documented on MNIST's page): two zero bytes, one byte for the type, one
for the number of axes, one big-endian 32-bit length per axis, then the values,
big-endian, in C order.
"""

import gzip
import math
import struct
import zlib

import numpy as np

from helpers.datasets.errors import MalformedError

DTYPES = {
    0x08: np.dtype("u1"),
    0x09: np.dtype("i1"),
    0x0B: np.dtype(">i2"),
    0x0C: np.dtype(">i4"),
    0x0D: np.dtype(">f4"),
    0x0E: np.dtype(">f8"),
}


def parse_idx(data: bytes) -> np.ndarray:
    """Return the array that an idx file holds, gzipped or not.

    The array is writable and in the machine's byte order.

    Raises:
        MalformedError: For broken gzip, wrong magic number, or a length that
            doesn't fit the header.
    """
    if data[:2] == b"\x1f\x8b":
        data = _unzip(data)
    dtype, shape, offset = _header(data)
    expected = offset + math.prod(shape) * dtype.itemsize
    if len(data) != expected:
        raise MalformedError(
            f"its header announces {expected:,} bytes for shape {shape}, but it has {len(data):,}"
        )
    values = np.frombuffer(data, dtype, offset=offset).reshape(shape)
    return values.astype(dtype.newbyteorder("="))


def parse_images(data: bytes) -> np.ndarray:
    """Return the (n, height, width) uint8 images of an idx file.

    Raises:
        MalformedError: If it isn't an idx file, or holds anything else.
    """
    return _bytes_of(data, 3, "images, an array (n, height, width)")


def parse_labels(data: bytes) -> np.ndarray:
    """Return the (n,) int64 labels, 0 to 9, of an idx file of uint8.

    Raises:
        MalformedError: If it isn't an idx file, or holds anything else.
    """
    labels = _bytes_of(data, 1, "labels, an array (n,)")
    if labels.size and labels.max() > 9:
        raise MalformedError(f"its labels should be 0 to 9, but one is {labels.max()}")
    return labels.astype(np.int64)


def _bytes_of(data: bytes, n_axes: int, what: str) -> np.ndarray:
    values = parse_idx(data)
    if values.ndim != n_axes or values.dtype != np.uint8:
        raise MalformedError(
            f"it should hold {what} of uint8, but holds shape {values.shape} of {values.dtype}"
        )
    return values


def _unzip(data: bytes) -> bytes:
    try:
        return gzip.decompress(data)
    except (EOFError, OSError, zlib.error) as error:
        raise MalformedError(f"its gzip stream is broken ({error})") from error


def _header(data: bytes) -> tuple[np.dtype, tuple[int, ...], int]:
    """Return dtype, shape and the offset of the first value."""
    if len(data) < 4:
        raise MalformedError(f"an idx header has 4 bytes or more, but the file has {len(data)}")
    zeros, code, n_axes = struct.unpack(">HBB", data[:4])
    if zeros != 0 or code not in DTYPES:
        raise MalformedError(f"its first bytes, {data[:4].hex()}, are no idx header")
    offset = 4 + 4 * n_axes
    if len(data) < offset:
        raise MalformedError(f"its header ends early: {n_axes} axes need {offset} bytes")
    return DTYPES[code], struct.unpack(f">{n_axes}I", data[4:offset]), offset
