"""The methods that change or remove messages."""

from __future__ import annotations

from collections.abc import Mapping

from bot.playground.methods.call import Call, Function
from bot.playground.methods.media import media_content
from bot.playground.world import keyboards, posting, texts
from bot.playground.world.access import bulk, message_in, messages_in, readable, writable
from bot.playground.world.errors import bad_request
from bot.playground.world.model import Dialog, Json
from bot.playground.world.posting import NewMessage

_DELETABLE_SECONDS = 48 * 3600
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)
_TEXT_FIELDS = ("text", "entities", "link_preview_options")
_CAPTION_FIELDS = ("caption", "caption_entities")
_MEDIA_FIELDS = ("photo", "document", "video", "audio", "animation", "has_media_spoiler")


def edit_text(call: Call) -> Json | bool:
    """Another text."""
    content = texts.message_text(call.world, call.bot.id, call.given, too_long="MESSAGE_TOO_LONG")
    if preview := call.given.get("link_preview_options"):
        content["link_preview_options"] = preview
    dialog, message = _editable(call)
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
    return _replace(call, dialog, message, content, _TEXT_FIELDS)


def edit_caption(call: Call) -> Json | bool:
    """Another caption, or none."""
    content = texts.caption(call.world, call.bot.id, call.given)
    dialog, message = _editable(call)
    if not any(name in message for name in _MEDIA_FIELDS):
        raise bad_request("there is no caption in the message to edit")
    return _replace(call, dialog, message, content, _CAPTION_FIELDS)


def edit_media(call: Call) -> Json | bool:
    """Another file, with its caption."""
    dialog, message = _editable(call)
    content = media_content(call, call.given["media"])
    return _replace(call, dialog, message, content, (*_MEDIA_FIELDS, *_CAPTION_FIELDS, *_TEXT_FIELDS))


def edit_markup(call: Call) -> Json | bool:
    """Another keyboard, or none."""
    dialog, message = _editable(call)
    return _replace(call, dialog, message, {}, ())


def delete_message(call: Call) -> bool:
    """Remove one message."""
    dialog = writable(call.world, call.bot, call.given["chat_id"])
    message = message_in(dialog, call.given["message_id"], "message to delete")
    if not _is_deletable(call, dialog, message):
        raise bad_request("message can't be deleted")
    if call.world.now() - message["date"] > _DELETABLE_SECONDS:
        raise bad_request("message can't be deleted for everyone")
    posting.remove(call.world, dialog, [message["message_id"]])
    return True


def delete_messages(call: Call) -> bool:
    """Remove many; those that are not there, or may not be removed, are skipped."""
    ids = bulk(call.given["message_ids"])
    dialog = writable(call.world, call.bot, call.given["chat_id"])
    found = messages_in(dialog, ids)
    gone = [message["message_id"] for message in found if _is_deletable(call, dialog, message)]
    posting.remove(call.world, dialog, gone)
    return True


def pin(call: Call) -> bool:
    """Pin a message; in groups and channels that takes an administrator."""
    dialog = _pinnable(call)
    message = message_in(dialog, call.given["message_id"], "message to pin")
    dialog.pinned = [*(id_ for id_ in dialog.pinned if id_ != message["message_id"]), message["message_id"]]
    call.world.tell("pin", dialog=dialog.key, pinned=dialog.pinned)
    if not call.given.get("disable_notification"):
        posting.post(call.world, dialog, NewMessage(call.bot.id, {"pinned_message": message}))
    return True


def unpin(call: Call) -> bool:
    """Unpin a message, or the last one that was pinned."""
    dialog = _pinnable(call)
    gone = call.given.get("message_id", dialog.pinned[-1] if dialog.pinned else None)
    if gone not in dialog.pinned:
        raise bad_request("message to unpin not found")
    dialog.pinned = [id_ for id_ in dialog.pinned if id_ != gone]
    call.world.tell("pin", dialog=dialog.key, pinned=dialog.pinned)
    return True


