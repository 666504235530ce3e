"""Which reports of mistakes the operators hear: each statement once of each chat, and only so many in an hour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.memory.recent import Recent

MOST = 6
"""Messages to the operators that one chat can set off in an hour."""
_HOUR = timedelta(hours=1)
_REMEMBERED = 2000


@dataclass(slots=True)
class Reports:
    """What was reported lately; whoever reports beyond it is thanked all the same."""

    _known: Recent[tuple[int, str], bool] = field(default_factory=lambda: Recent(_REMEMBERED))
    _told: Recent[tuple[int], tuple[datetime, ...]] = field(default_factory=lambda: Recent(_REMEMBERED))

    def new(self, chat: int, statements: Sequence[str], now: datetime) -> frozenset[str]:
        """The ids among these that operators are to be told of; they are known from then on."""
        lately = tuple(one for one in self._told.get((chat,)) or () if now - one < _HOUR)
        if len(lately) >= MOST:
            return frozenset()
        found = frozenset(one for one in statements if self._known.first_time((chat, one), value=True))
        if found:
            self._told.keep((chat,), (*lately, now))
        return found

    def drop(self, chat: int) -> None:
        """Forget what a chat reported."""
        self._known.drop(chat)
        self._told.drop(chat)
