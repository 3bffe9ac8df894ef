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
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", *patterns],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / line for line in listed.stdout.splitlines() if (ROOT / line).is_file()]


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
    forbidden = {
        str(path.relative_to(ROOT)): imported
        for path in sources
        if (imported := project_imports(code_of(path)) - ALLOWED[package] - {package})
    }
    assert not forbidden, f"{package} may import {ALLOWED[package] or 'nothing'} of the project"


def test_modules_are_rooms_one_can_look_over():
    long = {
        str(path.relative_to(ROOT)): count
        for path in tracked("helpers/*.py", "grader/*.py", "solutions/*.py", "experiments/*.py")
        if path.name != "variants.py" and (count := len(path.read_text().splitlines())) > 300
    }
    assert not long, f"over 300 lines, a room has become two: {long}"


def test_committed_notebooks_carry_no_outputs():
    import nbformat

    with_outputs = [
        str(path.relative_to(ROOT))
        for path in tracked("*.ipynb")
        for cell in nbformat.read(path, as_version=4).cells
        if cell.cell_type == "code" and (cell.outputs or cell.execution_count)
    ]
    assert not with_outputs


def test_no_data_and_no_build_output_is_committed():
    large = {str(p.relative_to(ROOT)): p.stat().st_size for p in tracked() if p.name != "uv.lock"}
    assert not {name: size for name, size in large.items() if size > 1 << 20}


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
    subprocess.run(
        ["make", "--silent", str(made), f"ENVIRONMENT={made}"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    assert made.read_text() == (ROOT / "environment.yml").read_text(), "run `make environment.yml`"


def test_conda_environment_is_complete():
    import yaml

    environment = yaml.safe_load((ROOT / "environment.yml").read_text())
    assert environment["variables"] == {"TF_USE_LEGACY_KERAS": "1"}
    pinned = environment["dependencies"][-1]["pip"]
    names = {re.split(r"[=; ]", line)[0] for line in pinned}
    assert {"tensorflow-cpu", "tf-keras", "jupyter-book", "nbgrader"} <= names
    assert all("==" in line for line in pinned if line != "-e .")


def test_every_command_is_explained_by_make_help():
    done = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    commands = {line.split()[1] for line in done.stdout.splitlines()}
    assert {"course", "book", "labs", "grade", "serve", "lab", "test", "lint", "clean"} <= commands
