"""What goes without saying where an event is named: its place, its takers-part, the names inside its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from knowledge.matching.terms_of_texts import entities_of
from knowledge.model import Entity, EntityType, Kind, Statement
from knowledge.vocabulary.lexicon import Lexicon
from knowledge.vocabulary.phrasings import Phrasings
from knowledge.vocabulary.roles import Role
from knowledge.vocabulary.terms import Ask, Term, TermKind

_HAPPENED = frozenset({EntityType.ATTACK.value, EntityType.CONFLICT.value})
_SENDER = "sender"
_SENDERS = frozenset({EntityType.STATE.value, EntityType.BODY.value, EntityType.ARMED_GROUP.value})


@dataclass(slots=True)
class Contexts:
    """By event, each worked out when it is first named."""

    lexicon: Lexicon
    terms_in: Callable[[str], AbstractSet[Term]]
    """The terms of a text: whoever makes profiles has read most of these texts already."""
    phrasings: Phrasings
    entities: Mapping[str, Entity]
    statements: Sequence[Statement]
    lies_in: Mapping[str, str]
    """The state of each capital among the entities."""
    everything: dict[str, frozenset[str]] = field(default_factory=dict)
    places: dict[str, frozenset[str]] = field(default_factory=dict)

    def brought_along(self, stated: AbstractSet[Term]) -> Iterator[Term]:
        """What the events among these bring along, but other takers-part where one is named.

        Of who sent soldiers it does not go without saying that the others sent them.
        """
        named = {term.id for term in stated if term.kind is TermKind.ENTITY}
        events = [one for one in named if self.entities[one].kind.is_event]
        where = self._places(named)
        kinds = {self._part_of(one) for one in named - where}
        for one in where.union(*map(self._all, events)):
            if one in where or self._part_of(one) not in kinds:
                yield Term(TermKind.ENTITY, one)

    def hosts(self, stated: AbstractSet[Term]) -> frozenset[str]:
        """The states in which the events among these take place."""
        places = self._places({term.id for term in stated if term.kind is TermKind.ENTITY})
        return frozenset(filter(self._is_state, places))

    def _places(self, named: AbstractSet[str]) -> frozenset[str]:
        """Where the events among these, and what happened at a place, took place."""
        happened = (one for one in named if self.entities[one].kind.is_event or self.entities[one].type in _HAPPENED)
        return frozenset[str]().union(*map(self._where, happened))

    def _is_state(self, one: str) -> bool:
        return self.entities[one].type == EntityType.STATE

    def _part_of(self, one: str) -> str:
        """Which kind of taker-part it is: whoever sends its own soldiers is one kind, be it a state or its forces."""
        entity = self.entities[one]
        if entity.kind is not Kind.ACTOR:
            return entity.id
        return _SENDER if entity.type in _SENDERS else entity.type

    def _where(self, event: str) -> frozenset[str]:
        """The place of an event, the names inside its name, and what tells where it is: a capital tells the state."""
        if event not in self.places:
            telling = [one for one in self.statements if one.subject == event and self._tells_where(one)]
            texts = [text for one in telling for text in one.wording.values()]
            weak = filter(self._is_state, (one for text in texts for one in entities_of(text, self.lexicon)))
            found = self._named(event, texts).union(weak)
            self.places[event] = found.union(self.lies_in[one] for one in found if one in self.lies_in)
        return self.places[event]

    def _all(self, event: str) -> frozenset[str]:
        """What its statements name, but for what came before or after it."""
        if event not in self.everything:
            sequences = self.phrasings.role(Role.SEQUENCE)
            own = [one for one in self.statements if one.subject == event and one.property not in sequences]
            texts = [text for one in own for text in (*one.wording.values(), *(cited.quote for cited in one.citations))]
            self.everything[event] = self._named(event, texts)
        return self.everything[event]

    def _named(self, event: str, texts: Sequence[str]) -> frozenset[str]:
        entity = self.entities[event]
        terms = (term for text in (*entity.names.values(), *texts) for term in self.terms_in(text))
        found = {term.id for term in terms if term.kind is TermKind.ENTITY}
        return frozenset(found | ({entity.place} if entity.place else set()))

    def _tells_where(self, statement: Statement) -> bool:
        return Ask.PLACE in self.phrasings.properties[statement.property].answers[:1]
