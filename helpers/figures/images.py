"""Rows of small pictures: digits, components, patches."""

import numpy as np

from helpers.figures.style import ink


def picture_row(pictures, shape: tuple[int, int], titles=(), *, signed: bool = False, columns=None):
    """Draw pictures side by side, each on its own axes, and return the figure.

    Args:
        pictures: Array (m, d), one picture a row.
        shape: Rows and columns of a picture; their product is d.
        titles: One a picture, or none.
        signed: Whether zero is the middle of the scale, as in a component: then blue is
            negative and orange positive, on a scale of each picture's own. Otherwise dark is
            large, as ink is.
        columns: Pictures in a row of the figure; all in one row if not given.

    Raises:
        ValueError: If the pictures don't have ``shape``, there is none, or the number of
            titles is another.
    """
    from matplotlib import pyplot as plt

    pictures = np.asarray(pictures, dtype=float)
    if pictures.ndim != 2 or pictures.shape[1] != shape[0] * shape[1]:
        raise ValueError(f"pictures of shape {pictures.shape} aren't rows of {shape} pixels")
    if len(pictures) == 0 or len(titles) not in (0, len(pictures)):
        raise ValueError(f"{len(titles)} titles don't fit {len(pictures)} pictures")
    columns = columns or len(pictures)
    rows = -(-len(pictures) // columns)
    height = (6.8 / columns * shape[0] / shape[1] + 0.3 * bool(len(titles))) * rows
    fig, axes = plt.subplots(rows, columns, figsize=(6.8, height), squeeze=False)
    for ax in axes.flat:
        ax.set_axis_off()
    for place, (picture, ax) in enumerate(zip(pictures, axes.flat, strict=False)):
        ax.imshow(picture.reshape(shape), **_scale(picture, signed))
        if len(titles):
            ax.set_title(titles[place], fontsize=10, loc="center")
    return fig


def _scale(picture: np.ndarray, signed: bool) -> dict:
    if not signed:
        return {"cmap": "gray_r"}
    reach = abs(picture).max() or 1.0
    return {"cmap": diverging_map(), "vmin": -reach, "vmax": reach}


def diverging_map():
    """Return a color map from the palette's blue through white to its orange."""
    from matplotlib.colors import LinearSegmentedColormap

    ends = [ink("blue"), "#ffffff", ink("orange")]
    return LinearSegmentedColormap.from_list("blue-orange", ends)
