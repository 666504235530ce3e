"""What each statement is about, in the terms in which a question can be matched with it."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from knowledge.base import KnowledgeBase
from knowledge.dates import PartialDate
from knowledge.lexicon import Lexicon, SenseKind, Word
from knowledge.model import Kind, Statement, Strength
from knowledge.phrasebook import Ask
from knowledge.text import tokens


class TermKind(StrEnum):
    """What a term names."""

    ENTITY = "entity"
    CONCEPT = "concept"
    STEM = "stem"


@dataclass(frozen=True, slots=True)
class Term:
    """Something that a question and a statement can share."""

    kind: TermKind
    id: str


@dataclass(frozen=True, slots=True)
class Profile:
    """One statement as the matcher sees it; `terms` maps each term to how firmly it stands there (0–1)."""

    statement: Statement
    terms: Mapping[Term, float]
    answers: frozenset[Ask]
    dates: tuple[PartialDate, ...]
    ordinals: frozenset[int]
    numbers: frozenset[int]


IN_WORDING, IN_QUOTE, IN_CONTEXT = 1.0, 0.9, 0.6


@dataclass(frozen=True, slots=True)
class Profiles:
    """All current statements, and which of them hold a term."""

    profiles: tuple[Profile, ...]
    holders: Mapping[Term, tuple[int, ...]] = field(repr=False)
    stems: frozenset[str] = field(repr=False)

    @classmethod
    def of(cls, knowledge: KnowledgeBase) -> Profiles:
        """Profile every current statement."""
        profiler = _Profiler(knowledge)
        profiles = tuple(profiler.profile(statement) for statement in knowledge.current.values())
        holders: defaultdict[Term, list[int]] = defaultdict(list)
        for index, profile in enumerate(profiles):
            for term in profile.terms:
                holders[term].append(index)
        stems = frozenset(term.id for term in holders if term.kind is TermKind.STEM)
        return cls(profiles, {term: tuple(found) for term, found in holders.items()}, stems)

    def weight(self, term: Term) -> float:
        """How telling a term is, 0–1: rare ones tell more, and one that no statement holds most of all."""
        count = len(self.profiles)
        holding = len(self.holders.get(term, ()))
        return math.log1p(count / (holding + 0.5)) / math.log1p(count / 0.5) if count else 1.0


@dataclass(slots=True)
class _Profiler:
    knowledge: KnowledgeBase
    contexts: dict[str, frozenset[str]] = field(default_factory=dict)

    def profile(self, statement: Statement) -> Profile:
        terms: dict[Term, float] = {}
        lexicon, calendar = self.knowledge.lexicon, self.knowledge.phrasings.calendar
        wordings = [*statement.wording.values(), *(statement.upcoming or {}).values()]
        quotes = [citation.quote for citation in statement.citations]
        for entity in self._context(statement.subject):
            terms[Term(TermKind.ENTITY, entity)] = IN_CONTEXT
        for texts, firmness in ((quotes, IN_QUOTE), (wordings, IN_WORDING)):
            for text in texts:
                terms.update(dict.fromkeys(terms_of(text, lexicon), firmness))
        for entity in self._entities(statement):
            terms[Term(TermKind.ENTITY, entity)] = IN_WORDING
        record = self.knowledge.phrasings.properties[statement.property]
        for concept in {concept for group in record.asked_by for concept in group}:
            terms.setdefault(Term(TermKind.CONCEPT, concept), IN_QUOTE)
        quantities = [calendar.find(text, tokens(text)) for text in [*wordings, *quotes]]
        return Profile(
            statement=statement,
            terms=terms,
            answers=frozenset(record.answers),
            dates=tuple(self._dates(statement)),
            ordinals=frozenset(n for found in quantities for n in found.ordinals),
            numbers=frozenset(n for found in quantities for n in found.numbers),
        )

    def _entities(self, statement: Statement) -> Iterator[str]:
        for entity in (statement.subject, statement.value, statement.said_by, *statement.about):
            if entity in self.knowledge.entities:
                yield str(entity)

    def _dates(self, statement: Statement) -> Iterator[PartialDate]:
        dates = self.knowledge.entities[statement.subject].dates
        if dates:
            yield dates
        if statement.value and statement.value not in self.knowledge.entities and not statement.value.isdecimal():
            yield PartialDate.parse(statement.value)
        for entity in self._entities(statement):
            if known := self.knowledge.entities[entity].dates:
                yield known

    def _context(self, subject: str) -> frozenset[str]:
        """What goes without saying about the subject: an event's place and takers-part, the names inside its name."""
        if subject not in self.contexts:
            self.contexts[subject] = frozenset(self._context_of(subject))
        return self.contexts[subject]

    def _context_of(self, subject: str) -> Iterator[str]:
        entity = self.knowledge.entities[subject]
        for name in entity.names.values():
            yield from (t.id for t in terms_of(name, self.knowledge.lexicon) if t.kind is TermKind.ENTITY)
        if entity.place:
            yield entity.place
        if entity.kind in (Kind.MEETING, Kind.INITIATIVE):
            for statement in self.knowledge.current.values():
                if statement.subject == subject:
                    yield from self._entities(statement)


def terms_of(text: str, lexicon: Lexicon) -> Counter[Term]:
    """Every entity, concept and stem that stands in a text, overlapping ones too; weak aliases do not count."""
    found: Counter[Term] = Counter()
    words = [Word.of(token.text) for token in tokens(text)]
    for match in lexicon.matches(words):
        for sense in match.form.senses:
            if sense.kind is SenseKind.CONCEPT:
                found[Term(TermKind.CONCEPT, sense.id)] += 1
            elif sense.kind is SenseKind.ENTITY and sense.strength is Strength.STRONG:
                found[Term(TermKind.ENTITY, sense.id)] += 1
    for word in words:
        for one in word.stems:
            found[Term(TermKind.STEM, one)] += 1
    return found
