"""What happens, in the order of time as far as statements tell it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cached_property

from knowledge.compiled.base import KnowledgeBase
from knowledge.dates import DateMention, PartialDate
from knowledge.model import Modality, Statement
from knowledge.text.folding import words
from knowledge.vocabulary.forms import Grade, Word
from knowledge.vocabulary.roles import Role


class Side(Enum):
    """On which side of a date something happened."""

    BEFORE = auto()
    UNTIL = auto()
    """Before it or in it."""
    AFTER = auto()
    SINCE = auto()
    """In it or after it."""

    @property
    def later(self) -> bool:
        """Whether it is the side that comes after."""
        return self in (Side.AFTER, Side.SINCE)

    def has(self, dates: PartialDate, known: PartialDate) -> bool:
        """Whether what happened at some dates happened on this side of a known one."""
        match self:
            case Side.BEFORE:
                return dates.last < known.first
            case Side.UNTIL:
                return dates.last <= known.last
            case Side.AFTER:
                return dates.first > known.last
            case Side.SINCE:
                return dates.first >= known.first


@dataclass(frozen=True)
class Happenings:
    """The events of one knowledge version."""

    knowledge: KnowledgeBase
    naming: Mapping[str, tuple[Statement, ...]] = field(repr=False)
    """By entity the statements that name it, those about it first."""
    named: Mapping[str, frozenset[str]] = field(repr=False)
    """By statement the entities that it names."""
    every: tuple[str, ...] = ()
    """All that is known to happen, in the order of the documents."""

    @cached_property
    def events(self) -> tuple[str, ...]:
        """All that happens and is named, in the order of time as far as statements tell it; the others are left out."""
        dated = sorted(self._dated, key=lambda key: (self._dated[key].first, self._dated[key].last, key))
        order = list(dated)
        for event in self.every:
            if event in self._anchors:
                other, later = self._anchors[event]
                order.insert(order.index(other) + later, event)
        return tuple(order)

    @cached_property
    def undated(self) -> tuple[str, ...]:
        """Events of which no statement tells when they are."""
        placed = set(self.events)
        return tuple(event for event in self.every if event not in placed)

    @cached_property
    def _dated(self) -> dict[str, PartialDate]:
        """The days of events, where a statement that may be seen tells any: those of an entity may be held back."""
        found = ((key, self.knowledge.entities[key].dates) for key in self.every if self._tells_days(key))
        return {key: dates for key, dates in found if dates is not None}

    def _tells_days(self, event: str) -> bool:
        return any(self.knowledge.profile_of[one.id].dated for one in self.naming.get(event, ()))

    @cached_property
    def _anchors(self) -> Mapping[str, tuple[str, bool]]:
        """By undated event the dated one that it is set before or after, and which of the two."""
        undated = (event for event in self.every if event not in self._dated)
        return {event: anchor for event in undated if (anchor := self._anchor(event))}

    def _anchor(self, event: str) -> tuple[str, bool] | None:
        """A dated event that a statement sets an undated one before or after, and which of the two."""
        sequence, before, after = map(self.knowledge.phrasings.role, (Role.SEQUENCE, Role.BEFORE, Role.AFTER))
        for statement in self.naming.get(event, ()):
            if statement.property in sequence and statement.subject == event and statement.value in self._dated:
                said = self._concepts(statement)
                earlier, later = before.isdisjoint(said), after.isdisjoint(said)
                if earlier != later:
                    return str(statement.value), earlier
        return None

    def _concepts(self, statement: Statement) -> set[str]:
        """What the wordings of a statement say, without what only its quotes do."""
        texts = [[Word.of(word) for word in words(text)] for text in statement.wording.values()]
        matches = (match for text in texts for match in self.knowledge.lexicon.matches(text))
        return {sense.id for match in matches if match.grade >= Grade.CLITIC for sense in match.form.senses}

    def when(self, event: str) -> Statement | None:
        """The statement that tells when an event is: its date, or what it came before or after."""
        wanted = self.knowledge.phrasings.role(Role.DATE if event in self._dated else Role.SEQUENCE)
        own = (one for one in self.naming.get(event, ()) if one.subject == event and one.property in wanted)
        return next(own, next(iter(self.naming.get(event, ())), None))

    def at(self, mention: DateMention) -> tuple[str, ...]:
        """The events of a date; those without one beside the event that tells when they were, but for a day."""
        met = {key for key, dates in self._dated.items() if mention.overlaps(dates)}
        if not (mention.days or mention.part):
            near = ((event, other) for event, (other, _) in self._anchors.items() if other in met)
            met |= {event for event, other in near if _has_month(mention, self._dated[other])}
        return tuple(event for event in self.events if event in met)

    def beside(self, known: PartialDate, side: Side) -> tuple[str, ...]:
        """The events on one side of a date; those without a date beside the event that tells when they were."""
        met = {key for key, dates in self._dated.items() if side.has(dates, known)}
        met |= {event for event in self._anchors if self._goes_with(event, known, side, met)}
        return tuple(event for event in self.events if event in met)

    def _goes_with(self, event: str, known: PartialDate, side: Side, met: AbstractSet[str]) -> bool:
        """Whether an event is on a side, by the one that it came before or after."""
        other, later = self._anchors[event]
        leans = later is side.later
        if other in met:
            return leans or not known.to_the_day
        dates = self._dated[other]
        return leans and known.to_the_day and dates.first <= known.last and known.first <= dates.last

    def has_days(self, event: str) -> bool:
        """Whether a statement that may be seen tells its days, and not only a month."""
        return event in self._dated and self._dated[event].to_the_day

    def is_announced(self, event: str) -> bool:
        """Whether its date is only announced."""
        told = self.when(event)
        return told is not None and told.modality is Modality.ANNOUNCED

    def going(self, entity: str, event: str, properties: frozenset[str]) -> Statement | None:
        """The statement of one of these properties that takes somebody to an event."""
        own = (one for one in self.naming[event] if one.subject == event and one.property in properties)
        return next((one for one in own if entity in self.named[one.id]), None)

    def events_of(self, entity: str, properties: frozenset[str]) -> tuple[str, ...]:
        """The events in which somebody takes part, in order: by statements of these properties that name them."""
        return tuple(event for event in self.events if self.going(entity, event, properties))

    def placed(self, choices: Iterable[str]) -> str | None:
        """The event of some that has a place in time, or the one that such a one is about."""
        for key in choices:
            if key in self.events:
                return key
            about = (other for one in self.naming.get(key, ()) if one.subject == key for other in one.about)
            if found := next((other for other in about if other in self.events), None):
                return found
        return None


def _has_month(mention: DateMention, dates: PartialDate) -> bool:
    """Whether a date goes on for the whole month in which other dates begin."""
    return mention.span is None or (
        mention.span.first <= dates.first.replace(day=1) and dates.last <= mention.span.last
    )
