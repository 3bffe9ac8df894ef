"""How long a newcomer waits: the course's commands, timed on a fresh clone.

``make bench`` runs it; ``python -m experiments.course_speed environment``
measures the first row again and keeps the others. Clones are made from the
last commit, in a temporary folder, with an environment of their own; packages
come from the package cache where it has them. Results go to
``book/results/course_speed.json`` and, as a table, to the README.
"""

import gzip
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from jupyter_cache import get_cache

from experiments.readme_tables import measured_on, put_table
from helpers import measure

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "book" / "results" / "course_speed.json"

#: What is timed, in order: name, command, limit in seconds.
STEPS = [
    ("environment from the lock, packages cached", "env", 60),
    ("the book, cold", "book", 360),
    ("`make course` after that", "course", None),
    ("`make course` again, nothing changed", "course", 60),
]

#: Once more the book when one page's text has changed, its code has not.
WARM_BOOK_LIMIT = 10

#: All of it in one command on a fresh clone: a book that is run page by page, and a sample
#: class in four labs, graded one by one.
COLD_COURSE_LIMIT = 900

#: From the start of a page's kernel to its end, another page running beside it.
PAGE_LIMIT_S = 60

#: Gzipped, without the scripts that all pages share.
PAGE_LIMIT_KB = 1000


def timed_make(clone: Path, target: str) -> float:
    """Run a make target in the clone, and return the seconds it took.

    Raises:
        SystemExit: If the command fails; its last lines are shown.
    """
    start = time.perf_counter()
    done = subprocess.run(["make", target], cwd=clone, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"make {target} failed:\n{(done.stdout + done.stderr)[-3000:]}")
    return time.perf_counter() - start


def fresh_clone(folder: str, name: str) -> Path:
    """Clone the last commit; nothing that isn't committed is timed."""
    clone = Path(folder) / name
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
    return clone


def slowest_page(clone: Path) -> tuple[str, float]:
    """Name the page that ran longest when the book was built, and say how many seconds."""
    records = get_cache(clone / "_build" / ".jupyter_cache").list_cache_records()
    seconds = {Path(page.uri).stem: page.data["execution_seconds"] for page in records}
    return max(seconds.items(), key=lambda page: page[1])


def heaviest_page(clone: Path) -> tuple[str, float]:
    """Name the built page that takes longest to load, and say how many kilobytes it has gzipped."""
    pages = (clone / "_build" / "html" / "book").glob("*.html")
    sizes = {page.stem: len(gzip.compress(page.read_bytes(), mtime=0)) / 1000 for page in pages}
    return max(sizes.items(), key=lambda page: page[1])


def measure_course() -> list[dict]:
    """Time every step, and return rows of name, value, unit and limit."""
    rows = []

    def note(name, value, unit, limit):
        rows.append({"name": name, "value": round(value, 1), "unit": unit, "limit": limit})
        print(f"{name}: {value:.1f} {unit}", flush=True)

    with tempfile.TemporaryDirectory() as folder:
        clone = fresh_clone(folder, "steps")
        for name, target, limit in STEPS:
            note(name, timed_make(clone, target), "s", limit)
        page, seconds = slowest_page(clone)
        note(f"the slowest page to run, `{page}`", seconds, "s", PAGE_LIMIT_S)
        page, size = heaviest_page(clone)
        note(f"the heaviest page, `{page}`, gzipped", size, "kB", PAGE_LIMIT_KB)
        page = clone / "book" / "pca.md"
        page.write_text(page.read_text() + "\nOne more sentence.\n")
        note("the book, warm (a sentence changed)", timed_make(clone, "book"), "s", WARM_BOOK_LIMIT)
        clone = fresh_clone(folder, "all-at-once")
        seconds = timed_make(clone, "course")
        note("`make course` on a fresh clone, packages cached", seconds, "s", COLD_COURSE_LIMIT)
    return rows


def measure_environment(rows: list[dict]) -> list[dict]:
    """Time the first step alone, on a clone of its own, and put it in its row."""
    with tempfile.TemporaryDirectory() as folder:
        seconds = timed_make(fresh_clone(folder, "environment"), "env")
    print(f"{rows[0]['name']}: {seconds:.1f} s")
    return [rows[0] | {"value": round(seconds, 1)}, *rows[1:]]


def as_table(rows: list[dict], machine: dict) -> str:
    """Return the rows as a Markdown table, with the machine they were measured on."""
    lines = ["| What | Measured | At most |", "| --- | --- | --- |"]
    for row in rows:
        limit = f"{row['limit']} {row['unit']}" if row["limit"] else ""
        lines.append(f"| {row['name']} | {row['value']:.0f} {row['unit']} | {limit} |")
    return "\n".join([*lines, "", measured_on(machine)])


def main(only_environment: bool) -> None:
    """Measure, record, and say which limits were missed."""
    if only_environment:
        rows = measure_environment(json.loads(RESULTS.read_text())["rows"])
    else:
        rows = measure_course()
    record = {"rows": rows, "machine": measure.machine(), "date": time.strftime("%Y-%m-%d")}
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(json.dumps(record, indent=1) + "\n")
    put_table("course speed", as_table(rows, record["machine"]))
    missed = [row["name"] for row in rows if row["limit"] and row["value"] > row["limit"]]
    if missed:
        sys.exit(f"over the limit: {', '.join(missed)}")


if __name__ == "__main__":
    main(only_environment=sys.argv[1:] == ["environment"])
