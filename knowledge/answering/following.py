"""What a follow-up takes from the conversation, and what stands on its own and takes nothing."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import pairwise
from types import MappingProxyType

from knowledge.dialogue import Conversation
from knowledge.hand_set import FOLLOW_UP
from knowledge.model import EntityType
from knowledge.understanding.question import Item, Question
from knowledge.vocabulary.forms import Grade
from knowledge.vocabulary.terms import Ask, Particle, Term, TermKind


def known(conversation: Conversation, entities: Container[str]) -> Conversation:
    """A conversation without documents and what was withdrawn: nobody can mean them."""
    return replace(conversation, entities=tuple(one for one in conversation.entities if one in entities))


def following(
    question: Question,
    conversation: Conversation,
    *,
    news: AbstractSet[str],
    pointed: bool,
    types: Mapping[str, str] = MappingProxyType({}),
) -> Question | None:
    """The question as a follow-up about whoever the conversation was about; None where it stands on its own.

    `news`: concepts that alone ask for what is new. `pointed`: whether it points back, and is about nobody else; who
    holds an office is not named by it ("is he the defence minister?"): `types` of the entities tell.
    """
    asks_something = bool(question.items or question.asked)
    named = [one for item in question.items if item.hard for one in item.entities]
    names_somebody = any(not pointed or types.get(one) != EntityType.OFFICE for one in named)
    if not conversation.entities or not asks_something or names_somebody or len(question.items) > FOLLOW_UP:
        return None
    if _is_briefing(question) or (question.empty and not question.concepts.isdisjoint(news)):
        return None
    subject = Item((Term(TermKind.ENTITY, conversation.entities[0]),), "", Grade.EXACT, hard=pointed)
    return replace(question, items=(*question.items, subject))


def points_back(question: Question, particle: Callable[[Particle], AbstractSet[str]]) -> bool:
    """Whether a word of its own means what was spoken of, so that nothing else can be meant ("who hosts *it*?")."""
    refers, stands_for = particle(Particle.REFERS), particle(Particle.STANDS_FOR)
    alone = [one if one.is_neutral and len(one.words) == 1 else None for one in question.spans]
    behind = (after for one, after in pairwise((*question.spans, None)) if one and one.asks_for(Ask.YES_NO))
    return any(one.words[0] in refers for one in alone if one) or any(
        one in alone and one.words[0] in stands_for for one in behind if one
    )


def _is_briefing(question: Question) -> bool:
    """Whether all that is known is asked for, of what the question itself names."""
    return Ask.BRIEFING in question.asks and any(item.entities and not item.weak for item in question.items)
