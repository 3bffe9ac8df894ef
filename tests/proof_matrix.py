"""Print the proof of the graders after the tests: the matrix of right and wrong answers.

A plugin of all tests rather than of ``tests/labs``: where tests run in several
processes, the one that prints collects none of them.
"""

from collections import Counter

import pytest

MATRIX = pytest.StashKey[Counter]()


def pytest_configure(config):
    config.stash[MATRIX] = Counter()


@pytest.fixture
def matrix(request) -> Counter:
    """Counts of (lab, function, is_right, as it should be)."""
    return request.config.stash[MATRIX]


def pytest_sessionfinish(session):
    # In a worker: what it counted goes to the process that prints the summary.
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["matrix"] = list(session.config.stash[MATRIX].items())


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node):
    for cell, count in getattr(node, "workeroutput", {}).get("matrix", []):
        node.config.stash[MATRIX][tuple(cell)] += count


def pytest_terminal_summary(terminalreporter, config):
    counts = config.stash[MATRIX]
    if not counts:
        return
    terminalreporter.section("Answers that prove the graders")
    line = "{:<24} {:<24} {:>22} {:>22}"
    terminalreporter.line(
        line.format("lab", "function", "right ones accepted", "wrong ones caught")
    )
    functions = list(dict.fromkeys((lab, function) for lab, function, *_ in counts))
    for lab, function in functions:
        shares = [_share(counts, lab, [function], is_right) for is_right in (True, False)]
        terminalreporter.line(line.format(lab, function, *shares))
    for lab in dict.fromkeys(lab for lab, _ in functions):
        names = [function for owner, function in functions if owner == lab]
        shares = [_share(counts, lab, names, is_right) for is_right in (True, False)]
        terminalreporter.line(line.format(lab, "all functions", *shares))


def _share(counts: Counter, lab: str, functions: list[str], is_right: bool) -> str:
    good, bad = (
        sum(counts[lab, function, is_right, outcome] for function in functions)
        for outcome in (True, False)
    )
    if not good + bad:
        return "not run"
    return f"{good}/{good + bad} {100 * good / (good + bad):5.1f} %"
