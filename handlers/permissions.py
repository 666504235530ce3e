"""Who may decide for a chat: in private its reader, in a group or channel its administrators."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import TypeAlias, TypeVar

from bot.interface.buttons.presses import Press
from handlers.administrators import MembersHidden, is_administrator
from handlers.incoming import Incoming

P = TypeVar("P", bound=Press)

Obey: TypeAlias = Callable[[Incoming, P], Awaitable[str | None]]
"""Does what a button says; gives the key of the notice that says why not, or that it is done."""


async def decides(incoming: Incoming) -> bool:
    """Whether the sender may decide for the chat; says so when not."""
    reason = await _against(incoming)
    if reason is not None:
        await incoming.say(reason)
    return reason is None


def for_deciders(obey: Obey[P]) -> Obey[P]:
    """A button that only those who may decide for the chat can press; others get a notice."""

    @wraps(obey)
    async def allowed(incoming: Incoming, press: P) -> str | None:
        return await _against(incoming) or await obey(incoming, press)

    return allowed


async def _against(incoming: Incoming) -> str | None:
    """The key of what keeps the sender from deciding for the chat; None: nothing."""
    try:
        return None if await may_decide(incoming) else "group.only-admins"
    except MembersHidden:
        return "group.members-hidden"


async def may_decide(incoming: Incoming) -> bool:
    """Whether the sender may change what holds for the whole chat; anonymous administrators may.

    In a channel only administrators can post; its buttons anybody can press. MembersHidden when nobody can tell.
    """
    update = incoming.update
    chat, user, message = update.effective_chat, update.effective_user, update.message
    if incoming.is_private or update.channel_post:
        return True
    if chat is None:
        return False
    if message and message.sender_chat and message.sender_chat.id == chat.id:
        return True
    return user is not None and await is_administrator(incoming.bot, chat.id, user.id)
