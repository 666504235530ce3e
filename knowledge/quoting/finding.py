"""The sentences that a search finds, each in its document and with what must be shown with it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from knowledge.hand_set import WEIGHED
from knowledge.quoting.sentence_judge import Found
from knowledge.quoting.stretches import around
from knowledge.search.searcher import Searcher
from knowledge.search.within import Within

MOST_JUDGED = 15


def found_by_words(searcher: Searcher, text: str, within: Within) -> Iterator[Found]:
    """Those that share most with a text, best first."""
    hits = searcher.sentences(text, candidates=WEIGHED, within=within)
    found = list(islice(hits, MOST_JUDGED))
    documents = tuple({document.id: document for _, document, _ in found}.values())
    for passage, document, score in found:
        if stretch := around(document, passage.start):
            yield Found(passage, document, stretch, score, documents)


def found_by_meaning(searcher: Searcher, text: str, within: Within, most: int) -> Iterator[tuple[str, list[Found]]]:
    """Those of each language that come nearest to what a text means, nearest first."""
    for language, hits in searcher.nearest(text, candidates=most, within=within).items():
        known = [(passage, passage.document, cosine) for passage, cosine in hits if passage.document]
        documents = tuple({document.id: document for _, document, _ in known}.values())
        placed = ((each, around(each[1], each[0].start)) for each in known)
        yield language, [Found(*each[:2], stretch, each[2], documents) for each, stretch in placed if stretch]
