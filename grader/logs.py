"""nbgrader's log lines, one file a student instead of the instructor's terminal."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LOGGER = logging.getLogger("grader")
LOGGER.setLevel(logging.INFO)


class LastError(logging.Handler):
    """Remembers the exception that nbgrader logged last: it raises only a general one."""

    def __init__(self) -> None:
        """Listen to errors; ``text`` is the last one's, or empty."""
        super().__init__(logging.ERROR)
        self.text = ""

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the last line of a traceback."""
        text = record.getMessage().strip()
        if text.startswith("Traceback"):
            # A chained exception ends with its own name and message, too.
            raised = re.findall(r"^[\w.]+(?:Error|Exception|Exit|Interrupt)\b.*", text, re.M)
            self.text = raised[-1] if raised else text.splitlines()[-1]


@contextmanager
def log_to(path: Path) -> Iterator[LastError]:
    """Send everything logged in the block, Python warnings included, to ``path`` (rewritten)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    file = logging.FileHandler(path, mode="w", encoding="utf-8")
    file.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    last = LastError()
    root = logging.getLogger()
    logging.captureWarnings(True)
    root.addHandler(file)
    root.addHandler(last)
    try:
        yield last
    finally:
        root.removeHandler(last)
        root.removeHandler(file)
        logging.captureWarnings(False)
        file.close()
