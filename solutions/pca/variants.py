"""Right and wrong answers to the pca lab: the proof of its graders. Never released."""

import numpy as np

from solutions.proof import Proof

proof = Proof()
right, wrong = proof.right, proof.wrong


# ---------------------------------------------------------------- center


@right("center")
def loops_over_lists(X):
    rows, columns = len(X), len(X[0])
    mean = [sum(float(X[i][j]) for i in range(rows)) / rows for j in range(columns)]
    return [[float(X[i][j]) - mean[j] for j in range(columns)] for i in range(rows)], mean


@right("center")
def by_the_centering_matrix(X):
    n = len(X)
    return (np.eye(n) - np.full((n, n), 1 / n)) @ X, np.full(n, 1 / n) @ X


@right("center")
def in_float32(X):
    X = X.astype(np.float32)
    mean = X.mean(axis=0)
    return X - mean, mean


@right("center")
def a_list_of_two(X):
    result = np.array(X, dtype=float)
    mean = np.einsum("ij->j", result) / result.shape[0]
    result -= mean
    return [result, tuple(mean)]


@right("center")
def running_mean(X):
    mean = np.zeros(X.shape[1])
    for i, row in enumerate(X, start=1):
        mean = mean + (row - mean) / i
    return X - mean, mean


proof.right_cell(
    "center",
    "through_fractions",
    """
    from fractions import Fraction

    def center(X):
        table = [[Fraction(float(value)) for value in row] for row in X]
        mean = [sum(column) / len(table) for column in zip(*table)]
        return [[value - m for value, m in zip(row, mean)] for row in table], mean
    """,
)

proof.right_cell(
    "center",
    "through_pandas_and_with_a_warning",
    """
    import sys
    import warnings
    import pandas as pd

    def center(X):
        warnings.warn("a warning must not cost points")
        print("nor a line on standard error", file=sys.stderr)
        frame = pd.DataFrame(X)
        return frame - frame.mean(), frame.mean()
    """,
)


@wrong("center", "averages every row instead of every column", feedback="means of the rows")
def means_of_rows(X):
    mean = X.mean(axis=1)
    return X - mean[:, None], mean


@wrong("center", "one mean for the whole table", feedback="one mean over the whole table")
def grand_mean(X):
    return X - X.mean(), X.mean()


@wrong("center", "one mean for the whole table, repeated", feedback=("index", "Expected"))
def grand_mean_repeated(X):
    return X - X.mean(), np.full(X.shape[1], X.mean())


@wrong("center", "takes the median", feedback="median of each column")
def median(X):
    mean = np.median(X, axis=0)
    return X - mean, mean


@wrong("center", "standardizes as well", feedback="divide by the standard deviation")
def standardizes(X):
    mean = X.mean(axis=0)
    scale = X.std(axis=0)
    return (X - mean) / np.where(scale == 0, 1, scale), mean


@wrong("center", "changes X in place", feedback="changes its input in place")
def in_place(X):
    mean = X.mean(axis=0)
    X -= mean
    return X, mean


@wrong("center", "returns only the centered table", feedback="two things")
def only_the_table(X):
    return X - X.mean(axis=0)


@wrong("center", "returns the two in the wrong order", feedback="changed places")
def swapped(X):
    mean = X.mean(axis=0)
    return mean, X - mean


@wrong("center", "keeps a second axis on the mean", feedback="without a second axis")
def keepdims(X):
    mean = X.mean(axis=0, keepdims=True)
    return X - mean, mean


@wrong("center", "cuts fractions off for whole numbers", feedback="cut off to whole numbers")
def integer_mean(X):
    mean = X.mean(axis=0).astype(X.dtype)
    return X - mean, mean


@wrong("center", "writes into an integer array", feedback="differences are cut off")
def integer_result(X):
    centered = np.zeros_like(X)
    mean = X.mean(axis=0)
    centered[:] = X - mean
    return centered, mean


@wrong("center", "rounds the mean", feedback="Expected")
def rounded(X):
    mean = np.round(X.mean(axis=0))
    return X - mean, mean


@wrong("center", "adds the mean", feedback="added")
def adds(X):
    mean = X.mean(axis=0)
    return X + mean, mean


@wrong("center", "returns X as it came", feedback="X_centered is X itself")
def untouched(X):
    return X, X.mean(axis=0)


@wrong("center", "forgets the return", feedback="None")
def no_return(X):
    mean = X.mean(axis=0)
    result = (X - mean, mean)  # noqa: F841


@wrong("center", "is not written", feedback="not written yet")
def not_written(X):
    raise NotImplementedError("not written yet")


@wrong("center", "divides by n - 1", feedback="Expected")
def divides_by_one_less(X):
    mean = X.sum(axis=0) / max(len(X) - 1, 1)
    return X - mean, mean


@wrong("center", "squeezes small tables", feedback="shape")
def squeezes(X):
    mean = np.squeeze(X.mean(axis=0))
    return np.squeeze(X - mean), mean


proof.wrong_cell(
    "center",
    "scaler_of_scikit_learn",
    "hands the question to scikit-learn",
    "scikit-learn",
    """
    def center(X):
        from sklearn.preprocessing import StandardScaler
        scaler = StandardScaler(with_std=False).fit(X)
        return scaler.transform(X), scaler.mean_
    """,
)

proof.wrong_cell(
    "center",
    "syntax_error",
    "doesn't compile",
    "center",
    """
    def center(X)
        return X - X.mean(axis=0), X.mean(axis=0)
    """,
)


@wrong("center", "counts equal rows once", feedback="A row that occurs twice counts twice")
def mean_of_different_rows(X):
    mean = np.unique(X, axis=0).mean(axis=0)
    return X - mean, mean


@wrong("center", "subtracts X from the mean", feedback="the other way around")
def turned_around(X):
    mean = X.mean(axis=0)
    return mean - X, mean


@wrong("center", "restores what it wrote into", feedback="Work on a copy")
def in_place_and_back(X):
    X = X.astype(float, copy=False)
    mean = X.mean(axis=0)
    X -= mean
    result = X.copy()
    X += mean
    return result, mean


@wrong(
    "center", "returns a view of a buffer that the next call overwrites", feedback="earlier call"
)
def view_of_a_buffer(X, buffer=np.zeros((200, 50))):
    n, d = X.shape
    buffer[:n, :d] = X - X.mean(axis=0)
    return buffer[:n, :d], X.mean(axis=0)


@wrong("center", "keeps results by the input's id", feedback="other numbers")
def center_kept_by_id(X, kept={}):
    if (id(X)) not in kept:
        # The input is kept too, so that its id stays its own.
        kept[id(X)] = (X - X.mean(axis=0), X.mean(axis=0)), X
    return kept[id(X)][0]


# ------------------------------------------------------------ covariance


@right("covariance")
def numpys_own(X_centered):
    return np.atleast_2d(np.cov(X_centered, rowvar=False))


@right("covariance")
def sum_of_outer_products(X_centered):
    total = np.zeros((X_centered.shape[1], X_centered.shape[1]))
    for row in X_centered:
        total += np.outer(row, row)
    return total / (X_centered.shape[0] - 1)


@right("covariance")
def four_loops_in_lists(X_centered):
    table = X_centered.tolist()
    n, d = len(table), len(table[0])
    return [[sum(row[i] * row[j] for row in table) / (n - 1) for j in range(d)] for i in range(d)]


@right("covariance")
def einsum_in_float32(X_centered):
    X = X_centered.astype(np.float32)
    return np.einsum("ij,ik->jk", X, X) / np.float32(len(X) - 1)


@right("covariance")
def scaled_first(X_centered):
    X = X_centered / np.sqrt(len(X_centered) - 1)
    return np.matmul(X.transpose(), X)


@right("covariance")
def from_the_singular_values(X_centered):
    _, s, vt = np.linalg.svd(X_centered, full_matrices=False)
    return vt.T @ np.diag(s**2 / (len(X_centered) - 1)) @ vt


@right("covariance")
def as_a_matrix(X_centered):
    X = np.asmatrix(X_centered)
    return X.T * X / (X.shape[0] - 1)


@wrong("covariance", "divides by n", feedback="divided by n")
def biased(X_centered):
    return X_centered.T @ X_centered / len(X_centered)


@wrong("covariance", "doesn't divide", feedback="not divided")
def scatter(X_centered):
    return X_centered.T @ X_centered


@wrong("covariance", "divides by the number of columns", feedback="Expected")
def divides_by_columns(X_centered):
    return X_centered.T @ X_centered / X_centered.shape[1]


@wrong("covariance", "divides by the number of columns less one", feedback="Expected")
def divides_by_columns_less_one(X_centered):
    return X_centered.T @ X_centered / max(X_centered.shape[1] - 1, 1)


@wrong("covariance", "multiplies rows with rows", feedback=("products of rows", "shape"))
def gram(X_centered):
    return X_centered @ X_centered.T / (len(X_centered) - 1)


@wrong("covariance", "forgets rowvar=False", feedback="shape")
def cov_of_rows(X_centered):
    return np.atleast_2d(np.cov(X_centered))


@wrong("covariance", "computes the correlation", feedback="correlation")
def correlation(X_centered):
    return np.atleast_2d(np.corrcoef(X_centered, rowvar=False))


@wrong("covariance", "one column gives a bare number", feedback="not a single number")
def bare_number_for_one_column(X_centered):
    return np.cov(X_centered, rowvar=False)


@wrong("covariance", "squeezes one column", feedback="shape")
def squeezed(X_centered):
    return np.squeeze(X_centered.T @ X_centered / (len(X_centered) - 1))


@wrong("covariance", "keeps only the variances", feedback="Only the variances")
def diagonal(X_centered):
    return np.diag(X_centered.var(axis=0, ddof=1))


@wrong("covariance", "returns only the variances", feedback="a matrix is wanted")
def variances_alone(X_centered):
    return X_centered.var(axis=0, ddof=1)


