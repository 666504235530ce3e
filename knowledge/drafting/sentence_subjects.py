"""Whom each statement of a document is about: who speaks in it, which event its sentence tells of, else all of it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from knowledge.curation.rules import names_in
from knowledge.drafting.clauses import Stretch
from knowledge.drafting.known_events import KnownEvents
from knowledge.model import Entity, EntityType
from knowledge.vocabulary.lexicon import Lexicon


@dataclass(slots=True)
class SentenceSubjects:
    """Of one document, whose sentences are gone through in order."""

    text: str
    lexicon: Lexicon
    entities: Mapping[str, Entity]
    happenings: KnownEvents
    actors: Mapping[str, AbstractSet[EntityType]]
    """By property the types of whom it tells something of, where the words name one."""
    events: AbstractSet[str]
    """That the document knows."""
    whole: str | None
    """Whom the document is about."""
    spoken_of: str | None = None
    """The event of the sentence before in the same paragraph."""
    _end: int = 0
    _known: dict[Stretch, str | None] = field(default_factory=dict)

    def goes_on(self, sentence: Stretch) -> None:
        """The next sentence is looked at; a new paragraph begins with the document's event again."""
        if "\n" in self.text[self._end : sentence.start]:
            self.spoken_of = None
        self._end = sentence.end
        self.spoken_of = self._told(sentence) or self.spoken_of

    def of(self, property_: str, quote: Stretch) -> str | None:
        """Whom a quote for a property tells of."""
        wanted = self.actors.get(property_, ())
        named = (id_ for id_, _ in names_in(self.text[quote.start : quote.end], self.lexicon)) if wanted else ()
        return self._first(named, wanted) or self._told(quote) or self.spoken_of or self.whole

    def _first(self, named: Iterable[str], wanted: Container[EntityType]) -> str | None:
        return next((id_ for id_ in named if self.entities[id_].type in wanted), None)

    def _told(self, at: Stretch) -> str | None:
        if at not in self._known:
            self._known[at] = self.happenings.told_by(self.text[at.start : at.end], self.events)
        return self._known[at]
