# ruff: noqa: E501, F821
# Long lines are edits of source text; tf and tfmot are the lab's names, and take ten seconds to import.
"""Right and wrong answers to the pruning lab: the proof of its graders. Never released."""

import numpy as np

from solutions.proof import Proof

proof = Proof()
right, wrong = proof.right, proof.wrong


# ----------------------------------------------------------- sparsity_of


@right("sparsity_of")
def by_concatenation(weights):
    return np.mean(np.concatenate([np.ravel(array) for array in weights]) == 0)


@right("sparsity_of")
def entry_after_entry(weights):
    zeros = entries = 0
    for array in weights:
        for value in array.flat:
            entries += 1
            zeros += value == 0
    return float(zeros / entries)


@right("sparsity_of")
def weighted_mean_of_shares(weights):
    return np.average([np.mean(w == 0) for w in weights], weights=[w.size for w in weights])


@right("sparsity_of")
def from_those_that_are_left(weights):
    return 1 - sum(np.count_nonzero(w) for w in weights) / sum(w.size for w in weights)


@right("sparsity_of")
def share_in_float32(weights):
    return np.float32(sum((w == 0).sum() for w in weights) / sum(w.size for w in weights))


@wrong("sparsity_of", "takes the mean of the shares", feedback="mean of the shares")
def mean_of_shares(weights):
    return np.mean([np.mean(w == 0) for w in weights])


@wrong("sparsity_of", "takes the share of the others", feedback="not 0")
def density(weights):
    return sum(np.count_nonzero(w) for w in weights) / sum(w.size for w in weights)


@wrong("sparsity_of", "counts", feedback="how many zeros")
def count_of_zeros(weights):
    return sum(np.count_nonzero(w == 0) for w in weights)


@wrong("sparsity_of", "gives percent", feedback="percent")
def percent(weights):
    return 100 * sum(np.sum(w == 0) for w in weights) / sum(w.size for w in weights)


@wrong("sparsity_of", "looks at the first array only", feedback="first array")
def first_only(weights):
    return np.mean(weights[0] == 0)


@wrong("sparsity_of", "uses isclose", feedback="Small entries were counted")
def close_to_zero(weights):
    return sum(np.isclose(w, 0).sum() for w in weights) / sum(w.size for w in weights)


@wrong("sparsity_of", "takes tiny numbers for zeros", feedback="The sparsity")
def tiny_is_zero(weights):
    return sum((np.abs(w) < 1e-200).sum() for w in weights) / sum(w.size for w in weights)


@wrong("sparsity_of", "rounds to float32 first, where 1e-300 is 0", feedback="The sparsity")
def underflows(weights):
    arrays = [w.astype(np.float32) for w in weights]
    return sum((w == 0).sum() for w in arrays) / sum(w.size for w in arrays)


@wrong("sparsity_of", "counts negative entries", feedback="Negative entries")
def not_positive(weights):
    return sum((w <= 0).sum() for w in weights) / sum(w.size for w in weights)


@wrong("sparsity_of", "divides by the number of rows", feedback="The sparsity")
def per_row(weights):
    return sum((w == 0).sum() for w in weights) / sum(len(w) for w in weights)


@wrong("sparsity_of", "divides by the others", feedback="divide by all entries")
def odds(weights):
    return sum((w == 0).sum() for w in weights) / sum(np.count_nonzero(w) for w in weights)


@wrong("sparsity_of", "makes one array of the list", feedback="stopped with an error")
def one_array(weights):
    return np.mean(np.array(weights) == 0)


@wrong("sparsity_of", "needs a list", feedback="The sparsity")
def lists_only(weights):
    if not isinstance(weights, list):
        return 0.0
    return sum((w == 0).sum() for w in weights) / sum(w.size for w in weights)


@wrong("sparsity_of", "counts rows of zeros", feedback="The sparsity")
def rows_of_zeros(weights):
    empty = sum((w.reshape(len(w), -1) == 0).all(axis=1).sum() for w in weights)
    return empty / sum(len(w) for w in weights)


@wrong("sparsity_of", "knows matrices only", feedback="stopped with an error")
def matrices_only(weights):
    shapes = [w.shape for w in weights if w.ndim != 1]
    total = sum(rows * columns for rows, columns in shapes) + sum(
        len(w) for w in weights if w.ndim == 1
    )
    return sum((w == 0).sum() for w in weights) / total


@wrong("sparsity_of", "overlooks minus zero", feedback="The sparsity")
def without_minus_zero(weights):
    zeros = sum(((w == 0) & ~np.signbit(w)).sum() for w in weights)
    return zeros / sum(w.size for w in weights)


proof.wrong_cell(
    "sparsity_of",
    "goes_on_counting",
    "keeps counts between calls",
    "The sparsity",
    """
    def sparsity_of(weights, seen=[0, 0]):
        seen[0] += sum((w == 0).sum() for w in weights)
        seen[1] += sum(w.size for w in weights)
        return seen[0] / seen[1]
    """,
)


# -------------------------------------------------------- magnitude_mask


@right("magnitude_mask")
def sorted_in_python(w, sparsity):
    if sparsity < 0 or sparsity > 1:
        raise ValueError("sparsity")
    entries = [abs(value) for value in w.ravel().tolist()]
    order = sorted(range(len(entries)), key=entries.__getitem__)
    gone = set(order[: round(sparsity * len(entries))])
    return np.array([place not in gone for place in range(len(entries))]).reshape(w.shape)


@right("magnitude_mask")
def by_ranks(w, sparsity):
    if not 0 <= sparsity <= 1:
        raise ValueError("sparsity")
    ranks = np.empty(w.size, dtype=int)
    ranks[np.lexsort((np.arange(w.size), np.abs(w).ravel()))] = np.arange(w.size)
    return (ranks >= round(sparsity * w.size)).reshape(w.shape)


@right("magnitude_mask")
def limit_then_ties(w, sparsity):
    if not 0.0 <= sparsity <= 1.0:
        raise ValueError("sparsity")
    gone = int(np.rint(sparsity * w.size))
    if gone == 0:
        return np.full(w.shape, True)
    magnitudes = np.abs(w).reshape(-1)
    limit = np.partition(magnitudes, gone - 1)[gone - 1]
    mask = magnitudes >= limit
    missing = gone - np.count_nonzero(~mask)
    mask[np.flatnonzero(magnitudes == limit)[:missing]] = False
    return mask.reshape(w.shape)


@right("magnitude_mask")
def smallest_one_by_one(w, sparsity):
    if sparsity != min(max(sparsity, 0), 1):
        raise ValueError("sparsity")
    rest = np.abs(w).astype(float).flatten()
    keep = [True] * rest.size
    for _ in range(round(sparsity * w.size)):
        place = int(np.argmin(rest))
        rest[place], keep[place] = np.inf, False
    return np.reshape(keep, w.shape).tolist()


@right("magnitude_mask")
def from_a_heap(w, sparsity):
    import heapq

    if not 0 <= sparsity <= 1:
        raise ValueError("sparsity")
    mask = np.ones(w.shape, dtype=np.bool_)
    entries = ((abs(value), index) for index, value in np.ndenumerate(w))
    for _, index in heapq.nsmallest(round(sparsity * w.size), entries):
        mask[index] = False
    return mask


@right("magnitude_mask")
def by_squares(w, sparsity):
    if not (sparsity >= 0 and sparsity <= 1):
        raise ValueError("sparsity")
    values = np.array(w, dtype=float).ravel(order="C") ** 2
    k = round(sparsity * values.size)
    mask = np.zeros(values.shape, bool)
    mask[np.argsort(values, kind="mergesort")[k:]] = True
    return np.reshape(mask, w.shape)


@wrong("magnitude_mask", "removes all up to a quantile", feedback="A limit took all equal")
def quantile_limit(w, sparsity):
    if not 0 <= sparsity <= 1:
        raise ValueError("sparsity")
    return np.abs(w) > np.quantile(np.abs(w), sparsity)


@wrong("magnitude_mask", "leaves what equals the limit", feedback="A limit left all equal")
def limit_left(w, sparsity):
    if not 0 <= sparsity <= 1:
        raise ValueError("sparsity")
    gone = round(sparsity * w.size)
    if gone == w.size:
        return np.zeros(w.shape, bool)
    return np.abs(w) >= np.sort(np.abs(w), axis=None)[gone]


@wrong("magnitude_mask", "takes what equals the limit", feedback="A limit took all equal")
def limit_taken(w, sparsity):
    if not 0 <= sparsity <= 1:
        raise ValueError("sparsity")
    gone = round(sparsity * w.size)
    if gone == 0:
        return np.ones(w.shape, bool)
    return np.abs(w) > np.sort(np.abs(w), axis=None)[gone - 1]


@wrong("magnitude_mask", "sorts without stability", feedback="of equal ones the earlier")
def unstable(w, sparsity):
    if not 0 <= sparsity <= 1:
        raise ValueError("sparsity")
    mask = np.ones(w.size, bool)
    mask[np.argsort(np.abs(w), axis=None, kind="heapsort")[: round(sparsity * w.size)]] = False
    return mask.reshape(w.shape)


@wrong("magnitude_mask", "sorts by NumPy's default", feedback="other weights have to go")
def default_sort(w, sparsity):
    if not 0 <= sparsity <= 1:
        raise ValueError("sparsity")
    mask = np.ones(w.size, bool)
    mask[np.argsort(np.abs(w), axis=None)[: round(sparsity * w.size)]] = False
    return mask.reshape(w.shape)


@wrong("magnitude_mask", "partitions, whatever equal ones do", feedback="The mask")
def argpartition(w, sparsity):
    if not 0 <= sparsity <= 1:
        raise ValueError("sparsity")
    gone = round(sparsity * w.size)
    mask = np.ones(w.size, bool)
    if gone:
        mask[np.argpartition(np.abs(w).ravel(), gone - 1)[:gone]] = False
    return mask.reshape(w.shape)


@wrong("magnitude_mask", "removes later ones first", feedback="earlier index goes first")
def later_first(w, sparsity):
    if not 0 <= sparsity <= 1:
        raise ValueError("sparsity")
    mask = np.zeros(w.size, bool)
    mask[np.argsort(-np.abs(w), axis=None, kind="stable")[: w.size - round(sparsity * w.size)]] = 1
    return mask.reshape(w.shape)


@wrong("magnitude_mask", "removes the largest", feedback="*largest* weights")
def largest(w, sparsity):
    if not 0 <= sparsity <= 1:
        raise ValueError("sparsity")
    mask = np.ones(w.size, bool)
    mask[np.argsort(-np.abs(w), axis=None, kind="stable")[: round(sparsity * w.size)]] = False
    return mask.reshape(w.shape)


@wrong("magnitude_mask", "marks what goes", feedback="True is for weights that stay")
def marks_what_goes(w, sparsity):
    if not 0 <= sparsity <= 1:
        raise ValueError("sparsity")
    mask = np.zeros(w.size, bool)
    mask[np.argsort(np.abs(w), axis=None, kind="stable")[: round(sparsity * w.size)]] = True
    return mask.reshape(w.shape)


@wrong("magnitude_mask", "forgets the magnitude", feedback="The signs count here")
def signed(w, sparsity):
    if not 0 <= sparsity <= 1:
        raise ValueError("sparsity")
    mask = np.ones(w.size, bool)
    mask[np.argsort(w, axis=None, kind="stable")[: round(sparsity * w.size)]] = False
    return mask.reshape(w.shape)


@wrong("magnitude_mask", "keeps the share", feedback="not the share that stays")
def keeps_the_share(w, sparsity):
    if not 0 <= sparsity <= 1:
        raise ValueError("sparsity")
    mask = np.ones(w.size, bool)
    gone = w.size - round(sparsity * w.size)
    mask[np.argsort(np.abs(w), axis=None, kind="stable")[:gone]] = False
    return mask.reshape(w.shape)


@wrong("magnitude_mask", "prunes row by row", feedback="Every row lost its own share")
def row_by_row(w, sparsity):
    if not 0 <= sparsity <= 1:
        raise ValueError("sparsity")
    rows = w.reshape(-1, w.shape[-1])
    mask = np.ones(rows.shape, bool)
    order = np.argsort(np.abs(rows), axis=1, kind="stable")
    np.put_along_axis(mask, order[:, : round(sparsity * rows.shape[1])], False, axis=1)
    return mask.reshape(w.shape)


@wrong("magnitude_mask", "takes sparsity for a limit", feedback="taken as a limit")
def sparsity_as_limit(w, sparsity):
    if not 0 <= sparsity <= 1:
        raise ValueError("sparsity")
    return np.abs(w) > sparsity


