"""What may be changed in a module so that it is wrong: small slips of those that people make.

Not changed are documentation, types, assertions, which state what a type cannot, and decorators,
whose caches make no difference to what comes out.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass

_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_SUMS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult, ast.Mod: ast.FloorDiv, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


@dataclass(frozen=True, slots=True)
class Mutation:
    """One slip: the line that it is on, what stands there, and what would stand there instead.
    `number` tells it from the others of its module."""

    number: int
    line: int
    before: str
    after: str


Place = ast.stmt | ast.expr


def mutations(text: str) -> list[Mutation]:
    """Every slip that a module offers, in order of its text."""
    return [
        Mutation(number, place.lineno, _shown(place), _shown(changed) if changed else "pass")
        for number, (_, place, changed) in enumerate(_slips(ast.parse(text)))
    ]


def mutated(text: str, number: int) -> ast.Module:
    """The module with one slip, to be compiled. IndexError where there are not so many."""
    tree = ast.parse(text)
    way, place, changed = list(_slips(tree))[number]
    *above, (field, index) = way
    parent = _at(tree, tuple(above))
    new = ast.Pass() if changed is None else changed
    ast.copy_location(new, place)
    if index is None:
        setattr(parent, field, new)
    else:
        getattr(parent, field)[index] = new
    return ast.fix_missing_locations(tree)


def _shown(place: ast.AST) -> str:
    text = " ".join(ast.unparse(place).split())
    return text if len(text) < 100 else f"{text[:97]} …"


def _slips(tree: ast.Module) -> Iterator[tuple[_Way, Place, Place | None]]:
    """Each slip: the way to its place, and the place before and after (None: taken out)."""
    for way in _ways(tree, ()):
        place = _at(tree, way)
        assert isinstance(place, ast.stmt | ast.expr)
        for changed in _changes(place):
            yield way, place, changed


_Way = tuple[tuple[str, int | None], ...]


def _at(node: ast.AST, way: _Way) -> ast.AST:
    for field, index in way:
        found = getattr(node, field)
        node = found if index is None else found[index]
    return node


def _ways(node: ast.AST, above: _Way) -> Iterator[_Way]:
    """The ways from the module to every statement and expression that may be changed."""
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "decorator_list", "type_params"):
            continue
        items = enumerate(value) if isinstance(value, list) else ((None, value),)
        for index, item in items:
            if not isinstance(item, ast.AST) or isinstance(item, ast.Assert):
                continue
            if field == "body" and index == 0 and _is_documentation(node, item):
                continue
            if isinstance(item, ast.Import | ast.ImportFrom | ast.JoinedStr) or _is_types(item):
                continue
            way = (*above, (field, index))
            if isinstance(item, ast.stmt | ast.expr):
                yield way
            # What is no statement and no expression, such as an argument, holds some.
            yield from _ways(item, way)


def _is_documentation(node: ast.AST, item: ast.AST) -> bool:
    return (
        isinstance(node, (*_FUNCTIONS, ast.Module))
        and isinstance(item, ast.Expr)
        and isinstance(item.value, ast.Constant)
        and isinstance(item.value.value, str)
    )


def _is_types(item: ast.AST) -> bool:
    """True where a statement is for a type checker, or a text stands by itself to explain."""
    if isinstance(item, ast.If):
        return isinstance(item.test, ast.Name) and item.test.id == "TYPE_CHECKING"
    if isinstance(item, ast.Assign):
        target = item.targets[0]
        return isinstance(target, ast.Name) and target.id in ("__all__", "__slots__")
    return isinstance(item, ast.Expr) and isinstance(item.value, ast.Constant)


def _changes(place: Place) -> Iterator[Place | None]:  # noqa: C901, PLR0912 - a table
    """What may stand in a place by a slip."""
    match place:
        case ast.Compare(ops=[op], left=left, comparators=comparators):
            if other := _COMPARISONS.get(type(op)):
                yield ast.Compare(left, [other()], comparators)
        case ast.BoolOp(op=op, values=values):
            yield ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
        case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=operand):
            yield operand
        case ast.BinOp(left=left, op=op, right=right):
            if sum_ := _SUMS.get(type(op)):
                yield ast.BinOp(left, sum_(), right)
        case ast.Constant(value=bool() as value):
            yield ast.Constant(not value)
        case ast.Constant(value=int() | float() as value):
            yield ast.Constant(value + 1)
        case ast.Constant(value=str() as value):
            yield ast.Constant(f"{value}XX")
        case ast.IfExp(test=test, body=body, orelse=orelse):
            yield ast.IfExp(ast.UnaryOp(ast.Not(), test), body, orelse)
        case ast.If() | ast.While():
            changed = copy.copy(place)
            changed.test = ast.UnaryOp(ast.Not(), place.test)
            yield changed
        case ast.ListComp() | ast.SetComp() | ast.GeneratorExp() | ast.DictComp():
            for number, part in enumerate(place.generators):
                if part.ifs:
                    open_ = copy.deepcopy(place)
                    open_.generators[number].ifs = []
                    yield open_
        case ast.Return(value=value) if value and not _is_nothing(value):
            yield ast.Return(ast.Constant(None))
        case ast.Continue():
            yield ast.Break()
        case ast.Break():
            yield ast.Continue()
        case ast.AugAssign(target=target, op=op, value=value):
            if sum_ := _SUMS.get(type(op)):
                yield ast.AugAssign(target, sum_(), value)
        case (
            ast.Expr(value=ast.Call() | ast.Yield() | ast.YieldFrom()) | ast.Raise() | ast.Delete()
        ):
            yield None
        case _:
            return


def _is_nothing(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value is None
