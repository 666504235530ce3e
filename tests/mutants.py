"""Whether the engine's own tests notice when a line of the engine says something else: `make mutants SEED=7`.

Draws lines of the engine by seed and changes one thing in each: a comparison, a boolean, a number, a branch. Every
mutant is made in a copy of the tree. One that changes no reply to a sample of the golden questions is left out; of the
others nine in ten have to fail `tests/knowledge`. Those that do not are printed.
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from copy import copy
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from pathlib import Path
from queue import SimpleQueue
from typing import TypeVar

ROOT = Path(__file__).parent.parent
MUTATED = ("understanding", "matching", "answering", "text/quantities.py", "hand_set.py")
"""Below `knowledge/`."""
COPIED = ("bot", "handlers", "knowledge", "seeds", "tests", "pyproject.toml", "config.yaml")
TESTS = "tests/knowledge"
_OPTIONS = ("-x", "-q", "-n", "0", "-p", "no:cacheprovider", "--timeout", "900")
"""On a busy machine a test may take long by the clock without being stuck."""
_WANTED = 0.9
_EVERY = 5
"""Of the tuning questions, which come writer by writer, every fifth is asked, and all reporting ones."""
_ASKING, _TESTING = 60, 300
"""Seconds of a core, several times what it takes; a mutant that needs more never ends, and that is noticed."""
_LIMITED = ("sh", "-c", 'ulimit -t "$0" && exec "$@"')

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


class Outcome(StrEnum):
    """What became of a mutant."""

    LEFT_OUT = "left out"
    KILLED = "killed"
    SURVIVED = "survived"


@dataclass(frozen=True, slots=True)
class Tree:
    """A copy of the tree, in which one mutant at a time is tried."""

    folder: Path

    @classmethod
    def copied(cls, folder: Path) -> Tree:
        """Copy what the tests of the engine need."""
        for name in COPIED:
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(ROOT / name, folder / name)
        return cls(folder)

    def tried(self, mutant: Mutant, questions: Path, replies: str) -> Outcome:
        """What becomes of a mutant, given what the questions are answered without it."""
        path = self.folder / mutant.file
        original = path.read_text("utf-8")
        path.write_text(mutant.source, "utf-8")
        try:
            if self.replies(questions) == replies:
                return Outcome.LEFT_OUT
            passed = self._run("-m", "pytest", *_OPTIONS, *self._tests_of(mutant), within=_TESTING)
            return Outcome.SURVIVED if passed is not None else Outcome.KILLED
        finally:
            path.write_text(original, "utf-8")

    def _tests_of(self, mutant: Mutant) -> Iterator[str]:
        """All tests of the engine, those of the module itself first: they are the ones that most likely fail."""
        module = Path(mutant.file)
        own = Path("tests") / module.parent / f"test_{module.name}"
        if (self.folder / own).exists():
            yield str(own)
        yield TESTS

    def replies(self, questions: Path) -> str | None:
        """What the questions are answered, in short; None where that fails or never ends."""
        return self._run("-m", "tests.mutants", "--ask", str(questions), within=_ASKING)

    def _run(self, *arguments: str, within: int) -> str | None:
        """What a Python in the copy prints, None if it fails or takes too long."""
        fixed = {"PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(self.folder)}
        command = [*_LIMITED, str(within), sys.executable, *arguments]
        environment = {**os.environ, **fixed}
        done = subprocess.run(command, cwd=self.folder, env=environment, capture_output=True, check=False)
        return done.stdout.decode() if done.returncode == 0 else None


def ask(questions: Path) -> str:
    """A digest of the status, text and statements of every reply."""
    from bot.interface.render import render, to_json
    from bot.interface.words.wording import Wordings
    from knowledge.learning.engine import TODAY, load_engine

    engine, wordings, digest = load_engine(), Wordings.load(), hashlib.sha256()
    for question in json.loads(questions.read_text("utf-8")):
        reply = engine.reply_to(question, today=TODAY)
        shown = to_json(reply, render(reply, engine.knowledge, wordings.speak(reply.lang)), id_=None, ms=0.0)
        digest.update(repr([shown[key] for key in ("status", "text", "statements")]).encode())
    return digest.hexdigest()


def write_questions(path: Path) -> None:
    """A fixed sample of the golden questions, of which reading takes longer than answering."""
    from tests.golden.questions import read

    asked = [one.q for one in (*read("reporting"), *read("tuning")[::_EVERY])]
    path.write_text(json.dumps(asked), "utf-8")


def outcomes(mutants: Sequence[Mutant], jobs: int) -> Iterator[tuple[Mutant, Outcome]]:
    """Try each mutant, in `jobs` copies at a time."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        trees: SimpleQueue[Tree] = SimpleQueue()
        for job in range(jobs):
            (root := Path(folder) / str(job)).mkdir()
            trees.put(Tree.copied(root))
        write_questions(questions := Path(folder) / "questions.json")
        pool = stack.enter_context(ThreadPoolExecutor(jobs))
        replies = (tree := trees.get()).replies(questions)
        trees.put(tree)
        if replies is None:
            raise SystemExit("without any mutant the questions are not answered")

        def tried(mutant: Mutant) -> Outcome:
            tree = trees.get()
            try:
                return tree.tried(mutant, questions, replies)
            finally:
                trees.put(tree)

        yield from zip(mutants, pool.map(tried, mutants), strict=True)


def main() -> int:
    """Print what becomes of each mutant and how many are killed; 1 where that is too few."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--lines", type=int, default=30, help="how many mutants")
    parser.add_argument("--jobs", type=int, default=max((os.cpu_count() or 1) // 2, 1))
    parser.add_argument("--ask", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.ask:
        print(ask(given.ask))  # noqa: T201
        return 0
    found: Counter[Outcome] = Counter()
    for mutant, outcome in outcomes(drawn(given.seed, given.lines), given.jobs):
        found[outcome] += 1
        print(f"{outcome:9} {mutant}", flush=True)  # noqa: T201
    counted = found[Outcome.KILLED] + found[Outcome.SURVIVED]
    told = f"{found.total()} tried, {found[Outcome.LEFT_OUT]} left out, {found[Outcome.KILLED]} of {counted} killed"
    print(f"seed {given.seed}: {told}")  # noqa: T201
    return int(found[Outcome.KILLED] < _WANTED * counted)


if __name__ == "__main__":
    raise SystemExit(main())
