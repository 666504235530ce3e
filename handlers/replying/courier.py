"""Whole pages as replies: split into messages, sent or put into messages that were sent before."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from telegram import Bot
from telegram.error import BadRequest

from bot.context import Services
from bot.delivery.messenger import Destination, Messenger
from bot.delivery.outcomes import Sent, Uneditable, classify
from bot.interface.words.markup import Page
from bot.interface.words.splitting import split
from handlers.replying.insisting import Insistent


@dataclass(frozen=True, slots=True)
class Courier:
    """Sends and edits pages."""

    messenger: Messenger

    @classmethod
    def of(cls, bot: Bot, services: Services) -> Courier:
        """One that insists; its messages wait for their turn among replies, never for broadcasts."""
        return cls(Messenger(bot, Insistent(services.lane, services.places, services.pause)))

    async def send(self, to: Destination, page: Page) -> tuple[int, ...]:
        """Send a page in as many messages as it takes; their ids."""
        first, *others = split(page)
        below = replace(to, reply_to=None)
        sent = [await self.messenger.send(to, first)]
        sent += [await self.messenger.send(below, part) for part in others]
        return tuple(sent)

    async def edit(self, to: Destination, messages: Sequence[int], page: Page) -> tuple[int, ...]:
        """Put a page into messages sent before; more are sent, or the rest deleted, as its length wants.

        What the reader has deleted is sent again. Returns the messages that hold the page now.
        """
        parts = split(page)
        kept = [await self._edit(to, message, part) for message, part in zip(messages, parts, strict=False)]
        for message in messages[len(parts) :]:
            await self._delete(to.chat, message)
        return (*kept, *[await self.messenger.send(to, part) for part in parts[len(messages) :]])

    async def _delete(self, chat: int, message: int) -> None:
        with contextlib.suppress(BadRequest):  # it is gone, or too old to be deleted
            await self.messenger.bot.delete_message(chat, message)

    async def _edit(self, to: Destination, message: int, part: Page) -> int:
        try:
            await self.messenger.edit(to.chat, message, part)
        except BadRequest as error:
            match classify(error):
                case Uneditable():
                    return await self.messenger.send(to, part)
                case Sent():  # it says that already
                    return message
                case _:
                    raise
        return message
