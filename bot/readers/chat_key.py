"""How a conversation is named in the state; free of SQLAlchemy, so that anyone can import it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChatKey:
    """A chat, or one topic of it: each topic has its own conversation."""

    chat: int
    thread: int | None = None
    """Telegram's message_thread_id; None outside topics."""
