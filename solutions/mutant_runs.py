"""Judge every mutant of a lab, a few processes at a time, and remember what was found.

What the tests said of a mutant is kept in ``_build/mutants/``, under a name made from all
that it depends on: a run that was cut off goes on where it stopped, and the next one
judges only what changed.
"""

from __future__ import annotations

import functools
import hashlib
import json
import threading
from collections.abc import Callable
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from pathlib import Path
from queue import Empty, SimpleQueue

from solutions.answer_runs import read_lab
from solutions.masters import ROOT
from solutions.mutant_workers import Outcome, Worker
from solutions.mutation import Mutant, mutants_of

KEPT = ROOT / "_build" / "mutants"
#: Mutants judged between two looks at the master's own answer.
BATCH = 20

Batch = tuple[str, list[Mutant]]


def lab_mutants(lab: str, function: str | None = None) -> list[Mutant]:
    """The mutants of a lab, or of one of its functions, in the order of the notebook."""
    answers = read_lab(lab).answers
    chosen = answers if function is None else {function: answers[function]}
    return [mutant for name, cell in chosen.items() for mutant in mutants_of(name, cell)]


def judge_all(
    lab: str,
    mutants: list[Mutant],
    workers: int,
    tell: Callable[[int], None] = lambda number: None,
    kept: Path = KEPT,
) -> dict[Mutant, Outcome]:
    """What the tests say of each mutant.

    Args:
        lab: Its name.
        mutants: Of this lab.
        workers: How many processes work at a time.
        tell: Called with the number of mutants that are done, whenever some are.
        kept: Folder of what earlier runs found.

    Raises:
        MasterFailsError: If a master's own answer fails its tests.
    """
    memory = Memory(lab, kept)
    outcomes = {mutant: found for mutant in mutants if (found := memory.recall(mutant))}
    tell(len(outcomes))
    waiting: SimpleQueue[Batch] = SimpleQueue()
    for batch in _batches([mutant for mutant in mutants if mutant not in outcomes]):
        waiting.put(batch)

    def done(found: dict[Mutant, Outcome]) -> None:
        memory.keep(found)
        outcomes.update(found)
        tell(len(found))

    team = [Worker(lab) for _ in range(workers)]
    with ThreadPoolExecutor(workers) as pool:
        try:
            works = [pool.submit(_work, worker, waiting, done) for worker in team]
            for work in wait(works, return_when=FIRST_EXCEPTION).done:
                work.result()
        finally:
            # Also when interrupted: a thread whose worker is closed ends soon.
            for worker in team:
                worker.close()
    return {mutant: outcomes[mutant] for mutant in mutants}


def _batches(mutants: list[Mutant]) -> list[Batch]:
    """Mutants of one function at a time, so that a process warms up once for it."""
    by_function: dict[str, list[Mutant]] = {}
    for mutant in mutants:
        by_function.setdefault(mutant.function, []).append(mutant)
    return [
        (function, ours[start : start + BATCH])
        for function, ours in by_function.items()
        for start in range(0, len(ours), BATCH)
    ]


def _work(worker: Worker, waiting: SimpleQueue[Batch], done: Callable) -> None:
    try:
        while True:
            function, batch = waiting.get_nowait()
            done(worker.judge(function, batch))
    except Empty:
        return
    finally:
        worker.stop()


class Memory:
    """What earlier runs found, one line a mutant; safe to stop at any time."""

    def __init__(self, lab: str, folder: Path = KEPT):
        """Read what is there."""
        self._path = folder / f"{lab}.jsonl"
        self._tests = read_lab(lab)
        self._lock = threading.Lock()
        self._found: dict[str, Outcome] = {}
        lines = self._path.read_text(encoding="utf-8").splitlines() if self._path.exists() else []
        for line in lines:
            try:
                record = json.loads(line)
                self._found[record["key"]] = Outcome(record["caught"], record["by"])
            except (ValueError, KeyError, TypeError):
                continue  # Cut off while it was written.

    def recall(self, mutant: Mutant) -> Outcome | None:
        """What was found, if all that matters is as it was."""
        return self._found.get(self._key(mutant))

    def keep(self, found: dict[Mutant, Outcome]) -> None:
        """Write down what was found."""
        lines = [
            json.dumps({"key": self._key(mutant), "caught": outcome.caught, "by": outcome.by})
            for mutant, outcome in found.items()
        ]
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._lock, self._path.open("a", encoding="utf-8") as file:
            file.write("".join(f"\n{line}" for line in lines))

    def _key(self, mutant: Mutant) -> str:
        tests = [(test.grade_id, test.source) for test in self._tests.tests[mutant.function]]
        parts = [mutant.cell, self._tests.setup, tests, _surroundings()]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


@functools.cache
def _surroundings() -> str:
    """A digest of what tests rely on: helpers, the locked versions, and the way they are run."""
    ours = ["uv.lock", "solutions/answer_runs.py", "solutions/mutant_workers.py"]
    helpers = sorted(path for path in (ROOT / "helpers").rglob("*") if path.is_file())
    paths = [path for path in helpers if path.suffix != ".pyc"]
    paths += [ROOT / name for name in ours]
    digest = hashlib.sha256()
    for path in paths:
        digest.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()
