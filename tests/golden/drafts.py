"""How much of what curators wrote would have been proposed: `python -m tests.golden.drafts` prints a table.

A curated statement counts where a proposal has its property and a quote that shares with its first one at least half of
the characters of both together. New documents are drafted with the names of the first two alone; the last figure says
for how many such a proposal is also about whom curators say it of, once the document's entities are in the facts.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from knowledge.curation.corpus import Corpus, read_folder
from knowledge.curation.folder import DEFAULT, Folder
from knowledge.drafting.drafter import Drafter
from knowledge.drafting.proposals import ProposedStatement
from knowledge.learning.newcomers import newcomers_of
from knowledge.model import Citation, Statement
from tests.golden.questions import FOLDER

_LEAST = 0.5


def drafted_rightly(drafter: Drafter, curated: Corpus) -> tuple[int, int]:
    """For how many statements there was a proposal with the right quote and property, and of how many."""
    proposals = [
        (one, _start(one, source.text))
        for source in curated.sources.values()
        if source.curated
        for one in drafter.draft(source).statements
    ]
    right = sum(any(_fits(one, start, told) for one, start in proposals) for told in curated.statements.values())
    return right, len(curated.statements)


def about_whom(drafter: Drafter, curated: Corpus) -> int:
    """For how many statements a proposal with the right quote and property is also about their subject."""
    proposals = [
        (one, _start(one, source.text))
        for source in curated.sources.values()
        if source.curated
        for one in drafter.draft(source).statements
    ]
    fitting = ((told, one) for told in curated.statements.values() for one, at in proposals if _fits(one, at, told))
    return len({told.id for told, one in fitting if one.subject == told.subject})


def _drafter(corpus: Corpus) -> Drafter:
    return Drafter(corpus.lexicon, corpus.phrasings, corpus.claim_reader, dict(corpus.entities))


def _start(one: ProposedStatement, text: str) -> int:
    at = -1
    for _ in range(one.occurrence or 1):
        at = text.find(one.quote, at + 1)
    return at


def _fits(one: ProposedStatement, start: int, told: Statement) -> bool:
    quote = told.citations[0]
    return (one.property, one.source) == (told.property, quote.source) and _shared(one, start, quote) >= _LEAST


def _shared(one: ProposedStatement, start: int, quote: Citation) -> float:
    ends = start + len(one.quote), quote.start + len(quote.quote)
    return (min(ends) - max(start, quote.start)) / (max(ends) - min(start, quote.start))


def _table() -> Iterator[str]:
    first = read_folder(Folder.locate(DEFAULT))
    drafter = _drafter(first)
    yield "| documents | statements | proposed rightly | | of the right subject |"
    yield "|---|---|---|---|---|"
    sets = [("the first two", first)]
    for name in ("tuning", "reporting"):
        folders = newcomers_of(FOLDER.path, name)
        sets += [(f"{one.name} ({name})", read_folder(Folder.locate(one))) for one in folders]
    for title, corpus in sets:
        right, total = drafted_rightly(drafter, corpus)
        about = about_whom(_drafter(corpus), corpus) / total
        yield f"| {title} | {total} | {right} | {right / total:.0%} | {about:.0%} |"


if __name__ == "__main__":
    for line in _table():
        sys.stdout.write(f"{line}\n")
