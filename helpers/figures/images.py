"""Small pictures side by side: digits, components, patches."""

from collections.abc import Callable

import numpy as np

from helpers.figures.style import ink


def picture_row(pictures, shape: tuple[int, int], titles=(), *, signed: bool = False, columns=None):
    """Draw pictures side by side, each on its own axes, and return the figure.

    Args:
        pictures: (m, d) array_like, one picture a row.
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
    pictures = np.asarray(pictures, dtype=float)
    if pictures.ndim != 2 or pictures.shape[1] != shape[0] * shape[1]:
        raise ValueError(f"pictures of shape {pictures.shape} aren't rows of {shape} pixels")
    columns = columns or len(pictures)
    height = 6.8 / max(columns, 1) * shape[0] / shape[1] + 0.3 * bool(len(titles))
    return picture_grid(
        [picture.reshape(shape) for picture in pictures],
        titles,
        columns,
        height,
        lambda picture: _scale(picture, signed),
    )


def picture_grid(pictures, titles, columns: int, height: float, look: Callable[..., dict]):
    """Draw pictures of any size in rows, and return the figure.

    Args:
        pictures: Sequence of (rows, columns) arrays.
        titles: One a picture, or none.
        columns: Pictures in a row of the figure.
        height: Of one row of pictures, in inches.
        look: Given a picture, the options of Matplotlib's ``imshow``: color map and limits.

    Raises:
        ValueError: If there is no picture, or the number of titles is another.
    """
    from matplotlib import pyplot as plt

    if len(pictures) == 0 or len(titles) not in (0, len(pictures)):
        raise ValueError(f"{len(titles)} titles don't fit {len(pictures)} pictures")
    rows = -(-len(pictures) // columns)
    fig, axes = plt.subplots(rows, columns, figsize=(6.8, height * rows), squeeze=False)
    for ax in axes.flat:
        ax.set_axis_off()
    for place, (picture, ax) in enumerate(zip(pictures, axes.flat, strict=False)):
        ax.imshow(picture, **look(picture))
        if len(titles):
            ax.set_title(titles[place], fontsize=9, loc="center")
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
