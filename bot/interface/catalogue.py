"""One knowledge version as a reader leafs through it: what there is of each kind, and what a button's digest means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bot.interface.buttons.encoding import digest
from bot.interface.event_times import Expected, awaited, expected
from knowledge.citing.tokens import token
from knowledge.compiled.base import KnowledgeBase
from knowledge.model import Entity, Kind, Source, Statement
from knowledge.vocabulary.roles import Role
from knowledge.working_out.facts import Facts


@dataclass(frozen=True, eq=False)
class Catalogue:
    """What is held of every kind; derived once a version."""

    knowledge: KnowledgeBase

    @cached_property
    def _statements(self) -> Mapping[str, Statement]:
        return {digest(key): statement for key, statement in self.knowledge.current.items()}

    @cached_property
    def _entities(self) -> Mapping[str, Entity]:
        return {digest(key): entity for key, entity in self.knowledge.entities.items()}

    @cached_property
    def facts(self) -> Facts:
        """What pictures are made of."""
        return Facts(self.knowledge)

    @cached_property
    def _by_token(self) -> Mapping[str, Statement]:
        return {token(key): statement for key, statement in self.knowledge.statements.items()}

    def linked(self, token_: str) -> Statement | None:
        """The statement that a permanent link names, withdrawn or not."""
        return self._by_token.get(token_)

    def statements(self, keys: Iterable[str]) -> tuple[Statement, ...]:
        """The statements of a button that are still held."""
        return tuple(self._statements[key] for key in keys if key in self._statements)

    def source(self, key: str) -> Source | None:
        """The document of a button, if a statement cites it."""
        return next((source for source, _ in self.cited if digest(source.id) == key), None)

    def entity(self, key: str) -> Entity | None:
        """The entity of a button; None when nothing is known about it any more."""
        found = self._entities.get(key)
        return self.named(found.id) if found else None

    def named(self, entity_id: str) -> Entity | None:
        """An entity by its id, if anything is known about it."""
        found = self.knowledge.entities.get(entity_id)
        return found if found and self.knowledge.statements_about(entity_id) else None

    def all_named(self, ids: Iterable[str]) -> list[Entity]:
        """Entities, each once, about which anything is known."""
        found = (self.named(id_) for id_ in dict.fromkeys(ids))
        return [entity for entity in found if entity]

    def of_kind(self, kind: Kind, lang: str) -> tuple[Entity, ...]:
        """All entities of a kind about which anything is known: the latest first, then what most is known about."""
        found = [
            entity
            for entity in self.knowledge.entities.values()
            if entity.kind is kind and self.knowledge.statements_about(entity.id)
        ]
        return tuple(sorted(found, key=lambda entity: (*self._rank(entity), entity.name(lang))))

    def _rank(self, entity: Entity) -> tuple[int, int]:
        return -_day(entity).toordinal(), -len(self.knowledge.statements_about(entity.id))

    @property
    def dating(self) -> frozenset[str]:
        """The properties that tell when an event is."""
        return self.knowledge.phrasings.role(Role.DATE)

    def expected(self, entity_id: str) -> Expected | None:
        """When an event is, as it is held now; None for anything else, and where nobody says."""
        return expected(self.knowledge, self.knowledge.phrasings, entity_id)

    def awaited(self, ids: Iterable[str], today: date) -> list[Expected]:
        """The events among some entities that are not over on a day, the next one first."""
        return awaited(self.knowledge, self.knowledge.phrasings, ids, today)

    @cached_property
    def cited(self) -> tuple[tuple[Source, int], ...]:
        """Every document that a statement cites, and how many do; the most cited first."""
        counts: dict[str, int] = {}
        for statement in self.knowledge.current.values():
            for source in statement.sources():
                counts[source] = counts.get(source, 0) + 1
        ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        return tuple((self.knowledge.sources[source], count) for source, count in ranked)

    def citing(self, source: str) -> tuple[Statement, ...]:
        """The statements that cite a document, in reading order."""
        held = self.knowledge.current.values()
        return tuple(one for one in held if any(citation.source == source for citation in one.citations))

    def related(self, statements: Iterable[Statement]) -> tuple[Entity, ...]:
        """The entities that statements concern, each once, in the order of the statements."""
        return tuple(self.all_named(id_ for one in statements for id_ in one.named()))


def _day(entity: Entity) -> date:
    return entity.dates.last if entity.dates else date.min
