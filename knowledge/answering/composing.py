"""Puts statements together to what is told: in the tense of the day, the deciding one first, nothing twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from knowledge.compiled.base import KnowledgeBase
from knowledge.dialogue import Answer, Sentence
from knowledge.hand_set import NEWS
from knowledge.model import Readership, Statement
from knowledge.text.folding import stem, words
from knowledge.understanding.question import Question
from knowledge.visibility import visible
from knowledge.vocabulary.terms import Ask

BRIEF, LONG = 300, 1200
"""The most characters of an answer, unless its first sentence is longer, and of a briefing or a whole list."""


@dataclass(frozen=True)
class Composer:
    """Words the statements of one knowledge version."""

    knowledge: KnowledgeBase

    @cached_property
    def stems(self) -> Mapping[str, frozenset[str]]:
        """The stems of every text that can be told."""
        statements = self.knowledge.current.values()
        texts = {text for s in statements for text in (*s.wording.values(), *(s.upcoming or {}).values())}
        return {text: frozenset(map(stem, words(text))) for text in texts}

    def sentence(self, statement: Statement, lang: str, today: date) -> Sentence:
        """A statement in a language, and in the tense of the day."""
        ahead = self.knowledge.entities[statement.subject].lies_ahead(today)
        caveat = statement.caveat.get(lang) if statement.caveat else None
        restricted = not visible(statement, Readership.PUBLIC, today)
        return Sentence(statement, statement.worded(lang, ahead=ahead), caveat, restricted)

    def told(self, statements: Iterable[Statement], *, lang: str, today: date, most: int) -> tuple[Sentence, ...]:
        """The first statement, and those after it that tell something new and have room in `most` characters."""
        return fit([self.sentence(one, lang, today) for one in statements], most, self.stems)

    def brief(self, entity_id: str, *, today: date, lang: str, most: int = LONG) -> Answer:
        """What is known about an entity: what it is, when, where, who, what for, and what concerns it besides."""
        ranks = {key: rank for rank, key in enumerate(self.knowledge.phrasings.properties)}
        about = self.knowledge.statements_about(entity_id)
        ordered = sorted(about, key=lambda s: (s.subject != entity_id, ranks[s.property]))
        return Answer(lang, self.told(ordered, lang=lang, today=today, most=most), (entity_id,), 1.0)


def room(question: Question) -> int:
    """How many characters an answer may take; the first sentence may be longer."""
    return LONG if question.asks & {Ask.LIST, Ask.BRIEFING} else BRIEF


def fit(sentences: Sequence[Sentence], most: int, stems: Mapping[str, frozenset[str]]) -> tuple[Sentence, ...]:
    """The sentences from the front that tell something new and fit into `most` characters; the first always stays."""
    kept: list[Sentence] = []
    told: set[str] = set()
    size = 0
    for sentence in sentences:
        found = stems[sentence.text]
        if kept and (size + len(sentence.text) > most or len(found - told) < NEWS * len(found)):
            continue
        kept.append(sentence)
        told |= found
        size += len(sentence.text) + 1
    return tuple(kept)
