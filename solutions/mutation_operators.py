"""Mistakes by the dozen: for one node of a syntax tree, what might stand there instead.

An operator is a generator function that is registered for the node types it knows.
It yields replacements: new nodes, which may share parts with the old one, because a
mutant is copied as a whole before it is used. ``None`` in place of a statement
means that the statement is deleted.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from itertools import pairwise

Operator = Callable[[ast.AST], Iterator[ast.AST | None]]

#: Operators by the type of node that they know.
OPERATORS: dict[type, list[Operator]] = {}

#: What is likely typed instead. A name may stand for itself or after a dot.
RENAMES = {
    "all": ("any",),
    "any": ("all",),
    "argmax": ("argmin",),
    "argmin": ("argmax",),
    "ceil": ("floor",),
    "cumprod": ("cumsum",),
    "cumsum": ("cumprod",),
    "empty": ("ones",),
    "equal": ("not_equal",),
    "exp": ("log",),
    "expm1": ("exp",),
    "float": ("int",),
    "float16": ("float32",),
    "float32": ("float64", "float16"),
    "float64": ("float32",),
    "floor": ("ceil",),
    "greater": ("greater_equal", "less"),
    "greater_equal": ("greater", "less_equal"),
    "int": ("float", "round"),
    "int16": ("int32",),
    "int32": ("int64", "int16"),
    "int64": ("int32",),
    "int8": ("uint8", "int16"),
    "isfinite": ("isnan",),
    "isnan": ("isinf",),
    "less": ("less_equal", "greater"),
    "less_equal": ("less", "greater_equal"),
    "log": ("exp", "log2"),
    "log1p": ("log",),
    "log2": ("log",),
    "logical_and": ("logical_or",),
    "logical_or": ("logical_and",),
    "max": ("min",),
    "maximum": ("minimum",),
    "mean": ("sum", "median"),
    "median": ("mean",),
    "min": ("max",),
    "minimum": ("maximum",),
    "ones": ("zeros",),
    "ones_like": ("zeros_like",),
    "prod": ("sum",),
    "rint": ("floor", "ceil", "trunc"),
    "round": ("floor", "ceil", "trunc"),
    "std": ("var",),
    "sum": ("mean", "prod"),
    "trunc": ("round",),
    "var": ("std",),
    "zeros": ("ones",),
    "zeros_like": ("ones_like",),
}
#: Further texts that mean something to a library, besides those above.
TEXTS = {"left": "right", "right": "left", "stable": "quicksort", "C": "F", "F": "C"}

_BINARY = {
    ast.Add: (ast.Sub, ast.Mult),
    ast.Sub: (ast.Add, ast.Mult),
    ast.Mult: (ast.Div, ast.Add, ast.Pow),
    ast.Div: (ast.Mult, ast.FloorDiv, ast.Sub),
    ast.FloorDiv: (ast.Div, ast.Mult, ast.Mod),
    ast.Mod: (ast.FloorDiv, ast.Mult),
    ast.Pow: (ast.Mult, ast.Add),
    ast.MatMult: (ast.Mult,),
    ast.LShift: (ast.RShift, ast.Mult),
    ast.RShift: (ast.LShift, ast.FloorDiv),
    ast.BitAnd: (ast.BitOr, ast.BitXor),
    ast.BitOr: (ast.BitAnd, ast.BitXor),
    ast.BitXor: (ast.BitOr, ast.BitAnd),
}
_COMMUTE = (ast.Add, ast.Mult, ast.BitAnd, ast.BitOr, ast.BitXor)
_COMPARISON = {
    ast.Lt: (ast.LtE, ast.GtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.Gt, ast.GtE),
    ast.Gt: (ast.GtE, ast.LtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.Lt, ast.LtE),
    ast.Eq: (ast.NotEq, ast.LtE, ast.GtE),
    ast.NotEq: (ast.Eq, ast.Lt, ast.Gt),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}


def on(*kinds: type) -> Callable[[Operator], Operator]:
    """Register an operator for these types of node."""

    def register(operator: Operator) -> Operator:
        for kind in kinds:
            OPERATORS.setdefault(kind, []).append(operator)
        return operator

    return register


def changed(node: ast.AST, **fields) -> ast.AST:
    """A node like this one but for some fields."""
    return type(node)(**{**dict(ast.iter_fields(node)), **fields})


def without_each(items: list) -> Iterator[list]:
    """A list without its first item, without its second, and so on."""
    for index in range(len(items)):
        yield items[:index] + items[index + 1 :]


def neighbors_swapped(items: list) -> Iterator[list]:
    """A list with two neighbors in each other's place."""
    for index, (first, second) in enumerate(pairwise(items)):
        yield [*items[:index], second, first, *items[index + 2 :]]


