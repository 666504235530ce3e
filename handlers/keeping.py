"""Files and texts that operators keep as documents: what they say of themselves is shown, then a button keeps them.

Nothing is remembered in between: a press comes with the message that its question replies to, so a restart, a second
press or none at all leave nothing half-made.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

import structlog
from telegram import Message, Update
from telegram.constants import FileSizeLimit
from telegram.error import TelegramError

from bot.delivery.messenger import Destination
from bot.interface.buttons.encoding import decode
from bot.interface.buttons.presses import DropDocument, KeepDocument, OfferDocument
from bot.interface.pages.keeping import KeepingPages
from bot.interface.words.markup import Page
from handlers import commands, media
from handlers.incoming import Incoming
from handlers.permissions import against, may_act
from knowledge.errors import KnowledgeError
from knowledge.text.sentences import sentences

if TYPE_CHECKING:
    from knowledge.curation.adding import ReceivedFile

_PATIENCE = 60.0
"""Seconds for a file of twenty megabytes."""

log = structlog.get_logger(__name__)


class _Unfetched(Exception):
    """The key of what to say of a file that could not be had."""


def takes_long(update: Update) -> bool:
    """Whether a file is fetched and read for an update, for which its chat shall not wait."""
    query, message = update.callback_query, update.message
    if query is not None:
        return isinstance(decode(query.data or ""), KeepDocument | OfferDocument)
    return message is not None and message.document is not None


async def sent(incoming: Incoming) -> None:
    """Offer to keep a file that an operator sends; of others it is declined as before, or its caption answered."""
    message = incoming.message
    if message is not None and await _is_offered(incoming, message):
        await _offer(incoming, message)
    elif incoming.text:
        await commands.said(incoming)
    else:
        await media.decline(incoming)


async def offer_text(incoming: Incoming, _press: OfferDocument) -> str | None:
    """Show what would be kept of the text that the pressed message replies to."""
    return await _with_original(incoming, _offer)


async def keep(incoming: Incoming, press: KeepDocument) -> str | None:
    """Keep the file or text above, and tell what it holds in the place of the question."""

    async def kept(incoming: Incoming, original: Message) -> None:
        await incoming.edit(await _page(incoming, original, lambda one, pages: _kept(incoming, press, one, pages)))

    return await _with_original(incoming, kept)


async def drop(incoming: Incoming, _press: DropDocument) -> None:
    """Keep nothing."""
    await incoming.edit((await incoming.pages()).simple("document.left"))


async def _is_offered(incoming: Incoming, message: Message) -> bool:
    """In a group only what is said to the bot; a moving picture is no document."""
    is_meant = media.is_for_us(incoming) or bool(incoming.question)
    if message.document is None or message.animation or not is_meant:
        return False
    return await against(incoming, may_act) is None


async def _with_original(incoming: Incoming, act: Callable[[Incoming, Message], Awaitable[None]]) -> str | None:
    """Do something with the message that the pressed one replies to."""
    original = incoming.message.reply_to_message if incoming.message else None
    if original is None or not (original.document or original.text):
        return "document.gone"
    await act(incoming, original)
    return None


async def _offer(incoming: Incoming, original: Message) -> None:
    page = await _page(incoming, original, _offered)
    to = Destination(incoming.chat.chat, incoming.chat.thread, original.message_id)
    await incoming.courier.send(to, page)


async def _page(incoming: Incoming, original: Message, made: Callable[[ReceivedFile, KeepingPages], Page]) -> Page:
    """A page about a message as a document, or why there is none."""
    pages = await incoming.pages()
    try:
        return await asyncio.to_thread(made, await _received(original), KeepingPages(pages.wording))
    except _Unfetched as error:
        return pages.simple(str(error))
    except (KnowledgeError, OSError, ValueError) as error:
        return pages.simple("document.refused", what=str(error))


async def _received(original: Message) -> ReceivedFile:
    from handlers.forwarded import given_in, of_text
    from knowledge.curation.received import received

    if original.document is None:
        return of_text(original)
    data = await _fetched(original)
    given = given_in(original.caption or "")
    return await asyncio.to_thread(received, original.document.file_name or "", data, given)


async def _fetched(original: Message) -> bytes:
    """A file, from where the settings say that Telegram is; its address holds the token and is told to nobody."""
    document = original.document
    if document is None or (document.file_size or 0) > FileSizeLimit.FILESIZE_DOWNLOAD:
        raise _Unfetched("document.too-large")
    try:
        file = await document.get_file()
        return bytes(await file.download_as_bytearray(read_timeout=_PATIENCE))
    except TelegramError as error:
        log.warning("a document cannot be fetched", reason=type(error).__name__)
        raise _Unfetched("document.unreached") from None


def _offered(one: ReceivedFile, pages: KeepingPages) -> Page:
    return pages.offer(one, _count(one.extract.text))


def _kept(incoming: Incoming, press: KeepDocument, one: ReceivedFile, pages: KeepingPages) -> Page:
    from bot.publishing.archives import archive_of
    from knowledge.curation.keeping import names_of
    from knowledge.curation.received import without_day_of_file
    from knowledge.quoting.stories import told_before

    settings = incoming.services.settings
    archive = archive_of(settings)
    taken = archive.add(one if press.dated else without_day_of_file(one), today=incoming.answerer.today)
    source = archive.get(taken.id).source
    if not taken.is_new:
        return pages.there(source)
    ids, lang = names_of(settings.knowledge.path, source.text), pages.wording.lang
    catalogue = incoming.answerer.served.catalogue
    names = [found.name(lang) if (found := catalogue.named(id_)) else id_ for id_ in ids]
    elsewhere = incoming.answerer.served.engine.searcher.elsewhere
    return pages.kept(source, _count(source.text), names, told_before(elsewhere, source) if elsewhere else None)


def _count(text: str) -> int:
    return sum(1 for _ in sentences(text))
