"""Neighbours of a question that the draft answers: what it does not say, and what must therefore be refused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from bot.interface.words.bidi import without_marks
from bot.interface.words.wording import Wording
from knowledge.compiled.base import KnowledgeBase
from knowledge.model import Entity, EntityType, Kind
from knowledge.vocabulary.roles import Role

_NO_YEAR = 7
"""Years before an event in which nothing of the kind is known."""
_OTHER_FIGURE = 7
_MARKS = "?؟"
_FIGURE = re.compile(r"(?<![\d.,-])(\d{2,3}|\d{1,3}(?:,\d{3})+)(?![\d.,%-])")
"""A number that is no year."""


class NeighbourKind(StrEnum):
    """What is another than what is told."""

    YEAR = "year"
    AFTER = "after"
    BEFORE = "before"
    OTHER = "other"
    """Another of the same type."""
    DEPUTY = "deputy"
    OFFICE = "office"
    """Another office of the same person."""
    FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A question, and what makes it another one."""

    kind: NeighbourKind
    text: str


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Makes them in one language."""

    knowledge: KnowledgeBase
    wording: Wording
    year: int
    """The one in which it is now."""

    def of(self, text: str, subject: str, property_: str) -> Iterator[Neighbour]:
        """Those of a question about a property of somebody or something."""
        entity = self.knowledge.entities[subject]
        yield self._made(NeighbourKind.YEAR, question=text.rstrip(_MARKS), year=self._another_year(entity))
        is_held = entity.kind is Kind.MEETING or entity.type == EntityType.EXERCISE
        if is_held:
            yield from self._editions(entity, property_)
        if (is_held or entity.type == EntityType.PERSON) and (other := self._other(entity, property_)):
            yield Neighbour(NeighbourKind.OTHER, self._about(other.name(self.wording.lang), property_))
        if entity.type == EntityType.PERSON:
            yield Neighbour(NeighbourKind.DEPUTY, self._about(self._named("deputy", entity), property_))
            yield self._made(NeighbourKind.OFFICE, name=entity.name(self.wording.lang))

    def of_figures(self, statements: Iterable[str]) -> Iterator[Neighbour]:
        """What statements tell in figures, with others in their place: nobody may say yes to that."""
        for id_ in statements:
            told = self.knowledge.statements[id_].wording[self.wording.lang].rstrip(".")
            if found := _FIGURE.search(told):
                number = int(found[1].replace(",", "")) + _OTHER_FIGURE
                said = f"{told[: found.start()]}{number}{told[found.end() :]}"
                yield self._made(NeighbourKind.FIGURE, text=said)

    def _editions(self, entity: Entity, property_: str) -> Iterator[Neighbour]:
        """The ones before and after an event, of which nothing is told."""
        told = self._told(entity.id)
        for kind, role in ((NeighbourKind.AFTER, Role.LATER), (NeighbourKind.BEFORE, Role.EARLIER)):
            if told.isdisjoint(self.knowledge.phrasings.role(role)):
                yield Neighbour(kind, self._about(self._named(kind.value, entity), property_))

    def _other(self, entity: Entity, property_: str) -> Entity | None:
        """Another of its type, which says nothing of that."""
        same = (one for one in self.knowledge.entities.values() if one.type == entity.type and one.id != entity.id)
        return next((one for one in same if property_ not in self._told(one.id)), None)

    def _told(self, subject: str) -> frozenset[str]:
        return frozenset(one.property for one in self.knowledge.statements_about(subject))

    def _another_year(self, entity: Entity) -> int:
        return (entity.dates.first.year if entity.dates else self.year) - _NO_YEAR

    def _named(self, what: str, entity: Entity) -> str:
        return without_marks(self.wording.text(f"neighbour.{what}", name=entity.name(self.wording.lang)))

    def _about(self, name: str, property_: str) -> str:
        question = self.knowledge.phrasings.properties[property_].question
        return question.texts()[self.wording.lang].replace("{name}", name) if question else ""

    def _made(self, kind: NeighbourKind, **filled: object) -> Neighbour:
        message = "example.year" if kind is NeighbourKind.YEAR else f"neighbour.{kind.value}"
        return Neighbour(kind, without_marks(self.wording.text(message, **filled)))
