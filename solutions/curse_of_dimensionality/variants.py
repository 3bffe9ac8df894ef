"""Right and wrong answers to the lab on dimensions: the proof of its graders. Never released."""

import math

import numpy as np

from solutions.proof import Proof

proof = Proof()
right, wrong = proof.right, proof.wrong


# ------------------------------------------------------------- grid_size


@right("grid_size")
def multiplied_in_a_loop(n_values, n_dims):
    count = 1
    for _ in range(n_dims):
        count *= n_values
    return count


@right("grid_size")
def built_in_pow(n_values, n_dims):
    return pow(n_values, n_dims)


@right("grid_size")
def recursive(n_values, n_dims):
    return n_values if n_dims == 1 else n_values * grid_size(n_values, n_dims - 1)


proof.right_cell(
    "grid_size",
    "product_of_a_list",
    """
    import math

    def grid_size(n_values, n_dims):
        return math.prod([n_values] * n_dims)
    """,
)


@right("grid_size")
def numpy_objects(n_values, n_dims):
    return np.prod(np.full(n_dims, n_values, dtype=object))


@right("grid_size")
def by_squaring(n_values, n_dims):
    result, base = 1, n_values
    while n_dims:
        if n_dims % 2:
            result *= base
        base, n_dims = base * base, n_dims // 2
    return result


@wrong("grid_size", "changes base and exponent", feedback="have changed places")
def swapped(n_values, n_dims):
    return n_dims**n_values


@wrong("grid_size", "multiplies values and axes", feedback="added up")
def product(n_values, n_dims):
    return n_values * n_dims


@wrong("grid_size", "computes in floating point", feedback="floating-point")
def in_floats(n_values, n_dims):
    return int(float(n_values) ** n_dims)


@wrong("grid_size", "goes through logarithms", feedback="not as expected")
def through_logarithms(n_values, n_dims):
    return round(np.exp(n_dims * np.log(float(n_values))))


@wrong("grid_size", "computes in NumPy's int64", feedback="64 bits")
def in_int64(n_values, n_dims):
    return int(np.prod(np.full(n_dims, n_values, dtype=np.int64)))


@wrong("grid_size", "raises a NumPy integer", feedback="64 bits")
def numpy_power(n_values, n_dims):
    return np.int64(n_values) ** n_dims


@wrong("grid_size", "returns a float", feedback="not as expected")
def a_float(n_values, n_dims):
    return float(n_values) ** n_dims


@wrong("grid_size", "computes with Decimal's 28 digits", feedback="not as expected")
def in_decimals(n_values, n_dims):
    from decimal import Decimal

    return int(Decimal(n_values) ** n_dims)


@wrong("grid_size", "counts combinations without order", feedback="order of the axes")
def combinations(n_values, n_dims):
    import math

    return math.comb(n_values + n_dims - 1, n_dims)


@wrong("grid_size", "uses each value once", feedback="A value may occur")
def permutations(n_values, n_dims):
    import math

    return math.perm(n_values, n_dims)


@wrong("grid_size", "counts gaps", feedback="not the gaps")
def gaps(n_values, n_dims):
    return (n_values - 1) ** n_dims


@wrong("grid_size", "is one factor short", feedback="not as expected")
def one_factor_short(n_values, n_dims):
    count = 1
    for _ in range(1, n_dims):
        count *= n_values
    return count


@wrong("grid_size", "returns digits as text", feedback="text")
def text(n_values, n_dims):
    return str(n_values**n_dims) if n_dims < 50 else "many"


@wrong("grid_size", "caps at the largest int64", feedback="largest int64")
def capped(n_values, n_dims):
    return min(n_values**n_dims, 2**63 - 1)


@wrong("grid_size", "switches to floats for large numbers", feedback="not as expected")
def floats_for_large(n_values, n_dims):
    if n_dims > 200:
        try:
            return int(float(n_values) ** n_dims)
        except OverflowError:
            return float("inf")
    return n_values**n_dims


@wrong("grid_size", "forgets the return", feedback="None")
def no_return(n_values, n_dims):
    n_values**n_dims


@right("grid_size")
def power_of_a_matrix(n_values, n_dims):
    return np.linalg.matrix_power(np.array([[n_values]], dtype=object), n_dims)[0, 0]


@right("grid_size")
def whole_fraction(n_values, n_dims):
    from fractions import Fraction

    return Fraction(n_values) ** n_dims


@right("grid_size")
def array_of_one_object(n_values, n_dims):
    return np.array(n_values**n_dims, dtype=object)


@wrong("grid_size", "stops at 400 axes", feedback="not as expected")
def four_hundred_axes(n_values, n_dims):
    return n_values ** min(n_dims, 400)


@wrong("grid_size", "keeps the last digits only", feedback="not as expected")
def last_digits(n_values, n_dims):
    return pow(n_values, n_dims, 10**500)


@wrong("grid_size", "is not written", feedback="not written yet")
def not_written(n_values, n_dims):
    raise NotImplementedError("not written yet")


proof.wrong_cell(
    "grid_size",
    "remembers_by_axes",
    "returns the first result for every grid with that many axes",
    "not as expected",
    """
    known = {}

    def grid_size(n_values, n_dims):
        return known.setdefault(n_dims, n_values ** n_dims)
    """,
)

proof.wrong_cell(
    "grid_size",
    "math_pow",
    "uses math.pow",
    "not as expected",
    """
    import math

    def grid_size(n_values, n_dims):
        return int(math.pow(n_values, n_dims))
    """,
)


# ----------------------------------------------------------- edge_length


@right("edge_length")
def by_logarithms(fraction, n_dims):
    if not (fraction > 0 and fraction <= 1):
        raise ValueError("fraction")
    return float(np.exp(np.log(fraction) / n_dims))


@right("edge_length")
def by_bisection(fraction, n_dims):
    if fraction != fraction or fraction <= 0 or fraction > 1:
        raise ValueError("not a share")
    low, high = 0.0, 1.0
    for _ in range(200):
        middle = (low + high) / 2
        if middle**n_dims < fraction:
            low = middle
        else:
            high = middle
    return high


@right("edge_length")
def numpy_power_of_an_array(fraction, n_dims):
    if np.isnan(fraction) or np.isinf(fraction) or not 0 < fraction <= 1:
        raise ValueError(fraction)
    return np.power(np.float64(fraction), 1.0 / n_dims)


@right("edge_length")
def in_float32(fraction, n_dims):
    if not 0 < fraction <= 1:
        raise ValueError("share")
    return np.float32(fraction ** (1 / n_dims))


@right("edge_length")
def subclass_of_the_error(fraction, n_dims):
    class ShareError(ValueError):
        pass

    if 0 < fraction <= 1:
        return np.array(fraction ** (n_dims**-1.0))
    raise ShareError


@right("edge_length")
def newton(fraction, n_dims):
    if not 0.0 < fraction <= 1.0:
        raise ValueError
    log = 0.0
    target = math.log(fraction)
    for _ in range(3):
        log = log - (n_dims * log - target) / n_dims
    return math.e**log


proof.variants[-1] = type(proof.variants[-1])(
    "edge_length", "newton", "import math\n\n" + proof.variants[-1].cell, True
)


@wrong("edge_length", "divides by the dimensions", feedback="share over the dimensions")
def divides(fraction, n_dims):
    if not 0 < fraction <= 1:
        raise ValueError
    return fraction / n_dims


@wrong("edge_length", "forgets the brackets", feedback="share over the dimensions")
def precedence(fraction, n_dims):
    if not 0 < fraction <= 1:
        raise ValueError
    return fraction**1 / n_dims


@wrong("edge_length", "raises to the dimensions", feedback="whose edge is the share")
def volume(fraction, n_dims):
    if not 0 < fraction <= 1:
        raise ValueError
    return fraction**n_dims


@wrong("edge_length", "always takes the square root", feedback="square root")
def square_root(fraction, n_dims):
    if not 0 < fraction <= 1:
        raise ValueError
    return fraction**0.5


