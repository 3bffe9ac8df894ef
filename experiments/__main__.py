"""Measure again what is recorded: ``python -m experiments [NAME ...]``, ``--list`` to look.

Without a name it runs all. What a run of an interrupted measurement has found is kept.
"""

import importlib
import json
from pathlib import Path
from typing import Annotated

import typer

from experiments.recording import RESULTS, Experiment, record
from helpers.datasets import DataError

FOLDER = Path(__file__).parent


def find_experiments() -> dict[str, Experiment]:
    """Every recorded measurement, by name."""
    # Others measure the course itself, and import what they like.
    names = [path.stem for path in FOLDER.glob("*.py") if "\nEXPERIMENT = " in path.read_text()]
    found = [importlib.import_module(f"experiments.{name}").EXPERIMENT for name in sorted(names)]
    return {experiment.name: experiment for experiment in found}


def last_seconds(name: str) -> float | None:
    """Seconds of one core that the committed measurement took."""
    path = RESULTS / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8"))["seconds"] if path.exists() else None


def describe(experiment: Experiment) -> str:
    """One line: name, question, and how long one core took when it was recorded."""
    seconds = last_seconds(experiment.name)
    how_long = "not recorded yet" if seconds is None else f"about {max(seconds / 60, 0.1):.1f} min"
    return f"{experiment.name}: {experiment.question} ({how_long})"


def main(
    names: Annotated[
        list[str] | None, typer.Argument(help="Which; all, where none is named.")
    ] = None,
    only_list: Annotated[bool, typer.Option("--list", help="Name them, run nothing.")] = False,
) -> None:
    """Measure again what the book's pages show as recorded."""
    known = find_experiments()
    unknown = sorted(set(names or []) - set(known))
    if unknown:
        raise typer.BadParameter(
            f"no experiment {', '.join(unknown)}; there is: {', '.join(known)}"
        )
    chosen = [known[name] for name in names or known]
    for experiment in chosen:
        typer.echo(describe(experiment))
    minutes = sum(last_seconds(experiment.name) or 0 for experiment in chosen) / 60
    typer.echo(f"altogether about {minutes:.0f} minutes, less what is kept from an earlier start")
    if only_list:
        return
    for experiment in chosen:
        try:
            record(experiment)
        except DataError as error:
            raise typer.Exit(_complain(str(error))) from error
        typer.echo(f"written: book/results/{experiment.name}.json")


def _complain(message: str) -> int:
    typer.echo(message, err=True)
    return 1


if __name__ == "__main__":
    typer.run(main)
