"""Who may decide for a chat: in private its reader, in a group or channel its administrators."""

from __future__ import annotations

from telegram import Update
from telegram.constants import ChatMemberStatus

from bot.context import ReaderContext
from handlers.replying.messenger import is_private, reply, spoken


async def decides(update: Update, context: ReaderContext) -> bool:
    """Whether the sender may decide for the chat; says so when not."""
    if await may_decide(update, context):
        return True
    await reply(update, context, context.desk.pages(await spoken(update, context)).simple("group.only-admins"))
    return False


async def may_decide(update: Update, context: ReaderContext) -> bool:
    """Whether the sender may change what holds for the whole chat; anonymous administrators may.

    In a channel only administrators can post; its buttons anybody can press.
    """
    chat, user, message = update.effective_chat, update.effective_user, update.message
    if is_private(update) or update.channel_post:
        return True
    if chat is None:
        return False
    if message and message.sender_chat and message.sender_chat.id == chat.id:
        return True
    if user is None:
        return False
    member = await context.bot.get_chat_member(chat.id, user.id)
    return member.status in (ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR)
