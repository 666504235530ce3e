"""The methods that pass messages on."""

from __future__ import annotations

from collections.abc import Mapping

from bot.playground.methods.call import Call, Function
from bot.playground.methods.sending import send, topic
from bot.playground.world import posting, texts
from bot.playground.world.access import bulk, message_in, messages_in, readable
from bot.playground.world.errors import bad_request
from bot.playground.world.model import Dialog, Json
from bot.playground.world.passing_on import content_of, origin
from bot.playground.world.posting import NewMessage


def forward_message(call: Call) -> Json:
    """The same message with a note where it comes from."""
    source, message = _source(call, "forward")
    return send(call, content_of(message), extra={"forward_origin": origin(source, message)})


def copy_message(call: Call) -> Json:
    """The same message as the bot's own; a caption in the call replaces the old one."""
    _, message = _source(call, "copy")
    content = content_of(message)
    if "caption" in call.given and "text" not in content:
        content = {name: value for name, value in content.items() if not name.startswith("caption")}
        content |= texts.caption(call.world, call.bot.id, call.given)
    return {"message_id": send(call, content)["message_id"]}


def forward_messages(call: Call) -> list[Json]:
    """Many at once; what is not there is skipped."""
    source, found = _found(call, "forward")
    return _post(call, [(content_of(one), {"forward_origin": origin(source, one)}) for one in found])


def copy_messages(call: Call) -> list[Json]:
    """Many at once; what is not there is skipped."""
    _, found = _found(call, "copy")
    return _post(call, [(content_of(one), {}) for one in found])


def _post(call: Call, contents: list[tuple[Json, Json]]) -> list[Json]:
    dialog = call.target(len(contents))
    drafts = (NewMessage(call.bot.id, content, topic(call), extra=extra) for content, extra in contents)
    return [{"message_id": posting.post(call.world, dialog, draft)["message_id"]} for draft in drafts]


def _found(call: Call, what: str) -> tuple[Dialog, list[Json]]:
    """The messages that a call names, as far as they exist."""
    ids = bulk(call.given["message_ids"])
    source = readable(call.world, call.bot, call.given["from_chat_id"])
    found = messages_in(source, ids)
    if not found:
        raise bad_request(f"there are no messages to {what}")
    return source, found


def _source(call: Call, what: str) -> tuple[Dialog, Json]:
    dialog = readable(call.world, call.bot, call.given["from_chat_id"])
    message = message_in(dialog, call.given["message_id"], f"message to {what}")
    if message.get("has_protected_content"):
        raise bad_request(f"the message can't be {'copied' if what == 'copy' else 'forwarded'}")
    return dialog, message


FUNCTIONS: Mapping[str, Function] = {
    "forwardmessage": forward_message,
    "forwardmessages": forward_messages,
    "copymessage": copy_message,
    "copymessages": copy_messages,
}
