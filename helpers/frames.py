"""Pictures in the middle of a larger frame of static: inputs that matter among inputs that don't.

Static is the tamest kind of useless input: every pixel of it is drawn anew
for every frame, uniform over the gray scale, and knows nothing of the label.
"""

import numpy as np


def window(side: int, inner: int) -> np.ndarray:
    """Mark the pixels of a square frame that a smaller square in its middle covers.

    Args:
        side: Pixels along an edge of the frame.
        inner: Pixels along an edge of the window, at most ``side``.

    Returns:
        (side * side,) bool array, row by row. Where the window can't be centered, it is half a
        pixel nearer to the first row and column.

    Raises:
        ValueError: If the window is empty or doesn't fit.
    """
    if not 1 <= inner <= side:
        raise ValueError(f"a window of {inner} pixels doesn't fit a frame of {side}")
    start = (side - inner) // 2
    marked = np.zeros((side, side), dtype=bool)
    marked[start : start + inner, start : start + inner] = True
    return marked.ravel()


def in_static(pictures, side: int, seed: int) -> np.ndarray:
    """Put each picture in the middle of a frame of static.

    Args:
        pictures: (n, inner, inner) array_like of gray levels from 0 to 1.
        side: Pixels along an edge of the frame. With ``side`` equal to ``inner`` there is no
            static, and the pictures come back as they are.
        seed: Of the static.

    Returns:
        (n, side * side) float32 array, one frame a row.

    Raises:
        ValueError: If the pictures aren't square, don't fit, or aren't gray levels from 0 to 1.
    """
    pictures = np.asarray(pictures, dtype=np.float32)
    if pictures.ndim != 3 or pictures.shape[1] != pictures.shape[2]:
        raise ValueError(f"square pictures are wanted, (n, inner, inner), not {pictures.shape}")
    # Written so that nan is refused too.
    if pictures.size and not (pictures.min() >= 0 and pictures.max() <= 1):
        raise ValueError("gray levels must lie between 0 and 1: divide by the largest")
    inside = window(side, pictures.shape[1])
    rng = np.random.default_rng(seed)
    frames = rng.random((len(pictures), side * side), dtype=np.float32)
    frames[:, inside] = pictures.reshape(len(pictures), -1)
    return frames
