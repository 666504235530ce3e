"""What operators still have to be told: it adds up until they have been told, and is told again only now and then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.clocks import Clock
from bot.memory.recent import Recent

_QUIET = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1))
"""After each telling of the same thing, while it goes on."""
_AGAIN = timedelta(seconds=30)
"""After a telling that failed."""
_MOST = 200


@dataclass(slots=True)
class Alarm:
    """One thing that goes wrong, for one operator."""

    operator: int
    key: str
    """Of the text."""
    due: datetime
    """When it may be told."""
    values: Mapping[str, object] = field(default_factory=dict)
    """As they were the last time."""
    count: int = 0
    """How often it happened since it was told."""
    told: int = 0
    """How often it was told without an hour's rest."""
    under_way: bool = False


@dataclass(slots=True)
class Alerts:
    """The alarms of all operators; a number `n` adds up, everything else is told as it was last."""

    now: Clock
    _alarms: Recent[tuple[int, str, object], Alarm] = field(default_factory=lambda: Recent(_MOST))

    def add(self, operator: int, key: str, values: Mapping[str, object]) -> None:
        """Something has happened; of the same kind (`what`) it counts up."""
        name, now = (operator, key, values.get("what")), self.now()
        alarm = self._alarms.get(name)
        if alarm is None or (not alarm.count and now - alarm.due > _QUIET[-1]):
            alarm = Alarm(operator, key, now)
        self._alarms.keep(name, alarm)
        more = values.get("n")
        alarm.count += more if isinstance(more, int) else 1
        alarm.values = values

    def due(self) -> list[Alarm]:
        """What is to be told now; nobody else gets it until it is `given` or `failed`."""
        found = [one for one in self._alarms.values() if one.count and not one.under_way and one.due <= self.now()]
        for one in found:
            one.under_way = True
        return found

    def given(self, alarm: Alarm, count: int) -> None:
        """It was told, with that count."""
        alarm.under_way = False
        alarm.count -= count
        alarm.due = self.now() + _QUIET[min(alarm.told, len(_QUIET) - 1)]
        alarm.told += 1

    def failed(self, alarm: Alarm) -> None:
        """It did not arrive, and goes on adding up."""
        alarm.under_way = False
        alarm.due = self.now() + _AGAIN
