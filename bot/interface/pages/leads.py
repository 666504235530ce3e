"""What editors see of what they may want to look at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.interface.leads import Contradiction, FoundLeads
from bot.interface.words.bidi import tidied
from bot.interface.words.markup import Block, Emphasis, Page, Style, emphasised
from bot.interface.words.wording import Worded, Wording
from bot.readers.mention import Mention
from knowledge.dates import PartialDate
from knowledge.documents.languages import language_of
from knowledge.model import Entity, Review, Statement

_MOST = 5
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class LeadsPages:
    """Makes this page in a language."""

    wording: Wording

    def page(self, found: FoundLeads) -> Page:
        """All of it under titles; what there is too much of is counted."""
        blocks = (
            *self._contradictions(found.contradictions),
            *self._listed("leads.passed", [self.passed(*one) for one in found.passed[:_MOST]], len(found.passed)),
            *self._listed("leads.reviews", [self.review(*one) for one in found.reviews[:_MOST]], len(found.reviews)),
            *self._listed(
                "leads.documents", [self.documents(*one) for one in found.documents[:_MOST]], len(found.documents)
            ),
        )
        return Page(blocks or (self._block(self.wording.text("leads.none")),))

    def _contradictions(self, found: Sequence[Contradiction]) -> Iterator[Block]:
        if found:
            yield self._title("leads.contradictions", len(found))
        for one in found[:_MOST]:
            yield self._block(self.disputed(one))
            sentence = tidied(one.sentence)[:_LONGEST]
            yield Block(language_of(sentence), (sentence,), Style.QUOTE, adjoins=True)
            yield Block(self.wording.lang, (self.origin(one.mention),), adjoins=True)

    def disputed(self, one: Contradiction) -> Worded:
        """What is held, above the sentence that says otherwise."""
        values = {"name": one.entity.name(self.wording.lang), "held": self._held(one.held)}
        if one.named:
            values["named"] = one.named
        return self.wording.text(f"leads.held.{one.point}", **values)

    def _held(self, held: PartialDate | Sequence[Entity]) -> str:
        if isinstance(held, PartialDate):
            return self.wording.date(held)
        return self.wording.listed(one.name(self.wording.lang) for one in held)

    def _listed(self, key: str, lines: Sequence[Worded], count: int) -> Iterator[Block]:
        if lines:
            yield self._title(key, count)
            yield Block(self.wording.lang, tuple(lines), adjoins=True)

    def _title(self, key: str, count: int) -> Block:
        return self._block(emphasised(self.wording.text(key, n=count), Emphasis.BOLD))

    def passed(self, entity: Entity, day: PartialDate) -> Worded:
        """That an event is over; did it take place?"""
        name = entity.name(self.wording.lang)
        return self.wording.text("leads.took-place", name=name, date=self.wording.date(day))

    def review(self, statement: Statement, review: Review) -> Worded:
        """That a statement is to be looked at again."""
        return self.wording.text("leads.review", id=statement.id, date=self.wording.date(review.by))

    def documents(self, entity: Entity, count: int, newest: Mention) -> Worded:
        """How many documents named who is followed, and the newest."""
        name = entity.name(self.wording.lang)
        return self.wording.text("leads.named", name=name, n=count, title=newest.title[:100])

    def origin(self, mention: Mention) -> Worded:
        """Whose document says it, and which."""
        publisher = mention.publisher or self.wording.text("mention.no-publisher")
        return self.wording.text("leads.from", publisher=publisher, document=mention.document)

    def _block(self, *lines: str) -> Block:
        return Block(self.wording.lang, lines)
