"""Notice the use of a library's objects that a function had bound before.

A profile function doesn't see calls into compiled types (``scipy.spatial.cKDTree``,
for one). While the function runs, whatever its module's names bind of the library
is therefore replaced by something that takes a note when it is touched.
"""

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
    """Put a tripwire under each name of ``f``'s module that is bound to the libraries watched."""
    names = getattr(f, "__globals__", {})
    bound = {}
    for name, value in list(names.items()):
        library = _library_of(value, watch.libraries)
        if library is not None:
            bound[name] = value
            names[name] = Tripwire(watch, library)
    try:
        yield
    finally:
        for name, value in bound.items():
            # Unless the function bound the name anew.
            if type(names.get(name)) is Tripwire:
                names[name] = value


def _library_of(value, libraries) -> str | None:
    """Which library a module, an instance, or a type with its bases comes from."""
    if isinstance(value, ModuleType):
        return belongs_to(value.__name__, libraries)
    kinds = value.__mro__ if isinstance(value, type) else (type(value),)
    homes = [kind.__module__ for kind in kinds] + [getattr(value, "__module__", None)]
    found = (belongs_to(home, libraries) for home in homes if isinstance(home, str))
    return next((library for library in found if library is not None), None)
