"""What editors may want to look at: documents that contradict what is held, and events whose day has passed. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from bot.interface.event_times import expected
from bot.readers.mention import Mention
from knowledge.compiled.base import KnowledgeBase
from knowledge.dates import DateMention, PartialDate
from knowledge.model import Entity, EntityType, Modality
from knowledge.text.folding import tokens

_AHEAD = frozenset({Modality.ANNOUNCED, Modality.EXPECTED, Modality.INTENDED})


class Point(StrEnum):
    """In what a document contradicts what is held."""

    DATE = "date"
    PLACE = "place"
    HOLDER = "holder"


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What is held of an entity, and a sentence of a document that says otherwise."""

    point: Point
    entity: Entity
    held: PartialDate | tuple[Entity, ...]
    mention: Mention
    sentence: str


@dataclass(frozen=True)
class Leads:
    """Finds them in one version on one day."""

    knowledge: KnowledgeBase
    today: date

    def contradictions(self, mentions: Iterable[Mention]) -> Iterator[Contradiction]:
        """Sentences with another date or place of an event, or another known person in an office."""
        for mention in mentions:
            for id_, sentence in mention.sentences.items():
                beside = [other for other, said in mention.sentences.items() if said == sentence and other != id_]
                if entity := self.knowledge.entities.get(id_):
                    yield from self._against(entity, mention, sentence, beside)

    def passed(self) -> list[tuple[Entity, PartialDate]]:
        """Announced events whose last day has passed, the latest first: did they take place?"""
        found = []
        for id_, entity in self.knowledge.entities.items():
            said = expected(self.knowledge, self.knowledge.phrasings, id_) if entity.dates else None
            if said and entity.dates and said.said.modality in _AHEAD and entity.dates.last < self.today:
                found.append((entity, entity.dates))
        return sorted(found, key=lambda pair: pair[1].last, reverse=True)

    def _against(self, entity: Entity, mention: Mention, sentence: str, beside: list[str]) -> Iterator[Contradiction]:
        if entity.dates and not self._agree(sentence, entity.dates):
            yield Contradiction(Point.DATE, entity, entity.dates, mention, sentence)
        places = self._of_type(beside, EntityType.PLACE)
        if entity.place and places and entity.place not in places:
            yield Contradiction(Point.PLACE, entity, self._known((entity.place,)), mention, sentence)
        people = self._of_type(beside, EntityType.PERSON)
        held = self.holders.get(entity.id, frozenset())
        if people and held and held.isdisjoint(people):
            yield Contradiction(Point.HOLDER, entity, self._known(sorted(held)), mention, sentence)

    def _agree(self, sentence: str, held: PartialDate) -> bool:
        """Whether a sentence has no whole date, or one that may be the one that is held."""
        found = self.knowledge.phrasings.calendar.find(sentence, tokens(sentence)).dates
        whole = [one for one in found if _is_whole(one)]
        return not whole or any(one.may_be(held) for one in whole)

    def _of_type(self, ids: Iterable[str], type_: EntityType) -> frozenset[str]:
        entities = self.knowledge.entities
        return frozenset(id_ for id_ in ids if id_ in entities and entities[id_].type == type_)

    def _known(self, ids: Iterable[str]) -> tuple[Entity, ...]:
        return tuple(self.knowledge.entities[id_] for id_ in ids)

    @cached_property
    def holders(self) -> Mapping[str, frozenset[str]]:
        """The people of whom some statement says that they hold an office: it names both."""
        found: dict[str, frozenset[str]] = {}
        for one in self.knowledge.current.values():
            named = list(one.named())
            people = self._of_type(named, EntityType.PERSON)
            for office in self._of_type(named, EntityType.OFFICE) if people else ():
                found[office] = found.get(office, frozenset()) | people
        return found


def _is_whole(one: DateMention) -> bool:
    return bool(one.year and one.month and one.days)
