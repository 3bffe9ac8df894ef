"""nbgrader's converters for one student, started from Python instead of the command line."""

from __future__ import annotations

import copy

from nbgrader.converters import Autograde, GenerateFeedback
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import Execute
from traitlets.config import Config

from grader.course import Course
from grader.execution import BoundedExecute
from grader.feedback import HideTests
from grader.logs import LOGGER

# Relative to the course, so that nothing in its path can upset nbgrader,
# which takes this name for a regular expression.
STAGED = "_build/grading/staged"


def autograde(course: Course, assignment: str, student: str, timeout: int | None) -> None:
    """Grade a staged submission with nbgrader's ``Autograde``.

    ``timeout`` (seconds a cell) replaces the configured one. Raises what
    nbgrader raises; the cause is in the log.
    """
    config = copy.deepcopy(course.config)
    if timeout is not None:
        config.merge(Config({"BoundedExecute": {"timeout": timeout}}))
    directory = _directory(course, config, assignment, student)
    directory.submitted_directory = STAGED
    converter = Autograde(coursedir=directory, config=config, log=LOGGER)
    converter.force = True
    converter.autograde_preprocessors = [
        BoundedExecute if step is Execute else step for step in converter.autograde_preprocessors
    ]
    converter.start()


def generate_feedback(course: Course, assignment: str, student: str) -> None:
    """Write a student's feedback pages with nbgrader's ``GenerateFeedback``.

    Hidden tests are left out of them. Raises what nbgrader raises.
    """
    config = copy.deepcopy(course.config)
    config.merge(Config({"HTMLExporter": {"template_name": "feedback"}}))
    directory = _directory(course, config, assignment, student)
    converter = GenerateFeedback(coursedir=directory, config=config, log=LOGGER)
    converter.force = True
    converter.preprocessors = [HideTests, *converter.preprocessors]
    converter.start()


def _directory(course: Course, config: Config, assignment: str, student: str) -> CourseDirectory:
    return CourseDirectory(
        config=config,
        log=LOGGER,
        root=str(course.root),
        assignment_id=assignment,
        student_id=student,
    )