def off_by_one(node: ast.expr) -> Iterator[ast.expr]:
    """One more and one less than an expression; constants have an operator of their own."""
    if not isinstance(node, ast.Constant | ast.UnaryOp | ast.Slice | ast.Tuple | ast.Starred):
        yield ast.BinOp(node, ast.Add(), ast.Constant(1))
        yield ast.BinOp(node, ast.Sub(), ast.Constant(1))


@on(ast.BinOp)
def another_operator(node: ast.BinOp) -> Iterator[ast.AST]:
    """``a - b``: ``a + b``, ``b - a``."""
    for kind in _BINARY.get(type(node.op), ()):
        yield changed(node, op=kind())
    if not isinstance(node.op, _COMMUTE):
        yield changed(node, left=node.right, right=node.left)


@on(ast.BinOp)
def one_operand(node: ast.BinOp) -> Iterator[ast.AST]:
    """``a - b``: ``a``, ``b``."""
    yield from (node.left, node.right)


@on(ast.AugAssign)
def another_update(node: ast.AugAssign) -> Iterator[ast.AST]:
    """``a += b``: ``a -= b``, ``a = b``."""
    for kind in _BINARY.get(type(node.op), ()):
        yield changed(node, op=kind())
    yield ast.Assign([node.target], node.value)


@on(ast.Compare)
def another_comparison(node: ast.Compare) -> Iterator[ast.AST]:
    """``a < b``: ``a <= b``, ``a >= b``, ``a > b``; ``a < b < c``: ``b < c``, ``a < b``."""
    for index, operator in enumerate(node.ops):
        for kind in _COMPARISON[type(operator)]:
            yield changed(node, ops=[*node.ops[:index], kind(), *node.ops[index + 1 :]])
    if len(node.ops) > 1:
        yield ast.Compare(node.comparators[0], node.ops[1:], node.comparators[1:])
        yield ast.Compare(node.left, node.ops[:-1], node.comparators[:-1])


@on(ast.BoolOp)
def another_connection(node: ast.BoolOp) -> Iterator[ast.AST]:
    """``a and b``: ``a or b``, ``b``, ``a``."""
    yield changed(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And())
    for rest in without_each(node.values):
        yield changed(node, values=rest) if len(rest) > 1 else rest[0]


@on(ast.UnaryOp)
def no_sign(node: ast.UnaryOp) -> Iterator[ast.AST]:
    """``-a``, ``not a``, ``~a``: ``a``."""
    yield node.operand


@on(ast.UnaryOp)
def another_negative_number(node: ast.UnaryOp) -> Iterator[ast.AST]:
    """``-2``: ``0``, ``-1``, ``-3``."""
    if isinstance(node.op, ast.USub) and isinstance(node.operand, ast.Constant):
        value = node.operand.value
        if isinstance(value, int | float):
            yield from (ast.Constant(0), _number(1 - value), _number(-1 - value))


