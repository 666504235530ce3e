"""What buttons about subscriptions mean: who follows what, when it is told, on whose clock, and what waits.

Each holds the value that it sets, not a turn to the next one: pressed twice it does the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.interface.buttons.presses import Keys, Press
from bot.readers.subscription import Aspect, Scope


@dataclass(frozen=True, slots=True)
class Follow(Press):
    """Follow everything, a kind, or the entity of a digest."""

    scope: Scope
    key: str


@dataclass(frozen=True, slots=True)
class FollowWords(Press):
    """Follow words."""

    words: str


@dataclass(frozen=True, slots=True)
class FollowWhich(Press):
    """Ask which of some entities is to be followed."""

    entities: Keys


@dataclass(frozen=True, slots=True)
class OfferSubjects(Press):
    """Show what can be followed."""


@dataclass(frozen=True, slots=True)
class ListSubscriptions(Press):
    """Show a page of what is followed in the same message."""

    page: int


@dataclass(frozen=True, slots=True)
class ShowSubscriptions(Press):
    """Show what is followed in a new message: below one that is to stay."""


@dataclass(frozen=True, slots=True)
class OpenSubscription(Press):
    """Show one subscription."""

    id: int


@dataclass(frozen=True, slots=True)
class Adjust(Press):
    """Set one aspect of a subscription."""

    id: int
    aspect: Aspect
    value: int


@dataclass(frozen=True, slots=True)
class OpenAspect(Press):
    """Show what can be set of one aspect of a subscription."""

    id: int
    aspect: Aspect


@dataclass(frozen=True, slots=True)
class Unfollow(Press):
    """End one subscription."""

    id: int


@dataclass(frozen=True, slots=True)
class UnfollowAll(Press):
    """End every subscription."""


@dataclass(frozen=True, slots=True)
class OpenSettings(Press):
    """Show language, time zone and quiet hours."""


@dataclass(frozen=True, slots=True)
class OpenZones(Press):
    """Show the time zones of a region, or the regions for an empty one."""

    region: str
    then: str
    """What is pressed when the zone is chosen, as `packed` wrote it; empty: nothing."""


@dataclass(frozen=True, slots=True)
class SetZone(Press):
    """Choose a time zone by its IANA name."""

    zone: str
    then: str


@dataclass(frozen=True, slots=True)
class OpenQuiet(Press):
    """Show the quiet hours."""


@dataclass(frozen=True, slots=True)
class SetQuiet(Press):
    """Be quiet between two minutes of the day; equal ones: never."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TellLater(Press):
    """Be told when a question that was refused has an answer."""

    id: int
    key: str
    """Sealed for the chat that asked: nobody gets hold of a question of others, by counting or by guessing it."""


@dataclass(frozen=True, slots=True)
class DropQuestion(Press):
    """Delete a question that waits."""

    id: int


@dataclass(frozen=True, slots=True)
class LessOf(Press):
    """Show what can be done to hear less of the kind of a mention."""

    mention: int


@dataclass(frozen=True, slots=True)
class LeaveOutSource(Press):
    """Be told of nothing more from the source of a mention."""

    mention: int


@dataclass(frozen=True, slots=True)
class TakeIn(Press):
    """Be told again of what was left out."""

    id: int


LETTERS: Mapping[str, type[Press]] = {
    "h": Follow,
    "w": FollowWords,
    "H": FollowWhich,
    "d": OfferSubjects,
    "L": ListSubscriptions,
    "M": ShowSubscriptions,
    "I": OpenSubscription,
    "j": Adjust,
    "A": OpenAspect,
    "X": Unfollow,
    "E": UnfollowAll,
    "S": OpenSettings,
    "z": OpenZones,
    "Z": SetZone,
    "y": OpenQuiet,
    "Y": SetQuiet,
    "t": TellLater,
    "T": DropQuestion,
    "ml": LessOf,
    "ms": LeaveOutSource,
    "mt": TakeIn,
}
"""As those of `presses`."""
