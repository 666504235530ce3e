"""Makes mutants of the engine: one change of one line, drawn by seed."""

from __future__ import annotations

import ast
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).parent.parent.parent
MUTATED = (
    "understanding",
    "matching",
    "answering",
    "working_out",
    "quoting",
    "search",
    "text",
    *(
        f"vocabulary/{name}.py"
        for name in ("assertions", "covering", "forms", "lexicon", "operations", "talk", "terms")
    ),
    "dates.py",
    "visibility.py",
    "hand_set.py",
)
"""Below `knowledge/`."""

_COMPARISONS: Mapping[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
}
_OPERATORS: Mapping[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
_CALLS: Mapping[str, str] = {"min": "max", "max": "min", "any": "all", "all": "any"}
_UNTOUCHED = ("annotation", "returns", "decorator_list")

_Node = TypeVar("_Node", bound=ast.AST)


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: the file below the root, the line, what is said instead of what, and the whole file with it."""

    file: str
    line: int
    before: str
    after: str
    source: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}  {self.before}  →  {self.after}"


def mutants_of(file: str, source: str) -> Iterator[Mutant]:
    """Every mutant of a file."""
    for node in _mutable(ast.parse(source)):
        for place, other in _changes(node):
            before, after = ast.unparse(place), ast.unparse(other)
            if before != after:
                written = after if isinstance(place, ast.stmt) else f"({after})"
                yield Mutant(file, place.lineno, before, after, _replaced(source, place, written))


def _mutable(node: ast.AST) -> Iterator[ast.AST]:
    """All nodes but decorators, annotations, the options of fields, and what stands inside texts."""
    for name, value in ast.iter_fields(node):
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and name not in _UNTOUCHED and not _is_spared(child):
                yield child
                yield from _mutable(child)


def _is_spared(node: ast.AST) -> bool:
    is_field = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "field"
    return is_field or isinstance(node, ast.JoinedStr)


_Change = tuple[ast.expr | ast.stmt, ast.expr | ast.stmt]


def _changes(node: ast.AST) -> Iterator[_Change]:
    """What may be written in place of a node, or of a part of it."""
    yield from _other_values(node)
    yield from _other_ways(node)


def _other_values(node: ast.AST) -> Iterator[_Change]:
    match node:
        case ast.Compare(ops=operators):
            for at, operator in enumerate(operators):
                if other := _COMPARISONS.get(type(operator)):
                    yield node, _with(node, ops=[*operators[:at], other(), *operators[at + 1 :]])
        case ast.BoolOp(op=joined):
            yield node, _with(node, op=ast.Or() if isinstance(joined, ast.And) else ast.And())
        case ast.BinOp(op=done) | ast.AugAssign(op=done) if swapped := _OPERATORS.get(type(done)):
            yield node, _with(node, op=swapped())
        case ast.UnaryOp(op=ast.Not(), operand=denied):
            yield node, denied
        case ast.Constant(value=bool() as value):
            yield node, ast.Constant(not value)
        case ast.Constant(value=int() | float() as number):
            yield from ((node, ast.Constant(one)) for one in (number + 1, number - 1))
        case ast.Call(func=ast.Name(id=called)) if called in _CALLS:
            yield node, _with(node, func=ast.Name(_CALLS[called]))


def _other_ways(node: ast.AST) -> Iterator[_Change]:
    match node:
        case ast.If(test=test) | ast.IfExp(test=test) | ast.While(test=test):
            yield test, ast.UnaryOp(ast.Not(), test)
        case ast.ListComp() | ast.SetComp() | ast.GeneratorExp() | ast.DictComp():
            yield from ((node, _with(node, generators=one)) for one in _unfiltered(node.generators))
        case ast.Expr(value=ast.Yield() | ast.YieldFrom()):
            yield node, ast.Return()
        case ast.Continue() | ast.Break():
            yield node, ast.Break() if isinstance(node, ast.Continue) else ast.Continue()


def _unfiltered(generators: Sequence[ast.comprehension]) -> Iterator[list[ast.comprehension]]:
    for at, one in enumerate(generators):
        if one.ifs:
            yield [*generators[:at], _with(one, ifs=[]), *generators[at + 1 :]]


def _with(node: _Node, **fields: object) -> _Node:
    other = copy(node)
    for name, value in fields.items():
        setattr(other, name, value)
    return other


def _replaced(source: str, place: ast.expr | ast.stmt, written: str) -> str:
    """The source with something else in one place; columns count bytes."""
    lines = [line.encode() for line in source.splitlines(keepends=True)]
    last = (place.end_lineno or place.lineno) - 1
    head, tail = lines[place.lineno - 1][: place.col_offset], lines[last][place.end_col_offset :]
    return b"".join([*lines[: place.lineno - 1], head, written.encode(), tail, *lines[last + 1 :]]).decode()


def drawn(seed: int, count: int) -> list[Mutant]:
    """A mutant each of as many lines, any of those that can be made there."""
    by_line: defaultdict[tuple[str, int], list[Mutant]] = defaultdict(list)
    for path in chain.from_iterable(map(_modules, MUTATED)):
        file = path.relative_to(ROOT).as_posix()
        for mutant in mutants_of(file, path.read_text("utf-8")):
            by_line[file, mutant.line].append(mutant)
    chance = random.Random(seed)
    lines = chance.sample(sorted(by_line), min(count, len(by_line)))
    return [chance.choice(by_line[line]) for line in lines]


def _modules(name: str) -> list[Path]:
    path = ROOT / "knowledge" / name
    return sorted(path.rglob("*.py")) if path.is_dir() else [path]
