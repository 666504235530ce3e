"""The door: lets in only the chats that the operator allows, and of each person only so much."""

from __future__ import annotations

import structlog
from telegram.error import TelegramError
from telegram.ext import ApplicationHandlerStop

from bot.interface.buttons.encoding import decode
from bot.interface.buttons.following import (
    DropQuestion,
    ListSubscriptions,
    OpenSubscription,
    ShowSubscriptions,
    Unfollow,
    UnfollowAll,
)
from bot.interface.buttons.presses import Forget, KeepAll, Press, ShowPage
from bot.interface.commands import MENUS, Command
from bot.state.errors import StateError
from handlers.addressing import command_in, is_noise
from handlers.incoming import Incoming
from handlers.media import is_for_us
from handlers.questions import asks_anew

_WORDS, _PRESS, _INLINE = 1.0, 0.5, 0.25
"""What an update takes of `answers.questions_per_minute`: leafing is quick, and every letter may be a query."""

_LEAVING = (Command.PRIVACY, Command.MYDATA, Command.FORGET, Command.SUBSCRIPTIONS, Command.UNSUBSCRIBE)
_LEAVING_PRESSES = (
    *(Forget, KeepAll, DropQuestion),
    *(ListSubscriptions, ShowSubscriptions, OpenSubscription, Unfollow, UnfollowAll),
)

log = structlog.get_logger(__name__)


async def keep_out_strangers(incoming: Incoming) -> None:
    """End the handling of an update from a chat outside `telegram.allowed_chats`; an empty list allows all.

    What comes from no chat at all, an inline query, counts as from the private chat of its sender. Operators
    are always let in, and whoever was allowed once may see what is kept, and end it.
    """
    if incoming.chat.chat not in incoming.services.allowed and not await _may_leave(incoming):
        raise ApplicationHandlerStop


async def _may_leave(incoming: Incoming) -> bool:
    """Whether a chat of which something is kept wants to see that or have it deleted."""
    query = incoming.update.callback_query
    leaves = _leads_out(decode(query.data or "")) if query else _command(incoming) in _LEAVING
    try:
        return leaves and await incoming.state.personal.keeps(incoming.chat.chat)
    except StateError as error:
        log.error("a chat outside cannot be let go for now", reason=str(error))  # noqa: TRY400 - no traceback helps
        return False


def _command(incoming: Incoming) -> str | None:
    """The command that is written or said in words."""
    message = incoming.message
    return incoming.wish or (command_in(message, incoming.bot.username) if message else None)


def _leads_out(press: Press | None) -> bool:
    return isinstance(press, _LEAVING_PRESSES) or (isinstance(press, ShowPage) and press.command in _LEAVING)


async def keep_out_floods(incoming: Incoming) -> None:
    """End the handling of what is more than one person may ask for, whatever it is; said once, then silently."""
    quota, cost = incoming.services.quota, _cost(incoming)
    if not cost or quota.admit(incoming.sender, cost):
        return
    if _is_heard(incoming) and quota.first_refusal(incoming.sender):
        await _refuse(incoming)
    raise ApplicationHandlerStop


def _cost(incoming: Incoming) -> float:
    """What an update takes of its sender's share; 0 where nothing is asked of Marsad."""
    update, message = incoming.update, incoming.message
    if update.inline_query:
        return _INLINE
    if update.callback_query or update.my_chat_member:
        return _PRESS
    if message is None or is_noise(message):
        return 0.0
    asks = incoming.question is not None or _is_command(incoming) or _is_unreadable(incoming)
    return _WORDS if asks and not _is_idle_edit(incoming) else 0.0


def _is_command(incoming: Incoming) -> bool:
    """Whether something is done for a command here; in a group that of another bot, or nobody's, is passed over."""
    command = _command(incoming)
    return command is not None and (incoming.is_private or command in MENUS)


def _is_unreadable(incoming: Incoming) -> bool:
    """Whether it is a voice message, a picture or the like for us; an album counts once."""
    message = incoming.message
    if message is None or not message.effective_attachment or not is_for_us(incoming):
        return False
    album = message.media_group_id
    return not (album and incoming.services.albums.get((message.chat_id, album)))


def _is_idle_edit(incoming: Incoming) -> bool:
    """Whether it is the change of a message that was no question to us, and is none now: nothing comes of that."""
    message = incoming.update.edited_message
    if message is None or incoming.services.answered.get((message.chat_id, message.message_id)):
        return False
    return not asks_anew(incoming)


def _is_heard(incoming: Incoming) -> bool:
    """Whether a notice has a place."""
    update = incoming.update
    return not (update.inline_query or update.edited_message or update.my_chat_member)


async def _refuse(incoming: Incoming) -> None:
    """Say that it is too much; whatever becomes of that, the update goes no further."""
    query = incoming.update.callback_query
    try:
        if query:
            await query.answer((await incoming.pages()).simple("quota.reached").plain)
        else:
            await incoming.say("quota.reached")
    except TelegramError as error:
        log.info("nobody could be told that it is too much", reason=type(error).__name__)
