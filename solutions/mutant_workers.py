"""Run mutants through the tests of their function, in processes that may hang or die.

A process prepares the lab once, which takes ten seconds where TensorFlow is, and then
judges one mutant after the other. A mutant could spoil it for those that follow, so what
it says counts only when the master's own answer earns every point before and after.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection

from solutions.answer_runs import read_lab, run
from solutions.mutation import Mutant

#: Seconds that a mutant gets besides ten times those of the master's answer.
PATIENCE = 20.0
#: Seconds to import what the lab needs and to run its set-up cell.
START = 300.0
#: Bytes that a mutant's process may ask for.
MEMORY = 6 << 30

NEVER_RETURNED = "never returned"
ENDED_ITS_PROCESS = "ended its process"


class MasterFailsError(Exception):
    """The master's own answer doesn't earn every point: nothing can be said of mutants."""


class ClosedError(Exception):
    """The worker was closed: nobody waits for what it finds."""


class _LostError(Exception):
    """The process is gone; the message says why."""


@dataclass(frozen=True)
class Outcome:
    """Whether the tests caught a mutant; ``by`` is the first test that failed, or what happened."""

    caught: bool
    by: str = ""


class Worker:
    """A process that judges answers to one lab, started when it is needed."""

    def __init__(self, lab: str, patience: float = PATIENCE):
        """Name the lab; nothing is started yet."""
        self.lab = lab
        self.patience = patience
        self._process = None
        self._connection: Connection | None = None
        self._limits: dict[str, float] = {}
        self._closed = False

    def judge(self, function: str, mutants: list[Mutant]) -> dict[Mutant, Outcome]:
        """Run mutants of one function through its tests.

        Raises:
            MasterFailsError: If the master's own answer fails in a fresh process.
            ClosedError: If another thread closed this worker.
        """
        final: dict[Mutant, Outcome] = {}
        waiting = list(mutants)
        while waiting:
            found, lost = self._judge_until_lost(function, waiting)
            if lost is None and not self._is_sound(function):
                self.stop()
                # One of them spoiled the process: alone, it was judged in a sound one.
                if len(waiting) > 1:
                    middle = len(waiting) // 2
                    final |= self.judge(function, waiting[:middle])
                    found = self.judge(function, waiting[middle:])
            final |= found if lost is None else lost
            # Those judged before a process was lost are judged again: it may have been spoiled.
            waiting = [mutant for mutant in waiting if mutant not in final]
        return final

    def _judge_until_lost(self, function: str, mutants: list[Mutant]) -> tuple[dict, dict | None]:
        limit = self._limit(function)
        found: dict[Mutant, Outcome] = {}
        for mutant in mutants:
            try:
                found[mutant] = self._ask(function, mutant.cell, limit)
            except _LostError as loss:
                return found, {mutant: Outcome(True, str(loss))}
        return found, None

    def _limit(self, function: str) -> float:
        """Seconds for a mutant; the process is known to be sound afterwards."""
        if self._connection is None:
            self._start()
        if function not in self._limits:
            before = time.monotonic()
            if not self._is_sound(function):
                self.stop()
                raise MasterFailsError(
                    f"the master's own {function} fails its tests: run `pytest tests/labs`"
                )
            self._limits[function] = self.patience + 10 * (time.monotonic() - before)
        return self._limits[function]

    def _is_sound(self, function: str) -> bool:
        master = read_lab(self.lab).answers[function]
        try:
            return not self._ask(function, master, START).caught
        except _LostError:
            return False

    def _ask(self, function: str, cell: str, limit: float) -> Outcome:
        try:
            self._connection.send((function, cell))
            if self._connection.poll(limit):
                return Outcome(*self._connection.recv())
            loss = NEVER_RETURNED
        except (EOFError, OSError):
            loss = ENDED_ITS_PROCESS
        self.stop()
        # A process that another thread ended says nothing of the mutant it was judging.
        self._check_open()
        raise _LostError(loss)

    def _check_open(self) -> None:
        if self._closed:
            self.stop()
            raise ClosedError

    def _start(self) -> None:
        self._check_open()
        # Spawned: TensorFlow doesn't survive a fork once it has computed something.
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(self.lab, theirs), daemon=True)
        self._process.start()
        theirs.close()
        # Closed while it started: ``close`` may have seen no process to end.
        self._check_open()
        try:
            problem = self._connection.recv() if self._connection.poll(START) else "it takes long"
        except EOFError:
            problem = "it ends its process"
        if problem:
            self.stop()
            self._check_open()
            raise MasterFailsError(f"the set-up cell of {self.lab} doesn't run: {problem}")

    def close(self) -> None:
        """End the process for good; a thread that waits for it stops waiting."""
        self._closed = True
        process = self._process
        if process is not None:
            process.kill()

    def stop(self) -> None:
        """End the process, if there is one, whatever it does."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._connection.close()
        self._process = self._connection = None
        self._limits = {}


def _serve(lab: str, connection: Connection) -> None:
    """Judge what comes along, until the other side closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _silence()
    _limit_memory()
    try:
        run(lab, next(iter(read_lab(lab).answers)), "", stop_early=True)
    except Exception as error:
        connection.send(f"{type(error).__name__}: {error}")
        return
    connection.send("")
    with contextlib.suppress(EOFError, OSError):
        while True:
            function, cell = connection.recv()
            result = run(lab, function, cell, stop_early=True)
            connection.send((result.earned < result.possible, next(iter(result.messages), "")))


def _silence() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)


def _limit_memory() -> None:
    # Not every system has such a limit; then a greedy mutant meets the machine's.
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        # Memory that is written to: TensorFlow maps far more than it uses.
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
