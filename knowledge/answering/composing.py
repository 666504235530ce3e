"""Puts statements together to what is told: in the tense of the day, the deciding one first, nothing twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from knowledge.compiled.base import KnowledgeBase
from knowledge.dialogue import Answer, Sentence
from knowledge.hand_set import NEWS
from knowledge.model import Readership, Statement
from knowledge.reviewing import overdue
from knowledge.text.folding import stems
from knowledge.understanding.question import Question
from knowledge.visibility import visible
from knowledge.vocabulary.terms import Ask

BRIEF, LONG = 300, 1200
"""The most characters of an answer, unless its first sentence is longer, and of a briefing or a whole list."""


@dataclass(frozen=True)
class Composer:
    """Words the statements of one knowledge version."""

    knowledge: KnowledgeBase
    wholes: Mapping[str, frozenset[str]] = field(default_factory=dict, repr=False)
    """Of which statements each is a part."""

    @cached_property
    def stems(self) -> Mapping[str, frozenset[str]]:
        """The stems of every text that can be told."""
        statements = self.knowledge.current.values()
        texts = {text for s in statements for text in (*s.wording.values(), *(s.upcoming or {}).values())}
        return {text: stems(text) for text in texts}

    def sentence(self, statement: Statement, lang: str, today: date) -> Sentence:
        """A statement in a language, and in the tense of the day."""
        ahead = self.knowledge.entities[statement.subject].lies_ahead(today)
        caveat = statement.caveat.get(lang) if statement.caveat else None
        restricted = not visible(statement, Readership.PUBLIC, today)
        outdated = overdue(statement, self.knowledge.phrasings.properties, today)
        return Sentence(statement, statement.worded(lang, ahead=ahead), caveat, restricted, outdated)

    def told(self, statements: Iterable[Statement], *, lang: str, today: date, most: int) -> tuple[Sentence, ...]:
        """The first statement, and those after it that tell something new and have room in `most` characters."""
        return fit([self.sentence(one, lang, today) for one in statements], most, self.stems, self.wholes)

    def with_other_claims(self, statements: Sequence[Statement], question: Question) -> list[Statement]:
        """Where sources disagree about the first statement, the other claim stands right after it.

        Not where the question itself names whom the first is about, and not the other ("with whom does the minister
        talk?").
        """
        first, *others = statements
        current = self.knowledge.current
        claims = [current[one] for one in first.contradicts if one in current]
        if first.value in question.named and not any(one.value in question.entities for one in claims):
            claims = []
        return [first, *claims, *(one for one in others if one not in claims)]

    def brief(self, entity_id: str, *, today: date, lang: str, most: int = LONG) -> Answer:
        """What is known about an entity: what it is, when, where, who, what for, and what concerns it besides."""
        ranks = {key: rank for rank, key in enumerate(self.knowledge.phrasings.properties)}
        about = self.knowledge.statements_about(entity_id)
        ordered = sorted(about, key=lambda s: (s.subject != entity_id, ranks[s.property]))
        own = {one.id for one in ordered if one.subject == entity_id}
        ordered = [one for one in ordered if one.id in own or not self._holds_any_of(one, own)]
        whole = {one.id for one in ordered}
        ordered = [one for one in ordered if whole.isdisjoint(self.wholes.get(one.id, ()))]
        return Answer(lang, self.told(ordered, lang=lang, today=today, most=most), (entity_id,), 1.0)

    def _holds_any_of(self, whole: Statement, parts: AbstractSet[str]) -> bool:
        """Whether it tells again what one of these statements tells."""
        return any(whole.id in self.wholes.get(part, ()) for part in parts)


def room(question: Question) -> int:
    """How many characters an answer may take; the first sentence may be longer."""
    return LONG if question.asks & {Ask.LIST, Ask.BRIEFING} else BRIEF


def fit(
    sentences: Sequence[Sentence],
    most: int,
    stems: Mapping[str, frozenset[str]],
    wholes: Mapping[str, frozenset[str]],
) -> tuple[Sentence, ...]:
    """The sentences from the front that tell something new and fit into `most` characters; the first always stays."""
    kept: list[Sentence] = []
    told: set[str] = set()
    size = 0
    for sentence in sentences:
        found = stems[sentence.text]
        repeats = _overlaps(sentence, kept, wholes) or len(found - told) < NEWS * len(found)
        if kept and ((repeats and not _disagrees(sentence, kept)) or size + len(sentence.text) > most):
            continue
        kept.append(sentence)
        told |= found
        size += len(sentence.text) + 1
    return tuple(kept)


def _overlaps(sentence: Sentence, kept: Iterable[Sentence], wholes: Mapping[str, frozenset[str]]) -> bool:
    """Whether it is part of one that is told, or holds all of it again."""
    id_, around = sentence.statement.id, wholes.get(sentence.statement.id, frozenset())
    return any(one.statement.id in around or id_ in wholes.get(one.statement.id, ()) for one in kept)


def _disagrees(sentence: Sentence, kept: Iterable[Sentence]) -> bool:
    """Whether it contradicts one that is told: both claims stay, however alike their words are."""
    return any(one.statement.id in sentence.statement.contradicts for one in kept)
