"""Run an answer cell through the very test cells that grade students.

Nothing of a lab is known here: masters are found as ``solutions/<lab>/<lab>.ipynb``,
and nbgrader's metadata say which cell is what.
"""

import ast
import contextlib
import functools
import importlib
import io
from dataclasses import dataclass, field

import nbformat

from helpers import put_away
from solutions.masters import ROOT, TestCell, answers_of, tests_of


@dataclass(frozen=True)
class Lab:
    """A master as graders see it."""

    name: str
    setup: str
    answers: dict[str, str]
    tests: dict[str, list[TestCell]] = field(hash=False)
    notebook: nbformat.NotebookNode = field(hash=False, repr=False)


@dataclass(frozen=True)
class Run:
    """What an answer earned, and what its failing tests said."""

    earned: float
    possible: float
    messages: dict[str, str]


def lab_names() -> list[str]:
    """Labs that have a master and its proof."""
    return sorted(
        path.parent.name
        for path in (ROOT / "solutions").glob("*/variants.py")
        if (path.parent / f"{path.parent.name}.ipynb").exists()
    )


@functools.cache
def read_lab(name: str) -> Lab:
    """Read a master: the set-up cell, the answers, the tests of each."""
    notebook = nbformat.read(ROOT / "solutions" / name / f"{name}.ipynb", as_version=4)
    setup = next(cell.source for cell in notebook.cells if cell.cell_type == "code")
    return Lab(name, setup, answers_of(notebook), tests_of(notebook), notebook)


def variants_of(lab: str) -> list:
    """The lab's right and wrong answers."""
    return importlib.import_module(f"solutions.{lab}.variants").proof.variants


@functools.cache
def _after_setup(lab: str) -> tuple[dict, tuple[str, ...]]:
    put_away.give_back(*put_away.taken_away())
    namespace = {"__name__": "__main__"}
    exec(compile(read_lab(lab).setup, f"<{lab}: set-up>", "exec"), namespace)
    return namespace, put_away.taken_away()


def run(lab: str, function: str, cell: str, wrap=None, stop_early: bool = False) -> Run:
    """Run one answer cell, alone after the set-up cell, and then its tests.

    Args:
        lab, function: Text.
        cell: Source of the answer cell.
        wrap: Callable, optional. Replaces the function that the cell defines before the tests
            see it.
        stop_early: Stop at the first test that fails; those not run then earn no points.
    """
    tests = read_lab(lab).tests[function]
    namespace, libraries_away = _after_setup(lab)
    namespace = dict(namespace)
    # What one lab puts away, another may need: each has a process of its own elsewhere.
    put_away.give_back(*put_away.taken_away())
    put_away.take_away(*libraries_away)
    messages = {}
    earned = 0
    error = _execute(cell, f"<answer: {function}>", namespace)
    if error:
        messages["answer"] = error
    elif wrap is not None:
        namespace[function] = wrap(namespace[function])
    for test in tests:
        error = _execute(test.source, f"<{test.grade_id}>", namespace)
        if error:
            messages[test.grade_id] = error
            if stop_early:
                break
        else:
            earned += test.points
    return Run(earned, sum(test.points for test in tests), messages)


def _execute(source: str, name: str, namespace: dict) -> str | None:
    """Execute a cell; return what it raised, as nbgrader sees it: a failure."""
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile(source, name, "exec"), namespace)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return None


def defined_functions(source: str) -> list[str]:
    """Names of the functions that a cell defines at its top level."""
    return [node.name for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)]