def unpin_all(call: Call) -> bool:
    """Unpin everything."""
    dialog = _pinnable(call)
    dialog.pinned = []
    call.world.tell("pin", dialog=dialog.key, pinned=[])
    return True


def set_reaction(call: Call) -> bool:
    """The bot's reaction to a message; an empty list takes it back."""
    dialog = readable(call.world, call.bot, call.given["chat_id"])
    message = message_in(dialog, call.given["message_id"], "message to react")
    reactions = call.given.get("reaction") or []
    reactions = reactions if isinstance(reactions, list) else [reactions]
    if len(reactions) > 1 or any(not _is_reaction(one) for one in reactions):
        raise bad_request("REACTION_INVALID" if len(reactions) <= 1 else "REACTIONS_TOO_MANY")
    call.world.tell(
        "reaction", dialog=dialog.key, message_id=message["message_id"], by=call.bot.id, reactions=reactions
    )
    return True


def _is_reaction(given: object) -> bool:
    return isinstance(given, Mapping) and given.get("type") in ("emoji", "custom_emoji")


def _editable(call: Call) -> tuple[Dialog, Json]:
    """The chat and message that a call edits: by chat and number, or by the identifier of an inline message."""
    if inline_id := call.given.get("inline_message_id"):
        key, message_id = call.bot.inline_messages.get(str(inline_id), ("", 0))
        dialog = call.world.state.dialogs.get(key)
        if dialog is None or message_id not in dialog.messages:
            raise bad_request("MESSAGE_ID_INVALID")
        return dialog, dialog.messages[message_id]
    for name, words in (("chat_id", "chat_id is empty"), ("message_id", "message identifier is not specified")):
        if name not in call.given:
            raise bad_request(words)
    dialog = writable(call.world, call.bot, call.given["chat_id"])
    message = message_in(dialog, call.given["message_id"], "message to edit")
    if not _is_own(call, dialog, message):
        raise bad_request("message can't be edited")
    return dialog, message


def _is_own(call: Call, dialog: Dialog, message: Json) -> bool:
    sender = message.get("from", {}).get("id")
    return bool(sender == call.bot.id or ("sender_chat" in message and call.world.is_admin(dialog, call.bot.id)))


def _is_deletable(call: Call, dialog: Dialog, message: Json) -> bool:
    own = _is_own(call, dialog, message)
    return own or dialog.is_private or call.world.is_admin(dialog, call.bot.id)


def _replace(call: Call, dialog: Dialog, message: Json, content: Json, replaced: tuple[str, ...]) -> Json | bool:
    """The message with another content and the keyboard of the call; refuses an edit that changes nothing."""
    markup = keyboards.read_markup(call.given.get("reply_markup"), inline_only=True)
    gone = {*replaced, "reply_markup"}
    edited = {name: value for name, value in message.items() if name not in gone}
    edited |= content | ({"reply_markup": markup} if markup else {})
    if edited == message:
        raise bad_request(_NOT_MODIFIED)
    call.count(dialog)
    result = posting.replace(call.world, dialog, edited, author=call.bot.id)
    return True if call.given.get("inline_message_id") else result


def _pinnable(call: Call) -> Dialog:
    dialog = writable(call.world, call.bot, call.given["chat_id"])
    if not dialog.is_private and not call.world.is_admin(dialog, call.bot.id):
        raise bad_request("not enough rights to manage pinned messages in the chat")
    return dialog


FUNCTIONS: Mapping[str, Function] = {
    "editmessagetext": edit_text,
    "editmessagecaption": edit_caption,
    "editmessagemedia": edit_media,
    "editmessagereplymarkup": edit_markup,
    "deletemessage": delete_message,
    "deletemessages": delete_messages,
    "pinchatmessage": pin,
    "unpinchatmessage": unpin,
    "unpinallchatmessages": unpin_all,
    "setmessagereaction": set_reaction,
}
