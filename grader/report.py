"""The batch on the screen while it runs, and its summary as a table or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from grader.outcome import Row


class _RateColumn(ProgressColumn):
    """Students a minute."""

    def render(self, task: Task) -> Text:
        if not task.completed or not task.elapsed:
            return Text("-- a minute")
        return Text(f"{60 * task.completed / task.elapsed:.0f} a minute")


def show_progress(rows: Iterable[Row], total: int, console: Console) -> list[Row]:
    """Consume ``rows`` as they come, showing each student and a progress bar."""
    done: list[Row] = []
    with Progress(
        TextColumn("grading"),
        BarColumn(),
        MofNCompleteColumn(),
        _RateColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
    ) as progress:
        task = progress.add_task("grading", total=total)
        for row in rows:
            done.append(row)
            progress.console.print(_line(row), soft_wrap=True)
            progress.advance(task)
    return done


def summary_table(rows: list[Row]) -> Table:
    """Student, score, what went wrong, and where to look."""
    table = Table(show_lines=True)
    table.add_column("student", no_wrap=True)
    table.add_column("score", justify="right", no_wrap=True)
    table.add_column("what went wrong", ratio=1, overflow="fold")
    table.add_column("where to look", no_wrap=True)
    for row in rows:
        said = "\n".join([*row.reasons, *_by_hand(row)])
        table.add_row(Text(row.student), Text(_score(row)), Text(said), Text(row.look))
    return table


def summary_line(rows: list[Row], seconds: float) -> str:
    """One sentence on the whole batch."""
    counts = {status: sum(row.status == status for row in rows) for status in _statuses(rows)}
    said = ", ".join(f"{count} {status}" for status, count in counts.items())
    kept = sum(row.reused for row in rows)
    now = len(rows) - kept
    noun = "student" if len(rows) == 1 else "students"
    return f"{len(rows)} {noun}: {said} ({now} done now, {kept} unchanged); {seconds:.0f} s"


def write_json(path: Path, assignment: str, rows: list[Row]) -> None:
    """Write all rows, with their questions, for other programs."""
    content = {"assignment": assignment, "students": [asdict(row) for row in rows]}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


def _statuses(rows: list[Row]) -> list[str]:
    return list(dict.fromkeys(row.status for row in rows))


def _score(row: Row) -> str:
    return f"{row.score:g}/{row.max_score:g}"


def _by_hand(row: Row) -> list[str]:
    names = [f"`{entry.name}`" for entry in row.questions if entry.to_grade]
    return [f"to grade by hand: {', '.join(names)}"] if names else []


def _line(row: Row) -> Text:
    how = "unchanged" if row.reused else f"{row.seconds:.1f} s"
    more = f"; {row.reasons[0]}" if row.reasons else ""
    rest = f" (and {len(row.reasons) - 1} more)" if len(row.reasons) > 1 else ""
    return Text(f"{row.student}: {_score(row)}, {row.status} ({how}){more}{rest}")
