"""Lines of Python are counted, compiled work isn't, and a watching debugger comes back."""

import sys
import threading

import numpy as np
import pytest

from helpers import checks, probes

TABLE = np.random.default_rng(0).normal(size=(40, 2))


def by_rows(X):
    return np.array([np.sqrt(((X - row) ** 2).sum(axis=1)) for row in X])


def by_pairs(X):
    return np.array([[abs(a[0] - b[0]) for b in X] for a in X])


def in_a_thread(X):
    results = []
    worker = threading.Thread(target=lambda: results.append(by_pairs(X)))
    worker.start()
    worker.join()
    return results[0]


def vectorized(X):
    return np.vectorize(lambda a, b: a - b)(X[:, :1], X[:, 0])


def steps_of(f):
    return probes.count_steps(f, TABLE)[1]


def test_the_result_comes_back_with_the_count():
    result, steps = probes.count_steps(by_pairs, TABLE)
    assert np.array_equal(result, by_pairs(TABLE))
    assert isinstance(steps, int)


@pytest.mark.parametrize("f", [by_pairs, in_a_thread, vectorized])
def test_each_turn_of_a_loop_over_pairs_is_a_step(f):
    assert steps_of(f) >= 40 * 40


def test_compiled_work_is_no_step():
    assert steps_of(by_rows) < 40 * 40
    assert steps_of(lambda X: X @ X.T) <= 2


def test_imports_and_caches_of_the_first_call_do_not_count():
    done = []

    def slow_at_first(X):
        while len(done) < 500:
            done.append(X)

    assert steps_of(slow_at_first) <= 2


def test_whoever_traced_before_traces_again_also_after_an_error():
    def fails(X):
        raise KeyError("oops")

    def watching(frame, event, argument):
        return None

    before = sys.gettrace(), threading.gettrace()
    sys.settrace(watching)
    try:
        with pytest.raises(KeyError):
            probes.count_steps(fails, TABLE)
        steps_of(by_rows)
        assert sys.gettrace() is watching
    finally:
        sys.settrace(before[0])
    assert threading.gettrace() is before[1]


def test_an_unwritten_answer_is_called_so():
    def answer(X):
        raise NotImplementedError("not written yet")

    with pytest.raises(AssertionError, match="not written yet"):
        checks.call(answer, TABLE, through=probes.count_steps)
