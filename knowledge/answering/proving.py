"""What words prove: those of a question that are all known, and those that a statement says."""

from __future__ import annotations

from knowledge.matching.profiles import Profile
from knowledge.model import Statement
from knowledge.text.folding import stem, words
from knowledge.understanding.claims import Claims
from knowledge.understanding.question import Question
from knowledge.vocabulary.lexicon import Grade

_GUESSED = (Grade.STEM, Grade.CONJUGATED, Grade.CORRECTED)
_MUCH = 4
"""Things that a question says of something, all of which a statement carries, so that nothing else can be meant."""


def explained(question: Question, claims: Claims) -> bool:
    """Whether every word is known, if only as a mark of the question; what is only like a word of no weight is not."""
    texts = [cue.text for cue in claims.cues] + [claim.text for claim in claims.claims]
    known = {word for text in texts for word in text.split()}
    guessed = [span.text for span in question.spans if span.grade in _GUESSED and span.is_neutral]
    return all(known.issuperset(words(text)) for text in (*question.unmatched, *guessed))


def says(profile: Profile, text: str) -> bool:
    """Whether every word of a text stands in a wording or quote of the statement."""
    statement = profile.statement
    texts = (*statement.wording.values(), *(citation.quote for citation in statement.citations))
    said = {stem(word) for one in texts for word in words(one)}
    return said.issuperset(map(stem, words(text)))


def has_its_figures(question: Question, profile: Profile) -> bool:
    """Whether a statement says every figure of the question, also one that may only say how many are asked for."""
    return question.figures <= profile.numbers | profile.ordinals | profile.percents


def is_named(question: Question, statement: Statement) -> bool:
    """Whether the question names anything of what a statement is about, or says much of it and names nobody."""
    told = [item for item in question.items if not item.light]
    at_length = len(told) >= _MUCH and not any(item.hard for item in told)
    return at_length or not frozenset(question.entities).isdisjoint(statement.named())
