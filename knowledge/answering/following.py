"""What a follow-up takes from the conversation, and what stands on its own and takes nothing."""

from __future__ import annotations

from collections.abc import Container
from collections.abc import Set as AbstractSet
from dataclasses import replace

from knowledge.dialogue import Conversation
from knowledge.hand_set import FOLLOW_UP
from knowledge.understanding.question import Item, Question
from knowledge.vocabulary.forms import Grade
from knowledge.vocabulary.terms import Ask, Term, TermKind


def known(conversation: Conversation, entities: Container[str]) -> Conversation:
    """A conversation without documents and what was withdrawn: nobody can mean them."""
    return replace(conversation, entities=tuple(one for one in conversation.entities if one in entities))


def following(
    question: Question, conversation: Conversation, *, news: AbstractSet[str], pointed: bool
) -> Question | None:
    """The question as a follow-up about whoever the conversation was about; None where it stands on its own.

    `news`: concepts that alone ask for what is new. `pointed`: whether it points back, and is about nobody else.
    """
    asks_something = bool(question.items or question.asked)
    names_somebody = any(item.hard for item in question.items)
    if not conversation.entities or not asks_something or names_somebody or len(question.items) > FOLLOW_UP:
        return None
    if _is_briefing(question) or (question.empty and not question.concepts.isdisjoint(news)):
        return None
    subject = Item((Term(TermKind.ENTITY, conversation.entities[0]),), "", Grade.EXACT, hard=pointed)
    return replace(question, items=(*question.items, subject))


def points_back(question: Question, pronouns: AbstractSet[str]) -> bool:
    """Whether a word of its own means what was spoken of, so that nothing else can be meant ("who hosts *it*?")."""
    return any(len(one.words) == 1 and one.words[0] in pronouns for one in question.spans if one.is_neutral)


def _is_briefing(question: Question) -> bool:
    """Whether all that is known is asked for, of what the question itself names."""
    return Ask.BRIEFING in question.asks and any(item.entities and not item.weak for item in question.items)
