"""One run at a time: two writers would mix up each other's staged work and scores."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from grader.course import CourseError

try:
    import fcntl
except ImportError:  # Windows has none; there the instructor has to take care.
    fcntl = None


@contextmanager
def only_one_run(root: Path) -> Iterator[None]:
    """Hold the course's lock within the block; it falls with the process, however that ends.

    Raises:
        CourseError: If another process holds it.
    """
    path = root / "_build" / "grading" / "lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        if fcntl is not None:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise CourseError(
                    f"another run is grading in {root}; wait for it, or end it, and try again"
                ) from None
        yield