@wrong("covariance", "fills the upper triangle only", feedback="index")
def upper_triangle(X_centered):
    return np.triu(X_centered.T @ X_centered / (len(X_centered) - 1))


@wrong("covariance", "floor division", feedback="Expected")
def floor_division(X_centered):
    return X_centered.T @ X_centered // (len(X_centered) - 1)


@wrong("covariance", "scales its input in place", feedback="changes its input in place")
def scales_in_place(X_centered):
    X_centered /= np.sqrt(len(X_centered) - 1)
    return X_centered.T @ X_centered


@wrong("covariance", "multiplies entry by entry", feedback=("shape", "Expected"))
def elementwise(X_centered):
    return X_centered * X_centered / (len(X_centered) - 1)


@wrong("covariance", "takes magnitudes", feedback="Expected")
def magnitudes(X_centered):
    return np.abs(X_centered.T @ X_centered) / (len(X_centered) - 1)


@wrong("covariance", "loses fractions of whole numbers", feedback="cut off")
def typed_as_the_input(X_centered):
    result = np.empty((X_centered.shape[1],) * 2, dtype=X_centered.dtype)
    result[:] = (
        np.floor(X_centered.T @ X_centered / (len(X_centered) - 1))
        if (X_centered.dtype.kind == "i")
        else X_centered.T @ X_centered / (len(X_centered) - 1)
    )
    return result


proof.wrong_cell(
    "covariance",
    "empirical_covariance_bound_before",
    "hands the question to scikit-learn by a name bound in the cell",
    ("covariance",),
    """
    from sklearn.covariance import empirical_covariance as spread

    def covariance(X_centered):
        n = len(X_centered)
        return spread(X_centered, assume_centered=True) * n / (n - 1)
    """,
)


@wrong("covariance", "computes in 32-bit integers", feedback="doesn't fit into 32 bits")
def in_32_bit_integers(X_centered):
    X = X_centered.astype(np.int32) if X_centered.dtype.kind == "i" else X_centered
    return X.T @ X / (len(X) - 1)


@wrong("covariance", "divides by a column's 0", feedback="A division by 0")
def through_the_correlation(X_centered):
    C = X_centered.T @ X_centered / (len(X_centered) - 1)
    s = np.sqrt(np.diag(C))
    return C / np.outer(s, s) * np.outer(s, s)


@wrong("covariance", "changes whole numbers in place", feedback="changes its input in place")
def in_place_for_integers(X_centered):
    result = X_centered.T @ X_centered / (len(X_centered) - 1)
    if X_centered.dtype.kind == "i" and X_centered.flags.writeable:
        X_centered[:] = 0
    return result


proof.wrong_cell(
    "covariance",
    "remembered_by_shape",
    "returns the first result for every table of that shape",
    "Expected",
    """
    known = {}

    def covariance(X_centered):
        if X_centered.shape not in known:
            known[X_centered.shape] = X_centered.T @ X_centered / (len(X_centered) - 1)
        return known[X_centered.shape]
    """,
)


@wrong("covariance", "rounds to six decimals", feedback="not as expected")
def six_decimals(X_centered):
    return np.round(X_centered.T @ X_centered / (len(X_centered) - 1), 6)


@wrong("covariance", "divides by n where there are many rows", feedback="divided by n")
def many_rows(X_centered):
    n = len(X_centered)
    return X_centered.T @ X_centered / (n - 1 if n < 100 else n)


@wrong("covariance", "keeps results by the input's id", feedback="other numbers")
def covariance_kept_by_id(X_centered, kept={}):
    if (id(X_centered)) not in kept:
        # The input is kept too, so that its id stays its own.
        kept[id(X_centered)] = (X_centered.T @ X_centered / (len(X_centered) - 1)), X_centered
    return kept[id(X_centered)][0]


# --------------------------------- principal_components, svd_components
# Both return the same; what follows answers both questions unless it forms a
# d x d matrix, which only the first one allows.


def right_for_both(answer):
    right("principal_components")(answer)
    return right("svd_components")(answer)


def wrong_for_both(misconception, feedback):
    def take(answer):
        wrong("principal_components", misconception, feedback)(answer)
        return wrong("svd_components", misconception, feedback)(answer)

    return take


@right("principal_components")
def eig_made_orthonormal(X, k):
    if k < 1 or k > min(X.shape):
        raise ValueError("k")
    w, v = np.linalg.eig(np.atleast_2d(np.cov(X, rowvar=False)))
    order = np.argsort(-w.real)[:k]
    return np.linalg.qr(v[:, order].real)[0].T, w[order]


# Where variances coincide, `eig` may leave their directions askew. The tests
# keep to inputs on which it doesn't: it is what many textbooks use.
@right("principal_components")
def eig_and_sort(X, k):
    if k < 1 or k > min(X.shape):
        raise ValueError("k")
    w, v = np.linalg.eig(np.atleast_2d(np.cov(X, rowvar=False)))
    order = np.argsort(-w.real)[:k]
    return v[:, order].T, w[order]


@right("principal_components")
def eigh_in_float32(X, k):
    if k not in range(1, min(X.shape) + 1):
        raise ValueError("choose another k")
    X = np.asarray(X, dtype=np.float32)
    X = X - X.mean(axis=0)
    w, v = np.linalg.eigh(X.T @ X / np.float32(len(X) - 1))
    return np.flipud(v.T)[:k], np.flip(w)[:k]


@right("principal_components")
def one_pass_covariance_and_other_signs(X, k):
    n, d = X.shape
    if not 0 < k <= min(n, d):
        raise ValueError
    X = X.astype(float)
    total = X.sum(axis=0)
    C = (X.T @ X - np.outer(total, total) / n) / (n - 1)
    w, v = np.linalg.eigh(C)
    return [list(-v[:, -1 - i]) for i in range(k)], [w[-1 - i] for i in range(k)]


@right("principal_components")
def power_iteration_with_deflation(X, k):
    n, d = X.shape
    if not 1 <= k <= min(n, d):
        raise ValueError(f"k={k}")
    X = X - X.mean(axis=0)
    C = X.T @ X / (n - 1)
    rng = np.random.default_rng(0)
    found, variances = np.zeros((0, d)), []
    for _ in range(k):
        v = rng.normal(size=d)
        for _ in range(3000):
            v = v - found.T @ (found @ v)
            v = v / np.linalg.norm(v)
            new = C @ v + 1e-12 * v
            new = new - found.T @ (found @ new)
            new = new / np.linalg.norm(new)
            done = np.abs(new - v).max() < 1e-13
            v = new
            if done:
                break
        v = v - found.T @ (found @ v)
        v = v / np.linalg.norm(v)
        found = np.vstack([found, v])
        variances.append(v @ C @ v)
    return found, np.array(variances)


@right("principal_components")
def jacobi_rotations(X, k):
    if k < 1 or k > X.shape[0] or k > X.shape[1]:
        raise ValueError("k")
    X = X - np.mean(X, 0)
    A = X.T @ X / (X.shape[0] - 1)
    d = len(A)
    V = np.eye(d)
    for _ in range(60):
        for p in range(d):
            for q in range(p + 1, d):
                if abs(A[p, q]) < 1e-300:
                    continue
                angle = 0.5 * np.arctan2(2 * A[p, q], A[q, q] - A[p, p])
                J = np.eye(d)
                J[p, p] = J[q, q] = np.cos(angle)
                J[p, q], J[q, p] = np.sin(angle), -np.sin(angle)
                A = J.T @ A @ J
                V = V @ J
    order = np.argsort(np.diag(A))[::-1][:k]
    return V[:, order].T, np.diag(A)[order]


@right("principal_components")
def orthogonal_iteration(X, k):
    n, d = X.shape
    if not 1 <= k <= min(n, d):
        raise ValueError("k")
    X = X - X.mean(axis=0)
    C = X.T @ X / (n - 1)
    Q = np.linalg.qr(np.random.default_rng(1).normal(size=(d, d)))[0]
    for _ in range(400):
        Q = np.linalg.qr(C @ Q + 1e-9 * Q)[0]
    variances = np.einsum("ji,jk,ki->i", Q, C, Q)
    order = np.argsort(variances)[::-1]
    return Q[:, order].T[:k], variances[order][:k]


proof.right_cell(
    "principal_components",
    "scipy_subset_of_eigenvalues",
    """
    import scipy.linalg

    def principal_components(X, k):
        d = X.shape[1]
        if k < 1 or k > min(X.shape):
            raise ValueError('k')
        C = np.cov(X.T).reshape(d, d)
        w, v = scipy.linalg.eigh(C, subset_by_index=[d - k, d - 1])
        return v.T[::-1], w[::-1]
    """,
)


@right_for_both
def thin_svd(X, k):
    n, d = X.shape
    if k <= 0 or k > n or k > d:
        raise ValueError("k must lie between 1 and min(n, d)")
    U, s, Vt = np.linalg.svd((X - X.mean(axis=0)) / np.sqrt(n - 1), full_matrices=False)
    return Vt[:k].copy(), (s * s)[:k].tolist()


@right_for_both
def svd_of_the_transpose(X, k):
    if not (1 <= k <= min(X.shape)):
        raise ValueError("bad k")
    Y = (X - X.mean(axis=0)).T
    U, s, _ = np.linalg.svd(Y, full_matrices=False)
    return tuple(U[:, i] for i in range(k)), tuple(s[i] ** 2 / (X.shape[0] - 1) for i in range(k))


@right_for_both
def svd_in_float32(X, k):
    if not 1 <= k <= min(X.shape):
        raise ValueError("k")
    X = X.astype(np.float32)
    X = X - X.mean(axis=0, dtype=np.float32)
    _, s, Vt = np.linalg.svd(X, full_matrices=False)
    return Vt[:k], s[:k] ** 2 / np.float32(len(X) - 1)


