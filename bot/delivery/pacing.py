"""How fast Telegram lets a bot write: so many messages a second in all, one a second to a chat, 20 a minute to a group.

Telegram counts replies and broadcasts alike. Replies go at once and are counted; broadcasts take what is left.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from telegram.constants import FloodLimit

_CHAT_SECONDS = 1.0 / FloodLimit.MESSAGES_PER_SECOND_PER_CHAT
_GROUP_SECONDS = 60.0 / FloodLimit.MESSAGES_PER_MINUTE_PER_GROUP
_CATCH_UP = 0.25
"""Seconds' worth of messages that may leave at once after a pause, so that a late turn costs no throughput."""
_MOST_CHATS = 50_000


@dataclass(slots=True)
class Pacer:
    """Says when the next broadcast may go; `clock` counts seconds and never goes back."""

    per_second: float
    clock: Callable[[], float]
    _level: float = field(init=False)
    """Messages that may leave now; below zero when replies took more than there was."""
    _since: float = field(init=False)
    _free: dict[int, float] = field(default_factory=dict)
    """When each chat may be written to again."""
    _stopped: float = 0.0

    def __post_init__(self) -> None:
        self._level = self._most
        self._since = self.clock()

    def wait(self, chat: int) -> float:
        """Seconds until a broadcast may go to a chat; 0: now."""
        return max(self.wait_at_all(), self._free.get(chat, 0.0) - self.clock(), 0.0)

    def wait_at_all(self) -> float:
        """Seconds until a broadcast may go to anybody."""
        self._refill()
        return max((1.0 - self._level) / self.per_second, self._stopped - self.clock(), 0.0)

    def take(self, chat: int) -> None:
        """Count a message that leaves now."""
        self._refill()
        self._level -= 1.0
        now = self.clock()
        if len(self._free) > _MOST_CHATS:
            self._free = {one: free for one, free in self._free.items() if free > now}
        self._free[chat] = max(self._free.get(chat, 0.0), now) + (_GROUP_SECONDS if chat < 0 else _CHAT_SECONDS)

    def hold(self, seconds: float, chat: int | None = None) -> None:
        """Let nothing go to a chat, or to anybody, for so long."""
        until = self.clock() + seconds
        if chat is None:
            self._stopped = max(self._stopped, until)
        else:
            self._free[chat] = max(self._free.get(chat, 0.0), until)

    @property
    def stopped(self) -> bool:
        """Whether nothing goes to anybody for now."""
        return self._stopped > self.clock()

    @property
    def _most(self) -> float:
        return max(1.0, self.per_second * _CATCH_UP)

    def _refill(self) -> None:
        now = self.clock()
        self._level = min(self._most, self._level + (now - self._since) * self.per_second)
        self._since = now
