"""The rules of the house that no tool checks: who may import what, and the size and documentation of modules.

Every rule also counts what it looked at, so that none can hold because a folder was renamed.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Callable, Iterator

import pytest

from tests.architecture import (
    PACKAGES,
    ROOT,
    Import,
    between_modules,
    between_rooms,
    circles,
    imports,
    lies_in,
    modules,
    rooms_of,
    walked,
)

MOST_LINES = 300

ORDER = """
knowledge.errors  knowledge.dates  knowledge.progress  knowledge.hand_set
knowledge.model
knowledge.changes  knowledge.dialogue  knowledge.files  knowledge.visibility  knowledge.citing
knowledge.text  knowledge.learned  knowledge.bank
knowledge.vocabulary
knowledge.reviewing  knowledge.understanding  knowledge.linking  knowledge.holding
knowledge.matching
knowledge.compiled
knowledge.search  knowledge.pdf
knowledge.documents
knowledge.curation  knowledge.working_out
knowledge.archive  knowledge.drafting
knowledge.quoting
knowledge.answering
knowledge.learning
bot.apart  bot.clocks
bot.supervisor  bot.garbage_collection  bot.settings  bot.memory  bot.readers  bot.missed_questions  bot.interface.words
bot.language_model  bot.drawing  bot.web
bot.logs  bot.side_by_side  bot.state  bot.state.migrations.versions  bot.interface.buttons  bot.playground.formatting
bot.state.migrations  bot.interface  bot.playground.world
bot.interface.pictures
bot.interface.pages  bot.playground.methods
bot.answering  bot.playground
bot.delivery
bot.publishing
bot.permanent  bot.calendars  bot.looking_back  bot.feeds  bot.embedding  bot.desk
bot.context  bot.watching  bot.rehearsing
handlers.connection  handlers.replying
handlers
bot.delivery_parts
bot.app
bot.cli
bot.__main__
"""
"""Every room of the house, the ground first: each may know those of the lines above it, none of its own line."""


LEVELS = {room: level for level, line in enumerate(ORDER.strip().splitlines()) for room in line.split()}


def test_every_room_stands_in_the_order_once() -> None:
    named = ORDER.split()

    assert sorted(named) == sorted(set(named))


@pytest.mark.slow
def test_every_package_has_its_place_in_the_order() -> None:
    rooms = set(rooms_of().values())

    assert len(rooms) > 30
    assert rooms == LEVELS.keys()


def test_packages_know_only_what_lies_below_them() -> None:
    arrows = between_rooms()

    assert len(arrows) > 100
    assert [(room, other) for room, other in sorted(arrows) if LEVELS[room] <= LEVELS[other]] == []


@pytest.mark.parametrize("arrows", [between_modules, between_rooms])
def test_nothing_leads_back_to_where_it_came_from(arrows: Callable[[], frozenset[tuple[str, str]]]) -> None:
    """Not even inside functions, or for type checking alone."""
    assert len(arrows()) > 100
    assert circles(arrows()) == []


@pytest.mark.parametrize(
    ("pairs", "found"),
    [
        ([("a", "b"), ("b", "c")], []),
        ([("a", "b"), ("b", "a"), ("b", "c")], [["a", "b"]]),
        ([("a", "b"), ("b", "c"), ("c", "a"), ("d", "a"), ("e", "f"), ("f", "e")], [["a", "b", "c"], ["e", "f"]]),
    ],
)
def test_a_circle_is_found_whoever_leads_to_it(pairs: list[tuple[str, str]], found: list[list[str]]) -> None:
    assert circles(frozenset(pairs)) == found


THROUGH_OTHERS = {
    *("knowledge/learned", "knowledge/pdf", "bot/web", "bot/state/migrations", "bot/state/migrations/versions"),
    *("bot/playground/formatting", "bot/playground/methods", "bot/playground/world"),
}
"""Packages whose tests stand with what alone uses them: learning, documents, both pages, the state, the Bot API."""


def test_tests_mirror_the_source() -> None:
    """A folder of tests is that of a package, or of a module with data of its own, and a package has one."""
    sources = {path.parent for package in PACKAGES for path in (ROOT / package).rglob("*.py")}
    packages = {path.relative_to(ROOT).as_posix() for path in sources}
    tests = {path.parent for package in PACKAGES for path in (ROOT / "tests" / package).rglob("test_*.py")}
    tested = {path.relative_to(ROOT / "tests").as_posix() for path in tests}

    assert packages - tested == THROUGH_OTHERS
    assert [one for one in tested - packages if not (ROOT / f"{one}.py").is_file()] == []


def test_imports_are_seen_inside_functions_and_for_type_checking_alone() -> None:
    assert Import("bot.rehearsing", "bot.playground.playground.Playground") in imports()
    assert ("bot.rehearsing", "bot.playground.playground") in between_modules()


def telegram_is_allowed(one: Import) -> bool:
    signatures = one.of("telegram.constants") or one.name in ("telegram", "telegram.Bot")
    return one.by("handlers", "bot.app", "bot.context", "bot.delivery") or (one.by("bot.playground") and signatures)


EXCLUSIVE: dict[str, tuple[tuple[str, ...], Callable[[Import], bool]]] = {
    "telegram only where updates come in and messages go out": (("telegram",), telegram_is_allowed),
    "YAML only in its strict reader and its writer": (
        ("yaml",),
        lambda one: one.by("knowledge.files.strict_yaml", "knowledge.files.written_yaml"),
    ),
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


ONLY: dict[str, tuple[str, tuple[str, ...]]] = {
    "the playground is a server for any bot": ("bot.playground", ("bot.web", "knowledge.files", "knowledge.errors")),
    "the state knows neither Telegram nor those who use it": ("bot.state", ("bot.readers", "bot.clocks", "knowledge")),
    "the settings know how a file is read": ("bot.settings", ("knowledge.files", "knowledge.errors")),
    "what is known of a reader is values": ("bot.readers", ("knowledge",)),
}
"""Some packages know less of ours than their place in the order would let them: these packages alone."""


@pytest.mark.parametrize(("package", "known"), ONLY.values(), ids=ONLY)
def test_some_packages_know_only_what_they_are_made_of(package: str, known: tuple[str, ...]) -> None:
    seen = [one for one in imports() if one.by(package) and one.of(*PACKAGES)]

    assert seen
    assert [one for one in seen if not one.of(package, *known)] == []


UNKNOWN = ("asyncio", "socket", "ssl", "http", "httpx", "urllib", "time", "threading", "random", "secrets")


def test_knowledge_knows_no_event_loop_network_clock_or_chance() -> None:
    seen = [one for one in imports() if one.by("knowledge")]

    assert seen
    assert [one for one in seen if one.of(*UNKNOWN)] == []


def classes() -> Iterator[tuple[str, str]]:
    """Every class as (its name, the module that it stands in)."""
    for module, nodes in walked().items():
        yield from ((node.name, module) for node in nodes if isinstance(node, ast.ClassDef))


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


def calls(package: str = "") -> Iterator[tuple[str, str]]:
    """Every call as (module and line, what is called)."""
    for module, nodes in walked().items():
        for node in nodes if not package or lies_in(module, package) else ():
            if isinstance(node, ast.Call):
                yield f"{module}:{node.lineno}", dotted(node.func)


def dotted(node: ast.expr) -> str:
    """A name with dots; empty where something else is called."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=value, attr=name):
            return f"{dotted(value)}.{name}"
        case _:
            return ""


