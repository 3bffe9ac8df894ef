"""The operators on calls and on whole statements; see ``solutions.mutation_operators``."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from solutions.mutation_operators import (
    changed,
    neighbors_swapped,
    off_by_one,
    on,
    shortened,
    without_each,
)

#: Modules that answers use: a call of theirs has no object that could be returned instead.
MODULES = {"np", "tf", "tfmot", "math", "scipy", "itertools", "functools", "struct", "tempfile"}


@on(ast.Call)
def only_an_argument(node: ast.Call) -> Iterator[ast.AST]:
    """``f(a, b)``: ``a``, ``b``; ``a.f()``: ``a``."""
    yield from (each for each in node.args if not isinstance(each, ast.Starred))
    if isinstance(node.func, ast.Attribute) and _root(node.func) not in MODULES:
        yield node.func.value


def _root(node: ast.expr) -> str | None:
    while isinstance(node, ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else None


@on(ast.Call)
def other_arguments(node: ast.Call) -> Iterator[ast.AST]:
    """``f(a, b, c=1)``: ``f(b, a, c=1)``, ``f(a, c=1)``, ``f(a, b)``."""
    for arguments in neighbors_swapped(node.args):
        yield changed(node, args=arguments)
    if len(node.args) > 1:
        yield changed(node, args=node.args[:-1])
    yield from (changed(node, keywords=rest) for rest in without_each(node.keywords))


@on(ast.Call)
def off_by_one_count(node: ast.Call) -> Iterator[ast.AST]:
    """``range(n)``: ``range(n + 1)``, ``range(n - 1)``, ``range(1, n)``; ``len(a)`` + or - 1."""
    name = node.func.id if isinstance(node.func, ast.Name) else None
    if name == "len":
        yield from off_by_one(node)
    if name == "range":
        for index, argument in enumerate(node.args):
            for other in off_by_one(argument):
                yield changed(node, args=[*node.args[:index], other, *node.args[index + 1 :]])
        if len(node.args) == 1:
            yield changed(node, args=[ast.Constant(1), *node.args])


@on(ast.keyword)
def no_axis(node: ast.keyword) -> Iterator[ast.AST]:
    """``axis=0``: ``axis=None``."""
    if node.arg == "axis":
        yield changed(node, value=ast.Constant(None))


@on(
    *(ast.Assign, ast.AugAssign, ast.AnnAssign, ast.Expr, ast.Delete, ast.Return, ast.Raise),
    *(ast.If, ast.For, ast.While, ast.With, ast.Try, ast.Break, ast.Continue, ast.Assert),
)
def deleted(node: ast.stmt) -> Iterator[ast.AST | None]:
    """A statement is missing."""
    yield None


@on(ast.If, ast.While)
def forced_condition(node: ast.If | ast.While) -> Iterator[ast.AST]:
    """``if a``: ``if True``, ``if False``."""
    yield from (changed(node, test=ast.Constant(value)) for value in (True, False))


@on(ast.If, ast.While, ast.Assert)
def opposite_condition(node: ast.If | ast.While | ast.Assert) -> Iterator[ast.AST]:
    """``if a``: ``if not a``."""
    yield changed(node, test=ast.UnaryOp(ast.Not(), node.test))


@on(ast.For)
def other_turns(node: ast.For) -> Iterator[ast.AST]:
    """``for x in a``: no turn at all, all but the first, all but the last."""
    yield changed(node, iter=ast.Tuple([], ast.Load()))
    yield from (changed(node, iter=shorter) for shorter in shortened(node.iter))


@on(ast.Break)
def go_on(node: ast.Break) -> Iterator[ast.AST]:
    """``break``: ``continue``."""
    yield ast.Continue()


@on(ast.Continue)
def stop(node: ast.Continue) -> Iterator[ast.AST]:
    """``continue``: ``break``."""
    yield ast.Break()


@on(ast.With)
def without_context(node: ast.With) -> Iterator[ast.AST]:
    """``with a: b``: ``b``."""
    if all(item.optional_vars is None for item in node.items):
        yield ast.If(ast.Constant(True), node.body, [])


@on(ast.Raise)
def another_error(node: ast.Raise) -> Iterator[ast.AST]:
    """``raise ValueError(...)``: ``raise RuntimeError``."""
    if node.exc is not None:
        yield changed(node, exc=ast.Name("RuntimeError", ast.Load()))


@on(ast.FunctionDef)
def missing_decorator(node: ast.FunctionDef) -> Iterator[ast.AST]:
    """``@tf.function``: a plain function."""
    yield from (changed(node, decorator_list=rest) for rest in without_each(node.decorator_list))