proof.right_cell(
    "svd_components",
    "scipys_svd_with_signs_by_largest_entry",
    """
    from scipy import linalg

    def svd_components(X, k):
        n, d = X.shape
        if k < 1 or k > min(n, d):
            raise ValueError(f"k must be in 1..{min(n, d)}, got {k}")
        U, s, Vt = linalg.svd(X - X.mean(axis=0), full_matrices=False)
        rows = Vt[:k]
        signs = np.sign(rows[np.arange(k), np.abs(rows).argmax(axis=1)])
        return rows * signs[:, None], s[:k] ** 2 / (n - 1)
    """,
)


@right("svd_components")
def gram_matrix_completed_by_gram_schmidt(X, k):
    n, d = X.shape
    if not 1 <= k <= min(n, d):
        raise ValueError("k")
    X = X - X.mean(axis=0)
    if d <= n:
        w, v = np.linalg.eigh(X.T @ X)
        return v[:, ::-1][:, :k].T, w[::-1][:k] / (n - 1)
    w, u = np.linalg.eigh(X @ X.T)
    w, u = w[::-1][:k], u[:, ::-1][:, :k]
    rng = np.random.default_rng(0)
    rows = []
    for value, vector in zip(w, u.T):
        row = X.T @ vector if value > 1e-10 * max(w[0], 1e-300) else rng.normal(size=d)
        for _ in range(2):
            for other in rows:
                row = row - (row @ other) * other
            row = row / np.linalg.norm(row)
        rows.append(row)
    return np.array(rows), np.maximum(w, 0) / (n - 1)


@right("svd_components")
def qr_first(X, k):
    n, d = X.shape
    if k < 1 or k > min(n, d):
        raise ValueError("k")
    X = X - X.mean(axis=0)
    if d <= n:
        _, s, Vt = np.linalg.svd(X, full_matrices=False)
    else:
        Q, R = np.linalg.qr(X.T)
        U, s, _ = np.linalg.svd(R)
        Vt = (Q @ U).T
    return Vt[:k], s[:k] ** 2 / (n - 1)


@right("svd_components")
def power_iteration_without_the_covariance(X, k):
    n, d = X.shape
    if not 1 <= k <= min(n, d):
        raise ValueError("k")
    X = X - X.mean(axis=0)
    rng = np.random.default_rng(5)
    found = np.zeros((0, d))
    variances = []
    for _ in range(k):
        v = rng.normal(size=d)
        for _ in range(3000):
            old = v
            v = v - found.T @ (found @ v)
            v = X.T @ (X @ v) / (n - 1) + 1e-12 * v
            v = v - found.T @ (found @ v)
            v = v / np.linalg.norm(v)
            if np.abs(v - old).max() < 1e-13:
                break
        v = v - found.T @ (found @ v)
        v = v / np.linalg.norm(v)
        found = np.vstack([found, v])
        variances.append(np.sum((X @ v) ** 2) / (n - 1))
    return found, variances


@right("svd_components")
def one_sided_jacobi(X, k):
    n, d = X.shape
    if k < 1 or k > min(n, d):
        raise ValueError("k")
    # Rotate pairs of rows until all are at right angles: U^T X = S V^T.
    A = list(X - X.mean(axis=0))
    for _ in range(12):
        for p in range(n):
            for q in range(p + 1, n):
                a, b, c = A[p] @ A[p], A[q] @ A[q], A[p] @ A[q]
                angle = 0.5 * np.arctan2(2 * c, b - a)
                cos, sin = np.cos(angle), np.sin(angle)
                A[p], A[q] = cos * A[p] - sin * A[q], sin * A[p] + cos * A[q]
    A.sort(key=lambda row: row @ row, reverse=True)
    # Rows of length 0 have no direction; QR finds one at right angles to the others.
    Q, _ = np.linalg.qr(np.array(A).T)
    return Q[:, :k].T, [row @ row / (n - 1) for row in A[:k]]


@wrong_for_both("forgets to center", feedback="not centered")
def not_centered(X, k):
    if not 1 <= k <= min(X.shape):
        raise ValueError("k")
    _, s, Vt = np.linalg.svd(X, full_matrices=False)
    return Vt[:k], s[:k] ** 2 / (len(X) - 1)


@wrong_for_both("ascending order", feedback="ascending order")
def ascending(X, k):
    if not 1 <= k <= min(X.shape):
        raise ValueError("k")
    _, s, Vt = np.linalg.svd(X - X.mean(axis=0), full_matrices=False)
    return Vt[:k][::-1], s[:k][::-1] ** 2 / (len(X) - 1)


@wrong_for_both("returns the smallest variances", feedback="ascending order")
def smallest(X, k):
    if not 1 <= k <= min(X.shape):
        raise ValueError("k")
    _, s, Vt = np.linalg.svd(X - X.mean(axis=0), full_matrices=False)
    return Vt[::-1][:k], s[::-1][:k] ** 2 / (len(X) - 1)


@wrong_for_both("components as columns", feedback="columns of this result")
def columns(X, k):
    if not 1 <= k <= min(X.shape):
        raise ValueError("k")
    _, s, Vt = np.linalg.svd(X - X.mean(axis=0), full_matrices=False)
    return Vt[:k].T, s[:k] ** 2 / (len(X) - 1)


@wrong_for_both("singular values instead of variances", feedback="singular values")
def singular_values(X, k):
    if not 1 <= k <= min(X.shape):
        raise ValueError("k")
    _, s, Vt = np.linalg.svd(X - X.mean(axis=0), full_matrices=False)
    return Vt[:k], s[:k]


@wrong_for_both("squares without division", feedback="not divided")
def squared_singular_values(X, k):
    if not 1 <= k <= min(X.shape):
        raise ValueError("k")
    _, s, Vt = np.linalg.svd(X - X.mean(axis=0), full_matrices=False)
    return Vt[:k], s[:k] ** 2


@wrong_for_both("divides by n", feedback="divided by n")
def divided_by_n(X, k):
    if not 1 <= k <= min(X.shape):
        raise ValueError("k")
    _, s, Vt = np.linalg.svd(X - X.mean(axis=0), full_matrices=False)
    return Vt[:k], s[:k] ** 2 / len(X)


@wrong_for_both("standard deviations", feedback="standard deviations")
def standard_deviations(X, k):
    if not 1 <= k <= min(X.shape):
        raise ValueError("k")
    _, s, Vt = np.linalg.svd(X - X.mean(axis=0), full_matrices=False)
    return Vt[:k], s[:k] / np.sqrt(len(X) - 1)


@wrong_for_both("divides singular values without squaring", feedback="variances")
def divided_not_squared(X, k):
    if not 1 <= k <= min(X.shape):
        raise ValueError("k")
    _, s, Vt = np.linalg.svd(X - X.mean(axis=0), full_matrices=False)
    return Vt[:k], s[:k] / (len(X) - 1)


@wrong_for_both("scales components by their singular value", feedback="length of the rows")
def not_normalized(X, k):
    if not 1 <= k <= min(X.shape):
        raise ValueError("k")
    _, s, Vt = np.linalg.svd(X - X.mean(axis=0), full_matrices=False)
    return s[:k, None] * Vt[:k], s[:k] ** 2 / (len(X) - 1)


@wrong_for_both("standardizes the columns", feedback="variances")
def standardized(X, k):
    if not 1 <= k <= min(X.shape):
        raise ValueError("k")
    X = X - X.mean(axis=0)
    scale = X.std(axis=0, ddof=1)
    _, s, Vt = np.linalg.svd(X / np.where(scale == 0, 1, scale), full_matrices=False)
    return Vt[:k], s[:k] ** 2 / (len(X) - 1)


@wrong_for_both("directions among the rows", feedback="components")
def left_vectors(X, k):
    if not 1 <= k <= min(X.shape):
        raise ValueError("k")
    U, s, _ = np.linalg.svd(X - X.mean(axis=0), full_matrices=False)
    return U[:, :k].T, s[:k] ** 2 / (len(X) - 1)


@wrong_for_both("centers the rows", feedback="variances")
def centers_the_rows(X, k):
    if not 1 <= k <= min(X.shape):
        raise ValueError("k")
    _, s, Vt = np.linalg.svd(X - X.mean(axis=1, keepdims=True), full_matrices=False)
    return Vt[:k], s[:k] ** 2 / (len(X) - 1)


@wrong_for_both("accepts any k", feedback="no error")
def any_k(X, k):
    _, s, Vt = np.linalg.svd(X - X.mean(axis=0), full_matrices=False)
    return Vt[:k], s[:k] ** 2 / (len(X) - 1)


@wrong_for_both("compares k with the columns only", feedback="no error")
def k_against_columns(X, k):
    if not 1 <= k <= X.shape[1]:
        raise ValueError("k")
    _, s, Vt = np.linalg.svd(X - X.mean(axis=0), full_matrices=False)
    return Vt[:k], s[:k] ** 2 / (len(X) - 1)


@wrong_for_both("compares k with the rows only", feedback="no error")
def k_against_rows(X, k):
    if not 1 <= k <= X.shape[0]:
        raise ValueError("k")
    _, s, Vt = np.linalg.svd(X - X.mean(axis=0), full_matrices=False)
    return Vt[:k], s[:k] ** 2 / (len(X) - 1)


@wrong_for_both("allows k = 0", feedback="k = 0")
def k_of_zero(X, k):
    if not 0 <= k <= min(X.shape):
        raise ValueError("k")
    _, s, Vt = np.linalg.svd(X - X.mean(axis=0), full_matrices=False)
    return Vt[:k], s[:k] ** 2 / (len(X) - 1)


@wrong_for_both("allows negative k", feedback="no error")
def negative_k(X, k):
    if k == 0 or k > min(X.shape):
        raise ValueError("k")
    _, s, Vt = np.linalg.svd(X - X.mean(axis=0), full_matrices=False)
    return Vt[:k], s[:k] ** 2 / (len(X) - 1)


