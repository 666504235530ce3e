"""The rules of the house that no tool checks: who may import what, and the size and documentation of modules.

Every rule also counts what it looked at, so that none can hold because a folder was renamed.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("bot", "handlers", "knowledge")
MOST_LINES = 300


@dataclass(frozen=True)
class Import:
    """One imported name: `module` imports `name`, which may be a module or stand in one."""

    module: str
    name: str

    def of(self, *packages: str) -> bool:
        """Whether the name is one of these modules or packages, or lies in one."""
        return any(self.name == one or self.name.startswith(f"{one}.") for one in packages)

    def by(self, *packages: str) -> bool:
        """Whether one of these modules or packages imports it."""
        return any(self.module == one or self.module.startswith(f"{one}.") for one in packages)


def files(*roots: str) -> list[Path]:
    return sorted(path for root in roots for path in (ROOT / root).rglob("*.py"))


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def trees(*roots: str) -> Iterator[tuple[str, ast.Module]]:
    for path in files(*roots):
        yield module_name(path), ast.parse(path.read_text("utf-8"))


@cache
def imports() -> tuple[Import, ...]:
    """All imports of the packages, also those inside functions and for type checking alone."""
    found = []
    for module, tree in trees(*PACKAGES):
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                found += [Import(module, alias.name) for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"{module}: relative imports hide the direction"
                found += [Import(module, f"{node.module}.{alias.name}") for alias in node.names]
    return tuple(found)


def telegram_is_allowed(one: Import) -> bool:
    signatures = one.of("telegram.constants") or one.name in ("telegram", "telegram.Bot")
    return one.by("handlers", "bot.app", "bot.context", "bot.delivery") or (one.by("bot.playground") and signatures)


EXCLUSIVE: dict[str, tuple[tuple[str, ...], Callable[[Import], bool]]] = {
    "telegram only where updates come in and messages go out": (("telegram",), telegram_is_allowed),
    "YAML only in its strict reader": (("yaml",), lambda one: one.by("knowledge.files.strict_yaml")),
    "SQLAlchemy and its migrations only in the state": (
        ("sqlalchemy", "alembic", "aiosqlite", "asyncpg"),
        lambda one: one.by("bot.state"),
    ),
    "the application only by the command line": (("bot.app",), lambda one: one.by("bot.__main__", "bot.cli")),
    "the handlers only by the application": (("handlers",), lambda one: one.by("handlers", "bot.app")),
    "what learns only by itself, with its mathematics": (
        ("knowledge.learning", "scipy"),
        lambda one: one.by("knowledge.learning"),
    ),
    "the command line only by the entry point": (("bot.cli",), lambda one: one.by("bot.__main__", "bot.cli")),
}


@pytest.mark.parametrize(("names", "allowed"), EXCLUSIVE.values(), ids=EXCLUSIVE)
def test_some_modules_are_imported_in_one_place(names: tuple[str, ...], allowed: Callable[[Import], bool]) -> None:
    seen = [one for one in imports() if one.of(*names)]

    assert seen
    assert [one for one in seen if not allowed(one)] == []


CLOSED: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "knowledge knows neither bot nor handlers": (("knowledge",), ("bot", "handlers")),
    "knowledge knows no event loop, network, clock or chance": (
        ("knowledge",),
        ("asyncio", "socket", "ssl", "http", "httpx", "urllib", "time", "threading", "random", "secrets"),
    ),
    "the state knows neither Telegram nor those who use it": (
        ("bot.state",),
        ("handlers", "bot.app", "bot.cli", "bot.delivery", "bot.playground"),
    ),
    "the playground is a server for any bot": (
        ("bot.playground",),
        ("handlers", "bot.app", "bot.cli", "bot.context", "bot.answering", "bot.delivery"),
    ),
}


@pytest.mark.parametrize(("packages", "unknown"), CLOSED.values(), ids=CLOSED)
def test_imports_go_one_way(packages: tuple[str, ...], unknown: tuple[str, ...]) -> None:
    seen = [one for one in imports() if one.by(*packages)]

    assert seen
    assert [one for one in seen if one.of(*unknown)] == []


def test_no_modules_import_each_other_when_they_are_loaded() -> None:
    modules = {module_name(path) for path in files(*PACKAGES)}
    graph = {module: set(loaded(tree, modules)) - {module} for module, tree in trees(*PACKAGES)}

    assert sum(map(len, graph.values())) > 100
    TopologicalSorter(graph).prepare()


def loaded(tree: ast.Module, modules: set[str]) -> Iterator[str]:
    """The modules of ours that are imported at the top of a file, not inside `if TYPE_CHECKING`."""
    for node in tree.body:
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield from {whole if whole in modules else str(node.module)} & modules
        elif isinstance(node, ast.Import):
            yield from {alias.name for alias in node.names} & modules


def classes() -> Iterator[tuple[str, str]]:
    """Every class as (its name, the module that it stands in)."""
    for module, tree in trees(*PACKAGES):
        yield from ((node.name, module) for node in ast.walk(tree) if isinstance(node, ast.ClassDef))


def test_no_class_of_the_running_process_has_the_name_of_another_one() -> None:
    places: defaultdict[str, list[str]] = defaultdict(list)
    for name, module in classes():
        places[name].append(module)
    # What the playground and the knowledge call alike is kept apart by their doors: nothing imports both.
    ours = {name: found for name, found in places.items() if any(is_of_the_process(module) for module in found)}

    assert len(ours) > 100
    assert {name: found for name, found in ours.items() if len(found) > 1} == {}


def is_of_the_process(module: str) -> bool:
    return module.startswith(("bot", "handlers")) and not module.startswith("bot.playground")


def calls(*roots: str) -> Iterator[tuple[str, str]]:
    """Every call as (module and line, what is called)."""
    for module, tree in trees(*roots):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                yield f"{module}:{node.lineno}", ast.unparse(node.func)


def test_nothing_is_printed_past_the_streams_of_the_command_line() -> None:
    seen = list(calls(*PACKAGES))

    assert len(seen) > 1000
    assert [place for place, called in seen if called in ("print", "rich.print", "pprint")] == []


def test_knowledge_reads_no_clock() -> None:
    seen = list(calls("knowledge"))

    assert len(seen) > 500
    assert [place for place, called in seen if called.split(".")[-1] in ("now", "today", "utcnow")] == []


ANSWERING = ("understanding", "matching", "search", "answering")
FITTED = {"knowledge.search.ranker"}
"""Holds the weights that `tests.benchmarks.fitting` prints."""


def fractions(tree: ast.Module) -> list[int]:
    """The lines at the top of a module where a name is given a fraction or several."""
    given = [node for node in tree.body if isinstance(node, ast.Assign | ast.AnnAssign) and node.value]
    return [node.lineno for node in given if any(map(is_fraction, ast.walk(node)))]


def is_fraction(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, float) and not node.value.is_integer()


def test_numbers_that_were_set_by_hand_stand_in_one_place() -> None:
    seen = {module: fractions(tree) for module, tree in trees(*(f"knowledge/{one}" for one in ANSWERING))}
    [(_, by_hand)] = [one for one in trees("knowledge") if one[0] == "knowledge.hand_set"]

    assert len(fractions(by_hand)) > 20
    assert {module: lines for module, lines in seen.items() if lines and module not in FITTED} == {}


def test_no_module_is_longer_than_it_can_be_read_at_once() -> None:
    lengths = {module_name(path): len(path.read_text("utf-8").splitlines()) for path in files(*PACKAGES)}

    assert len(lengths) > 40
    assert {module: lines for module, lines in lengths.items() if lines > MOST_LINES} == {}


Documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def public(name: str, node: Documented) -> Iterator[tuple[str, Documented]]:
    """A module or class and the public names in it."""
    yield name, node
    for child in node.body:
        if isinstance(child, ast.ClassDef) and not child.name.startswith("_"):
            yield from public(f"{name}.{child.name}", child)
        elif isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef) and not child.name.startswith("_"):
            yield f"{name}.{child.name}", child


def test_every_public_name_says_what_its_signature_cannot() -> None:
    names = [one for module, tree in trees(*PACKAGES) for one in public(module, tree)]

    assert len(names) > 300
    assert [name for name, node in names if not ast.get_docstring(node) and not is_empty(node)] == []


def is_empty(node: Documented) -> bool:
    """An `__init__.py` without a word."""
    return isinstance(node, ast.Module) and not node.body
