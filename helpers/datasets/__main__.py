"""The only place of the project that downloads data: ``python -m helpers.datasets``."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated
from urllib.parse import urlsplit

import typer
from tqdm import tqdm

from helpers.datasets import cache
from helpers.datasets.errors import DataError
from helpers.datasets.fetch import Outcome, fetch
from helpers.datasets.registry import SOURCES, DataSource, find

app = typer.Typer(
    help="Fetch the real data sets of the course, and see which are there.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

FAILED, MISUSED, INTERRUPTED = 1, 2, 130


@app.command(name="fetch")
def fetch_command(
    names: Annotated[list[str], typer.Argument(help="Names of sets, or `all`.", metavar="NAME...")],
) -> None:
    """Download real data sets to the cache. What is there and intact is kept."""
    with _misuse_reported():
        sources = _chosen(names)
        typer.echo(f"Cache: {cache.cache_root()}")
    for source in sources:
        if source.is_bundled:
            typer.echo(f"{source.name}: comes with scikit-learn, nothing to fetch")
    try:
        failed = [outcome for outcome in _reported(sources) if outcome.status == "failed"]
    except KeyboardInterrupt:
        typer.echo("Stopped. Run the same command to go on from here.", err=True)
        raise typer.Exit(INTERRUPTED) from None
    if failed:
        typer.echo(f"\n{len(failed)} file(s) could not be fetched:", err=True)
        for outcome in failed:
            typer.echo(f"  {_path(outcome)}: {outcome.reason}", err=True)
        typer.echo("Run the same command again to retry only these.", err=True)
        raise typer.Exit(FAILED)


@app.command(name="list")
def list_command() -> None:
    """Show every set: what is loaded now, its size, where the real one comes from, its terms."""
    with _misuse_reported():
        typer.echo(f"Cache: {cache.cache_root()}")
        for source in SOURCES.values():
            state, size = _state(source)
            cells = f"{source.name:<14} {state:<26} {size:>8}  {_publisher(source):<27}"
            typer.echo(f"{cells} {source.license}")


@app.command(name="where")
def where_command() -> None:
    """Print the folder of the cache."""
    with _misuse_reported():
        typer.echo(str(cache.cache_root()))


@contextmanager
def _misuse_reported() -> Iterator[None]:
    """Turn a wrong name or setting into one line and an exit code."""
    try:
        yield
    except (ValueError, DataError) as error:
        typer.echo(f"Error: {error}", err=True)
        raise typer.Exit(MISUSED) from error


def _chosen(names: list[str]) -> list[DataSource]:
    """Return the sets that are meant, each once, or raise before anything is fetched."""
    named = [find(name) for name in names if name != "all"]
    if "all" in names:
        named += [source for source in SOURCES.values() if not source.is_bundled]
    return list({source.name: source for source in named}.values())


def _reported(sources: list[DataSource]) -> Iterator[Outcome]:
    """Fetch, and print a line for each file as soon as it is done."""
    words = {
        "present": "already there, verified",
        "fetched": "fetched, verified",
        "failed": "FAILED",
    }
    for outcome in fetch(sources):
        typer.echo(f"{_path(outcome)}: {words[outcome.status]}")
        yield outcome


def _path(outcome: Outcome) -> str:
    return f"{outcome.source.folder}/{outcome.file.name}"


def _publisher(source: DataSource) -> str:
    return "scikit-learn" if source.is_bundled else urlsplit(source.files[0].urls[0]).netloc


def _state(source: DataSource) -> tuple[str, str]:
    """Return what ``load`` would find for this set, and how large that is on disk."""
    if source.is_bundled:
        return "bundled", ""
    size = 0
    try:
        if not cache.is_fetched(source):
            return "not fetched: stand-in", ""
        for file in source.files:
            data = (cache.set_folder(source) / file.name).read_bytes()
            size += len(data)
            if cache.verify(file, data)[0]:
                return f"DAMAGED: {file.name}", ""
    except (DataError, OSError):
        return "INCOMPLETE or unreadable", ""
    return "real, verified", tqdm.format_sizeof(size, "B")


if __name__ == "__main__":
    app(prog_name="python -m helpers.datasets")