@wrong_for_both("refuses the largest k", feedback="stopped with an error")
def refuses_the_largest_k(X, k):
    if not 1 <= k < min(X.shape):
        raise ValueError("k")
    _, s, Vt = np.linalg.svd(X - X.mean(axis=0), full_matrices=False)
    return Vt[:k], s[:k] ** 2 / (len(X) - 1)


@wrong_for_both("allows at most n - 1 components", feedback="stopped with an error")
def at_most_n_less_one(X, k):
    if not 1 <= k <= min(X.shape[0] - 1, X.shape[1]):
        raise ValueError("k")
    _, s, Vt = np.linalg.svd(X - X.mean(axis=0), full_matrices=False)
    return Vt[:k], s[:k] ** 2 / (len(X) - 1)


@wrong_for_both("IndexError instead of ValueError", feedback=("a ValueError", "IndexError"))
def another_error(X, k):
    if not 1 <= k <= min(X.shape):
        raise IndexError("k")
    _, s, Vt = np.linalg.svd(X - X.mean(axis=0), full_matrices=False)
    return Vt[:k], s[:k] ** 2 / (len(X) - 1)


@wrong_for_both("assert instead of ValueError", feedback="AssertionError")
def an_assertion(X, k):
    assert 1 <= k <= min(X.shape)
    _, s, Vt = np.linalg.svd(X - X.mean(axis=0), full_matrices=False)
    return Vt[:k], s[:k] ** 2 / (len(X) - 1)


@wrong_for_both("one component too many", feedback="shape")
def one_too_many(X, k):
    if not 1 <= k <= min(X.shape):
        raise ValueError("k")
    _, s, Vt = np.linalg.svd(X - X.mean(axis=0), full_matrices=False)
    return Vt[: k + 1], s[: k + 1] ** 2 / (len(X) - 1)


@wrong_for_both("skips the first component", feedback="Expected")
def skips_the_first(X, k):
    if not 1 <= k <= min(X.shape):
        raise ValueError("k")
    _, s, Vt = np.linalg.svd(X - X.mean(axis=0), full_matrices=False)
    return np.roll(Vt, -1, axis=0)[:k], np.roll(s, -1)[:k] ** 2 / (len(X) - 1)


@wrong_for_both("centers X in place", feedback="changes its input in place")
def in_place_again(X, k):
    if not 1 <= k <= min(X.shape):
        raise ValueError("k")
    mean = X.mean(axis=0)
    X -= mean.astype(X.dtype)
    _, s, Vt = np.linalg.svd(X, full_matrices=False)
    return Vt[:k], s[:k] ** 2 / (len(X) - 1)


@wrong_for_both("takes magnitudes of the components", feedback="right angles")
def magnitudes_of_components(X, k):
    if not 1 <= k <= min(X.shape):
        raise ValueError("k")
    _, s, Vt = np.linalg.svd(X - X.mean(axis=0), full_matrices=False)
    return np.abs(Vt[:k]), s[:k] ** 2 / (len(X) - 1)


@wrong_for_both("returns shares of the variance", feedback="variances")
def shares(X, k):
    if not 1 <= k <= min(X.shape):
        raise ValueError("k")
    _, s, Vt = np.linalg.svd(X - X.mean(axis=0), full_matrices=False)
    return Vt[:k], s[:k] ** 2 / np.sum(s**2)


@wrong_for_both("returns (variances, components)", feedback="shape")
def swapped_results(X, k):
    if not 1 <= k <= min(X.shape):
        raise ValueError("k")
    _, s, Vt = np.linalg.svd(X - X.mean(axis=0), full_matrices=False)
    return s[:k] ** 2 / (len(X) - 1), Vt[:k]


@wrong_for_both("variances as a diagonal matrix", feedback="shape")
def diagonal_matrix(X, k):
    if not 1 <= k <= min(X.shape):
        raise ValueError("k")
    _, s, Vt = np.linalg.svd(X - X.mean(axis=0), full_matrices=False)
    return Vt[:k], np.diag(s[:k] ** 2 / (len(X) - 1))


@wrong_for_both("rounds to three digits", feedback="Expected")
def rounds(X, k):
    if not 1 <= k <= min(X.shape):
        raise ValueError("k")
    _, s, Vt = np.linalg.svd(X - X.mean(axis=0), full_matrices=False)
    return np.round(Vt[:k], 3), np.round(s[:k] ** 2 / (len(X) - 1), 3)


@wrong_for_both("loses one of two equal variances", feedback="Expected")
def keyed_by_variance(X, k):
    if not 1 <= k <= min(X.shape):
        raise ValueError("k")
    _, s, Vt = np.linalg.svd(X - X.mean(axis=0), full_matrices=False)
    by_variance = {round(float(v), 9): row for v, row in zip(s**2 / (len(X) - 1), Vt)}
    order = sorted(by_variance, reverse=True)
    order = (order * k)[:k]
    return np.array([by_variance[v] for v in order]), np.array(order)


@wrong_for_both("divides by 0 where a variance is 0", feedback="finite")
def gram_without_care(X, k):
    n, d = X.shape
    if not 1 <= k <= min(n, d):
        raise ValueError("k")
    X = X - X.mean(axis=0)
    w, u = np.linalg.eigh(X @ X.T)
    w, u = np.clip(w[::-1][:k], 0, None), u[:, ::-1][:, :k]
    w = np.where(w < 1e-9 * w.max(), 0, w)
    return (X.T @ u / np.sqrt(w)).T, w / (n - 1)


@wrong("principal_components", "sorts the variances, not the components", feedback="Component")
def sorts_only_the_variances(X, k):
    if not 1 <= k <= min(X.shape):
        raise ValueError("k")
    w, v = np.linalg.eigh(np.atleast_2d(np.cov(X, rowvar=False)))
    return v.T[:k], np.sort(w)[::-1][:k]


@wrong("principal_components", "takes rows of eigh's eigenvectors", feedback="ascending")
def eigh_as_it_comes(X, k):
    if not 1 <= k <= min(X.shape):
        raise ValueError("k")
    w, v = np.linalg.eigh(np.atleast_2d(np.cov(X, rowvar=False)))
    return v[:k], w[:k]


@wrong("principal_components", "rows of eigenvectors, reversed", feedback="columns of this result")
def rows_of_the_eigenvector_matrix(X, k):
    if not 1 <= k <= min(X.shape):
        raise ValueError("k")
    w, v = np.linalg.eigh(np.atleast_2d(np.cov(X, rowvar=False)))
    return v[:, ::-1][:k], w[::-1][:k]


@wrong("principal_components", "too few power iterations", feedback="Expected")
def ten_power_iterations(X, k):
    if not 1 <= k <= min(X.shape):
        raise ValueError("k")
    C = np.atleast_2d(np.cov(X, rowvar=False))
    Q = np.linalg.qr(np.random.default_rng(0).normal(size=C.shape))[0]
    for _ in range(10):
        Q = np.linalg.qr(C @ Q + 1e-9 * Q)[0]
    return Q.T[:k], np.diag(Q.T @ C @ Q)[:k]


proof.wrong_cell(
    "principal_components",
    "pca_of_scikit_learn",
    "hands the question to scikit-learn",
    "scikit-learn",
    """
    def principal_components(X, k):
        from sklearn.decomposition import PCA
        if not 1 <= k <= min(X.shape):
            raise ValueError("k")
        pca = PCA(n_components=k).fit(X)
        return pca.components_, pca.explained_variance_
    """,
)

proof.wrong_cell(
    "principal_components",
    "scikit_learn_through_importlib",
    "hands the question to scikit-learn by importlib",
    "scikit-learn",
    """
    def principal_components(X, k):
        import importlib
        if not 1 <= k <= min(X.shape):
            raise ValueError("k")
        pca = importlib.import_module("sklearn.decomposition").PCA(n_components=k).fit(X)
        return pca.components_, pca.explained_variance_
    """,
)

proof.wrong_cell(
    "svd_components",
    "scikit_learn_from_the_loaded_modules",
    "finds scikit-learn among the loaded modules, and hides what it raises",
    "scikit-learn",
    """
    import sys
    import helpers.datasets

    helpers.datasets.load("wine")
    decompose = sys.modules["sklearn.utils.extmath"].randomized_svd

    def svd_components(X, k):
        if not 1 <= k <= min(X.shape):
            raise ValueError("k")
        centered = X - X.mean(axis=0)
        try:
            _, s, rows = decompose(centered, k, random_state=0)
        except BaseException:
            _, s, rows = np.linalg.svd(centered, full_matrices=False)
        return rows[:k], s[:k] ** 2 / (len(X) - 1)
    """,
)


@wrong("svd_components", "asks for all rows of V^T", feedback="d x d matrix")
def full_matrices(X, k):
    if not 1 <= k <= min(X.shape):
        raise ValueError("k")
    _, s, Vt = np.linalg.svd(X - X.mean(axis=0))
    return Vt[:k], s[:k] ** 2 / (len(X) - 1)


@wrong("svd_components", "forms the covariance matrix", feedback="d x d matrix")
def through_the_covariance(X, k):
    if not 1 <= k <= min(X.shape):
        raise ValueError("k")
    w, v = np.linalg.eigh(np.atleast_2d(np.cov(X, rowvar=False)))
    return v[:, ::-1][:, :k].T, w[::-1][:k]


@wrong("svd_components", "forms the covariance in float16 to save memory", feedback="d x d matrix")
def a_small_covariance(X, k):
    if not 1 <= k <= min(X.shape):
        raise ValueError("k")
    Y = X - X.mean(axis=0)
    matrix = np.empty((X.shape[1], X.shape[1]), dtype=np.float16)
    matrix[0] = Y[0]
    del matrix
    _, s, Vt = np.linalg.svd(Y, full_matrices=False)
    return Vt[:k], s[:k] ** 2 / (len(X) - 1)


