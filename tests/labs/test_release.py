"""What students get is generated from the master, and holds nothing that they shouldn't see."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from test_contract import HIDDEN, SOLUTION, without

from solutions.answer_runs import lab_names, read_lab
from solutions.masters import ROOT

EVERY_LAB = pytest.mark.parametrize("lab", lab_names())


def release(lab):
    return ROOT / "labs" / lab / f"{lab}.ipynb"


def environment():
    """This interpreter's tools first: nbgrader calls alembic by name."""
    tools = str(Path(sys.executable).parent)
    return {**os.environ, "PATH": os.pathsep.join([tools, os.environ.get("PATH", "")])}


@pytest.fixture(scope="session")
def released_again(tmp_path_factory):
    """A course in a temporary folder, every lab released from its master."""
    course = tmp_path_factory.mktemp("course")
    shutil.copy(ROOT / "nbgrader_config.py", course)
    shutil.copytree(ROOT / "solutions", course / "solutions")
    for lab in lab_names():
        subprocess.run(
            [sys.executable, "-m", "nbgrader", "generate_assignment", lab],
            cwd=course,
            env=environment(),
            check=True,
            capture_output=True,
        )
    return course


@EVERY_LAB
def test_release_is_what_the_master_generates(lab, released_again):
    again = released_again / "labs" / lab / f"{lab}.ipynb"
    same = again.read_bytes() == release(lab).read_bytes()
    assert same, f"labs/{lab} is not what solutions/{lab} generates: run `make labs`"


@EVERY_LAB
def test_release_holds_the_notebook_and_nothing_else(lab, released_again):
    for folder in (ROOT / "labs" / lab, released_again / "labs" / lab):
        assert [path.name for path in folder.iterdir() if path.name[0] != "."] == [f"{lab}.ipynb"]


@EVERY_LAB
def test_release_holds_no_solution_hidden_test_or_rubric(lab):
    text = "\n".join(cell.source for cell in nbformat.read(release(lab), 4).cells)
    for word in ("BEGIN SOLUTION", "BEGIN HIDDEN", "END SOLUTION", "END HIDDEN", "Rubric"):
        assert word not in text
    shown = "\n".join(
        without(without(cell.source, HIDDEN), SOLUTION) for cell in read_lab(lab).notebook.cells
    )
    for cell in read_lab(lab).notebook.cells:
        for line in secrets(cell.source):
            assert line in shown or line not in text, f"students see: {line}"


def secrets(source):
    """Lines between markers that say something."""
    shown = without(without(source, HIDDEN), SOLUTION).split("\n")
    return [line.strip() for line in source.split("\n") if line not in shown and len(line) > 20]


def executed(path):
    """The notebook after a kernel ran every cell, and every cell's standard error."""
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    client = NotebookClient(notebook, timeout=120, allow_errors=True, kernel_name="python3")
    client.execute(cwd=str(ROOT), env=environment())
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for cell in code:
        streams = [output.name for output in cell.outputs if output.output_type == "stream"]
        # nbgrader gives a test cell 0 points for it.
        assert "stderr" not in streams, f"{cell.id} writes to standard error"
    return code


def errors_of(cell):
    return [output for output in cell.outputs if output.output_type == "error"]


@EVERY_LAB
def test_master_runs_in_a_kernel_without_an_error(lab):
    for cell in executed(ROOT / "solutions" / lab / f"{lab}.ipynb"):
        assert not errors_of(cell), f"{cell.id} fails in JupyterLab: {errors_of(cell)}"


@EVERY_LAB
def test_release_opens_and_runs_unanswered(lab):
    for cell in executed(release(lab)):
        if not cell.metadata.nbgrader.grade:
            assert not errors_of(cell), f"{cell.id} stops a student who has answered nothing"
            continue
        shown = "\n".join(errors_of(cell)[0].traceback)
        assert "is not written yet" in shown, f"{cell.id} says: {shown}"
        assert "Traceback" not in shown, f"{cell.id} buries its message under a traceback"
