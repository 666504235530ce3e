"""How many questions a chat may ask in a minute; in memory, because a minute outlives no restart worth speaking of."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum

_WINDOW = timedelta(minutes=1)
MAX_CHATS = 10_000


class Admission(Enum):
    """What to do with a question."""

    YES = "answer it"
    TELL = "say that it is too many"
    NO = "say nothing: that has been said"


@dataclass(slots=True)
class Quota:
    """Counts by chat; `limit` 0 admits everything."""

    limit: int
    now: Callable[[], datetime]
    _asked: dict[Hashable, deque[datetime]] = field(default_factory=dict)
    _told: set[Hashable] = field(default_factory=set)

    def admit(self, chat: Hashable) -> Admission:
        """Count a question of a chat, and say what to do with it."""
        if not self.limit:
            return Admission.YES
        asked = self._recent(chat)
        if not asked:
            self._told.discard(chat)
        if len(asked) < self.limit:
            asked.append(self.now())
            return Admission.YES
        if chat in self._told:
            return Admission.NO
        self._told.add(chat)
        return Admission.TELL

    def _recent(self, chat: Hashable) -> deque[datetime]:
        asked = self._asked.pop(chat, None) or deque[datetime]()
        self._asked[chat] = asked
        while asked and asked[0] <= self.now() - _WINDOW:
            asked.popleft()
        while len(self._asked) > MAX_CHATS:
            oldest = next(iter(self._asked))
            del self._asked[oldest]
            self._told.discard(oldest)
        return asked
