"""Mutants that are right answers: ``solutions/<lab>/equivalent_mutants.toml`` lists them by hand.

    [[equivalent]]
    function = "center"
    before = "mean = X.mean(axis=0)"
    after = "mean = X.mean(axis=-2)"
    reason = "the axis before the last is the first of a table"

``before`` and ``after`` are the lines that ``make mutants`` prints. Where the same line
occurs twice in a function, ``occurrence = 2`` means the second.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

from solutions.masters import ROOT
from solutions.mutation import Mutant

NAME = "equivalent_mutants.toml"
_NEEDED = {"function", "before", "after", "reason"}


class ListError(Exception):
    """A list can't be used; the message says which entry, and why."""


def read_equivalents(lab: str, root: Path = ROOT) -> dict[tuple, str]:
    """The listed mutants of a lab by their identity, with the reason.

    Raises:
        ListError: If the file isn't TOML, or an entry isn't complete or is there twice.
    """
    path = root / "solutions" / lab / NAME
    if not path.exists():
        return {}
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get("equivalent", [])
    except tomllib.TOMLDecodeError as error:
        raise ListError(f"{path}: {error}") from None
    listed: dict[tuple, str] = {}
    for entry in entries:
        if missing := sorted(_NEEDED - {key for key, value in entry.items() if str(value).strip()}):
            raise ListError(f"{path}: an entry without {', '.join(missing)}: {entry}")
        names = (entry["function"], entry["before"], entry["after"], entry.get("occurrence", 1))
        if names in listed:
            raise ListError(f"{path}: listed twice: {names}")
        listed[names] = entry["reason"]
    return listed


def stale(listed: dict[tuple, str], mutants: list[Mutant]) -> list[tuple]:
    """Listed entries that no mutant fits any more."""
    there = {mutant.identity for mutant in mutants}
    return [names for names in listed if names not in there]