def test_nothing_is_printed_past_the_streams_of_the_command_line() -> None:
    seen = list(calls())

    assert len(seen) > 1000
    assert [place for place, called in seen if called in ("print", "rich.print", "pprint")] == []


def test_knowledge_reads_no_clock() -> None:
    seen = list(calls("knowledge"))

    assert len(seen) > 500
    assert [place for place, called in seen if called.split(".")[-1] in ("now", "today", "utcnow")] == []


ANSWERING = (
    *("knowledge.understanding", "knowledge.matching", "knowledge.search"),
    *("knowledge.working_out", "knowledge.quoting", "knowledge.answering"),
)
TELLING = (
    *ANSWERING,
    *("knowledge.linking", "knowledge.holding", "knowledge.drafting", "bot.interface", "bot.missed_questions"),
    *("bot.looking_back", "handlers.inline", "handlers.questions", "handlers.passages"),
)
"""What decides what anybody is told; limits of time and size stay with what they protect."""
FITTED = {"knowledge.search.ranker", "knowledge.quoting.sentence_judge", "knowledge.quoting.meant"}
"""Hold the weights that `tests.benchmarks.fitting`, `tests.golden.archived` and `tests.golden.across` print."""


def fractions(tree: ast.Module) -> list[int]:
    """The lines at the top of a module where a name is given a fraction or several."""
    given = [node for node in tree.body if isinstance(node, ast.Assign | ast.AnnAssign) and node.value]
    return [node.lineno for node in given if any(map(is_fraction, ast.walk(node)))]


