"""How much one person may ask for: a bucket that refills, in memory, for a minute outlives no restart."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from bot.clocks import Clock
from bot.memory.recent import Recent

MAX_PEOPLE = 10_000
_MINUTE = 60.0


class _Level(NamedTuple):
    left: float
    since: datetime
    told: bool
    """Whether the person heard that it is too much; forgotten when half of the bucket is full again."""


@dataclass(slots=True)
class Quota:
    """As much as `limit` at once, and as much again in a minute; 0 admits everything."""

    limit: int
    now: Clock
    _levels: Recent[Hashable, _Level] = field(default_factory=lambda: Recent(MAX_PEOPLE))

    def admit(self, who: Hashable, cost: float = 1.0) -> bool:
        """Whether somebody may have something of this cost now; then it is counted."""
        if not self.limit:
            return True
        level = self._level(who)
        admitted = level.left >= cost
        self._levels.keep(who, level._replace(left=level.left - cost) if admitted else level)
        return admitted

    def first_refusal(self, who: Hashable) -> bool:
        """Whether somebody who was refused has not been told so yet; is noted as told from then on."""
        level = self._level(who)
        self._levels.keep(who, level._replace(told=True))
        return not level.told

    def _level(self, who: Hashable) -> _Level:
        now, known = self.now(), self._levels.get(who)
        if known is None:
            return _Level(self.limit, now, told=False)
        refilled = known.left + (now - known.since).total_seconds() * self.limit / _MINUTE
        return _Level(min(self.limit, refilled), now, known.told and refilled < self.limit / 2)
