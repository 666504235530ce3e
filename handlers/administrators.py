"""Who administers a chat, also where Telegram does not show its members."""

from __future__ import annotations

from telegram import Bot
from telegram.constants import ChatMemberStatus
from telegram.error import BadRequest, Forbidden


class MembersHidden(Exception):
    """Telegram says neither who a member is nor who administers the chat."""


async def is_administrator(bot: Bot, chat: int, user: int) -> bool:
    """Whether somebody administers a chat; MembersHidden when that cannot be known."""
    try:
        member = await bot.get_chat_member(chat, user)
    except (BadRequest, Forbidden):
        return user in await _listed(bot, chat)
    return member.status in (ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR)


async def _listed(bot: Bot, chat: int) -> frozenset[int]:
    try:
        return frozenset([member.user.id for member in await bot.get_chat_administrators(chat)])
    except (BadRequest, Forbidden) as error:
        raise MembersHidden from error
