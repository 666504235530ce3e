"""Chats that Marsad joins, leaves or gets back, and groups that become supergroups."""

from __future__ import annotations

import structlog
from telegram import ChatMember, ChatMemberRestricted, ChatMemberUpdated
from telegram.constants import ChatMemberStatus, ChatType

from bot.context import Services
from bot.delivery.messenger import Destination
from bot.state.errors import StateError
from handlers.incoming import Incoming

_PRESENT = (ChatMemberStatus.MEMBER, ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.OWNER)
_GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)

log = structlog.get_logger(__name__)


async def changed(incoming: Incoming) -> None:
    """Greet a group once when it takes Marsad in, and let deliveries go on to a chat that takes it back.

    A chat that throws it out finds its settings when it takes it back.
    """
    change = incoming.update.my_chat_member
    if change is None:
        return
    if _is_in(change.new_chat_member):
        await restore(incoming)
    if change.chat.type not in _GROUPS:
        return
    if _is_in(change.new_chat_member) and not _is_in(change.old_chat_member):
        await _greet(change, incoming)


async def restore(incoming: Incoming) -> None:
    """Let deliveries to a chat that is back go on; what fails is logged, for the chat is not to wait for it."""
    try:
        await incoming.state.outbox.restore(incoming.chat.chat, incoming.answerer.now())
    except StateError as error:
        log.error("a chat is back, but its news stay held", reason=str(error))  # noqa: TRY400 - no traceback helps


async def migrated(incoming: Incoming) -> None:
    """Take along what is kept about a group that became a supergroup; both chats say so, in any order."""
    message = incoming.message
    if message and message.migrate_to_chat_id:
        await follow(incoming.services, message.chat_id, message.migrate_to_chat_id)
    elif message and message.migrate_from_chat_id:
        await follow(incoming.services, message.migrate_from_chat_id, message.chat_id)


async def follow(services: Services, old: int, new: int) -> None:
    """Go on in a supergroup where its group left off; it knows us already."""
    await services.state.personal.migrate(old, new)
    services.greeted.first_time((new, ""), value=True)


async def _greet(change: ChatMemberUpdated, incoming: Incoming) -> None:
    """In the language of who took it in; silent where it may not write."""
    member = change.new_chat_member
    if isinstance(member, ChatMemberRestricted) and not member.can_send_messages:
        return
    if not incoming.services.greeted.first_time((change.chat.id, ""), value=True):
        return
    page = (await incoming.pages()).greeting(incoming.bot.username)
    await incoming.courier.send(Destination(change.chat.id), page)


def _is_in(member: ChatMember) -> bool:
    if isinstance(member, ChatMemberRestricted):
        return member.is_member
    return member.status in _PRESENT
