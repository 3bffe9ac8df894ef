"""What a made-up student needs to know of a lab: its release and how to answer it."""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode

ROOT = Path(__file__).resolve().parent.parent

_SOLUTION = re.compile(r"^ *### BEGIN SOLUTION\n(.*?)^ *### END SOLUTION\n?", re.M | re.S)


class SampleClassError(Exception):
    """The class cannot be made; the message says why and what to do."""


@dataclass(frozen=True)
class Lab:
    """A lab: its name, the master, and what students get."""

    name: str
    master: NotebookNode
    release: NotebookNode

    @property
    def functions(self) -> list[str]:
        """The graded functions, in the order of the notebook."""
        return [grade_id(cell) for cell in self.master.cells if _is_answer(cell, "code")]

    @property
    def essays(self) -> list[str]:
        """The written answers."""
        return [grade_id(cell) for cell in self.master.cells if _is_answer(cell, "markdown")]

    def points(self, functions: list[str]) -> float:
        """What the tests of these functions are worth together."""
        return sum(
            cell.metadata["nbgrader"]["points"]
            for cell in self.master.cells
            if self._tested(grade_id(cell) or "") in functions
        )

    def solution(self, function: str) -> str:
        """The master's answer cell as a student would hand it in."""
        return _SOLUTION.sub(r"\1", self._answer(function))

    def with_body(self, function: str, body: str) -> str:
        """The answer cell with another body in place of the master's."""
        return _SOLUTION.sub(lambda _: body, self._answer(function))

    def answered(self, answers: dict[str, str]) -> NotebookNode:
        """The released notebook with answers filled in, by their grade_id."""
        notebook = copy.deepcopy(self.release)
        for cell in notebook.cells:
            cell.source = answers.get(grade_id(cell) or "", cell.source)
        return notebook

    def _answer(self, function: str) -> str:
        return next(cell.source for cell in self.master.cells if grade_id(cell) == function)

    def _tested(self, test: str) -> str | None:
        fits = [name for name in self.functions if f"{test}_".startswith(f"test_{name}_")]
        return max(fits, key=len, default=None)


def read_lab(name: str, root: Path = ROOT) -> Lab:
    """Read master and release of a lab.

    Raises:
        SampleClassError: If one of them isn't there.
    """
    master = root / "solutions" / name / f"{name}.ipynb"
    release = root / "labs" / name / f"{name}.ipynb"
    for path, advice in ((master, "is the lab's name right?"), (release, "run `make labs` first")):
        if not path.is_file():
            raise SampleClassError(f"{path} is missing; {advice}")
    return Lab(name, nbformat.read(master, as_version=4), nbformat.read(release, as_version=4))


def grade_id(cell: NotebookNode) -> str | None:
    """The cell's nbgrader name, if it has one."""
    return cell.metadata.get("nbgrader", {}).get("grade_id")


def _is_answer(cell: NotebookNode, cell_type: str) -> bool:
    data = cell.metadata.get("nbgrader", {})
    return cell.cell_type == cell_type and data.get("solution", False)
