"""The mutation run tells the truth: about mutants that hang, die, or are right answers."""

import json
import threading
import time

import pytest
from typer.testing import CliRunner

from solutions import mutant_runs
from solutions import mutants as command
from solutions.answer_runs import lab_names, run
from solutions.equivalent_mutants import NAME, ListError, read_equivalents, stale
from solutions.mutant_runs import Memory, lab_mutants
from solutions.mutant_workers import (
    ENDED_ITS_PROCESS,
    NEVER_RETURNED,
    ClosedError,
    MasterFailsError,
    Outcome,
    Worker,
)
from solutions.mutation import Mutant

FAST = ("project", "reconstruct", "loadings", "reconstruction_error")
ENTRY = '[[equivalent]]\nfunction = "f"\nbefore = "a"\nafter = "b"\nreason = "it is"\n'


def answer(name, body, before=""):
    """A mutant of pca's ``project``, made by hand."""
    cell = f"{before}\ndef project(X, mean, components):\n    {body}\n"
    return Mutant("project", "by hand", "as it was", name, 1, cell)


RIGHT = answer("right", "return (X - mean) @ components.T + 0")
WRONG = answer("wrong", "return X @ components.T")


# ------------------------------------------------------------------ the lists


@pytest.mark.parametrize("lab", lab_names())
def test_every_listed_mutant_is_still_there_and_has_a_reason(lab):
    listed = read_equivalents(lab)
    assert not stale(listed, lab_mutants(lab)), "the answer changed: look at these again"
    assert all(len(reason.split()) > 3 for reason in listed.values())


def test_an_entry_without_its_mutant_is_stale():
    there = lab_mutants("pca", "project")[0]
    gone = ("project", "return 1", "return 2", 1)
    assert stale({there.identity: "", gone: ""}, [there]) == [gone]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (ENTRY + ENTRY, "listed twice"),
        (ENTRY.replace("it is", " "), "without reason"),
        (ENTRY.replace("after", "later"), "without after"),
        ("[[equivalent", NAME),
    ],
)
def test_a_faulty_list_is_refused(text, complaint, tmp_path):
    (tmp_path / "solutions" / "pca").mkdir(parents=True)
    (tmp_path / "solutions" / "pca" / NAME).write_text(text)
    with pytest.raises(ListError, match=complaint):
        read_equivalents("pca", tmp_path)


def test_equal_entries_of_two_occurrences_are_two(tmp_path):
    (tmp_path / "solutions" / "pca").mkdir(parents=True)
    (tmp_path / "solutions" / "pca" / NAME).write_text(ENTRY + ENTRY + "occurrence = 2\n")
    assert len(read_equivalents("pca", tmp_path)) == 2
    assert read_equivalents("unknown", tmp_path) == {}


# ------------------------------------------------------------ pca, a part of it


@pytest.mark.parametrize("function", FAST)
def test_mutants_of_fast_functions_lose_points_unless_they_are_listed(function):
    listed = read_equivalents("pca")
    for mutant in lab_mutants("pca", function):
        result = run("pca", function, mutant.cell, stop_early=True)
        earns_all = result.earned == result.possible
        assert earns_all == (mutant.identity in listed), (
            f"{mutant.before} -> {mutant.after}: {result.messages or 'no test fails'}"
        )


# ---------------------------------------------------------------- the processes


@pytest.fixture(scope="module")
def worker():
    worker = Worker("pca", patience=1.0)
    yield worker
    worker.stop()


def test_mutants_that_hang_or_end_their_process_are_caught(worker):
    endless = answer("endless", "while True: pass")
    deadly = answer("deadly", "os._exit(0)", before="import os")
    found = worker.judge("project", [RIGHT, endless])
    found |= worker.judge("project", [deadly, WRONG])
    assert found[RIGHT] == Outcome(False)
    assert found[WRONG] == Outcome(True, "test_project")
    assert found[endless] == Outcome(True, NEVER_RETURNED)
    assert found[deadly] == Outcome(True, ENDED_ITS_PROCESS)


def test_a_mutant_that_spoils_its_process_spoils_no_verdict(worker):
    spoiler = answer(
        "spoiler", "return None", before="from helpers import checks\nchecks.call = None"
    )
    found = worker.judge("project", [spoiler, RIGHT])
    assert found[spoiler].caught
    assert found[RIGHT] == Outcome(False), "it was blamed for what another did"


def test_a_master_that_fails_is_an_error_and_no_catch():
    class Failing(Worker):
        def _start(self):
            self._connection = True

        def _is_sound(self, function):
            return False

    with pytest.raises(MasterFailsError, match="own project fails"):
        Failing("pca").judge("project", [WRONG])


