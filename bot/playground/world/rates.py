"""How often a bot may send: the documented limits as token buckets, with a clock that tests can move."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from telegram.constants import FloodLimit

from bot.playground.world.errors import too_many_requests

_MOST_METERS = 20_000
_MANY = 1_000_000
_MINUTE = 60.0


@dataclass(frozen=True, slots=True)
class Limits:
    """Messages in a time; `chat_burst` may leave at once before the chat's own limit bites."""

    per_second: float = FloodLimit.MESSAGES_PER_SECOND
    chat_per_second: float = FloodLimit.MESSAGES_PER_SECOND_PER_CHAT
    chat_burst: int = 5
    group_per_minute: int = FloodLimit.MESSAGES_PER_MINUTE_PER_GROUP


class _Meter(Protocol):
    def wait(self, count: int, now: float) -> float:
        """The seconds until `count` messages fit (0: now)."""

    def take(self, count: int, now: float) -> None:
        """Count messages."""


@dataclass(slots=True)
class _Bucket:
    """So many at once, and a steady refill."""

    capacity: float
    per_second: float
    level: float
    since: float

    def wait(self, count: int, now: float) -> float:
        self.level = min(self.capacity, self.level + (now - self.since) * self.per_second)
        self.since = now
        return max(0.0, (min(count, self.capacity) - self.level) / self.per_second)

    def take(self, count: int, now: float) -> None:  # noqa: ARG002 - the other meter needs it
        self.level -= count


@dataclass(slots=True)
class _Window:
    """So many in any minute."""

    limit: int
    sent: deque[float] = field(default_factory=deque)

    def wait(self, count: int, now: float) -> float:
        while self.sent and self.sent[0] <= now - _MINUTE:
            self.sent.popleft()
        excess = len(self.sent) + min(count, self.limit) - self.limit
        return self.sent[excess - 1] + _MINUTE - now if excess > 0 else 0.0

    def take(self, count: int, now: float) -> None:
        self.sent.extend([now] * count)


@dataclass(slots=True)
class Governor:
    """Counts what a bot sends and refuses what is too much; `limits` None lets everything pass."""

    clock: Callable[[], float]
    limits: Limits | None = field(default_factory=Limits)
    _meters: dict[tuple[object, ...], _Meter] = field(default_factory=dict)

    def spend(self, bot: int, chat: str, *, is_group: bool, count: int = 1) -> None:
        """Count messages to a chat, or raise the 429 that Telegram would answer and count nothing."""
        if self.limits is None:
            return
        now = self.clock()
        meters = self._of(bot, chat, self.limits, now, is_group=is_group)
        wait = max(meter.wait(count, now) for meter in meters)
        if wait > 0:
            raise too_many_requests(max(1, math.ceil(wait)))
        for meter in meters:
            meter.take(count, now)

    def forget(self) -> None:
        """Begin with nothing counted."""
        self._meters.clear()

    def _of(self, bot: int, chat: str, limits: Limits, now: float, *, is_group: bool) -> list[_Meter]:
        if len(self._meters) > _MOST_METERS:
            self._drop_rested(now)
        meters = [
            self._bucket((bot, limits.per_second), limits.per_second, limits.per_second, now),
            self._bucket((bot, chat, limits.chat_per_second), limits.chat_burst, limits.chat_per_second, now),
        ]
        if is_group:
            key = (bot, chat, "minute", limits.group_per_minute)
            meters.append(self._meters.setdefault(key, _Window(limits.group_per_minute)))
        return meters

    def _bucket(self, key: tuple[object, ...], capacity: float, per_second: float, now: float) -> _Meter:
        return self._meters.setdefault(key, _Bucket(capacity, per_second, capacity, now))

    def _drop_rested(self, now: float) -> None:
        """Forget the chats that have rested: a new meter for them would say the same."""
        self._meters = {key: meter for key, meter in self._meters.items() if meter.wait(_MANY, now) > 0}
