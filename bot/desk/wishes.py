"""What an editor wants to be decided, and why that is not done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from knowledge.drafting.decisions import Decisions, Item, Verb
from knowledge.errors import InvalidFiles, KnowledgeError
from knowledge.files.strict_yaml import Record


class DecisionWish(Record):
    """What an editor wants, about an item as they saw it: `version` says which state of it."""

    document: str
    verb: Verb
    who: str = ""
    id: str = ""
    other: str = ""
    """What it is merged with."""
    version: int = 0
    subject: str | None = None
    folder: str = ""
    """Of a new entity: which kind."""
    key: str = ""
    record: dict[str, Any] = {}
    seen: dict[str, Any] | None = None
    """The record as the editor saw it, of what is accepted already."""
    at: int = 0
    """Where a quote is split, in code points of it."""
    words: str = ""
    reason: str = ""


class ConflictingEdit(KnowledgeError):
    """Somebody else has decided about the same item meanwhile; `item` is how they left it."""

    def __init__(self, item: Item) -> None:
        super().__init__("somebody else has changed this meanwhile; look at both")
        self.item = item


@contextmanager
def counting(decisions: Decisions, wish: DecisionWish, at: datetime) -> Iterator[None]:
    """Note what breaks a rule: `doc sitting` counts how often that was."""
    try:
        yield
    except InvalidFiles as error:
        decisions.refuse(wish.verb, wish.who, at.isoformat(timespec="seconds"), [one.message for one in error.problems])
        raise
