"""Every mutant of an answer: its cell with one small mistake built in.

Our own, over the syntax tree, because the kept libraries don't do what notebook
cells need. mutmut mutates the modules of a package on disk and runs pytest on them.
cosmic-ray can be asked to change a text, but its operators know neither ``@`` nor
slices, axes, dropped keywords, swapped results or missing statements: the
mistakes that students make with arrays. It would bring a database and a web server
along, too.

What isn't mutated: the signature and the docstring, which students are given, and what
an error says, which isn't graded.
"""

from __future__ import annotations

import ast
import copy
import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from solutions import mutation_statements
from solutions.mutation_operators import OPERATORS

assert mutation_statements  # Its import registers operators.

#: Parts of a node that are no code of the answer.
_SKIPPED = {"annotation", "returns", "type_comment", "ctx", "op", "ops"}


@dataclass(frozen=True)
class Mutant:
    """One mistake in one answer.

    Attributes:
        function: The graded function.
        operator: What kind of mistake it is.
        before: The statement (of a compound one, its first line) as it was, in one form whatever
            the spacing, quotes or line breaks in the notebook.
        after: The same with the mistake; "pass" if it is missing.
        occurrence: 1, or more where earlier mutants read the same because the statement occurs
            twice.
        cell: Source of the whole answer cell.
    """

    function: str
    operator: str
    before: str
    after: str
    occurrence: int
    cell: str

    @property
    def identity(self) -> tuple[str, str, str, int]:
        """What names this mutant as long as its statement stays as it is."""
        return self.function, self.before, self.after, self.occurrence


@dataclass(frozen=True)
class _Site:
    """A node: the steps that lead to it from the root, and those to its statement."""

    node: ast.AST
    path: tuple
    statement: tuple


def mutants_of(function: str, cell: str) -> list[Mutant]:
    """Every mutant of an answer cell, each once, in the order of the source.

    Args:
        function: The graded function, which the cell defines at its top level.
        cell: Source of the cell.
    """
    tree = ast.parse(cell)
    seen, lines, found = {ast.unparse(tree)}, Counter(), []
    for site in _sites(tree, function):
        before = _line(_at(tree, site.statement))
        for operator, mutated in _mutated(tree, site):
            source = ast.unparse(mutated)
            if source in seen or not _compiles(source):
                continue
            seen.add(source)
            after = _line(_at(mutated, site.statement))
            lines[before, after] += 1
            found.append(
                Mutant(function, operator, before, after, lines[before, after], source + "\n")
            )
    return found


def _sites(tree: ast.Module, function: str) -> Iterator[_Site]:
    for index, node in enumerate(tree.body):
        if isinstance(node, ast.FunctionDef) and node.name == function:
            for place, statement in enumerate(node.body):
                path = (("body", index), ("body", place))
                if not (place == 0 and _is_text(statement)):
                    yield from _sites_below(statement, path, path)


def _is_text(node: ast.AST) -> bool:
    constant = node.value if isinstance(node, ast.Expr) else None
    return isinstance(constant, ast.Constant) and isinstance(constant.value, str)


def _is_negative(node: ast.AST) -> bool:
    return isinstance(node, ast.UnaryOp) and isinstance(node.operand, ast.Constant)


def _sites_below(node: ast.AST, path: tuple, statement: tuple) -> Iterator[_Site]:
    statement = path if isinstance(node, ast.stmt) else statement
    yield _Site(node, path, statement)
    # What an error says is not graded, and negative numbers have an operator of their own.
    if isinstance(node, ast.Raise | ast.JoinedStr) or _is_text(node) or _is_negative(node):
        return
    for step, child in _children(node):
        yield from _sites_below(child, (*path, step), statement)


def _children(node: ast.AST) -> Iterator[tuple[tuple, ast.AST]]:
    for name, value in ast.iter_fields(node):
        if name in _SKIPPED:
            continue
        items = enumerate(value) if isinstance(value, list) else [(None, value)]
        yield from (((name, index), item) for index, item in items if isinstance(item, ast.AST))


def _at(tree: ast.AST, path: tuple) -> ast.AST:
    for name, index in path:
        tree = getattr(tree, name)
        tree = tree if index is None else tree[index]
    return tree


def _mutated(tree: ast.Module, site: _Site) -> Iterator[tuple[str, ast.Module]]:
    for operator in OPERATORS.get(type(site.node), ()):
        for other in operator(site.node):
            mutated = copy.deepcopy(tree)
            _put(mutated, site.path, ast.Pass() if other is None else copy.deepcopy(other))
            yield operator.__name__, ast.fix_missing_locations(mutated)


def _put(tree: ast.AST, path: tuple, other: ast.AST) -> None:
    *way, (name, index) = path
    parent = _at(tree, tuple(way))
    if index is None:
        setattr(parent, name, other)
    else:
        getattr(parent, name)[index] = other


def _compiles(source: str) -> bool:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)
        try:
            compile(source, "<mutant>", "exec")
        except SyntaxError:
            return False
    return True


def _line(statement: ast.stmt) -> str:
    """A statement in one line; of a compound one what stands before its body."""
    if not hasattr(statement, "body"):
        return ast.unparse(statement)
    head = copy.copy(statement)
    head.body = [ast.Pass()]
    for part in ("orelse", "finalbody"):
        if getattr(head, part, None):
            setattr(head, part, [])
    if isinstance(head, ast.Try):
        return "try:"
    return " ".join(ast.unparse(head).splitlines()[:-1])
