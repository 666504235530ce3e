"""What a statement of the facts goes without saying, once the vocabulary is known."""

from __future__ import annotations

from collections.abc import Collection

from knowledge.curation.records import StatementRecord
from knowledge.curation.rules import Draft


def settle(draft: Draft, properties: Collection[str]) -> None:
    """Give statements whose property was left out the one that their key begins with: `said-consensus` is `said`."""
    for entity_id, record in draft.records.items():
        named = {key: _property_of(key, one, properties) for key, one in record.statements.items()}
        if any(named[key] != one.property for key, one in record.statements.items()):
            told = {key: one.model_copy(update={"property": named[key]}) for key, one in record.statements.items()}
            draft.records[entity_id] = record.model_copy(update={"statements": told})


def property_in(key: str, properties: Collection[str]) -> str:
    """The longest property that a key is or begins with; empty where it begins with none."""
    return max((one for one in properties if f"{key}-".startswith(f"{one}-")), key=len, default="")


def _property_of(key: str, statement: StatementRecord, properties: Collection[str]) -> str:
    return statement.property if statement.property != key else property_in(key, properties) or key
