"""Count the steps that a function takes in Python itself."""

import sys
import threading

from helpers.probes.border import probe


@probe
def count_steps(f, *args):
    """Call ``f(*args)`` and count the lines of Python that run on the way.

    Lines of every Python function count, whoever wrote it, also in threads that
    start meanwhile; each turn of a loop or comprehension is a line at least. What
    runs in compiled code doesn't count: that is the point.

    The function is called twice and counted the second time, so that modules it
    imports don't count. A debugger or a measurement of test coverage that is
    watching too sees nothing of the second call.

    Returns:
        result: object.
        steps: int.
    """
    f(*args)
    steps = 0

    def follow(frame, event, argument):
        nonlocal steps
        steps += event == "line"
        return follow

    previous, previous_of_threads = sys.gettrace(), threading.gettrace()
    threading.settrace(follow)
    sys.settrace(follow)
    try:
        result = f(*args)
    finally:
        sys.settrace(previous)
        threading.settrace(previous_of_threads)
    return result, steps