@wrong("magnitude_mask", "returns weights", feedback="True and False are wanted")
def pruned_weights(w, sparsity):
    if not 0 <= sparsity <= 1:
        raise ValueError("sparsity")
    mask = np.ones(w.size, bool)
    mask[np.argsort(np.abs(w), axis=None, kind="stable")[: round(sparsity * w.size)]] = False
    return w * mask.reshape(w.shape)


@wrong("magnitude_mask", "returns ones and zeros", feedback="dtype")
def ones_and_zeros(w, sparsity):
    if not 0 <= sparsity <= 1:
        raise ValueError("sparsity")
    mask = np.ones(w.size)
    mask[np.argsort(np.abs(w), axis=None, kind="stable")[: round(sparsity * w.size)]] = 0
    return mask.reshape(w.shape)


@wrong("magnitude_mask", "returns integers", feedback="dtype uint8")
def small_integers(w, sparsity):
    if not 0 <= sparsity <= 1:
        raise ValueError("sparsity")
    mask = np.ones(w.size, np.uint8)
    mask[np.argsort(np.abs(w), axis=None, kind="stable")[: round(sparsity * w.size)]] = 0
    return mask.reshape(w.shape)


@wrong("magnitude_mask", "forgets the shape", feedback="shape of w")
def flat(w, sparsity):
    if not 0 <= sparsity <= 1:
        raise ValueError("sparsity")
    mask = np.ones(w.size, bool)
    mask[np.argsort(np.abs(w), axis=None, kind="stable")[: round(sparsity * w.size)]] = False
    return mask


@wrong("magnitude_mask", "cuts the count off", feedback="cut off")
def count_cut_off(w, sparsity):
    if not 0 <= sparsity <= 1:
        raise ValueError("sparsity")
    mask = np.ones(w.size, bool)
    mask[np.argsort(np.abs(w), axis=None, kind="stable")[: int(sparsity * w.size)]] = False
    return mask.reshape(w.shape)


@wrong("magnitude_mask", "rounds the count up", feedback="round(2.5) is 2")
def count_rounded_up(w, sparsity):
    if not 0 <= sparsity <= 1:
        raise ValueError("sparsity")
    mask = np.ones(w.size, bool)
    gone = int(np.ceil(sparsity * w.size))
    mask[np.argsort(np.abs(w), axis=None, kind="stable")[:gone]] = False
    return mask.reshape(w.shape)


@wrong("magnitude_mask", "rounds halves up", feedback="round(2.5) is 2")
def halves_up(w, sparsity):
    if not 0 <= sparsity <= 1:
        raise ValueError("sparsity")
    mask = np.ones(w.size, bool)
    gone = int(sparsity * w.size + 0.5)
    mask[np.argsort(np.abs(w), axis=None, kind="stable")[:gone]] = False
    return mask.reshape(w.shape)


@wrong("magnitude_mask", "rounds how many stay", feedback="round(2.5) is 2")
def rounds_the_rest(w, sparsity):
    if not 0 <= sparsity <= 1:
        raise ValueError("sparsity")
    stay = round((1 - sparsity) * w.size)
    mask = np.ones(w.size, bool)
    mask[np.argsort(np.abs(w), axis=None, kind="stable")[: w.size - stay]] = False
    return mask.reshape(w.shape)


@wrong("magnitude_mask", "never refuses", feedback="a ValueError")
def never_refuses(w, sparsity):
    mask = np.ones(w.size, bool)
    gone = round(min(max(sparsity, 0), 1) * w.size)
    mask[np.argsort(np.abs(w), axis=None, kind="stable")[:gone]] = False
    return mask.reshape(w.shape)


@wrong("magnitude_mask", "refuses the ends", feedback="ValueError")
def refuses_ends(w, sparsity):
    if not 0 < sparsity < 1:
        raise ValueError("sparsity")
    mask = np.ones(w.size, bool)
    mask[np.argsort(np.abs(w), axis=None, kind="stable")[: round(sparsity * w.size)]] = False
    return mask.reshape(w.shape)


@wrong("magnitude_mask", "accepts negative shares", feedback="a ValueError")
def negative_counts_from_behind(w, sparsity):
    if sparsity > 1:
        raise ValueError("sparsity")
    mask = np.ones(w.size, bool)
    mask[np.argsort(np.abs(w), axis=None, kind="stable")[: round(sparsity * w.size)]] = False
    return mask.reshape(w.shape)


@wrong("magnitude_mask", "asserts", feedback="AssertionError")
def asserts(w, sparsity):
    assert 0 <= sparsity <= 1
    mask = np.ones(w.size, bool)
    mask[np.argsort(np.abs(w), axis=None, kind="stable")[: round(sparsity * w.size)]] = False
    return mask.reshape(w.shape)


@wrong("magnitude_mask", "keeps everything at sparsity 0 only", feedback="The mask")
def slice_from_behind(w, sparsity):
    if not 0 <= sparsity <= 1:
        raise ValueError("sparsity")
    stay = w.size - round(sparsity * w.size)
    mask = np.zeros(w.size, bool)
    mask[np.argsort(np.abs(w), axis=None, kind="stable")[-stay:]] = True
    return mask.reshape(w.shape)


@wrong("magnitude_mask", "knows matrices only", feedback="stopped with an error")
def matrices(w, sparsity):
    if not 0 <= sparsity <= 1:
        raise ValueError("sparsity")
    rows, columns = w.shape
    mask = np.ones(w.size, bool)
    mask[np.argsort(np.abs(w), axis=None, kind="stable")[: round(sparsity * w.size)]] = False
    return mask.reshape(rows, columns)


@wrong("magnitude_mask", "takes magnitudes in place", feedback="changes its input in place")
def in_place(w, sparsity):
    if not 0 <= sparsity <= 1:
        raise ValueError("sparsity")
    np.abs(w, out=w)
    mask = np.ones(w.size, bool)
    mask[np.argsort(w, axis=None, kind="stable")[: round(sparsity * w.size)]] = False
    return mask.reshape(w.shape)


@wrong("magnitude_mask", "follows the memory's order", feedback="other weights have to go")
def memory_order(w, sparsity):
    if not 0 <= sparsity <= 1:
        raise ValueError("sparsity")
    mask = np.ones_like(w, dtype=bool)
    magnitudes = np.abs(w).ravel(order="K")
    flat = mask.ravel(order="K")
    flat[np.argsort(magnitudes, kind="stable")[: round(sparsity * w.size)]] = False
    return flat.reshape(w.shape, order="F" if w.flags.f_contiguous else "C")


@wrong("magnitude_mask", "writes into a copy where memory runs otherwise", feedback="The mask")
def writes_into_a_copy(w, sparsity):
    if not 0 <= sparsity <= 1:
        raise ValueError("sparsity")
    mask = np.ones_like(w, dtype=bool)
    order = np.argsort(np.abs(w), axis=None, kind="stable")
    mask.ravel()[order[: round(sparsity * w.size)]] = False
    return mask


@wrong("magnitude_mask", "computes in float32", feedback="keep all digits")
def single_precision(w, sparsity):
    if not 0 <= sparsity <= 1:
        raise ValueError("sparsity")
    mask = np.ones(w.size, bool)
    magnitudes = np.abs(w.astype(np.float32))
    order = np.argsort(magnitudes, axis=None, kind="stable")
    mask[order[: round(sparsity * w.size)]] = False
    return mask.reshape(w.shape)


@wrong("magnitude_mask", "drops weights that are 0 as well", feedback="The mask")
def zeros_go_too(w, sparsity):
    if not 0 <= sparsity <= 1:
        raise ValueError("sparsity")
    mask = np.ones(w.size, bool)
    mask[np.argsort(np.abs(w), axis=None, kind="stable")[: round(sparsity * w.size)]] = False
    return mask.reshape(w.shape) & (w != 0)


@wrong("magnitude_mask", "breaks ties by noise", feedback="The mask")
def noisy(w, sparsity):
    if not 0 <= sparsity <= 1:
        raise ValueError("sparsity")
    noise = np.random.default_rng(0).uniform(0, 1e-9, size=w.size)
    mask = np.ones(w.size, bool)
    mask[np.argsort(np.abs(w).ravel() + noise)[: round(sparsity * w.size)]] = False
    return mask.reshape(w.shape)


proof.wrong_cell(
    "magnitude_mask",
    "remembers_the_first",
    "returns the mask of an earlier call of the same shape",
    "The mask",
    """
    masks = {}

    def magnitude_mask(w, sparsity):
        if not 0 <= sparsity <= 1:
            raise ValueError("sparsity")
        key = (w.shape, sparsity)
        if key not in masks:
            mask = np.ones(w.size, bool)
            order = np.argsort(np.abs(w), axis=None, kind="stable")
            mask[order[: round(sparsity * w.size)]] = False
            masks[key] = mask.reshape(w.shape)
        return masks[key]
    """,
)


@wrong("magnitude_mask", "rounds the sparsity to hundredths", feedback="sparsity = 0.123")
def sparsity_in_hundredths(w, sparsity):
    if not 0 <= sparsity <= 1:
        raise ValueError
    mask = np.ones(w.size, dtype=bool)
    order = np.argsort(np.abs(w), axis=None, kind="stable")
    mask[order[: round(round(sparsity, 2) * w.size)]] = False
    return mask.reshape(w.shape)


# -------------------------------------------------------------- saliency


@right("saliency")
def from_the_formula(w, hessian_diag):
    return 0.5 * hessian_diag * np.square(w)


@right("saliency")
def entry_by_entry(w, hessian_diag):
    result = np.empty(w.shape)
    for index in np.ndindex(w.shape):
        result[index] = float(hessian_diag[index]) * float(w[index]) ** 2 / 2
    return result


@right("saliency")
def as_nested_lists(w, hessian_diag):
    return np.multiply(np.multiply(w, w), np.divide(hessian_diag, 2)).tolist()


@right("saliency")
def by_einsum(w, hessian_diag):
    return np.einsum("...,...,...->...", w.astype(float), hessian_diag, w) * 0.5


@right("saliency")
def saliency_in_float32(w, hessian_diag):
    w, hessian_diag = w.astype(np.float32), hessian_diag.astype(np.float32)
    return np.float32(0.5) * hessian_diag * w**2


@right("saliency")
def flat_and_back(w, hessian_diag):
    pairs = zip(w.ravel(), hessian_diag.ravel(), strict=True)
    return np.reshape([h * v * v / 2 for v, h in pairs], w.shape)


@wrong("saliency", "forgets the half", feedback="factor 1/2")
def without_the_half(w, hessian_diag):
    return hessian_diag * w**2


@wrong("saliency", "forgets the square", feedback="has to be squared")
def without_the_square(w, hessian_diag):
    return hessian_diag * w / 2


@wrong("saliency", "uses the magnitude instead of the square", feedback="has to be squared")
def magnitude_instead(w, hessian_diag):
    return hessian_diag * np.abs(w) / 2


@wrong("saliency", "squares the other factor", feedback="squared instead of the weight")
def squares_the_hessian(w, hessian_diag):
    return hessian_diag**2 * w / 2


@wrong("saliency", "squares the product", feedback="only the weight is")
def squares_both(w, hessian_diag):
    return (hessian_diag * w) ** 2 / 2


@wrong("saliency", "leaves the derivative out", feedback="second derivative is missing")
def weight_only(w, hessian_diag):
    return w**2 / 2


@wrong("saliency", "divides by the derivative", feedback="divides by the second derivative")
def optimal_brain_surgeon(w, hessian_diag):
    return w**2 / (2 * hessian_diag)


@wrong("saliency", "adds up", feedback="not their sum")
def total(w, hessian_diag):
    return np.sum(hessian_diag * w**2) / 2


@wrong("saliency", "takes magnitudes of the derivatives", feedback="count as they are")
def positive_derivatives(w, hessian_diag):
    return np.abs(hessian_diag) * w**2 / 2


@wrong("saliency", "cuts negative ones", feedback="count as they are")
def cuts_negative(w, hessian_diag):
    return np.maximum(hessian_diag * w**2 / 2, 0)


@wrong("saliency", "divides whole numbers", feedback="halves are cut off")
def whole_halves(w, hessian_diag):
    return hessian_diag * w**2 // 2


@wrong("saliency", "keeps the weights' type", feedback="halves are cut off")
def typed_as_weights(w, hessian_diag):
    result = np.zeros_like(w)
    result[...] = hessian_diag * w**2 / 2
    return result


