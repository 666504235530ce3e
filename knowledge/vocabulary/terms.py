"""What words can stand for: terms that questions and statements share, what question words ask, small talk."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class TermKind(StrEnum):
    """What a term names."""

    ENTITY = "entity"
    CONCEPT = "concept"
    STEM = "stem"


class Term(NamedTuple):
    """Something that a question and a statement can share; a tuple, because it is hashed all the time."""

    kind: TermKind
    id: str


class Ask(StrEnum):
    """What kind of answer a question word asks for."""

    PERSON = "person"
    TIME = "time"
    PLACE = "place"
    REASON = "reason"
    QUANTITY = "quantity"
    ORDINAL = "ordinal"
    MANNER = "manner"
    THING = "thing"
    GROUP = "group"
    LIST = "list"
    BRIEFING = "briefing"
    YES_NO = "yes_no"


class Particle(StrEnum):
    """What small words do that carry no meaning of their own."""

    JOINS = "joins"
    """After it a question word begins a second question."""
    ARTICLE = "article"
    """Carries nothing, and lacks nothing, where it stands alone."""
    REFERS = "refers"
    """Alone it means what was spoken of."""
    STANDS_FOR = "stands_for"
    """It does so right behind what asks whether something is so; elsewhere it only joins («هل هو», but «من هو»)."""