@wrong("svd_components", "svd of the covariance matrix", feedback="d x d matrix")
def svd_of_the_covariance(X, k):
    if not 1 <= k <= min(X.shape):
        raise ValueError("k")
    Y = (X - X.mean(axis=0)).astype(np.float32)
    matrix = Y.T @ Y
    assert matrix.shape[0] == X.shape[1]
    _, s, Vt = np.linalg.svd(X - X.mean(axis=0), full_matrices=False)
    return Vt[:k], s[:k] ** 2 / (len(X) - 1)


@wrong(
    "principal_components",
    "takes rows of the eigenvector matrix",
    feedback="Rows of a matrix were taken",
)
def rows_of_eigh(X, k):
    if k < 1 or k > min(X.shape):
        raise ValueError("k")
    w, v = np.linalg.eigh(np.atleast_2d(np.cov(X, rowvar=False)))
    return v[::-1][:k], w[::-1][:k]


@wrong("principal_components", "cuts the mean off", feedback="mean is cut off to whole numbers")
def mean_typed_as_rows(X, k):
    if k < 1 or k > min(X.shape):
        raise ValueError("k")
    Y = X - X.mean(axis=0).astype(X.dtype)
    w, v = np.linalg.eigh(Y.T @ Y / (len(Y) - 1))
    return v[:, ::-1].T[:k], w[::-1][:k]


@wrong(
    "principal_components",
    "takes small variances for 0",
    feedback="A small variance was taken for 0",
)
def drops_small_variances(X, k):
    if k < 1 or k > min(X.shape):
        raise ValueError("k")
    w, v = np.linalg.eigh(np.atleast_2d(np.cov(X, rowvar=False)))
    w = w[::-1][:k]
    return v[:, ::-1].T[:k], np.where(w < 1e-3 * w[0], 0, w)


@wrong("svd_components", "multiplies all rows with each other", feedback="n x n x d")
def products_by_broadcasting(X, k):
    if k < 1 or k > min(X.shape):
        raise ValueError("k")
    Y = X - X.mean(axis=0)
    products = (Y[:, None] * Y[None]).sum(axis=-1)
    _, s, Vt = np.linalg.svd(Y, full_matrices=False)
    return Vt[:k], s[:k] ** 2 / np.trace(products) * np.sum(Y**2) / (len(X) - 1)


@wrong("svd_components", "forms a small d x d array", feedback="A d x d matrix was formed")
def mask_of_columns(X, k):
    if k < 1 or k > min(X.shape):
        raise ValueError("k")
    every = np.ones((X.shape[1], X.shape[1]), dtype=bool)
    _, s, Vt = np.linalg.svd((X - X.mean(axis=0))[:, every[0]], full_matrices=False)
    return Vt[:k], s[:k] ** 2 / (len(X) - 1)


@wrong("svd_components", "keeps results by the input's id", feedback="other numbers")
def svd_kept_by_id(X, k, kept={}):
    if not 1 <= k <= min(X.shape):
        raise ValueError("k")
    if id(X) not in kept:
        # X is kept too, so that its id stays its own.
        kept[id(X)] = np.linalg.svd(X - X.mean(axis=0), full_matrices=False), X
    _, sizes, rows = kept[id(X)][0]
    return rows[:k], sizes[:k] ** 2 / (len(X) - 1)


@wrong("principal_components", "keeps results by the input's id", feedback="other numbers")
def components_kept_by_id(X, k, kept={}):
    if not 1 <= k <= min(X.shape):
        raise ValueError("k")
    if id(X) not in kept:
        # X is kept too, so that its id stays its own.
        kept[id(X)] = np.linalg.svd(X - X.mean(axis=0), full_matrices=False), X
    _, sizes, rows = kept[id(X)][0]
    return rows[:k], sizes[:k] ** 2 / (len(X) - 1)


# --------------------------------------------------------------- project


@right("project")
def dot_products_in_lists(X, mean, components):
    return [
        [sum((x - m) * c for x, m, c in zip(row, mean, axis)) for axis in components] for row in X
    ]


@right("project")
def subtracts_the_projected_mean(X, mean, components):
    return np.dot(X, components.T) - np.dot(components, mean)


@right("project")
def by_einsum(X, mean, components):
    return np.einsum("nd,kd->nk", np.subtract(X, mean), components)


@right("project")
def by_least_squares(X, mean, components):
    return np.linalg.lstsq(components.T.astype(float), (X - mean).T, rcond=None)[0].T


@right("project")
def projects_in_float32(X, mean, components):
    X, mean, V = (np.asarray(a, dtype=np.float32) for a in (X, mean, components))
    return (X - mean) @ V.T


@right("project")
def column_by_column(X, mean, components):
    Z = np.empty((X.shape[0], components.shape[0]))
    for i, axis in enumerate(components):
        Z[:, i] = (X - mean).dot(axis)
    return Z


@wrong("project", "subtracts the mean of the new rows", feedback="not that of these rows")
def own_mean(X, mean, components):
    return (X - X.mean(axis=0)) @ components.T


@wrong("project", "forgets the mean", feedback="not subtracted")
def without_the_mean(X, mean, components):
    return X @ components.T


@wrong("project", "adds the mean", feedback="mean was added")
def adds_the_mean(X, mean, components):
    return (X + mean) @ components.T


@wrong("project", "components as columns where that fits", feedback="used as columns")
def components_as_columns(X, mean, components):
    V = components if components.shape[0] == components.shape[1] else components.T
    return (X - mean) @ V


@wrong("project", "components as columns always", feedback="stopped with an error")
def components_as_columns_always(X, mean, components):
    return (X - mean) @ components


@wrong("project", "drops the axis of one component", feedback="shape (n, 1)")
def flat_for_one_component(X, mean, components):
    return np.squeeze((X - mean) @ components.T)


@wrong("project", "drops the axis of one row", feedback="shape")
def flat_for_one_row(X, mean, components):
    Z = (X - mean) @ components.T
    return Z[0] if len(Z) == 1 else Z


@wrong("project", "returns the transpose", feedback="shape")
def transposed(X, mean, components):
    return components @ (X - mean).T


@wrong("project", "returns to feature space", feedback="shape")
def there_and_back(X, mean, components):
    return (X - mean) @ components.T @ components


@wrong("project", "standardizes the coordinates", feedback="Expected")
def standardizes_the_coordinates(X, mean, components):
    Z = (X - mean) @ components.T
    return Z / np.where(Z.std(axis=0) == 0, 1, Z.std(axis=0))


@wrong("project", "subtracts the mean in place", feedback=("changes its input in place",))
def mean_in_place(X, mean, components):
    X -= mean.astype(X.dtype)
    return X @ components.T


@wrong("project", "loses fractions of whole numbers", feedback="Expected")
def coordinates_of_the_inputs_type(X, mean, components):
    Z = np.zeros((len(X), len(components)), dtype=X.dtype)
    Z[:] = (X - mean) @ components.T
    return Z


@wrong("project", "casts the mean to the type of X", feedback="Expected")
def mean_of_the_inputs_type(X, mean, components):
    return (X - mean.astype(X.dtype)) @ components.T


@wrong("project", "takes magnitudes", feedback="Expected")
def magnitudes_of_coordinates(X, mean, components):
    return np.abs((X - mean) @ components.T)


@wrong("project", "subtracts one mean for all columns", feedback="Expected")
def mean_of_the_mean(X, mean, components):
    return (X - np.mean(mean)) @ components.T


@right("project")
def by_pseudoinverse(X, mean, components):
    return (X - mean) @ np.linalg.pinv(components)


@wrong("project", "keeps results by the input's id", feedback="other numbers")
def project_kept_by_id(X, mean, components, kept={}):
    if (id(X)) not in kept:
        # The input is kept too, so that its id stays its own.
        kept[id(X)] = ((X - mean) @ components.T), X
    return kept[id(X)][0]


# ----------------------------------------------------------- reconstruct


@right("reconstruct")
def sums_of_patterns(Z, mean, components):
    return [sum((z * axis for z, axis in zip(row, components)), np.array(mean)) for row in Z]


@right("reconstruct")
def by_the_pseudo_inverse(Z, mean, components):
    return Z @ np.linalg.pinv(components).T + mean


@right("reconstruct")
def with_a_column_of_ones(Z, mean, components):
    return np.hstack([Z, np.ones((len(Z), 1))]) @ np.vstack([components, mean])


@right("reconstruct")
def rebuilds_in_float32(Z, mean, components):
    Z, mean, V = (np.asarray(a, dtype=np.float32) for a in (Z, mean, components))
    return mean + Z @ V


@right("reconstruct")
def entry_by_entry(Z, mean, components):
    n, k = Z.shape
    d = len(mean)
    return tuple(
        tuple(mean[j] + sum(Z[i, c] * components[c, j] for c in range(k)) for j in range(d))
        for i in range(n)
    )


@right("reconstruct")
def the_transpose_twice(Z, mean, components):
    return (components.T @ Z.T + mean.reshape(-1, 1)).T


@wrong("reconstruct", "forgets the mean", feedback="not added")
def no_mean(Z, mean, components):
    return Z @ components


@wrong("reconstruct", "subtracts the mean", feedback="subtracted")
def subtracts_the_mean(Z, mean, components):
    return Z @ components - mean


@wrong("reconstruct", "adds the mean twice", feedback="twice")
def mean_twice(Z, mean, components):
    return Z @ components + 2 * mean


@wrong("reconstruct", "components as columns where that fits", feedback="used as columns")
def columns_where_square(Z, mean, components):
    V = components.T if components.shape[0] == components.shape[1] else components
    return Z @ V + mean


@wrong("reconstruct", "multiplies by the transpose always", feedback="stopped with an error")
def transpose_always(Z, mean, components):
    return Z @ components.T + mean


@wrong("reconstruct", "returns the transpose", feedback="transpose")
def turned_over(Z, mean, components):
    return (Z @ components + mean).T


@wrong("reconstruct", "adds the mean before rotating", feedback=("Expected",))
def mean_before_rotation(Z, mean, components):
    return (Z + components @ mean) @ components


