"""What each chat last spoke of, for a while, so that "and where?" is understood; in memory only."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from knowledge.dialogue import NEW_CONVERSATION, Conversation

MAX_CHATS = 10_000


@dataclass(slots=True)
class Memory:
    """Conversations by chat; each is forgotten `keep` after its last answer, at most `MAX_CHATS` are held."""

    keep: timedelta
    now: Callable[[], datetime]
    _noted: dict[Hashable, tuple[datetime, Conversation]] = field(default_factory=dict)
    """Oldest first."""

    def recall(self, chat: Hashable) -> Conversation:
        """What the chat last spoke of; empty when that is too long ago."""
        self._forget_old()
        _, conversation = self._noted.get(chat, (None, NEW_CONVERSATION))
        return conversation

    def note(self, chat: Hashable, conversation: Conversation) -> None:
        """Remember what the chat speaks of now."""
        self._noted.pop(chat, None)
        self._noted[chat] = (self.now(), conversation)
        self._forget_old()

    def _forget_old(self) -> None:
        deadline = self.now() - self.keep
        while self._noted:
            oldest = next(iter(self._noted))
            if self._noted[oldest][0] > deadline and len(self._noted) <= MAX_CHATS:
                return
            del self._noted[oldest]
