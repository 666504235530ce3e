"""Sends pages where they belong: into the chat and topic of an update, split, with their buttons."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass

import structlog
from telegram import (
    Bot,
    LinkPreviewOptions,
    Message,
    ReplyParameters,
    Update,
)
from telegram.constants import ChatType, ParseMode
from telegram.error import BadRequest

from bot.context import ReaderContext
from bot.delivery.outcomes import Gone, Sent, classify
from bot.delivery.pacing import Pacer
from bot.delivery.sender import keyboard
from bot.interface.words.languages import language_of
from bot.interface.words.markup import Page
from bot.interface.words.splitting import split
from bot.readers.chat_key import ChatKey
from handlers.replying.insisting import Pause, marked_up
from knowledge.text.folding import Script, script

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message goes."""

    chat: int
    thread: int | None = None
    reply_to: int | None = None
    """The message that it replies to; it goes out all the same when that has been deleted."""


@dataclass(frozen=True, slots=True)
class Courier:
    """Sends and edits pages."""

    bot: Bot
    pause: Pause
    pacer: Pacer
    """Counts what is sent; replies never wait for it, broadcasts wait for them."""

    async def send(self, place: Place, page: Page) -> tuple[int, ...]:
        """Send a page in as many messages as it takes; their ids."""
        sent: list[int] = []
        for number, part in enumerate(split(page)):
            reply_to = place.reply_to if number == 0 else None
            sent.append(await self._send(Place(place.chat, place.thread, reply_to), part))
        return tuple(sent)

    async def edit(self, place: Place, messages: Sequence[int], page: Page) -> tuple[int, ...]:
        """Put a page into messages sent before; more are sent, or the rest deleted, as its length wants.

        What the reader has deleted is sent again. Returns the messages that hold the page now.
        """
        parts = split(page)
        kept = [await self._edit(place, message, part) for message, part in zip(messages, parts, strict=False)]
        for message in messages[len(parts) :]:
            await self._delete(place.chat, message)
        return (*kept, *[await self._send(place, part) for part in parts[len(messages) :]])

    async def _send(self, place: Place, part: Page) -> int:
        replying = ReplyParameters(place.reply_to, allow_sending_without_reply=True) if place.reply_to else None

        async def send(text: str, mode: ParseMode | None) -> Message:
            self.pacer.take(place.chat)
            return await self.bot.send_message(
                place.chat,
                text,
                parse_mode=mode,
                link_preview_options=_NO_PREVIEW,
                reply_markup=keyboard(part.buttons),
                message_thread_id=place.thread,
                reply_parameters=replying,
            )

        return (await marked_up(part, send, self.pause)).message_id

    async def _delete(self, chat: int, message: int) -> None:
        with contextlib.suppress(BadRequest):  # it is gone, or too old to be deleted
            await self.bot.delete_message(chat, message)

    async def _edit(self, place: Place, message: int, part: Page) -> int:
        async def edit(text: str, mode: ParseMode | None) -> object:
            return await self.bot.edit_message_text(
                text,
                place.chat,
                message,
                parse_mode=mode,
                link_preview_options=_NO_PREVIEW,
                reply_markup=keyboard(part.buttons),
            )

        try:
            await marked_up(part, edit, self.pause)
        except BadRequest as error:
            match classify(error):
                case Gone():
                    return await self._send(place, part)
                case Sent():  # it says that already
                    return message
                case _:
                    raise
        return message


def courier(context: ReaderContext) -> Courier:
    """What sends for an update."""
    return Courier(context.bot, context.services.pause, context.services.pacer)


def chat_key(update: Update) -> ChatKey:
    """The conversation that an update belongs to; a topic is one of its own."""
    message, chat = update.effective_message, update.effective_chat
    user = update.effective_user
    thread = message.message_thread_id if message and message.is_topic_message else None
    return ChatKey(chat.id if chat else user.id if user else 0, thread)


def place_of(update: Update) -> Place:
    """Where the reply to an update goes; in a group it refers to what it replies to."""
    key, message = chat_key(update), update.effective_message
    return Place(key.chat, key.thread, message.message_id if message and not is_private(update) else None)


def is_private(update: Update) -> bool:
    """Whether the update comes from a chat between two."""
    return bool(update.effective_chat and update.effective_chat.type == ChatType.PRIVATE)


def is_operator(update: Update, context: ReaderContext) -> bool:
    """Whether chat or sender is an operator; an operator's group counts only as a whole chat."""
    ids = {one.id for one in (update.effective_chat, update.effective_user) if one}
    return not ids.isdisjoint(context.settings.telegram.operators)


async def reply(update: Update, context: ReaderContext, page: Page) -> tuple[int, ...]:
    """Send a page as the reply to an update."""
    return await courier(context).send(place_of(update), page)


async def edit(update: Update, context: ReaderContext, page: Page) -> tuple[int, ...]:
    """Put a page in the place of the message that bears the pressed button; the messages that hold it now."""
    message, key = update.effective_message, chat_key(update)
    if message is None:
        return ()
    return await courier(context).edit(Place(key.chat, key.thread), (message.message_id,), page)


async def below(update: Update, context: ReaderContext, page: Page) -> None:
    """Send a page as a reply to the message that bears the pressed button."""
    message, key = update.effective_message, chat_key(update)
    await courier(context).send(Place(key.chat, key.thread, message.message_id if message else None), page)


async def spoken(update: Update, context: ReaderContext) -> str:
    """The language for words of ours: the one chosen, else that of the message, else of the reader's Telegram."""
    return await context.readers.language(chat_key(update)) or guessed_language(update)


def guessed_language(update: Update) -> str:
    """The language of the message (for a button, of the one it stands below), else of the reader's Telegram."""
    message, user = update.effective_message, update.effective_user
    text = (message.text or message.caption or "") if message else ""
    # What follows a command is often a word that it asks for in English; Arabic there is meant.
    words = text.partition(" ")[2] if text.startswith("/") else text
    said = words if words is text or script(words) is Script.ARABIC else ""
    return language_of(said, preferred=user.language_code if user else None)
