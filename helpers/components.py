"""Compare components: how sparse they are, and whether two methods found the same ones.

Components come in no order and with no sign where a method leaves both open. So they are
paired first, one to one, so that the sum of the pairs' similarities is largest.
"""

from typing import Any

import numpy as np


def hoyer_sparsity(rows) -> np.ndarray:
    """Return how sparse each row is: 0 if all entries are equally large, 1 if one is not zero.

    Unlike a count of zeros it needs no threshold, and it doesn't depend on a row's scale or
    signs. Source: P. O. Hoyer, Non-negative matrix factorization with sparseness constraints,
    JMLR 5, 2004, section 3.1.

    Args:
        rows: (m, d) array_like, d of 2 or more; no row is all zeros.

    Returns:
        (m,) array of numbers from 0 to 1.

    Raises:
        ValueError: If a row has fewer than two entries, or nothing but zeros.
    """
    rows = np.atleast_2d(np.asarray(rows, dtype=float))
    if rows.ndim != 2 or rows.shape[1] < 2:
        raise ValueError(f"rows of two entries or more are needed, got shape {rows.shape}")
    lengths = np.linalg.norm(rows, axis=1)
    if (lengths == 0).any():
        raise ValueError("a row of zeros is neither sparse nor dense")
    root = np.sqrt(rows.shape[1])
    return (root - np.abs(rows).sum(axis=1) / lengths) / (root - 1)


def best_pairs(similarity) -> np.ndarray:
    """Return the column that each row is paired with, each column used once.

    Args:
        similarity: (m, n) array_like, m at most n.

    Raises:
        ValueError: If there are more rows than columns, or no two axes.
    """
    from scipy.optimize import linear_sum_assignment

    similarity = np.asarray(similarity, dtype=float)
    if similarity.ndim != 2 or similarity.shape[0] > similarity.shape[1]:
        raise ValueError(f"{similarity.shape} can't be paired: at most as many rows as columns")
    return linear_sum_assignment(-similarity)[1]


def likeness(first, second) -> np.ndarray:
    """Return the cosine, sign left out, between each of the first rows and its partner.

    Args:
        first: (m, d) array_like.
        second: (n, d) array_like, n of m or more.

    Returns:
        (m,) array: 1 where a row points along its partner, 0 where it is at a right angle.

    Raises:
        ValueError: If the rows have different lengths, or there are too few in ``second``.
    """
    first, second = np.asarray(first, dtype=float), np.asarray(second, dtype=float)
    if first.ndim != 2 or second.ndim != 2 or first.shape[1] != second.shape[1]:
        raise ValueError(f"rows of {first.shape} and {second.shape} can't be compared")
    cosines = np.abs(_unit(first) @ _unit(second).T)
    return cosines[np.arange(len(first)), best_pairs(cosines)]


def recovery(sources, estimates) -> np.ndarray:
    """Return how well each source was found: its correlation, sign left out, with its partner.

    Args:
        sources: (n, m) array_like, one signal a column.
        estimates: (n, k) array_like, k of m or more.

    Returns:
        (m,) array: 1 where an estimate is the source up to sign, scale and offset.

    Raises:
        ValueError: If the signals have different lengths, or there are too few estimates.
    """
    sources, estimates = np.asarray(sources, dtype=float), np.asarray(estimates, dtype=float)
    return likeness((sources - sources.mean(axis=0)).T, (estimates - estimates.mean(axis=0)).T)


def learn_parts(train, count: int, penalty: float | None, seed: int) -> Any:
    """Return components of rows: PCA's, or NMF's parts.

    Args:
        train: (n, d) array of numbers from 0 to 1.
        count: How many.
        penalty: None for PCA. For NMF the weight of the sum of all entries of both factors,
            from 0; the larger, the more of them become exactly zero.
        seed: Decides where NMF starts from.

    Returns:
        A fitted ``sklearn.decomposition.PCA`` or ``NMF``.
    """
    import warnings

    from sklearn.decomposition import NMF, PCA
    from sklearn.exceptions import ConvergenceWarning

    if penalty is None:
        return PCA(count, svd_solver="full").fit(train)
    model = NMF(count, init="random", alpha_W=penalty, l1_ratio=1, max_iter=500, random_state=seed)
    with warnings.catch_warnings():
        # 500 steps for all: later ones change the error in its third digit.
        warnings.simplefilter("ignore", ConvergenceWarning)
        return model.fit(train)


def measure_parts(train, test, count: int, penalty: float | None, seed: int) -> dict[str, float]:
    """Return what parts are good for: how sparse, how exact, how much they depend on the start.

    Args:
        train: (n, d) array of numbers from 0 to 1, to learn from.
        test: (m, d) array of rows that were not learned from.
        count: How many components.
        penalty: None for PCA, otherwise NMF's (see ``learn_parts``).
        seed: Of the first start; the second is another.

    Returns:
        ``used``, how many components aren't all zeros, as a large penalty makes some;
        ``sparsity``, Hoyer's, mean over those; ``zeros``, the share of their entries that are
        exactly 0; ``error``, the root mean square error of ``test`` rebuilt, on its scale;
        ``likeness``, the mean cosine between components of two starts.
    """
    model = learn_parts(train, count, penalty, seed)
    again = learn_parts(train, count, penalty, seed + 1000)
    rebuilt = model.inverse_transform(model.transform(test))
    parts = model.components_[model.components_.any(axis=1)]
    return {
        "used": len(parts),
        "sparsity": float(hoyer_sparsity(parts).mean()),
        "zeros": float((parts == 0).mean()),
        "error": float(np.sqrt(((test - rebuilt) ** 2).mean())),
        "likeness": float(likeness(parts, again.components_).mean()),
    }


def _unit(rows: np.ndarray) -> np.ndarray:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    # A row of zeros points nowhere: its cosine with everything is 0.
    return rows / np.where(lengths == 0, 1, lengths)
