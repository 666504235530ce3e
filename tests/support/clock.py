"""A clock that stands still until a test moves it; pauses move it too."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta


@dataclass
class Clock:
    """Call it for the time."""

    time: datetime = datetime(2024, 4, 1, 12, tzinfo=UTC)
    pauses: list[float] = field(default_factory=list)

    def __call__(self) -> datetime:
        return self.time

    def forward(self, **by: float) -> None:
        """Let time pass."""
        self.time += timedelta(**by)

    async def pause(self, seconds: float) -> None:
        """Note a pause instead of waiting for it."""
        self.pauses.append(seconds)
        self.forward(seconds=seconds)
