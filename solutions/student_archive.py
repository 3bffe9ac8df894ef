"""What a student gets, as one archive: ``python -m solutions.student_archive``.

The released labs, ``helpers``, what is needed to install, and settings that
leave a student's JupyterLab nbgrader's *Validate* button and none of the
instructor's tools. Everything about packages follows from ``pyproject.toml``
and ``uv.lock``. The same course gives the same bytes.
"""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import nbformat
import typer
from rich.console import Console

from solutions.masters import ROOT, about, grade_id
from solutions.student_lock import student_lock

NAME = "small-enough-to-ship-labs"
ARCHIVE = f"_build/student/{NAME}.zip"

# Kinds of files that our packages and settings are; anything else is asked about.
_PACKAGE_FILES = {".css", ".js", ".json", ".npz", ".py", ".tflite"}
_LEFT_OUT = {".pyc"}
# A notebook that holds one of these is no release.
_MARKERS = ("BEGIN SOLUTION", "END SOLUTION", "BEGIN HIDDEN", "END HIDDEN", "BEGIN MARK SCHEME")
# What stands in a released answer cell until it is answered; see nbgrader_config.py.
_STUBS = {"code": "raise NotImplementedError('not written yet')", "markdown": "YOUR ANSWER HERE"}
# The earliest time that a zip file can hold.
_LONG_AGO = (1980, 1, 1, 0, 0, 0)

_PYPROJECT = """\
# Made from the course's own pyproject.toml, as uv.lock and requirements.txt are.
[project]
name = {name}
version = {version}
description = {description}
readme = "README.md"
license = {license}
license-files = {license_files}
requires-python = {python}
dependencies = {dependencies}

[build-system]
requires = {requires}
build-backend = {backend}

[tool.hatch.build.targets.wheel]
packages = ["helpers"]

# What makes this JupyterLab a student's: Validate on, the instructor's tools off.
[tool.hatch.build.targets.wheel.shared-data]
settings = "etc/jupyter"

[tool.uv]
# tf-keras asks for the full TensorFlow build, 600 MB larger than the CPU build,
# which only ARM machines need.
override-dependencies = {overrides}
"""

_ENVIRONMENT = """\
# Then: conda activate {name}, and pip install --no-deps -r requirements.txt
name: {name}
channels: [conda-forge]
dependencies:
  - python=3.11
  - pip
"""

_REQUIREMENTS = """\
# Complete, from uv.lock. Install with: pip install --no-deps -r requirements.txt
# (without --no-deps pip adds a second TensorFlow)
"""

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


class StudentArchiveError(Exception):
    """The archive cannot be made; the message says why and what to do."""


def build(archive: Path, root: Path = ROOT, uv: str = "uv") -> None:
    """Write the archive of the course at ``root``.

    Args:
        archive: The file to write.
        root: Path, optional. The course's folder.
        uv: Str, optional. The program to run as uv.

    Raises:
        StudentArchiveError: If the course has no released lab, a lab isn't as it was released, a
            file isn't for students, or uv cannot read the lock. An older archive stays as it was.
    """
    files = contents(root, uv)
    archive.parent.mkdir(parents=True, exist_ok=True)
    draft = archive.with_suffix(".part")
    with zipfile.ZipFile(draft, "w") as target:
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"{NAME}/{name}", date_time=_LONG_AGO)
            # Not the zip format's default, which follows the machine.
            entry.create_system = 3
            entry.external_attr = 0o100644 << 16
            target.writestr(entry, files[name], zipfile.ZIP_DEFLATED, 9)
    draft.replace(archive)


def contents(root: Path, uv: str = "uv") -> dict[str, bytes]:
    """Return the files of the archive, by their path in it; see ``build``."""
    files = {name: (root / name).read_bytes() for name in ("LICENSE", "LICENSE-TEXT")}
    files |= dict(_labs(root / "labs"))
    files |= dict(_package(root / "helpers"))
    own = root / "student"
    files["README.md"] = (own / "README.md").read_bytes()
    files |= dict(_package(own / "settings"))
    return files | _installation(root, uv)


def _labs(folder: Path) -> Iterator[tuple[str, bytes]]:
    found = sorted(path for path in folder.glob("*/*.ipynb") if path.stem == path.parent.name)
    if not found:
        raise StudentArchiveError(f"{folder} holds no lab; run `make labs` first")
    for path in found:
        notebook = path.read_bytes()
        if problem := _not_as_released(notebook.decode()):
            raise StudentArchiveError(
                f"{path} {problem}, which students must not see: it isn't what `make labs` "
                "released. Delete it, and run `make labs`"
            )
        yield f"labs/{path.stem}/{path.name}", notebook


