"""What one process has counted since its start, for whoever watches it; cheap enough to be counted always."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

BOUNDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)
"""Seconds; most answers take 1 to 30 ms."""


@dataclass(slots=True)
class Seconds:
    """How long something took, how often."""

    within: Counter[float] = field(default_factory=Counter)
    """By the least of `BOUNDS` that held it, not added up."""
    count: int = 0
    sum: float = 0.0

    def note(self, seconds: float) -> None:
        """One more."""
        self.count += 1
        self.sum += seconds
        bound = next((bound for bound in BOUNDS if seconds <= bound), None)
        if bound is not None:
            self.within[bound] += 1


@dataclass(slots=True)
class Tally:
    """Counts; they only grow."""

    calls: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Requests to Telegram by method and status; `none` where no answer came."""
    sends: Counter[str] = field(default_factory=Counter)
    """Messages of the outbox by what came of them."""
    flood_waits: Seconds = field(default_factory=Seconds)
    """How long Telegram had us wait."""
    breaker_opened: int = 0
    """How often delivery stopped because most sends failed alike."""
    questions: Counter[str] = field(default_factory=Counter)
    """By the status of the answer."""
    answering: Seconds = field(default_factory=Seconds)

    def sent(self, outcome: str) -> None:
        """A message of the outbox came to this."""
        self.sends[outcome] += 1

    def answered(self, status: str, seconds: float) -> None:
        """A question was answered, well or not."""
        self.questions[status] += 1
        self.answering.note(seconds)
