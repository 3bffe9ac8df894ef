"""What a student gets: complete, without secrets, and with a Validate button that tells the truth.

The archive is unpacked in an empty folder, installed, and used in a browser.
"""

import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import nbformat
import pytest

from solutions.sample_lab import grade_id, read_lab
from solutions.student_archive import NAME, StudentArchiveError, build, contents

ROOT = Path(__file__).parents[2]
LAB = "pca"

# tests/book knows how to start a browser.
sys.path.append(str(ROOT / "tests" / "book"))

SECRET_PARTS = [
    ("### BEGIN SOLUTION", "### END SOLUTION"),
    ("### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS"),
]


@pytest.fixture(scope="module")
def uv():
    for candidate in (shutil.which("uv"), ROOT / ".uv" / "bin" / "uv"):
        if candidate and Path(candidate).exists():
            return str(candidate)
    pytest.skip("uv is missing: run `make env`")


@pytest.fixture(scope="module")
def archive(uv, tmp_path_factory):
    made = tmp_path_factory.mktemp("archive") / "labs.zip"
    build(made, uv=uv)
    return made


@pytest.fixture(scope="module")
def unpacked(archive, tmp_path_factory):
    """The archive in an empty folder with a space in its name, as many a student has."""
    folder = tmp_path_factory.mktemp("student") / "My Documents"
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(folder)
    return folder / NAME


# ---------------------------------------------------------------- what it holds