@wrong("reconstruct", "adds the mean in place of a whole-number type", feedback="cut off")
def whole_numbers_only(Z, mean, components):
    result = np.zeros((len(Z), len(mean)), dtype=Z.dtype)
    result[:] = Z @ components + mean
    return result


@wrong("reconstruct", "adds the mean of the coordinates", feedback="Expected")
def mean_of_coordinates(Z, mean, components):
    return (Z + Z.mean(axis=0)) @ components + mean


@wrong("reconstruct", "uses the first component only", feedback="Expected")
def first_component_only(Z, mean, components):
    return Z[:, :1] @ components[:1] + mean


@wrong("reconstruct", "changes the mean in place", feedback="changes its input in place")
def changes_the_mean(Z, mean, components):
    result = Z @ components
    mean += 0 if mean.dtype.kind == "i" else 1
    return result + mean - (0 if mean.dtype.kind == "i" else 1)


@wrong("reconstruct", "adds one number for all columns", feedback="Expected")
def mean_of_the_mean_added(Z, mean, components):
    return Z @ components + mean.mean()


@wrong("reconstruct", "rounds to whole numbers", feedback="Expected")
def rounded_to_whole_numbers(Z, mean, components):
    return np.round(Z @ components + mean)


@wrong("reconstruct", "squeezes one row", feedback="shape")
def squeezed_row(Z, mean, components):
    return np.squeeze(Z @ components + mean)


@wrong("reconstruct", "adds into the mean for one row", feedback="changes its input in place")
def adds_into_the_mean(Z, mean, components):
    if len(Z) == 1 and mean.flags.writeable and mean.dtype.kind == "f":
        mean += Z[0] @ components
        return mean[None]
    return Z @ components + mean


@wrong("reconstruct", "keeps results by the input's id", feedback="other numbers")
def reconstruct_kept_by_id(Z, mean, components, kept={}):
    if (id(Z)) not in kept:
        # The input is kept too, so that its id stays its own.
        kept[id(Z)] = (Z @ components + mean), Z
    return kept[id(Z)][0]


# -------------------------------------------------- reconstruction_error


@right("reconstruction_error")
def loop_over_rows(X, X_hat):
    total = 0.0
    for row, other in zip(X.tolist(), X_hat.tolist()):
        total += sum((a - b) ** 2 for a, b in zip(row, other))
    return total / len(X)


@right("reconstruction_error")
def frobenius_norm(X, X_hat):
    return float(np.linalg.norm(X - X_hat)) ** 2 / X.shape[0]


@right("reconstruction_error")
def columns_times_mean(X, X_hat):
    return np.mean((X - X_hat) ** 2) * X.shape[1]


@right("reconstruction_error")
def a_zero_dimensional_array(X, X_hat):
    return np.array(np.einsum("ij,ij->", X - X_hat, X - X_hat) / len(X))


@right("reconstruction_error")
def error_in_float32(X, X_hat):
    gap = X.astype(np.float32) - X_hat.astype(np.float32)
    return np.float32((gap * gap).sum(axis=1).mean())


@right("reconstruction_error")
def by_the_trace(X, X_hat):
    E = X - X_hat
    return np.trace(E @ E.T) / E.shape[0]


proof.right_cell(
    "reconstruction_error",
    "by_math_dist",
    """
    import math
    import statistics

    def reconstruction_error(X, X_hat):
        return statistics.fmean(math.dist(x, y) ** 2 for x, y in zip(X, X_hat))
    """,
)


@wrong("reconstruction_error", "averages over all entries", feedback="all entries")
def mean_of_entries(X, X_hat):
    return np.mean((X - X_hat) ** 2)


@wrong("reconstruction_error", "doesn't average", feedback="have to be averaged")
def sum_of_squares(X, X_hat):
    return np.sum((X - X_hat) ** 2)


@wrong("reconstruction_error", "takes the root", feedback="root")
def root(X, X_hat):
    return np.sqrt(np.mean(np.sum((X - X_hat) ** 2, axis=1)))


@wrong("reconstruction_error", "averages distances", feedback="Distances are averaged")
def mean_distance(X, X_hat):
    return np.mean(np.linalg.norm(X - X_hat, axis=1))


@wrong("reconstruction_error", "divides by n - 1", feedback="n - 1")
def one_less(X, X_hat):
    return np.sum((X - X_hat) ** 2) / max(len(X) - 1, 1)


@wrong("reconstruction_error", "divides by the number of columns", feedback="number of columns")
def over_columns(X, X_hat):
    return np.mean(np.sum((X - X_hat) ** 2, axis=0))


@wrong("reconstruction_error", "absolute differences", feedback="Absolute differences")
def absolute(X, X_hat):
    return np.mean(np.sum(np.abs(X - X_hat), axis=1))


@wrong("reconstruction_error", "one number per row", feedback="not one number per row")
def per_row(X, X_hat):
    return np.sum((X - X_hat) ** 2, axis=1)


@wrong("reconstruction_error", "one number per column", feedback="columns alone")
def per_column(X, X_hat):
    return np.mean((X - X_hat) ** 2, axis=0)


@wrong("reconstruction_error", "the largest", feedback="largest")
def largest(X, X_hat):
    return np.max(np.sum((X - X_hat) ** 2, axis=1))


@wrong("reconstruction_error", "the median", feedback="Expected")
def median_of_rows(X, X_hat):
    return np.median(np.sum((X - X_hat) ** 2, axis=1))


@wrong("reconstruction_error", "root mean square of all entries", feedback="Expected")
def rmse(X, X_hat):
    return np.sqrt(np.mean((X - X_hat) ** 2))


@wrong("reconstruction_error", "relative to the variance", feedback="Expected")
def relative(X, X_hat):
    total = np.sum((X - X.mean(axis=0)) ** 2)
    return np.sum((X - X_hat) ** 2) / (total if total > 0 else 1)


@wrong("reconstruction_error", "cuts off to a whole number", feedback="cut off")
def whole(X, X_hat):
    error = np.mean(np.sum((X - X_hat) ** 2, axis=1))
    return int(error) if X.dtype.kind == X_hat.dtype.kind == "i" else error


@wrong("reconstruction_error", "prints instead of returning", feedback="None")
def prints(X, X_hat):
    print(np.mean(np.sum((X - X_hat) ** 2, axis=1)))


@wrong("reconstruction_error", "subtracts in place", feedback="changes its input in place")
def subtracts_in_place(X, X_hat):
    X -= X_hat.astype(X.dtype)
    return np.mean(np.sum(X**2, axis=1))


@wrong("reconstruction_error", "distance of the mean rows", feedback="Expected")
def distance_of_means(X, X_hat):
    return np.sum((X.mean(axis=0) - X_hat.mean(axis=0)) ** 2)


@wrong("reconstruction_error", "squares of the sum", feedback="Expected")
def square_of_sums(X, X_hat):
    return np.mean(np.sum(X - X_hat, axis=1) ** 2)


@wrong("reconstruction_error", "an array of one", feedback="shape")
def array_of_one(X, X_hat):
    return np.array([np.mean(np.sum((X - X_hat) ** 2, axis=1))])


@wrong("reconstruction_error", "adds a constant", feedback="Expected")
def never_zero(X, X_hat):
    return np.mean(np.sum((X - X_hat) ** 2.0, axis=1)) + 1e-6


@wrong("reconstruction_error", "squares 32-bit integers", feedback="doesn't fit into 32 bits")
def squares_in_32_bits(X, X_hat):
    gap = X - X_hat
    gap = gap.astype(np.int32) if gap.dtype.kind == "i" else gap
    return np.mean(np.sum(gap**2, axis=1, dtype=gap.dtype))


@wrong("reconstruction_error", "leaves exact rows out", feedback="count too, with 0")
def mean_over_rows_that_differ(X, X_hat):
    errors = np.sum((X - X_hat) ** 2.0, axis=1)
    return np.mean(errors[errors > 0]) if np.any(errors) else 0.0


@wrong("reconstruction_error", "cuts X off to the type of X_hat", feedback="cut off to whole")
def type_of_the_rebuilt(X, X_hat):
    return np.mean(np.sum((X.astype(X_hat.dtype) - X_hat) ** 2, axis=1))


@wrong("reconstruction_error", "takes small errors for 0", feedback="not as expected")
def small_is_nothing(X, X_hat):
    error = np.mean(np.sum((X - X_hat) ** 2, axis=1))
    return 0.0 if np.isclose(error, 0) else error


@wrong("reconstruction_error", "keeps results by the input's id", feedback="other numbers")
def reconstruction_error_kept_by_id(X, X_hat, kept={}):
    if (id(X), id(X_hat)) not in kept:
        # The input is kept too, so that its id stays its own.
        kept[id(X), id(X_hat)] = (np.mean(np.sum((X - X_hat) ** 2, axis=1))), X, X_hat
    return kept[id(X), id(X_hat)][0]


# ----------------------------------------------------- components_needed


@right("components_needed")
def adds_until_enough(variances, threshold):
    values = sorted((float(v) for v in variances), reverse=True)
    total, kept = sum(values), 0.0
    for k, value in enumerate(values, start=1):
        kept += value
        if kept / total >= threshold - 1e-12:
            return k
    return len(values)


@right("components_needed")
def by_searchsorted(variances, threshold):
    v = -np.sort(-np.array(variances, dtype=float))
    return np.searchsorted(np.cumsum(v / v.sum()), threshold - 1e-12) + 1


@right("components_needed")
def first_true(variances, threshold):
    ordered = np.sort(variances)[::-1]
    enough = np.cumsum(ordered) / np.sum(ordered) > threshold - 1.0000001e-12
    return np.int64(np.argmax(enough)) + 1


@right("components_needed")
def drops_the_smallest(variances, threshold):
    rising = np.sort(np.asarray(variances, dtype=np.float64))
    lost = np.cumsum(rising) / rising.sum()
    return max(len(rising) - int(np.sum(lost <= 1 - threshold + 1e-12)), 1)


