"""Messages that are answered, quoted, forwarded and copied: what goes with them."""

from __future__ import annotations

from bot.playground.world.errors import bad_request
from bot.playground.world.model import Dialog, DialogType, Json

_NOT_CONTENT = frozenset(
    {"message_id", "from", "sender_chat", "chat", "date", "edit_date", "reply_to_message", "quote", "reply_markup"}
    | {"message_thread_id", "is_topic_message", "via_bot", "forward_origin", "media_group_id", "has_protected_content"}
    | {"external_reply"}
)


def content_of(message: Json) -> Json:
    """What a message says, without who, where and when."""
    return {name: value for name, value in message.items() if name not in _NOT_CONTENT}


def origin(dialog: Dialog, message: Json) -> Json:
    """The Bot API's MessageOrigin of a message that is passed on."""
    if "forward_origin" in message:
        earlier: Json = message["forward_origin"]
        return earlier
    body: Json = {"date": message["date"]}
    if dialog.type is DialogType.CHANNEL:
        return body | {"type": "channel", "chat": message["chat"], "message_id": message["message_id"]}
    if "sender_chat" in message:
        return body | {"type": "chat", "sender_chat": message["sender_chat"]}
    return body | {"type": "user", "sender_user": message["from"]}


def reply_fields(replied: Json, *, quote: str = "") -> Json:
    """What a message carries of the one it replies to."""
    inner = {name: value for name, value in replied.items() if name != "reply_to_message"}
    if not quote:
        return {"reply_to_message": inner}
    text = str(replied.get("text") or replied.get("caption", ""))
    if quote not in text:
        raise bad_request("QUOTE_TEXT_INVALID")
    position = len(text[: text.index(quote)].encode("utf-16-le")) // 2
    return {"reply_to_message": inner, "quote": {"text": quote, "position": position, "is_manual": True}}
