"""Cut an image into square patches, put patches together again, and show them."""

import math

import numpy as np


def cut(image, side: int) -> np.ndarray:
    """Cut a gray image into square patches, one patch a row.

    Args:
        image: (height, width) array_like. What is left over at the bottom and on the
            right is cut off.
        side: Height and width of a patch, in pixels.

    Returns:
        The patches, (n, side * side) float64: from left to right, then from top to bottom.

    Raises:
        ValueError: If the image isn't gray or no patch fits in it.
    """
    image = np.asarray(image, dtype=float)
    if image.ndim != 2 or not 1 <= side <= min(image.shape):
        raise ValueError(
            f"no patch of {side} x {side} pixels fits in an image of shape {image.shape}; "
            "give a gray image (height, width) and a side between 1 and its smaller side"
        )
    rows, columns = (length // side for length in image.shape)
    blocks = image[: rows * side, : columns * side].reshape(rows, side, columns, side)
    return blocks.swapaxes(1, 2).reshape(rows * columns, side * side)


def join(patches, columns: int) -> np.ndarray:
    """Put the patches of ``cut`` back in their places.

    Args:
        patches: (n, side * side) array_like, in the order of ``cut``.
        columns: How many patches make up the image's width.

    Returns:
        The image, (height, width) float64.

    Raises:
        ValueError: If the patches aren't square or don't fill whole rows.
    """
    patches = np.asarray(patches, dtype=float)
    side = math.isqrt(patches.shape[1]) if patches.ndim == 2 else 0
    is_square = side > 0 and side * side == patches.shape[1]
    if not is_square or columns < 1 or len(patches) % columns:
        raise ValueError(
            f"patches of shape {patches.shape} don't make an image {columns} patches wide; give "
            "one square patch a row, and a multiple of that many rows"
        )
    blocks = patches.reshape(-1, columns, side, side)
    return blocks.swapaxes(1, 2).reshape(-1, columns * side)


def gallery(images, titles, alt: str, columns: int, scale: str = "bytes", height: float = 1.9):
    """Show gray images side by side, each under its own title.

    Args:
        images: Sequence of (height, width) array_like.
        titles: One an image.
        alt: What the figure shows, for a reader who can't see it.
        columns: Images in a row of the figure.
        scale: What is black and what is white. "bytes": 0 and 255. "signed": the largest
            magnitude of each image, below and above 0, which is middle gray. "own": the
            smallest and the largest value of each image.
        height: Of one row of images, in inches.

    Raises:
        ValueError: If there is no such scale, no image, or not one title an image.
    """
    from helpers import figures
    from helpers.figures.images import picture_grid

    if scale not in ("bytes", "signed", "own"):
        raise ValueError(f'scale={scale!r} is none of "bytes", "signed" and "own"')
    images = [np.asarray(image) for image in images]
    fig = picture_grid(images, titles, columns, height, lambda image: _gray(image, scale))
    figures.show(fig, alt=alt)


def _gray(image: np.ndarray, scale: str) -> dict:
    low, high = 0.0, 255.0
    if scale == "own":
        low, high = image.min(), image.max()
    elif scale == "signed":
        high = np.abs(image).max()
        low = -high
    return {"cmap": "gray", "vmin": low, "vmax": high}
