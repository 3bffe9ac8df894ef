"""A course of one lab, released from its master, with the sample class's hand-ins."""

import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

from grader.kernels import private_jupyter
from solutions.sample_class import write_class
from solutions.sample_lab import read_lab
from solutions.sample_students import sample_students

ROOT = Path(__file__).parents[2]


def course_with(lab: str, root: Path) -> SimpleNamespace:
    """Make the course at ``root``; nothing is graded yet."""
    (root / "solutions").mkdir(parents=True)
    shutil.copy(ROOT / "nbgrader_config.py", root)
    shutil.copytree(ROOT / "solutions" / lab, root / "solutions" / lab)
    with private_jupyter():
        subprocess.run(
            [sys.executable, "-m", "nbgrader", "generate_assignment", lab, "--force"],
            cwd=root,
            check=True,
            capture_output=True,
        )
    released = read_lab(lab, root)
    students = sample_students(released)
    write_class(lab, students, root / "submitted")
    return SimpleNamespace(
        root=root, lab=released, students={student.name: student for student in students}
    )