def test_a_run_that_fails_waits_for_no_mutant_that_hangs(monkeypatch, tmp_path):
    class Fake:
        """Judges at once, but hangs on one mutant until it is closed."""

        def __init__(self, lab):
            self.closed = threading.Event()

        def judge(self, function, batch):
            if function == "project" and not self.closed.wait(60):
                raise AssertionError("nobody closed the worker that hangs")
            return {mutant: Outcome(True) for mutant in batch}

        def close(self):
            self.closed.set()

        stop = close

    def tell(number):
        if number:
            raise RuntimeError("nobody listens")

    monkeypatch.setattr(mutant_runs, "Worker", Fake)
    batches = [WRONG, lab_mutants("pca", "loadings")[0]]
    started = time.monotonic()
    with pytest.raises(RuntimeError, match="nobody listens"):
        mutant_runs.judge_all("pca", batches, 2, tell, tmp_path)
    assert time.monotonic() - started < 30


def test_a_closed_worker_starts_nothing():
    closed = Worker("pca")
    closed.close()
    with pytest.raises(ClosedError):
        closed.judge("project", [WRONG])


def test_a_mutant_whose_worker_was_closed_is_not_called_caught():
    closed = Worker("pca", patience=60.0)
    closed.judge("project", [RIGHT])
    threading.Timer(0.5, closed.close).start()
    with pytest.raises(ClosedError):
        closed.judge("project", [answer("endless", "while True: pass")])


# ------------------------------------------------------------------- the memory


def test_what_was_found_is_remembered_until_something_changes(tmp_path):
    Memory("pca", tmp_path).keep({WRONG: Outcome(True, "test_project"), RIGHT: Outcome(False)})
    with (tmp_path / "pca.jsonl").open("a") as file:
        file.write('\n{"key": "cut o')
    memory = Memory("pca", tmp_path)
    assert memory.recall(WRONG) == Outcome(True, "test_project")
    assert memory.recall(RIGHT) == Outcome(False)
    assert memory.recall(answer("wrong", "return X @ components")) is None
    memory.keep({WRONG: Outcome(True, "later")})
    assert Memory("pca", tmp_path).recall(WRONG) == Outcome(True, "later")


# ------------------------------------------------------------------ the command


@pytest.fixture
def judged(monkeypatch):
    """Have the command find what a test wants: by default every mutant is caught."""
    listed = read_equivalents("pca")
    wanted = {}

    def judge_all(lab, mutants, workers, tell):
        tell(len(mutants))
        truth = {m: Outcome(m.identity not in listed, "test_center") for m in mutants}
        return {m: wanted.get(m.identity, outcome) for m, outcome in truth.items()}

    monkeypatch.setattr(command, "judge_all", judge_all)
    return wanted


def said(*arguments):
    done = CliRunner().invoke(command.app, arguments)
    return done.exit_code, done.output


def test_all_caught_or_listed_is_well(judged, tmp_path):
    code, text = said("pca", "--json", str(tmp_path / "numbers.json"))
    assert code == 0
    assert "100.0%" in text
    assert "missed:" not in text
    numbers = {
        each["function"]: each for each in json.loads((tmp_path / "numbers.json").read_text())
    }
    counts = numbers["reconstruction_error"]
    assert counts["equivalent"] == 2
    assert counts["caught"] + counts["equivalent"] == counts["mutants"]
    assert counts["missed"] == []


def test_a_missed_mutant_is_shown_and_fails_the_run(judged):
    missed = lab_mutants("pca", "project")[0]
    judged[missed.identity] = Outcome(False)
    code, text = said("pca", "--function", "project")
    assert code == 1
    assert f"  - {missed.before}\n  + {missed.after}\n" in text
    assert "100.0%" not in text


def test_a_listed_mutant_that_loses_points_fails_the_run(judged):
    names = next(names for names in read_equivalents("pca") if names[0] == "whiten")
    judged[names] = Outcome(True, "test_whiten_shapes")
    code, text = said("pca", "--function", "whiten")
    assert code == 1
    assert "listed as equivalent, but caught by test_whiten_shapes" in text


def test_a_mutant_that_fits_no_entry_any_more_stops_the_run(judged, monkeypatch):
    monkeypatch.setattr(command, "read_equivalents", lambda lab: {("center", "a", "b", 1): "why"})
    code, text = said("pca")
    assert code == 2
    assert "no mutant fits" in text


@pytest.mark.parametrize("arguments", [["pcb"], ["pca", "--function", "centre"]])
def test_a_misspelled_name_is_said(arguments):
    code, text = said(*arguments)
    assert code == 2
    assert "pcb" in text or "centre" in text


def test_one_missed_in_a_thousand_is_not_rounded_away():
    assert command.share(9999, 1) == "99.9%"
    assert command.share(0, 0) == "-"
