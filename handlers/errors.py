"""What happens when answering fails: one line in the log, one apology where it can still arrive, and on we go."""

from __future__ import annotations

import contextlib
import traceback
from pathlib import Path

import structlog
from telegram import Update
from telegram.error import ChatMigrated, Forbidden, TelegramError

from bot.context import ReaderContext
from bot.delivery.outcomes import Dead, Gone, Unreadable, classify
from handlers import membership
from handlers.operators import operators
from handlers.replying.messenger import Place, chat_key, courier, is_private, reply, spoken

log = structlog.get_logger(__name__)


async def report(update: object, context: ReaderContext) -> None:
    """Log an error without naming the reader, apologise in the reader's language, and tell the operators."""
    error, number = context.error, update.update_id if isinstance(update, Update) else None
    if isinstance(error, ChatMigrated) and isinstance(update, Update):
        await _follow(update, context, error.new_chat_id)
        return
    if isinstance(error, TelegramError) and not _is_ours(error):
        # The answer may have arrived although the request failed, or never can: nothing more is sent.
        log.error("Telegram did not confirm a reply", update=number, reason=type(error).__name__)
        return
    log.error("a question could not be answered", update=number, exc_info=error)
    if isinstance(update, Update):
        await _apologise(update, context)
    if error:
        place = _place_of(error)
        await operators(context).alert("operator.error", place, what=place)


async def _follow(update: Update, context: ReaderContext, new: int) -> None:
    """The group has become a supergroup and nobody told us: take everything along, and ask there for the question."""
    log.warning("a group has become a supergroup", update=update.update_id)
    old = chat_key(update).chat
    await membership.follow(context, old, new)
    page = context.desk.pages(await spoken(update, context)).simple("error.apology")
    with contextlib.suppress(TelegramError):
        await courier(context).send(Place(new), page)


def _is_ours(error: TelegramError) -> bool:
    """Whether what we asked of Telegram was wrong; then it did nothing."""
    return isinstance(classify(error), Dead | Gone | Unreadable)


async def _apologise(update: Update, context: ReaderContext) -> None:
    """Once, and where somebody waits for an answer: not below a channel post, not for an inline query."""
    if update.inline_query or update.my_chat_member or update.effective_message is None:
        return
    try:
        lang = await spoken(update, context)
        page = context.desk.pages(lang).simple("error.apology")
        if update.callback_query and not is_private(update):
            await update.callback_query.answer(page.plain[:200])
        else:
            await reply(update, context, page)
    except Forbidden:
        log.info("the apology has no reader any more", update=update.update_id)
    except TelegramError as failed:
        log.error("the apology could not be sent", update=update.update_id, reason=type(failed).__name__)  # noqa: TRY400 - no traceback helps


def _place_of(error: BaseException) -> str:
    """The kind of an error and where it arose: never its text, which may hold a question or the token."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    return f"{type(error).__name__}{where}"
