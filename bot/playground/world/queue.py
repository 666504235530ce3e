"""The updates that wait for one bot: numbered, filtered, forgotten after a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from telegram.constants import UpdateType

KEPT_SECONDS = 24 * 3600
"""Telegram keeps an update no longer."""
_ONLY_ON_REQUEST = frozenset({UpdateType.CHAT_MEMBER, UpdateType.MESSAGE_REACTION, UpdateType.MESSAGE_REACTION_COUNT})
_KNOWN = frozenset(kind.value for kind in UpdateType)
_FIRST_ID = 700_000_001


@dataclass(slots=True)
class Waiting:
    """One update on its way."""

    id: int
    kind: str
    body: dict[str, Any]
    expires: float
    lane: str = ""
    """Updates of one lane are delivered one after the other."""

    def json(self) -> dict[str, Any]:
        """The Bot API's Update."""
        return {"update_id": self.id, self.kind: self.body}


@dataclass(slots=True)
class UpdateQueue:
    """Updates in order; `allowed` empty stands for Telegram's default choice of kinds."""

    allowed: tuple[str, ...] = ()
    waiting: list[Waiting] = field(default_factory=list)
    next_id: int = _FIRST_ID

    def allows(self, kind: str) -> bool:
        """Whether the bot wants this kind."""
        return kind in self.allowed if self.allowed else kind not in _ONLY_ON_REQUEST

    def allow(self, kinds: Sequence[Any]) -> None:
        """Choose kinds for the updates to come; names that Telegram does not know are ignored, as it does."""
        known = tuple(kind for kind in kinds if isinstance(kind, str) and kind in _KNOWN)
        self.allowed = () if set(known) == _KNOWN - _ONLY_ON_REQUEST else known

    def add(self, kind: str, body: dict[str, Any], now: float, *, lane: str = "") -> bool:
        """Queue an update; False when the bot does not want the kind."""
        if not self.allows(kind):
            return False
        self.waiting.append(Waiting(self.next_id, kind, body, now + KEPT_SECONDS, lane))
        self.next_id += 1
        return True

    def take(self, offset: int, limit: int, now: float) -> list[Waiting]:
        """Confirm everything before `offset` (negative: all but so many), and give what waits from there on."""
        self.expire(now)
        if offset < 0:
            del self.waiting[:offset]
        elif offset > 0:
            first = next((place for place, one in enumerate(self.waiting) if one.id >= offset), len(self.waiting))
            del self.waiting[:first]
        return self.waiting[:limit]

    def drop(self, update_id: int) -> None:
        """Forget one update: it was delivered."""
        self.waiting = [one for one in self.waiting if one.id != update_id]

    def expire(self, now: float) -> None:
        """Forget what is too old."""
        while self.waiting and self.waiting[0].expires <= now:
            self.waiting.pop(0)

    def clear(self) -> None:
        """Forget everything that waits."""
        self.waiting.clear()
