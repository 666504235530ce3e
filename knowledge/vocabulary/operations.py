"""What can be worked out over the facts: operations, the classes of what they count and list, and their words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from knowledge.vocabulary.phrasings import Phrase

SOURCE = "source"
"""Stands for documents among the types of a class."""


class Operation(StrEnum):
    """What is to be done with what the facts hold."""

    LIST = "list"
    COUNT = "count"
    TIMELINE = "timeline"
    FIRST = "first"
    """Which of several came first."""
    LATEST = "latest"
    EARLIEST = "earliest"
    """What came first of all, not which of several did."""
    NEXT = "next"
    """What follows: after something, or what lies ahead."""
    HAPPENED = "happened"
    """What took place, or is planned, at a date."""
    DIFFERENCE = "difference"
    COMMON = "common"
    MENTION = "mention"
    """Whether something is named at all."""
    DIGEST = "digest"
    NEW = "new"
    SAID = "said"
    DOES = "does"
    DURATION = "duration"


class Frame(StrEnum):
    """Words that say over what an operation goes."""

    HELD = "held"
    """Named, mentioned, known to Marsad: the set is closed."""
    EVERY = "every"
    CONTENTS = "contents"
    """Of a document: what it is about, what is in it."""
    ANNOUNCED = "announced"
    SINCE = "since"
    """From a date on."""
    UNTIL = "until"
    EITHER = "either"
    """Between two of which one is asked for."""
    AND = "and"
    """Joins things of one list, or two questions."""
    INCLUDING = "including"
    """Stands between a thing and the parts of a briefing on it ("a note on X covering …")."""
    LEADS = "leads"
    """May stand between an "and" and a question word ("and in which month")."""
    FILLER = "filler"
    """Words of asking and politeness, which restrict nothing."""


class OperationRole(StrEnum):
    """What the code itself must know of classes and relations; each has an entry under `roles`, maybe an empty one."""

    EVENT = "event"
    """The classes of what happens."""
    PLACE = "place"
    VAGUE = "vague"
    """Classes of which two are compared only in what a statement says of both."""
    HELD = "held"
    """The relation of a place or host with an event: what is held is what happens."""
    ATTENDED = "attended"
    """The relation of somebody with an event."""
    HOLDING = "holding"
    """The relation of somebody with an office."""


PLAYED_BY_RELATIONS = frozenset({OperationRole.HELD, OperationRole.ATTENDED, OperationRole.HOLDING})
"""All others are played by classes."""


@dataclass(frozen=True, slots=True)
class Operations:
    """How what can be worked out is asked for."""

    classes: Mapping[str, frozenset[str]]
    """By class the types of entity that belong to it; `SOURCE` for documents."""
    relations: Mapping[str, frozenset[str]]
    """By relation the properties of the statements that make it."""
    roles: Mapping[OperationRole, frozenset[str]] = field(default_factory=dict)
    """By role the classes or relations that play it."""
    phrases: tuple[Phrase, ...] = field(default=(), compare=False, repr=False)
    """Empty once they are in a compiled lexicon."""

    def role(self, role: OperationRole) -> frozenset[str]:
        """The classes or relations that play a role; none where nothing can be worked out."""
        return self.roles.get(role, frozenset())


NO_OPERATIONS = Operations({}, {})
"""Of a vocabulary that says nothing of them."""
