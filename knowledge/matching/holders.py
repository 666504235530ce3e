"""Questions that ask for nothing but who holds an office of somebody: "who is the foreign minister of Iraq?"."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from knowledge.model import EntityType
from knowledge.understanding.question import Item, Question
from knowledge.vocabulary.terms import Ask

_OWNERS = frozenset({EntityType.STATE, EntityType.ORGANISATION, EntityType.BODY, EntityType.ARMED_GROUP})
_ASKING = frozenset({Ask.PERSON, Ask.LIST})


def owners(question: Question, types: Mapping[str, str], holders: AbstractSet[str]) -> frozenset[str]:
    """Whose office's holder is asked for; nobody's where the question says anything else besides."""
    if not question.asks <= _ASKING or question.quantities.dates:
        return frozenset()
    offices = [item for item in question.items if _is_office(item, types, holders)]
    owning = [item for item in question.items if _is_owner(item, types)]
    beside = any(not (one.light or one in offices or one in owning) for one in question.items)
    if beside or question.unmatched or not offices:
        return frozenset()
    return frozenset(entity for item in owning for entity in item.entities)


def _is_office(item: Item, types: Mapping[str, str], holders: AbstractSet[str]) -> bool:
    return any(term.id in holders or types.get(term.id) == EntityType.OFFICE for term in item.terms)


def _is_owner(item: Item, types: Mapping[str, str]) -> bool:
    return any(types[entity] in _OWNERS for entity in item.entities)
