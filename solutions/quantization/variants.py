"""Right and wrong answers to the quantization lab: the proof of its graders. Never released."""

import numpy as np

from solutions.proof import Proof

proof = Proof()
right, wrong = proof.right, proof.wrong


# ------------------------------------------------------- symmetric_scale


@right("symmetric_scale")
def by_a_loop(w, bits=8):
    largest = 0.0
    for value in np.asarray(w).ravel().tolist():
        largest = max(largest, abs(value))
    return 1.0 if largest == 0 else largest / ((1 << (bits - 1)) - 1)


@right("symmetric_scale")
def in_float32(w, bits=8):
    largest = np.float32(np.linalg.norm(np.asarray(w, dtype=np.float32).ravel(), ord=np.inf))
    return largest / np.float32(2 ** (bits - 1) - 1) if largest else np.float32(1)


@right("symmetric_scale")
def from_both_ends(w, bits=8):
    scale = max(w.max(), -w.min()) / (2 ** (bits - 1) - 1)
    return scale or 1.0


@right("symmetric_scale")
def as_an_array_without_axes(w, bits=8):
    top = 2 ** (bits - 1) - 1
    return np.asarray(np.where(np.any(w), np.max(np.abs(w)) / top, 1.0))


@right("symmetric_scale")
def through_tensorflow(w, bits=8):
    import tensorflow as tf

    largest = tf.reduce_max(tf.abs(tf.cast(w, tf.float64)))
    return tf.where(largest > 0, largest / (2 ** (bits - 1) - 1), 1.0)


@wrong("symmetric_scale", "takes the largest value", feedback="look at the signs")
def without_abs(w, bits=8):
    return np.max(w) / (2 ** (bits - 1) - 1) if np.any(w) else 1.0


@wrong("symmetric_scale", "takes the magnitude of the smallest", feedback="Expected")
def of_the_minimum(w, bits=8):
    return abs(np.min(w)) / (2 ** (bits - 1) - 1) if np.any(w) else 1.0


@wrong("symmetric_scale", "divides by 2^(b-1)", feedback="127, not 128")
def by_128(w, bits=8):
    return np.max(np.abs(w)) / 2 ** (bits - 1) if np.any(w) else 1.0


@wrong("symmetric_scale", "divides by 2^b - 1", feedback="not 255")
def by_255(w, bits=8):
    return np.max(np.abs(w)) / (2**bits - 1) if np.any(w) else 1.0


@wrong("symmetric_scale", "spreads the range over all steps", feedback="whole range")
def of_the_range(w, bits=8):
    return np.ptp(w) / (2**bits - 1) if np.any(w) else 1.0


@wrong("symmetric_scale", "returns the inverse", feedback="1 over the scale")
def inverse(w, bits=8):
    return (2 ** (bits - 1) - 1) / np.max(np.abs(w)) if np.any(w) else 1.0


@wrong("symmetric_scale", "returns the largest magnitude", feedback="largest magnitude; divide")
def undivided(w, bits=8):
    return np.max(np.abs(w)) if np.any(w) else 1.0


@wrong("symmetric_scale", "ignores bits", feedback="bits makes no difference")
def always_8(w, bits=8):
    return np.max(np.abs(w)) / 127 if np.any(w) else 1.0


@wrong("symmetric_scale", "0 for zeros", feedback="can't be divided by")
def zero_for_zeros(w, bits=8):
    return np.max(np.abs(w)) / (2 ** (bits - 1) - 1)


@wrong("symmetric_scale", "a small constant against division by 0", feedback="Expected")
def with_an_epsilon(w, bits=8):
    return max(np.max(np.abs(w)), 1e-8) / (2 ** (bits - 1) - 1)


@wrong("symmetric_scale", "1 as the largest magnitude of zeros", feedback="1.0 is wanted")
def one_before_dividing(w, bits=8):
    largest = np.max(np.abs(w))
    return (largest if largest > 0 else 1.0) / (2 ** (bits - 1) - 1)


@wrong("symmetric_scale", "takes tiny weights for zeros", feedback="small weights count")
def close_to_zero(w, bits=8):
    largest = np.max(np.abs(w))
    return 1.0 if np.isclose(largest, 0) else largest / (2 ** (bits - 1) - 1)


@wrong("symmetric_scale", "one scale a row", feedback="shape")
def by_row(w, bits=8):
    return np.max(np.abs(np.atleast_1d(w)), axis=-1) / (2 ** (bits - 1) - 1)


@wrong("symmetric_scale", "works on matrices only", feedback="stopped with an error")
def by_two_axes(w, bits=8):
    return float(np.abs(w).max(axis=(0, 1)) / (2 ** (bits - 1) - 1)) or 1.0


