"""A made-up world of so many events with dates, places, corridors and those who take part, and a document about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import cast

from knowledge.compiled.base import KnowledgeBase
from knowledge.dates import PartialDate
from knowledge.matching.profiles import Profile
from knowledge.model import Citation, Entity, EntityType, Kind, Modality, Polarity, Source, Statement
from knowledge.vocabulary.operations import OperationRole, Operations
from knowledge.vocabulary.phrasings import PropertyRecord
from knowledge.vocabulary.terms import Term, TermKind
from tests.support.facts import knowledge_base

SOURCE = Source("paper", "en", date(2024, 1, 1), "0" * 64, "One sentence. ", short={"ar": "وثيقة", "en": "Paper"})
QUOTE = Citation(SOURCE.id, SOURCE.text[:3], 0)
_FIRST = date(2024, 1, 1)
_MODALITIES = (Modality.STATED, Modality.ANNOUNCED, Modality.CLAIMED)
_STOPS, _GUESTS = 8, 3
OPERATIONS = Operations(
    {"event": frozenset({EntityType.SUMMIT})},
    {"take-part": frozenset({"participant"})},
    {OperationRole.EVENT: frozenset({"event"}), OperationRole.ATTENDED: frozenset({"take-part"})},
)


@dataclass(frozen=True, slots=True)
class World:
    """Names things by what they are and their number."""

    count: int
    named: Callable[[str, int], str]

    def knowledge(self) -> KnowledgeBase:
        """What is known of it."""
        statements = {one.id: one for one in self._statements()}
        text = SOURCE.text * max(1, self.count)
        base = knowledge_base()
        properties = dict.fromkeys(("date", "place", "participant", "connects"), cast("PropertyRecord", None))
        return replace(
            base,
            phrasings=replace(base.phrasings, properties=properties),
            version=f"world-{self.count}",
            entities={one.id: one for one in self._entities()},
            statements=statements,
            sources={SOURCE.id: replace(SOURCE, text=text)},
            profiles=tuple(map(profile, statements.values())),
            operations=OPERATIONS,
        )

    def _entities(self) -> Iterator[Entity]:
        for n in range(self.count):
            yield self._entity("event", n, Kind.MEETING, EntityType.SUMMIT)
            yield self._entity("guest", n, Kind.ACTOR, EntityType.ORGANISATION)
            yield self._entity("place", n, Kind.TOPIC, EntityType.PLACE)
            yield self._entity("route", n, Kind.INITIATIVE, EntityType.CORRIDOR)

    def _entity(self, kind: str, n: int, of: Kind, type_: EntityType) -> Entity:
        name = self.named(kind, n)
        names, day = {"ar": name, "en": name}, _FIRST + timedelta(n)
        dates = PartialDate.parse(day.isoformat()) if kind == "event" and n % 10 != 9 else None
        return Entity(f"{kind}-{n}", of, type_, names, (), names, dates=dates)

    def _statements(self) -> Iterator[Statement]:
        for n in range(self.count):
            modality = _MODALITIES[n % len(_MODALITIES)]
            if n % 10 != 9:
                yield _said(f"event-{n}.date", "date", (_FIRST + timedelta(n)).isoformat(), modality)
            yield _said(f"event-{n}.venue", "place", f"place-{n % max(1, self.count // 4)}", modality)
            for guest in range(n, n + _GUESTS):
                yield _said(f"event-{n}.guest-{guest}", "participant", f"guest-{guest % self.count}", modality)
            stops = tuple(f"place-{stop % self.count}" for stop in range(n, n + _STOPS))
            yield replace(_said(f"route-{n}.stops", "connects", None, Modality.STATED), about=stops)


def _said(id_: str, property_: str, value: str | None, modality: Modality) -> Statement:
    wording = {"ar": "جملة.", "en": "A sentence."}
    said_by = "guest-0" if modality is Modality.CLAIMED else None
    return Statement(
        id_, id_.partition(".")[0], property_, wording, (QUOTE,), value=value, said_by=said_by, modality=modality,
        polarity=Polarity.AFFIRMED,
    )  # fmt: skip


def profile(said: Statement) -> Profile:
    """What a statement of it is about."""
    nothing = frozenset[str]()
    terms = {Term(TermKind.ENTITY, one): 1.0 for one in said.named()}
    return Profile(said, terms, (), (), frozenset(), frozenset(), nothing, nothing, nothing, nothing, nothing)
