"""What editors may want to look at: documents that contradict what is held, and events whose day has passed. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from bot.interface.event_times import expected
from bot.readers.mention import Mention
from bot.readers.subscription import Scope, Subject
from knowledge import reviewing
from knowledge.compiled.base import KnowledgeBase
from knowledge.dates import DateMention, PartialDate
from knowledge.holding import newcomers
from knowledge.model import Entity, EntityType, Modality, Review, Statement
from knowledge.text.folding import tokens

_AHEAD = frozenset({Modality.ANNOUNCED, Modality.EXPECTED, Modality.INTENDED})


class Point(StrEnum):
    """In what a document contradicts what is held."""

    DATE = "date"
    PLACE = "place"
    HOLDER = "holder"
    NEWCOMER = "newcomer"
    """Somebody in an office of whom nothing is held."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What is held of an entity, and a sentence of a document that says otherwise."""

    point: Point
    entity: Entity
    held: PartialDate | tuple[Entity, ...]
    mention: Mention
    sentence: str
    named: str = ""
    """The newcomer, as the sentence writes the name."""


@dataclass(frozen=True, slots=True)
class FoundLeads:
    """Everything that may be looked at; each list begins with what matters most."""

    contradictions: Sequence[Contradiction] = ()
    passed: Sequence[tuple[Entity, PartialDate]] = ()
    reviews: Sequence[tuple[Statement, Review]] = ()
    documents: Sequence[tuple[Entity, int, Mention]] = ()
    """Entities that are followed, with how many documents named them lately and the newest of these."""


@dataclass(frozen=True)
class Leads:
    """Finds them in one version on one day."""

    knowledge: KnowledgeBase
    today: date

    def found(self, mentions: Sequence[Mention], followed: Collection[Subject]) -> FoundLeads:
        """All of them, by what documents said lately and what readers follow."""
        due = reviewing.due(self.knowledge.current.values(), self.knowledge.phrasings.properties, self.today)
        wanted = {one.key for one in followed if one.scope is Scope.ENTITY}
        return FoundLeads(tuple(self.contradictions(mentions)), self.passed(), due, self._named(mentions, wanted))

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
        for name in newcomers(sentence, entity, self.knowledge.lexicon) if held and people <= held else ():
            yield Contradiction(Point.NEWCOMER, entity, self._known(sorted(held)), mention, sentence, name)

    def _named(self, mentions: Iterable[Mention], wanted: AbstractSet[str]) -> list[tuple[Entity, int, Mention]]:
        """Who is followed and was named, the most often named first."""
        found: defaultdict[str, list[Mention]] = defaultdict(list)
        for mention in mentions:
            for id_ in wanted & mention.sentences.keys():
                found[id_].append(mention)
        entities = self.knowledge.entities
        known = ((entities[id_], some) for id_, some in found.items() if id_ in entities)
        return sorted(((one, len(some), some[0]) for one, some in known), key=lambda lead: -lead[1])

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
