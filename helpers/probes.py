"""What has to watch a student's function from inside its own process.

A test may run in another process than the function it tests; the function is
then a stub that ships arguments there and results back. Memory, imports and
steps can't be observed across that border, so such an observation is a *probe*:
``probe(f, *args, **options)`` runs ``f(*args)`` where ``f`` lives and returns
plain data. On an ordinary function it simply runs here. A stub is recognized
by its type's method ``run_probe(name, args, options)``, which is to run
``PROBES[name]`` on the real function and return what that returns.
"""

import functools
import gc
import tracemalloc
from collections.abc import Callable

from helpers.put_away import Watch, belongs_to, hidden, title

#: Every probe by name: the whole vocabulary that may cross the border.
PROBES: dict[str, Callable] = {}


class LibraryUsedError(AssertionError):
    """A function handed the question to a library that was taken away."""


def probe(observe: Callable) -> Callable:
    """Make ``observe(f, *args, **options)`` run where ``f`` lives."""

    @functools.wraps(observe)
    def run(f, *args, **options):
        # On the type, so that no attribute of a student's function counts.
        ask = getattr(type(f), "run_probe", None)
        if ask is not None:
            return ask(f, observe.__name__, args, options)
        return observe(f, *args, **options)

    PROBES[observe.__name__] = run
    return run


@probe
def call_without(f, *args, libraries):
    """Call ``f(*args)`` with some libraries taken away, and return its result.

    Decided by behavior: nothing of the libraries can be imported during the
    call, and a step into their code by a name bound earlier (also aliased,
    subclassed, or in a thread that the function starts) is noticed. A function
    that catches the failing import and goes on by itself is fine.

    Args:
        libraries: Names as imported, e.g. ``["sklearn", "scipy.spatial"]``.

    Raises:
        LibraryUsedError: If the function entered one of them, or can't do without it.
    """
    watch = Watch(*libraries)
    try:
        with hidden(*libraries), watch:
            result = f(*args)
    except Exception as error:
        _raise_if_used(f, watch.seen or _missing_library(error, libraries))
        raise
    _raise_if_used(f, watch.seen)
    return result


def _missing_library(error: Exception, libraries) -> str | None:
    if isinstance(error, ImportError):
        return belongs_to(error.name or "", libraries)
    return None


def _raise_if_used(f, library: str | None) -> None:
    if library is not None:
        name = getattr(f, "__name__", "the function")
        raise LibraryUsedError(
            f"{name} hands the question to {title(library)}. In this lab the answer is yours "
            "to compute: use NumPy."
        ) from None


@probe
def peak_memory(f, *args):
    """Call ``f(*args)`` and measure the most memory it held at one time.

    The function is called twice and measured the second time, so that modules
    it imports don't count. NumPy reports its arrays to ``tracemalloc``; work
    arrays inside LAPACK aren't seen.

    Returns:
        result: object.
        peak: int. Bytes above what was held before the call, the result included.
    """
    f(*args)
    gc.collect()
    traced_already = tracemalloc.is_tracing()
    if not traced_already:
        tracemalloc.start()
    try:
        tracemalloc.reset_peak()
        before, _ = tracemalloc.get_traced_memory()
        result = f(*args)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        if not traced_already:
            tracemalloc.stop()
    return result, peak - before
