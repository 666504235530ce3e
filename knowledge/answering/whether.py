"""Whether a question asks for yes or no, or for what is not so."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum, auto

from knowledge.answering.decision import Accept, Decision, Refuse
from knowledge.answering.naming import asks_what_is_not
from knowledge.dialogue import Reason, Topic
from knowledge.model import Polarity
from knowledge.text.folding import tokens
from knowledge.understanding.claims import QUESTION_MARKS, ClaimReader, Claims
from knowledge.understanding.question import Question
from knowledge.vocabulary.assertions import Marker
from knowledge.vocabulary.phrasings import Phrasings
from knowledge.vocabulary.roles import Role
from knowledge.vocabulary.terms import Ask, TermKind

_SENTENCE = 2
"""Things that a sentence names at least; fewer are key words."""
_SMALL_TALK = (Topic.GREETING, Topic.THANKS, Topic.FAREWELL)


class Whether(Enum):
    """Whether yes or no is asked for."""

    OUTRIGHT = auto()
    PERHAPS = auto()
    """A sentence with a question mark: so it is, if a statement decides it."""
    NOT = auto()


def asked_whether(question: Question, claims: Claims, phrasings: Phrasings) -> Whether:
    """Whether yes or no is asked for: by a word that opens or ends the question, or by a question mark alone."""
    if question.chat in _SMALL_TALK or claims.marked(Marker.ALTERNATIVE):
        return Whether.NOT
    if claims.asks or Ask.YES_NO in question.asks:
        return Whether.OUTRIGHT
    if claims.marked(Marker.OPEN):
        return Whether.NOT
    marked = question.text.rstrip().endswith(QUESTION_MARKS)
    told = [*(item for item in question.items if not item.light), *question.quantities.dates]
    if not marked or question.asks or len(told) < _SENTENCE or _begins_with_what_is_sought(question, phrasings):
        return Whether.NOT
    return Whether.PERHAPS


def _begins_with_what_is_sought(question: Question, phrasings: Phrasings) -> bool:
    """Whether it is no sentence but "date of …" or «سبب …», and does not give it itself."""
    first = min(question.items, key=lambda item: item.place, default=None)
    concepts = {term.id for term in first.terms if term.kind is TermKind.CONCEPT} if first else set()
    given = phrasings.role(Role.DATE) if question.quantities.dates else frozenset()
    sought = (record for key, record in phrasings.properties.items() if key not in given)
    asking = (group[0] for record in sought for group in record.asked_by if len(group) == 1)
    return not concepts.isdisjoint(asking) or not concepts.isdisjoint(phrasings.role(Role.NAME))


def unless_denied(question: Question, decision: Decision, reader: ClaimReader) -> Decision:
    """The decision, but that who asks who or what is *not* so is told nothing that affirms it."""
    accepted = decision.outcome
    if not isinstance(accepted, Accept) or not asks_what_is_not(question, reader):
        return decision
    best = accepted.candidates[0]
    if best.statement.polarity is Polarity.NEGATED:
        return decision
    return replace(decision, outcome=Refuse(Reason.PROPERTY, (), best, accepted.probability))


def outside_names_and_dates(claims: Claims, question: Question) -> Claims:
    """Without what is only part of a name («لشكر طيبة» thanks nobody) or of a date ("late April" is nothing recent).

    What was denied of it is denied of the whole.
    """
    every = tokens(question.text)
    taken = [item.place for item in question.items if item.hard]
    taken += [(every[place].start, every[place].end) for place in question.quantities.taken]
    kept = tuple(one for one in claims.claims if not any(start <= one.place[0] < end for start, end in taken))
    denied = sum(one.denied for one in claims.claims if one not in kept) % 2 == 1
    return replace(claims, claims=kept, denied=claims.denied != denied)
