"""A reminder that a reader has asked for, as a value; free of SQLAlchemy, so that anyone can import it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.readers.chat_key import ChatKey
from bot.readers.event_time import EventTime, Lead


@dataclass(frozen=True, slots=True)
class Reminder:
    """What a chat or topic wants to be reminded of, and when that is."""

    id: int
    chat: ChatKey
    entity: str
    lead: Lead
    lang: str
    """In which it comes while no language is chosen."""
    occasion: EventTime
    """When the event is, as the reader was told last."""
    due: datetime
