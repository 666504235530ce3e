"""Who may decide for a chat: in private its reader, in a group or channel its administrators."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import wraps
from typing import TypeAlias, TypeVar

from bot.interface.buttons.presses import Press
from handlers.administrators import MembersHidden, is_administrator
from handlers.incoming import Incoming

_QUIET = timedelta(hours=1)

P = TypeVar("P", bound=Press)

Obey: TypeAlias = Callable[[Incoming, P], Awaitable[str | None]]
"""Does what a button says; gives the key of the notice that says why not, or that it is done."""

Rule: TypeAlias = Callable[[Incoming], Awaitable[bool]]
"""Whether the sender may do something; MembersHidden when nobody can tell."""


async def decides(incoming: Incoming) -> bool:
    """Whether the sender may decide for the chat; says so when not, to each member once in a while."""
    return await _permitted(incoming, may_decide)


async def acts(incoming: Incoming) -> bool:
    """Whether the sender may do what operators do; says so when not."""
    return await _permitted(incoming, may_act)


async def may_act(incoming: Incoming) -> bool:
    """The same, silently: an operator may, and in a group of operators its administrators.

    Its other members are shown what operators are; they publish nothing, and answer nobody.
    """
    if not incoming.is_operator:
        return False
    return incoming.sender in incoming.services.settings.telegram.operators or await may_decide(incoming)


async def _permitted(incoming: Incoming, may: Rule) -> bool:
    """Whether a rule lets the sender; what keeps them is said, but not again and again."""
    reason = await against(incoming, may)
    if reason is None:
        return True
    refused, who = incoming.services.refused, (incoming.chat.chat, incoming.sender)
    now, last = incoming.answerer.now(), refused.get(who)
    if last is None or now - last >= _QUIET:
        refused.keep(who, now)
        await incoming.say(reason)
    return False


def for_deciders(obey: Obey[P]) -> Obey[P]:
    """A button that only those who may decide for the chat can press; others get a notice."""

    @wraps(obey)
    async def allowed(incoming: Incoming, press: P) -> str | None:
        return await against(incoming, may_decide) or await obey(incoming, press)

    return allowed


def for_operators(obey: Obey[P]) -> Obey[P]:
    """A button that only those who may act as operators can press; to others it means nothing."""

    @wraps(obey)
    async def allowed(incoming: Incoming, press: P) -> str | None:
        if not incoming.is_operator:
            return "button.stale"
        return await against(incoming, may_act) or await obey(incoming, press)

    return allowed


async def against(incoming: Incoming, may: Rule) -> str | None:
    """The key of what keeps the sender from something by a rule; None: nothing."""
    try:
        return None if await may(incoming) else "group.only-admins"
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
    if message and message.sender_chat:
        return message.sender_chat.id == chat.id  # a member may write as a channel of theirs, which is nobody here
    return user is not None and await is_administrator(incoming.bot, chat.id, user.id)
