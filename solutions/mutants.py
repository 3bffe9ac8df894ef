"""Find mistakes that the graders don't see: ``python -m solutions.mutants pca``.

Every small mistake is built into the master's answers, one at a time, and the tests
that grade students are run on each. A mutant that earns every point is *missed*: a
student with that mistake would, too. Then either the tests need to look closer, or
the mutant is right, too, and is listed in ``solutions/<lab>/equivalent_mutants.toml``.
A mutant that never returns or ends its process is caught: it earns nothing.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn
from rich.table import Table

from solutions.answer_runs import lab_names, read_lab
from solutions.equivalent_mutants import ListError, read_equivalents, stale
from solutions.mutant_runs import judge_all, lab_mutants
from solutions.mutant_workers import (
    ENDED_ITS_PROCESS,
    NEVER_RETURNED,
    MasterFailsError,
    Outcome,
)
from solutions.mutation import Mutant

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)

#: One core for each process: small arrays gain nothing from more, and the processes do.
_ONE_THREAD = (
    *("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"),
    *("TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS"),
)


@dataclass
class Report:
    """What was found about one function."""

    lab: str
    function: str
    outcomes: dict[Mutant, Outcome]
    equivalents: dict[tuple, str]

    @property
    def equivalent(self) -> list[Mutant]:
        """Mutants listed as right answers."""
        return [mutant for mutant in self.outcomes if mutant.identity in self.equivalents]

    @property
    def caught(self) -> list[Mutant]:
        """Mutants that lose points, and should."""
        return [m for m in self._wrong() if self.outcomes[m].caught]

    @property
    def missed(self) -> list[Mutant]:
        """Mutants that earn every point, and shouldn't."""
        return [m for m in self._wrong() if not self.outcomes[m].caught]

    @property
    def contradicted(self) -> list[Mutant]:
        """Mutants that are listed as right answers, and lose points."""
        return [mutant for mutant in self.equivalent if self.outcomes[mutant].caught]

    @property
    def stopped(self) -> int:
        """How many were caught because they hung or ended their process."""
        ends = (NEVER_RETURNED, ENDED_ITS_PROCESS)
        return sum(self.outcomes[mutant].by in ends for mutant in self.caught)

    def _wrong(self) -> Iterator[Mutant]:
        return (mutant for mutant in self.outcomes if mutant.identity not in self.equivalents)


def share(caught: int, missed: int) -> str:
    """The share of wrong mutants that are caught; never rounded up to all of them."""
    if not caught + missed:
        return "-"
    return f"{int(1000 * caught / (caught + missed)) / 10:.1f}%"


def reports(lab: str, function: str | None, workers: int, screen: Console) -> list[Report]:
    """Judge the mutants of a lab; one report for each function.

    Raises:
        ListError: If the lab's list of equivalent mutants is wrong or out of date.
        MasterFailsError: If a master's own answer fails its tests.
    """
    listed = read_equivalents(lab)
    if gone := stale(listed, lab_mutants(lab)):
        raise ListError(f"{lab}: no mutant fits these entries any more: {gone}")
    mutants = lab_mutants(lab, function)
    columns = ("{task.description}", BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=screen, transient=True) as progress:
        task = progress.add_task(lab, total=len(mutants))
        outcomes = judge_all(lab, mutants, workers, lambda n: progress.advance(task, n))
    names = dict.fromkeys(mutant.function for mutant in mutants)
    return [
        Report(lab, name, {m: o for m, o in outcomes.items() if m.function == name}, listed)
        for name in names
    ]


def table_of(lab: str, found: list[Report]) -> Table:
    """The functions of a lab, and how many of their mutants the tests caught."""
    title = f"Mutants of the master's answers: {lab}"
    table = Table(title=title, title_justify="left", box=SIMPLE_HEAD, padding=(0, 1, 0, 0))
    table.add_column("function", no_wrap=True)
    for name in ("mutants", "caught", "stopped", "listed", "missed", "share"):
        table.add_column(name, no_wrap=True, justify="right")
    for report in found:
        table.add_row(report.function, *_numbers([report]))
    table.add_row("all functions", *_numbers(found), style="bold")
    return table


def _numbers(found: list[Report]) -> tuple[str, ...]:
    caught, missed = (
        sum(len(getattr(report, kind)) for report in found) for kind in ("caught", "missed")
    )
    return (
        str(sum(len(report.outcomes) for report in found)),
        str(caught),
        str(sum(report.stopped for report in found)),
        str(sum(len(report.equivalent) for report in found)),
        str(missed),
        share(caught, missed),
    )


def lines_of(found: list[Report]) -> Iterator[str]:
    """Each mutant that is not as it should be, as a small diff."""
    for report in found:
        for mutant in report.missed:
            yield f"missed: {_diff(report.lab, mutant)}"
        for mutant in report.contradicted:
            by = report.outcomes[mutant].by
            yield f"listed as equivalent, but caught by {by}: {_diff(report.lab, mutant)}"


def _diff(lab: str, mutant: Mutant) -> str:
    again = f", occurrence {mutant.occurrence}" if mutant.occurrence > 1 else ""
    head = f"{lab}, {mutant.function} ({mutant.operator}{again})"
    return f"{head}\n  - {mutant.before}\n  + {mutant.after}"


def as_data(found: list[Report]) -> list[dict]:
    """The reports as plain data, for other programs."""
    return [
        {
            "lab": report.lab,
            "function": report.function,
            "mutants": len(report.outcomes),
            "equivalent": len(report.equivalent),
            "caught": len(report.caught),
            "stopped": report.stopped,
            "missed": [
                {"operator": m.operator, "before": m.before, "after": m.after}
                for m in report.missed
            ],
        }
        for report in found
    ]


@app.command()
def main(
    labs: Annotated[
        list[str] | None, typer.Argument(metavar="[LAB]...", help="All, if none is named.")
    ] = None,
    function: Annotated[str | None, typer.Option(help="Only this graded function.")] = None,
    workers: Annotated[int, typer.Option(min=1, help="Processes at a time.")] = 2,
    json_file: Annotated[
        Path | None, typer.Option("--json", metavar="FILE", help="Write the numbers there, too.")
    ] = None,
) -> None:
    """Say which mutants of the masters' answers the tests catch; exit with 1 if they miss any."""
    for name in _ONE_THREAD:
        os.environ.setdefault(name, "1")
    screen, errors = Console(), Console(stderr=True)
    found: list[Report] = []
    try:
        for lab in labs or lab_names():
            _check_names(lab, function)
            found += reports(lab, function, workers, errors)
    except (ListError, MasterFailsError) as error:
        errors.print(f"error: {error}", style="red", markup=False, soft_wrap=True)
        raise typer.Exit(2) from None
    for lab in dict.fromkeys(report.lab for report in found):
        screen.print(table_of(lab, [report for report in found if report.lab == lab]))
    for line in lines_of(found):
        screen.print(line, markup=False, highlight=False, soft_wrap=True)
    if json_file is not None:
        json_file.write_text(json.dumps(as_data(found), indent=1) + "\n", encoding="utf-8")
    if any(report.missed or report.contradicted for report in found):
        raise typer.Exit(1)


def _check_names(lab: str, function: str | None) -> None:
    if lab not in lab_names():
        raise typer.BadParameter(f"there is no lab {lab!r}; there is: {', '.join(lab_names())}")
    if function is not None and function not in read_lab(lab).answers:
        raise typer.BadParameter(f"{lab} has no function {function!r}")


if __name__ == "__main__":
    app(prog_name="python -m solutions.mutants")
