"""Which event of the facts a sentence tells of: by its names, the words of these, its days and its place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from knowledge.curation.rules import named_in
from knowledge.dates import DateMention
from knowledge.hand_set import (
    TOLD_BY_DAY,
    TOLD_BY_MENTION,
    TOLD_BY_MONTH,
    TOLD_BY_NAME,
    TOLD_BY_PLACE,
    TOLD_BY_WORDS,
    TOLD_FROM,
    TOLD_SHARE,
)
from knowledge.model import Entity, EntityType
from knowledge.text.folding import tokens
from knowledge.text.quantities import Calendar
from knowledge.vocabulary.covering import mentioned_in
from knowledge.vocabulary.forms import Word
from knowledge.vocabulary.lexicon import Lexicon

_TOPICS_THAT_HAPPEN = frozenset({EntityType.ATTACK, EntityType.CONFLICT})
_SHORTEST = 3
"""Letters of a word of a name that counts."""

_Stems = frozenset[str]


def happens(entity: Entity) -> bool:
    """Whether it is an event, or a topic that is one."""
    return entity.kind.is_event or entity.type in _TOPICS_THAT_HAPPEN


@dataclass(frozen=True)
class KnownEvents:
    """The events of a knowledge folder."""

    lexicon: Lexicon = field(repr=False)
    calendar: Calendar = field(repr=False)
    names: Mapping[str, tuple[tuple[_Stems, ...], ...]] = field(repr=False)
    """By event the words of each of its names, every word in all its stems; what says only the kind is none."""
    events: Mapping[str, Entity] = field(repr=False)
    by_stem: Mapping[str, AbstractSet[str]] = field(repr=False)

    @classmethod
    def of(
        cls, entities: Iterable[Entity], lexicon: Lexicon, calendar: Calendar, says_the_kind: Callable[[str], bool]
    ) -> KnownEvents:
        """Those among some entities."""
        events = {one.id: one for one in entities if happens(one)}
        names = {id_: tuple(_names(one, says_the_kind)) for id_, one in events.items()}
        by_stem: defaultdict[str, set[str]] = defaultdict(set)
        for id_, own in names.items():
            for stem in (stem for name in own for word in name for stem in word):
                by_stem[stem].add(id_)
        return cls(lexicon, calendar, names, events, by_stem)

    def dated(self, text: str) -> Iterator[str]:
        """Those on whose very day a sentence tells something in words of their names."""
        dates = self.calendar.find(text, tokens(text)).dates
        of_the_day = [id_ for id_, one in self.events.items() if _day(one, dates) == TOLD_BY_DAY] if dates else []
        stems, mentioned = (_stems(text), mentioned_in(text, self.lexicon)) if of_the_day else (frozenset(), set())
        yield from (id_ for id_ in of_the_day if id_ in mentioned or self._told(id_, stems))

    def told_by(self, text: str, among: AbstractSet[str]) -> str | None:
        """The one of some events that a text tells of; None where it says too little of any."""
        named, stems = named_in(text, self.lexicon).keys(), _stems(text)
        mentioned, dates = mentioned_in(text, self.lexicon), self.calendar.find(text, tokens(text)).dates
        near = {id_ for stem in stems for id_ in self.by_stem.get(stem, ())} | (named & self.events.keys())
        dated = {id_ for id_, one in self.events.items() if _day(one, dates)} if dates else set()
        found = {
            id_: _called(id_, named, mentioned)
            + _day(self.events[id_], dates)
            + TOLD_BY_PLACE * (self.events[id_].place in named)
            + TOLD_BY_WORDS * self._told(id_, stems)
            for id_ in self.events
            if id_ in among & (near | dated | mentioned)
        }
        best = max(found, key=found.__getitem__, default=None)
        return best if best and found[best] >= TOLD_FROM else None

    def _told(self, id_: str, stems: AbstractSet[str]) -> float:
        """The share of the words of one of its names that a text has, where that is most of them."""
        shares = (sum(not word.isdisjoint(stems) for word in name) / len(name) for name in self.names[id_])
        best = max(shares, default=0.0)
        return best if best >= TOLD_SHARE else 0.0


def _called(id_: str, named: AbstractSet[str], mentioned: AbstractSet[str]) -> float:
    return TOLD_BY_NAME if id_ in named else TOLD_BY_MENTION if id_ in mentioned else 0.0


def _day(event: Entity, dates: Iterable[DateMention]) -> float:
    own = [one for one in dates if one.month and event.dates and one.met_by(event.dates)]
    return 0.0 if not own else TOLD_BY_DAY if any(one.days for one in own) else TOLD_BY_MONTH


def _names(entity: Entity, says_the_kind: Callable[[str], bool]) -> Iterable[tuple[_Stems, ...]]:
    for name in (*entity.names.values(), *(one.text for one in entity.aliases)):
        own = tuple(frozenset(Word.of(one.text).stems) for one in tokens(name) if len(one.text) >= _SHORTEST)
        if len(own) > 1 and not says_the_kind(name):
            yield own


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem for token in tokens(text) for stem in Word.of(token.text).stems)
