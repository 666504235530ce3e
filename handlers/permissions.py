"""Who may decide for a chat: in private its reader, in a group or channel its administrators."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import TypeAlias, TypeVar

from telegram.constants import ChatMemberStatus

from bot.interface.buttons.presses import Press
from handlers.incoming import Incoming

P = TypeVar("P", bound=Press)

Obey: TypeAlias = Callable[[Incoming, P], Awaitable[str | None]]
"""Does what a button says; gives the key of the notice that says why not, or that it is done."""


async def decides(incoming: Incoming) -> bool:
    """Whether the sender may decide for the chat; says so when not."""
    if await may_decide(incoming):
        return True
    await incoming.say("group.only-admins")
    return False


def for_deciders(obey: Obey[P]) -> Obey[P]:
    """A button that only those who may decide for the chat can press; others get a notice."""

    @wraps(obey)
    async def allowed(incoming: Incoming, press: P) -> str | None:
        return await obey(incoming, press) if await may_decide(incoming) else "group.only-admins"

    return allowed


async def may_decide(incoming: Incoming) -> bool:
    """Whether the sender may change what holds for the whole chat; anonymous administrators may.

    In a channel only administrators can post; its buttons anybody can press.
    """
    update = incoming.update
    chat, user, message = update.effective_chat, update.effective_user, update.message
    if incoming.is_private or update.channel_post:
        return True
    if chat is None:
        return False
    if message and message.sender_chat and message.sender_chat.id == chat.id:
        return True
    if user is None:
        return False
    member = await incoming.bot.get_chat_member(chat.id, user.id)
    return member.status in (ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR)
