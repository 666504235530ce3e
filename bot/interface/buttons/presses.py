"""What buttons about subscriptions carry: who follows what, when it is told, on whose clock, and what waits.

Each holds the value that it sets, not a turn to the next one: pressed twice it does the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from bot.readers.subscription import Aspect, Scope


@dataclass(frozen=True, slots=True)
class Follow:
    """Follow everything, a kind, or the entity of a digest."""

    scope: Scope
    key: str


@dataclass(frozen=True, slots=True)
class FollowWords:
    """Follow words."""

    words: str


@dataclass(frozen=True, slots=True)
class OfferSubjects:
    """Show what can be followed."""


@dataclass(frozen=True, slots=True)
class ListSubscriptions:
    """Show a page of what is followed in the same message."""

    page: int


@dataclass(frozen=True, slots=True)
class ShowSubscriptions:
    """Show what is followed in a new message: below one that is to stay."""


@dataclass(frozen=True, slots=True)
class OpenSubscription:
    """Show one subscription."""

    id: int


@dataclass(frozen=True, slots=True)
class Adjust:
    """Set one aspect of a subscription."""

    id: int
    aspect: Aspect
    value: int


@dataclass(frozen=True, slots=True)
class Unfollow:
    """End one subscription."""

    id: int


@dataclass(frozen=True, slots=True)
class UnfollowAll:
    """End every subscription."""


@dataclass(frozen=True, slots=True)
class OpenSettings:
    """Show language, time zone and quiet hours."""


@dataclass(frozen=True, slots=True)
class OpenZones:
    """Show the time zones of a region, or the regions for an empty one."""

    region: str
    then: str
    """What is pressed when the zone is chosen, as `packed` wrote it; empty: nothing."""


@dataclass(frozen=True, slots=True)
class SetZone:
    """Choose a time zone by its IANA name."""

    zone: str
    then: str


@dataclass(frozen=True, slots=True)
class OpenQuiet:
    """Show the quiet hours."""


@dataclass(frozen=True, slots=True)
class SetQuiet:
    """Be quiet between two minutes of the day; equal ones: never."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TellLater:
    """Be told when a question that was refused has an answer."""

    id: int
    key: str
    """The digest of the question: nobody else's can be asked for by counting."""


@dataclass(frozen=True, slots=True)
class DropQuestion:
    """Delete a question that waits."""

    id: int


SubscriptionPress: TypeAlias = (
    Follow
    | FollowWords
    | OfferSubjects
    | ListSubscriptions
    | ShowSubscriptions
    | OpenSubscription
    | Adjust
    | Unfollow
    | UnfollowAll
)
HoursPress: TypeAlias = OpenSettings | OpenZones | SetZone | OpenQuiet | SetQuiet
MissPress: TypeAlias = TellLater | DropQuestion
