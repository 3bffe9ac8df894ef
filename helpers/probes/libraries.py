"""Take libraries away from a function while it runs."""

from helpers.probes.border import ProbeVerdict, name_of, probe
from helpers.probes.tripwires import tripwires
from helpers.put_away import Watch, belongs_to, hidden, title


class LibraryUsedError(ProbeVerdict):
    """A function handed the question to a library that was taken away."""


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
        with hidden(*libraries), tripwires(f, watch), watch:
            result = f(*args)
    except RecursionError:
        # Too deep for the watch as well: that it went off says nothing about libraries.
        raise
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
        raise LibraryUsedError(
            f"{name_of(f)} hands the question to {title(library)}. In this lab the answer is yours "
            "to compute: use NumPy."
        ) from None
