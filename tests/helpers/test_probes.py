"""What a probe sees of a function from inside its process, and what it leaves as it was."""

import builtins
import contextlib
import importlib
import sys
import threading
import tracemalloc

import numpy as np
import pytest
import sklearn.decomposition
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.decomposition import PCA as BOUND_EARLIER

from helpers import checks, probes, put_away

TABLE = np.random.default_rng(0).normal(size=(20, 4))
SKLEARN = ["sklearn"]


def without(f, *args):
    return probes.call_without(f, *args, libraries=SKLEARN)


def import_inside(X):
    from sklearn.decomposition import PCA

    return PCA().fit(X)


def importlib_inside(X):
    return importlib.import_module("sklearn.decomposition").PCA().fit(X)


def bound_earlier(X):
    return BOUND_EARLIER().fit(X)


def module_bound_earlier(X):
    return sklearn.decomposition.PCA().fit(X)


class Mine(BOUND_EARLIER):
    """A subclass under another name."""


def subclass(X):
    return Mine().fit(X)


def swallows_everything(X):
    try:
        return BOUND_EARLIER().fit(X)
    except BaseException:
        return X


def in_a_thread(X):
    def fit():
        with contextlib.suppress(Exception):
            BOUND_EARLIER().fit(X)

    worker = threading.Thread(target=fit)
    worker.start()
    worker.join()


def through_map(X):
    return list(map(BOUND_EARLIER().fit, [X]))


def takes_the_watch_off(X):
    sys.setprofile(None)
    return X


USES_IT = [
    import_inside,
    importlib_inside,
    bound_earlier,
    module_bound_earlier,
    subclass,
    swallows_everything,
    in_a_thread,
    through_map,
    takes_the_watch_off,
]


@pytest.mark.parametrize("f", USES_IT)
def test_a_function_that_hands_over_the_question_is_caught(f):
    with pytest.raises(probes.LibraryUsedError, match=rf"{f.__name__} hands .* to scikit-learn"):
        without(f, TABLE)


@pytest.mark.parametrize("f", [*USES_IT, lambda X: X, lambda X: X["error"]])
def test_the_interpreter_is_as_before_whatever_the_function_does(f):
    modules, imports, profile = dict(sys.modules), builtins.__import__, sys.getprofile()
    with contextlib.suppress(Exception):
        without(f, TABLE)
    kept = {name: module for name, module in sys.modules.items() if name in modules}
    assert kept == modules
    assert sys.modules["sklearn"] is sklearn
    assert (builtins.__import__, sys.getprofile(), threading.getprofile()) == (
        imports,
        profile,
        None,
    )


def test_an_interrupt_passes_and_leaves_the_interpreter_as_before():
    def endless():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        without(endless)
    assert sys.modules["sklearn"] is sklearn
    assert sys.getprofile() is None


def falls_back(X):
    try:
        import sklearn  # noqa: F401
    except ImportError:
        return X.sum()


def other_libraries(X):
    import scipy.linalg
    from scipy.sparse.linalg import svds

    return scipy.linalg.svdvals(X), svds(X, 1)


@pytest.mark.parametrize("f", [falls_back, other_libraries, np.linalg.svd])
def test_a_function_that_manages_without_is_fine(f):
    without(f, TABLE)


def test_another_import_that_fails_is_no_verdict():
    def mistyped():
        import nunpy  # noqa: F401

    with pytest.raises(ModuleNotFoundError, match="nunpy"):
        without(mistyped)


def test_submodules_of_a_package_can_be_taken_away_alone():
    from scipy.spatial.distance import cdist

    def distances(X):
        return cdist(X, X)

    def linalg(X):
        import scipy.linalg

        return scipy.linalg.norm(X)

    with pytest.raises(probes.LibraryUsedError, match=r"scipy\.spatial"):
        probes.call_without(distances, TABLE, libraries=["scipy.spatial", "scipy.cluster"])
    probes.call_without(linalg, TABLE, libraries=["scipy.spatial", "scipy.cluster"])


def test_a_check_reports_the_verdict_as_its_own():
    with pytest.raises(AssertionError, match="hands the question to scikit-learn") as caught:
        checks.call(swallows_everything, TABLE, through=probes.call_without, libraries=SKLEARN)
    assert type(caught.value) is AssertionError


