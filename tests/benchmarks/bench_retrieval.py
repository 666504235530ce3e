"""How well search finds on a public set, and what other indexes do with the same texts: `make bench`."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Mapping, Sequence

import pytest

from knowledge.curation.records import ArchiveRecord
from knowledge.curation.sources import archived_source
from knowledge.search.documents import Document
from knowledge.search.searcher import Searcher
from knowledge.text.sentences import sentences
from tests.benchmarks.arcd import Arcd, Asked, with_slips
from tests.benchmarks.corpora import Language, archive
from tests.benchmarks.scale import milliseconds, percentile
from tests.benchmarks.search_peers import PEERS, Maker

pytestmark = [pytest.mark.bench, pytest.mark.timeout(900)]

_TOP = 20
_MADE = 20_000
"""Sentences over which indexes are compared; some peers need minutes for more."""


@pytest.fixture(scope="module")
def arcd() -> Arcd:
    return Arcd.read()


@pytest.fixture(scope="module")
def searcher(arcd: Arcd, tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    return Searcher(arcd.knowledge(tmp_path_factory.mktemp("arcd"))).warm()


@pytest.mark.parametrize(("typed", "least"), [("as asked", 0.74), ("in haste", 0.66)])
def test_the_paragraph_that_a_question_is_about_comes_first(
    searcher: Searcher, arcd: Arcd, typed: str, least: float
) -> None:
    questions = list(arcd.questions) if typed == "as asked" else list(with_slips(arcd.questions))
    halves = {half: [one for one in questions if one.tuning is (half == "tuning")] for half in ("tuning", "reporting")}

    found = {half: _found_first(searcher, some) for half, some in halves.items()} | {
        "all": _found_first(searcher, questions)
    }

    shares = ", ".join(f"{half} {share:.3f}" for half, share in found.items())
    _tell(f"questions whose own paragraph comes first, typed {typed}: {shares}")
    assert min(found["reporting"], found["all"]) >= least


@pytest.mark.parametrize("name", PEERS)
def test_candidates_from_another_index(name: str, arcd: Arcd) -> None:
    package, make = PEERS[name]
    if package:
        pytest.importorskip(package, reason=f"{package} is not installed; pip install {package} to compare with it")
    peer = make([_document(one) for one in arcd.documents])
    places = [(asked.text, int(asked.source[1:])) for asked in arcd.questions]
    hurried = [(asked.text, int(asked.source[1:])) for asked in with_slips(arcd.questions)]
    first = [sum(peer(text, 1)[:1] == [place] for text, place in some) / len(some) for some in (places, hurried)]
    near = sum(place in peer(text, _TOP) for text, place in places) / len(places)

    built, times = _speed(make)

    _tell(
        f"| {name} | {first[0]:.3f} | {first[1]:.3f} | {near:.3f} | {built:.1f} "
        f"| {percentile(times, 50):.2f} | {percentile(times, 99):.2f} |"
    )


def _found_first(searcher: Searcher, questions: Sequence[Asked]) -> float:
    hits = [(asked.source, searcher.search(asked.text, top=1)) for asked in questions]
    return sum(bool(found) and found[0].source == source for source, found in hits) / len(hits)


def _speed(make: Maker) -> tuple[float, list[float]]:
    """Seconds to build, and milliseconds a query, over made-up sentences."""
    language = Language.made(30_000)
    documents = [_document(one) for one in archive(language, _MADE, 1)]
    began = time.perf_counter()
    peer = make(documents)
    built = time.perf_counter() - began
    chance = random.Random(3)
    queries = [" ".join(chance.choice(documents).text.split()[: chance.randint(3, 9)]) for _ in range(100)]
    return built, milliseconds(lambda query: peer(query, _TOP), queries)


def _document(archived: Mapping[str, str]) -> Document:
    source = archived_source(ArchiveRecord.model_validate(archived))
    return Document(source.title or "", source.text, list(sentences(source.text)))


def _tell(line: str) -> None:
    sys.stdout.write(f"\n{line}")
