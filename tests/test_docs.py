"""The pages say what the project says: those that are made from it, and the names in those that are not."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from bot.cli.facts_page import facts_page
from knowledge.curation.corpus import Corpus
from knowledge.curation.records import SourceRecord
from tests.architecture import rooms_of

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.rglob("*.md"))]
_OF_OTHERS = {"test_bot.py"}
"""A file of whoever tests a bot with the playground."""


def test_the_page_of_facts_is_made_from_the_facts(corpus: Corpus) -> None:
    assert (DOCS / "facts.md").read_text(encoding="utf-8") == facts_page(corpus), "run `make docs`"


@cache
def sources() -> tuple[str, ...]:
    """Every Python file, with a slash before it."""
    tops = ("bot", "handlers", "knowledge", "tests")
    return tuple(f"/{path.relative_to(ROOT).as_posix()}" for top in tops for path in (ROOT / top).rglob("*.py"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_module_that_a_page_names_exists(page: Path) -> None:
    text = page.read_text("utf-8")
    named = set(re.findall(r"`([\w/.-]+\.py)\b", text)) - _OF_OTHERS
    started = {f"{name.replace('.', '/')}.py" for name in re.findall(r"python -m (\w+\.[\w.]*\w)", text)}

    assert [name for name in sorted(named | started) if not any(one.endswith(f"/{name}") for one in sources())] == []


def test_every_test_that_a_page_names_exists() -> None:
    named = {name for page in PAGES for name in re.findall(r"`(test_\w+)`", page.read_text("utf-8"))}
    there = {name for path in sources() if "/test_" in path for name in _tests_of(path)}

    assert len(named) > 60
    assert named - there == set()


def _tests_of(path: str) -> list[str]:
    return re.findall(r"def (test_\w+)\(", (ROOT / path[1:]).read_text("utf-8"))


@pytest.mark.slow
def test_the_tree_of_the_readme_has_a_line_for_every_package() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    tree = text[text.index("## The tree") : text.index("## Commands")]
    packages = {f"{room.rpartition('.')[2]}/" for room in rooms_of().values() if room in parents()}

    assert len(packages) > 20
    assert {one for one in packages if one not in tree} == {"migrations/", "versions/"}


def parents() -> set[str]:
    """All names of packages."""
    return {module.rpartition(".")[0] for module in rooms_of()}


def glossary() -> Iterator[tuple[str, str]]:
    """Each package of the glossary with a word of its table."""
    package = ""
    for line in (DOCS / "glossary.md").read_text("utf-8").splitlines():
        if line.startswith("## "):
            package = line.split("`")[1]
        elif line.startswith("| `"):
            yield from ((package, word) for word in re.findall(r"`([^`]+)`", line.split("|")[1]))


def test_the_glossary_follows_a_question_through_the_packages() -> None:
    packages = list(dict.fromkeys(package.rpartition(".")[2] for package, _ in glossary()))

    assert packages == [
        "model",
        "text",
        "vocabulary",
        "understanding",
        "matching",
        "answering",
        "citing",
        "scenes",
        "pictures",
        "quoting",
    ]
    assert len(list(glossary())) > 30


@pytest.mark.parametrize(("package", "word"), list(glossary()))
def test_every_word_of_the_glossary_is_a_name_of_its_package(package: str, word: str) -> None:
    name, _, attribute = word.partition(".")
    [found] = [vars(module)[name] for module in modules(package) if is_made_in(module, name)]

    assert not attribute or attribute in {*vars(found), *found.__annotations__}


def modules(package: str) -> list[ModuleType]:
    """A module, or all modules of a package."""
    found = importlib.import_module(package)
    below = pkgutil.iter_modules(getattr(found, "__path__", ()), f"{package}.")
    return [found, *(importlib.import_module(one.name) for one in below)]


def is_made_in(module: ModuleType, name: str) -> bool:
    """Whether a module defines a class or function, and does not import it."""
    return getattr(vars(module).get(name), "__module__", None) == module.__name__


def test_the_page_of_curating_has_every_key_of_a_document_and_says_which_properties_hold_one_value(
    corpus: Corpus,
) -> None:
    text = (DOCS / "curating.md").read_text("utf-8")
    _, _, entry = text.partition("| key of `sources.yaml` |")
    keys = [key for line in entry.partition("\n\n")[0].splitlines()[2:] for key in _quoted(line.split("|")[1])]
    single = {key for key, one in corpus.phrasings.properties.items() if one.single}

    assert sorted(keys) == sorted(SourceRecord.model_fields)
    assert set(re.findall(r"`([\w-]+)`\*", text)) == single


def _quoted(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)
