"""Puts messages into chats and tells those who see them: people at once, bots through their queues."""

from __future__ import annotations

from dataclasses import dataclass, field

from telegram.constants import UpdateType

from bot.playground.world.model import Account, BotState, Dialog, DialogType, Json
from bot.playground.world.world import ANONYMOUS_ADMIN, World

_SERVICE = frozenset(
    {
        "new_chat_members",
        "left_chat_member",
        "group_chat_created",
        "supergroup_chat_created",
        "channel_chat_created",
        "migrate_to_chat_id",
        "migrate_from_chat_id",
        "pinned_message",
        "forum_topic_created",
        "forum_topic_closed",
        "forum_topic_reopened",
    }
)
_KINDS = {
    (False, False): UpdateType.MESSAGE,
    (False, True): UpdateType.EDITED_MESSAGE,
    (True, False): UpdateType.CHANNEL_POST,
    (True, True): UpdateType.EDITED_CHANNEL_POST,
}


@dataclass(frozen=True, slots=True)
class NewMessage:
    """A message before it stands in a chat; `content` is its part of the Bot API's Message."""

    author: int
    content: Json
    topic: int | None = None
    reply: Json | None = None
    """The fields that make it a reply."""
    markup: Json | None = None
    via_bot: int | None = None
    extra: Json = field(default_factory=dict)


def post(world: World, dialog: Dialog, draft: NewMessage) -> Json:
    """Add a message to a chat and deliver it; the Bot API's Message."""
    message: Json = {"message_id": _next_id(world, dialog)}
    message |= _sender(world, dialog, draft)
    message |= {"chat": world.chat_json(dialog), "date": world.now()}
    if draft.topic:
        message |= {"message_thread_id": draft.topic, "is_topic_message": True}
    if draft.via_bot:
        message["via_bot"] = world.account(draft.via_bot).json()
    message |= (draft.reply or {}) | draft.extra | draft.content
    if draft.markup and "inline_keyboard" in draft.markup:
        message["reply_markup"] = draft.markup
    dialog.messages[message["message_id"]] = message
    _keep_keyboard(dialog, draft.markup)
    world.tell("message", dialog=dialog.key, message=message, keyboard=dialog.keyboard)
    deliver(world, dialog, message, author=draft.author)
    if draft.author in world.state.bots:
        dialog.last_bot = draft.author
    return message


def replace(world: World, dialog: Dialog, message: Json, *, author: int) -> Json:
    """Put an edited message in the place of the former one and deliver the edit."""
    edited = message | {"edit_date": world.now()}
    dialog.messages[edited["message_id"]] = edited
    world.tell("edit", dialog=dialog.key, message=edited)
    deliver(world, dialog, edited, author=author, is_edit=True)
    return edited


def remove(world: World, dialog: Dialog, message_ids: list[int]) -> None:
    """Take messages out of a chat; bots are not told, as on Telegram."""
    gone = [id_ for id_ in message_ids if dialog.messages.pop(id_, None) is not None]
    dialog.pinned = [id_ for id_ in dialog.pinned if id_ not in gone]
    world.tell("delete", dialog=dialog.key, message_ids=gone)


def deliver(world: World, dialog: Dialog, message: Json, *, author: int, is_edit: bool = False) -> None:
    """Queue a message for the bots of the chat that may see it; bots never see bots."""
    if author in world.state.bots:
        return
    kind = _KINDS[dialog.type is DialogType.CHANNEL, is_edit]
    for bot in world.bots_in(dialog):
        if sees(world, bot, dialog, message):
            bot.queue.add(kind, message, world.clock(), lane=dialog.key)
            world.tell("update", bot=bot.id)


def sees(world: World, bot: BotState, dialog: Dialog, message: Json) -> bool:
    """Whether Telegram shows a message to a bot; in groups that depends on its privacy mode."""
    if not dialog.is_group or bot.reads_all_messages or world.is_admin(dialog, bot.id):
        return True
    if not _SERVICE.isdisjoint(message) or message.get("via_bot", {}).get("id") == bot.id:
        return True
    if message.get("reply_to_message", {}).get("from", {}).get("id") == bot.id:
        return True
    return _commands(world, bot, dialog, message)


def _commands(world: World, bot: BotState, dialog: Dialog, message: Json) -> bool:
    """Whether a message begins with a command for this bot, or for any while no other bot spoke last."""
    text = message.get("text", "")
    first = next(iter(message.get("entities", ())), None)
    if not first or first["type"] != "bot_command" or first["offset"] != 0:
        return False
    name = text[: first["length"]].partition("@")[2].lower()
    if name:
        return bool(name == bot.account.username.lower())
    alone = sum(1 for _ in world.bots_in(dialog)) == 1
    return alone or dialog.last_bot == bot.id


def _next_id(world: World, dialog: Dialog) -> int:
    """Supergroups and channels number their messages themselves; an account's other chats share one count."""
    if dialog.type in (DialogType.PRIVATE, DialogType.GROUP):
        return world.number()
    dialog.next_message += 1
    return dialog.next_message - 1


def _sender(world: World, dialog: Dialog, draft: NewMessage) -> Json:
    if dialog.type is DialogType.CHANNEL:
        return {"sender_chat": world.chat_json(dialog)}
    membership = dialog.members.get(draft.author)
    if membership and membership.is_anonymous and dialog.is_group:
        return {"from": ANONYMOUS_ADMIN.json(), "sender_chat": world.chat_json(dialog)}
    return {"from": _account(world, draft.author).json()}


def _account(world: World, id_: int) -> Account:
    return ANONYMOUS_ADMIN if id_ == ANONYMOUS_ADMIN.id else world.account(id_)


def _keep_keyboard(dialog: Dialog, markup: Json | None) -> None:
    if markup is None or "inline_keyboard" in markup:
        return
    dialog.keyboard = None if markup.get("remove_keyboard") else markup
