"""Put a library away while students write what it would do for them.

``take_away`` speaks to notebook cells only: an ``import`` typed in a cell is
refused with a sentence that says why, while the project's own modules go on
importing what they need. ``hidden`` and ``Watch`` guard one call of one
function, whoever imports: nothing of the library can be imported, and every
step into code that was bound earlier is noticed.
"""

import builtins
import functools
import importlib
import sys
import threading
from contextlib import contextmanager

#: Names people read, where they differ from the name to import.
TITLES = {"sklearn": "scikit-learn", "tensorflow_model_optimization": "tfmot"}

_taken_away: set[str] = set()


def take_away(*libraries: str) -> None:
    """Refuse imports of these libraries from notebook cells, until ``give_back``.

    Calling it again with the same names changes nothing.

    Args:
        libraries: Names as imported, e.g. ``"sklearn"`` or ``"scipy.spatial"``; their
            submodules are meant too.
    """
    _taken_away.update(libraries)
    if not hasattr(builtins.__import__, "gated"):
        builtins.__import__ = _gate(builtins.__import__)
        importlib.import_module = _gate(importlib.import_module)


def give_back(*libraries: str) -> None:
    """Allow these libraries in notebook cells again."""
    _taken_away.difference_update(libraries)
    if not _taken_away and hasattr(builtins.__import__, "gated"):
        builtins.__import__ = builtins.__import__.gated
        importlib.import_module = importlib.import_module.gated


def taken_away() -> tuple[str, ...]:
    """The libraries that notebook cells are refused now."""
    return tuple(sorted(_taken_away))


def title(library: str) -> str:
    """The name people use for a library: ``sklearn`` is scikit-learn."""
    return TITLES.get(library, library)


def belongs_to(module: str, libraries) -> str | None:
    """Return which of the libraries a dotted module name is part of, if any."""
    for library in libraries:
        if module == library or module.startswith(library + "."):
            return library
    return None


def _gate(original):
    """Wrap an import function: cells are asked at the door, modules walk in."""

    @functools.wraps(original)
    def gate(name, *args, **kwargs):
        if _taken_away and _typed_in_a_cell(sys._getframe(1)):
            _refuse_if_taken_away(name, kwargs.get("fromlist") or args[2:3])
        return original(name, *args, **kwargs)

    gate.gated = original
    return gate


def _typed_in_a_cell(frame) -> bool:
    # A module that was imported has a spec, a script a file; a cell has neither.
    names = frame.f_globals
    return names.get("__spec__") is None and "__file__" not in names


def _refuse_if_taken_away(name: str, fromlist) -> None:
    wanted = (fromlist[0] if fromlist and isinstance(fromlist[0], tuple) else fromlist) or ()
    for module in (name, *(f"{name}.{item}" for item in wanted)):
        library = belongs_to(module, _taken_away)
        if library is not None:
            raise ImportError(
                f"{title(library)} is put away in this lab: the point is to write what it "
                "does. Use NumPy instead.",
                name=module,
            )


@contextmanager
def hidden(*libraries: str):
    """Make these libraries impossible to import inside the ``with`` block.

    The modules come back afterwards as they were, also after an exception.
    """
    loaded = _modules_of(libraries)
    attributes = [place for place in map(_place_in_package, libraries) if place is not None]
    # All that is changed is changed inside: an interrupt must not leave half of it.
    try:
        for name in loaded:
            del sys.modules[name]
        # None is Python's own sign for "don't import this":
        # https://docs.python.org/3/reference/import.html#the-module-cache
        sys.modules.update(dict.fromkeys(libraries))
        for package, name, _ in attributes:
            delattr(package, name)
        yield
    finally:
        for package, name, module in attributes:
            setattr(package, name, module)
        for name in _modules_of(libraries):
            del sys.modules[name]
        sys.modules.update(loaded)


def _modules_of(libraries) -> dict:
    """What ``sys.modules`` holds of the libraries."""
    return {name: sys.modules[name] for name in list(sys.modules) if belongs_to(name, libraries)}


def _place_in_package(library: str):
    """Package, attribute and module: ``import scipy; scipy.spatial`` needs no import either."""
    parent, _, name = library.rpartition(".")
    package = sys.modules.get(parent)
    if package is None or name not in vars(package):
        return None
    return package, name, vars(package)[name]


class Watch:
    """Notice every call into some libraries while a ``with`` block runs.

    A profile function sees Python functions, and C functions as far as they
    are ordinary built-ins, in this thread and in threads started meanwhile.
    It only takes notes, so that no ``except`` of the watched code can swallow
    what it saw.

    Attributes:
        seen: Str or None. The first library that was entered.
    """

    def __init__(self, *libraries: str):
        """Name the libraries, as imported; their submodules are meant too."""
        self.libraries = libraries
        self.seen: str | None = None

    def __enter__(self):
        """Start watching this thread and those started from now on."""
        self._previous = sys.getprofile(), threading.getprofile()
        threading.setprofile(self._notice)
        sys.setprofile(self._notice)
        return self

    def __exit__(self, *exception):
        """Stop watching; a watch that was taken off meanwhile counts as a step inside."""
        previous, previous_of_threads = self._previous
        if sys.getprofile() != self._notice:
            self.seen = self.seen or self.libraries[0]
        sys.setprofile(previous)
        threading.setprofile(previous_of_threads)

    def _notice(self, frame, event, argument):
        if self.seen is not None:
            return
        if event == "call":
            module = frame.f_globals.get("__name__")
        elif event == "c_call":
            module = getattr(argument, "__module__", None)
        else:
            return
        if isinstance(module, str):
            self.seen = belongs_to(module, self.libraries)
