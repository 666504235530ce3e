"""What a bot may do in a chat, and with which words Telegram refuses the rest."""

from __future__ import annotations

from collections.abc import Sequence

from telegram.constants import BulkRequestLimit

from bot.playground.world.errors import bad_request, forbidden
from bot.playground.world.model import BotState, Dialog, DialogType, Json, Status
from bot.playground.world.world import World

GENERAL_TOPIC = 1
_NAMES = {
    DialogType.GROUP: "group",
    DialogType.SUPERGROUP: "supergroup",
    DialogType.CHANNEL: "channel",
    DialogType.PRIVATE: "private",
}


def readable(world: World, bot: BotState, chat_id: int | str) -> Dialog:
    """A chat that the bot may look at."""
    dialog = world.find(bot, chat_id)
    if dialog.type in (DialogType.SUPERGROUP, DialogType.CHANNEL):
        _check_membership(dialog, bot, may_be_outside=bool(dialog.username))
    return dialog


def writable(world: World, bot: BotState, chat_id: int | str, topic: int | None = None) -> Dialog:
    """A chat, and a topic in it, that the bot may send to."""
    dialog = world.find(bot, chat_id)
    if dialog.is_private:
        _check_private(world, dialog)
    if dialog.migrated_to is not None:
        parameters = {"migrate_to_chat_id": dialog.migrated_to}
        raise bad_request("group chat was upgraded to a supergroup chat", parameters)
    _check_membership(dialog, bot, may_be_outside=False)
    if dialog.type is DialogType.CHANNEL and not dialog.may_post(bot.id):
        raise bad_request("need administrator rights in the channel chat")
    if dialog.status(bot.id) is Status.RESTRICTED:
        raise bad_request("not enough rights to send text messages to the chat")
    _check_topic(world, bot, dialog, topic)
    return dialog


def message_in(dialog: Dialog, message_id: int, what: str) -> Json:
    """A message of a chat; `what` names it in the refusal."""
    message = dialog.messages.get(message_id)
    if message is None:
        raise bad_request(f"{what} not found")
    return message


def bulk(ids: Sequence[object]) -> Sequence[object]:
    """The messages that a call for many names; a refusal where they are none or too many."""
    if not ids:
        raise bad_request("Message identifiers are not specified")
    if len(ids) > BulkRequestLimit.MAX_LIMIT:
        raise bad_request("Too many message identifiers specified")
    return ids


def messages_in(dialog: Dialog, ids: Sequence[object]) -> list[Json]:
    """Those of these messages that a chat has."""
    return [dialog.messages[id_] for id_ in ids if isinstance(id_, int) and id_ in dialog.messages]


def _check_private(world: World, dialog: Dialog) -> None:
    if world.account(dialog.id).is_deactivated:
        raise forbidden("user is deactivated")
    if not dialog.is_started:
        raise forbidden("bot can't initiate conversation with a user")
    if dialog.is_blocked:
        raise forbidden("bot was blocked by the user")


def _check_membership(dialog: Dialog, bot: BotState, *, may_be_outside: bool) -> None:
    match dialog.status(bot.id):
        case Status.KICKED:
            raise forbidden(f"bot was kicked from the {_NAMES[dialog.type]} chat")
        case Status.LEFT if not may_be_outside:
            raise forbidden(f"bot is not a member of the {_NAMES[dialog.type]} chat")


def _check_topic(world: World, bot: BotState, dialog: Dialog, topic: int | None) -> None:
    known = dialog.topics.get(topic or GENERAL_TOPIC)
    if topic and (not dialog.is_forum or known is None or topic == GENERAL_TOPIC):
        raise bad_request("message thread not found")
    if known and known.is_closed and not world.is_admin(dialog, bot.id):
        raise bad_request("TOPIC_CLOSED")
