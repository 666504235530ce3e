"""Which statements an editor is to look at again: by what each says itself, else by how fast its property ages. Pure.

`due` is for whoever lists them: `kb check`, `/status`, and what editors are led to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from knowledge.model import Review, Statement
from knowledge.vocabulary.phrasings import PropertyRecord


def review_of(statement: Statement, properties: Mapping[str, PropertyRecord]) -> Review | None:
    """When a statement is to be reviewed; None for what does not age, and for what is held no more."""
    if statement.withdrawn:
        return None
    last = statement.reviewed or statement.last_seen
    if statement.review_by:
        return Review(statement.review_by, last)
    record = properties.get(statement.property)
    if last is None or record is None or record.review_after is None:
        return None
    return Review(last + timedelta(days=record.review_after), last)


def overdue(statement: Statement, properties: Mapping[str, PropertyRecord], today: date) -> Review | None:
    """The review of a statement whose day has passed; it may be outdated from the day after on."""
    review = review_of(statement, properties)
    return review if review and review.by < today else None


def due(
    statements: Iterable[Statement], properties: Mapping[str, PropertyRecord], today: date
) -> tuple[tuple[Statement, Review], ...]:
    """Every statement that is to be looked at again by now, the one that waits longest first."""
    found = ((one, review) for one in statements if (review := overdue(one, properties, today)))
    return tuple(sorted(found, key=lambda pair: (pair[1].by, pair[0].id)))