def _not_as_released(text: str) -> str | None:
    """What a lab holds that no release does; an instructor may have worked in it."""
    for marker in _MARKERS:
        if marker in text:
            return f"holds '{marker}'"
    for cell in nbformat.reads(text, as_version=4).cells:
        if about(cell).get("solution", False) and _STUBS[cell.cell_type] not in cell.source:
            return f"holds an answer to {grade_id(cell)}"
        if cell.get("outputs"):
            return f"holds what the cell {cell.id} has printed"
    return None


def _package(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        hidden = any(part.startswith((".", "__pycache__")) for part in name.parts)
        if hidden or path.suffix in _LEFT_OUT or not path.is_file():
            continue
        if path.suffix not in _PACKAGE_FILES:
            raise StudentArchiveError(
                f"{path} is of no kind that students are known to need: remove it, or add its "
                f"kind to _PACKAGE_FILES in {Path(__file__).name}"
            )
        yield f"{folder.name}/{name.as_posix()}", path.read_bytes()


def _installation(root: Path, uv: str) -> dict[str, bytes]:
    course = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    lock, packages = student_lock((root / "uv.lock").read_text(encoding="utf-8"))
    pyproject = student_pyproject(course, packages)
    texts = {
        "pyproject.toml": pyproject,
        "uv.lock": lock,
        "requirements.txt": _REQUIREMENTS + _export(pyproject, lock, uv),
        "environment.yml": _ENVIRONMENT.format(name=course["project"]["name"]),
    }
    return {name: text.encode() for name, text in texts.items()}


def student_pyproject(course: dict, packages: set[str]) -> str:
    """Return a student's ``pyproject.toml``.

    Args:
        course: The course's own, parsed.
        packages: Names of all packages that the student's lock holds.
    """
    project, build_system = course["project"], course["build-system"]
    overrides = course["tool"]["uv"]["override-dependencies"]
    return _PYPROJECT.format(
        name=_toml(project["name"]),
        version=_toml(project["version"]),
        description=_toml(project["description"]),
        license=_toml(project["license"]),
        license_files=_toml(project["license-files"]),
        python=_toml(project["requires-python"]),
        dependencies=_toml(project["dependencies"]),
        requires=_toml(build_system["requires"]),
        backend=_toml(build_system["build-backend"]),
        overrides=_toml([line for line in overrides if _name_of(line) in packages]),
    )


def _name_of(requirement: str) -> str:
    return re.match(r"[\w.-]+", requirement)[0]


def _toml(value: str | list[str]) -> str:
    # Strings of JSON are strings of TOML, too.
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    return "[\n" + "".join(f"    {_toml(item)},\n" for item in value) + "]"


def _export(pyproject: str, lock: str, uv: str) -> str:
    """Pins for pip: what the student's lock says, in pip's words."""
    options = ["--quiet", "--frozen", "--no-hashes", "--no-header", "--no-annotate"]
    with tempfile.TemporaryDirectory(prefix="student-") as folder:
        Path(folder, "pyproject.toml").write_text(pyproject, encoding="utf-8")
        Path(folder, "uv.lock").write_text(lock, encoding="utf-8")
        try:
            done = subprocess.run(
                [uv, "export", "--project", folder, *options], capture_output=True, text=True
            )
        except OSError as error:
            raise StudentArchiveError(f"uv doesn't start ({error}); run `make student`") from None
    if done.returncode:
        raise StudentArchiveError(f"uv cannot read the student's lock: {done.stderr.strip()}")
    return done.stdout


@app.command()
def main(
    uv: Annotated[str, typer.Option(help="The program to run as uv.")] = "uv",
) -> None:
    """Write the archive for students, and say where it is."""
    try:
        build(ROOT / ARCHIVE, uv=uv)
    except StudentArchiveError as error:
        Console(stderr=True).print(f"error: {error}", style="red", markup=False, soft_wrap=True)
        raise typer.Exit(2) from None
    with zipfile.ZipFile(ROOT / ARCHIVE) as made:
        labs = [Path(name).stem for name in made.namelist() if name.endswith(".ipynb")]
    print(f"{ARCHIVE} holds {len(labs)} lab{'s' * (len(labs) != 1)}: {', '.join(labs)}")


if __name__ == "__main__":
    app(prog_name="python -m solutions.student_archive")
