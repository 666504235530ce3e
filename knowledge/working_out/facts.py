"""What the statements of one knowledge version name, and whatever can be listed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from knowledge.compiled.base import KnowledgeBase
from knowledge.hand_set import ABOUT, FIRM
from knowledge.model import Entity, EntityType, Statement
from knowledge.text.folding import tokens
from knowledge.understanding.question import Item
from knowledge.vocabulary.covering import named_in_order
from knowledge.vocabulary.operations import SOURCE, OperationRole
from knowledge.vocabulary.roles import Role
from knowledge.vocabulary.terms import TermKind
from knowledge.working_out.digesting import Digests
from knowledge.working_out.happenings import Happenings


@dataclass(frozen=True)
class Facts:
    """One knowledge version, seen by what can be listed."""

    knowledge: KnowledgeBase

    @cached_property
    def time(self) -> Happenings:
        """What happens, and when."""
        return Happenings(self.knowledge, self.naming, self.named, self.members(self.playing(OperationRole.EVENT)))

    @cached_property
    def digests(self) -> Digests:
        """The documents in short."""
        sources = {source: self.of_document(source) for source in self.documents}
        # Not of itself: what refers to itself outlives its version, since nobody looks for garbage among what lasts.
        time, types, events = self.time, self.knowledge.types, self.types_of(*self.playing(OperationRole.EVENT))
        return Digests(sources, self.named, lambda one: time.when(one) if types.get(one) in events else None)

    def warm(self) -> None:
        """Build everything now."""
        _ = self.time.events, self.naming, self.digests.documents, self._worded

    @cached_property
    def named(self) -> Mapping[str, frozenset[str]]:
        """By statement the entities that it is about or names in its words."""
        return {key: frozenset(self._named(statement)) for key, statement in self.knowledge.current.items()}

    def _named(self, statement: Statement) -> Iterator[str]:
        yield from (one for one in statement.named() if one in self.knowledge.types)
        terms = self.knowledge.profile_of[statement.id].terms.items()
        yield from (term.id for term, firm in terms if term.kind is TermKind.ENTITY and firm >= FIRM)

    @cached_property
    def naming(self) -> Mapping[str, tuple[Statement, ...]]:
        """By entity the statements that name it: those about it first, by property as a briefing tells them."""
        ranks = {key: rank for rank, key in enumerate(self.knowledge.phrasings.properties)}
        found: defaultdict[str, list[Statement]] = defaultdict(list)
        for statement in self.knowledge.current.values():
            for entity in self.named[statement.id]:
                found[entity].append(statement)
        return {
            entity: tuple(
                sorted(
                    ones, key=lambda s: (_distance(s, entity), ranks[s.property], bool(s.caveat), len(s.wording["en"]))
                )
            )
            for entity, ones in found.items()
        }

    def playing(self, role: OperationRole) -> frozenset[str]:
        """The classes, or the relations, that play a role."""
        return self.knowledge.operations.role(role)

    def types_of(self, *classes: str) -> frozenset[str]:
        """The types of entity that belong to some classes."""
        known = self.knowledge.operations.classes
        return frozenset[str]().union(*(known.get(key, ()) for key in classes))

    def properties_of(self, *relations: str) -> frozenset[str]:
        """The properties of the statements that make some relations."""
        known = self.knowledge.operations.relations
        return frozenset[str]().union(*(known.get(key, ()) for key in relations))

    def members(self, classes: Iterable[str]) -> tuple[str, ...]:
        """The entities of some classes that a statement names, in the order of the documents, then the documents."""
        types = self.types_of(*classes)
        order = {key: place for place, key in enumerate(self.knowledge.current)}
        about = {
            entity: self.knowledge.statements_about(entity)
            for entity in self.knowledge.types
            if self.knowledge.types[entity] in types
        }
        told = [entity for entity, ones in about.items() if ones]
        documents = self.documents if SOURCE in types else ()
        return (*sorted(told, key=lambda one: order[about[one][0].id]), *documents)

    @cached_property
    def documents(self) -> tuple[str, ...]:
        """The sources that statements quote, in reading order."""
        cited = (citation.source for one in self.knowledge.current.values() for citation in one.citations)
        return tuple(dict.fromkeys(cited))

    def of_document(self, source: str) -> tuple[Statement, ...]:
        """The statements that quote a source, in reading order."""
        every = self.knowledge.current.values()
        return tuple(one for one in every if any(citation.source == source for citation in one.citations))

    def lead(self, entity: str) -> Statement | None:
        """The statement that tells first what an entity is; of a document its first."""
        found = self.naming.get(entity) or self.of_document(entity)
        return found[0] if found else None

    def holds(self, statement: Statement, item: Item) -> bool:
        """Whether a statement firmly holds what an item means."""
        named, terms = self.named[statement.id], self.knowledge.profile_of[statement.id].terms
        return any(entity in named for entity in item.entities) or any(
            terms.get(term, 0.0) >= FIRM for term in item.terms
        )

    def says(self, statement: Statement, item: Item) -> bool:
        """Whether a statement holds what an item means in its own wording, or is filed under it."""
        terms = self.knowledge.profile_of[statement.id].terms
        named = any(entity in statement.named() for entity in item.entities)
        return named or any(terms.get(term, 0.0) >= ABOUT for term in item.terms)

    def entity(self, key: str) -> Entity:
        """An entity by its id."""
        return self.knowledge.entities[key]

    def is_event(self, key: str) -> bool:
        """Whether it happens."""
        return self.knowledge.types.get(key) in self.types_of(*self.playing(OperationRole.EVENT))

    def are_comparable(self, things: Iterable[str]) -> bool:
        """Whether two different things are of one kind of which statements tell the same sort of thing."""
        types = {self.knowledge.types[one] for one in things}
        vague = self.playing(OperationRole.VAGUE)
        alike = any(types <= found for key, found in self.knowledge.operations.classes.items() if key not in vague)
        return alike and len(set(things)) > 1

    def of_events(self, classes: Iterable[str]) -> tuple[str, ...]:
        """Those of some classes to which only what happens belongs."""
        happening = self.types_of(*self.playing(OperationRole.EVENT))
        return tuple(key for key in classes if self.types_of(key) <= happening)

    @cached_property
    def apart(self) -> tuple[str, ...]:
        """The properties that tell one thing from another of its kind, in the order of a briefing."""
        telling = self.knowledge.phrasings.role(Role.APART)
        return tuple(key for key in self.knowledge.phrasings.properties if key in telling)

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {key: place for place, key in enumerate(self.knowledge.phrasings.properties)}

    def rank(self, statement: Statement) -> int:
        """Where its property stands in the order of a briefing."""
        return self._places[statement.property]

    def is_person(self, key: str) -> bool:
        """Whether it is a human being."""
        return self.knowledge.types.get(key) == EntityType.PERSON.value

    def holder(self, key: str) -> str:
        """Of an office the one person whom a statement names as holding it; anything else is itself."""
        if self.knowledge.types.get(key) != EntityType.OFFICE.value:
            return key
        telling = self.properties_of(*self.playing(OperationRole.HOLDING))
        people = {one.subject for one in self.naming.get(key, ()) if one.property in telling and one.value == key}
        return people.pop() if len(people) == 1 else key

    def worded(self, statement: Statement) -> tuple[str, ...]:
        """The entities that the wordings of a statement name, in the order of the Arabic one."""
        return self._worded[statement.id]

    @cached_property
    def _worded(self) -> Mapping[str, tuple[str, ...]]:
        """By statement."""
        current, lexicon = self.knowledge.current, self.knowledge.lexicon
        return self.knowledge.worded or {
            key: named_in_order(statement.wording.values(), lexicon) for key, statement in current.items()
        }

    def members_of(self, group: str) -> frozenset[str]:
        """The members of a group that statements name, where they name several."""
        telling = self.knowledge.phrasings.role(Role.MEMBER)
        own = (one for one in self.naming.get(group, ()) if one.subject == group and one.property in telling)
        found = frozenset(key for one in own for key in self.worded(one)) - {group}
        return found if len(found) > 1 else frozenset()

    def says_a_number(self, statement: Statement) -> bool:
        """Whether a wording of a statement holds a number, so that it answers how many by itself."""
        calendar = self.knowledge.phrasings.calendar
        return any(calendar.find(text, tokens(text)).numbers for text in statement.wording.values())

    def holds_around(self, statement: Statement, item: Item) -> bool:
        """Whether a statement, or an event that it belongs to, has to do with an item."""
        events = [one for one in self.named[statement.id] if self.is_event(one)]
        places = {self.entity(event).place for event in events}
        return self.holds(statement, item) or any(entity in places for entity in item.entities)

    def around(self, thing: str) -> frozenset[str]:
        """What statements about a thing are about or filed under."""
        own = (one for one in self.naming.get(thing, ()) if thing in one.named())
        return frozenset(found for one in own for found in one.named() if found in self.knowledge.types)

    def connecting(self, things: Iterable[str], other: str) -> Statement | None:
        """A statement that names one of these things together with another."""
        found = (one for thing in things for one in self.naming[thing] if other in self.named[one.id])
        return next(found, None)


def _distance(statement: Statement, entity: str) -> int:
    """0 for a statement about an entity, 1 where it is the value or speaker, 2 where it is filed under it, else 3."""
    if statement.subject == entity:
        return 0
    if entity in (statement.value, statement.said_by):
        return 1
    return 2 if entity in statement.about else 3
