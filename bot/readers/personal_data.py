"""What is kept about a chat, as a value; free of SQLAlchemy, so that anyone can import it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from bot.readers.reminder import Reminder
from bot.readers.schedule import Hours
from bot.readers.subscription import Subscription


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept about a chat or topic; hours, messages and questions are those of the whole chat."""

    language: str | None = None
    entities: tuple[str, ...] = ()
    spoke_at: datetime | None = None
    hours: Hours = field(default_factory=Hours)
    struck_at: datetime | None = None
    subscriptions: tuple[Subscription, ...] = ()
    reminders: tuple[Reminder, ...] = ()
    looked_at: datetime | None = None
    """When it last asked for what is new."""
    left_out: tuple[str, ...] = ()
    """Words and sources of which it does not want to be told."""
    mentioned: int = 0
    """Mentions that it was told."""
    questions: tuple[tuple[int, str], ...] = ()
    """Those that wait for an answer, with their ids."""
    told: int = 0
    told_since: datetime | None = None
    waiting: int = 0
    """Messages that are to be sent."""
    sent: int = 0
    """Messages that were sent to it without its asking."""
    reports: int = 0
    """Mistakes that it reported."""
    topics: int = 0
    """Other topics about which anything is kept."""

    @property
    def empty(self) -> bool:
        """Whether nothing is kept."""
        return self == Kept()
