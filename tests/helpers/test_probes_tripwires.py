"""Compiled types of a library that was taken away are noticed too, under any name."""

import contextlib
import functools
import sys

import numpy as np
import pytest
import scipy
from scipy import spatial as geometry
from scipy.spatial import cKDTree
from scipy.spatial import cKDTree as Renamed

from helpers import probes
from helpers.probes import tripwires

TABLE = np.random.default_rng(0).normal(size=(8, 3))
READY = cKDTree(TABLE)
QUERY = READY.query
PREPARED = functools.partial(functools.partial(cKDTree), leafsize=4)


class Mine(cKDTree):
    """A subclass under another name."""


class Untouchable:
    """An object that fails, and doesn't just lack an attribute, when it is looked at."""

    def __getattribute__(self, name):
        raise RuntimeError(f"nobody may read {name}")


UNTOUCHABLE = Untouchable()


def by_name(X):
    return cKDTree(X).query(X)


def under_another_name(X):
    return Renamed(X).query(X)


def an_instance_made_before(X):
    return READY.query(X)


def through_the_module(X):
    return geometry.cKDTree(X).query(X)


def through_the_package(X):
    return scipy.spatial.cKDTree(X).query(X)


def a_subclass(X):
    return Mine(X).query(X)


def a_method_kept(X):
    return QUERY(X)


def a_partial(X):
    return PREPARED(X).query(X)


@functools.cache
def tree_of(size):
    return cKDTree(TABLE[:size])


def swallows_everything(X):
    try:
        return cKDTree(X).query(X)
    except BaseException:
        return X


USES_IT = [
    by_name,
    under_another_name,
    an_instance_made_before,
    through_the_module,
    through_the_package,
    a_subclass,
    a_method_kept,
    a_partial,
    swallows_everything,
]


def without(f, *args):
    return probes.call_without(f, *args, libraries=["scipy.spatial"])


@pytest.mark.parametrize("f", USES_IT)
def test_a_compiled_type_of_the_library_is_noticed(f):
    with pytest.raises(probes.LibraryUsedError, match=rf"{f.__name__} hands .* to scipy.spatial"):
        without(f, TABLE)


@pytest.mark.parametrize("f", [*USES_IT, lambda X: X])
def test_every_name_is_bound_as_before(f):
    before = dict(globals())
    with contextlib.suppress(probes.LibraryUsedError):
        without(f, TABLE)
    assert {name: globals()[name] for name in before} == before
    assert scipy.spatial is geometry is sys.modules["scipy.spatial"]
    assert len(cKDTree(TABLE).query(TABLE)[0]) == 8


class Answer:
    """A callable object in place of a function."""

    def __call__(self, X):
        return cKDTree(X).query(X)


@pytest.mark.parametrize(
    ("f", "argument"),
    [(tree_of, 5), (functools.partial(by_name), TABLE), (Answer(), TABLE)],
    ids=["decorated", "partial", "object"],
)
def test_a_function_in_a_wrapping_is_watched_too(f, argument):
    with pytest.raises(probes.LibraryUsedError, match=r"hands the question to scipy\.spatial"):
        without(f, argument)


def test_an_interrupt_while_libraries_are_put_away_leaves_everything_in_place(monkeypatch):
    made = []

    class Interrupted(tripwires.Tripwire):
        def __init__(self, watch, library):
            made.append(library)
            if len(made) > 2:
                raise KeyboardInterrupt
            super().__init__(watch, library)

    monkeypatch.setattr(tripwires, "Tripwire", Interrupted)
    before = dict(globals())
    with pytest.raises(KeyboardInterrupt):
        without(by_name, TABLE)
    assert {name: globals()[name] for name in before} == before
    assert scipy.spatial is geometry is sys.modules["scipy.spatial"]


def test_names_that_the_function_does_not_use_cost_nothing():
    assert without(lambda X: X.sum(), TABLE) == TABLE.sum()


def test_a_name_bound_anew_by_the_function_stays():
    def binds(X):
        global READY
        READY = 3
        return X

    before = READY
    try:
        without(binds, TABLE)
        assert READY == 3
    finally:
        globals()["READY"] = before


def test_a_callable_without_a_module_of_its_own_is_called_all_the_same():
    assert without(np.sum, TABLE) == TABLE.sum()
