"""Time and death of the kernel: what is lost, what goes on, and how long it may take."""

from __future__ import annotations

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from grader.execution import KERNEL_DIED, OUT_OF_TIME, TIMED_OUT, BoundedExecute
from grader.kernels import private_jupyter

HANG = "while True:\n    pass"


def cell(source, name="", **flags):
    data = {"grade_id": name, "grade": False, "solution": False, "locked": False} | flags
    return new_code_cell(source, metadata={"nbgrader": data} if name else {})


def locked(source, name):
    return cell(source, name, locked=True)


def answer(source, name):
    return cell(source, name, solution=True)


def graded(source, name):
    return cell(source, name, grade=True, locked=True)


def run(*cells, **options):
    """Run the cells; printed text or the last error's name of each."""
    notebook = new_notebook(cells=list(cells))
    executor = BoundedExecute(**{"timeout": 30, "kernel_name": "python3"} | options)
    with private_jupyter():
        executor.preprocess(notebook, {})
    return [said(entry) for entry in notebook.cells]


def said(entry):
    errors = [output.ename for output in entry.outputs if output.output_type == "error"]
    if errors:
        return errors[-1]
    return "".join(output.get("text", "") for output in entry.outputs).strip()


def test_an_authors_slow_set_up_is_not_taken_for_an_endless_loop():
    slow = "import time\ntime.sleep(1.5)\nprint('ready')"
    results = run(locked(slow, "setup"), answer(slow, "f"), timeout=1)
    assert results == ["ready", TIMED_OUT]


def test_after_the_kernel_died_everything_but_the_cause_is_as_it_was():
    results = run(
        locked("import math", "setup"),
        answer("f = math.floor", "f"),
        graded("counted = 1", "test_f"),
        new_code_cell("mine = f(2.5)"),
        answer("import os; os._exit(1)", "g"),
        graded("print(mine, 'counted' in globals())", "test_g"),
        graded("os._exit(1)", "test_g_more"),
        graded("import os; os._exit(1)", "test_g_most"),
        graded("print(f(3.5))", "test_f_more"),
    )
    assert results[4:] == [KERNEL_DIED, "2 False", "NameError", KERNEL_DIED, "3"]


def test_an_ignored_interrupt_costs_no_later_cell():
    stubborn = "while True:\n    try:\n        while True: pass\n    except BaseException: pass"
    results = run(answer(stubborn, "f"), graded("print('on')", "test_g"), timeout=3)
    assert results == [TIMED_OUT, "on"]


def test_a_notebook_out_of_time_gives_no_points_for_tests_that_never_ran():
    results = run(
        answer(HANG, "f"),
        answer(HANG, "g"),
        graded("assert True", "test_h"),
        new_code_cell("# mine"),
        timeout=1,
        total_timeout=1,
    )
    assert results[0] == TIMED_OUT
    assert results[2] == OUT_OF_TIME, "a test that never ran would count as passed"


# Where they stand in the notebook below.
F, G, MINE = range(3)


@pytest.mark.parametrize(
    ("lost", "index", "patience"),
    [
        ([], F, 20),
        ([F], F, 10),
        ([F, F], F, 5),
        ([F] * 9, F, 2),
        ([F] * 9, G, 20),
        ([F, G], MINE, 5),
    ],
)
def test_patience_is_halved_for_the_question_that_hangs_and_for_no_other(lost, index, patience):
    executor = BoundedExecute(timeout=20)
    executor.start_over(
        new_notebook(cells=[answer("", "f"), answer("", "g"), new_code_cell("# mine")])
    )
    for each in lost:
        executor.hold_against(each)
    assert executor.patience(index) == pytest.approx(patience, rel=0.01)


def test_printed_text_is_kept_up_to_the_limit():
    results = run(answer("for _ in range(9): print('x' * 99)", "f"), max_output=250)
    assert len(results[0]) <= 250
    assert results[0].startswith("x" * 99)
