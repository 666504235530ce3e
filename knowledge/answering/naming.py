"""What is named: by a question that is a name alone, by a refusal of unknown words; and names that nothing tells."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise

from knowledge.compiled.base import KnowledgeBase
from knowledge.dialogue import Choice
from knowledge.model import Entity, EntityType, Kind
from knowledge.text.folding import fold, words
from knowledge.understanding.claims import DENYING, ClaimReader
from knowledge.understanding.question import Question, Span
from knowledge.vocabulary.assertions import Marker
from knowledge.vocabulary.forms import Sense, SenseKind
from knowledge.vocabulary.operations import Operation
from knowledge.vocabulary.roles import Role
from knowledge.vocabulary.terms import Ask

_NEAR = 3
"""Words before a "not" that denies what the question word asks for."""
_VERB = re.compile(r"(?:[يتنبس][ء-ي]{3,}|[ء-ي]{2,}(?:ت|تم|تو|وا))")
"""A folded Arabic word that may be a conjugated verb; where a question word stands right before it, it is one."""


def unexplained(question: Question) -> tuple[str, ...]:
    """The words that nothing explains, without the verb of the question («شو جبت عن الصين؟»)."""
    verbs = {after.text for before, after in pairwise(question.spans) if _asks(before) and _is_verb(after)}
    return tuple(word for word in question.unmatched if word not in verbs)


def asks_in_vain_for_a_name(question: Question, entity: str, knowledge: KnowledgeBase) -> bool:
    """Whether it is asked who holds an office, and no statement about that names anybody; or who does not."""
    if asks_what_is_not(question, knowledge.claim_reader):
        return True
    entities, names = knowledge.entities, knowledge.phrasings.role(Role.NAME)
    if entities[entity].type != EntityType.OFFICE or not (Ask.PERSON in question.asks or question.concepts & names):
        return False
    named = {one for statement in knowledge.statements_about(entity) for one in statement.named()} & entities.keys()
    return not any(entities[one].type == EntityType.PERSON for one in named)


def asks_what_is_not(question: Question, reader: ClaimReader) -> bool:
    """Whether a "not" soon follows the question word, and is neither that nor an "or" («ماهو», «ولا»)."""
    if not question.asks or Ask.YES_NO in question.asks:
        return False
    asking = [one.place for one in question.spans if any(map(_asks_openly, one.senses))]
    if not asking or not reader.may_deny(question.text, after=asking[0][1]):
        return False
    claims = reader.read(question.text, in_latin=question.arabic_in_latin)
    if claims.marked(Marker.ALTERNATIVE):
        return False
    places = [cue.place for cue in claims.cues if cue.marker in DENYING]
    near = [one for one in places if one[0] >= asking[0][1] and len(words(question.text[: one[0]])) <= _NEAR]
    return any(all(end <= one[0] or one[1] <= start for start, end in asking) for one in near)


def _asks_openly(sense: Sense) -> bool:
    return sense.kind is SenseKind.ASK and sense.id != Ask.YES_NO


def choice(entity: Entity, question: Question) -> Choice:
    """One of several that a question may mean, and the question that means it."""
    label = entity.name(question.lang)
    return Choice(entity.id, label, f"{question.text} ({label})")


def bare_entity(question: Question, entities: Mapping[str, Entity]) -> str | None:
    """The one entity of a question that names it and asks at most who or what it is."""
    named = question.told
    if len(named) != 1 or not named[0].entities or question.unmatched or question.quantities.dates:
        return None
    if named[0].weak or any(item.foreign for item in question.items) or _asks_for_words(question):
        return None
    entity = named[0].entities[0]
    if question.asks - {Ask.BRIEFING, Ask.PERSON, Ask.THING} or entity not in entities:
        return None
    if Ask.PERSON in question.asks and entities[entity].kind is not Kind.ACTOR:
        return None
    return entity


def _asks_for_words(question: Question) -> bool:
    """Whether it is asked what somebody said, of which no briefing tells."""
    said = (SenseKind.OPERATION, Operation.SAID)
    return Ask.THING in question.asks and any(said in mark.senses for mark in question.marks)


def _asks(span: Span) -> bool:
    return bool(span.senses) and all(sense.kind is SenseKind.ASK for sense in span.senses)


def _is_verb(span: Span) -> bool:
    return not span.senses and _VERB.fullmatch(fold(span.text)) is not None
