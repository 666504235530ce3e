"""A question that goes on from what the conversation was about."""

from __future__ import annotations

from dataclasses import replace

from knowledge.dialogue import Conversation
from knowledge.hand_set import FOLLOW_UP
from knowledge.understanding.question import Item, Question
from knowledge.vocabulary.lexicon import Grade
from knowledge.vocabulary.terms import Term, TermKind


def following(question: Question, conversation: Conversation) -> Question | None:
    """The question as a follow-up about whoever the conversation was about; None where it stands on its own."""
    asks_something = bool(question.items or question.asked)
    names_somebody = any(item.hard for item in question.items)
    if not conversation.entities or not asks_something or names_somebody or len(question.items) > FOLLOW_UP:
        return None
    subject = Item((Term(TermKind.ENTITY, conversation.entities[0]),), "", Grade.EXACT)
    return replace(question, items=(*question.items, subject))