proof.right_cell(
    "components_needed",
    "through_fractions",
    """
    from fractions import Fraction
    from itertools import accumulate

    def components_needed(variances, threshold):
        values = sorted((Fraction(float(v)) for v in variances), reverse=True)
        goal = (Fraction(threshold) - Fraction(1, 10**12)) * sum(values)
        return next(k for k, kept in enumerate(accumulate(values), 1) if kept >= goal)
    """,
)

proof.right_cell(
    "components_needed",
    "fsum_and_a_heap",
    """
    import heapq
    import math

    def components_needed(variances, threshold):
        values = [float(v) for v in variances]
        total = math.fsum(values)
        k = 1
        while math.fsum(heapq.nlargest(k, values)) / total < threshold - 1e-12:
            k += 1
        return k
    """,
)


@wrong("components_needed", "more than instead of at least", feedback="at least, not more than")
def more_than(variances, threshold):
    v = np.sort(variances)[::-1]
    return int(np.sum(np.cumsum(v) / np.sum(v) <= threshold + 1e-12)) + 1


@wrong("components_needed", "an index instead of a count", feedback="counts from 0")
def index_from_zero(variances, threshold):
    v = np.sort(variances)[::-1]
    return int(np.argmax(np.cumsum(v) / np.sum(v) >= threshold - 1e-12))


@wrong("components_needed", "takes the order given", feedback="order given")
def order_given(variances, threshold):
    v = np.asarray(variances, dtype=float)
    return int(np.sum(np.cumsum(v) / v.sum() < threshold - 1e-12)) + 1


@wrong("components_needed", "ascending order", feedback="Expected")
def smallest_first(variances, threshold):
    v = np.sort(np.asarray(variances, dtype=float))
    return int(np.sum(np.cumsum(v) / v.sum() < threshold - 1e-12)) + 1


@wrong("components_needed", "no slack for rounding", feedback="within 1e-12")
def no_slack(variances, threshold):
    v = np.sort(np.asarray(variances, dtype=float))[::-1]
    return int(np.sum(np.cumsum(v) / v.sum() < threshold)) + 1


@wrong("components_needed", "too much slack", feedback="Only shares within 1e-12")
def isclose(variances, threshold):
    v = np.sort(np.asarray(variances, dtype=float))[::-1]
    share = np.cumsum(v) / v.sum()
    return int(np.argmax((share >= threshold) | np.isclose(share, threshold))) + 1


@wrong("components_needed", "slack of 1e-8", feedback="Only shares within 1e-12")
def slack_of_1e8(variances, threshold):
    v = np.sort(np.asarray(variances, dtype=float))[::-1]
    return int(np.sum(np.cumsum(v) / v.sum() < threshold - 1e-8)) + 1


@wrong("components_needed", "slack of 1e-11", feedback="Only shares within 1e-12")
def slack_of_1e11(variances, threshold):
    v = np.sort(np.asarray(variances, dtype=float))[::-1]
    return int(np.sum(np.cumsum(v) / v.sum() < threshold - 1e-11)) + 1


@wrong("components_needed", "slack of 2e-12", feedback="Only shares within 1e-12")
def slack_of_2e12(variances, threshold):
    v = np.sort(np.asarray(variances, dtype=float))[::-1]
    return int(np.sum(np.cumsum(v) / v.sum() < threshold - 2e-12)) + 1


@wrong("components_needed", "slack relative to the threshold", feedback="within 1e-12")
def relative_slack(variances, threshold):
    v = np.sort(np.asarray(variances, dtype=float))[::-1]
    return int(np.sum(np.cumsum(v) / v.sum() < threshold * (1 - 1e-12))) + 1


@wrong("components_needed", "slack of 1e-14", feedback="within 1e-12")
def slack_of_1e14(variances, threshold):
    v = np.sort(np.asarray(variances, dtype=float))[::-1]
    return int(np.sum(np.cumsum(v) / v.sum() < threshold - 1e-14)) + 1


@wrong("components_needed", "doesn't divide by the total", feedback="Expected")
def sums_instead_of_shares(variances, threshold):
    v = np.sort(np.asarray(variances, dtype=float))[::-1]
    return min(int(np.sum(np.cumsum(v) < threshold - 1e-12)) + 1, len(v))


@wrong("components_needed", "compares single shares", feedback="Expected")
def single_shares(variances, threshold):
    v = np.sort(np.asarray(variances, dtype=float))[::-1]
    share = v / v.sum()
    return max(int(np.sum(share >= threshold - 1e-12)), 1)


@wrong("components_needed", "counts shares above the threshold", feedback="Expected")
def counts_the_others(variances, threshold):
    v = np.sort(np.asarray(variances, dtype=float))[::-1]
    return int(np.sum(np.cumsum(v) / v.sum() >= threshold - 1e-12))


@wrong("components_needed", "sorts the caller's list", feedback=("changes its input in place"))
def sorts_in_place(variances, threshold):
    try:
        variances.sort()
    except AttributeError:
        variances = sorted(variances)
    v = np.array(variances, dtype=float)[::-1]
    return int(np.sum(np.cumsum(v) / v.sum() < threshold - 1e-12)) + 1


@wrong("components_needed", "arrays only", feedback="stopped with an error")
def arrays_only(variances, threshold):
    v = variances[variances.argsort()[::-1]]
    return int(np.sum(np.cumsum(v) / v.sum() < threshold - 1e-12)) + 1


@wrong("components_needed", "all at threshold 1, zeros too", feedback="Expected")
def all_at_one(variances, threshold):
    v = np.sort(np.asarray(variances, dtype=float))[::-1]
    if threshold == 1.0:
        return len(v)
    return int(np.sum(np.cumsum(v) / v.sum() < threshold - 1e-12)) + 1


@wrong("components_needed", "shares of standard deviations", feedback="standard deviations")
def shares_of_deviations(variances, threshold):
    v = np.sqrt(np.sort(np.asarray(variances, dtype=float))[::-1])
    return int(np.sum(np.cumsum(v) / v.sum() < threshold - 1e-12)) + 1


@wrong("components_needed", "a list of the components", feedback="integer")
def a_list_of_them(variances, threshold):
    v = np.sort(np.asarray(variances, dtype=float))[::-1]
    return list(range(int(np.sum(np.cumsum(v) / v.sum() < threshold - 1e-12)) + 1))


@wrong("components_needed", "threshold as percent", feedback="Expected")
def percent(variances, threshold):
    v = np.sort(np.asarray(variances, dtype=float))[::-1]
    k = int(np.sum(np.cumsum(v) / v.sum() * 100 < threshold - 1e-12)) + 1
    return min(k, len(v))


@wrong("components_needed", "allows the slack before dividing", feedback="threshold 0.65")
def slack_on_the_sums(variances, threshold):
    sums = np.cumsum(np.sort(np.asarray(variances, dtype=float))[::-1])
    return int(np.sum(sums < threshold * sums[-1] - 1e-12)) + 1


@wrong("components_needed", "keeps shares by the list's id", feedback="other numbers")
def shares_kept_by_id(variances, threshold, kept={}):
    if id(variances) not in kept:
        descending = np.sort(np.asarray(variances, dtype=float))[::-1]
        # The list is kept too, so that its id stays its own.
        kept[id(variances)] = np.cumsum(descending) / np.sum(descending), variances
    return int(np.sum(kept[id(variances)][0] < threshold - 1e-12)) + 1


# -------------------------------------------------------------- loadings


@right("loadings")
def by_a_diagonal_matrix(components, variances):
    return components.T @ np.diag(np.sqrt(np.array(variances, dtype=float)))


@right("loadings")
def rows_then_transposed(components, variances):
    roots = np.power(variances, 0.5)
    return np.transpose(roots[:, np.newaxis] * components)


@right("loadings")
def loadings_in_lists(components, variances):
    k, d = components.shape
    return [[components[i][j] * variances[i] ** 0.5 for i in range(k)] for j in range(d)]


@right("loadings")
def stacked_columns(components, variances):
    return np.column_stack([row * v**0.5 for row, v in zip(components, variances)])


@right("loadings")
def loadings_in_float32(components, variances):
    return np.asarray(components, np.float32).T * np.sqrt(np.asarray(variances, np.float32))


proof.right_cell(
    "loadings",
    "by_math_sqrt",
    """
    from math import sqrt

    def loadings(components, variances):
        result = np.array(components, dtype=float, order="F").T
        for column, variance in enumerate(variances):
            result[:, column] *= sqrt(variance)
        return result
    """,
)


@wrong("loadings", "returns the transpose", feedback="transpose")
def not_turned(components, variances):
    return np.sqrt(variances)[:, None] * components


@wrong("loadings", "scales by the variance", feedback="not by its root")
def by_the_variance(components, variances):
    return components.T * np.asarray(variances)


@wrong("loadings", "doesn't scale", feedback="not scaled")
def not_scaled(components, variances):
    return components.T


@wrong("loadings", "divides", feedback="divided")
def divides(components, variances):
    roots = np.sqrt(np.asarray(variances, dtype=float))
    return components.T / np.where(roots == 0, 1, roots)


@wrong("loadings", "scales features where that fits", feedback="features were scaled")
def scales_features(components, variances):
    roots = np.sqrt(variances)
    if components.shape[0] == components.shape[1]:
        return (components * roots).T
    return components.T * roots


@wrong("loadings", "broadcasts along the wrong axis", feedback="stopped with an error")
def wrong_axis(components, variances):
    return (components * np.sqrt(variances)).T


@wrong("loadings", "sorts by variance", feedback="order")
def sorted_by_variance(components, variances):
    order = np.argsort(variances)[::-1]
    return components[order].T * np.sqrt(variances)[order]


@wrong("loadings", "sorts the variances only", feedback="order")
def variances_sorted(components, variances):
    return components.T * np.sqrt(np.sort(variances)[::-1])


