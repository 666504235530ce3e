"""What is known about a chat when it says something; free of SQLAlchemy, so that anyone can import it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from knowledge.dialogue import NEW_CONVERSATION, Conversation


@dataclass(frozen=True, slots=True)
class Known:
    """What the state says of a chat or topic; made without arguments, of a stranger."""

    language: str | None = None
    """The one chosen in the topic, else in its chat; None: nobody chose."""
    conversation: Conversation = NEW_CONVERSATION
    """What the topic last spoke of, if that was not too long ago."""
    zone: str | None = None
    """The reader's, by its IANA name."""
    struck_at: datetime | None = None
    """Since when nothing can be delivered to the chat, or to the topic."""