# ------------------------------------------------------------------ memory


@given(st.integers(1, 200))
@settings(max_examples=10)
def test_peak_memory_counts_the_largest_moment(kilobytes):
    def grows_and_shrinks():
        first = np.ones(kilobytes * 128)
        second = np.ones(kilobytes * 128)
        del first
        return second[:1].copy()

    result, peak = probes.peak_memory(grows_and_shrinks)
    assert result == [1.0]
    assert 2048 * kilobytes <= peak <= 2048 * kilobytes + 8_000


def test_what_the_first_call_imports_or_keeps_does_not_count():
    kept = []

    def keeps():
        if not kept:
            kept.append(np.ones(10**6))

    assert probes.peak_memory(keeps)[1] < 10_000


@pytest.mark.parametrize("running", [True, False])
def test_tracing_is_left_as_it_was_also_after_an_error(running):
    def fails():
        raise KeyError("no")

    if running:
        tracemalloc.start()
    try:
        probes.peak_memory(len, "abc")
        with pytest.raises(KeyError):
            probes.peak_memory(fails)
        assert tracemalloc.is_tracing() == running
    finally:
        tracemalloc.stop()


# ------------------------------------------------------------------ border


class Elsewhere:
    """A stub of a function in another process."""

    def run_probe(self, name, args, options):
        return name, args, options


def test_a_stub_is_asked_to_run_the_probe_where_the_function_lives():
    name, args, options = probes.call_without(Elsewhere(), 1, 2, libraries=SKLEARN)
    assert (name, args, options) == ("call_without", (1, 2), {"libraries": SKLEARN})
    assert probes.PROBES[name] is probes.call_without
    assert set(probes.PROBES) <= set(probes.__all__)
    assert {"call_without", "model_report", "peak_memory", "value_and_gradient"} <= set(
        probes.PROBES
    )


def test_an_attribute_of_a_function_does_not_make_it_a_stub():
    def answer():
        return "here"

    answer.run_probe = lambda *_: "elsewhere"
    assert without(answer) == "here"


# ---------------------------------------------------------------- put away


@pytest.fixture
def _put_away():
    put_away.take_away("sklearn", "scipy.spatial")
    yield
    put_away.give_back("sklearn", "scipy.spatial")


def in_a_cell(source):
    namespace = {"__name__": "__main__"}
    exec(source, namespace)
    return namespace


@pytest.mark.usefixtures("_put_away")
@pytest.mark.parametrize(
    "source",
    [
        "import sklearn",
        "import sklearn.decomposition as d",
        "from sklearn.decomposition import PCA",
        "from sklearn import decomposition",
        "from scipy import spatial",
        "import scipy.spatial.distance",
        "import importlib; importlib.import_module('sklearn')",
        "from importlib import import_module; import_module('scipy.spatial')",
        "__import__('sklearn')",
        "def f():\n    import sklearn\nf()",
    ],
)
def test_a_cell_cannot_import_what_is_put_away(source):
    with pytest.raises(ImportError, match="is put away in this lab"):
        in_a_cell(source)


@pytest.mark.usefixtures("_put_away")
def test_modules_and_other_imports_go_on():
    import sklearn.cluster

    in_a_cell("import scipy.linalg; from scipy import linalg; import numpy as np")
    in_a_cell("from helpers import datasets; datasets.load('wine')")
    assert importlib.import_module("sklearn") is sklearn


def test_giving_back_restores_imports_even_after_taking_away_twice():
    imports, import_module = builtins.__import__, importlib.import_module
    put_away.take_away("sklearn")
    put_away.take_away("sklearn")
    assert builtins.__import__ is not imports
    put_away.give_back("sklearn")
    assert (builtins.__import__, importlib.import_module) == (imports, import_module)
    in_a_cell("import sklearn")


def test_a_name_that_only_begins_alike_is_another_library():
    assert put_away.belongs_to("sklearn_extra", ["sklearn"]) is None
    assert put_away.belongs_to("sklearn.base", ["sklearn"]) == "sklearn"


def test_endless_recursion_is_not_blamed_on_a_library():
    def endless(x):
        return endless(x)

    with pytest.raises(RecursionError):
        probes.call_without(endless, 1, libraries=["sklearn"])
