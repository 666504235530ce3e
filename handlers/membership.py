"""Groups that Marsad joins, leaves, or that become supergroups."""

from __future__ import annotations

from telegram import ChatMember, ChatMemberRestricted, ChatMemberUpdated, Update
from telegram.constants import ChatMemberStatus, ChatType

from bot.context import ReaderContext
from bot.readers.chat_key import ChatKey
from handlers import returning
from handlers.replying.messenger import Place, courier, guessed_language

_PRESENT = (ChatMemberStatus.MEMBER, ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.OWNER)
_GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)


async def changed(update: Update, context: ReaderContext) -> None:
    """Greet a group once when it takes Marsad in, and let deliveries go on to a chat that takes it back.

    A chat that throws it out finds its settings when it takes it back.
    """
    change = update.my_chat_member
    if change is None:
        return
    if _is_in(change.new_chat_member):
        await returning.restore(change.chat.id, context)
    if change.chat.type not in _GROUPS:
        return
    if _is_in(change.new_chat_member) and not _is_in(change.old_chat_member):
        await _greet(change, update, context)


async def migrated(update: Update, context: ReaderContext) -> None:
    """Take along what is kept about a group that became a supergroup; both chats say so, in any order."""
    message = update.effective_message
    if message and message.migrate_to_chat_id:
        await follow(context, message.chat_id, message.migrate_to_chat_id)
    elif message and message.migrate_from_chat_id:
        await follow(context, message.migrate_from_chat_id, message.chat_id)


async def follow(context: ReaderContext, old: int, new: int) -> None:
    """Go on in a supergroup where its group left off; it knows us already."""
    await context.state.personal.migrate(old, new)
    context.services.greeted.keep((new, ""), True)  # noqa: FBT003 - a set in all but name


async def _greet(change: ChatMemberUpdated, update: Update, context: ReaderContext) -> None:
    """In the language of who took it in; silent where it may not write."""
    member = change.new_chat_member
    if isinstance(member, ChatMemberRestricted) and not member.can_send_messages:
        return
    if not context.services.greeted.first_time((change.chat.id, ""), value=True):
        return
    lang = await context.readers.language(ChatKey(change.chat.id)) or guessed_language(update)
    page = context.desk.pages(lang).greeting(context.bot.username)
    await courier(context).send(Place(change.chat.id), page)


def _is_in(member: ChatMember) -> bool:
    if isinstance(member, ChatMemberRestricted):
        return member.is_member
    return member.status in _PRESENT
