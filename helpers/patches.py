"""Cut an image into square patches, put patches together again, and show them."""

import numpy as np


def cut(image, side: int) -> np.ndarray:
    """Cut a gray image into square patches, one patch a row.

    Args:
        image: (height, width) array_like. What is left over at the bottom and on the right is
            cut off.
        side: Height and width of a patch, in pixels.

    Returns:
        (n, side * side) float64: From left to right, then from top to bottom.

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
        patches: (n, side * side) array_like.
        columns: How many patches make up the image's width.

    Returns:
        (height, width) float64.

    Raises:
        ValueError: If the patches aren't square or don't fill whole rows.
    """
    patches = np.asarray(patches, dtype=float)
    side = round(patches.shape[-1] ** 0.5)
    if patches.ndim != 2 or side * side != patches.shape[1] or len(patches) % columns:
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
        titles: Sequence of str.
        alt: What the figure shows, for a reader who can't see it.
        columns: Images in a row of the figure.
        scale: "bytes", "signed" or "own". What is black and what is white: 0 and 255; the
            largest magnitude of each image, so that 0 is middle gray; its smallest and largest
            value.
        height: Of one row of images, in inches.

    Raises:
        ValueError: If there is no such scale.
    """
    from matplotlib import pyplot as plt

    from helpers import figures

    if scale not in ("bytes", "signed", "own"):
        raise ValueError(f'scale={scale!r} is none of "bytes", "signed" and "own"')
    rows = -(-len(images) // columns)
    fig, axes = plt.subplots(rows, columns, figsize=(6.8, height * rows), squeeze=False)
    for place in axes.flat:
        place.set_axis_off()
    for place, image, title in zip(axes.flat, images, titles, strict=False):
        low, high = _limits(np.asarray(image), scale)
        place.imshow(image, cmap="gray", vmin=low, vmax=high)
        place.set_title(title, fontsize=9)
    figures.show(fig, alt=alt)


def _limits(image: np.ndarray, scale: str) -> tuple[float, float]:
    if scale == "bytes":
        return 0.0, 255.0
    if scale == "own":
        return image.min(), image.max()
    high = np.abs(image).max()
    return -high, high
