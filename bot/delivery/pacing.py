"""How fast Telegram lets a bot write: so many messages a second in all, one a second to a chat, 20 a minute to a group.

Telegram counts replies and broadcasts alike. Replies go first, but may take only a part of what there is, so that
nobody can stop broadcasts by asking.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from telegram.constants import FloodLimit

_CHAT_SECONDS = 1.0 / FloodLimit.MESSAGES_PER_SECOND_PER_CHAT
_GROUP_SECONDS = 60.0 / FloodLimit.MESSAGES_PER_MINUTE_PER_GROUP
_GROUP_WINDOW = 61.0
"""Seconds; one more than Telegram counts, whose clock is another one."""
_CATCH_UP = 0.25
"""Seconds' worth of messages that may leave at once after a pause, so that a late turn costs no throughput."""
_REPLIES_SHARE = 0.8
_CHAT_BURST = 4
"""Replies that one chat may have at once; Telegram allows a few beyond one a second."""
_MOST_CHATS = 50_000


@dataclass(slots=True)
class _Allowance:
    """Messages that may leave now: `most` at once, `per_second` again."""

    per_second: float
    most: float
    since: float
    level: float = field(init=False)
    """Below zero when more was taken than there was."""

    def __post_init__(self) -> None:
        self.level = self.most

    def wait(self, now: float) -> float:
        """Seconds until one may leave."""
        self.level = min(self.most, self.level + (now - self.since) * self.per_second)
        self.since = now
        return max((1.0 - self.level) / self.per_second, 0.0)

    def take(self, now: float) -> None:
        """One leaves."""
        self.wait(now)
        self.level -= 1.0


@dataclass(slots=True)
class Pacer:
    """Says when the next message may go; `clock` counts seconds and never goes back."""

    per_second: float
    clock: Callable[[], float]
    _all: _Allowance = field(init=False)
    _replies: _Allowance = field(init=False)
    _free: dict[int, float] = field(default_factory=dict)
    """When each chat may be written to again."""
    _held: dict[int, float] = field(default_factory=dict)
    """Until when Telegram wants nothing to go to a chat."""
    _groups: dict[int, deque[float]] = field(default_factory=dict)
    """When the last messages of each group left."""
    _stopped: float = 0.0

    def __post_init__(self) -> None:
        now, replies = self.clock(), self.per_second * _REPLIES_SHARE
        self._all = _Allowance(self.per_second, max(1.0, self.per_second * _CATCH_UP), now)
        self._replies = _Allowance(replies, max(1.0, replies * _CATCH_UP), now)

    def wait(self, chat: int) -> float:
        """Seconds until a broadcast may go to a chat; 0: now."""
        return max(self.wait_at_all(), self._free.get(chat, 0.0) - self.clock(), self.held(chat))

    def wait_at_all(self) -> float:
        """Seconds until a broadcast may go to anybody."""
        now = self.clock()
        return max(self._all.wait(now), self._stopped - now, 0.0)

    def wait_for_reply(self, chat: int) -> float:
        """Seconds until a reply may go to a chat."""
        now = self.clock()
        chats = self._group_wait(chat, now) if chat < 0 else self._free.get(chat, 0.0) - now - _BURST_SECONDS
        return max(self._replies.wait(now), chats, self.held(chat))

    def held(self, chat: int) -> float:
        """Seconds for which Telegram wants nothing to go to a chat."""
        return max(self._held.get(chat, 0.0) - self.clock(), 0.0)

    def take(self, chat: int) -> None:
        """Count a message that leaves now."""
        now = self.clock()
        self._all.take(now)
        self._free = _bounded(self._free, now)
        self._free[chat] = max(self._free.get(chat, 0.0), now) + (_GROUP_SECONDS if chat < 0 else _CHAT_SECONDS)
        if chat < 0:
            self._groups.setdefault(chat, deque(maxlen=FloodLimit.MESSAGES_PER_MINUTE_PER_GROUP)).append(now)

    def take_reply(self, chat: int) -> None:
        """Count a reply that leaves now."""
        self._replies.take(self.clock())
        self.take(chat)

    def hold(self, seconds: float, chat: int | None = None) -> None:
        """Let nothing go to a chat, or to anybody, for so long."""
        now = self.clock()
        if chat is None:
            self._stopped = max(self._stopped, now + seconds)
        else:
            self._held = _bounded(self._held, now)
            self._held[chat] = max(self._held.get(chat, 0.0), now + seconds)

    @property
    def stopped(self) -> bool:
        """Whether nothing goes to anybody for now."""
        return self._stopped > self.clock()

    def _group_wait(self, chat: int, now: float) -> float:
        sent = self._groups.get(chat)
        if sent is None:
            return 0.0
        if sent[-1] <= now - _GROUP_WINDOW:
            del self._groups[chat]
            return 0.0
        burst = sent[-_CHAT_BURST] + _CHAT_BURST * _CHAT_SECONDS - now if len(sent) >= _CHAT_BURST else 0.0
        minute = sent[0] + _GROUP_WINDOW - now if len(sent) == sent.maxlen else 0.0
        return max(burst, minute, 0.0)


_BURST_SECONDS = (_CHAT_BURST - 1) * _CHAT_SECONDS


def _bounded(moments: dict[int, float], now: float) -> dict[int, float]:
    """The same without what is past, as soon as there is much of it."""
    return moments if len(moments) <= _MOST_CHATS else {one: at for one, at in moments.items() if at > now}
