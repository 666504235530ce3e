"""What a search shows: hits by story, and the words in them that were looked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from knowledge.hand_set import HAS_WORD, PASSAGE_FROM
from knowledge.model import Source
from knowledge.quoting.asked_for import Wanted
from knowledge.quoting.likeness import Said
from knowledge.quoting.stories import is_copy
from knowledge.quoting.words import listed
from knowledge.search.searcher import Hit
from knowledge.text.folding import tokens, without_clitics


@dataclass(slots=True)
class StoryHit:
    """The best hit of a story, and the other documents that tell it in the same words."""

    hit: Hit
    copies: list[Source] = field(default_factory=list)


def by_story(hits: Iterable[Hit]) -> list[StoryHit]:
    """Hits in their order, those of one story as one; statements stand alone."""
    found: list[StoryHit] = []
    for hit in hits:
        first = next((one for one in found if _is_one_story(one.hit, hit)), None)
        if first is None:
            found.append(StoryHit(hit))
        elif hit.document and hit.document.id not in {first.hit.source, *(one.id for one in first.copies)}:
            first.copies.append(hit.document)
    return found


def _is_one_story(one: Hit, other: Hit) -> bool:
    told, again = one.document, other.document
    return told is not None and again is not None and is_copy(told, again, other.text)


def is_about(hit: Hit, query: str) -> bool:
    """Whether a hit may be shown: it is probable, or half of the words are in it or in the title above it."""
    if hit.score >= PASSAGE_FROM:
        return True
    said = Said.of(f"{hit.document.title or ''}\n{hit.text}" if hit.document else hit.text)
    found = [said.meets(one) >= HAS_WORD for one in _wanted(query)]
    return sum(found) * 2 >= len(found)


def _wanted(query: str) -> list[Wanted]:
    light = listed().light.folded
    return [Wanted.of(token.text) for token in tokens(query) if token.text not in light]


def met(text: str, query: str) -> Iterator[tuple[int, int]]:
    """Where the words of a text stand that meet a word of the query."""
    wanted = [Wanted(token.text, (without_clitics(token.text),)) for token in tokens(query)]
    for token in tokens(text):
        if any(Said.of(token.text).meets(one) >= HAS_WORD for one in wanted):
            yield token.start, token.end
