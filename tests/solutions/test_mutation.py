"""Every small mistake is built in once, and named so that its name survives reformatting."""

import ast

import pytest

from solutions.answer_runs import lab_names, read_lab
from solutions.mutation import mutants_of


def afters(body, arguments="a, b"):
    """What each mutant of a function with this body makes of its statements."""
    lines = "".join(f"    {line}\n" for line in body.splitlines())
    return {mutant.after for mutant in mutants_of("f", f"def f({arguments}):\n{lines}")}


@pytest.mark.parametrize(
    ("line", "some"),
    [
        ("return a - b", ["a + b", "b - a", "a", "b"]),
        ("return a @ b", ["a * b", "b @ a"]),
        ("return a ** 2", ["a * 2", "a ** 3", "a ** 1", "2 ** a"]),
        ("return a < b", ["a <= b", "a >= b", "a > b"]),
        ("return 1 <= a <= b", ["1 < a <= b", "1 <= a < b", "a <= b", "1 <= a", "2 <= a <= b"]),
        ("return a in b", ["a not in b"]),
        ("return a and b", ["a or b", "a", "b"]),
        ("return not a", ["a"]),
        ("return -a", ["a"]),
        ("return a[-1]", ["a[0]", "a[-2]", "a[1]", "a"]),
        ("return a[b]", ["a[b + 1]", "a[b - 1]"]),
        ("return a[:b]", ["a[:b + 1]", "a[:b - 1]", "a[b:]", "a[:]"]),
        ("return a[::-1]", ["a[:]", "a[::1]"]),
        ("return a * 0.5", ["a * 1.0", "a * 0.25", "a * 0.0", "a * -0.5"]),
        ("return a == 'int8'", ["a == 'uint8'", "a == ''"]),
        (
            "return a.sum(axis=0)",
            ["a.sum(axis=1)", "a.sum(axis=None)", "a.sum()", "a.mean(axis=0)"],
        ),
        ("return a.sum(keepdims=True)", ["a.sum(keepdims=False)", "a.sum()", "a"]),
        ("return np.floor(a)", ["np.ceil(a)", "a"]),
        ("return min(a, b)", ["max(a, b)", "a", "b", "min(b, a)"]),
        ("return any(a)", ["all(a)"]),
        ("return range(a)", ["range(a + 1)", "range(a - 1)", "range(1, a)"]),
        ("return len(a)", ["len(a) + 1", "len(a) - 1"]),
        ("return a.T", ["a"]),
        ("return a if b else 2", ["a", "2"]),
        ("return (a, b)", ["(b, a)", "(a,)", "(b,)"]),
        ("return {1: a, 2: b}", ["{1: a}", "{2: b}"]),
        ("return [x for x in a if x]", ["[x for x in a]", "[x for x in list(a)[1:] if x]"]),
    ],
)
def test_mistakes_in_an_expression(line, some):
    missing = {f"return {after}" for after in some} - afters(line)
    assert not missing


@pytest.mark.parametrize(
    ("body", "some"),
    [
        ("a += b", ["a -= b", "a = b", "pass"]),
        ("if a:\n    b = 1", ["if True:", "if False:", "if not a:", "pass"]),
        ("while a:\n    break", ["while False:", "continue", "pass"]),
        ("for x in a:\n    continue", ["for x in ():", "for x in list(a)[:-1]:", "break"]),
        ("with a:\n    return b", ["if True:"]),
        ("raise ValueError('no')", ["pass", "raise RuntimeError"]),
        ("@a\ndef g():\n    return b", ["def g():"]),
    ],
)
def test_mistakes_in_a_statement(body, some):
    assert set(some) <= afters(body)


def test_what_students_are_given_and_what_errors_say_is_left_alone():
    body = '"""Add 1, for instance."""\nif a:\n    raise ValueError(f"{a + 1} is no good")'
    after = afters(body, arguments="a, b=1")
    assert "raise RuntimeError" in after
    assert not any("no good" in line or "instance" in line for line in after)


def test_spacing_quotes_and_comments_do_not_change_a_mutants_name():
    plain = "def f(a):\n    return a.sum(axis=0) + g('x')\n"
    spread = (
        'def f(a):\n    # why\n    return (\n        a.sum(axis = 0)\n        + g("x")\n    )\n'
    )
    names = [mutant.identity for mutant in mutants_of("f", plain)]
    assert names == [mutant.identity for mutant in mutants_of("f", spread)]


def test_equal_lines_are_told_apart_by_their_occurrence():
    cell = (
        "def f(a, b):\n    if a:\n        b = a - 1\n    else:\n        b = a - 1\n    return b\n"
    )
    twins = [m for m in mutants_of("f", cell) if m.after == "b = a + 1"]
    assert [mutant.occurrence for mutant in twins] == [1, 2]
    assert len({mutant.cell for mutant in twins}) == 2


@pytest.mark.parametrize("lab", lab_names())
def test_mutants_of_a_lab_are_programs_and_all_different(lab):
    for function, cell in read_lab(lab).answers.items():
        mutants = mutants_of(function, cell)
        assert len({mutant.identity for mutant in mutants}) == len(mutants) > 0
        programs = {ast.dump(ast.parse(mutant.cell)) for mutant in mutants}
        assert len(programs | {ast.dump(ast.parse(cell))}) == len(mutants) + 1
