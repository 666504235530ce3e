"""Ids that editors give stand in their YAML: code asks for the role that a concept, property or class plays."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

import pytest

from knowledge.curation.corpus import Corpus
from tests.architecture import lies_in, modules

ANSWERING = ("understanding", "matching", "search", "working_out", "quoting", "answering", "linking", "drafting")
OTHERWISE = {
    "bot.interface.zones": {"europe": "where zones lie"},
    "knowledge.matching.signs": {"date": "a sign that a question shows"},
    "knowledge.quoting.asked_for": {"person": "a kind of answer", "place": "a kind of answer"},
    "knowledge.drafting.telling_words": {"office": "what the words of offices are kept under"},
    "knowledge.drafting.sitting": {"state": "how far a proposal is"},
    "knowledge.drafting.workbook": {"state": "how far a proposal is"},
}
"""What an id of the shipped vocabulary is in a module where it is none."""


def ids(corpus: Corpus) -> frozenset[str]:
    """What asks, and what a statement can say: ids of every kind."""
    concepts = {phrase.id for phrase in corpus.phrasings.phrases if phrase.kind == "concept"}
    return frozenset(concepts | properties(corpus) | corpus.entities.keys())


def properties(corpus: Corpus) -> AbstractSet[str]:
    operations = corpus.operations
    return corpus.phrasings.properties.keys() | operations.classes.keys() | operations.relations.keys()


def texts(tree: ast.AST) -> Iterator[str]:
    """Every text of a module but docstrings and the values of enums, which are words of the code's own."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.ClassDef) and any("Enum" in ast.unparse(base) for base in node.bases):
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and not isinstance(tree, ast.Expr):
            yield node.value
        yield from texts(node)


def by_heart(tree: ast.AST, known: AbstractSet[str]) -> frozenset[str]:
    return frozenset(known) & frozenset(texts(tree))


def test_an_id_is_found_where_code_knows_it_by_heart() -> None:
    code = 'class Kind(StrEnum):\n    HOST = "host"\n\ndef f(x):\n    """host"""\n    return x == "next-meeting"'

    assert by_heart(ast.parse(code), {"host", "next-meeting"}) == {"next-meeting"}


@pytest.mark.slow
def test_code_knows_no_id_of_the_vocabulary_or_the_facts_by_heart(corpus: Corpus) -> None:
    """With a hyphen, or of an entity, it is nothing else anywhere; what answers knows none of a property at all."""
    every, asked = ids(corpus), properties(corpus)
    telling = frozenset(one for one in every if "-" in one) | corpus.entities.keys()
    found: dict[str, frozenset[str]] = {}
    for module, tree in modules().items():
        answers = any(lies_in(module, f"knowledge.{one}") for one in ANSWERING)
        found[module] = by_heart(tree, telling | asked if answers else telling)
    needless = {module: names.keys() - found[module] for module, names in OTHERWISE.items()}

    assert len(telling) > 100
    assert len(asked) > 50
    assert {module: left for module, names in found.items() if (left := names - OTHERWISE.get(module, {}).keys())} == {}
    assert not any(needless.values())
