"""What waited at Telegram while the bot was away: each chat gets one late answer, not a burst of them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog
from telegram import Message, Update
from telegram.constants import ChatType

from bot.clocks import Clock, utc

LATE = timedelta(minutes=5)
"""Longer than any queue of ours and than most clocks are wrong."""
_KEPT = timedelta(hours=25)
"""Telegram keeps updates for 24 hours; what claims to be older has no true date."""

log = structlog.get_logger(__name__)


def is_late(update: Update, now: datetime) -> bool:
    """Whether a message waited so long that its reader should be told why the answer comes now."""
    message = update.message or update.edited_message
    return message is not None and LATE < now - (message.edit_date or message.date) < _KEPT


@dataclass(slots=True)
class Backlog:
    """Lets the newest late question of each reader through while `open`; what is no question always passes."""

    username: str = ""
    """Of the bot, to see which words in a group are meant for it."""
    now: Clock = utc
    open: bool = True
    """At the start, and after an outage until everything that waited has come."""
    _answered: set[Hashable] = field(default_factory=set, init=False)
    _held: dict[Hashable, Update] = field(default_factory=dict, init=False)
    """The newest late question of each reader, while others may follow."""
    _left_out: int = field(default=0, init=False)

    def sift(self, updates: Iterable[Update], *, more: bool) -> list[Update]:
        """Those to be handled now; of the late questions of a reader only the newest, once no `more` are to come."""
        passing: list[Update] = []
        for update in updates:
            question = self._question(update) if self.open and is_late(update, self.now()) else None
            if question is None:
                passing.append(update)
            elif question in self._answered:
                self._left_out += 1
            else:
                self._left_out += question in self._held
                self._held[question] = update
        return passing if more else self.release(passing)

    def release(self, passing: Iterable[Update] = ()) -> list[Update]:
        """The late questions that were held back, among others, in the order in which they were asked."""
        found = [*passing, *self._held.values()]
        self._answered.update(self._held)
        self._held.clear()
        return sorted(found, key=lambda update: update.update_id)

    @property
    def holds(self) -> bool:
        """Whether anything is held back."""
        return bool(self._held)

    def close(self) -> None:
        """Everything that waited has come."""
        if self._left_out:
            log.info("questions that waited were answered once a chat", left_out=self._left_out)
        self.open = False
        self._answered.clear()
        self._left_out = 0

    def _question(self, update: Update) -> Hashable:
        """Equal for what one answer serves; None for what is no question to us, or changes something."""
        message = update.message or update.edited_message
        if message is None or not (message.text or message.effective_attachment):
            return None
        place = (message.chat_id, message.message_thread_id)
        if message.text and message.text.startswith("/"):
            return (*place, message.text)
        if message.chat.type == ChatType.PRIVATE:
            return place
        sender = message.from_user.id if message.from_user else None
        return (*place, sender) if self._is_addressed(message) else None

    def _is_addressed(self, message: Message) -> bool:
        mention, replied = f"@{self.username}".casefold(), message.reply_to_message
        author = replied.from_user if replied else None
        return bool(self.username) and (
            mention in (message.text or message.caption or "").casefold()
            or (author is not None and author.username == self.username)
        )
