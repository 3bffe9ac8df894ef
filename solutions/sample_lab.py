"""What a made-up student needs to know of a lab: its release and how to answer it."""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from solutions.masters import ROOT, answers_of, grade_id, tests_of

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
        return list(answers_of(self.master))

    @property
    def essays(self) -> list[str]:
        """The written answers."""
        return list(answers_of(self.master, "markdown"))

    @property
    def uses_tensorflow(self) -> bool:
        """Whether its first code cell imports TensorFlow."""
        first = next(cell for cell in self.master.cells if cell.cell_type == "code")
        return "import tensorflow" in first.source

    def points(self, functions: list[str]) -> float:
        """What the tests of these functions are worth together."""
        tests = tests_of(self.master)
        return sum(test.points for function in functions for test in tests[function])

    def solution(self, function: str) -> str:
        """The master's answer cell as a student would hand it in."""
        return _SOLUTION.sub(r"\1", answers_of(self.master)[function])

    def with_body(self, function: str, body: str) -> str:
        """The answer cell with another body in place of the master's."""
        return _SOLUTION.sub(lambda _: body, answers_of(self.master)[function])

    def answered(self, answers: dict[str, str]) -> NotebookNode:
        """The released notebook with answers filled in, by their grade_id."""
        notebook = copy.deepcopy(self.release)
        for cell in notebook.cells:
            cell.source = answers.get(grade_id(cell) or "", cell.source)
        return notebook


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
