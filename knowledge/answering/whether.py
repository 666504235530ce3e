"""Whether a question asks for yes or no, or for what is not so."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum, auto

from knowledge.answering.decision import Accept, Decision, Refuse
from knowledge.answering.naming import asks_what_is_not
from knowledge.dialogue import Reason
from knowledge.model import Polarity
from knowledge.understanding.claims import QUESTION_MARKS, ClaimReader, Claims
from knowledge.understanding.question import Question
from knowledge.vocabulary.assertions import Marker
from knowledge.vocabulary.terms import Ask, Chat

_SENTENCE = 2
"""Things that a sentence names at least; fewer are key words."""
_SMALL_TALK = (Chat.GREETING, Chat.THANKS, Chat.FAREWELL)


class Whether(Enum):
    """Whether yes or no is asked for."""

    OUTRIGHT = auto()
    PERHAPS = auto()
    """A sentence with a question mark: so it is, if a statement decides it."""
    NOT = auto()


def asked_whether(question: Question, claims: Claims) -> Whether:
    """Whether yes or no is asked for: by a word that opens or ends the question, or by a question mark alone."""
    if question.chat in _SMALL_TALK or claims.marked(Marker.ALTERNATIVE):
        return Whether.NOT
    if claims.asks or Ask.YES_NO in question.asks:
        return Whether.OUTRIGHT
    if claims.marked(Marker.OPEN):
        return Whether.NOT
    marked = question.text.rstrip().endswith(QUESTION_MARKS)
    told = [*(item for item in question.items if not item.light), *question.quantities.dates]
    return Whether.PERHAPS if marked and not question.asks and len(told) >= _SENTENCE else Whether.NOT


def unless_denied(question: Question, decision: Decision, reader: ClaimReader) -> Decision:
    """The decision, but that who asks who or what is *not* so is told nothing that affirms it."""
    accepted = decision.outcome
    if not isinstance(accepted, Accept) or not asks_what_is_not(question, reader):
        return decision
    best = accepted.candidates[0]
    if best.statement.polarity is Polarity.NEGATED:
        return decision
    return replace(decision, outcome=Refuse(Reason.PROPERTY, (), best, accepted.probability))
