"""The rules of the house: who imports whom, and files that follow from others."""

import ast
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OURS = {"helpers", "grader", "solutions", "experiments", "labs", "book", "tests"}

#: What each package may import of the project, itself aside.
ALLOWED = {
    "helpers": set(),
    "grader": set(),
    "book": {"helpers"},
    "labs": {"helpers"},
    "solutions": {"helpers"},
    "experiments": {"helpers"},
}


def tracked(*patterns: str) -> list[Path]:
    """The project's own files: what git has, or would take; nothing that was built."""
    # safe.directory: the clone may belong to another user, as in a container.
    git = [shutil.which("git") or "git", "-c", "safe.directory=*", "ls-files", "-z"]
    command = [*git, "--cached", "--others", "--exclude-standard", *patterns]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git clone: nothing says which files are the project's")
    paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [path for path in paths if path.is_file()]


def code_of(path: Path) -> str:
    """The Python of a module, a notebook, or a chapter's cells."""
    import nbformat

    if path.suffix == ".py":
        return path.read_text()
    if path.suffix == ".ipynb":
        cells = nbformat.read(path, as_version=4).cells
        sources = [cell.source for cell in cells if cell.cell_type == "code"]
    else:
        sources = re.findall(
            r"^```\{code-cell\}[^\n]*\n(?::[^\n]*\n)*(.*?)^```", path.read_text(), re.S | re.M
        )
    lines = "\n".join(sources).splitlines()
    return "\n".join("" if line.lstrip().startswith(("%", "!")) else line for line in lines)


def project_imports(code: str) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found.add(node.module.split(".")[0])
    return found & OURS


@pytest.mark.parametrize("package", ALLOWED)
def test_packages_import_only_what_the_house_allows(package):
    sources = [
        path
        for path in tracked(f"{package}/")
        if path.suffix in {".py", ".ipynb"} or (package == "book" and path.suffix == ".md")
    ]
    assert sources, f"{package}/ holds no code: was it renamed?"
    forbidden = {
        str(path.relative_to(ROOT)): imported
        for path in sources
        if (imported := project_imports(code_of(path)) - ALLOWED[package] - {package})
    }
    allowed = ", ".join(ALLOWED[package]) or "nothing"
    assert not forbidden, f"{package} may import {allowed} of the project: {forbidden}"


def test_modules_are_rooms_one_can_look_over():
    long = {
        str(path.relative_to(ROOT)): count
        for path in tracked(*(f"{package}/*.py" for package in ALLOWED))
        if path.name != "variants.py" and (count := len(path.read_text().splitlines())) > 300
    }
    assert not long, f"over 300 lines, a room has become two: {long}"


def test_committed_notebooks_carry_no_outputs():
    import nbformat

    with_outputs = {
        str(path.relative_to(ROOT))
        for path in tracked("*.ipynb")
        for cell in nbformat.read(path, as_version=4).cells
        if cell.cell_type == "code" and (cell.outputs or cell.execution_count)
    }
    assert not with_outputs, f"clear the outputs before committing: {with_outputs}"


def test_no_large_file_is_committed():
    large = {
        str(path.relative_to(ROOT)): size
        for path in tracked()
        if path.name != "uv.lock" and (size := path.stat().st_size) > 1 << 20
    }
    assert not large, f"data and builds don't belong into the repository: {large}"


def uv() -> str:
    for candidate in (shutil.which("uv"), ROOT / ".uv" / "bin" / "uv"):
        if candidate and Path(candidate).exists():
            return str(candidate)
    pytest.skip("uv is missing: run `make env`")


def test_the_lock_follows_from_the_list_of_dependencies():
    done = subprocess.run(
        [uv(), "lock", "--check", "--offline"], cwd=ROOT, capture_output=True, text=True
    )
    if "network" in done.stderr.lower() or "offline" in done.stderr.lower():
        pytest.skip("package data isn't cached and may not be fetched here")
    assert done.returncode == 0, f"run `make lock`: {done.stderr}"


def test_conda_users_get_the_locked_versions(tmp_path):
    made = tmp_path / "environment.yml"
    uv()
    if " " in str(made):
        pytest.skip("make can't write to a path with a space in it")
    done = subprocess.run(
        ["make", "--silent", str(made), f"ENVIRONMENT={made}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert made.read_text() == (ROOT / "environment.yml").read_text(), "run `make environment.yml`"


def test_conda_environment_is_complete():
    import yaml

    environment = yaml.safe_load((ROOT / "environment.yml").read_text())
    assert environment["variables"] == {"TF_USE_LEGACY_KERAS": "1"}
    pinned = environment["dependencies"][-1]["pip"]
    names = {re.split(r"[=; ]", line)[0] for line in pinned}
    assert {"tensorflow-cpu", "tf-keras", "jupyter-book", "nbgrader"} <= names
    unpinned = [line for line in pinned if "==" not in line]
    assert not unpinned, f"two conda users would get different versions of {unpinned}"


def test_every_command_is_explained_by_make_help():
    done = subprocess.run(
        ["make", "--no-print-directory", "help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    explained = {line.split()[1] for line in done.stdout.splitlines()}
    commands = re.findall(r"^([a-z-]+):(?!=)", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert "course" in commands
    assert explained == set(commands), "a command that `make help` doesn't list isn't found"
