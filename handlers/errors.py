"""What happens when answering fails: one line in the log, one apology where it can still arrive, and on we go."""

from __future__ import annotations

import contextlib
import traceback
from pathlib import Path

import structlog
from telegram import Update
from telegram.error import ChatMigrated, Forbidden, TelegramError

from bot.context import ReaderContext
from bot.delivery.messenger import Destination
from bot.delivery.outcomes import Dead, Uneditable, Unreadable, classify
from bot.delivery.replies import Shed
from bot.state.errors import StateError
from handlers import membership
from handlers.incoming import Incoming
from handlers.operators import Operators

log = structlog.get_logger(__name__)


async def report(update: object, context: ReaderContext) -> None:
    """Log an error without naming the reader, apologise in the reader's language, and tell the operators.

    As python-telegram-bot calls it: an error need not come from an update.
    """
    error = context.error
    incoming = Incoming.of(update, context) if isinstance(update, Update) else None
    number = incoming.update.update_id if incoming else None
    if isinstance(error, ChatMigrated) and incoming:
        await _follow(incoming, error.new_chat_id)
        return
    if isinstance(error, Shed):
        return  # the lane of replies counts them
    if isinstance(error, TelegramError) and not _is_ours(error):
        # The answer may have arrived although the request failed, or never can: nothing more is sent.
        log.error("Telegram did not confirm a reply", update=number, reason=type(error).__name__)
        return
    if isinstance(error, StateError):
        log.error("the state cannot be used for what was asked of it", reason=str(error))
    else:
        log.error("a question could not be answered", update=number, exc_info=error)
    if incoming:
        await _apologise(incoming)
    if error:
        place = _place_of(error)
        await Operators(context.bot, context.services).alert("operator.error", what=place)


async def _follow(incoming: Incoming, new: int) -> None:
    """The group has become a supergroup and nobody told us: take everything along, and ask there for the question."""
    log.warning("a group has become a supergroup", update=incoming.update.update_id)
    await membership.follow(incoming.services, incoming.chat.chat, new)
    if new not in incoming.services.allowed:
        return
    page = (await incoming.pages()).simple("error.apology")
    with contextlib.suppress(TelegramError):
        await incoming.courier.send(Destination(new), page)


def _is_ours(error: TelegramError) -> bool:
    """Whether what we asked of Telegram was wrong; then it did nothing."""
    return isinstance(classify(error), Dead | Uneditable | Unreadable)


async def _apologise(incoming: Incoming) -> None:
    """Once, and where somebody waits for an answer: not below a channel post, not for an inline query."""
    update = incoming.update
    if update.inline_query or update.my_chat_member or incoming.message is None:
        return
    try:
        if update.callback_query and not incoming.is_private:
            page = (await incoming.pages()).simple("error.apology")
            await update.callback_query.answer(page.plain[:200])
        else:
            await incoming.say("error.apology")
    except Forbidden:
        log.info("the apology has no reader any more", update=update.update_id)
    except TelegramError as failed:
        log.error("the apology could not be sent", update=update.update_id, reason=type(failed).__name__)  # noqa: TRY400 - no traceback helps


def _place_of(error: BaseException) -> str:
    """The kind of an error and where it arose: never its text, which may hold a question or the token."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    return f"{type(error).__name__}{where}"