@on(ast.Constant)
def another_constant(node: ast.Constant) -> Iterator[ast.AST]:
    """``3``: ``0``, ``1``, ``4``, ``2``, ``-3``; ``True``: ``False``."""
    value = node.value
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int):
        yield from map(_number, (0, 1, value + 1, value - 1, -value))
    elif isinstance(value, float):
        yield from map(_number, (0.0, 1.0, value * 2, value / 2, -value))
    elif isinstance(value, str):
        yield from (ast.Constant(text) for text in (*RENAMES.get(value, ()), ""))
        if value in TEXTS:
            yield ast.Constant(TEXTS[value])
    elif value is None:
        yield ast.Constant(0)


def _number(value: float) -> ast.expr:
    return ast.UnaryOp(ast.USub(), ast.Constant(-value)) if value < 0 else ast.Constant(value)


@on(ast.Name)
def another_name(node: ast.Name) -> Iterator[ast.AST]:
    """``min``: ``max``."""
    if isinstance(node.ctx, ast.Load):
        yield from (changed(node, id=name) for name in RENAMES.get(node.id, ()))


@on(ast.Attribute)
def another_attribute(node: ast.Attribute) -> Iterator[ast.AST]:
    """``np.floor``: ``np.ceil``; ``a.T``: ``a``."""
    yield from (changed(node, attr=name) for name in RENAMES.get(node.attr, ()))
    if node.attr in ("T", "real") and isinstance(node.ctx, ast.Load):
        yield node.value


@on(ast.Subscript)
def another_place(node: ast.Subscript) -> Iterator[ast.AST]:
    """``a[i]``: ``a[i + 1]``, ``a[i - 1]``, ``a``."""
    for index in off_by_one(node.slice):
        yield changed(node, slice=index)
    if isinstance(node.ctx, ast.Load):
        yield node.value


@on(ast.Slice)
def another_slice(node: ast.Slice) -> Iterator[ast.AST]:
    """``:k``: ``:k + 1``, ``:k - 1``, ``:``, ``k:``."""
    for field in ("lower", "upper", "step"):
        bound = getattr(node, field)
        if bound is not None:
            yield from (changed(node, **{field: other}) for other in off_by_one(bound))
            yield changed(node, **{field: None})
    if (node.lower is None) != (node.upper is None):
        yield changed(node, lower=node.upper, upper=node.lower)


@on(ast.IfExp)
def no_choice(node: ast.IfExp) -> Iterator[ast.AST]:
    """``a if c else b``: ``a``, ``b``."""
    yield from (node.body, node.orelse)


@on(ast.List, ast.Tuple, ast.Set)
def other_elements(node: ast.List | ast.Tuple | ast.Set) -> Iterator[ast.AST]:
    """``(a, b)``: ``(b, a)``, ``(b,)``, ``(a,)``."""
    for elements in neighbors_swapped(node.elts):
        yield changed(node, elts=elements)
    if not isinstance(node, ast.Set) and isinstance(node.ctx, ast.Load):
        yield from (changed(node, elts=rest) for rest in without_each(node.elts))


@on(ast.Dict)
def missing_entry(node: ast.Dict) -> Iterator[ast.AST]:
    """``{a: 1, b: 2}``: ``{b: 2}``, ``{a: 1}``."""
    for keys, values in zip(without_each(node.keys), without_each(node.values), strict=True):
        yield ast.Dict(keys, values)


@on(ast.comprehension)
def other_rounds(node: ast.comprehension) -> Iterator[ast.AST]:
    """``for x in a if c``: without ``if c``; without the first or the last x."""
    yield from (changed(node, ifs=rest) for rest in without_each(node.ifs))
    yield from (changed(node, iter=shorter) for shorter in shortened(node.iter))


def shortened(iterable: ast.expr) -> Iterator[ast.expr]:
    """``a``: ``list(a)[1:]``, ``list(a)[:-1]``."""
    every = ast.Call(ast.Name("list", ast.Load()), [iterable], [])
    yield ast.Subscript(every, ast.Slice(lower=ast.Constant(1)), ast.Load())
    yield ast.Subscript(every, ast.Slice(upper=_number(-1)), ast.Load())
