"""What happens when answering fails: one line in the log, one apology where it can still arrive, and on we go."""

from __future__ import annotations

import structlog
from telegram import Update
from telegram.error import BadRequest, TelegramError

from bot.context import ReaderContext
from handlers.replies import reader_language, send

log = structlog.get_logger(__name__)


async def report(update: object, context: ReaderContext) -> None:
    """Log an error without naming the reader, and apologise in the reader's language."""
    error, number = context.error, update.update_id if isinstance(update, Update) else None
    if isinstance(error, TelegramError) and not isinstance(error, BadRequest):
        # The answer may have arrived although the request failed, so nothing more is sent.
        log.error("Telegram did not confirm a reply", update=number, reason=type(error).__name__)
        return
    log.error("a question could not be answered", update=number, exc_info=error)
    if isinstance(update, Update):
        await _apologise(update, context)


async def _apologise(update: Update, context: ReaderContext) -> None:
    try:
        await send(update, context.desk.apology(reader_language(update)))
    except TelegramError as error:
        log.error("the apology could not be sent", update=update.update_id, reason=type(error).__name__)  # noqa: TRY400 - no traceback helps
