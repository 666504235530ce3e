"""The requests that put messages into chats, the same for replies and broadcasts: markup, keyboards, plain text."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

import structlog
from telegram import (
    Bot,
    CopyTextButton,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    InputMediaPhoto,
    LinkPreviewOptions,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.delivery.outcomes import Unreadable, classify
from bot.interface.words.markup import Copies, Passes

T = TypeVar("T")

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a message goes."""

    chat: int
    thread: int | None = None
    reply_to: int | None = None
    """The message that it replies to; it goes out all the same when that has been deleted."""
    wants_reply: bool = False
    """Whether the reader's program opens the reply to it at once."""


class Content(Protocol):
    """What one message says: a part of a page, or a body that was kept in the outbox."""

    @property
    def html(self) -> str:
        """In Telegram's HTML."""

    @property
    def plain(self) -> str:
        """Without it."""

    @property
    def buttons(self) -> Sequence[Sequence[tuple[str, str]]]:
        """Rows of labels and presses."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes out, or a picture."""

    name: str
    data: bytes = field(repr=False)
    is_picture: bool = False


class Attempt(Protocol):
    """How a request to a chat is made: once, or paced, and again as long as it had no effect."""

    async def __call__(self, chat: int, request: Callable[[], Awaitable[T]], /) -> T:
        """Its result; raises what it raised last."""


async def once(_chat: int, request: Callable[[], Awaitable[T]], /) -> T:
    """Make a request and leave it at that."""
    return await request()


@dataclass(frozen=True, slots=True)
class Messenger:
    """Sends and edits single messages with a bot; raises what python-telegram-bot raises."""

    bot: Bot
    attempt: Attempt = once
    paid: bool = False
    """Whether Telegram may charge for more messages a second (allow_paid_broadcast)."""

    async def send(self, to: Destination, content: Content, *, silent: bool | None = None) -> int:
        """Send a message; its id."""
        below = ReplyParameters(to.reply_to, allow_sending_without_reply=True) if to.reply_to else None

        async def request(text: str, mode: ParseMode | None) -> int:
            message = await self.bot.send_message(
                to.chat,
                text,
                parse_mode=mode,
                link_preview_options=NO_PREVIEW,
                reply_markup=keyboard(content.buttons) or (ForceReply() if to.wants_reply else None),
                message_thread_id=to.thread,
                reply_parameters=below,
                disable_notification=silent,
                allow_paid_broadcast=self.paid or None,
            )
            return message.message_id

        return await self._marked_up(to.chat, content, request)

    async def send_file(self, to: Destination, attachment: Attachment, content: Content) -> int:
        """Send a file, or a picture, with what is said below it; its id."""
        below = ReplyParameters(to.reply_to, allow_sending_without_reply=True) if to.reply_to else None
        file = InputFile(attachment.data, attachment.name)
        send = self.bot.send_photo if attachment.is_picture else self.bot.send_document

        async def request(text: str, mode: ParseMode | None) -> int:
            message = await send(
                to.chat,
                file,
                caption=text,
                parse_mode=mode,
                reply_markup=keyboard(content.buttons),
                message_thread_id=to.thread,
                reply_parameters=below,
            )
            return message.message_id

        return await self._marked_up(to.chat, content, request)

    async def edit_picture(self, chat: int, message: int, attachment: Attachment, content: Content) -> None:
        """Put another picture, and other words below it, into a message that has one."""

        async def request(text: str, mode: ParseMode | None) -> object:
            media = InputMediaPhoto(attachment.data, text, mode, filename=attachment.name)
            return await self.bot.edit_message_media(media, chat, message, reply_markup=keyboard(content.buttons))

        await self._marked_up(chat, content, request)

    async def edit(self, chat: int, message: int, content: Content) -> None:
        """Put something else into a message."""

        async def request(text: str, mode: ParseMode | None) -> object:
            return await self.bot.edit_message_text(
                text,
                chat,
                message,
                parse_mode=mode,
                link_preview_options=NO_PREVIEW,
                reply_markup=keyboard(content.buttons),
            )

        await self._marked_up(chat, content, request)

    async def _marked_up(
        self, chat: int, content: Content, request: Callable[[str, ParseMode | None], Awaitable[T]]
    ) -> T:
        """As HTML; once more as plain text where Telegram refuses the markup, which had no effect."""
        try:
            return await self.attempt(chat, lambda: request(content.html, ParseMode.HTML))
        except BadRequest as error:
            if not isinstance(classify(error), Unreadable):
                raise
        log.warning("Telegram refuses our markup; sending plain text")
        return await self.attempt(chat, lambda: request(content.plain, None))


_ADDRESS = ("https://", "http://")
"""No press of ours begins so."""


def keyboard(rows: Sequence[Sequence[tuple[str, str]]]) -> InlineKeyboardMarkup | None:
    """Rows of labels and presses as Telegram takes them; None for none."""
    if not rows:
        return None
    return InlineKeyboardMarkup([[_button(label, press) for label, press in row] for row in rows])


def _button(label: str, press: str) -> InlineKeyboardButton:
    match press:
        case str() if press.startswith(_ADDRESS):  # kept in the outbox, where a button is plain text
            return InlineKeyboardButton(label, url=press)
        case Copies():
            return InlineKeyboardButton(label, copy_text=CopyTextButton(press))
        case Passes():
            return InlineKeyboardButton(label, switch_inline_query=press)
        case _:
            return InlineKeyboardButton(label, callback_data=press)
