"""Notice the use of a library's objects that a function had bound before.

A profile function doesn't see calls into compiled types (``scipy.spatial.cKDTree``,
for one). While the function runs, whatever its module's names bind of the library
is therefore replaced by something that takes a note when it is touched.
"""

import functools
import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

from helpers.put_away import Watch, belongs_to


class Tripwire:
    """Stands in for an object of a library that was taken away."""

    def __init__(self, watch: Watch, library: str):
        """Tell ``watch`` about ``library`` when touched."""
        self.__dict__.update(watch=watch, library=library)

    def __getattr__(self, name):
        """Take a note, and fail as an import of the library would."""
        watch, library = self.__dict__["watch"], self.__dict__["library"]
        watch.seen = watch.seen or library
        raise ImportError(f"{library} is put away", name=library)

    def __call__(self, *args, **options):
        """Take a note, and fail as an import of the library would."""
        self.__getattr__("__call__")


@contextmanager
def tripwires(f, watch: Watch):
    """Put a tripwire under each name of ``f``'s module that is bound to the libraries watched.

    What a name holds inside of a list or an object of the student's own isn't searched.
    """
    names, bound = _namespace(f), {}
    # All that is changed is changed inside: an interrupt must not leave half of it.
    try:
        for name, value in list(names.items()):
            library = _library_of(value, watch.libraries)
            if library is not None:
                bound[name] = value
                names[name] = Tripwire(watch, library)
        yield
    finally:
        for name, value in bound.items():
            # Unless the function bound the name anew.
            if type(names.get(name)) is Tripwire:
                names[name] = value


def _namespace(f) -> dict:
    """The module in which ``f`` was written, also if it comes decorated or as an object."""
    while isinstance(f, functools.partial):
        f = f.func
    f = inspect.unwrap(f)
    if not hasattr(f, "__globals__"):
        f = type(f).__call__
    return getattr(f, "__globals__", {})


def _library_of(value, libraries) -> str | None:
    """Which library a module, an instance, or a type with its bases comes from."""
    try:
        found = [belongs_to(home, libraries) for home in _homes(value) if isinstance(home, str)]
    except Exception:
        # An object that can't be looked at, such as one that loads itself when it is touched.
        return None
    return next((library for library in found if library is not None), None)


def _homes(value) -> Iterator:
    """Names of the modules that an object belongs to."""
    kind = type(value)
    if issubclass(kind, ModuleType):
        yield value.__name__
        return
    if issubclass(kind, functools.partial):
        yield from _homes(value.func)
        return
    kinds = value.__mro__ if issubclass(kind, type) else (kind,)
    yield from (each.__module__ for each in kinds)
    yield getattr(value, "__module__", None)
