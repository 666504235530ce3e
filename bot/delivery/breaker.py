"""Notices when sends fail for a reason that lies with us or with Telegram, so that no reader is blamed for it."""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass, field

from bot.memory.tally import Tally

_WINDOW = 20
_LEAST = 10
"""Fewer sends than this prove nothing: two of three readers may have blocked us."""
_SHARE = 0.5
_PAUSES = (60.0, 300.0, 900.0, 3600.0)


@dataclass(slots=True)
class Breaker:
    """Watches the last sends, each to another chat; opens when most of them fail alike."""

    tally: Tally = field(default_factory=Tally)
    _last: deque[tuple[int, str | None]] = field(default_factory=lambda: deque(maxlen=_WINDOW))
    _opened: int = 0
    """How often it opened since something went through."""

    def note(self, chat: int, failure: str | None) -> None:
        """Count a send; None: it went through."""
        self._last.append((chat, failure))

    def verdict(self) -> str | None:
        """How most of the last sends failed; None as long as that is no pattern."""
        failures = Counter(failure for _, failure in dict(self._last).items() if failure)
        if len(self._last) < _LEAST or not failures:
            return None
        failure, count = failures.most_common(1)[0]
        return failure if count > _SHARE * len(dict(self._last)) else None

    def open(self) -> tuple[float, set[int]]:
        """Seconds to stop for, longer each time, and the chats that failed; then the counting begins anew."""
        chats = {chat for chat, failure in self._last if failure}
        if any(failure is None for _, failure in self._last):
            self._opened = 0
        pause = _PAUSES[min(self._opened, len(_PAUSES) - 1)]
        self._opened += 1
        self.tally.breaker_opened += 1
        self._last.clear()
        return pause, chats
