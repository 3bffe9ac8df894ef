"""Put measured tables into the README, between marks that name them."""

import re
from pathlib import Path

README = Path(__file__).parents[1] / "README.md"


def marks(name: str) -> tuple[str, str]:
    """The comments between which the table of this name stands."""
    return f"<!-- {name}: begin -->", f"<!-- {name}: end -->"


def put_table(name: str, table: str, readme: Path = README) -> None:
    """Replace what stands between the marks of this name.

    Raises:
        ValueError: If the README has no such marks.
    """
    begin, end = marks(name)
    pattern = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    text, found = pattern.subn(
        lambda _: f"{begin}\n{table}\n{end}", readme.read_text(encoding="utf-8")
    )
    if not found:
        raise ValueError(f"{readme} has no place for the table: put {begin} and {end} into it")
    readme.write_text(text, encoding="utf-8")


def measured_on(machine: dict) -> str:
    """The sentence that says on what a table was measured."""
    where = f"{machine['cores']} cores of {machine['processor']}, Python {machine['python']}"
    return f"Measured by `make bench` on {where}."
