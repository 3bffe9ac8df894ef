"""Release the labs: ``python -m solutions.release pca``, from solutions/ to labs/.

nbgrader makes the students' notebook from the master, and writes the master's
cells to the gradebook. It does so in a folder of its own first: a release that
fails leaves ``labs/`` as it was.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Annotated

import typer
from nbgrader.api import Gradebook
from nbgrader.apps.api import NbGraderAPI
from rich.console import Console
from traitlets.config import PyFileConfigLoader

from solutions.masters import ROOT
from solutions.sample_class import made_up_students

DRAFT = "_build/release"

# What nbgrader says when scores in the gradebook belong to other cells.
_REFUSED = "there are submissions associated with it"
# The last line of each traceback in what it logs.
_ERROR = re.compile(r"^ +[\w.]*(?:Error|Exception): (.+)$", re.M)

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


class ReleaseError(Exception):
    """The lab cannot be released; the message says why and what to do."""


def release(lab: str, root: Path = ROOT, start_over: bool = False) -> bool:
    """Make ``labs/<lab>`` from ``solutions/<lab>`` in the course at ``root``.

    nbgrader cannot add, remove or rename graded cells of a lab that has
    scores. A sample class's scores are dropped then, a real class's only if
    ``start_over``.

    Returns:
        Whether scores were dropped.

    Raises:
        ReleaseError: If there is no such master, if nbgrader cannot convert it, or if scores of a
            real class are in the way. ``labs/`` and all scores are as before.
    """
    if not (root / "solutions" / lab / f"{lab}.ipynb").is_file():
        raise ReleaseError(f"there is no solutions/{lab}/{lab}.ipynb; is the lab's name right?")
    nbgrader = _nbgrader(root)
    result = nbgrader.generate_assignment(lab)
    refused = not result["success"] and _REFUSED in result.get("log", "")
    if refused:
        if not start_over:
            _check_all_made_up(nbgrader, lab, root / "submitted")
        with _gradebook(nbgrader) as gradebook:
            gradebook.remove_assignment(lab)
        result = nbgrader.generate_assignment(lab)
    if not result["success"]:
        raise ReleaseError(f"nbgrader could not release {lab}: {_reason(result)}")
    _replace(root / DRAFT / lab, root / "labs" / lab)
    return refused


def _nbgrader(root: Path) -> NbGraderAPI:
    config = PyFileConfigLoader("nbgrader_config.py", path=str(root)).load_config()
    config.CourseDirectory.root = str(root)
    config.CourseDirectory.release_directory = DRAFT
    return NbGraderAPI(config=config)


def _gradebook(nbgrader: NbGraderAPI) -> Gradebook:
    return Gradebook(nbgrader.coursedir.db_url, nbgrader.coursedir.course_id)


def _reason(result: dict) -> str:
    log = result.get("log", "")
    return "; ".join(dict.fromkeys(_ERROR.findall(log))) or f"{log}\n{result['error']}".strip()


def _check_all_made_up(nbgrader: NbGraderAPI, lab: str, submitted: Path) -> None:
    with _gradebook(nbgrader) as gradebook:
        graded = {submission.student.id for submission in gradebook.assignment_submissions(lab)}
    if real := sorted(graded - made_up_students(submitted)):
        raise ReleaseError(
            f"cells of {lab} were added, removed or renamed, but the gradebook holds scores of "
            f"students ({', '.join(real[:3])}{', ...' if len(real) > 3 else ''}), which nbgrader "
            "cannot carry over. Undo the change of the master; or grade the lab from scratch, "
            "which loses the scores and comments given by hand:\n"
            f"  .venv/bin/python -m solutions.release {lab} --start-over\n"
            f"  make grade LAB={lab}"
        )


def _replace(new: Path, old: Path) -> None:
    shutil.rmtree(old, ignore_errors=True)
    old.parent.mkdir(exist_ok=True)
    shutil.move(new, old)


@app.command()
def main(
    labs: Annotated[list[str], typer.Argument(metavar="LAB...", help="Names, such as pca.")],
    start_over: Annotated[
        bool, typer.Option("--start-over", help="Drop scores that are in the way.")
    ] = False,
) -> None:
    """Release each LAB from its master in solutions/ to labs/."""
    for lab in labs:
        try:
            dropped = release(lab, start_over=start_over)
        except ReleaseError as error:
            Console(stderr=True).print(f"error: {error}", style="red", markup=False, soft_wrap=True)
            raise typer.Exit(2) from None
        print(f"released labs/{lab}" + (", and dropped scores of other cells" if dropped else ""))


if __name__ == "__main__":
    app(prog_name="python -m solutions.release")
