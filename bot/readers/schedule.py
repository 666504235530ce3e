"""When a reader wants to be told: quiet hours and digests, by the clock on the reader's wall; pure.

A time of day that a change of the clocks skips counts as the moment after the gap; one that comes twice, as its
first.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.readers.subscription import Cadence, Subscription

DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours in which nothing is sent, in minutes of the local day; `start` after `end` goes over midnight."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not (0 <= self.start < DAY and 0 <= self.end < DAY) or self.start == self.end:
            raise ValueError("quiet hours need two different times of the day")

    def holds(self, minute: int) -> bool:
        """Whether a minute of the local day is quiet."""
        if self.start < self.end:
            return self.start <= minute < self.end
        return minute >= self.start or minute < self.end


@dataclass(frozen=True, slots=True)
class Hours:
    """Where a reader's clock hangs, and when it must be quiet around it; None: not said."""

    zone: str | None = None
    """The IANA name."""
    quiet: Quiet | None = None

    def waking(self, now: datetime) -> datetime | None:
        """When the quiet hours end that hold now; None outside them."""
        return waking(now, zone_of(self.zone), self.quiet) if self.quiet else None

    def next_digest(self, now: datetime, subscription: Subscription) -> datetime:
        """The first moment after now at which a subscription is due; now for one without digests."""
        return next_digest(now, zone_of(self.zone), subscription) if subscription.is_digest else now


def zone_of(name: str | None) -> tzinfo:
    """The zone of that name; UTC for none, and for one that this machine does not know (any more), if it knows any."""
    try:
        return ZoneInfo(name) if name else UTC
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def waking(now: datetime, zone: tzinfo, quiet: Quiet | None) -> datetime | None:
    """When the quiet hours end that hold now; None outside them."""
    if quiet is None:
        return None
    local = now.astimezone(zone)
    if not quiet.holds(local.hour * 60 + local.minute):
        return None
    return next(moment for day in _days(local) for moment in _both(day, quiet.end) if moment > now)


def next_digest(now: datetime, zone: tzinfo, subscription: Subscription) -> datetime:
    """The first moment after now at which a digest of the subscription is due; now for one without digests."""
    if subscription.cadence is Cadence.INSTANT:
        return now
    weekly = subscription.cadence is Cadence.WEEKLY
    days = (day for day in _days(now.astimezone(zone)) if not weekly or day.weekday() == subscription.weekday)
    return next(moment for day in days if (moment := _at(day, subscription.minute)) > now)


def moment_of(day: date, minute: int, zone: tzinfo) -> datetime:
    """The moment of a time of day on a day in a zone, in UTC."""
    return _at(datetime.combine(day, time(), zone), minute)


def _days(local: datetime) -> Iterator[datetime]:
    """The midnight of this day and of those of the next week."""
    today = datetime.combine(local.date(), time(), local.tzinfo)
    return (today + timedelta(days=number) for number in range(9))


def _at(day: datetime, minute: int, fold: int = 0) -> datetime:
    local = day.replace(hour=minute // 60, minute=minute % 60, fold=fold)
    moment = local.astimezone(UTC)
    shown = moment.astimezone(local.tzinfo)
    return moment if shown.replace(tzinfo=None) == local.replace(tzinfo=None) else _after_gap(local)


def _after_gap(local: datetime) -> datetime:
    """The moment at which the clocks jump over a time of day."""
    # Read by the clock of after the gap, the time lies before it; read by the one of before, behind it.
    early, late = (local.replace(fold=fold).astimezone(UTC) for fold in (1, 0))
    zone = local.tzinfo
    minutes = range((late - early) // timedelta(minutes=1))
    jumped = bisect_left(
        minutes, _offset(late, zone), key=lambda minute: _offset(early + timedelta(minutes=minute), zone)
    )
    return early + timedelta(minutes=jumped)


def _offset(moment: datetime, zone: tzinfo | None) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


def _both(day: datetime, minute: int) -> tuple[datetime, datetime]:
    """A time of day; the second differs on the day on which the clocks go back over it."""
    return _at(day, minute), _at(day, minute, fold=1)