@wrong("symmetric_scale", "whole numbers are divided as such", feedback="Expected")
def floor_division(w, bits=8):
    return float(np.max(np.abs(w)) // (2 ** (bits - 1) - 1)) or 1.0


@wrong("symmetric_scale", "takes the mean magnitude", feedback="Expected")
def of_the_mean(w, bits=8):
    return float(np.mean(np.abs(w))) / (2 ** (bits - 1) - 1) or 1.0


@wrong("symmetric_scale", "changes w", feedback="changes its input in place")
def takes_magnitudes_in_place(w, bits=8):
    if w.flags.writeable:
        np.abs(w, out=w)
    return float(np.abs(w).max()) / (2 ** (bits - 1) - 1) or 1.0


@wrong("symmetric_scale", "nan for zeros", feedback="finite")
def nan_for_zeros(w, bits=8):
    return np.max(np.abs(w)) / (2 ** (bits - 1) - 1) if np.any(w) else np.nan


proof.wrong_cell(
    "symmetric_scale",
    "remembered",
    "returns the first scale for every tensor of that shape",
    "Expected",
    """
    known = {}

    def symmetric_scale(w, bits=8):
        if w.shape not in known:
            known[w.shape] = float(np.abs(w).max()) / (2 ** (bits - 1) - 1) or 1.0
        return known[w.shape]
    """,
)


@wrong("symmetric_scale", "is not written", feedback="not written yet")
def scale_not_written(w, bits=8):
    raise NotImplementedError("not written yet")


@wrong("symmetric_scale", "1 as soon as one row is all zeros", feedback="Only a tensor that is all")
def one_for_a_row_of_zeros(w, bits=8):
    rows = np.max(np.abs(np.atleast_1d(w)), axis=-1)
    return np.max(rows) / (2 ** (bits - 1) - 1) if np.all(rows) else 1.0


# ---------------------------------------------------- quantize_symmetric


@right("quantize_symmetric")
def clips_first(w, scale, bits=8):
    top = 2 ** (bits - 1) - 1
    return np.rint(np.clip(w, -top * scale, top * scale) / scale).astype("int32")


@right("quantize_symmetric")
def pythons_round(w, scale, bits=8):
    top = 2 ** (bits - 1) - 1
    result = np.empty(np.shape(w), dtype=np.int32)
    for index, value in np.ndenumerate(w):
        result[index] = max(-top, min(top, round(float(value) / scale)))
    return result


@right("quantize_symmetric")
def integers_before_clipping(w, scale, bits=8):
    top = 2 ** (bits - 1) - 1
    q = np.round(np.asarray(w) / scale).astype(np.int64)
    return np.minimum(np.maximum(q, -top), top).astype(np.int32)


@right("quantize_symmetric")
def float32_and_a_reciprocal(w, scale, bits=8):
    top = 2 ** (bits - 1) - 1
    q = np.rint(np.asarray(w, dtype=np.float32) * np.float32(1 / scale))
    q = np.where(q > top, top, np.where(q < -top, -top, q))
    return q.astype(np.int32)


@right("quantize_symmetric")
def rounded_by_hand(w, scale, bits=8):
    top = 2 ** (bits - 1) - 1
    steps = np.asarray(w) / scale
    below = np.floor(steps)
    rest = steps - below
    up = (rest > 0.5) | ((rest == 0.5) & (below % 2 == 1))
    return np.clip(below + up, -top, top).astype(np.int32)


@right("quantize_symmetric")
def rounded_by_tensorflow(w, scale, bits=8):
    import tensorflow as tf

    top = 2 ** (bits - 1) - 1
    steps = tf.round(tf.cast(w, tf.float64) / scale)
    return tf.cast(tf.clip_by_value(steps, -top, top), tf.int32)


@wrong("quantize_symmetric", "rounds halves up", feedback="Ties are rounded up")
def half_up(w, scale, bits=8):
    top = 2 ** (bits - 1) - 1
    return np.clip(np.floor(w / scale + 0.5), -top, top).astype(np.int32)


@wrong("quantize_symmetric", "rounds halves away from 0", feedback="away from 0")
def half_away(w, scale, bits=8):
    top = 2 ** (bits - 1) - 1
    steps = np.asarray(w / scale)
    return np.clip(np.sign(steps) * np.floor(np.abs(steps) + 0.5), -top, top).astype(np.int32)


@wrong("quantize_symmetric", "rounds halves down", feedback="Ties are rounded down")
def half_down(w, scale, bits=8):
    top = 2 ** (bits - 1) - 1
    return np.clip(np.ceil(w / scale - 0.5), -top, top).astype(np.int32)


@wrong("quantize_symmetric", "cuts off", feedback="Ties are rounded toward 0")
def truncates(w, scale, bits=8):
    top = 2 ** (bits - 1) - 1
    return np.clip((w / scale).astype(np.int32), -top, top).astype(np.int32)


@wrong("quantize_symmetric", "takes the integer below", feedback="integer below")
def floors(w, scale, bits=8):
    top = 2 ** (bits - 1) - 1
    return np.clip(w // scale, -top, top).astype(np.int32)


@wrong("quantize_symmetric", "uses -2^(b-1) too", feedback="not at -128")
def asymmetric_ends(w, scale, bits=8):
    top = 2 ** (bits - 1) - 1
    return np.clip(np.round(w / scale), -top - 1, top).astype(np.int32)


@wrong("quantize_symmetric", "doesn't clip", feedback="Nothing is clipped")
def unclipped(w, scale, bits=8):
    return np.round(w / scale).astype(np.int32)


@wrong("quantize_symmetric", "wraps around in int8", feedback="wrap around")
def int8_before_clipping(w, scale, bits=8):
    top = 2 ** (bits - 1) - 1
    q = np.round(w / scale).astype(np.int64).astype(np.int8)
    return np.clip(q, -top, top).astype(np.int32)


@wrong("quantize_symmetric", "wraps around in int16", feedback="Expected")
def int16_before_clipping(w, scale, bits=8):
    top = 2 ** (bits - 1) - 1
    q = np.round(w / scale).astype(np.int64).astype(np.int16)
    return np.clip(q.astype(np.int32), -top, top).astype(np.int32)


@wrong("quantize_symmetric", "ends at 127 whatever the bits", feedback="bits makes no difference")
def ends_of_8_bits(w, scale, bits=8):
    return np.clip(np.round(w / scale), -127, 127).astype(np.int32)


@wrong("quantize_symmetric", "multiplies by the scale", feedback="divide")
def multiplies(w, scale, bits=8):
    top = 2 ** (bits - 1) - 1
    return np.clip(np.round(w * scale), -top, top).astype(np.int32)


@wrong("quantize_symmetric", "returns floats", feedback="int32")
def floats(w, scale, bits=8):
    top = 2 ** (bits - 1) - 1
    return np.clip(np.round(w / scale), -top, top)


@wrong("quantize_symmetric", "returns int64", feedback="int32")
def int64(w, scale, bits=8):
    top = 2 ** (bits - 1) - 1
    return np.clip(np.round(w / scale), -top, top).astype(int)


@wrong("quantize_symmetric", "returns int8", feedback="int32")
def int8(w, scale, bits=8):
    top = 2 ** (bits - 1) - 1
    return np.clip(np.round(w / scale), -top, top).astype(np.int8)


@wrong("quantize_symmetric", "returns real numbers", feedback="int")
def dequantized(w, scale, bits=8):
    top = 2 ** (bits - 1) - 1
    return np.clip(np.round(w / scale), -top, top) * scale


@wrong("quantize_symmetric", "finds a scale of its own", feedback="Expected")
def own_scale(w, scale, bits=8):
    top = 2 ** (bits - 1) - 1
    scale = np.abs(w).max() / top
    return np.clip(np.round(w / scale), -top, top).astype(np.int32)


@wrong("quantize_symmetric", "cuts the scale off for integers", feedback="scale is cut off")
def keeps_the_dtype_of_w(w, scale, bits=8):
    top = 2 ** (bits - 1) - 1
    scale = np.asarray(scale).astype(w.dtype)
    return np.clip(np.round(w / scale), -top, top).astype(np.int32)


@wrong("quantize_symmetric", "flattens", feedback="shape")
def flattens(w, scale, bits=8):
    top = 2 ** (bits - 1) - 1
    return np.array(
        [min(max(round(value / scale), -top), top) for value in np.ravel(w).tolist()],
        dtype=np.int32,
    )


@wrong("quantize_symmetric", "works in place", feedback="changes its input in place")
def in_place(w, scale, bits=8):
    top = 2 ** (bits - 1) - 1
    if w.dtype.kind == "f" and w.flags.writeable:
        w /= scale
        return np.clip(np.round(w), -top, top).astype(np.int32)
    return np.clip(np.round(w / scale), -top, top).astype(np.int32)


@wrong("quantize_symmetric", "rounds after adding a small number", feedback="Expected")
def nudged(w, scale, bits=8):
    top = 2 ** (bits - 1) - 1
    return np.clip(np.round(w / scale + 1e-9), -top, top).astype(np.int32)


@wrong("quantize_symmetric", "clips to one integer less", feedback="Expected")
def one_less(w, scale, bits=8):
    top = 2 ** (bits - 1) - 2
    return np.clip(np.round(w / scale), -top, top).astype(np.int32)


@wrong("quantize_symmetric", "is not written", feedback="not written yet")
def quantize_not_written(w, scale, bits=8):
    raise NotImplementedError("not written yet")


@wrong("quantize_symmetric", "converts to int32 before clipping", feedback="wrap around")
def int32_before_clipping(w, scale, bits=8):
    top = 2 ** (bits - 1) - 1
    return np.clip(np.round(w / scale).astype(np.int32), -top, top)


proof.wrong_cell(
    "quantize_symmetric",
    "one_array_for_all",
    "writes every result into the same array",
    "after both calls",
    """
    KEPT = {}

    def quantize_symmetric(w, scale, bits=8):
        top = 2 ** (bits - 1) - 1
        q = KEPT.setdefault(np.shape(w), np.empty(np.shape(w), np.int32))
        q[...] = np.clip(np.round(w / scale), -top, top)
        return q
    """,
)


# ----------------------------------------------------- affine_parameters


@right("affine_parameters")
def from_the_upper_end(low, high, bits=8):
    if high < low:
        raise ValueError("low above high")
    low, high = np.minimum(low, 0), np.maximum(high, 0)
    if high == low:
        return 1, 0
    scale = (high - low) / (2**bits - 1)
    first = -(2 ** (bits - 1))
    return scale, int(np.clip(np.rint(first - low / scale), first, -first - 1))


@right("affine_parameters")
def a_numpy_integer(low, high, bits=8):
    if low > high:
        raise ValueError("low above high")
    ends = np.array([low, high, 0.0])
    scale = np.ptp(ends) / (2**bits - 1)
    if scale == 0:
        return [np.float64(1), np.int64(0)]
    return [scale, np.int32(np.round(-ends.min() / scale) - 2 ** (bits - 1))]


@right("affine_parameters")
def through_fractions(low, high, bits=8):
    from fractions import Fraction

    if low > high:
        raise ValueError("low above high")
    low, high = min(Fraction(low), 0), max(Fraction(high), 0)
    if low == high:
        return 1.0, 0
    scale = (high - low) / (2**bits - 1)
    return float(scale), round(-(2 ** (bits - 1)) - low / scale)


@right("affine_parameters")
def by_cases(low, high, bits=8):
    first, last = -(1 << (bits - 1)), (1 << (bits - 1)) - 1
    if low > high:
        raise ValueError("low above high")
    if low == 0 and high == 0:
        return 1.0, 0
    if low >= 0:
        return high / (last - first), first
    if high <= 0:
        return -low / (last - first), last
    scale = (high - low) / (last - first)
    return scale, int(round(first - low / scale))


@right("affine_parameters")
def in_float32_where_it_may(low, high, bits=8):
    if low > high:
        raise ValueError("low above high")
    low, high = min(low, 0), max(high, 0)
    if low == high:
        return np.float32(1), 0
    scale = np.float32((high - low) / (2**bits - 1))
    return scale, round(-low * (2**bits - 1) / (high - low)) - 2 ** (bits - 1)


@wrong("affine_parameters", "doesn't widen the range", feedback="widened to contain 0")
def not_widened(low, high, bits=8):
    if low > high:
        raise ValueError
    if low == high:
        return (1.0, 0) if low == 0 else (abs(low) / (2**bits - 1), 0)
    scale = (high - low) / (2**bits - 1)
    first = -(2 ** (bits - 1))
    return scale, int(np.clip(round(first - low / scale), first, -first - 1))


@wrong("affine_parameters", "widens below only", feedback="Expected")
def widened_below_only(low, high, bits=8):
    if low > high:
        raise ValueError
    low = min(low, 0.0)
    if low == high:
        return 1.0, 0
    scale = (high - low) / (2**bits - 1)
    first = -(2 ** (bits - 1))
    return scale, int(np.clip(round(first - low / scale), first, -first - 1))


@wrong("affine_parameters", "2^b steps", feedback="256 integers make 255 steps")
def one_step_too_many(low, high, bits=8):
    if low > high:
        raise ValueError
    low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        return 1.0, 0
    scale = (high - low) / 2**bits
    first = -(2 ** (bits - 1))
    return scale, int(np.clip(round(first - low / scale), first, -first - 1))


@wrong("affine_parameters", "unsigned integers", feedback="start at -128, not at 0")
def unsigned(low, high, bits=8):
    if low > high:
        raise ValueError
    low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        return 1.0, 0
    scale = (high - low) / (2**bits - 1)
    return scale, round(-low / scale)


@wrong("affine_parameters", "the zero point is a float", feedback="integer")
def float_zero_point(low, high, bits=8):
    if low > high:
        raise ValueError
    low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        return 1.0, 0.0
    scale = (high - low) / (2**bits - 1)
    return scale, np.round(-(2 ** (bits - 1)) - low / scale)


@wrong("affine_parameters", "the zero point isn't rounded", feedback="an integer")
def unrounded_zero_point(low, high, bits=8):
    if low > high:
        raise ValueError
    low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        return 1.0, 0
    scale = (high - low) / (2**bits - 1)
    return scale, -(2 ** (bits - 1)) - low / scale


@wrong("affine_parameters", "cuts the zero point off", feedback="round to the nearest")
def truncated_zero_point(low, high, bits=8):
    if low > high:
        raise ValueError
    low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        return 1.0, 0
    scale = (high - low) / (2**bits - 1)
    return scale, int(-(2 ** (bits - 1)) - low / scale + 1e-9 * np.sign(low))


@wrong("affine_parameters", "ties go up", feedback="even neighbor")
def zero_point_half_up(low, high, bits=8):
    if low > high:
        raise ValueError
    low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        return 1.0, 0
    scale = (high - low) / (2**bits - 1)
    return scale, int(np.floor(-(2 ** (bits - 1)) - low / scale + 0.5))


@wrong("affine_parameters", "ties are taken from the upper end", feedback="even neighbor")
def rounded_from_the_top(low, high, bits=8):
    if low > high:
        raise ValueError
    low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        return 1.0, 0
    scale = (high - low) / (2**bits - 1)
    return scale, 2 ** (bits - 1) - 1 - round(high / scale)


@wrong("affine_parameters", "accepts ends in the wrong order", feedback="ValueError")
def no_error(low, high, bits=8):
    low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        return 1.0, 0
    scale = (high - low) / (2**bits - 1)
    return scale, round(-(2 ** (bits - 1)) - low / scale)


@wrong("affine_parameters", "checks the order after widening", feedback="ValueError")
def checked_after_widening(low, high, bits=8):
    low, high = min(low, 0.0), max(high, 0.0)
    if low > high:
        raise ValueError
    if low == high:
        return 1.0, 0
    scale = (high - low) / (2**bits - 1)
    return scale, round(-(2 ** (bits - 1)) - low / scale)


@wrong("affine_parameters", "swaps ends in the wrong order", feedback="ValueError")
def swaps_ends(low, high, bits=8):
    low, high = min(low, high, 0.0), max(low, high, 0.0)
    if low == high:
        return 1.0, 0
    scale = (high - low) / (2**bits - 1)
    return scale, round(-(2 ** (bits - 1)) - low / scale)


@wrong("affine_parameters", "refuses equal ends", feedback="stopped with an error")
def refuses_equal(low, high, bits=8):
    if low >= high:
        raise ValueError("empty range")
    low, high = min(low, 0.0), max(high, 0.0)
    scale = (high - low) / (2**bits - 1)
    return scale, round(-(2 ** (bits - 1)) - low / scale)


@wrong(
    "affine_parameters",
    "takes equal ends for a range of 0",
    feedback="Only a range that is nothing but 0",
)
def equal_ends(low, high, bits=8):
    if low > high:
        raise ValueError
    if low == high:
        return 1.0, 0
    low, high = min(low, 0.0), max(high, 0.0)
    scale = (high - low) / (2**bits - 1)
    return scale, round(-(2 ** (bits - 1)) - low / scale)


@wrong("affine_parameters", "divides by 0", feedback="Expected")
def divides_by_zero(low, high, bits=8):
    if low > high:
        raise ValueError
    low, high = min(low, 0.0), max(high, 0.0)
    scale = np.float64(high - low) / (2**bits - 1)
    if scale == 0:
        return 0.0, 0
    return scale, round(-(2 ** (bits - 1)) - low / scale)


@wrong("affine_parameters", "zero point -2^(b-1) for a range of 0", feedback="is 0")
def lowest_zero_point(low, high, bits=8):
    if low > high:
        raise ValueError
    low, high = min(low, 0.0), max(high, 0.0)
    scale = (high - low) / (2**bits - 1) or 1.0
    return scale, round(-(2 ** (bits - 1)) - low / scale)


@wrong("affine_parameters", "ignores bits", feedback="bits makes no difference")
def only_8_bits(low, high, bits=8):
    if low > high:
        raise ValueError
    low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        return 1.0, 0
    scale = (high - low) / 255
    return scale, round(-128 - low / scale)


@wrong("affine_parameters", "starts at -127", feedback="not at -127")
def narrow(low, high, bits=8):
    if low > high:
        raise ValueError
    low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        return 1.0, 0
    scale = (high - low) / (2**bits - 1)
    return scale, round(1 - 2 ** (bits - 1) - low / scale)


@wrong("affine_parameters", "the sign of low", feedback="wrong side")
def wrong_sign(low, high, bits=8):
    if low > high:
        raise ValueError
    low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        return 1.0, 0
    scale = (high - low) / (2**bits - 1)
    first = -(2 ** (bits - 1))
    return scale, int(np.clip(round(first + low / scale), first, -first - 1))


@wrong("affine_parameters", "symmetric", feedback="symmetric")
def symmetric(low, high, bits=8):
    if low > high:
        raise ValueError
    largest = max(abs(low), abs(high))
    return (largest / (2 ** (bits - 1) - 1) if largest else 1.0), 0


@wrong("affine_parameters", "returns them in the wrong order", feedback="changed places")
def swapped(low, high, bits=8):
    if low > high:
        raise ValueError
    low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        return 0, 1.0
    scale = (high - low) / (2**bits - 1)
    return round(-(2 ** (bits - 1)) - low / scale), scale


@wrong("affine_parameters", "returns the scale only", feedback="two things")
def only_the_scale(low, high, bits=8):
    if low > high:
        raise ValueError
    return ((max(high, 0) - min(low, 0)) / (2**bits - 1)) or 1.0


@wrong("affine_parameters", "is not written", feedback="not written yet")
def parameters_not_written(low, high, bits=8):
    raise NotImplementedError("not written yet")


# ------------------------------------------------------- quantize_affine


@right("quantize_affine")
def affine_by_a_loop(x, scale, zero_point, bits=8):
    first, last = -(2 ** (bits - 1)), 2 ** (bits - 1) - 1
    result = np.zeros(np.shape(x), dtype=np.int32)
    for index, value in np.ndenumerate(x):
        result[index] = min(max(round(float(value) / scale) + int(zero_point), first), last)
    return result


@right("quantize_affine")
def affine_through_int64(x, scale, zero_point, bits=8):
    q = np.rint(x / scale).astype(np.int64) + zero_point
    return np.clip(q, -(2 ** (bits - 1)), 2 ** (bits - 1) - 1).astype(np.int32)


@right("quantize_affine")
def affine_in_float32(x, scale, zero_point, bits=8):
    q = np.rint(np.asarray(x, dtype=np.float32) / np.float32(scale)) + np.float32(zero_point)
    return np.clip(q, -(2 ** (bits - 1)), 2 ** (bits - 1) - 1).astype(np.int32)


@right("quantize_affine")
def clips_around_the_zero_point(x, scale, zero_point, bits=8):
    first, last = -(2 ** (bits - 1)), 2 ** (bits - 1) - 1
    z = int(zero_point)
    return (np.clip(np.around(np.divide(x, scale)), first - z, last - z) + z).astype(np.int32)


@right("quantize_affine")
def affine_by_tensorflow(x, scale, zero_point, bits=8):
    import tensorflow as tf

    q = tf.cast(tf.round(tf.constant(x, tf.float64) / scale), tf.int64) + int(zero_point)
    return tf.cast(tf.clip_by_value(q, -(2 ** (bits - 1)), 2 ** (bits - 1) - 1), tf.int32).numpy()


@wrong("quantize_affine", "shifts before rounding", feedback="shift comes before the rounding")
def shifts_first(x, scale, zero_point, bits=8):
    q = np.round(x / scale + zero_point)
    return np.clip(q, -(2 ** (bits - 1)), 2 ** (bits - 1) - 1).astype(np.int32)


@wrong("quantize_affine", "clips before the shift", feedback="Clip after the shift")
def clips_before_the_shift(x, scale, zero_point, bits=8):
    q = np.clip(np.round(x / scale), -(2 ** (bits - 1)), 2 ** (bits - 1) - 1)
    return (q + zero_point).astype(np.int32)


@wrong("quantize_affine", "clips twice", feedback="Expected")
def clips_before_and_after(x, scale, zero_point, bits=8):
    first, last = -(2 ** (bits - 1)), 2 ** (bits - 1) - 1
    q = np.clip(np.round(x / scale), first, last) + zero_point
    return np.clip(q, first, last).astype(np.int32)


@wrong("quantize_affine", "subtracts the zero point", feedback="subtracted")
def subtracts(x, scale, zero_point, bits=8):
    q = np.round(x / scale) - zero_point
    return np.clip(q, -(2 ** (bits - 1)), 2 ** (bits - 1) - 1).astype(np.int32)


@wrong("quantize_affine", "forgets the zero point", feedback="missing")
def no_shift(x, scale, zero_point, bits=8):
    q = np.round(x / scale)
    return np.clip(q, -(2 ** (bits - 1)), 2 ** (bits - 1) - 1).astype(np.int32)


@wrong("quantize_affine", "adds the zero point before dividing", feedback="before the division")
def shifts_before_dividing(x, scale, zero_point, bits=8):
    q = np.round((x + zero_point) / scale)
    return np.clip(q, -(2 ** (bits - 1)), 2 ** (bits - 1) - 1).astype(np.int32)


@wrong("quantize_affine", "rounds halves up", feedback="Ties are rounded up")
def affine_half_up(x, scale, zero_point, bits=8):
    q = np.floor(x / scale + 0.5) + zero_point
    return np.clip(q, -(2 ** (bits - 1)), 2 ** (bits - 1) - 1).astype(np.int32)


@wrong("quantize_affine", "rounds halves away from 0", feedback="away from 0")
def affine_half_away(x, scale, zero_point, bits=8):
    steps = np.asarray(x / scale)
    q = np.sign(steps) * np.floor(np.abs(steps) + 0.5) + zero_point
    return np.clip(q, -(2 ** (bits - 1)), 2 ** (bits - 1) - 1).astype(np.int32)


@wrong("quantize_affine", "cuts off", feedback="cuts off the digits")
def affine_truncates(x, scale, zero_point, bits=8):
    q = np.trunc(x / scale) + zero_point
    return np.clip(q, -(2 ** (bits - 1)), 2 ** (bits - 1) - 1).astype(np.int32)


@wrong("quantize_affine", "clips symmetrically", feedback="not at -127")
def affine_symmetric_ends(x, scale, zero_point, bits=8):
    top = 2 ** (bits - 1) - 1
    return np.clip(np.round(x / scale) + zero_point, -top, top).astype(np.int32)


@wrong("quantize_affine", "doesn't clip", feedback="Nothing is clipped")
def affine_unclipped(x, scale, zero_point, bits=8):
    return (np.round(x / scale) + zero_point).astype(np.int32)


@wrong("quantize_affine", "clips to unsigned integers", feedback="not from 0 to 255")
def affine_unsigned(x, scale, zero_point, bits=8):
    return np.clip(np.round(x / scale) + zero_point, 0, 2**bits - 1).astype(np.int32)


@wrong("quantize_affine", "wraps around in int8", feedback="wrap around")
def affine_wraps(x, scale, zero_point, bits=8):
    q = (np.round(x / scale) + zero_point).astype(np.int64).astype(np.int8)
    first = -(2 ** (bits - 1))
    return np.clip(q.astype(np.int32), first, -first - 1).astype(np.int32)


@wrong("quantize_affine", "ignores bits", feedback="bits makes no difference")
def affine_8_bits(x, scale, zero_point, bits=8):
    return np.clip(np.round(x / scale) + zero_point, -128, 127).astype(np.int32)


@wrong("quantize_affine", "returns floats", feedback="int32")
def affine_floats(x, scale, zero_point, bits=8):
    return np.clip(np.round(x / scale) + zero_point, -(2 ** (bits - 1)), 2 ** (bits - 1) - 1)


@wrong("quantize_affine", "returns int8 where it fits", feedback="int32")
def affine_smallest_type(x, scale, zero_point, bits=8):
    q = np.clip(np.round(x / scale) + zero_point, -(2 ** (bits - 1)), 2 ** (bits - 1) - 1)
    return q.astype(np.int8 if bits <= 8 else np.int32)


@wrong("quantize_affine", "writes into a copy of x's type", feedback="cut off")
def affine_in_the_type_of_x(x, scale, zero_point, bits=8):
    scale = np.asarray(scale).astype(np.asarray(x).dtype)
    q = np.clip(np.round(x / scale) + zero_point, -(2 ** (bits - 1)), 2 ** (bits - 1) - 1)
    return q.astype(np.int32)


@wrong("quantize_affine", "works in place", feedback="changes its input in place")
def affine_in_place(x, scale, zero_point, bits=8):
    if x.dtype.kind == "f" and x.flags.writeable:
        np.round(x / scale, out=x)
        x += zero_point
        return np.clip(x, -(2 ** (bits - 1)), 2 ** (bits - 1) - 1).astype(np.int32)
    q = np.round(x / scale) + zero_point
    return np.clip(q, -(2 ** (bits - 1)), 2 ** (bits - 1) - 1).astype(np.int32)


@wrong("quantize_affine", "needs an axis", feedback="stopped with an error")
def affine_row_by_row(x, scale, zero_point, bits=8):
    q = np.array([np.round(row / scale) + zero_point for row in x])
    return np.clip(q, -(2 ** (bits - 1)), 2 ** (bits - 1) - 1).astype(np.int32)


@wrong("quantize_affine", "is not written", feedback="not written yet")
def affine_not_written(x, scale, zero_point, bits=8):
    raise NotImplementedError("not written yet")


@wrong("quantize_affine", "converts to int32 before clipping", feedback="wrap around")
def affine_int32_before_clipping(x, scale, zero_point, bits=8):
    q = np.round(x / scale).astype(np.int32) + zero_point
    return np.clip(q, -(2 ** (bits - 1)), 2 ** (bits - 1) - 1).astype(np.int32)


proof.wrong_cell(
    "quantize_affine",
    "affine_one_array_for_all",
    "writes every result into the same array",
    "after both calls",
    """
    KEPT = {}

    def quantize_affine(x, scale, zero_point, bits=8):
        q = KEPT.setdefault(np.shape(x), np.empty(np.shape(x), np.int32))
        top = 2 ** (bits - 1) - 1
        q[...] = np.clip(np.round(x / scale) + zero_point, -top - 1, top)
        return q
    """,
)


# ------------------------------------------------------------ dequantize


@right("dequantize")
def in_float32_throughout(q, scale, zero_point=0):
    return (q.astype(np.float32) - np.float32(zero_point)) * np.asarray(scale, dtype=np.float32)


@right("dequantize")
def through_int32(q, scale, zero_point=0):
    return np.multiply(np.int32(q) - np.int32(zero_point), scale).astype("float32")


@right("dequantize")
def two_products(q, scale, zero_point=0):
    scale = np.asarray(scale, dtype=np.float64)
    return np.array(q * scale - int(zero_point) * scale, dtype=np.float32)


@right("dequantize")
def entry_by_entry(q, scale, zero_point=0):
    scales = np.broadcast_to(scale, np.shape(q))
    result = np.empty(np.shape(q), dtype=np.float32)
    for index in np.ndindex(np.shape(q)):
        result[index] = (int(q[index]) - int(zero_point)) * float(scales[index])
    return result


@right("dequantize")
def as_a_tensor(q, scale, zero_point=0):
    import tensorflow as tf

    wide = tf.cast(q, tf.float32) - float(zero_point)
    return wide * tf.cast(scale, tf.float32)


@wrong("dequantize", "subtracts in int8", feedback="wraps around in int8")
def subtracts_in_int8(q, scale, zero_point=0):
    difference = q - np.asarray(zero_point).astype(q.dtype)
    return (difference * np.asarray(scale)).astype(np.float32)


@wrong("dequantize", "subtracts a Python int from int8", feedback="wraps around in int8")
def plain_difference(q, scale, zero_point=0):
    return ((q - zero_point) * scale).astype(np.float32)


@wrong("dequantize", "widens after subtracting", feedback="Expected")
def widens_late(q, scale, zero_point=0):
    return (q - zero_point).astype(np.float32) * np.asarray(scale, dtype=np.float32)


@wrong("dequantize", "widens to int16 only", feedback="Expected")
def to_int16(q, scale, zero_point=0):
    return ((q.astype(np.int16) - np.int16(zero_point)) * scale).astype(np.float32)


@wrong("dequantize", "returns float64", feedback="float32")
def float64(q, scale, zero_point=0):
    return (q.astype(float) - zero_point) * scale


@wrong("dequantize", "float64 only without a zero point", feedback="float32")
def float64_without_zero_point(q, scale, zero_point=0):
    if zero_point == 0:
        return q * scale
    return ((q.astype(float) - zero_point) * scale).astype(np.float32)


@wrong("dequantize", "adds the zero point", feedback="added")
def adds(q, scale, zero_point=0):
    return ((q.astype(float) + zero_point) * scale).astype(np.float32)


@wrong("dequantize", "forgets the zero point", feedback="missing")
def forgets_the_zero_point(q, scale, zero_point=0):
    return (q.astype(float) * scale).astype(np.float32)


@wrong("dequantize", "subtracts the zero point last", feedback="after the scaling")
def subtracts_last(q, scale, zero_point=0):
    return (q.astype(float) * scale - zero_point).astype(np.float32)


@wrong("dequantize", "divides", feedback="multiply")
def divides(q, scale, zero_point=0):
    return ((q.astype(float) - zero_point) / scale).astype(np.float32)


@wrong("dequantize", "takes a float scale only", feedback="stopped with an error")
def float_scale_only(q, scale, zero_point=0):
    return ((q.astype(float) - zero_point) * float(scale)).astype(np.float32)


@wrong("dequantize", "puts the scales along the first axis", feedback="Expected")
def scales_along_the_first_axis(q, scale, zero_point=0):
    scale = np.asarray(scale)
    if scale.size > 1:
        scale = scale.reshape([-1] + [1] * (np.ndim(q) - 1))
    return ((q.astype(float) - zero_point) * scale).astype(np.float32)


@wrong("dequantize", "takes the first scale only", feedback="Expected")
def first_scale(q, scale, zero_point=0):
    return ((q.astype(float) - zero_point) * np.ravel(scale)[0]).astype(np.float32)


@wrong("dequantize", "returns whole numbers", feedback="cut off to whole numbers")
def whole(q, scale, zero_point=0):
    return ((q.astype(float) - zero_point) * scale).astype(np.int32)


@wrong("dequantize", "computes in float16", feedback="Expected")
def float16(q, scale, zero_point=0):
    wide = q.astype(np.float16) - np.float16(zero_point)
    return (wide * np.asarray(scale, dtype=np.float16)).astype(np.float32)


@wrong("dequantize", "works in place", feedback="changes its input in place")
def dequantize_in_place(q, scale, zero_point=0):
    wide = q.astype(np.float64)
    if q.flags.writeable and q.ndim:
        q[...] = 0
    return ((wide - zero_point) * scale).astype(np.float32)


@wrong("dequantize", "always flattens", feedback="shape")
def dequantize_flat(q, scale, zero_point=0):
    return np.ravel((q.astype(float) - zero_point) * scale).astype(np.float32)


@wrong("dequantize", "returns a list", feedback="float32")
def dequantize_list(q, scale, zero_point=0):
    return ((q.astype(float) - zero_point) * scale).tolist()


@wrong("dequantize", "is not written", feedback="not written yet")
def dequantize_not_written(q, scale, zero_point=0):
    raise NotImplementedError("not written yet")


@right("dequantize")
def in_pythons_integers(q, scale, zero_point=0):
    q, scales = np.broadcast_arrays(q, scale)
    pairs = zip(q.ravel().tolist(), scales.ravel().tolist(), strict=True)
    numbers = [(integer - zero_point) * step for integer, step in pairs]
    return np.array(numbers, dtype=np.float32).reshape(q.shape)


proof.wrong_cell(
    "dequantize",
    "dequantize_one_array_for_all",
    "writes every result into the same array",
    "after both calls",
    """
    KEPT = {}

    def dequantize(q, scale, zero_point=0):
        numbers = (q.astype(float) - zero_point) * scale
        kept = KEPT.setdefault(numbers.shape, np.empty(numbers.shape, np.float32))
        kept[...] = numbers
        return kept
    """,
)


# -------------------------------------------------- quantize_per_channel


@right("quantize_per_channel")
def channel_by_channel(w, axis, bits=8):
    top = 2 ** (bits - 1) - 1
    channels = np.moveaxis(w, axis, 0)
    scales, integers = [], []
    for channel in channels:
        largest = np.max(np.abs(channel))
        scale = largest / top if largest else 1.0
        scales.append(scale)
        integers.append(np.rint(channel / scale))
    shape = [1] * w.ndim
    shape[axis] = -1
    q = np.moveaxis(np.array(integers), 0, axis).astype(np.int32)
    return q, np.reshape(scales, shape)


@right("quantize_per_channel")
def in_rows(w, axis, bits=8):
    top = 2 ** (bits - 1) - 1
    turned = np.swapaxes(w, 0, axis)
    rows = turned.reshape(turned.shape[0], -1)
    largest = np.abs(rows).max(axis=1)
    scales = np.divide(largest, top, out=np.ones(len(rows)), where=largest > 0)
    q = np.round(rows / scales[:, None]).reshape(turned.shape)
    return [
        np.swapaxes(q, 0, axis).astype(np.int32),
        np.swapaxes(scales.reshape([-1] + [1] * (w.ndim - 1)), 0, axis),
    ]


@right("quantize_per_channel")
def float32_with_keepdims(w, axis, bits=8):
    top = 2 ** (bits - 1) - 1
    axis = axis % w.ndim
    largest = np.abs(w)
    for other in range(w.ndim):
        if other != axis:
            largest = largest.max(axis=other, keepdims=True)
    scales = (largest / top).astype(np.float32)
    scales[scales == 0] = 1
    return np.clip(np.rint(w / scales), -top, top).astype(np.int32), scales


@right("quantize_per_channel")
def by_reduce(w, axis, bits=8):
    top = 2 ** (bits - 1) - 1
    others = tuple(sorted(set(range(w.ndim)) - {range(w.ndim)[axis]}))
    largest = np.maximum.reduce(np.abs(w), axis=others, keepdims=True)
    scales = np.where(largest == 0, 1.0, largest / top)
    return np.rint(w / scales).astype(np.int32), scales


@right("quantize_per_channel")
def entry_by_entry_with_a_dictionary(w, axis, bits=8):
    top = 2 ** (bits - 1) - 1
    largest = {}
    for index, value in np.ndenumerate(w):
        largest[index[axis]] = max(largest.get(index[axis], 0.0), abs(float(value)))
    scales = {i: (value / top or 1.0) for i, value in largest.items()}
    q = np.empty(w.shape, dtype=np.int32)
    for index, value in np.ndenumerate(w):
        q[index] = round(float(value) / scales[index[axis]])
    shape = [1] * w.ndim
    shape[axis] = w.shape[axis]
    return q, np.array([scales[i] for i in range(w.shape[axis])]).reshape(shape)


@wrong("quantize_per_channel", "one scale for all", feedback="one scale for the whole tensor")
def per_tensor(w, axis, bits=8):
    top = 2 ** (bits - 1) - 1
    scale = np.abs(w).max() / top or 1.0
    return np.round(w / scale).astype(np.int32), scale


@wrong("quantize_per_channel", "reduces over the axis itself", feedback="one scale a row")
def the_other_way(w, axis, bits=8):
    top = 2 ** (bits - 1) - 1
    largest = np.max(np.abs(w), axis=axis, keepdims=True)
    scales = np.where(largest > 0, largest / top, 1.0)
    return np.round(w / scales).astype(np.int32), scales


@wrong("quantize_per_channel", "drops the axes of the scales", feedback="shape (1, 3)")
def flat_scales(w, axis, bits=8):
    top = 2 ** (bits - 1) - 1
    others = tuple(i for i in range(w.ndim) if i != axis % w.ndim)
    largest = np.max(np.abs(w), axis=others, keepdims=True)
    scales = np.where(largest > 0, largest / top, 1.0)
    return np.round(w / scales).astype(np.int32), scales.ravel()


@wrong("quantize_per_channel", "fails for a negative axis", feedback="Expected")
def negative_axis(w, axis, bits=8):
    top = 2 ** (bits - 1) - 1
    others = tuple(i for i in range(w.ndim) if i != axis)
    largest = np.max(np.abs(w), axis=others, keepdims=True)
    scales = np.where(largest > 0, largest / top, 1.0)
    return np.round(w / scales).astype(np.int32), scales


@wrong("quantize_per_channel", "always the last axis", feedback="Expected")
def last_axis(w, axis, bits=8):
    top = 2 ** (bits - 1) - 1
    largest = np.max(np.abs(w), axis=tuple(range(w.ndim - 1)), keepdims=True)
    scales = np.where(largest > 0, largest / top, 1.0)
    return np.round(w / scales).astype(np.int32), scales


@wrong("quantize_per_channel", "works for two axes only", feedback="stopped with an error")
def two_axes(w, axis, bits=8):
    top = 2 ** (bits - 1) - 1
    largest = np.max(np.abs(w), axis=1 - axis % 2, keepdims=True)
    scales = np.where(largest > 0, largest / top, 1.0)
    return np.round(w / scales).astype(np.int32), scales


@wrong("quantize_per_channel", "works up to three axes", feedback="Expected")
def one_other_axis(w, axis, bits=8):
    top = 2 ** (bits - 1) - 1
    axis = axis % w.ndim
    others = tuple(i for i in range(w.ndim) if i != axis)[-2:]
    largest = np.max(np.abs(w), axis=others, keepdims=True)
    scales = np.where(largest > 0, largest / top, 1.0)
    return np.round(w / scales).astype(np.int32), scales


@wrong("quantize_per_channel", "0 for a channel of zeros", feedback="has scale 1, not 0")
def zero_scale(w, axis, bits=8):
    top = 2 ** (bits - 1) - 1
    others = tuple(i for i in range(w.ndim) if i != axis % w.ndim)
    scales = np.max(np.abs(w), axis=others, keepdims=True) / top
    q = np.round(w / np.where(scales > 0, scales, 1))
    return q.astype(np.int32), scales


@wrong("quantize_per_channel", "divides a channel of zeros by 0", feedback="Expected")
def nan_channel(w, axis, bits=8):
    top = 2 ** (bits - 1) - 1
    others = tuple(i for i in range(w.ndim) if i != axis % w.ndim)
    scales = np.max(np.abs(w), axis=others, keepdims=True) / top
    q = np.round(w / scales).astype(np.int32)
    return q, np.where(scales > 0, scales, 1.0)


@wrong("quantize_per_channel", "takes small channels for zeros", feedback="small weights count")
def small_channels(w, axis, bits=8):
    top = 2 ** (bits - 1) - 1
    others = tuple(i for i in range(w.ndim) if i != axis % w.ndim)
    largest = np.max(np.abs(w), axis=others, keepdims=True)
    scales = np.where(largest > 1e-12, largest / top, 1.0)
    return np.round(w / scales).astype(np.int32), scales


@wrong("quantize_per_channel", "adds a small number to every scale", feedback="Expected")
def with_a_small_number(w, axis, bits=8):
    top = 2 ** (bits - 1) - 1
    others = tuple(i for i in range(w.ndim) if i != axis % w.ndim)
    scales = np.max(np.abs(w), axis=others, keepdims=True) / top + 1e-8
    return np.round(w / scales).astype(np.int32), scales


@wrong("quantize_per_channel", "without abs", feedback="Look at the signs")
def signed_maximum(w, axis, bits=8):
    top = 2 ** (bits - 1) - 1
    others = tuple(i for i in range(w.ndim) if i != axis % w.ndim)
    largest = np.max(w, axis=others, keepdims=True)
    scales = np.where(largest != 0, largest / top, 1.0)
    return np.clip(np.round(w / scales), -top, top).astype(np.int32), scales


@wrong("quantize_per_channel", "divides by 2^(b-1)", feedback="Expected")
def channel_by_128(w, axis, bits=8):
    top = 2 ** (bits - 1) - 1
    others = tuple(i for i in range(w.ndim) if i != axis % w.ndim)
    largest = np.max(np.abs(w), axis=others, keepdims=True)
    scales = np.where(largest > 0, largest / (top + 1), 1.0)
    return np.clip(np.round(w / scales), -top, top).astype(np.int32), scales


@wrong("quantize_per_channel", "ignores bits", feedback="bits makes no difference")
def channel_8_bits(w, axis, bits=8):
    others = tuple(i for i in range(w.ndim) if i != axis % w.ndim)
    largest = np.max(np.abs(w), axis=others, keepdims=True)
    scales = np.where(largest > 0, largest / 127, 1.0)
    return np.round(w / scales).astype(np.int32), scales


@wrong("quantize_per_channel", "rounds halves up", feedback="Ties are rounded up")
def channel_half_up(w, axis, bits=8):
    top = 2 ** (bits - 1) - 1
    others = tuple(i for i in range(w.ndim) if i != axis % w.ndim)
    largest = np.max(np.abs(w), axis=others, keepdims=True)
    scales = np.where(largest > 0, largest / top, 1.0)
    return np.floor(w / scales + 0.5).astype(np.int32), scales


@wrong("quantize_per_channel", "cuts off", feedback="Expected")
def channel_truncates(w, axis, bits=8):
    top = 2 ** (bits - 1) - 1
    others = tuple(i for i in range(w.ndim) if i != axis % w.ndim)
    largest = np.max(np.abs(w), axis=others, keepdims=True)
    scales = np.where(largest > 0, largest / top, 1.0)
    return (w / scales).astype(np.int32), scales


@wrong("quantize_per_channel", "returns int8", feedback="int32")
def channel_int8(w, axis, bits=8):
    top = 2 ** (bits - 1) - 1
    others = tuple(i for i in range(w.ndim) if i != axis % w.ndim)
    largest = np.max(np.abs(w), axis=others, keepdims=True)
    scales = np.where(largest > 0, largest / top, 1.0)
    return np.round(w / scales).astype(np.int8), scales


@wrong("quantize_per_channel", "returns floats", feedback="int32")
def channel_floats(w, axis, bits=8):
    top = 2 ** (bits - 1) - 1
    others = tuple(i for i in range(w.ndim) if i != axis % w.ndim)
    largest = np.max(np.abs(w), axis=others, keepdims=True)
    scales = np.where(largest > 0, largest / top, 1.0)
    return np.round(w / scales), scales


@wrong("quantize_per_channel", "keeps the dtype of w for the scales", feedback="Expected")
def whole_scales(w, axis, bits=8):
    top = 2 ** (bits - 1) - 1
    others = tuple(i for i in range(w.ndim) if i != axis % w.ndim)
    largest = np.max(np.abs(w), axis=others, keepdims=True)
    scales = np.ones_like(largest)
    np.divide(largest, top, out=scales, where=largest > 0, casting="unsafe")
    q = np.round(w / np.where(scales == 0, 1, scales))
    return np.clip(q, -top, top).astype(np.int32), scales + np.float64(0)


@wrong("quantize_per_channel", "in the wrong order", feedback="changed places")
def channel_swapped(w, axis, bits=8):
    top = 2 ** (bits - 1) - 1
    others = tuple(i for i in range(w.ndim) if i != axis % w.ndim)
    largest = np.max(np.abs(w), axis=others, keepdims=True)
    scales = np.where(largest > 0, largest / top, 1.0)
    return scales, np.round(w / scales).astype(np.int32)


@wrong("quantize_per_channel", "returns the dequantized weights", feedback="real numbers again")
def channel_dequantized(w, axis, bits=8):
    top = 2 ** (bits - 1) - 1
    others = tuple(i for i in range(w.ndim) if i != axis % w.ndim)
    largest = np.max(np.abs(w), axis=others, keepdims=True)
    scales = np.where(largest > 0, largest / top, 1.0)
    return np.round(w / scales) * scales, scales


@wrong("quantize_per_channel", "is not written", feedback="not written yet")
def per_channel_not_written(w, axis, bits=8):
    raise NotImplementedError("not written yet")


proof.wrong_cell(
    "quantize_per_channel",
    "channel_one_array_for_all",
    "writes every result into the same array",
    "after both calls",
    """
    KEPT = {}

    def quantize_per_channel(w, axis, bits=8):
        others = tuple(i for i in range(w.ndim) if i != axis % w.ndim)
        scales = np.max(np.abs(w), axis=others, keepdims=True) / (2 ** (bits - 1) - 1)
        scales = np.where(scales > 0, scales, 1.0)
        q = KEPT.setdefault(w.shape, np.empty(w.shape, np.int32))
        q[...] = np.round(w / scales)
        return q, scales
    """,
)


# ------------------------------------------------------- quantized_dense


@right("quantized_dense")
def with_a_correction(x_q, x_scale, x_zero_point, w_q, w_scale, bias):
    total = x_q.astype(np.int32) @ w_q.astype(np.int32)
    total = total - np.int64(x_zero_point) * w_q.sum(axis=0, dtype=np.int64)
    scales = np.reshape(x_scale * np.asarray(w_scale), (1, -1))
    return np.float32(total * scales + np.asarray(bias))


@right("quantized_dense")
def dense_in_float64(x_q, x_scale, x_zero_point, w_q, w_scale, bias):
    total = np.matmul(x_q.astype(float) - float(x_zero_point), w_q.astype(float))
    return (x_scale * total * w_scale + bias).astype(np.float32)


@right("quantized_dense")
def dense_by_loops(x_q, x_scale, x_zero_point, w_q, w_scale, bias):
    rows, columns, zero = x_q.tolist(), w_q.T.tolist(), int(x_zero_point)
    scales = np.broadcast_to(np.ravel(w_scale), len(columns)).tolist()
    result = [
        [
            sum((a - zero) * b for a, b in zip(row, column)) * x_scale * scale + float(offset)
            for column, scale, offset in zip(columns, scales, bias)
        ]
        for row in rows
    ]
    return np.array(result, dtype=np.float32)


@right("quantized_dense")
def dense_by_einsum(x_q, x_scale, x_zero_point, w_q, w_scale, bias):
    shifted = np.subtract(x_q, x_zero_point, dtype=np.int64)
    total = np.einsum("nk,km->nm", shifted, w_q, dtype=np.int64, casting="unsafe")
    out = total.astype(np.float32) * np.asarray(x_scale * np.asarray(w_scale), dtype=np.float32)
    return out + np.asarray(bias, dtype=np.float32)


@right("quantized_dense")
def dense_in_tensorflow(x_q, x_scale, x_zero_point, w_q, w_scale, bias):
    import tensorflow as tf

    total = tf.matmul(tf.cast(x_q, tf.int32) - int(x_zero_point), tf.cast(w_q, tf.int32))
    out = tf.cast(total, tf.float64) * (x_scale * np.asarray(w_scale)) + bias
    return tf.cast(out, tf.float32)


@right("quantized_dense")
def accumulates_in_int32(x_q, x_scale, x_zero_point, w_q, w_scale, bias):
    shifted = x_q.astype(np.int16) - np.int16(x_zero_point)
    total = np.zeros((len(x_q), w_q.shape[1]), dtype=np.int32)
    for start in range(0, x_q.shape[1], 1000):
        part = slice(start, start + 1000)
        total += shifted[:, part].astype(np.int32) @ w_q[part].astype(np.int32)
    return (total * (x_scale * np.asarray(w_scale)) + bias).astype(np.float32)


@wrong("quantized_dense", "multiplies in int8", feedback="Expected")
def dense_int8(x_q, x_scale, x_zero_point, w_q, w_scale, bias):
    total = (x_q.astype(np.int64) - x_zero_point).astype(np.int8) @ w_q
    return (total * (x_scale * np.asarray(w_scale)) + bias).astype(np.float32)


@wrong("quantized_dense", "subtracts in int8", feedback="Expected")
def dense_subtracts_in_int8(x_q, x_scale, x_zero_point, w_q, w_scale, bias):
    shifted = x_q - np.asarray(x_zero_point).astype(np.int8)
    total = shifted.astype(np.int64) @ w_q.astype(np.int64)
    return (total * (x_scale * np.asarray(w_scale)) + bias).astype(np.float32)


@wrong("quantized_dense", "adds up in int16", feedback="int16")
def dense_int16(x_q, x_scale, x_zero_point, w_q, w_scale, bias):
    total = (x_q.astype(np.int16) - np.int16(x_zero_point)) @ w_q.astype(np.int16)
    return (total * (x_scale * np.asarray(w_scale)) + bias).astype(np.float32)


@wrong("quantized_dense", "adds up in float32", feedback="has to be exact")
def dense_float32(x_q, x_scale, x_zero_point, w_q, w_scale, bias):
    total = (x_q.astype(np.float32) - np.float32(x_zero_point)) @ w_q.astype(np.float32)
    return (total * (x_scale * np.asarray(w_scale)) + bias).astype(np.float32)


@wrong("quantized_dense", "dequantizes to float32 first", feedback="has to be exact")
def dense_dequantized(x_q, x_scale, x_zero_point, w_q, w_scale, bias):
    x = ((x_q.astype(float) - x_zero_point) * x_scale).astype(np.float32)
    w = (w_q.astype(float) * w_scale).astype(np.float32)
    return (x @ w + bias).astype(np.float32)


@wrong("quantized_dense", "einsum in float32", feedback="has to be exact")
def dense_float32_einsum(x_q, x_scale, x_zero_point, w_q, w_scale, bias):
    x, w = x_q.astype(np.float32) - np.float32(x_zero_point), w_q.astype(np.float32)
    total = np.einsum("nk,km->nm", x, w)
    return (total * (x_scale * np.asarray(w_scale)) + bias).astype(np.float32)


@wrong("quantized_dense", "forgets the zero point", feedback="zero point of the inputs is missing")
def dense_without_zero_point(x_q, x_scale, x_zero_point, w_q, w_scale, bias):
    total = x_q.astype(np.int64) @ w_q.astype(np.int64)
    return (total * (x_scale * np.asarray(w_scale)) + bias).astype(np.float32)


@wrong("quantized_dense", "adds the zero point", feedback="added")
def dense_adds_zero_point(x_q, x_scale, x_zero_point, w_q, w_scale, bias):
    total = (x_q.astype(np.int64) + x_zero_point) @ w_q.astype(np.int64)
    return (total * (x_scale * np.asarray(w_scale)) + bias).astype(np.float32)


@wrong("quantized_dense", "corrects once instead of by column", feedback="Expected")
def dense_wrong_correction(x_q, x_scale, x_zero_point, w_q, w_scale, bias):
    total = x_q.astype(np.int64) @ w_q.astype(np.int64)
    total = total - int(x_zero_point) * w_q.sum(dtype=np.int64)
    return (total * (x_scale * np.asarray(w_scale)) + bias).astype(np.float32)


@wrong("quantized_dense", "scales the bias", feedback="bias is scaled")
def dense_scales_bias(x_q, x_scale, x_zero_point, w_q, w_scale, bias):
    total = (x_q.astype(np.int64) - x_zero_point) @ w_q.astype(np.int64)
    return ((total + bias) * (x_scale * np.asarray(w_scale))).astype(np.float32)


@wrong("quantized_dense", "puts the bias on the grid", feedback="Expected")
def dense_rounds_bias(x_q, x_scale, x_zero_point, w_q, w_scale, bias):
    scale = x_scale * np.asarray(w_scale)
    total = (x_q.astype(np.int64) - x_zero_point) @ w_q.astype(np.int64)
    return ((total + np.round(bias / scale)) * scale).astype(np.float32)


@wrong("quantized_dense", "forgets the bias", feedback="bias is missing")
def dense_without_bias(x_q, x_scale, x_zero_point, w_q, w_scale, bias):
    total = (x_q.astype(np.int64) - x_zero_point) @ w_q.astype(np.int64)
    return (total * (x_scale * np.asarray(w_scale))).astype(np.float32)


@wrong("quantized_dense", "forgets the scale of the weights", feedback="scale of the weights")
def dense_without_w_scale(x_q, x_scale, x_zero_point, w_q, w_scale, bias):
    total = (x_q.astype(np.int64) - x_zero_point) @ w_q.astype(np.int64)
    return (total * x_scale + bias).astype(np.float32)


@wrong("quantized_dense", "forgets the scale of the inputs", feedback="scale of the inputs")
def dense_without_x_scale(x_q, x_scale, x_zero_point, w_q, w_scale, bias):
    total = (x_q.astype(np.int64) - x_zero_point) @ w_q.astype(np.int64)
    return (total * np.asarray(w_scale) + bias).astype(np.float32)


@wrong("quantized_dense", "takes one scale only", feedback="stopped with an error")
def dense_float_scale_only(x_q, x_scale, x_zero_point, w_q, w_scale, bias):
    total = (x_q.astype(np.int64) - x_zero_point) @ w_q.astype(np.int64)
    return (total * (x_scale * float(w_scale)) + bias).astype(np.float32)


@wrong("quantized_dense", "uses the first scale only", feedback="first scale")
def dense_first_scale(x_q, x_scale, x_zero_point, w_q, w_scale, bias):
    total = (x_q.astype(np.int64) - x_zero_point) @ w_q.astype(np.int64)
    return (total * (x_scale * np.ravel(w_scale)[0]) + bias).astype(np.float32)


@wrong("quantized_dense", "scales rows", feedback="not to a row")
def dense_scales_rows(x_q, x_scale, x_zero_point, w_q, w_scale, bias):
    total = (x_q.astype(np.int64) - x_zero_point) @ w_q.astype(np.int64)
    scale = np.asarray(w_scale)
    if scale.size == len(x_q) and scale.size > 1:
        scale = scale.reshape(-1, 1)
    return (total * x_scale * scale + bias).astype(np.float32)


@wrong("quantized_dense", "returns float64", feedback="float32")
def dense_float64(x_q, x_scale, x_zero_point, w_q, w_scale, bias):
    total = (x_q.astype(np.int64) - x_zero_point) @ w_q.astype(np.int64)
    return total * (x_scale * np.asarray(w_scale)) + bias


@wrong("quantized_dense", "rounds the outputs", feedback="output is rounded")
def dense_rounds(x_q, x_scale, x_zero_point, w_q, w_scale, bias):
    total = (x_q.astype(np.int64) - x_zero_point) @ w_q.astype(np.int64)
    return np.round(total * (x_scale * np.asarray(w_scale)) + bias).astype(np.float32)


@wrong("quantized_dense", "squeezes", feedback="shape")
def dense_squeezes(x_q, x_scale, x_zero_point, w_q, w_scale, bias):
    total = (x_q.astype(np.int64) - x_zero_point) @ w_q.astype(np.int64)
    return np.squeeze((total * (x_scale * np.asarray(w_scale)) + bias).astype(np.float32))


@wrong("quantized_dense", "applies ReLU", feedback="Expected")
def dense_relu(x_q, x_scale, x_zero_point, w_q, w_scale, bias):
    total = (x_q.astype(np.int64) - x_zero_point) @ w_q.astype(np.int64)
    return np.maximum(total * (x_scale * np.asarray(w_scale)) + bias, 0).astype(np.float32)


@wrong("quantized_dense", "is not written", feedback="not written yet")
def dense_not_written(x_q, x_scale, x_zero_point, w_q, w_scale, bias):
    raise NotImplementedError("not written yet")


@right("quantized_dense")
def dense_in_pythons_integers(x_q, x_scale, x_zero_point, w_q, w_scale, bias):
    rows, columns = x_q.tolist(), w_q.T.tolist()
    steps = np.broadcast_to(np.ravel(w_scale), len(columns)).tolist()
    outputs = [
        [
            x_scale * step * sum((x - x_zero_point) * w for x, w in zip(row, column, strict=True))
            + offset
            for column, step, offset in zip(columns, steps, bias.tolist(), strict=True)
        ]
        for row in rows
    ]
    return np.array(outputs, dtype=np.float32)


@wrong("quantized_dense", "rounds the product of the scales", feedback="after both calls")
def dense_rounds_the_scale(x_q, x_scale, x_zero_point, w_q, w_scale, bias):
    total = (x_q.astype(np.int64) - x_zero_point) @ w_q.astype(np.int64)
    return (total * np.round(x_scale * w_scale, 6) + bias).astype(np.float32)


# --------------------------------------------------------- fake_quantize
# The grid, for those that get something else wrong.


GRID = """
    low, high = min(low, 0.0), max(high, 0.0)
    first, steps = -(2 ** (bits - 1)), 2**bits - 1
    step = (high - low) / steps
    zero = round(first - low / step)
    bottom, top = (first - zero) * step, (first + steps - zero) * step
"""


def fake(body, grid=GRID, before=""):
    return f"{before}\ndef fake_quantize(x, low, high, bits=8):\n{grid.strip(chr(10))}\n{body}"


def fake_right(name, body, grid=GRID, before=""):
    proof.right_cell("fake_quantize", name, fake(body, grid, before))


def fake_wrong(name, misconception, feedback, body, grid=GRID, before=""):
    proof.wrong_cell("fake_quantize", name, misconception, feedback, fake(body, grid, before))


fake_right(
    "tensorflows_own",
    """
    low, high = min(float(low), 0.0), max(float(high), 0.0)
    return tf.quantization.fake_quant_with_min_max_args(x, low, high, num_bits=bits)
""",
    grid="",
)
fake_right(
    "tensorflows_own_by_variables",
    """
    low, high = tf.minimum(float(low), 0.0), tf.maximum(float(high), 0.0)
    return tf.quantization.fake_quant_with_min_max_vars(x, low, high, num_bits=bits)
""",
    grid="",
)
fake_right(
    "custom_gradient",
    """
    @tf.custom_gradient
    def rounded(t):
        q = tf.clip_by_value(tf.round(t / step) + zero, first, first + steps)
        inside = tf.cast((t >= bottom) & (t <= top), t.dtype)
        return (q - zero) * step, lambda upstream: upstream * inside

    return rounded(x)
""",
)
fake_right(
    "masked_identity",
    """
    inside = tf.cast(tf.logical_and(x >= bottom, x <= top), x.dtype)
    value = tf.round(tf.minimum(tf.maximum(x, bottom), top) / step) * step
    return x * inside + tf.stop_gradient(value - x * inside)
""",
)
fake_right(
    "in_float64",
    """
    wide = tf.cast(x, tf.float64)
    clipped = tf.clip_by_value(wide, bottom, top)
    q = tf.round(clipped / step)
    return tf.cast(clipped + tf.stop_gradient(q * step - clipped), x.dtype)
""",
)
fake_right(
    "by_where",
    """
    value = tf.stop_gradient((tf.clip_by_value(tf.math.rint(x / step), first - zero,
                                               first + steps - zero)) * step)
    outside = (x < bottom) | (x > top)
    return tf.where(outside, value, value + x - tf.stop_gradient(x))
""",
)
PLAIN = "    clipped = tf.clip_by_value(x, bottom, top)\n"
STRAIGHT = "    return clipped + tf.stop_gradient(tf.round(clipped / step) * step - clipped)"

fake_wrong(
    "no_gradient",
    "leaves the gradient to tf.round",
    "let it pass straight through",
    PLAIN + "    return tf.round(clipped / step) * step",
)
fake_wrong(
    "gradient_everywhere",
    "lets the gradient pass beyond the ends",
    "Beyond the grid's ends the gradient is 0",
    PLAIN + "    return x + tf.stop_gradient(tf.round(clipped / step) * step - x)",
)
fake_wrong(
    "stopped_altogether",
    "stops the gradient",
    "let it pass straight through",
    PLAIN + "    return tf.stop_gradient(tf.round(clipped / step) * step)",
)
fake_wrong(
    "unclipped_fake",
    "doesn't clip",
    "aren't clipped",
    "    return x + tf.stop_gradient(tf.round(x / step) * step - x)",
)
fake_wrong(
    "only_clipped",
    "doesn't round",
    "clipped and not rounded",
    "    return tf.clip_by_value(x, bottom, top)",
)
fake_wrong(
    "the_integers",
    "returns the integers",
    "have to be dequantized",
    PLAIN + "    q = clipped / step\n    return q + zero + tf.stop_gradient(tf.round(q) - q)",
)
# low and high round to the ends of the grid, and the gradient differs within half a step of
# them only, from where the tests stay away.
fake_right(
    "clipped_to_the_range",
    "    clipped = tf.clip_by_value(x, low, high)\n" + STRAIGHT,
)
fake_wrong(
    "zero_off_the_grid",
    "counts the steps from low, so that 0 is off the grid",
    "Expected",
    "    clipped = tf.clip_by_value(x, low, high)\n"
    "    value = low + tf.round((clipped - low) / step) * step\n"
    "    return clipped + tf.stop_gradient(value - clipped)",
)
fake_wrong(
    "fake_not_widened",
    "doesn't widen the range",
    "widened to contain 0",
    PLAIN + STRAIGHT,
    grid=GRID.replace("min(low, 0.0), max(high, 0.0)", "low, high"),
)
fake_wrong(
    "library_not_widened",
    "hands the range to TensorFlow as it comes",
    "Expected",
    "    return tf.quantization.fake_quant_with_min_max_args(x, low, high, num_bits=bits)",
    grid="",
)
fake_wrong(
    "library_of_8_bits",
    "ignores bits",
    "bits makes no difference",
    "    low, high = min(float(low), 0.0), max(float(high), 0.0)\n"
    "    return tf.quantization.fake_quant_with_min_max_args(x, low, high)",
    grid="",
)
fake_wrong(
    "narrow_range",
    "leaves the smallest integer out",
    "Expected",
    "    low, high = min(float(low), 0.0), max(float(high), 0.0)\n"
    "    return tf.quantization.fake_quant_with_min_max_args(x, low, high, num_bits=bits,\n"
    "                                                        narrow_range=True)",
    grid="",
)
fake_wrong(
    "symmetric_grid",
    "uses a symmetric grid",
    "Expected",
    "    step = max(-low, high) / (2 ** (bits - 1) - 1)\n"
    "    clipped = tf.clip_by_value(x, low, high)\n" + STRAIGHT,
)
fake_wrong(
    "in_numpy",
    "computes in NumPy",
    "tensor",
    "    clipped = np.clip(np.asarray(x), bottom, top)\n    return np.round(clipped / step) * step",
)
fake_wrong(
    "numpy_made_a_tensor",
    "takes the values out of the tensor",
    "Expected",
    "    clipped = np.clip(x.numpy(), bottom, top)\n"
    "    return tf.constant(np.round(clipped / step) * step, tf.float32)",
)
fake_wrong(
    "not_in_a_graph",
    "works eagerly only",
    "stopped with an error",
    "    steps_taken = np.round(np.clip(x.numpy(), bottom, top) / step)\n"
    "    rounded = tf.constant(steps_taken * step, tf.float32)\n"
    + PLAIN
    + "    return clipped + tf.stop_gradient(rounded - clipped)",
)
fake_wrong(
    "needs_the_shape",
    "asks for the shape of the tensor",
    "stopped with an error",
    PLAIN
    + "    steps_taken = tf.reshape(tf.round(clipped / step), [d for d in x.shape])\n"
    + "    return clipped + tf.stop_gradient(steps_taken * step - clipped)",
)
fake_wrong(
    "upstream_lost",
    "forgets the gradient that arrives",
    "multiply by it",
    """
    @tf.custom_gradient
    def rounded(t):
        value = tf.round(tf.clip_by_value(t, bottom, top) / step) * step
        inside = tf.cast((t >= bottom) & (t <= top), t.dtype)
        return value, lambda upstream: inside

    return rounded(x)
""",
)
fake_wrong(
    "upstream_unmasked",
    "passes on what arrives everywhere",
    "Beyond the grid's ends the gradient is 0",
    """
    @tf.custom_gradient
    def rounded(t):
        value = tf.round(tf.clip_by_value(t, bottom, top) / step) * step
        return value, lambda upstream: upstream

    return rounded(x)
""",
)
fake_wrong(
    "gradient_of_the_scale",
    "scales the gradient by the step",
    "The gradient",
    "    q = x / step\n"
    "    q = tf.clip_by_value(q, bottom / step, top / step)\n"
    "    return q + tf.stop_gradient(tf.round(q) * step - q)",
)
fake_wrong(
    "float64_result",
    "returns float64",
    "float32",
    "    x = tf.cast(x, tf.float64)\n" + PLAIN + STRAIGHT,
)
fake_wrong(
    "fake_not_written",
    "is not written",
    "not written yet",
    "    raise NotImplementedError('not written yet')",
)


# --------------------------------------------------------------- convert

CONVERT = """
def convert(model, mode, samples=None):
    if mode not in ("float32", "dynamic", "float16", "int8"):
        raise ValueError(mode)
    if mode == "int8" and samples is None:
        raise ValueError("samples")
    converter = tf.lite.TFLiteConverter.from_keras_model(model)
    if mode != "float32":
        converter.optimizations = [tf.lite.Optimize.DEFAULT]
    if mode == "float16":
        converter.target_spec.supported_types = [tf.float16]
    if mode == "int8":
        rows = np.asarray(samples, dtype=np.float32)

        def representative():
            for row in rows:
                yield [row[np.newaxis]]

        converter.representative_dataset = representative
        converter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS_INT8]
        converter.inference_input_type = tf.int8
        converter.inference_output_type = tf.int8
    return converter.convert()
"""


def without_line(part, replacement=""):
    """The converter with one of its lines taken away or replaced."""
    assert CONVERT.count(part) == 1, part
    return CONVERT.replace(part, replacement)


proof.right_cell(
    "convert",
    "by_a_concrete_function",
    """
    def convert(model, mode, samples=None):
        options = {
            "float32": {},
            "dynamic": {"optimizations": [tf.lite.Optimize.DEFAULT]},
            "float16": {"optimizations": [tf.lite.Optimize.DEFAULT]},
            "int8": {
                "optimizations": [tf.lite.Optimize.DEFAULT],
                "inference_input_type": tf.int8,
                "inference_output_type": tf.int8,
            },
        }
        if mode not in options or (mode == "int8" and samples is None):
            raise ValueError(f"cannot convert to {mode!r}")
        run = tf.function(lambda inputs: model(inputs, training=False))
        signature = tf.TensorSpec([1, *model.input_shape[1:]], tf.float32)
        converter = tf.lite.TFLiteConverter.from_concrete_functions(
            [run.get_concrete_function(signature)], model
        )
        for name, value in options[mode].items():
            setattr(converter, name, value)
        if mode == "float16":
            converter.target_spec = tf.lite.TargetSpec(supported_types=[tf.float16])
        if mode == "int8":
            data = tf.data.Dataset.from_tensor_slices(np.asarray(samples, "float32")).batch(1)
            converter.representative_dataset = lambda: ([batch] for batch in data)
            converter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS_INT8]
        return converter.convert()
    """,
)
proof.right_cell(
    "convert",
    "one_batch_of_all_samples",
    without_line(
        """            for row in rows:
                yield [row[np.newaxis]]
""",
        """            yield [rows]
""",
    ),
)
proof.right_cell(
    "convert",
    "through_a_saved_model",
    """
    import pathlib
    import tempfile

    def convert(model, mode, samples=None):
        if mode == "int8":
            if samples is None:
                raise ValueError("int8 needs samples")
        elif mode not in {"float32", "dynamic", "float16"}:
            raise ValueError("mode")
        with tempfile.TemporaryDirectory() as folder:
            model.export(folder) if hasattr(model, "export") else tf.saved_model.save(model, folder)
            converter = tf.lite.TFLiteConverter.from_saved_model(folder)
            converter.optimizations = [tf.lite.Optimize.DEFAULT] if mode != "float32" else []
            if mode == "float16":
                converter.target_spec.supported_types = {tf.float16}
            if mode == "int8":
                rows = tf.cast(samples, tf.float32)
                converter.representative_dataset = lambda: ([row[None]] for row in rows)
                converter.target_spec.supported_ops = {tf.lite.OpsSet.TFLITE_BUILTINS_INT8}
                converter.inference_input_type = converter.inference_output_type = tf.int8
            return bytes(converter.convert())
    """,
)
proof.right_cell(
    "convert",
    "by_a_chain_of_cases",
    """
    def convert(model, mode, samples=None):
        c = tf.lite.TFLiteConverter.from_keras_model(model)
        if mode == "float32":
            return c.convert()
        c.optimizations = [tf.lite.Optimize.DEFAULT]
        if mode == "dynamic":
            return c.convert()
        if mode == "float16":
            c.target_spec.supported_types = [tf.float16]
            return c.convert()
        if mode == "int8" and samples is not None:
            c.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS_INT8]
            c.representative_dataset = lambda: ([s.astype("f4")[None, ...]] for s in samples)
            c.inference_input_type, c.inference_output_type = tf.int8, tf.int8
            return c.convert()
        raise ValueError("no such mode, or no samples")
    """,
)
for name, misconception, feedback, cell in (
    (
        "float_inputs",
        "leaves inputs float32",
        "The type of the inputs",
        without_line("        converter.inference_input_type = tf.int8\n"),
    ),
    (
        "float_outputs",
        "leaves outputs float32",
        "The type of the outputs",
        without_line("        converter.inference_output_type = tf.int8\n"),
    ),
    (
        "uint8_inputs",
        "takes uint8 inputs",
        "uint8 is another type",
        without_line("inference_input_type = tf.int8", "inference_input_type = tf.uint8"),
    ),
    (
        "no_float16_type",
        "forgets the type for float16",
        "float16 needs a type as well",
        without_line(
            "        converter.target_spec.supported_types = [tf.float16]\n", "        pass\n"
        ),
    ),
    (
        "nothing_optimized",
        "forgets the optimization",
        "An optimization has to be asked for",
        without_line("[tf.lite.Optimize.DEFAULT]", "[]"),
    ),
    (
        "float32_optimized",
        "optimizes float32 as well",
        "this mode has none",
        without_line('    if mode != "float32":\n', "    if True:\n"),
    ),
    (
        "first_sample_only",
        "calibrates on the first sample",
        "The last sample didn't count",
        without_line("for row in rows:", "for row in rows[:1]:"),
    ),
    (
        "first_hundred",
        "calibrates on a hundred samples",
        "The scale of the input",
        without_line("for row in rows:", "for row in rows[:100]:"),
    ),
    (
        "without_the_last",
        "leaves the last sample out",
        "The last sample didn't count",
        without_line("for row in rows:", "for row in rows[:-1]:"),
    ),
    (
        "without_the_first",
        "leaves the first sample out",
        "Expected",
        without_line("for row in rows:", "for row in rows[1:]:"),
    ),
    (
        "random_samples",
        "calibrates on noise",
        "The scale of the input",
        without_line(
            "rows = np.asarray(samples, dtype=np.float32)",
            "rows = np.random.default_rng(0).random(np.shape(samples), dtype=np.float32)",
        ),
    ),
    (
        "samples_as_they_come",
        "hands float64 samples to the converter",
        "stopped with an error",
        without_line("np.asarray(samples, dtype=np.float32)", "samples"),
    ),
    (
        "without_batch_axis",
        "forgets the batch axis",
        "stopped with an error",
        without_line("yield [row[np.newaxis]]", "yield [row]"),
    ),
    (
        "unknown_mode_is_float32",
        "takes an unknown mode for float32",
        "no error",
        without_line(
            """    if mode not in ("float32", "dynamic", "float16", "int8"):
        raise ValueError(mode)
""",
            """    if mode not in ("float32", "dynamic", "float16", "int8"):
        mode = "float32"
""",
        ),
    ),
    (
        "case_does_not_matter",
        "accepts modes in capitals",
        "no error",
        without_line("    if mode not in", "    mode = mode.lower()\n    if mode not in"),
    ),
    (
        "int8_without_samples",
        "falls back to dynamic without samples",
        "no error",
        without_line('        raise ValueError("samples")', '        mode = "dynamic"'),
    ),
    (
        "key_error",
        "raises KeyError for an unknown mode",
        "KeyError",
        without_line("raise ValueError(mode)", "raise KeyError(mode)"),
    ),
    (
        "calibrates_whatever_the_mode",
        "calibrates in dynamic mode",
        "Only int8 mode is calibrated",
        CONVERT.replace(
            '    if mode == "int8":\n        rows',
            '    if mode == "int8" or (mode == "dynamic" and samples is not None):\n        rows',
        ),
    ),
    (
        "returns_a_path",
        "returns the name of a file",
        "bytes",
        without_line(
            "    return converter.convert()",
            "    content = converter.convert()\n    return f'model of {len(content)} bytes'",
        ),
    ),
    (
        "returns_the_converter",
        "doesn't convert",
        "bytes",
        without_line("return converter.convert()", "return converter"),
    ),
    (
        "rounds_the_original",
        "rounds the weights of the model",
        "changes the model",
        without_line(
            "    converter = tf.lite",
            "    model.set_weights([np.round(each, 2) for each in model.get_weights()])\n"
            "    converter = tf.lite",
        ),
    ),
    (
        "swaps_dynamic_and_float16",
        "takes dynamic for float16",
        "The type of the kernel",
        without_line('    if mode == "float16":', '    if mode == "dynamic":'),
    ),
    (
        "sixteen_bits",
        "keeps activations in 16 bits",
        "Expected",
        CONVERT.replace(
            "tf.lite.OpsSet.TFLITE_BUILTINS_INT8",
            "tf.lite.OpsSet.EXPERIMENTAL_TFLITE_BUILTINS_ACTIVATIONS_INT16_WEIGHTS_INT8",
        ).replace("_type = tf.int8", "_type = tf.int16"),
    ),
    (
        "convert_not_written",
        "is not written",
        "not written yet",
        """
def convert(model, mode, samples=None):
    raise NotImplementedError('not written yet')
""",
    ),
):
    proof.wrong_cell("convert", name, misconception, feedback, cell)
del name, misconception, feedback, cell


@wrong("convert", "quantizes whenever there are samples", feedback="Only int8 mode is calibrated")
def float32_calibrated(model, mode, samples=None):
    if mode not in ("float32", "dynamic", "float16", "int8"):
        raise ValueError(mode)
    if mode == "int8" and samples is None:
        raise ValueError("no samples")
    converter = tf.lite.TFLiteConverter.from_keras_model(model)
    if mode != "float32" or samples is not None:
        converter.optimizations = [tf.lite.Optimize.DEFAULT]
    if mode == "float16":
        converter.target_spec.supported_types = [tf.float16]
    if mode in ("float32", "int8") and samples is not None:
        rows = np.asarray(samples, dtype=np.float32)
        converter.representative_dataset = lambda: ([row[None]] for row in rows)
    if mode == "int8":
        converter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS_INT8]
        converter.inference_input_type = tf.int8
        converter.inference_output_type = tf.int8
    return converter.convert()


# --------------------------------------------------------------- predict

PREDICT = """
def predict(tflite_model, X):
    interpreter = Interpreter(model_content=tflite_model)
    source = interpreter.get_input_details()[0]
    target = interpreter.get_output_details()[0]
    interpreter.resize_tensor_input(source["index"], X.shape)
    interpreter.allocate_tensors()
    inputs = X.astype(np.float32)
    if source["dtype"] == np.int8:
        scale, zero_point = source["quantization"]
        inputs = np.round(inputs / scale) + zero_point
        inputs = np.clip(inputs, -128, 127)
    interpreter.set_tensor(source["index"], inputs.astype(source["dtype"]))
    interpreter.invoke()
    outputs = interpreter.get_tensor(target["index"])
    if target["dtype"] == np.int8:
        scale, zero_point = target["quantization"]
        outputs = (outputs.astype(np.float32) - zero_point) * scale
    return outputs.astype(np.float32)
"""


def predicting(part, replacement=""):
    """The usual answer with one of its lines replaced."""
    assert PREDICT.count(part) == 1, part
    return PREDICT.replace(part, replacement)


proof.right_cell(
    "predict",
    "row_by_row",
    """
    def predict(tflite_model, X):
        interpreter = Interpreter(model_content=tflite_model)
        interpreter.allocate_tensors()
        (source,), (target,) = interpreter.get_input_details(), interpreter.get_output_details()
        outputs = []
        for row in X:
            row = np.asarray(row, dtype=np.float64)[np.newaxis]
            if source["dtype"] is np.int8:
                scale, zero_point = source["quantization"]
                row = np.rint(row / scale + 0.0) + zero_point
                row = np.minimum(np.maximum(row, -128), 127)
            interpreter.set_tensor(source["index"], row.astype(source["dtype"]))
            interpreter.invoke()
            outputs.append(interpreter.get_tensor(target["index"])[0])
        outputs = np.array(outputs)
        if target["dtype"] is np.int8:
            scale, zero_point = target["quantization"]
            outputs = scale * (outputs.astype(np.int32) - zero_point)
        return np.asarray(outputs, dtype=np.float32)
    """,
)
proof.right_cell(
    "predict",
    "tf_lites_interpreter",
    """
    def predict(tflite_model, X):
        interpreter = tf.lite.Interpreter(model_content=tflite_model)
        source, target = interpreter.get_input_details()[0], interpreter.get_output_details()[0]
        interpreter.resize_tensor_input(source["index"], list(X.shape))
        interpreter.allocate_tensors()
        x = np.array(X, dtype="float64")
        if np.issubdtype(source["dtype"], np.integer):
            about, ends = source["quantization_parameters"], np.iinfo(source["dtype"])
            x = np.around(x / about["scales"][0]) + about["zero_points"][0]
            x = np.clip(x, ends.min, ends.max)
        interpreter.set_tensor(source["index"], x.astype(source["dtype"]))
        interpreter.invoke()
        y = interpreter.tensor(target["index"])().copy()
        if np.issubdtype(target["dtype"], np.integer):
            about = target["quantization_parameters"]
            y = (y.astype(float) - about["zero_points"][0]) * about["scales"][0]
        return y.astype("float32")
    """,
)
proof.right_cell(
    "predict",
    "by_signature",
    """
    def predict(tflite_model, X):
        interpreter = Interpreter(model_content=tflite_model)
        source, target = interpreter.get_input_details()[0], interpreter.get_output_details()[0]
        run = interpreter.get_signature_runner()
        (name,) = run.get_input_details()
        results = []
        for i in range(len(X)):
            x = X[i : i + 1].astype(np.float32)
            if source["dtype"] == np.int8:
                s, z = source["quantization"]
                x = np.clip(np.round(x.astype(float) / s) + z, -128, 127).astype(np.int8)
            (y,) = run(**{name: x}).values()
            if target["dtype"] == np.int8:
                s, z = target["quantization"]
                y = (y.astype(np.int16) - np.int16(z)) * np.float32(s)
            results.append(y)
        return np.concatenate(results).astype(np.float32)
    """,
)
proof.right_cell("predict", "in_float32", PREDICT)
proof.right_cell(
    "predict",
    "clips_before_rounding",
    predicting(
        """        inputs = np.round(inputs / scale) + zero_point
        inputs = np.clip(inputs, -128, 127)
""",
        """        inputs = np.clip(inputs.astype(float), (-128 - zero_point) * scale,
                         (127 - zero_point) * scale)
        inputs = np.rint(inputs / scale) + zero_point
""",
    ),
)
for name, misconception, feedback, cell in (
    (
        "raw_inputs",
        "casts the inputs to int8",
        "Expected",
        predicting("inputs = np.round(inputs / scale) + zero_point", "inputs = inputs + 0.0"),
    ),
    (
        "raw_outputs",
        "returns the integers",
        "have to be dequantized",
        predicting("outputs = (outputs.astype(np.float32) - zero_point) * scale", "pass"),
    ),
    (
        "unclipped_inputs",
        "lets inputs wrap around",
        "wrap around",
        predicting(
            "        inputs = np.clip(inputs, -128, 127)\n", "        inputs = inputs.astype(int)\n"
        ),
    ),
    (
        "truncated_inputs",
        "cuts the inputs off",
        "round them to the nearest integer",
        predicting(
            "np.round(inputs / scale) + zero_point", "np.floor(inputs / scale) + zero_point"
        ),
    ),
    (
        "inputs_half_up",
        "rounds halves up",
        "Ties are rounded up",
        predicting(
            "np.round(inputs / scale) + zero_point", "np.floor(inputs / scale + 0.5) + zero_point"
        ),
    ),
    (
        "shifts_before_rounding_inputs",
        "adds half a step before shifting",
        "Expected",
        predicting(
            "np.round(inputs / scale) + zero_point", "np.trunc(inputs / scale + zero_point + 0.5)"
        ),
    ),
    (
        "input_zero_point_subtracted",
        "subtracts the zero point of the inputs",
        "Expected",
        predicting(
            "np.round(inputs / scale) + zero_point", "np.round(inputs / scale) - zero_point"
        ),
    ),
    (
        "output_zero_point_added",
        "adds the zero point of the outputs",
        "Expected",
        predicting(
            "outputs.astype(np.float32) - zero_point", "outputs.astype(np.float32) + zero_point"
        ),
    ),
    (
        "output_overflow",
        "dequantizes in int8",
        "wraps around",
        predicting("outputs.astype(np.float32) - zero_point", "outputs - np.int8(zero_point)"),
    ),
    (
        "output_not_scaled",
        "forgets the scale of the outputs",
        "Expected",
        predicting(
            "(outputs.astype(np.float32) - zero_point) * scale",
            "outputs.astype(np.float32) - zero_point",
        ),
    ),
    (
        "parameters_of_the_input",
        "dequantizes with the input's parameters",
        "dense_int8",
        predicting('zero_point = target["quantization"]', 'zero_point = source["quantization"]'),
    ),
    (
        "parameters_of_the_output",
        "quantizes with the output's parameters",
        "dense_int8",
        predicting('zero_point = source["quantization"]', 'zero_point = target["quantization"]'),
    ),
    (
        "one_row_at_most",
        "doesn't resize",
        "stopped with an error",
        predicting('    interpreter.resize_tensor_input(source["index"], X.shape)\n'),
    ),
    (
        "first_row_only",
        "runs the first row only",
        "shape",
        predicting("    interpreter = Interpreter", "    X = X[:1]\n    interpreter = Interpreter"),
    ),
    (
        "first_row_for_all",
        "repeats the first row's outputs",
        "Expected",
        PREDICT.replace(
            "    interpreter = Interpreter",
            "    n, X = len(X), X[:1]\n    interpreter = Interpreter",
        ).replace(
            "return outputs.astype(np.float32)",
            "return np.repeat(outputs, n, axis=0).astype(np.float32)",
        ),
    ),
    (
        "labels",
        "returns labels",
        "shape",
        predicting(
            "return outputs.astype(np.float32)", "return outputs.argmax(axis=1).astype(np.float32)"
        ),
    ),
    (
        "float64_outputs",
        "returns float64",
        "float32",
        predicting("return outputs.astype(np.float32)", "return outputs.astype(np.float64)"),
    ),
    (
        "integers_only",
        "takes every file for an int8 one",
        "Expected",
        predicting('if source["dtype"] == np.int8:', "if True:"),
    ),
    (
        "no_cast",
        "hands the inputs over as they come",
        "stopped with an error",
        PREDICT.replace("X.astype(np.float32)", "X").replace(
            'inputs.astype(source["dtype"]))', "inputs)"
        ),
    ),
    (
        "int8_batch_only",
        "takes two axes only",
        "Expected",
        predicting(
            '    interpreter.resize_tensor_input(source["index"], X.shape)\n',
            "    X = X.reshape(len(X), -1)\n"
            '    interpreter.resize_tensor_input(source["index"], X.shape)\n',
        ),
    ),
    (
        "squeezed",
        "drops the axis of a single row",
        "shape",
        predicting(
            "return outputs.astype(np.float32)", "return np.squeeze(outputs).astype(np.float32)"
        ),
    ),
    (
        "softmax",
        "applies a softmax",
        "Expected",
        predicting(
            "return outputs.astype(np.float32)",
            "return tf.nn.softmax(outputs.astype(np.float32)).numpy()",
        ),
    ),
    (
        "scales_the_pixels",
        "divides the inputs by 255",
        "Expected",
        predicting("inputs = X.astype(np.float32)", "inputs = X.astype(np.float32) / 255"),
    ),
    (
        "clipped_symmetrically",
        "clips inputs at -127",
        "Expected",
        predicting("np.clip(inputs, -128, 127)", "np.clip(inputs, -127, 127)"),
    ),
    (
        "in_float16",
        "dequantizes in float16",
        "Expected",
        predicting(
            "return outputs.astype(np.float32)",
            "return outputs.astype(np.float16).astype(np.float32)",
        ),
    ),
    (
        "quantizes_in_place",
        "writes into X",
        "changes its input in place",
        predicting(
            "    inputs = X.astype(np.float32)\n",
            "    if X.flags.writeable:\n        X *= 1.0001\n    inputs = X.astype(np.float32)\n",
        ),
    ),
    (
        "predict_not_written",
        "is not written",
        "not written yet",
        """
def predict(tflite_model, X):
    raise NotImplementedError('not written yet')
""",
    ),
):
    proof.wrong_cell("predict", name, misconception, feedback, cell)
del name, misconception, feedback, cell

proof.wrong_cell(
    "predict",
    "remembers_the_interpreter",
    "keeps the first file's interpreter",
    "Expected",
    "kept = []\n"
    + predicting(
        "    interpreter = Interpreter(model_content=tflite_model)\n",
        "    kept.append(Interpreter(model_content=tflite_model))\n    interpreter = kept[0]\n",
    ),
)


proof.wrong_cell(
    "predict",
    "remembers_by_length",
    "takes flatbuffers of the same length for the same",
    "another flatbuffer",
    """
    KEPT = {}

    def predict(tflite_model, X):
        if len(tflite_model) not in KEPT:
            KEPT[len(tflite_model)] = Interpreter(model_content=tflite_model)
        interpreter = KEPT[len(tflite_model)]
        source = interpreter.get_input_details()[0]
        target = interpreter.get_output_details()[0]
        interpreter.resize_tensor_input(source["index"], X.shape)
        interpreter.allocate_tensors()
        inputs = X.astype(np.float64)
        if source["dtype"] != np.float32:
            scale, zero_point = source["quantization"]
            inputs = np.clip(np.round(inputs / scale) + zero_point, -128, 127)
        interpreter.set_tensor(source["index"], inputs.astype(source["dtype"]))
        interpreter.invoke()
        outputs = interpreter.get_tensor(target["index"])
        if target["dtype"] != np.float32:
            scale, zero_point = target["quantization"]
            outputs = (outputs.astype(np.float64) - zero_point) * scale
        return outputs.astype(np.float32)
    """,
)


# ---------------------------------------------------- quantization_aware


def aware(body):
    return f"def quantization_aware(model):\n{body}"


for name, body in (
    (
        "annotates_and_applies",
        """
    annotated = tfmot.quantization.keras.quantize_annotate_model(model)
    aware = tfmot.quantization.keras.quantize_apply(annotated)
    config = model.get_compile_config()
    aware.compile(optimizer="adam", loss=tf.keras.losses.deserialize(config["loss"])
                  if isinstance(config["loss"], dict) else config["loss"],
                  metrics=[m if isinstance(m, str) else tf.keras.metrics.deserialize(m)
                           for m in config["metrics"]])
    return aware
""",
    ),
    (
        "with_a_new_optimizer_of_the_same_kind",
        """
    aware = tfmot.quantization.keras.quantize_model(model)
    settings = model.get_compile_config()
    aware.compile_from_config({**settings, "optimizer": "adam"})
    return aware
""",
    ),
    (
        "through_a_clone",
        """
    twin = tf.keras.models.clone_model(model)
    twin.set_weights(model.get_weights())
    aware = tfmot.quantization.keras.quantize_model(twin)
    aware.compile(
        optimizer=type(model.optimizer).from_config(model.optimizer.get_config()),
        loss=model.loss,
        metrics=[
            each if isinstance(each, str) else type(each).from_config(each.get_config())
            for each in model.compiled_metrics._user_metrics
        ],
    )
    return aware
""",
    ),
    (
        "layer_by_layer",
        """
    def annotate(layer):
        if isinstance(layer, tf.keras.layers.InputLayer):
            return layer
        return tfmot.quantization.keras.quantize_annotate_layer(layer)

    copy = tf.keras.models.clone_model(model)
    copy.set_weights(model.get_weights())
    annotated = tf.keras.models.clone_model(copy, clone_function=annotate)
    annotated.set_weights(model.get_weights())
    aware = tfmot.quantization.keras.quantize_apply(annotated)
    aware.compile_from_config(model.get_compile_config())
    return aware
""",
    ),
):
    proof.right_cell("quantization_aware", name, aware(body.strip("\n")))

QUANTIZED = "    aware = tfmot.quantization.keras.quantize_model(model)\n"
for name, misconception, feedback, body in (
    ("uncompiled", "doesn't compile", "Expected", QUANTIZED + "    return aware"),
    (
        "hard_coded",
        "compiles with the usual classifier's loss",
        "Expected",
        QUANTIZED
        + "    aware.compile('adam', 'sparse_categorical_crossentropy', metrics=['accuracy'])\n"
        "    return aware",
    ),
    (
        "without_metrics",
        "forgets the metrics",
        "metrics of the original",
        QUANTIZED + "    aware.compile(optimizer='adam', loss=model.loss)\n    return aware",
    ),
    (
        "another_loss",
        "compiles with another loss",
        "squared error",
        QUANTIZED + "    aware.compile_from_config({**model.get_compile_config(), 'loss': 'mse'})\n"
        "    return aware",
    ),
    (
        "metrics_before_the_first_batch",
        "takes model.metrics, which is empty before the first batch",
        "metrics of the original",
        QUANTIZED
        + "    aware.compile('adam', model.loss, metrics=model.metrics)\n    return aware",
    ),
    (
        "metrics_by_name",
        "takes names for metrics",
        "stopped with an error",
        QUANTIZED + "    config = model.get_compile_config()\n"
        "    names = [m if isinstance(m, str) else m['config']['name']\n"
        "             for m in config['metrics']]\n"
        "    aware.compile('adam', model.loss, metrics=names)\n    return aware",
    ),
    (
        "the_same_optimizer",
        "shares the optimizer with the original",
        "stopped with an error",
        QUANTIZED + "    metrics = model.compiled_metrics._user_metrics\n"
        "    aware.compile(model.optimizer, model.loss, metrics=metrics)\n    return aware",
    ),
    (
        "the_original",
        "returns the original",
        "Expected",
        "    return model",
    ),
    (
        "a_plain_copy",
        "returns a copy that isn't quantized",
        "left out",
        "    copy = tf.keras.models.clone_model(model)\n    copy.set_weights(model.get_weights())\n"
        "    copy.compile_from_config(model.get_compile_config())\n    return copy",
    ),
    (
        "only_annotated",
        "annotates without applying",
        "Expected",
        "    aware = tfmot.quantization.keras.quantize_annotate_model(model)\n"
        "    aware.compile_from_config(model.get_compile_config())\n    return aware",
    ),
    (
        "dense_only",
        "quantizes Dense layers only",
        "Conv2D",
        """
    def annotate(layer):
        if isinstance(layer, tf.keras.layers.Dense):
            return tfmot.quantization.keras.quantize_annotate_layer(layer)
        return layer

    annotated = tf.keras.models.clone_model(model, clone_function=annotate)
    annotated.set_weights(model.get_weights())
    aware = tfmot.quantization.keras.quantize_apply(annotated)
    aware.compile_from_config(model.get_compile_config())
    return aware
""",
    ),
    (
        "first_layer_left_out",
        "leaves the last layer in floats",
        "left out",
        """
    last = model.layers[-1].name

    def annotate(layer):
        if layer.name == last or isinstance(layer, tf.keras.layers.InputLayer):
            return layer.__class__.from_config(layer.get_config())
        return tfmot.quantization.keras.quantize_annotate_layer(layer)

    annotated = tf.keras.models.clone_model(model, clone_function=annotate)
    annotated.set_weights(model.get_weights())
    aware = tfmot.quantization.keras.quantize_apply(annotated)
    aware.compile_from_config(model.get_compile_config())
    return aware
""",
    ),
    (
        "new_weights",
        "starts from new weights",
        "not from new ones",
        "    fresh = tf.keras.models.clone_model(model)\n"
        "    aware = tfmot.quantization.keras.quantize_model(fresh)\n"
        "    aware.compile_from_config(model.get_compile_config())\n    return aware",
    ),
    (
        "trains_the_original",
        "shares its layers with the original",
        "the model",
        """
    aware = tfmot.quantization.keras.quantize_model(model)
    aware.compile_from_config(model.get_compile_config())
    first = model.layers[-1]
    first.set_weights([np.round(each, 2) for each in first.get_weights()])
    return aware
""",
    ),
    (
        "compiles_the_original",
        "compiles the original anew",
        "Expected",
        QUANTIZED + "    model.compile('adam', 'mse')\n"
        "    aware.compile('adam', 'mse', metrics=['mean_squared_error'])\n    return aware",
    ),
    (
        "rounded_weights",
        "rounds the weights once and calls that quantized",
        "left out",
        "    copy = tf.keras.models.clone_model(model)\n"
        "    copy.set_weights([np.round(each, 2) for each in model.get_weights()])\n"
        "    copy.compile_from_config(model.get_compile_config())\n    return copy",
    ),
    (
        "frozen",
        "freezes the layers and returns a model that can't learn",
        "Expected",
        QUANTIZED + "    aware.compile('sgd', model.loss, metrics=['accuracy'])\n"
        "    aware.trainable = False\n    return aware",
    ),
    (
        "returns_bytes",
        "returns a TFLite file",
        "a Keras model is wanted",
        "    return tf.lite.TFLiteConverter.from_keras_model(model).convert()",
    ),
    (
        "no_return",
        "forgets the return",
        "ends without a return",
        QUANTIZED + "    aware.compile_from_config(model.get_compile_config())",
    ),
    (
        "aware_not_written",
        "is not written",
        "not written yet",
        "    raise NotImplementedError('not written yet')",
    ),
):
    proof.wrong_cell("quantization_aware", name, misconception, feedback, aware(body.strip("\n")))
del name, misconception, feedback, body
