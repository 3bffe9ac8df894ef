"""``python -m grader ASSIGNMENT``: grade a class.

Exit codes: 0 every student has a grade (a zero with its reason, too), 1 the
grader itself failed on somebody, 2 wrong usage or a course that cannot be
graded yet, 130 interrupted (what is done is kept, the next run goes on).
"""

from __future__ import annotations

import sys
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

if TYPE_CHECKING:
    from grader.batch import Options
    from grader.outcome import Row

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
_messages = Console(stderr=True)
_PIPE_WIDTH = 140


@app.command()
def main(
    assignment: Annotated[
        str, typer.Argument(metavar="ASSIGNMENT", help="The assignment's name, such as pca.")
    ],
    students: Annotated[
        list[str] | None,
        typer.Option(help="Only these; comma-separated, or the option several times."),
    ] = None,
    force: Annotated[bool, typer.Option(help="Grade again what hasn't changed.")] = False,
    feedback: Annotated[bool, typer.Option(help="Write feedback pages.")] = True,
    timeout: Annotated[
        int | None, typer.Option(min=1, help="Seconds a cell may run, instead of the configured.")
    ] = None,
    json: Annotated[
        Path | None,
        typer.Option(dir_okay=False, writable=True, help="Write the results to this file too."),
    ] = None,
    course: Annotated[Path, typer.Option(help="Folder of nbgrader_config.py.")] = Path(),
) -> None:
    """Grade every submission of ASSIGNMENT with nbgrader and say what went wrong.

    Nothing in submitted/ is changed. Submissions that haven't changed since
    they were graded are not graded again.
    """
    # nbgrader takes seconds to import; `--help` shouldn't.
    from grader.batch import Options
    from grader.course import CourseError
    from grader.kernels import private_jupyter
    from grader.outcome import FAILED
    from grader.report import summary_line, summary_table, write_json

    began = monotonic()
    try:
        with private_jupyter():
            rows = _grade(course, assignment, students, Options(force, feedback, timeout))
    except CourseError as error:
        _messages.print(f"error: {error}", style="red", markup=False, soft_wrap=True)
        raise typer.Exit(2) from None
    except KeyboardInterrupt:
        _messages.print("interrupted: what is done is kept; run it again to go on")
        raise typer.Exit(130) from None
    # In a file or a pipe there is no window to fit into.
    screen = Console(width=None if sys.stdout.isatty() else _PIPE_WIDTH)
    screen.print(summary_table(rows))
    screen.print(summary_line(rows, monotonic() - began), markup=False, soft_wrap=True)
    if json is not None:
        write_json(json, assignment, rows)
    raise typer.Exit(int(any(row.status == FAILED for row in rows)))


def _grade(folder: Path, assignment: str, wanted: list[str] | None, options: Options) -> list[Row]:
    from grader.batch import Batch
    from grader.course import Course, CourseError
    from grader.lock import only_one_run
    from grader.report import show_progress

    course = Course(folder)
    batch = Batch(course, assignment, options)
    known = course.students(assignment)
    chosen = [name.strip() for entry in wanted or [] for name in entry.split(",") if name.strip()]
    if wanted and not chosen:
        raise CourseError("--students names nobody; leave it out to grade everybody")
    if unknown := sorted(set(chosen) - set(known)):
        raise CourseError(
            f"no such student: {', '.join(unknown)} (known: {', '.join(known) or 'none'})"
        )
    if not known:
        raise CourseError("nothing is handed in and the gradebook lists no students")
    names = [name for name in known if name in chosen] if chosen else known
    with only_one_run(course.root):
        return show_progress(batch.grade(names), len(names), _messages)


if __name__ == "__main__":
    app(prog_name="python -m grader")