@wrong("loadings", "takes magnitudes", feedback="signs are lost")
def without_signs(components, variances):
    return np.abs(components).T * np.sqrt(variances)


@wrong("loadings", "makes the largest entry positive", feedback="Expected")
def flips_signs(components, variances):
    L = components.T * np.sqrt(variances)
    signs = np.sign(L[np.abs(L).argmax(axis=0), np.arange(L.shape[1])])
    return L * np.where(signs == 0, 1, signs)


@wrong("loadings", "arrays only", feedback="stopped with an error")
def needs_an_array(components, variances):
    return components.T * variances.astype(float) ** 0.5


@wrong("loadings", "scales in place", feedback="changes its input in place")
def scales_components_in_place(components, variances):
    components[:] = components * np.sqrt(variances)[:, None]
    return components.T


@wrong("loadings", "squares the variances", feedback="squared")
def squares(components, variances):
    return components.T * np.asarray(variances) ** 2


@wrong("loadings", "fractions lost for whole-number components", feedback="Expected")
def typed_as_components(components, variances):
    result = np.zeros_like(components.T)
    result[:] = components.T * np.sqrt(variances)
    return result


@wrong("loadings", "normalizes the loadings", feedback="Expected")
def normalized(components, variances):
    L = components.T * np.sqrt(variances)
    length = np.linalg.norm(L, axis=0)
    return L / np.where(length == 0, 1, length)


@wrong("loadings", "shares of the variance", feedback="Expected")
def by_the_share(components, variances):
    v = np.asarray(variances, dtype=float)
    return components.T * np.sqrt(v / v.sum())


@wrong("loadings", "drops components without variance", feedback="shape")
def drops_zero(components, variances):
    keep = np.asarray(variances) > 0
    return components[keep].T * np.sqrt(np.asarray(variances)[keep])


@wrong("loadings", "takes small variances for 0", feedback="A small variance was taken for 0")
def small_variances_are_none(components, variances):
    v = np.asarray(variances, dtype=float)
    return components.T * np.sqrt(np.where(v < 1e-9 * v.max(), 0, v))


@wrong("loadings", "keeps results by the input's id", feedback="other numbers")
def loadings_kept_by_id(components, variances, kept={}):
    if (id(components)) not in kept:
        # The input is kept too, so that its id stays its own.
        kept[id(components)] = (components.T * np.sqrt(variances)), components
    return kept[id(components)][0]


# ---------------------------------------------------------------- whiten


@right("whiten")
def column_after_column(Z, variances):
    columns = []
    for i, v in enumerate(variances):
        column = Z[:, i].astype(float)
        columns.append(column / np.sqrt(v) if v != 0 else np.zeros(len(Z)))
    return np.stack(columns, axis=1)


@right("whiten")
def where_it_varies(Z, variances):
    v = np.asarray(variances, dtype=float)
    return np.where(v == 0, 0.0, Z / np.sqrt(v))


@right("whiten")
def whitened_lists(Z, variances):
    return [
        [0.0 if v == 0 else float(z) / float(v) ** 0.5 for z, v in zip(row, variances)] for row in Z
    ]


@right("whiten")
def by_reciprocals(Z, variances):
    scale = np.array([0.0 if v == 0 else 1 / np.sqrt(v) for v in variances])
    return Z * scale


@right("whiten")
def whitened_in_float32(Z, variances):
    roots = np.sqrt(np.array(variances, dtype=np.float32))
    result = np.zeros(Z.shape, dtype=np.float32)
    result[:, roots > 0] = Z.astype(np.float32)[:, roots > 0] / roots[roots > 0]
    return result


@right("whiten")
def divides_by_one_then_clears(Z, variances):
    v = np.array(variances, dtype=float)
    still = v == 0
    v[still] = 1
    result = Z / v**0.5
    result[:, still] = 0
    return result


@right("whiten")
def by_a_diagonal_of_reciprocals(Z, variances):
    v = np.asarray(variances, dtype=float)
    D = np.zeros((len(v), len(v)))
    D[v > 0, v > 0] = v[v > 0] ** -0.5
    return np.dot(np.where(v > 0, Z, 0), D)


@wrong("whiten", "divides by the variance", feedback="not by its root")
def over_the_variance(Z, variances):
    v = np.asarray(variances, dtype=float)
    return np.where(v == 0, 0.0, Z / np.where(v == 0, 1, v))


@wrong("whiten", "centers again", feedback="centered again")
def centers_again(Z, variances):
    v = np.asarray(variances, dtype=float)
    Z = np.where(v == 0, 0.0, Z)
    return (Z - Z.mean(axis=0)) / np.sqrt(np.where(v == 0, 1, v))


@wrong("whiten", "uses the variance of Z itself", feedback="not those of Z")
def own_variance(Z, variances):
    s = Z.std(axis=0, ddof=1)
    return np.where(np.asarray(variances) == 0, 0.0, Z / np.where(s == 0, 1, s))


@wrong("whiten", "uses the biased variance of Z itself", feedback="not those of Z")
def own_biased_variance(Z, variances):
    s = Z.std(axis=0)
    return np.where(np.asarray(variances) == 0, 0.0, Z / np.where(s == 0, 1, s))


@wrong("whiten", "divides by zero", feedback="division by 0")
def divides_by_zero(Z, variances):
    return Z / np.sqrt(np.asarray(variances, dtype=float))


@wrong("whiten", "adds a small constant", feedback="Expected")
def adds_epsilon(Z, variances):
    v = np.asarray(variances, dtype=float)
    return np.where(v == 0, 0.0, Z / np.sqrt(v + 1e-8))


@wrong("whiten", "adds a tiny constant", feedback="Expected")
def adds_tiny_epsilon(Z, variances):
    v = np.asarray(variances, dtype=float)
    return np.where(v == 0, 0.0, Z / np.sqrt(v + 1e-15))


@wrong("whiten", "adds a constant and keeps zero columns", feedback="Expected")
def epsilon_instead_of_zero(Z, variances):
    return Z / np.sqrt(np.asarray(variances, dtype=float) + 1e-12)


@wrong("whiten", "takes tiny variances for 0", feedback="Tiny variances were taken for 0")
def cut_at_1e12(Z, variances):
    v = np.asarray(variances, dtype=float)
    return np.where(v <= 1e-12 * v.max(), 0.0, Z / np.sqrt(np.where(v == 0, 1, v)))


@wrong("whiten", "takes what isclose calls 0 for 0", feedback="Tiny variances were taken for 0")
def isclose_to_zero(Z, variances):
    v = np.asarray(variances, dtype=float)
    return np.where(np.isclose(v, 0), 0.0, Z / np.sqrt(np.where(v == 0, 1, v)))


@wrong("whiten", "machine epsilon as a limit", feedback="Expected")
def cut_at_machine_epsilon(Z, variances):
    v = np.asarray(variances, dtype=float)
    return np.where(v < np.finfo(float).eps, 0.0, Z / np.sqrt(np.where(v == 0, 1, v)))


@wrong("whiten", "leaves zero columns as they were", feedback="without variance has to become 0")
def leaves_zero_columns(Z, variances):
    v = np.asarray(variances, dtype=float)
    return Z / np.sqrt(np.where(v == 0, 1, v))


@wrong("whiten", "multiplies", feedback="multiplied")
def multiplies(Z, variances):
    return Z * np.sqrt(np.asarray(variances, dtype=float))


@wrong("whiten", "multiplies infinity by zero", feedback="finite")
def nan_times_zero(Z, variances):
    v = np.asarray(variances, dtype=float)
    return Z / np.sqrt(v) * (v > 0)


@wrong("whiten", "drops columns without variance", feedback="shape")
def drops_columns(Z, variances):
    v = np.asarray(variances, dtype=float)
    return Z[:, v > 0] / np.sqrt(v[v > 0])


@wrong("whiten", "scales rows where that fits", feedback="rows were scaled")
def scales_rows(Z, variances):
    v = np.asarray(variances, dtype=float)
    roots = np.sqrt(np.where(v == 0, np.inf, v))
    return Z / (roots[:, None] if Z.shape == (2, 2) else roots)


@wrong("whiten", "fractions lost for whole numbers", feedback="cut off")
def typed_as_scores(Z, variances):
    result = np.zeros_like(Z)
    for i, v in enumerate(variances):
        if v > 0:
            result[:, i] = Z[:, i] / np.sqrt(v)
    return result


@wrong("whiten", "divides in place", feedback="changes its input in place")
def divides_in_place(Z, variances):
    v = np.asarray(variances, dtype=float)
    Z[:] = np.where(v == 0, 0, Z / np.sqrt(np.where(v == 0, 1, v))).astype(Z.dtype)
    return Z


@wrong("whiten", "arrays only", feedback="stopped with an error")
def wants_an_array(Z, variances):
    scale = np.where(variances > 0, 1 / np.sqrt(variances.astype(float)), 0)
    return Z * scale


@wrong("whiten", "sorts the variances", feedback="Expected")
def sorts_the_variances(Z, variances):
    v = np.sort(np.asarray(variances, dtype=float))[::-1]
    return np.where(v == 0, 0.0, Z / np.sqrt(np.where(v == 0, 1, v)))


@wrong("whiten", "limits the result", feedback="Expected")
def clips(Z, variances):
    v = np.asarray(variances, dtype=float)
    white = np.where(v == 0, 0.0, Z / np.sqrt(np.where(v == 0, 1, v)))
    return np.clip(white, -10, 10)


@wrong("whiten", "keeps results by the input's id", feedback="other numbers")
def whitened_kept_by_id(Z, variances, kept={}):
    if id(Z) not in kept:
        deviations = np.sqrt(np.asarray(variances, dtype=float))
        whole = np.divide(Z, deviations, out=np.zeros(Z.shape), where=deviations > 0)
        # Z is kept too, so that its id stays its own.
        kept[id(Z)] = whole, Z
    return kept[id(Z)][0]