@wrong("edge_length", "integer division of the exponent", feedback="not as expected")
def integer_exponent(fraction, n_dims):
    if not 0 < fraction <= 1:
        raise ValueError
    return fraction ** (1 // n_dims)


@wrong("edge_length", "returns the share", feedback="right on a line only")
def the_share(fraction, n_dims):
    if not 0 < fraction <= 1:
        raise ValueError
    return fraction


@wrong("edge_length", "takes the share outside", feedback="not outside")
def outside(fraction, n_dims):
    if not 0 < fraction <= 1:
        raise ValueError
    return (1 - fraction) ** (1 / n_dims) if fraction < 1 else 1.0


@wrong("edge_length", "returns half of the edge", feedback="not as expected")
def half(fraction, n_dims):
    if not 0 < fraction <= 1:
        raise ValueError
    return fraction ** (1 / n_dims) / 2


@wrong("edge_length", "checks nothing", feedback="ValueError")
def unchecked(fraction, n_dims):
    return fraction ** (1 / n_dims)


@wrong("edge_length", "accepts 0", feedback="share of 0")
def accepts_zero(fraction, n_dims):
    if not 0 <= fraction <= 1:
        raise ValueError
    return fraction ** (1 / n_dims)


@wrong("edge_length", "lets nan through", feedback="nan")
def lets_nan_through(fraction, n_dims):
    if fraction <= 0 or fraction > 1:
        raise ValueError
    return fraction ** (1 / n_dims)


@wrong("edge_length", "refuses 1", feedback="ValueError")
def refuses_one(fraction, n_dims):
    if not 0 < fraction < 1:
        raise ValueError("open interval")
    return fraction ** (1 / n_dims)


@wrong("edge_length", "forgets the upper bound", feedback="above 1")
def no_upper_bound(fraction, n_dims):
    if not fraction > 0:
        raise ValueError
    return fraction ** (1 / n_dims)


@wrong("edge_length", "forgets negative shares", feedback="negative share")
def only_zero(fraction, n_dims):
    if fraction == 0 or not fraction <= 1:
        raise ValueError
    return abs(fraction) ** (1 / n_dims)


@wrong("edge_length", "returns None for a bad share", feedback="no error, but None")
def returns_none(fraction, n_dims):
    return fraction ** (1 / n_dims) if 0 < fraction <= 1 else None


@wrong("edge_length", "returns nan for a bad share", feedback="no error, but nan")
def returns_nan(fraction, n_dims):
    return fraction ** (1 / n_dims) if 0 < fraction <= 1 else float("nan")


@wrong("edge_length", "asserts instead of raising ValueError", feedback="AssertionError")
def asserts(fraction, n_dims):
    assert 0 < fraction <= 1
    return fraction ** (1 / n_dims)


@wrong("edge_length", "clips instead of refusing", feedback="no error, but")
def clips(fraction, n_dims):
    return min(max(fraction, 0.0), 1.0) ** (1 / n_dims)


@wrong("edge_length", "tolerates shares a little above 1", feedback="above 1")
def tolerant(fraction, n_dims):
    if not 0 < fraction <= 1 + 1e-6:
        raise ValueError
    return min(fraction, 1.0) ** (1 / n_dims)


@wrong("edge_length", "takes tiny shares for 0", feedback="ValueError")
def tiny_is_zero(fraction, n_dims):
    if not 1e-10 < fraction <= 1:
        raise ValueError
    return fraction ** (1 / n_dims)


@wrong("edge_length", "rounds", feedback="not as expected")
def rounds(fraction, n_dims):
    if not 0 < fraction <= 1:
        raise ValueError
    return round(fraction ** (1 / n_dims), 4)


@wrong("edge_length", "is off by one dimension beyond three", feedback="not as expected")
def off_beyond_three(fraction, n_dims):
    if not 0 < fraction <= 1:
        raise ValueError
    return fraction ** (1 / (n_dims if n_dims <= 6 else n_dims + 1))


@right("edge_length")
def bisection_of_the_logarithm(fraction, n_dims):
    if not 0 < fraction <= 1:
        raise ValueError("fraction")
    low, high = -800.0, 0.0
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (middle, high) if n_dims * middle < np.log(fraction) else (low, middle)
    return np.exp(high)


@wrong("edge_length", "lifts tiny shares to 1e-12", feedback="not as expected")
def lifts_tiny_shares(fraction, n_dims):
    if not 0 < fraction <= 1:
        raise ValueError("fraction")
    return max(fraction, 1e-12) ** (1 / n_dims)


@wrong("edge_length", "counts at most 1000 dimensions", feedback="not as expected")
def thousand_dimensions(fraction, n_dims):
    if not 0 < fraction <= 1:
        raise ValueError("fraction")
    return fraction ** (1 / min(n_dims, 1000))


@wrong("edge_length", "is not written", feedback="not written yet")
def not_written_edge(fraction, n_dims):
    raise NotImplementedError("not written yet")


# --------------------------------------------------------- ball_fraction


@right("ball_fraction")
def two_dimensions_at_a_time(n_dims):
    share = 1.0
    for d in range(3 if n_dims % 2 else 2, n_dims + 1, 2):
        share *= np.pi / (2 * d)
    return share


proof.right_cell(
    "ball_fraction",
    "scipys_gammaln",
    """
    from scipy.special import gammaln

    def ball_fraction(n_dims):
        half = n_dims / 2
        return np.exp(half * np.log(np.pi) - gammaln(half + 1) - n_dims * np.log(2))
    """,
)

proof.right_cell(
    "ball_fraction",
    "sum_of_logarithms",
    """
    import math

    def ball_fraction(n_dims):
        logs = [math.log(math.pi / (2 * d)) for d in range(n_dims, 1, -2)]
        return math.exp(math.fsum(logs))
    """,
)

proof.right_cell(
    "ball_fraction",
    "gamma_where_it_fits_and_zero_beyond",
    """
    import math

    def ball_fraction(n_dims):
        if n_dims > 330:
            return 0
        return math.pi ** (n_dims / 2) / math.gamma(n_dims / 2 + 1) / 2 ** n_dims
    """,
)

proof.right_cell(
    "ball_fraction",
    "double_factorials_in_decimals",
    """
    from decimal import Decimal, getcontext

    def ball_fraction(n_dims):
        getcontext().prec = 40
        pi = Decimal('3.141592653589793238462643383279502884197')
        share = Decimal(1)
        d = n_dims
        while d > 1:
            share = share * pi / (2 * d)
            d -= 2
        return float(share)
    """,
)

proof.right_cell(
    "ball_fraction",
    "beta_integrals",
    """
    from scipy.special import betaln

    def ball_fraction(n_dims):
        d = np.arange(2, n_dims + 1)
        return np.exp(np.sum(betaln((d + 1) / 2, 0.5) - np.log(2)))
    """,
)


@wrong("ball_fraction", "overflows in many dimensions", feedback="OverflowError")
def overflows(n_dims):
    from math import gamma, pi

    return pi ** (n_dims / 2) / gamma(n_dims / 2 + 1) / 2**n_dims


proof.wrong_cell(
    "ball_fraction",
    "infinity_over_infinity",
    "gets nan from infinity over infinity",
    "n_dims",
    """
    from scipy.special import gamma

    def ball_fraction(n_dims):
        return np.float64(np.pi) ** (n_dims / 2) / (gamma(n_dims / 2 + 1) * np.float64(2) ** n_dims)
    """,
)
# gamma is infinite from 342 dimensions on, and a finite number over it is 0; pi ** 650 isn't
# finite any more.


@wrong("ball_fraction", "takes the whole edge as the radius", feedback="half of the edge")
def unit_radius(n_dims):
    from math import exp, lgamma, log, pi

    return exp(n_dims / 2 * log(pi) - lgamma(n_dims / 2 + 1))


@wrong("ball_fraction", "forgets the + 1 of the gamma function", feedback="not of d / 2")
def gamma_of_half(n_dims):
    from math import exp, lgamma, log, pi

    return exp(n_dims / 2 * log(pi / 4) - lgamma(n_dims / 2))


@wrong("ball_fraction", "turns the fraction around", feedback="cube over the ball")
def turned_around(n_dims):
    from math import exp, lgamma, log, pi

    return exp(min(700, lgamma(n_dims / 2 + 1) - n_dims / 2 * log(pi / 4)))


@wrong("ball_fraction", "returns what is left over", feedback="leaves over")
def left_over(n_dims):
    from math import exp, lgamma, log, pi

    return 1 - exp(n_dims / 2 * log(pi / 4) - lgamma(n_dims / 2 + 1))


@wrong("ball_fraction", "uses integer division for d / 2", feedback="not as expected")
def integer_half(n_dims):
    from math import exp, lgamma, log, pi

    return exp(n_dims // 2 * log(pi) - lgamma(n_dims // 2 + 1) - n_dims * log(2))


@wrong("ball_fraction", "uses Stirling's approximation", feedback="not as expected")
def stirling(n_dims):
    half = n_dims / 2
    log_gamma = half * np.log(half) - half + 0.5 * np.log(2 * np.pi * half)
    return float(np.exp(half * np.log(np.pi / 4) - log_gamma))


@wrong("ball_fraction", "uses Stirling's series with one more term", feedback="not as expected")
def stirling_with_a_term(n_dims):
    half = n_dims / 2
    log_gamma = half * np.log(half) - half + 0.5 * np.log(2 * np.pi * half) + 1 / (12 * half)
    return float(np.exp(half * np.log(np.pi / 4) - log_gamma))


@wrong("ball_fraction", "draws at random", feedback="not as expected")
def monte_carlo(n_dims):
    points = np.random.default_rng(0).uniform(-1, 1, size=(20_000, n_dims))
    return np.mean(np.sum(points**2, axis=1) <= 1)


@wrong("ball_fraction", "powers of the plane's share", feedback="not as expected")
def powers_of_the_disk(n_dims):
    return (np.pi / 4) ** (n_dims / 2)


@wrong("ball_fraction", "computes in float32", feedback="not as expected")
def float32_all_through(n_dims):
    share = np.float32(1)
    for d in range(3 if n_dims % 2 else 2, n_dims + 1, 2):
        share = np.float32(share * np.float32(np.pi) / np.float32(2 * d))
    return share


@wrong("ball_fraction", "gives up at 0 too early", feedback="too early for 0")
def early_zero(n_dims):
    from math import exp, lgamma, log, pi

    if n_dims > 250:
        return 0.0
    return exp(n_dims / 2 * log(pi / 4) - lgamma(n_dims / 2 + 1))


@wrong("ball_fraction", "only knows even dimensions", feedback="not as expected")
def even_only(n_dims):
    share = 1.0
    for d in range(2, n_dims + 1, 2):
        share *= np.pi / (2 * d)
    return share


@wrong("ball_fraction", "has pi as 3.14159", feedback="not as expected")
def rough_pi(n_dims):
    share = 1.0
    for d in range(3 if n_dims % 2 else 2, n_dims + 1, 2):
        share *= 3.14159 / (2 * d)
    return share


@wrong("ball_fraction", "calls itself once per dimension", feedback="RecursionError")
def calls_itself(n_dims):
    if n_dims < 2:
        return 1.0
    return ball_fraction(n_dims - 2) * np.pi / (2 * n_dims) if n_dims % 4 < 4 else 0.0


@wrong("ball_fraction", "computes the surface", feedback="not as expected")
def surface(n_dims):
    from math import exp, lgamma, log, pi

    return n_dims * exp(n_dims / 2 * log(pi) - lgamma(n_dims / 2 + 1)) / 2 ** (n_dims - 1)


@wrong("ball_fraction", "returns the logarithm", feedback="not as expected")
def logarithm(n_dims):
    from math import lgamma, log, pi

    return n_dims / 2 * log(pi / 4) - lgamma(n_dims / 2 + 1)


@wrong("ball_fraction", "raises beyond 1000 dimensions", feedback="stopped with an error")
def refuses_many(n_dims):
    from math import exp, lgamma, log, pi

    if n_dims > 1000:
        raise ValueError("too many dimensions")
    return exp(n_dims / 2 * log(pi / 4) - lgamma(n_dims / 2 + 1))


@wrong("ball_fraction", "gives up at 0 just above 1e-300", feedback="too early for 0")
def zero_from_318(n_dims):
    from math import lgamma

    if n_dims >= 318:
        return 0.0
    return np.exp(n_dims / 2 * np.log(np.pi / 4) - lgamma(n_dims / 2 + 1))


@wrong("ball_fraction", "rounds d / 2 down", feedback="isn't rounded to a whole number")
def rounds_half_down(n_dims):
    from math import lgamma

    half = n_dims // 2 if n_dims > 1 else 0.5
    return np.exp(half * np.log(np.pi / 4) - lgamma(half + 1))


@wrong("ball_fraction", "is not written", feedback="not written yet")
def not_written_ball(n_dims):
    raise NotImplementedError("not written yet")


# ----------------------------------------------------- relative_contrast


@right("relative_contrast")
def norms_of_differences(X, query):
    distances = np.linalg.norm(X - query, axis=1)
    if distances.min() == 0:
        return float("inf")
    return float(distances.max() / distances.min() - 1)


proof.right_cell(
    "relative_contrast",
    "math_dist_in_lists",
    """
    import math

    def relative_contrast(X, query):
        gaps = sorted(math.dist(row, query) for row in X.tolist())
        return math.inf if gaps[0] == 0 else (gaps[-1] - gaps[0]) / gaps[0]
    """,
)

proof.right_cell(
    "relative_contrast",
    "scipys_cdist",
    """
    from scipy.spatial.distance import cdist

    def relative_contrast(X, query):
        d = cdist(X, query[None])[:, 0]
        low, high = d.min(), d.max()
        if low == 0.0:
            return np.inf
        return (high - low) / low
    """,
)


@right("relative_contrast")
def in_float32_contrast(X, query):
    gaps = (X - query).astype(np.float32)
    distances = np.sqrt(np.einsum("ij,ij->i", gaps, gaps))
    near = distances.min()
    return np.float32(np.inf) if near == 0 else (distances.max() - near) / near


@right("relative_contrast")
def loops(X, query):
    squares = []
    for row in X:
        total = 0.0
        for a, b in zip(row, query):
            total += (float(a) - float(b)) ** 2
        squares.append(total)
    near, far = min(squares) ** 0.5, max(squares) ** 0.5
    return np.array(np.inf) if near == 0.0 else np.array((far - near) / near)


@wrong("relative_contrast", "is a ratio", feedback="ratio d_max / d_min")
def ratio(X, query):
    d = np.linalg.norm(X - query, axis=1)
    return np.inf if d.min() == 0 else d.max() / d.min()


@wrong("relative_contrast", "divides by the largest", feedback="divided by d_max")
def over_the_largest(X, query):
    d = np.linalg.norm(X - query, axis=1)
    return np.inf if d.min() == 0 else (d.max() - d.min()) / d.max()


@wrong("relative_contrast", "divides by the mean", feedback="mean distance")
def over_the_mean(X, query):
    d = np.linalg.norm(X - query, axis=1)
    return np.inf if d.min() == 0 else (d.max() - d.min()) / d.mean()


@wrong("relative_contrast", "doesn't divide", feedback="not divided")
def undivided(X, query):
    d = np.linalg.norm(X - query, axis=1)
    return np.inf if d.min() == 0 else d.max() - d.min()


@wrong("relative_contrast", "forgets the root", feedback="root is missing")
def squares_only(X, query):
    d = np.sum((X - query) ** 2, axis=1)
    return np.inf if d.min() == 0 else (d.max() - d.min()) / d.min()


@wrong("relative_contrast", "uses absolute differences", feedback="sums of absolute differences")
def manhattan(X, query):
    d = np.sum(np.abs(X - query), axis=1)
    return np.inf if d.min() == 0 else (d.max() - d.min()) / d.min()


@wrong("relative_contrast", "uses the largest difference", feedback="largest absolute")
def chebyshev(X, query):
    d = np.max(np.abs(X - query), axis=1)
    return np.inf if d.min() == 0 else (d.max() - d.min()) / d.min()


@wrong("relative_contrast", "ignores the query", feedback="from the origin")
def from_the_origin(X, query):
    d = np.linalg.norm(X, axis=1)
    return np.inf if d.min() == 0 else (d.max() - d.min()) / d.min()


@wrong("relative_contrast", "doesn't treat a nearest distance of 0", feedback="infinity")
def plain_division(X, query):
    d = [float(gap) for gap in np.linalg.norm(X - query, axis=1)]
    try:
        return (max(d) - min(d)) / min(d)
    except ZeroDivisionError:
        return 0.0


@wrong("relative_contrast", "lets Python divide by 0", feedback="ZeroDivisionError")
def zero_division(X, query):
    d = [float(gap) for gap in np.linalg.norm(X - query, axis=1)]
    return (max(d) - min(d)) / min(d)


@wrong("relative_contrast", "gets nan where all distances are 0", feedback=("infinity", "nan"))
def nan_where_all_are_zero(X, query):
    d = np.linalg.norm(X - query, axis=1)
    return (d.max() - d.min()) / d.min()


@wrong("relative_contrast", "leaves out rows that equal the query", feedback="counts too")
def without_equal_rows(X, query):
    d = np.linalg.norm(X - query, axis=1)
    d = d[d > 0]
    return (d.max() - d.min()) / d.min() if len(d) else np.inf


@wrong("relative_contrast", "adds a small constant", feedback="infinity")
def with_epsilon(X, query):
    d = np.linalg.norm(X - query, axis=1)
    return (d.max() - d.min()) / (d.min() + 1e-12)


@wrong("relative_contrast", "takes near for 0", feedback="near isn't 0")
def near_is_zero(X, query):
    d = np.linalg.norm(X - query, axis=1)
    return np.inf if np.isclose(d.min(), 0) else (d.max() - d.min()) / d.min()


@wrong("relative_contrast", "computes whole numbers in 32 bits", feedback="not as expected")
def thirty_two_bits(X, query):
    if X.dtype.kind == "i":
        X, query = X.astype(np.int32), query.astype(np.int32)
    d = np.sqrt(np.abs(np.sum((X - query) ** 2, axis=1, dtype=X.dtype)))
    return np.inf if d.min() == 0 else (d.max() - d.min()) / d.min()


@wrong("relative_contrast", "cuts the quotient off", feedback="not as expected")
def floor_division(X, query):
    d = np.linalg.norm(X - query, axis=1)
    return np.inf if d.min() == 0 else (d.max() - d.min()) // d.min()


@wrong("relative_contrast", "cuts the query off to X's type", feedback="not as expected")
def query_cut_off(X, query):
    d = np.linalg.norm(X - query.astype(X.dtype), axis=1)
    return np.inf if d.min() == 0 else (d.max() - d.min()) / d.min()


@wrong("relative_contrast", "returns nothing for one row", feedback="not as expected")
def infinite_for_one_row(X, query):
    d = np.linalg.norm(X - query, axis=1)
    return np.inf if d.min() == 0 or len(d) == 1 else (d.max() - d.min()) / d.min()


@wrong("relative_contrast", "shifts X in place", feedback="changes its input in place")
def in_place(X, query):
    X -= query
    d = np.linalg.norm(X, axis=1)
    return np.inf if d.min() == 0 else (d.max() - d.min()) / d.min()


@wrong("relative_contrast", "measures along the wrong axis", feedback="not as expected")
def wrong_axis(X, query):
    d = np.linalg.norm((X - query), axis=0)
    return np.inf if d.min() == 0 else (d.max() - d.min()) / d.min()


@wrong("relative_contrast", "minus infinity", feedback="infinity")
def minus_infinity(X, query):
    d = np.linalg.norm(X - query, axis=1)
    return -np.inf if d.min() == 0 else (d.max() - d.min()) / d.min()


@wrong("relative_contrast", "returns None where it is infinite", feedback="None")
def none_for_infinite(X, query):
    d = np.linalg.norm(X - query, axis=1)
    if d.min() > 0:
        return (d.max() - d.min()) / d.min()


@wrong("relative_contrast", "standardizes the columns first", feedback="not as expected")
def standardizes(X, query):
    s = X.std(axis=0)
    s = np.where(s == 0, 1, s)
    d = np.linalg.norm((X - query) / s, axis=1)
    return np.inf if d.min() == 0 else (d.max() - d.min()) / d.min()


@wrong("relative_contrast", "cuts X off to the query's type", feedback="not as expected")
def type_of_the_query(X, query):
    d = np.linalg.norm(X.astype(query.dtype) - query, axis=1)
    return (d.max() - d.min()) / d.min() if d.min() else np.inf


@wrong("relative_contrast", "looks at 100 rows", feedback="not as expected")
def hundred_rows(X, query):
    d = np.linalg.norm(X[:100] - query, axis=1)
    return (d.max() - d.min()) / d.min() if d.min() else np.inf


@wrong("relative_contrast", "rounds to eight decimals", feedback="not as expected")
def eight_decimals(X, query):
    d = np.linalg.norm(X - query, axis=1)
    return round((d.max() - d.min()) / d.min(), 8) if d.min() else np.inf


@wrong("relative_contrast", "keeps distances by the array's id", feedback="not as expected")
def kept_by_id(X, query, kept={}):
    if (id(X), id(query)) not in kept:
        # X is kept too, so that its id stays its own.
        kept[id(X), id(query)] = np.linalg.norm(X - query, axis=1), X, query
    d = kept[id(X), id(query)][0]
    return (d.max() - d.min()) / d.min() if d.min() else np.inf


@wrong("relative_contrast", "is not written", feedback="not written yet")
def not_written_contrast(X, query):
    raise NotImplementedError("not written yet")


# ---------------------------------------------------- pairwise_distances


@right("pairwise_distances")
def broadcasting(X):
    return np.sqrt(((X[:, None, :] - X[None, :, :]) ** 2).sum(axis=-1))


@right("pairwise_distances")
def norms_row_by_row(X):
    return [np.linalg.norm(X - row, axis=1) for row in X]


@right("pairwise_distances")
def column_by_column(X):
    squares = np.zeros((len(X), len(X)))
    for column in X.T.astype(float):
        squares += np.subtract.outer(column, column) ** 2
    return np.sqrt(squares)


@right("pairwise_distances")
def half_of_the_rows_and_mirrored(X):
    n = X.shape[0]
    D = np.zeros((n, n))
    for i in range(n - 1):
        gaps = X[i + 1 :] - X[i]
        D[i, i + 1 :] = np.sqrt(np.einsum("ij,ij->i", gaps, gaps))
    return D + D.T


@right("pairwise_distances")
def float32_at_the_end(X):
    return np.linalg.norm(X[:, None] - X, axis=2).astype(np.float32)


@right("pairwise_distances")
def along_an_axis(X):
    return np.apply_along_axis(lambda row: np.sqrt(((X - row) ** 2).sum(axis=1)), 1, X)


@right("pairwise_distances")
def gram_with_near_pairs_done_again(X):
    X = X.astype(float)
    X = X - X.mean(axis=0)
    squares = (X * X).sum(axis=1)
    D2 = np.maximum(squares[:, None] + squares - 2 * X @ X.T, 0)
    near = D2 <= 1e-3 * (squares[:, None] + squares)
    i, j = np.nonzero(near)
    D2[i, j] = ((X[i] - X[j]) ** 2).sum(axis=1)
    D = np.sqrt((D2 + D2.T) / 2)
    np.fill_diagonal(D, 0)
    return D


proof.right_cell(
    "pairwise_distances",
    "math_dist_mapped_row_by_row",
    """
    import math
    from itertools import repeat

    def pairwise_distances(X):
        rows = X.tolist()
        return [list(map(math.dist, repeat(row), rows)) for row in rows]
    """,
)

proof.right_cell(
    "pairwise_distances",
    "hypot_reduced",
    """
    def pairwise_distances(X):
        gaps = np.abs(X[:, None] - X)
        return np.hypot.reduce(gaps, axis=2) if X.shape[1] > 1 else gaps[..., 0]
    """,
)

proof.right_cell(
    "pairwise_distances",
    "tries_a_library_and_goes_on_without",
    """
    def pairwise_distances(X):
        try:
            from scipy.spatial.distance import cdist
        except ImportError:
            return np.sqrt(((X[:, None] - X) ** 2).sum(-1))
        return cdist(X, X)
    """,
)

proof.right_cell(
    "pairwise_distances",
    "scipy_linalg_norm_and_chunks",
    """
    def pairwise_distances(X):
        X = np.array(X, dtype=float)
        n = len(X)
        D = np.empty((n, n))
        for a in range(0, n, 16):
            for b in range(0, n, 16):
                gaps = X[a:a + 16, None] - X[None, b:b + 16]
                D[a:a + 16, b:b + 16] = np.linalg.norm(gaps, axis=2)
        return D
    """,
)


@wrong("pairwise_distances", "forgets the root", feedback="root is missing")
def squared(X):
    return ((X[:, None] - X) ** 2).sum(axis=-1)


@wrong("pairwise_distances", "expands the square", feedback="near-equal rows")
def gram(X):
    squares = (X * X).sum(axis=1)
    return np.sqrt(squares[:, None] + squares - 2 * X @ X.T)


@wrong("pairwise_distances", "expands the square and clips", feedback="near-equal rows")
def gram_clipped(X):
    squares = (X * X).sum(axis=1)
    D = np.sqrt(np.maximum(squares[:, None] + squares - 2 * X @ X.T, 0))
    np.fill_diagonal(D, 0)
    return D


@wrong("pairwise_distances", "centers, and expands the square", feedback="near-equal rows")
def gram_centered(X):
    X = X - X.mean(axis=0)
    squares = (X * X).sum(axis=1)
    D = np.sqrt(np.maximum(squares[:, None] + squares - 2 * X @ X.T, 0))
    np.fill_diagonal(D, 0)
    return (D + D.T) / 2


@wrong("pairwise_distances", "expands the square in long doubles", feedback="near-equal rows")
def gram_in_long_doubles(X):
    X = X.astype(np.longdouble)
    squares = (X * X).sum(axis=1)
    D = np.sqrt(np.maximum(squares[:, None] + squares - 2 * X @ X.T, 0)).astype(float)
    np.fill_diagonal(D, 0)
    return (D + D.T) / 2


@wrong("pairwise_distances", "computes in float32", feedback="near")
def in_float32_all_through(X):
    X = X.astype(np.float32)
    return np.sqrt(((X[:, None] - X) ** 2).sum(axis=-1))


@wrong("pairwise_distances", "loops over pairs", feedback="for each pair of rows")
def double_loop(X):
    n = len(X)
    D = np.zeros((n, n))
    for i in range(n):
        for j in range(n):
            D[i, j] = np.sqrt(np.sum((X[i] - X[j]) ** 2))
    return D


@wrong("pairwise_distances", "loops over half of the pairs", feedback="for each pair of rows")
def half_double_loop(X):
    rows = X.tolist()
    n = len(rows)
    D = np.zeros((n, n))
    for i in range(n):
        for j in range(i):
            D[i, j] = D[j, i] = sum((a - b) ** 2 for a, b in zip(rows[i], rows[j])) ** 0.5
    return D


@wrong("pairwise_distances", "hides the loop in a comprehension", feedback="for each pair of rows")
def comprehension(X):
    return np.array([[np.linalg.norm(a - b) for b in X] for a in X])


@wrong("pairwise_distances", "hides the loop in half a comprehension", feedback="for each pair")
def triangular_comprehension(X):
    rows = X.tolist()
    n = len(rows)
    D = np.zeros((n, n))
    for i in range(1, n):
        D[i, :i] = [
            sum(map(lambda a, b: (a - b) ** 2, rows[i], other)) ** 0.5 for other in rows[:i]
        ]
    return D + D.T


@wrong("pairwise_distances", "hides the loop in np.vectorize", feedback="for each pair of rows")
def vectorized(X):
    i, j = np.indices((len(X), len(X)))
    return np.vectorize(lambda a, b: np.linalg.norm(X[a] - X[b]), otypes=[float])(i, j)


proof.wrong_cell(
    "pairwise_distances",
    "one_buffer_for_all_calls",
    "writes every result into the same buffer",
    "earlier call",
    """
    buffer = np.zeros((500, 500))

    def pairwise_distances(X):
        n = len(X)
        buffer[:n, :n] = np.sqrt(((X[:, None] - X) ** 2).sum(axis=-1))
        return buffer[:n, :n]
    """,
)

proof.wrong_cell(
    "pairwise_distances",
    "a_generator_over_pairs",
    "hides the loop in a generator",
    "for each pair of rows",
    """
    import itertools

    def pairwise_distances(X):
        pairs = itertools.product(X, X)
        return np.fromiter((np.sqrt(((a - b) ** 2).sum()) for a, b in pairs), float).reshape(
            len(X), len(X)
        )
    """,
)

proof.wrong_cell(
    "pairwise_distances",
    "a_function_mapped_over_pairs",
    "maps a function over pairs",
    "for each pair of rows",
    """
    import itertools
    import math

    def pairwise_distances(X):
        rows = X.tolist()
        gaps = itertools.starmap(lambda a, b: math.dist(a, b), itertools.product(rows, rows))
        return np.array(list(gaps)).reshape(len(rows), len(rows))
    """,
)

proof.wrong_cell(
    "pairwise_distances",
    "combinations_of_rows",
    "loops over combinations of rows",
    "for each pair of rows",
    """
    import itertools

    def pairwise_distances(X):
        D = np.zeros((len(X), len(X)))
        for i, j in itertools.combinations(range(len(X)), 2):
            D[i, j] = D[j, i] = np.linalg.norm(X[i] - X[j])
        return D
    """,
)

proof.wrong_cell(
    "pairwise_distances",
    "pairs_in_threads",
    "loops over pairs in threads",
    "for each pair of rows",
    """
    import threading

    def pairwise_distances(X):
        n = len(X)
        D = np.zeros((n, n))

        def work(start):
            for i in range(start, n, 2):
                for j in range(n):
                    D[i, j] = np.sqrt(((X[i] - X[j]) ** 2).sum())

        workers = [threading.Thread(target=work, args=(start,)) for start in (0, 1)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        return D
    """,
)


@wrong("pairwise_distances", "uses absolute differences", feedback="absolute differences")
def pairwise_manhattan(X):
    return np.abs(X[:, None] - X).sum(axis=-1)


@wrong("pairwise_distances", "uses the largest difference", feedback="largest absolute")
def pairwise_chebyshev(X):
    return np.abs(X[:, None] - X).max(axis=-1)


@wrong("pairwise_distances", "fills one triangle", feedback="Only one triangle")
def one_triangle(X):
    return np.triu(np.sqrt(((X[:, None] - X) ** 2).sum(axis=-1)))


@wrong("pairwise_distances", "returns a list of pairs", feedback="not once in a list")
def condensed(X):
    D = np.sqrt(((X[:, None] - X) ** 2).sum(axis=-1))
    return D[np.triu_indices(len(X), 1)]


@wrong("pairwise_distances", "takes the mean square", feedback="mean square")
def root_mean_square(X):
    return np.sqrt(((X[:, None] - X) ** 2).mean(axis=-1))


@wrong("pairwise_distances", "compares columns", feedback="columns")
def columns(X):
    return np.sqrt(((X.T[:, None] - X.T) ** 2).sum(axis=-1))


@wrong("pairwise_distances", "adds a small constant under the root", feedback="diagonal")
def constant_under_the_root(X):
    return np.sqrt(((X[:, None] - X) ** 2).sum(axis=-1) + 1e-16)


@wrong("pairwise_distances", "takes small distances for 0", feedback="taken for 0")
def small_is_zero(X):
    D = np.sqrt(((X[:, None] - X) ** 2).sum(axis=-1))
    D[D < 1e-5] = 0
    return D


@wrong("pairwise_distances", "writes into an integer array", feedback="whole numbers")
def typed_as_the_input(X):
    D = np.zeros((len(X), len(X)), dtype=X.dtype)
    D[:] = np.sqrt(((X[:, None] - X) ** 2).sum(axis=-1))
    return D


@wrong("pairwise_distances", "computes whole numbers in 32 bits", feedback="not as expected")
def whole_in_32_bits(X):
    Y = X.astype(np.int32) if X.dtype.kind == "i" else X
    return np.sqrt(((Y[:, None] - Y) ** 2).sum(axis=-1, dtype=Y.dtype))


@wrong("pairwise_distances", "rounds", feedback="not as expected")
def rounded(X):
    return np.round(np.sqrt(((X[:, None] - X) ** 2).sum(axis=-1)), 6)


@wrong("pairwise_distances", "centers in place", feedback="changes its input in place")
def centers_in_place(X):
    if X.dtype.kind == "f":
        X -= X.mean(axis=0)
    return np.sqrt(((X[:, None] - X) ** 2).sum(axis=-1))


@wrong("pairwise_distances", "is right for square tables only", feedback="pairwise_distances")
def only_square(X):
    return np.sqrt(((X[:, None] - X) ** 2).sum(axis=-1)).reshape(len(X), X.shape[1])


@wrong("pairwise_distances", "squeezes", feedback="shape")
def squeezed(X):
    return np.squeeze(np.sqrt(((X[:, None] - X) ** 2).sum(axis=-1)))


@wrong("pairwise_distances", "standardizes first", feedback="not as expected")
def standardized(X):
    s = X.std(axis=0)
    Y = X / np.where(s == 0, 1, s)
    return np.sqrt(((Y[:, None] - Y) ** 2).sum(axis=-1))


@wrong("pairwise_distances", "leaves the diagonal at infinity", feedback="finite")
def infinite_diagonal(X):
    D = np.sqrt(((X[:, None] - X) ** 2).sum(axis=-1))
    np.fill_diagonal(D, np.inf)
    return D


@wrong("pairwise_distances", "forgets the last rows of a large table", feedback="not as expected")
def whole_chunks_only(X):
    n = len(X)
    if n < 100:
        return np.linalg.norm(X[:, None] - X, axis=2)
    distances = np.zeros((n, n))
    for start in range(0, n - n % 100, 100):
        distances[start : start + 100] = np.linalg.norm(X[start : start + 100, None] - X, axis=2)
    return distances


@wrong("pairwise_distances", "computes only the nearest rows anew", feedback="near-equal rows")
def second_look_at_the_nearest(X):
    moved = X - X.mean(axis=0)
    squares = np.sum(moved**2, axis=1)
    Q = np.maximum(squares[:, None] + squares - 2 * moved @ moved.T, 0.0)
    i, j = np.nonzero(Q < 1e-6)
    Q[i, j] = np.sum((X[i] - X[j]) ** 2, axis=1)
    return np.sqrt((Q + Q.T) / 2)


@wrong("pairwise_distances", "keeps distances by the array's id", feedback="not as expected")
def distances_kept_by_id(X, kept={}):
    if id(X) not in kept:
        # X is kept too, so that its id stays its own.
        kept[id(X)] = np.linalg.norm(X[:, None] - X, axis=2), X
    return kept[id(X)][0]


@wrong("pairwise_distances", "is not written", feedback="not written yet")
def not_written_pairwise(X):
    raise NotImplementedError("not written yet")


for name, library, cell in (
    (
        "scipys_cdist",
        "scipy.spatial",
        """
        def pairwise_distances(X):
            from scipy.spatial.distance import cdist
            return cdist(X, X)
        """,
    ),
    (
        "scipys_pdist_bound_before",
        "scipy.spatial",
        """
        from scipy.spatial.distance import pdist as f, squareform as g

        def pairwise_distances(X):
            return g(f(X))
        """,
    ),
    (
        "distance_matrix_through_the_package",
        "scipy.spatial",
        """
        import scipy.spatial

        def pairwise_distances(X):
            return scipy.spatial.distance_matrix(X, X)
        """,
    ),
    (
        "scikit_learns_own",
        "scikit-learn",
        """
        from sklearn.metrics import pairwise_distances as ready_made

        def pairwise_distances(X):
            return ready_made(X)
        """,
    ),
    (
        "compiled_tree_bound_before",
        "scipy.spatial",
        """
        from scipy.spatial import cKDTree

        def pairwise_distances(X):
            tree = cKDTree(X)
            found = tree.sparse_distance_matrix(cKDTree(X), 1e9, output_type='ndarray')
            D = np.zeros((len(X), len(X)))
            D[found['i'], found['j']] = found['v']
            return D
        """,
    ),
):
    proof.wrong_cell("pairwise_distances", name, "hands the question to a library", library, cell)


# ----------------------------------------------------------- knn_predict


@right("knn_predict")
def counts_in_lists(X_train, y_train, X_test, k):
    answers = []
    for row in X_test.tolist():
        gaps = [sum((a - b) ** 2 for a, b in zip(row, other)) for other in X_train.tolist()]
        nearest = sorted(range(len(gaps)), key=lambda i: gaps[i])[:k]
        votes = {}
        for i in nearest:
            votes[int(y_train[i])] = votes.get(int(y_train[i]), 0) + 1
        most = max(votes.values())
        answers.append(min(label for label in votes if votes[label] == most))
    return answers


@right("knn_predict")
def all_at_once(X_train, y_train, X_test, k):
    D = np.sqrt(((X_test[:, None] - X_train[None]) ** 2).sum(axis=-1))
    near = y_train[np.argpartition(D, k - 1, axis=1)[:, :k]]
    labels = np.unique(y_train)
    votes = (near[:, :, None] == labels).sum(axis=1)
    return labels[votes.argmax(axis=1)]


@right("knn_predict")
def inner_products(X_train, y_train, X_test, k):
    A, B = X_test.astype(float), X_train.astype(float)
    D = (A**2).sum(axis=1)[:, None] + (B**2).sum(axis=1) - 2 * A @ B.T
    order = D.argsort(axis=1)[:, :k]
    kinds, codes = np.unique(y_train, return_inverse=True)
    return [kinds[np.bincount(codes[row]).argmax()] for row in order]


@right("knn_predict")
def labels_as_floats(X_train, y_train, X_test, k):
    result = np.empty(len(X_test))
    for i, row in enumerate(X_test):
        nearest = np.argsort(np.linalg.norm(X_train - row, axis=1), kind="stable")[:k]
        labels, counts = np.unique(y_train[nearest], return_counts=True)
        result[i] = labels[counts == counts.max()].min()
    return result


proof.right_cell(
    "knn_predict",
    "counter_and_heap",
    """
    import heapq
    import math
    from collections import Counter

    def knn_predict(X_train, y_train, X_test, k):
        pairs = list(zip(X_train.tolist(), y_train.tolist()))
        answer = []
        for row in X_test.tolist():
            near = heapq.nsmallest(k, pairs, key=lambda pair: math.dist(pair[0], row))
            votes = Counter(label for _, label in near)
            answer.append(min(votes, key=lambda label: (-votes[label], label)))
        return tuple(answer)
    """,
)

proof.right_cell(
    "knn_predict",
    "scipys_mode",
    """
    from scipy import stats

    def knn_predict(X_train, y_train, X_test, k):
        D = np.linalg.norm(X_test[:, None] - X_train, axis=2)
        return stats.mode(y_train[np.argsort(D, axis=1)[:, :k]], axis=1).mode
    """,
)

proof.right_cell(
    "knn_predict",
    "standard_library_mode_of_sorted_votes",
    """
    import statistics

    def knn_predict(X_train, y_train, X_test, k):
        return np.array([
            statistics.mode(sorted(y_train[np.argsort(((X_train - x) ** 2).sum(1))[:k]].tolist()))
            for x in X_test
        ])
    """,
)


def knn_like(choose, nearest="np.argsort(np.linalg.norm(X_train - row, axis=1))[:k]", before=""):
    """Source of a nearest-neighbor answer with another vote or another neighborhood."""
    return f"""
def knn_predict(X_train, y_train, X_test, k):
    {before or "pass"}
    result = []
    for row in X_test:
        nearest = {nearest}
        votes = [int(label) for label in y_train[nearest]]
        result.append({choose})
    return np.array(result)
"""


MAJORITY = "min(votes, key=lambda label: (-votes.count(label), label))"

proof.right_cell("knn_predict", "the_skeleton_of_the_wrong_ones", knn_like(MAJORITY))

for name, misconception, feedback, cell in (
    (
        "largest_label_on_ties",
        "gives a tie to the largest label",
        "not the largest",
        knn_like("max(votes, key=lambda label: (votes.count(label), label))"),
    ),
    (
        "nearest_on_ties",
        "gives a tie to the nearest",
        "smallest label wins",
        knn_like("max(votes, key=votes.count)"),
    ),
    (
        "farthest_on_ties",
        "gives a tie to the farthest",
        "smallest label wins",
        knn_like("max(votes[::-1], key=votes.count)"),
    ),
    (
        "smallest_absolute_on_ties",
        "gives a tie to the label nearest 0",
        "The label",
        knn_like("min(votes, key=lambda label: (-votes.count(label), abs(label), -label))"),
    ),
    ("smallest_label", "takes the smallest label of all", "most votes", knn_like("min(votes)")),
    ("mean_label", "averages the labels", "mean of the labels", knn_like("sum(votes) / k")),
    (
        "rounded_mean_label",
        "rounds the mean of the labels",
        "mean of the labels",
        knn_like("round(sum(votes) / k)"),
    ),
    (
        "median_label",
        "takes the median label",
        "not as expected",
        knn_like("sorted(votes)[len(votes) // 2]"),
    ),
    ("sign_of_the_sum", "knows only -1 and 1", "not as expected", knn_like("np.sign(sum(votes))")),
    (
        "only_the_nearest",
        "asks only the nearest",
        "Only the nearest",
        knn_like("votes[0]"),
    ),
    (
        "skips_the_nearest",
        "skips the nearest, as if it were the row itself",
        "not as expected",
        knn_like(MAJORITY, "np.argsort(np.linalg.norm(X_train - row, axis=1))[1 : k + 1]"),
    ),
    (
        "one_too_many",
        "asks k + 1",
        "Exactly the k nearest vote",
        knn_like(MAJORITY, "np.argsort(np.linalg.norm(X_train - row, axis=1))[: k + 1]"),
    ),
    (
        "one_too_few",
        "asks k - 1",
        "Exactly the k nearest vote",
        knn_like(MAJORITY, "np.argsort(np.linalg.norm(X_train - row, axis=1))[: max(k - 1, 1)]"),
    ),
    (
        "the_farthest",
        "asks the farthest",
        "farthest rows",
        knn_like(MAJORITY, "np.argsort(-np.linalg.norm(X_train - row, axis=1))[:k]"),
    ),
    (
        "absolute_differences",
        "uses absolute differences",
        "absolute differences",
        knn_like(MAJORITY, "np.argsort(np.abs(X_train - row).sum(axis=1))[:k]"),
    ),
    (
        "largest_differences",
        "uses the largest difference",
        "not as expected",
        knn_like(MAJORITY, "np.argsort(np.abs(X_train - row).max(axis=1))[:k]"),
    ),
    (
        "first_column_only",
        "uses the first column only",
        "not as expected",
        knn_like(MAJORITY, "np.argsort(np.abs(X_train - row)[:, 0])[:k]"),
    ),
    (
        "differences_without_squares",
        "adds up signed differences",
        "not as expected",
        knn_like(MAJORITY, "np.argsort(np.abs((X_train - row).sum(axis=1)))[:k]"),
    ),
    (
        "inner_product_only",
        "takes inner products for nearness",
        "not as expected",
        knn_like(MAJORITY, "np.argsort(-X_train @ row)[:k]"),
    ),
    (
        "cosines",
        "uses angles",
        "not as expected",
        knn_like(
            MAJORITY, "np.argsort(-X_train @ row / (np.linalg.norm(X_train, axis=1) + 1e-9))[:k]"
        ),
    ),
    (
        "cut_off",
        "cuts the features off to whole numbers",
        "not as expected",
        knn_like(MAJORITY, "np.argsort(np.linalg.norm((X_train - row).astype(int), axis=1))[:k]"),
    ),
    (
        "squares_in_32_bits",
        "computes whole numbers in 32 bits",
        "not as expected",
        knn_like(
            MAJORITY,
            "np.argsort(((X_train - row).astype(np.int32 if X_train.dtype.kind == 'i' else float)"
            " ** 2).sum(axis=1, dtype=np.int32 if X_train.dtype.kind == 'i' else float))[:k]",
        ),
    ),
    (
        "unsorted_partition",
        "takes the first k of an argsort of positions",
        "not as expected",
        knn_like(MAJORITY, "np.argsort(np.argsort(np.linalg.norm(X_train - row, axis=1)))[:k]"),
    ),
    (
        "standardized",
        "standardizes the columns",
        "not as expected",
        knn_like(
            MAJORITY,
            "np.argsort((((X_train - row) / (X_train.std(axis=0) + 1e-9)) ** 2).sum(axis=1))[:k]",
        ),
    ),
    (
        "leaves_equal_rows_out",
        "skips training rows that equal the test row",
        "not as expected",
        """
        def knn_predict(X_train, y_train, X_test, k):
            D = np.linalg.norm(X_test[:, None] - X_train, axis=2)
            D[D == 0] = np.inf
            near = y_train[np.argsort(D, axis=1)[:, :k]]
            labels = np.unique(y_train)
            return labels[(near[:, :, None] == labels).sum(axis=1).argmax(axis=1)]
        """,
    ),
    (
        "weighted_by_distance",
        "weights votes by distance",
        "not as expected",
        """
        def knn_predict(X_train, y_train, X_test, k):
            result = []
            for row in X_test:
                gaps = np.linalg.norm(X_train - row, axis=1)
                nearest = np.argsort(gaps)[:k]
                labels = np.unique(y_train[nearest])
                weights = 1 / (gaps[nearest] + 1e-9)
                weights = [weights[y_train[nearest] == label].sum() for label in labels]
                result.append(labels[np.argmax(weights)])
            return np.array(result)
        """,
    ),
    (
        "bincount",
        "counts with bincount, which knows no negative labels",
        "stopped with an error",
        """
        def knn_predict(X_train, y_train, X_test, k):
            D = np.linalg.norm(X_test[:, None] - X_train, axis=2)
            near = y_train[np.argsort(D, axis=1)[:, :k]]
            return np.array([np.bincount(votes).argmax() for votes in near])
        """,
    ),
    (
        "classes_not_labels",
        "returns the number of the class",
        "not labels",
        """
        def knn_predict(X_train, y_train, X_test, k):
            D = np.linalg.norm(X_test[:, None] - X_train, axis=2)
            codes = np.unique(y_train, return_inverse=True)[1]
            near = codes[np.argsort(D, axis=1)[:, :k]]
            return np.array([np.bincount(votes).argmax() for votes in near])
        """,
    ),
    (
        "positions",
        "returns positions of neighbors",
        "positions in y_train",
        """
        def knn_predict(X_train, y_train, X_test, k):
            D = np.linalg.norm(X_test[:, None] - X_train, axis=2)
            return np.argsort(D, axis=1)[:, 0]
        """,
    ),
    (
        "labels_0_to_9",
        "expects labels from 0 to 9",
        "not as expected",
        """
        def knn_predict(X_train, y_train, X_test, k):
            D = np.linalg.norm(X_test[:, None] - X_train, axis=2)
            near = y_train[np.argsort(D, axis=1)[:, :k]]
            votes = np.stack([(near == label).sum(axis=1) for label in range(10)], axis=1)
            return votes.argmax(axis=1)
        """,
    ),
    (
        "second_axis",
        "returns a column",
        "without a second axis",
        """
        def knn_predict(X_train, y_train, X_test, k):
            D = np.linalg.norm(X_test[:, None] - X_train, axis=2)
            near = np.sort(y_train[np.argsort(D, axis=1)[:, :k]], axis=1)
            best = []
            for votes in near:
                labels, counts = np.unique(votes, return_counts=True)
                best.append([labels[counts.argmax()]])
            return np.array(best)
        """,
    ),
    (
        "sorts_the_labels_in_place",
        "sorts y_train in place",
        "knn_predict",
        """
        def knn_predict(X_train, y_train, X_test, k):
            D = np.linalg.norm(X_test[:, None] - X_train, axis=2)
            near = y_train[np.argsort(D, axis=1)[:, :k]]
            y_train.sort()
            labels = np.unique(y_train)
            return labels[(near[:, :, None] == labels).sum(axis=1).argmax(axis=1)]
        """,
    ),
    (
        "shared_dtype",
        "writes labels into an int8 array",
        "not as expected",
        """
        def knn_predict(X_train, y_train, X_test, k):
            D = np.linalg.norm(X_test[:, None] - X_train, axis=2)
            near = y_train[np.argsort(D, axis=1)[:, :k]]
            labels = np.unique(y_train)
            best = labels[(near[:, :, None] == labels).sum(axis=1).argmax(axis=1)]
            return best.astype(np.int8)
        """,
    ),
    (
        "remembers_the_training_rows",
        "keeps the first training rows of that shape",
        "not as expected",
        """
        known = {}

        def knn_predict(X_train, y_train, X_test, k):
            X_train, y_train = known.setdefault(X_train.shape, (X_train.copy(), y_train.copy()))
            D = np.linalg.norm(X_test[:, None] - X_train, axis=2)
            near = y_train[np.argsort(D, axis=1)[:, :k]]
            labels = np.unique(y_train)
            return labels[(near[:, :, None] == labels).sum(axis=1).argmax(axis=1)]
        """,
    ),
    (
        "not_written",
        "is not written",
        "not written yet",
        """
        def knn_predict(X_train, y_train, X_test, k):
            raise NotImplementedError('not written yet')
        """,
    ),
    (
        "scikit_learns_classifier",
        "hands the question to scikit-learn",
        "scikit-learn",
        """
        from sklearn.neighbors import KNeighborsClassifier

        def knn_predict(X_train, y_train, X_test, k):
            return KNeighborsClassifier(k).fit(X_train, y_train).predict(X_test)
        """,
    ),
    (
        "scipys_cdist",
        "takes the distances from SciPy",
        "to scipy.spatial",
        """
        def knn_predict(X_train, y_train, X_test, k):
            from scipy.spatial.distance import cdist
            near = y_train[np.argsort(cdist(X_test, X_train), axis=1)[:, :k]]
            labels = np.unique(y_train)
            return labels[(near[:, :, None] == labels).sum(axis=1).argmax(axis=1)]
        """,
    ),
    (
        "compiled_tree_bound_before",
        "asks SciPy's tree for the neighbors",
        "to scipy.spatial",
        """
        from scipy.spatial import cKDTree

        def knn_predict(X_train, y_train, X_test, k):
            near = y_train[cKDTree(X_train).query(X_test, list(range(1, k + 1)))[1]]
            labels = np.unique(y_train)
            return labels[(near[:, :, None] == labels).sum(axis=1).argmax(axis=1)]
        """,
    ),
    (
        "compiled_tree_through_the_package",
        "asks SciPy's tree for the neighbors, through its package",
        "to scipy.spatial",
        """
        import scipy.spatial as geometry

        def knn_predict(X_train, y_train, X_test, k):
            tree = geometry.cKDTree(X_train)
            near = y_train[tree.query(X_test, list(range(1, k + 1)))[1]]
            labels = np.unique(y_train)
            return labels[(near[:, :, None] == labels).sum(axis=1).argmax(axis=1)]
        """,
    ),
):
    proof.wrong_cell("knn_predict", name, misconception, feedback, cell)


@wrong("knn_predict", "cuts test rows off to the type of the training rows", feedback="Digits")
def type_of_the_training_rows(X_train, y_train, X_test, k):
    labels = np.unique(y_train)
    D = ((X_test.astype(X_train.dtype)[:, None] - X_train) ** 2).sum(axis=2)
    near = y_train[np.argsort(D, axis=1)[:, :k]]
    return labels[(near[..., None] == labels).sum(axis=1).argmax(axis=1)]


@wrong("knn_predict", "cuts training rows off to the type of the test rows", feedback="Digits")
def type_of_the_test_rows(X_train, y_train, X_test, k):
    labels = np.unique(y_train)
    D = ((X_test[:, None] - X_train.astype(X_test.dtype)) ** 2).sum(axis=2)
    near = y_train[np.argsort(D, axis=1)[:, :k]]
    return labels[(near[..., None] == labels).sum(axis=1).argmax(axis=1)]


@wrong("knn_predict", "looks at 64 training rows", feedback="not as expected")
def sixty_four_rows(X_train, y_train, X_test, k):
    labels = np.unique(y_train)
    D = ((X_test[:, None] - X_train[:64]) ** 2).sum(axis=2)
    near = y_train[np.argsort(D, axis=1)[:, :k]]
    return labels[(near[..., None] == labels).sum(axis=1).argmax(axis=1)]


@wrong("knn_predict", "counts votes for five labels", feedback="not as expected")
def five_labels(X_train, y_train, X_test, k):
    labels = np.unique(y_train)[:5]
    D = ((X_test[:, None] - X_train) ** 2).sum(axis=2)
    near = y_train[np.argsort(D, axis=1)[:, :k]]
    return labels[(near[..., None] == labels).sum(axis=1).argmax(axis=1)]


@wrong("knn_predict", "keeps the order of neighbors by the arrays' ids", feedback="other numbers")
def order_kept_by_id(X_train, y_train, X_test, k, kept={}):
    key = id(X_train), id(X_test)
    if key not in kept:
        order = np.argsort(((X_test[:, None] - X_train) ** 2).sum(axis=2), axis=1)
        # The arrays are kept too, so that their ids stay their own.
        kept[key] = order, X_train, X_test
    labels = np.unique(y_train)
    near = y_train[kept[key][0][:, :k]]
    return labels[(near[..., None] == labels).sum(axis=1).argmax(axis=1)]


@wrong("knn_predict", "gives a tie to the label met first", feedback="not the one that comes first")
def label_met_first(X_train, y_train, X_test, k):
    from collections import Counter

    D = ((X_test[:, None] - X_train) ** 2).sum(axis=2)
    near = y_train[np.argsort(D, axis=1)[:, :k]]
    return [Counter(row.tolist()).most_common(1)[0][0] for row in near]


# ------------------------------------------------- accuracy_by_dimension


@right("accuracy_by_dimension")
def squares_added_column_by_column(X_train, y_train, X_test, y_test, dims, k):
    wanted = [int(d) for d in dims]
    squares = np.zeros((len(X_test), len(X_train)))
    found = {}
    for d in range(1, max(wanted) + 1):
        gaps = X_test[:, None, d - 1].astype(float) - X_train[:, d - 1]
        squares = squares + gaps**2
        near = y_train[np.argsort(squares, axis=1)[:, :k]]
        labels = np.unique(y_train)
        guess = labels[(near[:, :, None] == labels).sum(axis=1).argmax(axis=1)]
        found[d] = float(np.mean(guess == y_test))
    return [found[d] for d in wanted]


proof.right_cell(
    "accuracy_by_dimension",
    "scikit_learns_classifier",
    """
    from sklearn.neighbors import KNeighborsClassifier

    def accuracy_by_dimension(X_train, y_train, X_test, y_test, dims, k):
        return np.array([
            KNeighborsClassifier(k).fit(X_train[:, :d], y_train).score(X_test[:, :d], y_test)
            for d in dims
        ])
    """,
)

proof.right_cell(
    "accuracy_by_dimension",
    "scipys_tree",
    """
    def accuracy_by_dimension(X_train, y_train, X_test, y_test, dims, k):
        from scipy.spatial import KDTree
        shares = []
        for d in dims:
            near = KDTree(X_train[:, :d]).query(X_test[:, :d], k=list(range(1, k + 1)))[1]
            hits = 0
            for votes, truth in zip(y_train[near], y_test):
                labels, counts = np.unique(votes, return_counts=True)
                hits += int(labels[counts.argmax()] == truth)
            shares.append(hits / len(y_test))
        return tuple(shares)
    """,
)


@right("accuracy_by_dimension")
def pure_python(X_train, y_train, X_test, y_test, dims, k):
    known, labels = X_train.tolist(), y_train.tolist()
    result = []
    for d in dims:
        hits = 0
        for row, truth in zip(X_test.tolist(), y_test.tolist()):
            gaps = [sum((row[j] - other[j]) ** 2 for j in range(d)) for other in known]
            order = sorted(range(len(known)), key=gaps.__getitem__)[:k]
            votes = [labels[i] for i in order]
            hits += max(sorted(set(votes)), key=votes.count) == truth
        result.append(hits / len(X_test))
    return np.array(result, dtype=np.float32)


@right("accuracy_by_dimension")
def inner_products_and_partition(X_train, y_train, X_test, y_test, dims, k):
    out = np.empty(len(dims))
    for i, d in enumerate(dims):
        A, B = X_test[:, :d].astype(float), X_train[:, :d].astype(float)
        D = (A**2).sum(1)[:, None] - 2 * A @ B.T + (B**2).sum(1)
        near = y_train[np.argpartition(D, k - 1, axis=1)[:, :k]]
        labels = np.unique(y_train)
        out[i] = (labels[(near[..., None] == labels).sum(1).argmax(1)] == y_test).mean()
    return out


def curve_like(
    columns=":d",
    share="np.mean(guess == y_test)",
    order="dims",
    result="np.array(shares)",
    before="pass",
    distances="np.linalg.norm(X_test[:, None, {0}] - X_train[:, {0}], axis=2)",
    votes="k",
):
    """Source of an accuracy curve with one part replaced."""
    return f"""
def accuracy_by_dimension(X_train, y_train, X_test, y_test, dims, k):
    {before}
    shares = []
    labels = np.unique(y_train)
    for d in {order}:
        D = {distances.format(columns)}
        near = y_train[np.argsort(D, axis=1)[:, :{votes}]]
        guess = labels[(near[:, :, None] == labels).sum(axis=1).argmax(axis=1)]
        shares.append({share})
    return {result}
"""


proof.right_cell("accuracy_by_dimension", "the_skeleton_of_the_wrong_ones", curve_like())

for name, misconception, feedback, cell in (
    ("all_columns", "uses all columns", "all columns", curve_like(columns=":")),
    ("last_columns", "uses the last d columns", "not as expected", curve_like(columns="-d:")),
    ("only_column_d", "uses column d alone", "not as expected", curve_like(columns="d - 1 : d")),
    ("one_more", "uses d + 1 columns", "accuracies", curve_like(columns=": d + 1")),
    ("one_less", "uses d - 1 columns", "accuracies", curve_like(columns=": max(d - 1, 1)")),
    ("from_column_1", "starts at column 1", "not as expected", curve_like(columns="1 : d + 1")),
    (
        "error_rate",
        "returns error rates",
        "error rates",
        curve_like(share="np.mean(guess != y_test)"),
    ),
    (
        "counts",
        "returns counts",
        "numbers of right labels",
        curve_like(share="(guess == y_test).sum()"),
    ),
    (
        "percent",
        "returns percentages",
        "percentages",
        curve_like(share="100 * np.mean(guess == y_test)"),
    ),
    (
        "divides_by_training_rows",
        "divides by the number of training rows",
        "not as expected",
        curve_like(share="(guess == y_test).sum() / len(X_train)"),
    ),
    (
        "training_accuracy",
        "tests on the training rows",
        "training rows",
        curve_like(before="X_test, y_test = X_train, y_train"),
    ),
    (
        "train_and_test_swapped",
        "trains on the test rows",
        "not as expected",
        curve_like(
            before="X_train, y_train, X_test, y_test, k = X_test, y_test, X_train, y_train, 1"
        ),
    ),
    ("sorted_dims", "sorts dims", "in the order of dims", curve_like(order="sorted(dims)")),
    (
        "sorts_dims_in_place",
        "sorts dims in place",
        "changes its input in place",
        curve_like(before="dims.sort() if isinstance(dims, list) else None"),
    ),
    (
        "different_dims_once",
        "drops repeated dims",
        "counts twice",
        curve_like(order="sorted(set(int(d) for d in dims))"),
    ),
    (
        "different_dims_once_in_order",
        "drops repeated dims, in their order",
        "counts twice",
        curve_like(order="dict.fromkeys(int(d) for d in dims)"),
    ),
    (
        "one_to_last",
        "measures every d up to the last",
        "shape",
        curve_like(order="range(1, max(dims) + 1)"),
    ),
    (
        "number_of_dims",
        "takes positions for dims",
        "not as expected",
        curve_like(order="range(1, len(dims) + 1)", columns=": min(d, X_train.shape[1])"),
    ),
    ("one_neighbor", "ignores k", "not as expected", curve_like(votes="1")),
    (
        "five_neighbors",
        "always asks 5",
        "not as expected",
        curve_like(votes="min(5, len(X_train))"),
    ),
    (
        "mean_only",
        "returns the mean over dims",
        "not one for all",
        curve_like(result="np.mean(shares)"),
    ),
    (
        "best_only",
        "returns the best accuracy",
        "not as expected",
        curve_like(result="max(shares)"),
    ),
    (
        "cumulative_best",
        "returns the best accuracy so far",
        "not as expected",
        curve_like(result="np.maximum.accumulate(shares)"),
    ),
    (
        "rounded",
        "rounds to two digits",
        "not as expected",
        curve_like(result="np.round(shares, 2)"),
    ),
    (
        "pairs",
        "returns pairs of d and accuracy",
        "shape",
        curve_like(result="np.c_[dims, shares]"),
    ),
    (
        "dictionary",
        "returns a dictionary",
        "not as expected",
        curve_like(result="dict(zip(dims, shares))"),
    ),
    (
        "absolute_differences",
        "uses absolute differences",
        "not as expected",
        curve_like(distances="np.abs(X_test[:, None, {0}] - X_train[:, {0}]).sum(axis=2)"),
    ),
    (
        "standardized",
        "standardizes the columns",
        "not as expected",
        curve_like(
            before="s = X_train.std(axis=0) + 1e-12; X_train, X_test = X_train / s, X_test / s"
        ),
    ),
    (
        "leaves_equal_rows_out",
        "skips training rows that equal the test row",
        "not as expected",
        curve_like(
            distances="(lambda D: np.where(D == 0, np.inf, D))("
            "np.linalg.norm(X_test[:, None, {0}] - X_train[:, {0}], axis=2))"
        ),
    ),
    (
        "labels_0_and_1",
        "knows only labels 0 and 1",
        "not as expected",
        curve_like(before="y_train, y_test = (y_train > 0) * 1, (y_test > 0) * 1"),
    ),
    (
        "dims_as_an_array_only",
        "expects dims as an array",
        "stopped with an error",
        curve_like(before="dims = dims.astype(int)"),
    ),
    (
        "scales_in_place",
        "scales X_train in place",
        "accuracy_by_dimension",
        curve_like(before="X_train *= 1; X_train += 1; X_test = X_test + 1"),
    ),
    (
        "remembers",
        "keeps the first curve for these dims",
        "not as expected",
        "known = {}\n"
        + curve_like(
            result="known.setdefault((tuple(int(d) for d in dims), X_test.shape), np.array(shares))"
        ),
    ),
    (
        "not_written",
        "is not written",
        "not written yet",
        "def accuracy_by_dimension(X_train, y_train, X_test, y_test, dims, k):\n"
        "    raise NotImplementedError('not written yet')",
    ),
):
    proof.wrong_cell("accuracy_by_dimension", name, misconception, feedback, cell)


@wrong("accuracy_by_dimension", "uses the last d columns", feedback="not the last d")
def the_last_columns(X_train, y_train, X_test, y_test, dims, k):
    from sklearn.neighbors import KNeighborsClassifier

    models = [KNeighborsClassifier(k).fit(X_train[:, -d:], y_train) for d in dims]
    return [model.score(X_test[:, -d:], y_test) for d, model in zip(dims, models)]


@wrong("accuracy_by_dimension", "uses the d-th column alone", feedback="not the d-th alone")
def the_column_alone(X_train, y_train, X_test, y_test, dims, k):
    from sklearn.neighbors import KNeighborsClassifier

    models = [KNeighborsClassifier(k).fit(X_train[:, d - 1 : d], y_train) for d in dims]
    return [model.score(X_test[:, d - 1 : d], y_test) for d, model in zip(dims, models)]


@wrong("accuracy_by_dimension", "tests 20 rows only", feedback="not as expected")
def twenty_test_rows(X_train, y_train, X_test, y_test, dims, k):
    from sklearn.neighbors import KNeighborsClassifier

    shares = []
    for d in dims:
        model = KNeighborsClassifier(k).fit(X_train[:, :d], y_train)
        shares.append(model.score(X_test[:20, :d], y_test[:20]))
    return shares


@wrong("accuracy_by_dimension", "uses ten columns at most", feedback="not as expected")
def ten_columns(X_train, y_train, X_test, y_test, dims, k):
    from sklearn.neighbors import KNeighborsClassifier

    shares = []
    for d in dims:
        d = min(d, 10)
        model = KNeighborsClassifier(k).fit(X_train[:, :d], y_train)
        shares.append(model.score(X_test[:, :d], y_test))
    return shares


@wrong("accuracy_by_dimension", "cuts test rows off to whole numbers", feedback="not as expected")
def type_of_the_table(X_train, y_train, X_test, y_test, dims, k):
    from sklearn.neighbors import KNeighborsClassifier

    X_test = X_test.astype(X_train.dtype)
    models = [KNeighborsClassifier(k).fit(X_train[:, :d], y_train) for d in dims]
    return [model.score(X_test[:, :d], y_test) for d, model in zip(dims, models)]


@wrong("accuracy_by_dimension", "keeps shares by the tables' ids", feedback="other numbers")
def shares_kept_by_id(X_train, y_train, X_test, y_test, dims, k, kept={}):
    from sklearn.neighbors import KNeighborsClassifier

    for d in dims:
        if (id(X_train), id(X_test), d, k) not in kept:
            model = KNeighborsClassifier(k).fit(X_train[:, :d], y_train)
            share = model.score(X_test[:, :d], y_test)
            # The tables are kept too, so that their ids stay their own.
            kept[id(X_train), id(X_test), d, k] = share, X_train, X_test
    return [kept[id(X_train), id(X_test), d, k][0] for d in dims]


# -------------------------------------------------------- best_dimension


@right("best_dimension")
def minimum_of_pairs(dims, accuracies):
    return min(zip(dims, accuracies), key=lambda pair: (-pair[1], pair[0]))[0]


@right("best_dimension")
def boolean_mask(dims, accuracies):
    dims, accuracies = np.asarray(dims), np.asarray(accuracies)
    return dims[accuracies == accuracies.max()].min()


@right("best_dimension")
def lexsort(dims, accuracies):
    return int(np.asarray(dims)[np.lexsort((dims, -np.asarray(accuracies, dtype=float)))[0]])


@right("best_dimension")
def running_best(dims, accuracies):
    best, highest = None, -1.0
    for d, a in zip(dims, accuracies):
        if a > highest or (a == highest and d < best):
            best, highest = d, a
    return best


@right("best_dimension")
def sorted_by_dimension_first(dims, accuracies):
    order = np.argsort(dims, kind="stable")
    return float(np.array(dims)[order][np.argmax(np.array(accuracies)[order])])


@wrong("best_dimension", "takes the first of several", feedback="comes first")
def first_of_several(dims, accuracies):
    return dims[int(np.argmax(accuracies))]


@wrong("best_dimension", "takes the last of several", feedback="smallest d wins")
def last_of_several(dims, accuracies):
    best = max(accuracies)
    return [d for d, a in zip(dims, accuracies) if a == best][-1]


@wrong("best_dimension", "takes the largest of several", feedback="smallest d wins")
def largest_of_several(dims, accuracies):
    return max(zip(accuracies, dims))[1]


@wrong("best_dimension", "returns the position", feedback="position")
def position(dims, accuracies):
    return int(np.argmax(accuracies))


@wrong("best_dimension", "returns the accuracy", feedback="This is the accuracy")
def the_accuracy(dims, accuracies):
    return max(accuracies)


@wrong("best_dimension", "returns the largest d", feedback="largest d, not the best")
def largest(dims, accuracies):
    return max(dims)


@wrong("best_dimension", "returns the worst", feedback="lowest accuracy")
def worst(dims, accuracies):
    return dims[int(np.argmin(accuracies))]


@wrong("best_dimension", "sorts dims alone", feedback="not as expected")
def sorts_dims_alone(dims, accuracies):
    return sorted(dims)[int(np.argmax(accuracies))]


@wrong("best_dimension", "sorts dims in place", feedback="best_dimension")
def sorts_in_place(dims, accuracies):
    pairs = sorted(zip(dims, accuracies), key=lambda pair: (-pair[1], pair[0]))
    if isinstance(dims, list):
        dims.sort()
    return pairs[0][0]


@wrong("best_dimension", "never accepts an accuracy of 0", feedback="not as expected")
def starts_at_zero(dims, accuracies):
    best, highest = 0, 0
    for d, a in sorted(zip(dims, accuracies)):
        if a > highest:
            best, highest = d, a
    return best


@wrong("best_dimension", "rounds the accuracies", feedback="not as expected")
def rounds_accuracies(dims, accuracies):
    return min(zip(dims, accuracies), key=lambda pair: (-round(float(pair[1]), 3), pair[0]))[0]


@wrong("best_dimension", "accepts a smaller d that is almost as good", feedback="not as expected")
def almost_as_good(dims, accuracies):
    best = max(accuracies)
    return min(d for d, a in zip(dims, accuracies) if a >= best - 0.01)


@wrong("best_dimension", "expects ascending dims", feedback="not as expected")
def stops_at_the_first_fall(dims, accuracies):
    for i in range(1, len(dims)):
        if accuracies[i] <= accuracies[i - 1]:
            return dims[i - 1]
    return dims[-1]


@wrong("best_dimension", "expects arrays", feedback="not as expected")
def expects_arrays(dims, accuracies):
    hits = dims * (accuracies == np.max(accuracies)) if isinstance(dims, np.ndarray) else dims
    return int(np.max(hits))


@wrong("best_dimension", "returns all that reach it", feedback="not as expected")
def all_that_reach_it(dims, accuracies):
    return np.asarray(dims)[np.asarray(accuracies) == np.max(accuracies)]


@right("best_dimension")
def dictionary(dims, accuracies):
    table = dict(zip([int(d) for d in dims], accuracies))
    return min(table, key=lambda d: (-table[d], d))


@wrong("best_dimension", "weighs accuracy against the dimension", feedback="not as expected")
def weighed(dims, accuracies):
    return max(zip(dims, accuracies), key=lambda pair: pair[1] - 0.001 * pair[0])[0]


@wrong("best_dimension", "returns text", feedback="text")
def text_of_it(dims, accuracies):
    return str(min(zip(dims, accuracies), key=lambda pair: (-pair[1], pair[0]))[0])


@wrong("best_dimension", "takes accuracies for equal that nearly are", feedback="not as expected")
def nearly_equal(dims, accuracies):
    accuracies = np.asarray(accuracies)
    return int(np.asarray(dims)[np.isclose(accuracies, accuracies.max())].min())


@wrong("best_dimension", "rounds to four decimals", feedback="not as expected")
def four_decimals(dims, accuracies):
    rounded = np.round(accuracies, 4)
    return int(np.asarray(dims)[rounded == rounded.max()].min())


@wrong("best_dimension", "compares the first two of a tie only", feedback="On a tie")
def first_two_of_a_tie(dims, accuracies):
    highest = max(accuracies)
    tied = [d for d, share in zip(dims, accuracies) if share == highest]
    return int(min(tied[:2]))


@wrong("best_dimension", "compares tied dimensions as text", feedback="On a tie")
def as_text(dims, accuracies):
    highest = max(accuracies)
    return int(min(str(int(d)) for d, share in zip(dims, accuracies) if share == highest))


@wrong("best_dimension", "is not written", feedback="not written yet")
def not_written_best(dims, accuracies):
    raise NotImplementedError("not written yet")


# ------------------------------------------------- dense_parameter_count


@right("dense_parameter_count")
def weights_then_biases(layer_sizes):
    sizes = list(layer_sizes)
    return int(sum(a * b for a, b in zip(sizes, sizes[1:])) + sum(sizes[1:]))


@right("dense_parameter_count")
def inner_product_of_shifted(layer_sizes):
    s = np.asarray(layer_sizes, dtype=np.int64)
    return (s[:-1] + 1) @ s[1:]


@right("dense_parameter_count")
def recursive_layers(layer_sizes):
    if len(layer_sizes) < 2:
        return 0
    return (layer_sizes[0] + 1) * layer_sizes[1] + dense_parameter_count(layer_sizes[1:])


proof.right_cell(
    "dense_parameter_count",
    "shifted_series",
    """
    import pandas as pd

    def dense_parameter_count(layer_sizes):
        sizes = pd.Series(list(layer_sizes))
        return int(((sizes.shift() + 1) * sizes).sum())
    """,
)


@right("dense_parameter_count")
def in_floating_point(layer_sizes):
    # Exact up to 2**53, which no network of ours reaches.
    s = np.asarray(layer_sizes, dtype=float)
    return float(np.sum((s[:-1] + 1) * s[1:]))


@right("dense_parameter_count")
def index_loop(layer_sizes):
    total = 0
    for i in range(len(layer_sizes) - 1):
        total = total + layer_sizes[i] * layer_sizes[i + 1]
        total = total + layer_sizes[i + 1]
    return total


proof.right_cell(
    "dense_parameter_count",
    "pairwise",
    """
    from itertools import pairwise

    def dense_parameter_count(layer_sizes):
        return sum(int(m) * int(n) + int(n) for m, n in pairwise(layer_sizes))
    """,
)


@wrong("dense_parameter_count", "forgets the biases", feedback="biases are missing")
def no_biases(layer_sizes):
    return sum(a * b for a, b in zip(layer_sizes, layer_sizes[1:]))


@wrong("dense_parameter_count", "gives inputs biases", feedback="Inputs have no biases")
def biases_of_inputs(layer_sizes):
    return sum(a * b for a, b in zip(layer_sizes, layer_sizes[1:])) + sum(layer_sizes)


@wrong("dense_parameter_count", "gives the sending layer biases", feedback="Inputs have no biases")
def biases_of_senders(layer_sizes):
    return sum(a * (b + 1) for a, b in zip(layer_sizes, layer_sizes[1:]))


@wrong("dense_parameter_count", "one bias per layer", feedback="not one for each layer")
def one_bias_per_layer(layer_sizes):
    return sum(a * b + 1 for a, b in zip(layer_sizes, layer_sizes[1:]))


@wrong("dense_parameter_count", "multiplies all sizes", feedback="not as expected")
def multiplies_all(layer_sizes):
    return int(np.prod(layer_sizes))


@wrong("dense_parameter_count", "adds up the units", feedback="not as expected")
def adds_units(layer_sizes):
    return sum(layer_sizes)


@wrong("dense_parameter_count", "counts the first layer only", feedback="not as expected")
def first_layer_only(layer_sizes):
    return (layer_sizes[0] + 1) * layer_sizes[1]


@wrong("dense_parameter_count", "leaves the output without bias", feedback="biases")
def output_without_bias(layer_sizes):
    s = [int(n) for n in layer_sizes]
    return sum((a + 1) * b for a, b in zip(s, s[1:])) - s[-1]


@wrong("dense_parameter_count", "expects exactly three layers", feedback="dense_parameter_count")
def exactly_three(layer_sizes):
    a, b, c = layer_sizes
    return (a + 1) * b + (b + 1) * c


@wrong("dense_parameter_count", "forgets the last layer", feedback="not as expected")
def forgets_the_last(layer_sizes):
    return sum((layer_sizes[i] + 1) * layer_sizes[i + 1] for i in range(len(layer_sizes) - 2))


@wrong("dense_parameter_count", "connects every layer to every later one", feedback="Expected")
def connects_all(layer_sizes):
    s = [int(n) for n in layer_sizes]
    weights = sum(s[i] * s[j] for i in range(len(s)) for j in range(i + 1, len(s)))
    return weights + sum(s[1:])


@wrong("dense_parameter_count", "counts a layer of a repeated shape once", feedback="Expected")
def repeated_once(layer_sizes):
    s = [int(n) for n in layer_sizes]
    return sum((a + 1) * b for a, b in set(zip(s, s[1:])))


@wrong("dense_parameter_count", "computes in 32 bits", feedback="32 bits")
def in_32_bits(layer_sizes):
    s = np.asarray(layer_sizes, dtype=np.int32)
    return int(np.sum((s[:-1] + np.int32(1)) * s[1:], dtype=np.int32))


@wrong("dense_parameter_count", "computes in float32", feedback="not as expected")
def sizes_in_float32(layer_sizes):
    s = np.asarray(layer_sizes, dtype=np.float32)
    return int(np.sum((s[:-1] + 1) * s[1:]))


@wrong(
    "dense_parameter_count", "keeps what it counted by the number of layers", feedback="Expected"
)
def kept_by_length(layer_sizes, kept={}):
    counts = ((int(a) + 1) * int(b) for a, b in zip(layer_sizes, layer_sizes[1:]))
    return kept.setdefault(len(layer_sizes), sum(counts))


@wrong("dense_parameter_count", "forgets the second layer", feedback="Only the first layer")
def stops_short(layer_sizes):
    s = [int(n) for n in layer_sizes]
    if len(s) == 2:
        return (s[0] + 1) * s[1]
    return sum((s[i] + 1) * s[i + 1] for i in range(len(s) - 2))


@wrong("dense_parameter_count", "pops from the list", feedback="changes its input in place")
def pops(layer_sizes):
    if not isinstance(layer_sizes, list):
        return sum((int(a) + 1) * int(b) for a, b in zip(layer_sizes, layer_sizes[1:]))
    total = 0
    while len(layer_sizes) > 1:
        n = layer_sizes.pop()
        total += (layer_sizes[-1] + 1) * n
    return total


@wrong("dense_parameter_count", "adds into the array", feedback="dense_parameter_count")
def adds_in_place(layer_sizes):
    s = np.asarray(layer_sizes)
    outputs = s[1:].copy()
    s += 1
    return int(s[:-1] @ outputs)


@wrong("dense_parameter_count", "glues lists instead of adding", feedback="not as expected")
def expects_an_array(layer_sizes):
    if isinstance(layer_sizes, tuple):
        return sum(layer_sizes[:-1]) * sum(layer_sizes[1:]) + sum(layer_sizes[1:])
    return sum((int(a) + 1) * int(b) for a, b in zip(layer_sizes, layer_sizes[1:]))


@wrong("dense_parameter_count", "lists the layers one by one", feedback="Got:")
def one_by_one(layer_sizes):
    return [(int(a) + 1) * int(b) for a, b in zip(layer_sizes, layer_sizes[1:])]


@wrong("dense_parameter_count", "returns bytes", feedback="not as expected")
def bytes_of_it(layer_sizes):
    return 4 * sum((int(a) + 1) * int(b) for a, b in zip(layer_sizes, layer_sizes[1:]))


@wrong("dense_parameter_count", "is not written", feedback="not written yet")
def not_written_dense(layer_sizes):
    raise NotImplementedError("not written yet")
