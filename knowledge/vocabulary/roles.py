"""What the code itself must know of the vocabulary: roles, which concepts or properties play."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from knowledge.model import EntityType


class Role(StrEnum):
    """Each has an entry under `roles` of `properties.yaml`, which may be empty."""

    NEGATION = "negation"
    """What stands after it is denied, and asks for nothing."""
    DAY = "day"
    """Asks for more than a month."""
    CITY = "city"
    """Asks for more than a state."""
    NAME = "name"
    """Asks who somebody is by name."""
    UNNAMED = "unnamed"
    """People who may stand in a document without a name."""
    HOLDER = "holder"
    """An office: who holds it is asked of one who holds just that."""
    PARTLY = "partly"
    """Leads to something and has not done it: who contributes to building it has not built it."""
    FIRST = "first"
    """Says that something was the first of its kind."""
    STATE = "state"
    """Asks for states: a list of them has their names."""
    DURATION = "duration"
    """Asks for a time that passes, which is counted in units."""
    UNIT = "unit"
    """Of time."""
    SESSION = "session"
    """Is numbered: its number is an ordinal, even a small one."""
    ACT = "act"
    """Is done and not counted: "how many took part"."""
    HOST = "host"
    """The state that is named with it must be the one that hosts."""
    ACCESSION = "accession"
    """Happens once and for good: its time is not that of a meeting."""
    MUTUAL = "mutual"
    """Says the same of both sides, or something of one alone: who is near another has it near."""
    SPOKEN_OF = "spoken-of"
    """May stand for what is spoken of, without its name: "the meeting", "this concern"."""
    FRAME = "frame"
    """Only frames what is asked ("does it *play a role*"): a yes does not hang on it."""
    STRANGER = "stranger"
    """Names somebody or something else than any source does: no known neighbour stands for it."""
    ABROAD = "abroad"
    """Names a state of which no source tells; the names of all states go with it."""
    ELSEWHERE = "elsewhere"
    """Names a place of which no source tells."""
    SOMEBODY_ELSE = "somebody-else"
    """Names a person or an office of whom no source tells."""
    WHEN = "when"
    """Asks for a time, where no question word does ("date of the signing")."""
    WHERE = "where"
    WHY = "why"
    NEWS = "news"
    """Alone it asks for what is new, and takes nothing from what was spoken of before."""
    BROAD = "broad"
    """Gathers what is not the same: no yes to a son because of a daughter."""
    SEQUENCE = "sequence"
    """Tells of an event what came before or after: that lends the event no context."""
    BESIDE = "beside"
    """Tells of another event of the row: the day and the place are of that one."""
    BEFORE = "before"
    """Says of an event that it comes before another."""
    AFTER = "after"
    DATE = "date"
    """Tells of an event when it is."""
    MEMBER = "member"
    """Tells who belongs to a group."""
    EXAMPLE = "example"
    """Is a part by its nature: whatever tells more may be the whole."""
    SPEAKING = "speaking"
    """Tells what somebody says, holds or asks for."""
    DOING = "doing"
    """Tells what somebody does or says."""
    STANDING = "standing"
    """Tells who somebody is, on whatever occasion."""
    APART = "apart"
    """Tells one thing from another of its kind."""
    LATER = "later"
    """Tells of an event which one comes after it."""
    EARLIER = "earlier"
    """Tells of an event which one came before it."""


PLAYED_BY_PROPERTIES = frozenset(
    {
        *(Role.SEQUENCE, Role.DATE, Role.MEMBER, Role.EXAMPLE, Role.SPEAKING, Role.DOING, Role.STANDING, Role.APART),
        *(Role.LATER, Role.EARLIER, Role.BESIDE),
    }
)
"""All others are played by concepts."""
STRANGERS: Mapping[str, Role] = {
    EntityType.STATE: Role.ABROAD,
    EntityType.PLACE: Role.ELSEWHERE,
    EntityType.PERSON: Role.SOMEBODY_ELSE,
    EntityType.OFFICE: Role.SOMEBODY_ELSE,
}
"""By type of entity, the role of the words for one of which no source tells."""
