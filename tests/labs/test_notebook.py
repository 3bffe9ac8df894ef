"""A master runs from top to bottom, and so does a lab in which nothing is answered."""

import contextlib
import io
import socket

import matplotlib
import pytest

from solutions.answer_runs import lab_names, read_lab

EVERY_LAB = pytest.mark.parametrize("lab", lab_names())
STUB = "raise NotImplementedError('not written yet')"


@pytest.fixture(autouse=True)
def _offscreen_and_offline(monkeypatch):
    def refuse(*args, **options):
        raise AssertionError("a lab asked for the network")

    matplotlib.use("agg")
    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def play(lab, answers):
    """Run every code cell in one namespace; return what each printed, or what stopped it."""
    namespace, printed, stopped = {"__name__": "__main__"}, {}, {}
    for cell in read_lab(lab).notebook.cells:
        if cell.cell_type != "code":
            continue
        source = answers.get(cell.metadata.nbgrader.grade_id, cell.source)
        output = io.StringIO()
        try:
            with contextlib.redirect_stdout(output):
                exec(compile(source, cell.id, "exec"), namespace)
        except Exception as error:
            stopped[cell.metadata.nbgrader.grade_id] = str(error)
        printed[cell.metadata.nbgrader.grade_id] = output.getvalue()
    return printed, stopped


def unanswered(lab):
    return {
        name: "def " + name + cell.split("def " + name, 1)[1].split(":", 1)[0] + ":\n    " + STUB
        for name, cell in read_lab(lab).answers.items()
    }


@EVERY_LAB
def test_master_runs_from_top_to_bottom_and_draws_every_figure(lab):
    printed, stopped = play(lab, {})
    assert not stopped
    waiting = {name for name, text in printed.items() if "This figure" in text}
    assert not waiting, "a student who answered everything sees no figure here"


@EVERY_LAB
def test_nothing_answered_stops_only_the_tests(lab):
    printed, stopped = play(lab, unanswered(lab))
    tests = {test.grade_id for tests in read_lab(lab).tests.values() for test in tests}
    assert set(stopped) == tests, "only tests fail; the story waits"
    for name, message in stopped.items():
        assert "is not written yet" in message, f"{name} says: {message}"
    figures = {name for name in printed if name.startswith("figure_")}
    assert figures
    for name in figures:
        assert "Write it above, then run this cell again." in printed[name], name


@EVERY_LAB
@pytest.mark.parametrize("nonsense", ["return None", "return args[0]", "raise KeyError('oops')"])
def test_wrong_answers_stop_only_the_tests(lab, nonsense):
    answers = {name: f"def {name}(*args):\n    {nonsense}" for name in read_lab(lab).answers}
    _, stopped = play(lab, answers)
    tests = {test.grade_id for tests in read_lab(lab).tests.values() for test in tests}
    assert set(stopped) <= tests, "a wrong answer breaks a cell of the story"