def test_same_course_gives_same_bytes(archive, uv, tmp_path):
    course = tmp_path / "course"
    for name in ("labs", "helpers", "student"):
        shutil.copytree(ROOT / name, course / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("LICENSE", "LICENSE-TEXT", "pyproject.toml", "uv.lock"):
        shutil.copyfile(ROOT / name, course / name)
    for rubbish in (
        "helpers/__pycache__/story.cpython-311.pyc",
        "labs/pca/.ipynb_checkpoints/pca.ipynb",
        "labs/pca/mine.ipynb",
        "work/pca/pca.ipynb",
    ):
        (course / rubbish).parent.mkdir(parents=True, exist_ok=True)
        (course / rubbish).write_text("mine")
    again = tmp_path / "again.zip"
    build(again, course, uv)
    assert again.read_bytes() == archive.read_bytes()
    with zipfile.ZipFile(archive) as packed:
        assert {member.date_time for member in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert packed.namelist() == sorted(packed.namelist())


def test_archive_holds_what_a_student_needs_and_nothing_else(unpacked):
    assert {path.name for path in unpacked.iterdir()} == {
        "LICENSE",
        "LICENSE-TEXT",
        "README.md",
        "environment.yml",
        "helpers",
        "labs",
        "pyproject.toml",
        "requirements.txt",
        "settings",
        "uv.lock",
    }
    released = {path.name for path in (ROOT / "labs").iterdir() if path.is_dir()}
    files = {path.relative_to(unpacked) for path in unpacked.rglob("*") if path.is_file()}
    labs = {path for path in files if path.parts[0] == "labs"}
    assert labs == {Path("labs", lab, f"{lab}.ipynb") for lab in released}
    for lab in labs:
        assert (unpacked / lab).read_bytes() == (ROOT / lab).read_bytes()
    instructors = {"solutions", "variants.py", "grader", "gradebook.db", "tests", "experiments"}
    for path in files:
        assert not set(path.parts) & {*instructors, "__pycache__", ".ipynb_checkpoints", "work"}
    for path in (ROOT / "helpers").rglob("*"):
        packed = path.relative_to(ROOT) in files
        assert packed or path.is_dir() or "__pycache__" in path.parts, f"{path} isn't packed"


def test_archive_holds_no_solution_and_no_hidden_test(unpacked):
    packed = {path: path.read_bytes() for path in unpacked.rglob("*") if path.is_file()}
    for path, content in packed.items():
        for marker in (b"BEGIN SOLUTION", b"BEGIN HIDDEN", b"Rubric"):
            assert marker not in content, f"{path} holds {marker}"
    notebooks = "\n".join(
        cell.source
        for path in packed
        if path.suffix == ".ipynb"
        for cell in nbformat.read(path, as_version=4).cells
    )
    labs = [path.name for path in (unpacked / "labs").iterdir()]
    masters = [secrets_and_shown(ROOT / "solutions" / lab / f"{lab}.ipynb") for lab in labs]
    # What one lab hides, another may show: a line that calls a check, say.
    shown = "\n".join(text for _, text in masters)
    for lab, (secrets, _) in zip(labs, masters, strict=True):
        assert len(secrets) > 20, f"{lab} hides nothing: does this test still read it?"
        for secret in secrets:
            assert secret in shown or secret not in notebooks, f"students see: {secret}"


def secrets_and_shown(master):
    """The lines of some length between a master's markers, and all text outside them."""
    secrets, shown = [], []
    for cell in nbformat.read(master, as_version=4).cells:
        text = cell.source
        for begin, end in SECRET_PARTS:
            part = re.compile(rf"^ *{begin}\n(.*?)^ *{end}$", re.M | re.S)
            secrets += [line.strip() for found in part.findall(text) for line in found.split("\n")]
            text = part.sub("", text)
        shown.append(text)
    return {line for line in secrets if len(line) > 20}, "\n".join(shown)


# ---------------------------------------------------------------- how it installs


def test_versions_are_the_courses_own(unpacked, uv):
    ours, theirs = (
        {(package["name"], package["version"]) for package in tomllib.loads(text)["package"]}
        for text in ((ROOT / "uv.lock").read_text(), (unpacked / "uv.lock").read_text())
    )
    assert theirs < ours
    names = {name for name, _ in theirs}
    assert {"tensorflow-cpu", "tf-keras", "jupyterlab", "nbgrader"} <= names
    assert not {"pytest", "ruff", "selenium", "jupyter-book"} & names

    options = ["--quiet", "--frozen", "--no-hashes", "--no-header", "--no-annotate"]
    runtime = subprocess.run(
        [uv, "export", *options, "--no-default-groups"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    pinned = (unpacked / "requirements.txt").read_text()
    assert [line for line in pinned.splitlines() if line[0] != "#"] == runtime.splitlines()


def test_uv_finds_nothing_to_change_in_the_lock(unpacked, uv):
    done = run(uv, "lock", "--check", "--offline", folder=unpacked)
    assert done.returncode == 0, done.stderr


def run(*command, folder):
    kept = {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}
    return subprocess.run(command, cwd=folder, env=kept, capture_output=True, text=True)


@pytest.fixture(scope="module")
def installed(unpacked, uv):
    """The folder after ``uv sync``, as ``uv run`` does it first."""
    command = [uv, "sync", "--python", sys.executable]
    done = run(*command, "--offline", folder=unpacked)
    if done.returncode:
        done = run(*command, folder=unpacked)
    # Only where it failed: what succeeds lists packages, whose names hold many a word.
    if done.returncode and re.search("network|connect", done.stderr, re.I):
        pytest.skip("packages aren't cached and can't be fetched here")
    assert done.returncode == 0, done.stderr
    return unpacked


def test_a_cell_may_train_for_a_while_when_validated(installed):
    asked = (
        "from nbgrader.server_extensions.validate_assignment.handlers import *\n"
        "config = ValidateAssignmentHandler.load_config(None)\n"
        "print(config.ExecutePreprocessor.timeout)"
    )
    python = installed / ".venv" / "bin" / "python"
    done = run(str(python), "-c", asked, folder=installed)
    assert done.stdout.strip() == "60", done.stderr
    assert "WARNING" not in done.stderr, "Validate would complain in the student's terminal"


# ---------------------------------------------------------------- how it works


@pytest.fixture(scope="module")
def server(installed, tmp_path_factory):
    from jupyterlab_window import jupyterlab

    with jupyterlab(installed, tmp_path_factory.mktemp("home")) as server:
        yield server


@pytest.fixture(scope="module")
def window():
    from book_browser import chromium, chromium_paths

    if not all(chromium_paths()):
        pytest.skip("no Chromium with chromedriver: apt-get install chromium chromium-driver")
    with chromium() as window:
        window.set_window_size(1400, 950)
        yield window


@pytest.fixture
def answer(installed):
    """Write answers into the lab, by their grade_id; everything else is right."""
    lab = read_lab(LAB)
    right = {name: lab.solution(name) for name in lab.functions}
    right |= dict.fromkeys(lab.essays, "A few sentences.")
    notebook = installed / "labs" / LAB / f"{LAB}.ipynb"

    def write(answers):
        nbformat.write(lab.answered(right | answers), notebook)
        return notebook

    return write


def test_answered_lab_runs_to_its_end_and_validates(window, server, answer):
    from jupyterlab_window import open_notebook, run_all_cells, validate

    notebook = answer({})
    open_notebook(window, server, f"labs/{LAB}/{LAB}.ipynb")
    cells = run_all_cells(window, notebook)
    outputs = [(cell.id, output) for cell in cells for output in cell.outputs]
    assert not [(cell, out) for cell, out in outputs if out.output_type == "error"]
    assert not [(cell, out) for cell, out in outputs if out.get("name") == "stderr"]
    figures = [out for _, out in outputs if "<svg" in out.get("data", {}).get("text/html", "")]
    assert len(figures) > 5, "the lab's story is not told"
    assert "Success! Your notebook passes all the tests." in validate(window)


def test_validate_names_every_test_that_fails_and_no_other(window, server, answer):
    from jupyterlab_window import open_notebook, validate

    lab = read_lab(LAB)
    wrong, missing = lab.functions[1], lab.functions[3]
    stub = next(cell.source for cell in lab.release.cells if grade_id(cell) == missing)
    answer({wrong: lab.with_body(wrong, "    return 'no idea'\n"), missing: stub})
    open_notebook(window, server, f"labs/{LAB}/{LAB}.ipynb")
    said = validate(window)
    tests = [
        cell.source
        for cell in lab.release.cells
        if (grade_id(cell) or "").startswith((f"test_{wrong}", f"test_{missing}"))
    ]
    assert tests
    assert said.count("The following cell failed") == len(tests)
    for source in tests:
        assert source.splitlines()[0] in said
    assert f"{missing} is not written yet" in said
    assert "'no idea'" in said
    assert "Success" not in said
    assert "Traceback" not in said


def test_instructors_tools_and_the_exchange_are_off(window, server):
    from jupyterlab_window import commands_about, open_notebook

    open_notebook(window, server, f"labs/{LAB}/{LAB}.ipynb")
    assert "Run All Cells" in commands_about(window, "run all cells"), "the palette isn't read"
    for word in ("nbgrader", "formgrader", "assignment", "course list"):
        assert commands_about(window, word) == []
    shown = window.execute_script(
        "return [...document.querySelectorAll('.lm-MenuBar-item, .jp-SideBar li')]"
        ".map((item) => `${item.textContent} ${item.title}`)"
    )
    assert any("Kernel" in item for item in shown)
    assert not [item for item in shown if re.search("nbgrader|assignment", item, re.I)]
    pages = {page: server.status(page) for page in ("formgrader", "assignments", "courses")}
    assert pages == {"formgrader": 404, "assignments": 404, "courses": 404}
    assert server.status("nbgrader_version") != 404, "Validate's own page should be there"


# ---------------------------------------------------------------- what it refuses


@pytest.fixture
def small_course(tmp_path):
    """Enough of a course to see what isn't packed."""
    shutil.copytree(ROOT / "student", tmp_path / "student")
    for name in ("LICENSE", "LICENSE-TEXT", "pyproject.toml", "uv.lock"):
        shutil.copyfile(ROOT / name, tmp_path / name)
    for name in ("helpers/__init__.py", f"labs/{LAB}/{LAB}.ipynb"):
        (tmp_path / name).parent.mkdir(parents=True)
        shutil.copyfile(ROOT / name, tmp_path / name)
    return tmp_path


def test_course_without_released_labs_is_refused(small_course):
    shutil.rmtree(small_course / "labs")
    with pytest.raises(StudentArchiveError, match="run `make labs` first"):
        contents(small_course)


@pytest.mark.parametrize("master", ["### BEGIN SOLUTION", "### BEGIN HIDDEN TESTS"])
def test_master_among_the_labs_is_refused(small_course, master):
    path = small_course / "labs" / LAB / f"{LAB}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[-1].source += f"\n{master}"
    nbformat.write(notebook, path)
    with pytest.raises(StudentArchiveError, match="students must not see"):
        contents(small_course)


def test_lab_that_was_answered_or_run_is_refused(small_course):
    path = small_course / "labs" / LAB / f"{LAB}.ipynb"
    released = path.read_text()
    notebook = nbformat.read(path, as_version=4)
    code = next(cell for cell in notebook.cells if grade_id(cell) == "center")
    essay = next(cell for cell in notebook.cells if grade_id(cell) == "written_wire")
    changes = [
        (code, "source", code.source.replace("raise NotImplementedError('not written yet')", "0")),
        (essay, "source", "It is the wire."),
        (code, "outputs", [nbformat.v4.new_output("stream", text="done")]),
    ]
    for cell, part, other in changes:
        kept, cell[part] = cell[part], other
        nbformat.write(notebook, path)
        with pytest.raises(StudentArchiveError, match="Delete it, and run `make labs`"):
            contents(small_course)
        cell[part] = kept
    path.write_text(released)
    assert contents(small_course, shutil.which("true"))


def test_unknown_kind_of_file_is_asked_about(small_course):
    (small_course / "helpers" / "notes.txt").touch()
    with pytest.raises(StudentArchiveError, match=r"notes\.txt is of no kind"):
        contents(small_course)


def test_uv_that_cannot_read_the_lock_is_quoted(small_course, uv):
    lock = small_course / "uv.lock"
    lock.write_text(lock.read_text().replace("version = 1\n", "version = 99\n", 1))
    with pytest.raises(StudentArchiveError, match="uv cannot read"):
        contents(small_course, uv)


def test_uv_that_is_missing_is_named(small_course):
    with pytest.raises(StudentArchiveError, match="run `make student`"):
        contents(small_course, str(small_course / "no-uv"))
