"""Measure the memory that a function needs."""

import gc
import tracemalloc

from helpers.probes.border import probe


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