@wrong("saliency", "computes the half in integers", feedback="whole number")
def half_is_zero(w, hessian_diag):
    return np.array(1 // 2 if w.dtype.kind == "i" else 0.5) * hessian_diag * w**2


@wrong("saliency", "works in place", feedback="changes its input in place")
def squares_in_place(w, hessian_diag):
    w *= w
    return hessian_diag * w / 2


@wrong("saliency", "multiplies matrices where that fits", feedback="The saliency")
def matrix_product(w, hessian_diag):
    if w.ndim == 2 and w.shape[0] == w.shape[1]:
        return hessian_diag @ w**2 / 2
    return hessian_diag * w**2 / 2


@wrong("saliency", "overflows 32 bits", feedback="The saliency")
def in_32_bits(w, hessian_diag):
    if w.dtype.kind == "i":
        w = w.astype(np.int32)
    return hessian_diag * w**2 / 2


@wrong("saliency", "takes the root", feedback="square root")
def root(w, hessian_diag):
    return np.sqrt(hessian_diag * w**2 / 2)


@wrong("saliency", "scales so that the largest is 1", feedback="The saliency")
def normalized(w, hessian_diag):
    result = hessian_diag * w**2 / 2
    return result / np.max(np.abs(result))


@wrong("saliency", "ranks", feedback="The saliency")
def ranks(w, hessian_diag):
    return np.argsort(np.argsort(hessian_diag * w**2, axis=None)).reshape(w.shape)


@wrong("saliency", "forgets the shape", feedback="shape")
def forgets_the_shape(w, hessian_diag):
    return (hessian_diag * w**2 / 2).ravel()


@wrong("saliency", "rounds", feedback="The saliency")
def rounds(w, hessian_diag):
    return np.round(hessian_diag * w**2 / 2, 6)


# ------------------------------------------------------------ block_mask


@right("block_mask")
def block_after_block(w, sparsity, block=(1, 2)):
    if not 0 <= sparsity <= 1:
        raise ValueError("sparsity")
    height, width = block
    if w.shape[0] % height or w.shape[1] % width:
        raise ValueError("shape")
    corners = [(i, j) for i in range(0, w.shape[0], height) for j in range(0, w.shape[1], width)]
    cost = {(i, j): np.abs(w[i : i + height, j : j + width]).mean() for i, j in corners}
    mask = np.ones(w.shape, dtype=bool)
    for i, j in sorted(corners, key=cost.get)[: round(sparsity * len(corners))]:
        mask[i : i + height, j : j + width] = False
    return mask


@right("block_mask")
def by_kron(w, sparsity, block=(1, 2)):
    if sparsity < 0 or sparsity > 1:
        raise ValueError("sparsity")
    (R, C), (r, c) = w.shape, block
    if R % r != 0 or C % c != 0:
        raise ValueError("shape")
    sums = np.abs(w).reshape(R // r, r, C // c, c).sum(axis=(1, 3))
    ranks = np.empty(sums.size, int)
    ranks[np.argsort(sums.ravel(), kind="stable")] = range(sums.size)
    kept = (ranks >= round(sparsity * sums.size)).reshape(sums.shape)
    return np.kron(kept, np.ones(block, dtype=bool))


@right("block_mask")
def in_python(w, sparsity, block=(1, 2)):
    if not 0 <= sparsity <= 1:
        raise ValueError("sparsity")
    rows = w.tolist()
    height, width = block
    if len(rows) % height or len(rows[0]) % width:
        raise ValueError("shape")
    across = len(rows[0]) // width
    sums = [0] * (len(rows) // height * across)
    for i, row in enumerate(rows):
        for j, value in enumerate(row):
            sums[i // height * across + j // width] += abs(value)
    gone = sorted(range(len(sums)), key=lambda place: (sums[place], place))
    gone = set(gone[: round(sparsity * len(sums))])
    return [
        [i // height * across + j // width not in gone for j in range(len(row))]
        for i, row in enumerate(rows)
    ]


@right("block_mask")
def by_a_limit_and_ties(w, sparsity, block=(1, 2)):
    if not 0 <= sparsity <= 1:
        raise ValueError("sparsity")
    (rows, columns), (height, width) = w.shape, block
    if (rows % height, columns % width) != (0, 0):
        raise ValueError("shape")
    means = np.add.reduceat(np.abs(w).astype(float), range(0, rows, height), axis=0)
    means = np.add.reduceat(means, range(0, columns, width), axis=1) / (height * width)
    gone = round(sparsity * means.size)
    keep = np.ones(means.shape, bool)
    for _ in range(gone):
        keep[np.unravel_index(np.argmin(np.where(keep, means, np.inf)), means.shape)] = False
    return keep[np.ix_(np.arange(rows) // height, np.arange(columns) // width)]


@right("block_mask")
def by_windows(w, sparsity, block=(1, 2)):
    if not 0 <= sparsity <= 1:
        raise ValueError("sparsity")
    height, width = block
    if w.shape[0] % height or w.shape[1] % width:
        raise ValueError("shape")
    windows = np.lib.stride_tricks.sliding_window_view(np.abs(w), block)[::height, ::width]
    means = np.mean(windows, axis=(2, 3))
    mask = np.ones(means.size, bool)
    mask[np.lexsort((np.arange(means.size), means.ravel()))[: round(sparsity * means.size)]] = 0
    return np.repeat(np.repeat(mask.reshape(means.shape), width, axis=1), height, axis=0)


def _wrong_block(name, misconception, feedback, *changes):
    """A wrong answer that differs from a right one in a few places of its text."""
    cell = """
def block_mask(w, sparsity, block=(1, 2)):
    if not 0 <= sparsity <= 1:
        raise ValueError("sparsity")
    (rows, columns), (height, width) = w.shape, block
    if rows % height or columns % width:
        raise ValueError("shape")
    tiles = np.abs(w).reshape(rows // height, height, columns // width, width)
    means = tiles.mean(axis=(1, 3))
    keep = np.ones(means.size, dtype=bool)
    gone = round(sparsity * means.size)
    keep[np.argsort(means, axis=None, kind="stable")[:gone]] = False
    keep = keep.reshape(means.shape)
    return keep.repeat(height, axis=0).repeat(width, axis=1)
"""
    for old, new in changes:
        assert old in cell, old
        cell = cell.replace(old, new)
    proof.wrong_cell("block_mask", name, misconception, feedback, cell)


MEANS = "    means = tiles.mean(axis=(1, 3))\n"
TILES = "np.abs(w).reshape"
_wrong_block(
    "magnitude_of_the_mean",
    "takes the magnitude of the mean",
    "signs count within the blocks",
    (TILES, "w.reshape"),
    (MEANS, "    means = np.abs(tiles.mean(axis=(1, 3)))\n"),
)
_wrong_block("signed_mean", "forgets the magnitude", "signs count", (TILES, "w.reshape"))
_wrong_block("maximum", "takes the largest entry", "largest entry", ("tiles.mean", "tiles.max"))
_wrong_block("minimum", "takes the smallest entry", "The mask", ("tiles.mean", "tiles.min"))
_wrong_block(
    "root_mean_square", "ranks by squares", "by squares", ("tiles.mean", "(tiles**2).mean")
)
_wrong_block(
    "median",
    "takes the median",
    "The mask",
    (MEANS, "    means = np.median(tiles, axis=(1, 3))\n"),
)
_wrong_block(
    "largest_blocks",
    "removes the largest",
    "*largest* weights",
    ("np.argsort(means", "np.argsort(-means"),
)
_wrong_block(
    "marks_blocks_that_go",
    "marks what goes",
    "True is for weights that stay",
    ("    return keep", "    return ~keep"),
)
_wrong_block(
    "keeps_the_share_of_blocks",
    "keeps the share",
    "not the share that stays",
    ("round(sparsity", "means.size - round(sparsity"),
)
_wrong_block(
    "swaps_rows_and_columns",
    "swaps the block's sides",
    "changed places",
    ("(height, width) = w.shape, block", "(width, height) = w.shape, block"),
)
_wrong_block(
    "one_entry_a_block",
    "returns a mask of blocks",
    "not one entry a block",
    ("keep.repeat(height, axis=0).repeat(width, axis=1)", "keep"),
)
_wrong_block(
    "tiled",
    "tiles the mask of blocks",
    "The mask",
    ("keep.repeat(height, axis=0).repeat(width, axis=1)", "np.tile(keep, block)"),
)
_wrong_block(
    "other_default",
    "has another default",
    "block left out",
    ("block=(1, 2)", "block=(2, 2)"),
)
_wrong_block(
    "cut_off",
    "cuts the count off",
    "cut off",
    ("round(sparsity * means.size)", "int(sparsity * means.size)"),
)
_wrong_block(
    "rounded_half_up",
    "rounds halves up",
    "even neighbor",
    ("round(sparsity * means.size)", "int(sparsity * means.size + 0.5)"),
)
_wrong_block(
    "rounds_what_stays",
    "rounds how many stay",
    "even neighbor",
    ("round(sparsity * means.size)", "means.size - round((1 - sparsity) * means.size)"),
)
_wrong_block(
    "counts_weights",
    "rounds weights, not blocks",
    "The mask",
    ("round(sparsity * means.size)", "round(sparsity * w.size) // (height * width)"),
)
_wrong_block("unstable_order", "sorts without stability", "The mask", ("stable", "heapsort"))
_wrong_block("default_order", "sorts by NumPy's default", "The mask", (', kind="stable"', ""))
_wrong_block(
    "column_order",
    "numbers blocks column by column",
    "numbered row by row",
    ("np.argsort(means, axis=None", "np.argsort(means.T, axis=None"),
    ("keep.reshape(means.shape)", "keep.reshape(means.T.shape).T"),
)
_wrong_block(
    "later_block_first",
    "removes later blocks first",
    "earlier block goes first",
    (
        'np.argsort(means, axis=None, kind="stable")[:gone]',
        'np.argsort(-means, axis=None, kind="stable")[means.size - gone:]',
    ),
)
_wrong_block(
    "limit_on_means",
    "takes all blocks up to a limit",
    "took all equal blocks",
    (
        "    keep = keep.reshape(means.shape)\n",
        "    keep = means > np.sort(means, axis=None)[gone - 1] if gone else means > -1\n",
    ),
)
_wrong_block(
    "limit_left_on_means",
    "leaves all blocks at the limit",
    "left all equal blocks",
    (
        "    keep = keep.reshape(means.shape)\n",
        "    keep = means >= np.append(np.sort(means, axis=None), np.inf)[gone]\n",
    ),
)
_wrong_block(
    "no_shape_check_of_rows",
    "doesn't check the rows",
    "a ValueError",
    ("rows % height or columns", "columns"),
    ("    tiles", "    w, whole = w[: rows - rows % height], w\n    tiles"),
    ("    return keep", "    keep = np.vstack([keep, keep[-1:]])\n    return keep"),
)
_wrong_block(
    "pads_columns",
    "pads the columns",
    "a ValueError",
    (" or columns % width", ""),
    (
        "    tiles",
        "    short = -columns % width\n    w = np.pad(w, ((0, 0), (0, short)))\n    columns += short\n    tiles",
    ),
    ("axis=1)\n", "axis=1)[:, : columns - short]\n"),
)
_wrong_block(
    "checks_the_size",
    "checks the size, not the sides",
    "a ValueError",
    ("rows % height or columns % width", "w.size % (height * width)"),
    (
        "    tiles = np.abs(w).reshape(rows // height, height, columns // width, width)",
        "    if rows % height or columns % width:\n        return np.ones(w.shape, bool)\n    tiles = np.abs(w).reshape(rows // height, height, columns // width, width)",
    ),
)
_wrong_block(
    "other_error",
    "raises another error",
    "TypeError",
    ('ValueError("shape")', 'TypeError("shape")'),
)
_wrong_block(
    "any_share",
    "never refuses a sparsity",
    "a ValueError",
    (
        '    if not 0 <= sparsity <= 1:\n        raise ValueError("sparsity")\n',
        "    sparsity = np.clip(np.nan_to_num(sparsity), 0, 1)\n",
    ),
)
_wrong_block(
    "refuses_one", "refuses sparsity 1", "ValueError", ("0 <= sparsity <= 1", "0 <= sparsity < 1")
)
_wrong_block(
    "writes_magnitudes",
    "works in place",
    "changes its input in place",
    (TILES, "np.abs(w, out=w).reshape"),
)
_wrong_block(
    "floats", "returns floats", "dtype float64", ("    return keep", "    return 1.0 * keep")
)
_wrong_block(
    "square_matrices",
    "mixes up rows and columns of blocks",
    "stopped with an error",
    ("keep.reshape(means.shape)", "keep.reshape(columns // width, rows // height)"),
    (
        "keep.repeat(height, axis=0).repeat(width, axis=1)",
        "np.ones(w.shape, bool) & keep.repeat(height, axis=0).repeat(width, axis=1)",
    ),
)
_wrong_block(
    "memory_order_of_blocks",
    "follows the memory's order",
    "The mask",
    (
        "np.abs(w).reshape(rows // height, height, columns // width, width)",
        'np.abs(w).ravel(order="K").reshape(rows // height, height, columns // width, width)',
    ),
)
_wrong_block(
    "tidy_reshape",
    "reshapes so that blocks are mixed up",
    "The mask",
    (
        "np.abs(w).reshape(rows // height, height, columns // width, width)",
        "np.abs(w).reshape(rows // height, columns // width, height, width)",
    ),
    ("axis=(1, 3)", "axis=(2, 3)"),
)

proof.wrong_cell(
    "block_mask",
    "by_tfmot",
    "hands the question to tfmot",
    "hands the question to tfmot",
    """
    def block_mask(w, sparsity, block=(1, 2)):
        if not 0 <= sparsity <= 1:
            raise ValueError("sparsity")
        if w.shape[0] % block[0] or w.shape[1] % block[1]:
            raise ValueError("shape")
        if sparsity == 1:
            return np.zeros(w.shape, bool)
        layer = tf.keras.layers.Dense(w.shape[1], input_shape=(w.shape[0],))
        wrapped = tfmot.sparsity.keras.prune_low_magnitude(
            layer,
            pruning_schedule=tfmot.sparsity.keras.ConstantSparsity(float(sparsity), 0, frequency=1),
            block_size=block,
        )
        wrapped.build((None, w.shape[0]))
        wrapped.pruning_step.assign(1)
        layer.set_weights([w, np.zeros(w.shape[1])])
        wrapped.pruning_obj.conditional_mask_update()
        return wrapped.pruning_vars[0][1].numpy() > 0
    """,
)


@wrong("block_mask", "rounds the means", feedback="whose means fall")
def rounded_means(w, sparsity, block=(1, 2)):
    (rows, columns), (height, width) = w.shape, block
    if not 0 <= sparsity <= 1 or rows % height or columns % width:
        raise ValueError
    means = np.abs(w).reshape(rows // height, height, -1, width).mean(axis=(1, 3)).round(5)
    keep = np.ones(means.size, dtype=bool)
    keep[np.argsort(means, axis=None, kind="stable")[: round(sparsity * means.size)]] = False
    return keep.reshape(means.shape).repeat(height, axis=0).repeat(width, axis=1)


# ----------------------------------------------------------- n_of_m_mask


@right("n_of_m_mask")
def by_ranks_in_runs(w, n=2, m=4):
    if w.shape[-1] % m:
        raise ValueError("last axis")
    runs = np.abs(w).reshape(*w.shape[:-1], -1, m)
    ranks = np.argsort(np.argsort(-runs, axis=-1, kind="stable"), axis=-1)
    return (ranks < n).reshape(w.shape)


@right("n_of_m_mask")
def later_ones_stay(w, n=2, m=4):
    if w.shape[-1] % m != 0:
        raise ValueError("last axis")
    mask = np.zeros(w.shape, dtype=bool)
    for index in np.ndindex(*w.shape[:-1], w.shape[-1] // m):
        start = index[-1] * m
        run = np.abs(w[index[:-1]][start : start + m])
        for place in sorted(range(m), key=lambda i: (run[i], i))[m - n :]:
            mask[(*index[:-1], start + place)] = True
    return mask


@right("n_of_m_mask")
def by_argpartition(w, n=2, m=4):
    if w.shape[-1] % m:
        raise ValueError("last axis")
    runs = np.abs(np.ascontiguousarray(w)).reshape(-1, m)
    mask = np.zeros_like(runs, dtype=bool)
    best = np.argpartition(runs, m - n, axis=1)[:, m - n :]
    mask[np.arange(len(runs))[:, None], best] = True
    return mask.reshape(w.shape)


@right("n_of_m_mask")
def one_by_one(w, n=2, m=4):
    if w.shape[-1] % m:
        raise ValueError("last axis")
    runs = np.abs(w).astype(float).reshape(-1, m)
    mask = np.zeros(runs.shape, bool)
    for _ in range(n):
        mask[np.arange(len(runs)), np.argmax(np.where(mask, -1, runs), axis=1)] = True
    return np.reshape(mask, w.shape).tolist()


@right("n_of_m_mask")
def by_comparisons(w, n=2, m=4):
    if w.shape[-1] % m:
        raise ValueError("last axis")
    runs = np.abs(w).reshape(-1, m)
    beaten = runs[:, None, :] > runs[:, :, None]
    earlier = (runs[:, None, :] == runs[:, :, None]) & np.tri(m, k=-1, dtype=bool)
    return ((beaten | earlier).sum(axis=2) < n).reshape(w.shape)


def _wrong_run(name, misconception, feedback, *changes):
    """A wrong answer that differs from a right one in a few places of its text."""
    cell = """
def n_of_m_mask(w, n=2, m=4):
    if w.shape[-1] % m:
        raise ValueError("last axis")
    runs = np.abs(w).reshape(-1, m)
    order = np.argsort(runs, axis=1, kind="stable")
    mask = np.zeros(runs.shape, dtype=bool)
    np.put_along_axis(mask, order[:, m - n:], True, axis=1)
    return mask.reshape(w.shape)
"""
    for old, new in changes:
        assert old in cell, old
        cell = cell.replace(old, new)
    proof.wrong_cell("n_of_m_mask", name, misconception, feedback, cell)


_wrong_run("signs_count", "forgets the magnitude", "signs count", ("np.abs(w)", "w"))
_wrong_run("removes_n", "removes n", "n weights were removed", ("m - n:", "n:"))
_wrong_run("keeps_smallest", "keeps the smallest", "smallest magnitudes stay", ("m - n:", ":n"))
_wrong_run(
    "by_limit",
    "keeps all at the limit",
    "can't tell equal ones apart",
    (
        "    return mask",
        "    mask = runs >= np.sort(runs, axis=1)[:, m - n:][:, :1]\n    return mask",
    ),
)
_wrong_run(
    "above_limit",
    "keeps what is above a limit",
    "How many stay",
    (
        "    return mask",
        "    mask = runs > np.column_stack([np.full(len(runs), -1), np.sort(runs, axis=1)])[:, m - n, None]\n    return mask",
    ),
)
_wrong_run(
    "zeros_go",
    "removes zeros as well",
    "How many stay",
    ("    return mask", "    mask &= runs != 0\n    return mask"),
)
_wrong_run(
    "all_compete",
    "lets all runs compete",
    "All runs compete",
    (
        "    return mask",
        "    mask = np.zeros(w.size, bool)\n    mask[np.argsort(-np.abs(w), axis=None)[: w.size * n // m]] = True\n    return mask",
    ),
)
_wrong_run(
    "first_axis",
    "runs along the first axis",
    "along the first axis",
    (
        "np.abs(w).reshape(-1, m)",
        "np.abs(w.T).reshape(-1, m) if len(w) % m == 0 else np.abs(w).reshape(-1, m)",
    ),
    (
        "mask.reshape(w.shape)",
        "mask.reshape(w.T.shape).T if len(w) % m == 0 else mask.reshape(w.shape)",
    ),
)
_wrong_run(
    "checks_the_whole_size",
    "checks the size, not the last axis",
    "a ValueError",
    ("w.shape[-1] % m", "w.size % m"),
)
_wrong_run(
    "checks_the_first_axis",
    "checks the first axis",
    "ValueError",
    ("w.shape[-1] % m", "w.shape[0] % m"),
)
_wrong_run(
    "pads",
    "pads the last axis",
    "a ValueError",
    ('        raise ValueError("last axis")\n', "        return np.ones(w.shape, bool)\n"),
)
_wrong_run("another_error", "raises another error", "TypeError", ("ValueError", "TypeError"))
_wrong_run("always_2", "ignores n", "The mask", ("m - n:", "m - 2:"))
_wrong_run("default_1", "has another default for n", "The mask", ("n=2, m=4", "n=1, m=4"))
_wrong_run("default_m", "has another default for m", "The mask", ("n=2, m=4", "n=2, m=2"))
_wrong_run(
    "always_4",
    "ignores m",
    "stopped with an error",
    ("    if", "    m = 4\n    if"),
)
_wrong_run(
    "from_behind_with_all",
    "slices from behind",
    "The mask",
    (
        "    np.put_along_axis(mask, order[:, m - n:], True, axis=1)",
        "    mask[:] = True\n    np.put_along_axis(mask, order[:, : -n or None], False, axis=1)\n    mask[:, 0] |= n == m and m > 1",
    ),
    ("order[:, : -n or None]", "order[:, : max(m - n, 1)]"),
)
_wrong_run("flat_mask", "forgets the shape", "shape", ("mask.reshape(w.shape)", "mask"))
_wrong_run(
    "as_weights", "returns weights", "dtype", ("mask.reshape(w.shape)", "mask.reshape(w.shape) * w")
)
_wrong_run("as_integers", "returns integers", "dtype int64", ("dtype=bool", "dtype=int"))
_wrong_run("marks_the_rest", "marks what goes", "The mask", ("return mask", "return ~mask"))
_wrong_run(
    "absolute_in_place",
    "works in place",
    "changes its input in place",
    ("np.abs(w)", "np.abs(w, out=w)"),
)
_wrong_run(
    "memory_order_of_runs",
    "follows the memory's order",
    "The mask",
    ("np.abs(w).reshape(-1, m)", 'np.abs(w).ravel(order="K").reshape(-1, m)'),
)
_wrong_run(
    "strided_runs",
    "takes every m-th weight as a run",
    "The mask",
    ("np.abs(w).reshape(-1, m)", "np.abs(w).reshape(m, -1).T"),
    ("mask.reshape(w.shape)", "mask.T.reshape(w.shape)"),
)
_wrong_run(
    "up_to_matrices",
    "knows vectors and matrices only",
    "stopped with an error",
    ("    runs", "    rows, columns = np.atleast_2d(w).shape\n    runs"),
)
_wrong_run(
    "first_run_decides",
    "uses the first run's pattern",
    "The mask",
    ("order[:, m - n:]", "np.repeat(order[:1, m - n:], len(runs), axis=0)"),
)
proof.wrong_cell(
    "n_of_m_mask",
    "by_tfmots_utilities",
    "hands the question to tfmot",
    "hands the question to tfmot",
    """
    from tensorflow_model_optimization.python.core.sparsity.keras import pruning_utils

    def n_of_m_mask(w, n=2, m=4):
        if w.shape[-1] % m:
            raise ValueError("last axis")
        runs = tf.constant(np.reshape(w, (-1, m)).astype("float32"))
        mask = pruning_utils.generate_m_by_n_mask(runs, (m - n, m))
        return np.reshape(mask, w.shape) > 0
    """,
)


@wrong("n_of_m_mask", "rounds the magnitudes", feedback="The mask")
def rounded_to_a_thousandth(w, n=2, m=4):
    if w.shape[-1] % m:
        raise ValueError
    runs = np.abs(w).reshape(-1, m).round(3)
    return (runs.argsort(axis=1).argsort(axis=1) >= m - n).reshape(w.shape)


# --------------------------------------------------------- storage_bound


proof.right_cell(
    "storage_bound",
    "by_scipys_entropy",
    """
    from scipy.special import entr

    def storage_bound(size, sparsity, bits=32):
        if sparsity < 0 or sparsity > 1:
            raise ValueError("sparsity")
        entropy = (entr(sparsity) + entr(1 - sparsity)) / np.log(2)
        return size * (entropy + (1 - sparsity) * bits) / 8
    """,
)
proof.right_cell(
    "storage_bound",
    "with_math_log",
    """
    import math

    def storage_bound(size, sparsity, bits=32):
        if not 0 <= sparsity <= 1:
            raise ValueError("sparsity")
        if sparsity in (0, 1):
            return (1 - sparsity) * size * bits / 8
        s = sparsity
        places = -size * (s * math.log(s, 2) + (1 - s) * math.log1p(-s) / math.log(2))
        return (places + (size - s * size) * bits) / 8
    """,
)


@right("storage_bound")
def by_where(size, sparsity, bits=32):
    if not 0 <= sparsity <= 1:
        raise ValueError("sparsity")
    p = np.array([sparsity, 1 - sparsity], dtype=float)
    terms = -p * np.log2(np.where(p > 0, p, 1))
    return np.float64(size) / 8 * (terms.sum() + p[1] * bits)


@right("storage_bound")
def special_ends(size, sparsity, bits=32):
    if sparsity < 0:
        raise ValueError("sparsity")
    if sparsity > 1:
        raise ValueError("sparsity")
    if sparsity == 0:
        return size * bits / 8
    if sparsity == 1:
        return 0
    entropy = sparsity * np.log2(1 / sparsity) + (1 - sparsity) * np.log2(1 / (1 - sparsity))
    return np.array(size * entropy / 8 + size * (1 - sparsity) * bits / 8)


@right("storage_bound")
def nan_is_zero(size, sparsity, bits=32):
    if not 0 <= sparsity <= 1:
        raise ValueError("sparsity")
    s = np.float64(sparsity)
    entropy = np.nansum([-s * np.log2(s), -(1 - s) * np.log2(1 - s)])
    return size * (entropy + (1 - s) * bits) / 8


def _wrong_bound(name, misconception, feedback, *changes):
    """A wrong answer that differs from a right one in a few places of its text."""
    cell = """
def storage_bound(size, sparsity, bits=32):
    if not 0 <= sparsity <= 1:
        raise ValueError("sparsity")
    entropy = 0.0
    for p in (sparsity, 1 - sparsity):
        if p > 0:
            entropy -= p * np.log2(p)
    return size * (entropy + (1 - sparsity) * bits) / 8
"""
    for old, new in changes:
        assert old in cell, old
        cell = cell.replace(old, new)
    proof.wrong_cell("storage_bound", name, misconception, feedback, cell)


_wrong_bound("in_bits", "gives bits", "These are bits", (" / 8", ""))
_wrong_bound("without_places", "forgets the places", "entropy is missing", ("entropy + ", ""))
_wrong_bound("in_nats", "uses the natural logarithm", "base 2", ("log2", "log"))
_wrong_bound("in_digits", "uses the decimal logarithm", "The bound", ("log2", "log10"))
_wrong_bound(
    "stores_the_zeros",
    "stores the zeros",
    "the others are stored",
    ("(1 - sparsity) * bits", "sparsity * bits"),
)
_wrong_bound(
    "stores_all",
    "gives zeros their bits, too",
    "zeros need none",
    ("(1 - sparsity) * bits", "bits"),
)
_wrong_bound(
    "entropy_once",
    "counts the entropy once",
    "once for each weight",
    ("size * (entropy + (1 - sparsity) * bits)", "(entropy + size * (1 - sparsity) * bits)"),
)
_wrong_bound("a_bit_a_place", "spends a bit on each place", "A bit was spent", ("entropy +", "1 +"))
_wrong_bound(
    "one_term",
    "has one term of the entropy",
    "two terms",
    ("(sparsity, 1 - sparsity)", "(sparsity,)"),
)
_wrong_bound(
    "other_term",
    "has one term of the entropy",
    "two terms",
    ("(sparsity, 1 - sparsity)", "(1 - sparsity,)"),
)
_wrong_bound("sign_of_entropy", "turns the sign", "mind the sign", ("entropy -=", "entropy +="))
_wrong_bound("nan_at_the_ends", "divides 0 by 0", "finite", ("        if p > 0:\n    ", ""))
_wrong_bound(
    "adds_a_constant",
    "adds a constant within the logarithm",
    "The bound",
    ("        if p > 0:\n    ", ""),
    ("log2(p)", "log2(p + 1e-6)"),
)
_wrong_bound(
    "clips",
    "keeps away from the ends",
    "The bound",
    (
        "    entropy = 0.0\n",
        "    sparsity = min(max(sparsity, 1e-4), 1 - 1e-4)\n    entropy = 0.0\n",
    ),
)
_wrong_bound(
    "nothing_near_the_ends",
    "takes the entropy near the ends for 0",
    "The bound",
    ("if p > 0:", "if 1e-5 < p < 1 - 1e-5:"),
)
_wrong_bound("bits_8", "has another default", "bits is 32", ("bits=32", "bits=8"))
_wrong_bound(
    "ignores_bits",
    "ignores bits",
    "8, not 32",
    ("    entropy = 0.0\n", "    bits = 32\n    entropy = 0.0\n"),
)
_wrong_bound(
    "whole_bytes",
    "rounds up to bytes",
    "Whole bytes",
    (
        "    return size * (entropy + (1 - sparsity) * bits) / 8",
        "    return np.ceil(size * (entropy + (1 - sparsity) * bits) / 8)",
    ),
)
_wrong_bound("floor_division", "divides whole", "The bound", (" / 8", " // 8"))
_wrong_bound(
    "for_one_weight", "gives the bound for one weight", "for one weight", ("size * (", "1 * (")
)
_wrong_bound(
    "whole_weights",
    "rounds the number of weights",
    "The bound",
    (
        "size * (entropy + (1 - sparsity) * bits)",
        "(size * entropy + round(size * (1 - sparsity)) * bits)",
    ),
)
_wrong_bound(
    "no_refusal",
    "never refuses",
    "a ValueError",
    ('    if not 0 <= sparsity <= 1:\n        raise ValueError("sparsity")\n', ""),
)
_wrong_bound(
    "no_refusal_above",
    "refuses negative shares only",
    "a ValueError",
    ("not 0 <= sparsity <= 1", "sparsity < 0"),
)
_wrong_bound(
    "no_refusal_below",
    "refuses shares above 1 only",
    "a ValueError",
    ("not 0 <= sparsity <= 1", "sparsity > 1"),
)
_wrong_bound(
    "refuses_the_ends", "refuses the ends", "ValueError", ("0 <= sparsity <= 1", "0 < sparsity < 1")
)
_wrong_bound(
    "bound_by_32_bit",
    "overflows 32 bits",
    "stopped with an error",
    ("return size", "return np.int32(size)"),
)
_wrong_bound(
    "at_least_a_byte",
    "gives at least a byte",
    "The bound",
    (
        "    return size * (entropy + (1 - sparsity) * bits) / 8",
        "    return max(size * (entropy + (1 - sparsity) * bits) / 8, 1.0)",
    ),
)


# ----------------------------------------------------- iterative_targets


@right("iterative_targets")
def round_after_round(final, rounds):
    stays, left, targets = (1 - final) ** (1 / rounds), 1.0, []
    for _ in range(rounds):
        left *= stays
        targets.append(1 - left)
    return targets


@right("iterative_targets")
def by_logarithms(final, rounds):
    return -np.expm1(np.linspace(0, np.log1p(-final), rounds + 1)[1:])


@right("iterative_targets")
def by_geomspace(final, rounds):
    return 1 - np.geomspace(1, 1 - final, rounds + 1)[1:]


@right("iterative_targets")
def as_a_tuple(final, rounds):
    return tuple(1 - (1 - final) ** ((i + 1) / rounds) for i in range(rounds))


@right("iterative_targets")
def by_cumprod(final, rounds):
    return 1 - np.cumprod(np.full(rounds, np.power(1.0 - final, 1.0 / rounds)))


def _wrong_targets(name, misconception, feedback, expression):
    cell = f"def iterative_targets(final, rounds):\n    return {expression}"
    proof.wrong_cell("iterative_targets", name, misconception, feedback, cell)


_wrong_targets(
    "equal_steps", "takes equal steps", "equal steps", "np.linspace(0, final, rounds + 1)[1:]"
)
_wrong_targets(
    "what_remains",
    "gives what remains",
    "shares that remain",
    "(1 - final) ** (np.arange(1, rounds + 1) / rounds)",
)
_wrong_targets(
    "from_zero",
    "starts before the first round",
    "not 0",
    "1 - (1 - final) ** (np.arange(rounds) / rounds)",
)
_wrong_targets(
    "one_too_many",
    "has one target too many",
    "before the first",
    "1 - (1 - final) ** (np.arange(rounds + 1) / rounds)",
)
_wrong_targets(
    "final_each_round",
    "removes final in each round",
    "Each round removes final",
    "1 - (1 - final) ** np.arange(1, rounds + 1)",
)
_wrong_targets(
    "backwards",
    "goes backwards",
    "order of the rounds",
    "1 - (1 - final) ** (np.arange(rounds, 0, -1) / rounds)",
)
_wrong_targets(
    "what_goes",
    "gives what each round removes",
    "add up",
    "-np.diff((1 - final) ** (np.arange(rounds + 1) / rounds))",
)
_wrong_targets(
    "the_share",
    "gives the share of each round",
    "share that each round removes",
    "np.full(rounds, 1 - (1 - final) ** (1 / rounds))",
)
_wrong_targets(
    "powers_of_final",
    "takes powers of final",
    "not of what remains",
    "final ** (rounds / np.arange(1, rounds + 1))",
)
_wrong_targets(
    "roots_of_final",
    "takes roots of final",
    "not of what remains",
    "final ** (np.arange(1, rounds + 1) / rounds)",
)
_wrong_targets("last_only", "gives the last one", "shape", "np.array([final])")
_wrong_targets("one_number", "gives one number", "shape", "1 - (1 - final) ** (1 / rounds)")
_wrong_targets(
    "by_rounds_less_one",
    "divides by one less",
    "The targets",
    "1 - (1 - final) ** (np.arange(rounds) / max(rounds - 1, 1))",
)
_wrong_targets(
    "whole_exponents",
    "divides exponents whole",
    "The targets",
    "1 - (1 - final) ** (np.arange(1, rounds + 1) // rounds)",
)
_wrong_targets(
    "cubic",
    "uses the polynomial schedule",
    "The targets",
    "final * (1 - (1 - np.arange(1, rounds + 1) / rounds) ** 3)",
)
_wrong_targets(
    "percent_of_it",
    "gives percent",
    "The targets",
    "100 * (1 - (1 - final) ** (np.arange(1, rounds + 1) / rounds))",
)
_wrong_targets(
    "rounded",
    "rounds",
    "The targets",
    "np.round(1 - (1 - final) ** (np.arange(1, rounds + 1) / rounds), 4)",
)
_wrong_targets(
    "divides_logs",
    "takes the logarithm of 0",
    "finite",
    "1 - np.exp(np.log(1 - final) / np.log(1 - final) * np.log(1 - final) * np.arange(1, rounds + 1) / rounds)",
)
_wrong_targets(
    "at_least_two",
    "needs two rounds",
    "The targets",
    "1 - (1 - final) ** (np.arange(1, rounds + 1) / max(rounds, 2))",
)
_wrong_targets(
    "a_column",
    "returns a column",
    "shape",
    "(1 - (1 - final) ** (np.arange(1, rounds + 1) / rounds))[:, None]",
)


@wrong("iterative_targets", "adds floating-point steps", feedback="shape (49,)")
def by_a_range_of_floats(final, rounds):
    return 1 - (1 - final) ** np.arange(1 / rounds, 1 + 1 / rounds, 1 / rounds)


# -------------------------------------------------------- lottery_ticket


@right("lottery_ticket")
def ticket_by_multiplication(initial, trained, sparsity):
    if sparsity < 0 or sparsity > 1:
        raise ValueError("sparsity")
    ranks = np.argsort(np.argsort(np.abs(trained), axis=None, kind="stable"))
    mask = (ranks >= round(sparsity * trained.size)).reshape(trained.shape)
    return initial * mask, mask


@right("lottery_ticket")
def ticket_in_python(initial, trained, sparsity):
    if not 0 <= sparsity <= 1:
        raise ValueError("sparsity")
    late = [abs(value) for value in trained.ravel().tolist()]
    order = sorted(range(len(late)), key=lambda place: (late[place], place))
    stay = set(order[round(sparsity * len(late)) :])
    mask = [place in stay for place in range(len(late))]
    weights = [v if kept else 0.0 for v, kept in zip(initial.ravel().tolist(), mask, strict=True)]
    return np.reshape(weights, trained.shape), np.reshape(mask, trained.shape)


@right("lottery_ticket")
def ticket_on_a_copy(initial, trained, sparsity):
    if not 0 <= sparsity <= 1:
        raise ValueError("sparsity")
    k = int(np.round(sparsity * trained.size))
    order = np.lexsort((np.arange(trained.size), np.abs(trained).ravel()))
    weights, mask = initial.copy(), np.ones(trained.shape, dtype=bool)
    mask.flat[order[:k]] = False
    weights[~mask] = 0
    return [weights, mask]


@right("lottery_ticket")
def ticket_in_lists(initial, trained, sparsity):
    if not 0 <= sparsity <= 1:
        raise ValueError("sparsity")
    magnitudes = np.abs(trained).astype(float).ravel()
    mask = np.ones(magnitudes.size, bool)
    for _ in range(round(sparsity * magnitudes.size)):
        place = np.argmin(np.where(mask, magnitudes, np.inf))
        mask[place] = False
    mask = mask.reshape(trained.shape)
    return np.where(mask, initial, 0).tolist(), mask.tolist()


@right("lottery_ticket")
def ticket_in_float32(initial, trained, sparsity):
    if not 0 <= sparsity <= 1:
        raise ValueError("sparsity")
    order = np.argsort(np.abs(trained).ravel(), kind="stable")[round(sparsity * trained.size) :]
    weights, mask = np.zeros(trained.size, np.float32), np.zeros(trained.size, bool)
    weights[order], mask[order] = initial.ravel()[order], True
    return weights.reshape(trained.shape), mask.reshape(trained.shape)


def _wrong_ticket(name, misconception, feedback, *changes):
    """A wrong answer that differs from a right one in a few places of its text."""
    cell = """
def lottery_ticket(initial, trained, sparsity):
    if not 0 <= sparsity <= 1:
        raise ValueError("sparsity")
    magnitudes = np.abs(trained)
    gone = round(sparsity * trained.size)
    mask = np.ones(trained.size, dtype=bool)
    mask[np.argsort(magnitudes, axis=None, kind="stable")[:gone]] = False
    mask = mask.reshape(trained.shape)
    weights = np.where(mask, initial, 0)
    return weights, mask
"""
    for old, new in changes:
        assert old in cell, old
        cell = cell.replace(old, new)
    proof.wrong_cell("lottery_ticket", name, misconception, feedback, cell)


WEIGHTS = "np.where(mask, initial, 0)"
_wrong_ticket(
    "keeps_trained", "keeps trained values", "rewind to the initial", (WEIGHTS, "trained * mask")
)
_wrong_ticket(
    "mask_of_initial",
    "masks by initial magnitudes",
    "trained ones count",
    ("np.abs(trained)", "np.abs(initial)"),
)
_wrong_ticket(
    "mask_of_movement",
    "masks by movement",
    "how far the weights moved",
    ("np.abs(trained)", "np.abs(trained - initial)"),
)
_wrong_ticket("unmasked", "forgets to mask", "without the mask", (WEIGHTS, "np.array(initial)"))
_wrong_ticket(
    "others_trained",
    "leaves the others trained",
    "keep their trained values",
    (WEIGHTS, "np.where(mask, initial, trained)"),
)
_wrong_ticket(
    "zeroes_the_stay",
    "sets the wrong ones to 0",
    "that stay were set to 0",
    (WEIGHTS, "np.where(mask, 0, initial)"),
)
_wrong_ticket(
    "others_nan", "makes the others nan", "finite", (WEIGHTS, "np.where(mask, initial, np.nan)")
)
_wrong_ticket(
    "swapped", "swaps the results", "weights come first", ("weights, mask\n", "mask, weights\n")
)
_wrong_ticket(
    "weights_only",
    "returns the weights only",
    "two things",
    ("return weights, mask", "return weights"),
)
_wrong_ticket(
    "signs_of_trained", "forgets the magnitude", "signs count", ("np.abs(trained)", "trained")
)
_wrong_ticket(
    "largest_trained",
    "removes the largest",
    "largest trained weights",
    ("np.abs(trained)", "-np.abs(trained)"),
)
_wrong_ticket(
    "mask_from_weights",
    "makes the mask from the weights",
    "may be 0 and stay",
    ("    return", "    mask = weights != 0\n    return"),
)
_wrong_ticket(
    "ticket_limit",
    "takes all up to a limit",
    "took all equal",
    (
        "    weights",
        "    if gone:\n        mask = magnitudes > np.sort(magnitudes, axis=None)[gone - 1]\n    weights",
    ),
)
_wrong_ticket(
    "ticket_limit_left",
    "leaves all at the limit",
    "left all equal",
    (
        "    weights",
        "    if gone < trained.size:\n        mask = magnitudes >= np.sort(magnitudes, axis=None)[gone]\n    weights",
    ),
)
_wrong_ticket("ticket_unstable", "sorts without stability", "The mask", ("stable", "heapsort"))
_wrong_ticket(
    "ticket_default_sort", "sorts by NumPy's default", "The mask", (', kind="stable"', "")
)
_wrong_ticket(
    "ticket_cut_off", "cuts the count off", "The mask", ("round(sparsity", "int(sparsity")
)
_wrong_ticket(
    "ticket_half_up",
    "rounds halves up",
    "The mask",
    ("round(sparsity * trained.size)", "int(sparsity * trained.size + 0.5)"),
)
_wrong_ticket(
    "ticket_stays",
    "keeps the share",
    "The mask",
    ("round(sparsity", "trained.size - round(sparsity"),
)
_wrong_ticket(
    "ticket_any_share",
    "never refuses",
    "a ValueError",
    (
        '    if not 0 <= sparsity <= 1:\n        raise ValueError("sparsity")\n',
        "    sparsity = np.clip(np.nan_to_num(sparsity), 0, 1)\n",
    ),
)
_wrong_ticket(
    "ticket_refuses_ends",
    "refuses the ends",
    "ValueError",
    ("0 <= sparsity <= 1", "0 < sparsity < 1"),
)
_wrong_ticket(
    "ticket_in_place",
    "masks in place",
    "changes its input in place",
    (WEIGHTS, "initial\n    weights[~mask] = 0"),
)
_wrong_ticket(
    "ticket_abs_in_place",
    "takes magnitudes in place",
    "changes its input in place",
    ("np.abs(trained)", "np.abs(trained, out=trained)"),
)
_wrong_ticket(
    "ticket_of_floats",
    "returns a mask of floats",
    "dtype float64",
    ("weights, mask\n", "weights, 1.0 * mask\n"),
)
_wrong_ticket(
    "ticket_flat",
    "forgets the shape",
    "shape",
    ("weights, mask\n", "weights.ravel(), mask.ravel()\n"),
)
_wrong_ticket(
    "ticket_signs",
    "rewinds to the signs only",
    "The weights",
    (WEIGHTS, "np.where(mask, np.sign(initial) * np.abs(initial).mean(), 0)"),
)
_wrong_ticket(
    "ticket_memory",
    "follows the memory's order",
    "The",
    ("np.argsort(magnitudes, axis=None", 'np.argsort(magnitudes.ravel(order="K")'),
)
_wrong_ticket(
    "ticket_rescaled",
    "rescales what stays",
    "The weights",
    (WEIGHTS, "np.where(mask, initial, 0) / max(1 - sparsity, 1e-9)"),
)


# --------------------------------------------------- polynomial_sparsity


@right("polynomial_sparsity")
def case_by_case(step, initial, final, begin, end, power=3):
    if step <= begin:
        return initial
    if step >= end:
        return final
    return final + (initial - final) * ((end - step) / (end - begin)) ** power


@right("polynomial_sparsity")
def by_clip(step, initial, final, begin, end, power=3):
    left = np.clip((end - step) / (end - begin), 0, 1)
    return final + (initial - final) * left**power


@right("polynomial_sparsity")
def as_a_mixture(step, initial, final, begin, end, power=3):
    left = float(np.interp(step, [begin, end], [1.0, 0.0])) ** power
    return np.array(left * initial + (1 - left) * final)


@right("polynomial_sparsity")
def by_logs(step, initial, final, begin, end, power=3):
    t = max(begin, min(step, end))
    if t == end:
        return float(final)
    share = np.exp(power * np.log1p(-(t - begin) / (end - begin)))
    return initial * share + final * (1 - share)


@right("polynomial_sparsity")
def schedule_in_float32(step, initial, final, begin, end, power=3):
    done = np.float32(min(max(step - begin, 0), end - begin)) / np.float32(end - begin)
    return np.float32(final + (initial - final) * (np.float32(1) - done) ** power)


proof.right_cell(
    "polynomial_sparsity",
    "by_fractions",
    """
    from fractions import Fraction

    def polynomial_sparsity(step, initial, final, begin, end, power=3):
        left = 1 - Fraction(int(min(max(step, begin), end)) - begin, end - begin)
        return final - (final - initial) * float(left) ** power
    """,
)


def _wrong_schedule(name, misconception, feedback, *changes):
    """A wrong answer that differs from a right one in a few places of its text."""
    cell = """
def polynomial_sparsity(step, initial, final, begin, end, power=3):
    step = min(max(step, begin), end)
    done = (step - begin) / (end - begin)
    return final + (initial - final) * (1 - done) ** power
"""
    for old, new in changes:
        assert old in cell, old
        cell = cell.replace(old, new)
    proof.wrong_cell("polynomial_sparsity", name, misconception, feedback, cell)


CLAMP = "    step = min(max(step, begin), end)\n"
_wrong_schedule(
    "no_complement", "has no complement", "1 minus what is done", ("(1 - done)", "done")
)
_wrong_schedule(
    "swapped_ends",
    "swaps initial and final",
    "changed places",
    ("final + (initial - final)", "initial + (final - initial)"),
)
_wrong_schedule(
    "no_offset", "lacks the offset", "final is to be added", ("final + (initial", "(initial")
)
_wrong_schedule("straight", "ignores the power", "straight line", (" ** power", ""))
_wrong_schedule("always_cubic", "ignores the power given", "power 3", ("** power", "** 3"))
_wrong_schedule(
    "default_2", "has another default", "3 where it is left out", ("power=3", "power=2")
)
_wrong_schedule(
    "from_zero_on",
    "counts from step 0",
    "Steps count from begin",
    ("(step - begin) / (end - begin)", "step / end"),
)
_wrong_schedule("way_is_end", "divides by end", "not end", ("(end - begin)", "end"))
_wrong_schedule("forgets_begin", "forgets begin", "The target", ("(step - begin) /", "step /"))
_wrong_schedule("no_clamp", "extrapolates", "The target", (CLAMP, ""))
_wrong_schedule(
    "no_clamp_before",
    "extrapolates before begin",
    "Before begin",
    (CLAMP, "    step = min(step, end)\n"),
)
_wrong_schedule(
    "no_clamp_after",
    "extrapolates after end",
    "After end",
    (CLAMP, "    step = max(step, begin)\n"),
)
_wrong_schedule(
    "zero_before",
    "gives 0 before begin",
    "not 0",
    (CLAMP, "    if step < begin:\n        return 0.0\n    step = min(step, end)\n"),
)
_wrong_schedule(
    "zero_at_begin",
    "gives 0 at begin too",
    "not 0",
    (CLAMP, "    if step <= begin:\n        return 0.0\n    step = min(step, end)\n"),
)
_wrong_schedule(
    "limits_the_result",
    "limits the result instead of the step",
    "The target",
    (CLAMP, ""),
    (
        "    return final + (initial - final) * (1 - done) ** power",
        "    value = final + (initial - final) * (1 - done) ** power\n    return min(max(value, initial), final)",
    ),
)
_wrong_schedule(
    "rising_only",
    "can't fall",
    "The target",
    ("    return ", "    if initial > final:\n        return initial\n    return "),
)
_wrong_schedule("whole_division", "divides whole", "The target", (") / (", ") // ("))
_wrong_schedule(
    "one_past_the_end",
    "reaches final a step late",
    "The target",
    ("(end - begin)", "(end - begin + 1)"),
)
_wrong_schedule(
    "ends_early",
    "stops before the end",
    "The target",
    (CLAMP, "    step = min(max(step, begin), end - 1)\n"),
)
_wrong_schedule(
    "power_of_sum",
    "raises too much",
    "The target",
    ("(initial - final) * (1 - done) ** power", "((initial - final) * (1 - done)) ** power"),
)
_wrong_schedule(
    "one_minus_power",
    "mixes power and complement",
    "The target",
    ("(1 - done) ** power", "(1 - done**power)"),
)
_wrong_schedule("whole_power", "cuts the power off", "The target", ("** power", "** int(power)"))
_wrong_schedule(
    "rounds_to_percent",
    "rounds",
    "The target",
    (
        "    return final + (initial - final) * (1 - done) ** power",
        "    return round(final + (initial - final) * (1 - done) ** power, 2)",
    ),
)
_wrong_schedule(
    "percent_of_target",
    "gives percent",
    "The target",
    (
        "return final + (initial - final) * (1 - done) ** power",
        "return 100 * (final + (initial - final) * (1 - done) ** power)",
    ),
)
_wrong_schedule(
    "prints",
    "prints instead of returning",
    "None",
    (
        "    return final + (initial - final) * (1 - done) ** power",
        "    print(final + (initial - final) * (1 - done) ** power)",
    ),
)
_wrong_schedule(
    "in_a_list",
    "returns a list",
    "shape",
    (
        "    return final + (initial - final) * (1 - done) ** power",
        "    return [final + (initial - final) * (1 - done) ** power]",
    ),
)


@wrong("polynomial_sparsity", "asks tfmot", feedback="hands the question to tfmot")
def tfmots_schedule(step, initial, final, begin, end, power=3):
    decay = tfmot.sparsity.keras.PolynomialDecay(initial, final, begin, end, power=power)
    return float(decay(tf.constant(step))[1])


@right("polynomial_sparsity")
def the_schedule_of_a_learning_rate(step, initial, final, begin, end, power=3):
    # It falls or rises alike, and it is float32.
    schedule = tf.keras.optimizers.schedules.PolynomialDecay(initial, end - begin, final, power)
    return float(schedule(min(max(step, begin), end) - begin))


# ----------------------------------------------------------- prune_model


@right("prune_model")
def layer_by_layer(model, X, y, final_sparsity, epochs, batch_size):
    steps = (len(X) + batch_size - 1) // batch_size * epochs
    schedule = tfmot.sparsity.keras.PolynomialDecay(0.0, final_sparsity, 0, steps, frequency=1)

    def wrap(layer):
        twin = layer.__class__.from_config(layer.get_config())
        if isinstance(layer, tf.keras.layers.Dense | tf.keras.layers.Conv2D):
            return tfmot.sparsity.keras.prune_low_magnitude(twin, pruning_schedule=schedule)
        return twin

    pruned = tf.keras.models.clone_model(model, clone_function=wrap)
    for old, new in zip(model.layers, pruned.layers, strict=True):
        new.set_weights(old.get_weights())
    pruned.compile("adam", model.loss, metrics=["accuracy"])
    callbacks = [tfmot.sparsity.keras.UpdatePruningStep()]
    pruned.fit(X, y, batch_size, epochs, verbose=0, callbacks=callbacks)
    stripped = tfmot.sparsity.keras.strip_pruning(pruned)
    stripped.compile("adam", model.loss, metrics=["accuracy"])
    return stripped


proof.right_cell(
    "prune_model",
    "ends_before_the_end",
    """
    import math

    def prune_model(model, X, y, final_sparsity, epochs, batch_size):
        twin = tf.keras.models.clone_model(model)
        twin.set_weights(model.get_weights())
        end = max(1, int(0.8 * math.ceil(len(X) / batch_size) * epochs))
        pruned = tfmot.sparsity.keras.prune_low_magnitude(
            twin,
            pruning_schedule=tfmot.sparsity.keras.PolynomialDecay(
                initial_sparsity=0.0,
                final_sparsity=final_sparsity,
                begin_step=0,
                end_step=end,
                frequency=1,
            ),
        )
        optimizer = type(model.optimizer).from_config(model.optimizer.get_config())
        pruned.compile(optimizer=optimizer, loss=model.loss)
        pruned.fit(
            X,
            y,
            epochs=epochs,
            batch_size=batch_size,
            callbacks=[tfmot.sparsity.keras.UpdatePruningStep()],
        )
        final = tfmot.sparsity.keras.strip_pruning(pruned)
        final.compile(optimizer="sgd", loss=model.loss)
        return final
    """,
)


@right("prune_model")
def from_config_and_data_set(model, X, y, final_sparsity, epochs, batch_size):
    data = tf.data.Dataset.from_tensor_slices((X, y)).shuffle(len(X), seed=1).batch(batch_size)
    fresh = model.__class__.from_config(model.get_config())
    fresh.set_weights(model.get_weights())
    sparse = tfmot.sparsity.keras
    decay = sparse.PolynomialDecay(0, final_sparsity, 0, len(data) * epochs, 1, 1)
    pruned = sparse.prune_low_magnitude(fresh, decay)
    pruned.compile(tf.keras.optimizers.SGD(0.01), model.loss)
    pruned.fit(data, epochs=epochs, verbose=0, callbacks=[sparse.UpdatePruningStep()])
    fresh.compile(loss=model.loss)
    return fresh


@right("prune_model")
def new_layers_for_the_result(model, X, y, final_sparsity, epochs, batch_size):
    n_steps = sum(len(X[i : i + batch_size]) > 0 for i in range(0, len(X), batch_size)) * epochs
    work, result = (tf.keras.models.clone_model(model) for _ in range(2))
    work.set_weights(model.get_weights())
    schedule = tfmot.sparsity.keras.PolynomialDecay(0.0, final_sparsity, 0, n_steps, frequency=1)
    wrapped = tfmot.sparsity.keras.prune_low_magnitude(work, pruning_schedule=schedule)
    wrapped.compile_from_config(model.get_compile_config())
    update = tfmot.sparsity.keras.UpdatePruningStep()
    wrapped.fit(X, y, epochs=epochs, batch_size=batch_size, verbose=0, callbacks=[update])
    result.set_weights(tfmot.sparsity.keras.strip_pruning(wrapped).get_weights())
    result.compile_from_config(model.get_compile_config())
    return result


@right("prune_model")
def steep_and_seldom(model, X, y, final_sparsity, epochs, batch_size):
    sparse, keras = tfmot.sparsity.keras, tf.keras
    n_steps = -(-len(X) // batch_size) * epochs
    turn = max(1, n_steps // 4)
    copy = keras.models.clone_model(model)
    copy.set_weights(model.get_weights())
    # From one update to the next a quarter of the training; the fourth is the last.
    decay = sparse.PolynomialDecay(0, final_sparsity, 0, n_steps // turn * turn, 5, turn)
    pruned = sparse.prune_low_magnitude(copy, decay)
    pruned.compile("adam", model.loss)
    pruned.fit(X, y, batch_size, epochs, 0, sparse.UpdatePruningStep())
    result = sparse.strip_pruning(pruned)
    result.compile("adam", model.loss)
    return result


@right("prune_model")
def trains_long_at_the_end(model, X, y, final_sparsity, epochs, batch_size):
    n_steps = int(np.ceil(len(X) / batch_size)) * epochs
    copy = tf.keras.models.clone_model(model)
    copy.set_weights(model.get_weights())
    decay = tfmot.sparsity.keras.PolynomialDecay(
        0.0, final_sparsity, 0, max(1, n_steps // 4), power=1, frequency=1
    )
    pruned = tfmot.sparsity.keras.prune_low_magnitude(copy, pruning_schedule=decay)
    pruned.compile_from_config(model.get_compile_config())
    update = tfmot.sparsity.keras.UpdatePruningStep()
    for epoch in range(epochs):
        pruned.fit(X, y, batch_size, epoch + 1, 0, [update], initial_epoch=epoch)
    stripped = tfmot.sparsity.keras.strip_pruning(pruned)
    stripped.compile_from_config(model.get_compile_config())
    return stripped


@right("prune_model")
def in_a_loop_of_its_own(model, X, y, final_sparsity, epochs, batch_size):
    starts = range(0, len(X), batch_size)
    copy = tf.keras.models.clone_model(model)
    copy.set_weights(model.get_weights())
    pruned = tfmot.sparsity.keras.prune_low_magnitude(
        copy,
        pruning_schedule=tfmot.sparsity.keras.PolynomialDecay(
            0.0, final_sparsity, 0, len(starts) * epochs, frequency=1
        ),
    )
    pruned.compile_from_config(model.get_compile_config())
    update = tfmot.sparsity.keras.UpdatePruningStep()
    update.set_model(pruned)
    update.on_train_begin()
    generator = np.random.default_rng(0)
    for epoch in range(epochs):
        order = generator.permutation(len(X))
        for start in starts:
            rows = order[start : start + batch_size]
            pruned.train_on_batch(X[rows], y[rows])
        update.on_epoch_end(epoch)
    stripped = tfmot.sparsity.keras.strip_pruning(pruned)
    stripped.compile_from_config(model.get_compile_config())
    return stripped


def _wrong_pruning(name, misconception, feedback, *changes):
    """A wrong answer that differs from a right one in a few places of its text."""
    cell = """
def prune_model(model, X, y, final_sparsity, epochs, batch_size):
    copy = tf.keras.models.clone_model(model)
    copy.set_weights(model.get_weights())
    end_step = int(np.ceil(len(X) / batch_size)) * epochs
    schedule = tfmot.sparsity.keras.PolynomialDecay(
        initial_sparsity=0.0, final_sparsity=final_sparsity, begin_step=0, end_step=end_step, frequency=1
    )
    pruned = tfmot.sparsity.keras.prune_low_magnitude(copy, pruning_schedule=schedule)
    pruned.compile_from_config(model.get_compile_config())
    callbacks = [tfmot.sparsity.keras.UpdatePruningStep()]
    pruned.fit(X, y, epochs=epochs, batch_size=batch_size, verbose=0, callbacks=callbacks)
    stripped = tfmot.sparsity.keras.strip_pruning(pruned)
    stripped.compile_from_config(model.get_compile_config())
    return stripped
"""
    for old, new in changes:
        assert old in cell, old
        cell = cell.replace(old, new)
    proof.wrong_cell("prune_model", name, misconception, feedback, cell)


COPY = "    copy = tf.keras.models.clone_model(model)\n    copy.set_weights(model.get_weights())\n"
COMPILE = "pruned.compile_from_config(model.get_compile_config())"
STEPS = "int(np.ceil(len(X) / batch_size)) * epochs"
_wrong_pruning(
    "trains_the_original",
    "wraps the original's layers",
    "changes the model",
    (COPY, "    copy = model\n"),
)
_wrong_pruning(
    "forgets_the_weights",
    "clones without weights",
    "not the weights",
    ("    copy.set_weights(model.get_weights())\n", ""),
)
_wrong_pruning(
    "default_frequency", "keeps the default frequency", "default frequency", (", frequency=1", "")
)
_wrong_pruning(
    "frequency_10",
    "updates every ten steps",
    "The number of zeros",
    ("frequency=1\n", "frequency=10\n"),
)
_wrong_pruning(
    "every_other_step",
    "updates every other step, and not at the last",
    "where 0.75 has to be reached",
    ("frequency=1\n", "frequency=2\n"),
)
_wrong_pruning("steps_are_rows", "takes rows for steps", "not rows", (STEPS, "len(X) * epochs"))
_wrong_pruning(
    "whole_batches_only",
    "counts whole batches only",
    "more rows than there are",
    (STEPS, "len(X) // batch_size * epochs"),
)
_wrong_pruning(
    "one_step_late",
    "ends far behind the training",
    "The number of zeros",
    (STEPS, "2 * int(np.ceil(len(X) / batch_size)) * epochs"),
)
_wrong_pruning(
    "half_a_step",
    "gives a fraction of a step",
    "prune_model stopped with an error",
    (STEPS, "len(X) / batch_size * epochs"),
)
_wrong_pruning(
    "leaves_wrappers",
    "leaves the wrappers",
    "The wrappers that are left",
    ("tfmot.sparsity.keras.strip_pruning(pruned)", "pruned"),
)
_wrong_pruning(
    "not_compiled",
    "doesn't compile the result",
    "Whether the model is compiled",
    ("    stripped.compile_from_config(model.get_compile_config())\n", ""),
)
_wrong_pruning(
    "no_callback",
    "forgets the callback",
    "prune_model stopped with an error",
    ("callbacks=callbacks", "callbacks=[]"),
)
_wrong_pruning(
    "shared_optimizer",
    "uses the model's own optimizer",
    "stopped with an error",
    (COMPILE, "pruned.compile(model.optimizer, model.loss)"),
)
_wrong_pruning(
    "constant_sparsity",
    "prunes at once",
    "before they could learn",
    (
        "PolynomialDecay(\n        initial_sparsity=0.0, final_sparsity=final_sparsity, begin_step=0, end_step=end_step, frequency=1\n    )",
        "ConstantSparsity(final_sparsity, 0, frequency=1)",
    ),
)
_wrong_pruning(
    "starts_at_half",
    "starts at one half",
    "Which weights stay",
    ("initial_sparsity=0.0", "initial_sparsity=0.5 * final_sparsity + 0.15"),
)
_wrong_pruning(
    "starts_at_a_half_as_in_the_tutorial",
    "copies the tutorial's initial_sparsity",
    "Which weights stay",
    ("initial_sparsity=0.0", "initial_sparsity=0.5"),
)
_wrong_pruning(
    "starts_at_a_fifth",
    "starts at a fifth",
    "initial_sparsity and begin_step are both 0",
    ("initial_sparsity=0.0", "initial_sparsity=0.2"),
)
_wrong_pruning(
    "starts_a_little_above_0",
    "starts at a twentieth",
    "initial_sparsity and begin_step are both 0",
    ("initial_sparsity=0.0", "initial_sparsity=0.05"),
)
_wrong_pruning(
    "begins_halfway",
    "begins halfway through the training",
    "initial_sparsity and begin_step are both 0",
    ("begin_step=0", "begin_step=end_step // 2"),
)
_wrong_pruning(
    "constant_from_halfway",
    "prunes at once, halfway through the training",
    "grows step by step",
    (
        "PolynomialDecay(\n        initial_sparsity=0.0, final_sparsity=final_sparsity, begin_step=0, end_step=end_step, frequency=1\n    )",
        "ConstantSparsity(final_sparsity, end_step // 2, frequency=1)",
    ),
)
_wrong_pruning(
    "ends_after_as_many_steps_as_epochs",
    "takes epochs for steps",
    "A step is a batch, not an epoch",
    (STEPS, "epochs"),
)
_wrong_pruning(
    "batches_of_32_and_their_steps",
    "trains in batches of 32, and counts those",
    "in batches of as many rows",
    (" batch_size=batch_size,", ""),
    ("len(X) / batch_size", "len(X) / 32"),
)
_wrong_pruning(
    "prunes_biases",
    "prunes biases, too",
    "Only kernels are pruned",
    (
        "    return stripped",
        "    for layer in stripped.layers:\n        values = layer.get_weights()\n        for value in values[1:2]:\n            value[np.argsort(np.abs(value))[: round(final_sparsity * value.size)]] = 0\n        layer.set_weights(values)\n    return stripped",
    ),
)
_wrong_pruning(
    "always_half",
    "ignores final_sparsity",
    "use final_sparsity",
    ("final_sparsity=final_sparsity", "final_sparsity=0.5"),
)
_wrong_pruning(
    "share_that_stays",
    "prunes the other share",
    "not of what stays",
    ("final_sparsity=final_sparsity", "final_sparsity=1 - final_sparsity"),
)
_wrong_pruning(
    "returns_the_copy_masked_at_once",
    "masks without training",
    "not trained",
    (
        "    pruned.fit(X, y, epochs=epochs, batch_size=batch_size, verbose=0, callbacks=callbacks)\n",
        "    for layer in copy.layers:\n        values = layer.get_weights()\n        for value in values:\n            if value.ndim > 1:\n                order = np.argsort(np.abs(value), axis=None)\n                value.flat[order[: round(final_sparsity * value.size)]] = 0\n        layer.set_weights(values)\n",
    ),
)
_wrong_pruning(
    "dense_layers_only",
    "prunes Dense layers only",
    "The number of zeros",
    (
        "    pruned = tfmot.sparsity.keras.prune_low_magnitude(copy, pruning_schedule=schedule)\n",
        "    def wrap(layer):\n        if not isinstance(layer, tf.keras.layers.Dense):\n            return layer\n        return tfmot.sparsity.keras.prune_low_magnitude(layer, pruning_schedule=schedule)\n\n    pruned = tf.keras.models.clone_model(copy, clone_function=wrap)\n",
    ),
)
_wrong_pruning(
    "spares_the_last",
    "spares the last layer",
    "The number of zeros",
    (
        "    pruned = tfmot.sparsity.keras.prune_low_magnitude(copy, pruning_schedule=schedule)\n",
        "    def wrap(layer):\n        if layer is copy.layers[-1]:\n            return layer\n        return tfmot.sparsity.keras.prune_low_magnitude(layer, pruning_schedule=schedule)\n\n    pruned = tf.keras.models.clone_model(copy, clone_function=wrap)\n",
    ),
)
_wrong_pruning(
    "one_epoch", "trains one epoch only", "The number of zeros", ("epochs=epochs", "epochs=1")
)
_wrong_pruning(
    "other_batches",
    "trains in batches of 32",
    "The number of zeros",
    (" batch_size=batch_size,", ""),
)
_wrong_pruning(
    "sequential_only",
    "knows Sequential models only",
    "stopped with an error",
    (
        COPY,
        COPY
        + "    copy = tf.keras.Sequential(copy.layers[1:] if isinstance(copy, tf.keras.Sequential) else [copy.layers[0].output, *copy.layers[1:]])\n",
    ),
)
_wrong_pruning(
    "returns_the_original",
    "returns the original",
    "The number of zeros",
    ("    return stripped", "    return model"),
)
_wrong_pruning("returns_nothing", "returns None", "None", ("    return stripped\n", ""))
_wrong_pruning(
    "returns_the_weights",
    "returns weights",
    "a Keras model is wanted",
    ("    return stripped", "    return stripped.get_weights()"),
)
_wrong_pruning(
    "decompiles_the_original",
    "compiles the original anew without loss",
    "changes the model",
    ("    return stripped", "    model.layers[0].trainable = False\n    return stripped"),
)
_wrong_pruning(
    "other_loss",
    "compiles the result with another loss",
    "The loss that the model evaluates",
    (
        "stripped.compile_from_config(model.get_compile_config())",
        "stripped.compile('adam', 'mae')",
    ),
)
_wrong_pruning(
    "prunes_at_the_end",
    "trains first and prunes at the end",
    "The weights",
    (
        "    pruned = tfmot.sparsity.keras.prune_low_magnitude(copy, pruning_schedule=schedule)\n    pruned",
        "    pruned = copy\n    pruned",
    ),
    (
        "    stripped = tfmot.sparsity.keras.strip_pruning(pruned)\n",
        "    for layer in copy.layers:\n        values = layer.get_weights()\n        for value in values:\n            if value.ndim > 1:\n                order = np.argsort(np.abs(value), axis=None)\n                value.flat[order[: round(final_sparsity * value.size)]] = 0\n        layer.set_weights(values)\n    stripped = copy\n",
    ),
    ("callbacks=callbacks", "callbacks=[]"),
)
_wrong_pruning(
    "masks_then_trains",
    "masks at once and trains on",
    "before they could learn",
    ("initial_sparsity=0.0", "initial_sparsity=final_sparsity"),
)


# -------------------------------------------------------------- compress


@right("compress")
def strips_if_needed(model):
    wrapped = any(hasattr(layer, "pruning_vars") for layer in model.layers)
    plain = tfmot.sparsity.keras.strip_pruning(model) if wrapped else model
    converter = tf.lite.TFLiteConverter.from_keras_model(plain)
    converter.optimizations = {tf.lite.Optimize.DEFAULT}
    return bytes(converter.convert())


@right("compress")
def through_a_saved_model(model):
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        tfmot.sparsity.keras.strip_pruning(model).export(folder)
        converter = tf.lite.TFLiteConverter.from_saved_model(folder)
        converter.optimizations = [tf.lite.Optimize.DEFAULT]
        return converter.convert()


@right("compress")
def on_new_layers(model):
    def peel(layer):
        inner = getattr(layer, "layer", layer)
        return inner.__class__.from_config(inner.get_config())

    plain = tf.keras.models.clone_model(model, clone_function=peel)
    for old, new in zip(model.layers, plain.layers, strict=True):
        new.set_weights(old.get_weights())
    converter = tf.lite.TFLiteConverter.from_keras_model(plain)
    converter.optimizations = [tf.lite.Optimize.DEFAULT]
    return converter.convert()


@right("compress")
def from_a_concrete_function(model):
    plain = tfmot.sparsity.keras.strip_pruning(model)
    shape = [1, *plain.input_shape[1:]]
    run = tf.function(lambda x: plain(x, training=False))
    call = run.get_concrete_function(tf.TensorSpec(shape, tf.float32))
    converter = tf.lite.TFLiteConverter.from_concrete_functions([call], plain)
    converter.optimizations = [tf.lite.Optimize.OPTIMIZE_FOR_SIZE]
    return converter.convert()


@right("compress")
def stored_sparsely(model):
    plain = tfmot.sparsity.keras.strip_pruning(model)
    converter = tf.lite.TFLiteConverter.from_keras_model(plain)
    converter.optimizations = [
        tf.lite.Optimize.DEFAULT,
        tf.lite.Optimize.EXPERIMENTAL_SPARSITY,
    ]
    return converter.convert()


def _wrong_compression(name, misconception, feedback, *changes):
    """A wrong answer that differs from a right one in a few places of its text."""
    cell = """
def compress(model):
    stripped = tfmot.sparsity.keras.strip_pruning(model)
    converter = tf.lite.TFLiteConverter.from_keras_model(stripped)
    converter.optimizations = [tf.lite.Optimize.DEFAULT]
    return converter.convert()
"""
    for old, new in changes:
        assert old in cell, old
        cell = cell.replace(old, new)
    proof.wrong_cell("compress", name, misconception, feedback, cell)


STRIP = "tfmot.sparsity.keras.strip_pruning(model)"
OPTIMIZE = "    converter.optimizations = [tf.lite.Optimize.DEFAULT]\n"
_wrong_compression("keeps_wrappers", "doesn't strip", "The wrappers came along", (STRIP, "model"))
_wrong_compression("float32_file", "doesn't quantize", "has to be asked for", (OPTIMIZE, ""))
_wrong_compression(
    "float16_file",
    "quantizes to float16",
    "float16",
    (OPTIMIZE, OPTIMIZE + "    converter.target_spec.supported_types = [tf.float16]\n"),
)
_wrong_compression(
    "all_integer",
    "quantizes activations, too",
    "leaves biases",
    (
        OPTIMIZE,
        OPTIMIZE
        + "    shape = [1, *stripped.input_shape[1:]]\n    converter.representative_dataset = lambda: ([np.ones(shape, np.float32)] for _ in range(4))\n",
    ),
)
_wrong_compression(
    "strips_too_late",
    "strips after the conversion",
    "The wrappers came along",
    ("from_keras_model(stripped)", "from_keras_model(model)"),
)
_wrong_compression(
    "new_weights",
    "converts a fresh copy",
    "number of zeros",
    ("from_keras_model(stripped)", "from_keras_model(tf.keras.models.clone_model(stripped))"),
)
_wrong_compression(
    "gzipped",
    "gzips the file",
    "no TFLite model",
    (
        "    return converter.convert()",
        "    import gzip\n\n    return gzip.compress(converter.convert())",
    ),
)
_wrong_compression(
    "its_size",
    "returns the size",
    "no TFLite file",
    ("converter.convert()", "len(converter.convert())"),
)
_wrong_compression(
    "the_converter", "returns the converter", "no TFLite file", ("converter.convert()", "converter")
)
_wrong_compression(
    "weights_as_bytes",
    "returns the weights' bytes",
    "no TFLite model",
    ("converter.convert()", "b''.join(w.tobytes() for w in stripped.get_weights())"),
)
_wrong_compression(
    "optimizes_too_late",
    "asks for quantization too late",
    "has to be asked for",
    (
        OPTIMIZE + "    return converter.convert()",
        "    file = converter.convert()\n" + OPTIMIZE + "    return file",
    ),
)
_wrong_compression(
    "sparse_only",
    "asks for sparsity only",
    "has to be asked for",
    ("Optimize.DEFAULT", "Optimize.EXPERIMENTAL_SPARSITY"),
)
_wrong_compression(
    "zeroes_the_original",
    "changes the weights it was given",
    "changes the model",
    (STRIP, STRIP + "\n    model.set_weights([np.round(w, 1) for w in model.get_weights()])"),
)
_wrong_compression(
    "strips_without_weights",
    "rebuilds the layers without weights",
    "number of zeros",
    (
        STRIP,
        "tf.keras.models.clone_model(model, clone_function=lambda layer: getattr(layer, 'layer', layer).__class__.from_config(getattr(layer, 'layer', layer).get_config()))",
    ),
)
_wrong_compression(
    "needs_wrappers",
    "needs wrapped layers",
    "stopped with an error",
    (STRIP, "tf.keras.Sequential([layer.layer for layer in model.layers])"),
)
_wrong_compression(
    "a_path",
    "returns a path",
    "no TFLite file",
    ("    return converter.convert()", "    converter.convert()\n    return 'model.tflite'"),
)
_wrong_compression(
    "prunes_again",
    "prunes once more",
    "number of zeros",
    (
        STRIP,
        "tf.keras.models.clone_model("
        + STRIP
        + ")\n    stripped.set_weights([np.where(np.abs(w) > 0.75, w, 0) for w in tfmot.sparsity.keras.strip_pruning(model).get_weights()])",
    ),
)
_wrong_compression(
    "strips_by_the_last_layer",
    "strips only where the last layer is wrapped",
    "any layer may have one",
    (STRIP, STRIP + " if hasattr(model.layers[-1], 'layer') else model"),
)
_wrong_compression(
    "prunes_at_the_median",
    "prunes half of the weights",
    "number of zeros",
    (
        "    converter = tf",
        "    values = [np.where(np.abs(w) < np.median(np.abs(w)), 0, w) for w in stripped.get_weights()]\n    stripped = tf.keras.models.clone_model(stripped)\n    stripped.set_weights(values)\n    converter = tf",
    ),
)
_wrong_compression(
    "adds_a_softmax",
    "adds a softmax",
    "nothing added",
    ("(stripped)", "(tf.keras.Sequential([stripped, tf.keras.layers.Softmax()]))"),
)