def is_fraction(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, float) and not node.value.is_integer()


@pytest.mark.slow
def test_numbers_that_were_set_by_hand_stand_in_one_place() -> None:
    answering = [module for module in modules() if any(lies_in(module, one) for one in TELLING)]
    seen = {module: fractions(modules()[module]) for module in answering}

    assert len(seen) > 10
    assert len(fractions(modules()["knowledge.hand_set"])) > 20
    assert all(any(lies_in(module, one) for module in seen) for one in TELLING)
    assert {module: lines for module, lines in seen.items() if lines and module not in FITTED} == {}


LETTERS = re.compile(r"\[[^\]]*\]")
WORD = re.compile(r"[\u0621-\u064a]{3,}|[\u0430-\u0451]{3,}")
LETTERS_OF_SCRIPTS = {
    **dict.fromkeys(("knowledge.text.letters", "knowledge.pdf.glyphs"), "which letters are one"),
    **dict.fromkeys(("knowledge.text.spelling", "knowledge.text.romanisation"), "which letters are taken for others"),
    "knowledge.text.transliteration": "how letters are written in those of another script",
    "knowledge.text.folding": "what Arabic writes onto a word, which is taken off before any list is looked into",
    "knowledge.curation.names": "how the name of a state becomes an adjective",
    "knowledge.bank.judging": "how replies began when no verdict was written beside them",
    "bot.playground.formatting.addresses": "domains of the internet",
    "bot.playground.populating": "who lives in the playground",
    "bot.desk.checking": "whom nobody has accepted yet, in both languages that a statement must have",
}
"""Modules whose texts hold runs of letters that are no words to be understood, and what they are."""


def test_no_module_knows_the_words_of_a_language() -> None:
    """They stand with their language in YAML, so that a fourth one opens no module; shapes of letters are none."""
    written = {module: tree for module, tree in modules().items() if WORD.search(source_of(module))}
    told = {module: WORD.findall(LETTERS.sub("", " ".join(texts(tree)))) for module, tree in written.items()}

    assert len(written) > 50
    assert WORD.findall(LETTERS.sub("", "(?:[ينت][ء-ي]{3,}|كتبوا|слово)")) == ["كتبوا", "слово"]
    assert {module: found for module, found in told.items() if found and module not in LETTERS_OF_SCRIPTS} == {}
    assert [module for module in LETTERS_OF_SCRIPTS if not told.get(module)] == []


def source_of(module: str) -> str:
    path = ROOT / module.replace(".", "/")
    file = path.with_suffix(".py")
    return (file if file.is_file() else path / "__init__.py").read_text("utf-8")


def texts(tree: ast.Module) -> Iterator[str]:
    """Every text of a module but docstrings."""
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.value


def test_no_module_is_longer_than_it_can_be_read_at_once() -> None:
    paths = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in paths}

    assert len(lengths) > 40
    assert {path: lines for path, lines in lengths.items() if lines > MOST_LINES} == {}


Documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def public(name: str, node: Documented) -> Iterator[tuple[str, Documented]]:
    """A module or class and the public names in it."""
    yield name, node
    for child in node.body:
        if isinstance(child, ast.ClassDef) and not child.name.startswith("_"):
            yield from public(f"{name}.{child.name}", child)
        elif isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef) and not child.name.startswith("_"):
            yield f"{name}.{child.name}", child


@pytest.mark.slow
def test_every_public_name_says_what_its_signature_cannot() -> None:
    names = [one for module, tree in modules().items() for one in public(module, tree)]

    assert len(names) > 300
    assert [name for name, node in names if not ast.get_docstring(node)] == []


def test_a_number_that_was_set_by_hand_is_set_once() -> None:
    """Or one that stands further down takes the place of another, unseen."""
    targets = (one for node in modules()["knowledge.hand_set"].body for one in ast.walk(node))
    names = [one.id for one in targets if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)]

    assert names
    assert sorted(names) == sorted(set(names))
