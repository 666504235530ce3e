"""Documents are linked to whom they name; what was labelled before says how often rightly."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.curation.corpus import Corpus
from knowledge.linking import Linker
from knowledge.vocabulary.lexicon import Lexicon

SENTENCES = Path(__file__).with_name("sentences.tsv")


@pytest.fixture(scope="module")
def linker(corpus: Corpus) -> Linker:
    return Linker(Lexicon.build((), corpus.entities.values()), corpus.entities)


def labelled() -> list[tuple[frozenset[str], str]]:
    lines = (one for one in SENTENCES.read_text("utf-8").splitlines() if not one.startswith("#"))
    pairs = (line.split("\t") for line in lines)
    return [(frozenset(() if ids == "-" else ids.split(",")), text) for ids, text in pairs]


def named(linker: Linker, text: str) -> frozenset[str]:
    """Whom the sentences of a text name, which has nothing else."""
    return frozenset(id_ for one in linker.sentences("", text) for id_ in one.entities)


def test_links_are_right_and_few_are_missing(linker: Linker) -> None:
    both = [(wanted, named(linker, text)) for wanted, text in labelled()]
    right = sum(len(wanted & found) for wanted, found in both)

    assert len(both) == 300
    assert right / sum(len(found) for _, found in both) >= 0.97
    assert right / sum(len(wanted) for wanted, _ in both) >= 0.9


def test_a_short_name_counts_where_the_document_has_the_long_one(linker: Linker) -> None:
    short = "Shanghai has to decide by May."
    alone = linker.sentences("", short)
    told = linker.sentences("The Shanghai Cooperation Organisation meets", short)

    assert alone == []
    assert [one.entities for one in told] == [("sco",), ("sco",)]


def test_an_office_is_that_of_the_state_beside_it(linker: Linker) -> None:
    assert "defence-minister-india" not in named(linker, "The French defence minister met Indian officers in Paris.")
    assert {"defence-minister-india", "india"} <= named(linker, "The Indian defence minister resigned.")
