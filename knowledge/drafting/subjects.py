"""Whom a document is about: an event that it names by a name of its own, else a new one, else whom it names first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, islice

from knowledge.curation.rules import named_in, names_in
from knowledge.dates import PartialDate
from knowledge.drafting.clauses import Stretch, unique_passage
from knowledge.drafting.events import first_event, proposed_event, reported_event
from knowledge.drafting.known_events import KnownEvents
from knowledge.drafting.proposals import ProposedEntity
from knowledge.drafting.telling_words import TellingWords
from knowledge.model import Entity, EntityType, Kind, Source
from knowledge.text.folding import tokens, words
from knowledge.text.sentences import sentences
from knowledge.vocabulary.forms import Grade, SenseKind, Word
from knowledge.vocabulary.lexicon import Lexicon
from knowledge.vocabulary.phrasings import Phrasings

_OPENING = 3
"""Sentences that say what a document is about, its heading among them."""
_WHERE_IT_IS = frozenset({EntityType.STATE, EntityType.GROUP_OF_STATES, EntityType.PLACE, EntityType.THEME})
_TELL_THE_KIND = frozenset({SenseKind.CONCEPT, SenseKind.NEUTRAL, SenseKind.ASK})


@dataclass(frozen=True, slots=True)
class DocumentSubject:
    """Whom a document is about, and where it names them, if it does."""

    id: str
    at: Stretch | None = None
    new: ProposedEntity | None = None


@dataclass(frozen=True, slots=True)
class Mentions:
    """Whom a document is about, and where it names each entity."""

    text: str
    lexicon: Lexicon
    about: DocumentSubject | None
    named: dict[str, tuple[int, int]]
    passages: dict[str, str | None] = field(default_factory=dict)
    """What to quote beside a statement about each, made when it is first wanted: it costs reading the whole text."""

    @property
    def subject(self) -> str | None:
        """Whom it is about."""
        return self.about.id if self.about else None

    def context(self, quote: str, subject: str | None) -> str | None:
        """Another passage that names whom a statement is about, for a quote that does not."""
        at = self._at(subject)
        if subject is None or at is None or self._names(quote, subject, at):
            return None
        if subject not in self.passages:
            self.passages[subject] = passage_around(self.text, at)
        return self.passages[subject]

    def _at(self, id_: str | None) -> Stretch | None:
        if self.about and self.about.at and self.about.id == id_:
            return self.about.at
        return Stretch(*self.named[id_]) if id_ in self.named else None

    def _names(self, quote: str, id_: str, at: Stretch) -> bool:
        return self.text[at.start : at.end] in quote or id_ in named_in(quote, self.lexicon)


def naming(text: str, id_: str, lexicon: Lexicon) -> str | None:
    """The first passage of a text that names an entity and stands in it once."""
    for start, end in sentences(text):
        at = named_in(text[start:end], lexicon).get(id_)
        if at and (passage := unique_passage(text, Stretch(start, end), Stretch(start + at[0], start + at[1]))):
            return passage
    return None


def passage_around(text: str, at: Stretch) -> str | None:
    """The passage around a name, where it stands once."""
    sentence = next(Stretch(*one) for one in sentences(text) if one[0] <= at.start < one[1])
    return unique_passage(text, sentence, at)


def _is_called(event: Entity, name: str) -> bool:
    """Whether it is what an event is called in the first place, which stays its own."""
    return any({*words(one)} <= {*words(name)} for one in event.names.values())


@dataclass(frozen=True)
class Subjects:
    """Chooses; knows the names of a knowledge folder."""

    lexicon: Lexicon
    phrasings: Phrasings
    entities: Mapping[str, Entity]
    telling: TellingWords

    def of(self, source: Source) -> DocumentSubject | None:
        """An event that is named at the beginning counts before a new one, a new one before any that is named later.

        Where there is none, a topic that the first sentence names counts before what is named later.
        """
        opening = list(islice(sentences(source.text), _OPENING))
        named = names_in(source.text, self.lexicon)
        known = {id_ for id_, _ in named}
        events = [one for one in named if self._is_meant(source.text, one, known)]
        until = opening[-1][1] if opening else 0
        early = [DocumentSubject(id_) for id_, (start, _) in events if start < until]
        rest = [DocumentSubject(id_) for id_, _ in [*events, *(one for one in named if not self._is_event(one[0]))]]
        told = self.happenings.told_by(source.text[:until], self.events_of(source.text))
        described = [DocumentSubject(told)] if told else []
        headline = opening[0][1] if opening else 0
        topics = [DocumentSubject(id_) for id_, (start, _) in named if start < headline and self._is_topic(id_)]
        report = self._report(source, opening, rest)
        return next(chain(early, self._new(source, opening), described, topics, report, rest), None)

    def _report(
        self, source: Source, opening: Sequence[tuple[int, int]], named: Sequence[DocumentSubject]
    ) -> Iterator[DocumentSubject]:
        """What a report of a day tells of, rather than the state or the place that it happens to name first."""
        day = self._day(source, opening)
        if day is None or (named and self.entities[named[0].id].type not in _WHERE_IT_IS):
            return
        start, end = opening[0]
        is_headline = source.text[end : end + 1] == "\n" and source.text[end - 1] not in ".!?؟…"
        made = reported_event(source.text[start:end] if is_headline else "", day, self.telling)
        if made.id not in self.entities:
            yield DocumentSubject(made.id, Stretch(start, end) if is_headline else None, made)

    @cached_property
    def happenings(self) -> KnownEvents:
        """The events of the facts."""
        entities, calendar = self.entities.values(), self.phrasings.calendar
        return KnownEvents.of(entities, self.lexicon, calendar, self._says_the_kind)

    def events_of(self, text: str, about: str | None = None) -> frozenset[str]:
        """Those that a document names, or tells of on their day; of one about an event no topic."""
        named = names_in(text, self.lexicon)
        ids = {id_ for id_, _ in named}
        happening = (one for one in named if one[0] in self.happenings.events)
        known = {one[0] for one in happening if not self._is_event(one[0]) or self._is_meant(text, one, ids)}
        known.update(id_ for start, end in sentences(text) for id_ in self.happenings.dated(text[start:end]))
        is_of_event = about is not None and (about not in self.entities or self._is_event(about))
        return frozenset(one for one in known if not is_of_event or self._is_event(one))

    def _new(self, source: Source, opening: Sequence[tuple[int, int]]) -> Iterator[DocumentSubject]:
        event = first_event(source.text, opening, self.telling)
        if event is None:
            return
        made = proposed_event(source.text, event, self._day(source, opening), self.telling)
        if made.id not in self.entities:
            yield DocumentSubject(made.id, event.at, made)

    def _day(self, source: Source, opening: Iterable[tuple[int, int]]) -> PartialDate | None:
        """The first whole date at the beginning, else that of the document."""
        for start, end in opening:
            words = source.text[start:end]
            dates = self.phrasings.calendar.find(words, tokens(words)).dates
            if day := next(filter(None, (one.as_known() for one in dates)), None):
                return day
        return source.published

    def _is_event(self, id_: str) -> bool:
        return self.entities[id_].kind.is_event

    def _is_topic(self, id_: str) -> bool:
        """An attack, a conflict or a theme: what a headline names besides places."""
        return self.entities[id_].kind is Kind.TOPIC and self.entities[id_].type != EntityType.PLACE

    def _is_meant(self, text: str, named: tuple[str, tuple[int, int]], known: set[str]) -> bool:
        """Whether a name is that of an event and no other: more than its kind is said, or whose or where it is."""
        id_, (start, end) = named
        if not self._is_event(id_):
            return False
        event, name = self.entities[id_], text[start:end]
        return not self._says_the_kind(name) or _is_called(event, name) or not known.isdisjoint(self._own(event))

    def _says_the_kind(self, name: str) -> bool:
        """Whether each word of a name is one that names of such events share: "the defence ministers' meeting"."""
        return all(map(self._is_common, (one.text for one in tokens(name))))

    def _is_common(self, word: str) -> bool:
        matches = (one for one in self.lexicon.matches([Word.of(word)]) if one.grade >= Grade.STEM)
        return any(sense.kind in _TELL_THE_KIND for match in matches for sense in match.form.senses)

    def _own(self, event: Entity) -> set[str]:
        """Whom and what its names tell of, and where it is."""
        names = (one.text for one in event.aliases)
        told = {id_ for name in (*event.names.values(), *names) for id_, _ in names_in(name, self.lexicon)}
        return (told | ({event.place} if event.place else set())) - {event.id}
