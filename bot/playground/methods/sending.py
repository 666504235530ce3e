"""The methods that put messages into chats."""

from __future__ import annotations

from collections.abc import Mapping

from telegram.constants import ChatAction, MediaGroupLimit

from bot.playground.methods.call import Call, Function
from bot.playground.methods.media import file_content, media_content
from bot.playground.world import keyboards, posting, texts
from bot.playground.world.access import readable, writable
from bot.playground.world.errors import bad_request
from bot.playground.world.model import Dialog, Json
from bot.playground.world.passing_on import origin, reply_fields
from bot.playground.world.posting import NewMessage

_KINDS = {
    "sendphoto": "photo",
    "senddocument": "document",
    "sendvideo": "video",
    "sendaudio": "audio",
    "sendvoice": "voice",
    "sendanimation": "animation",
    "sendvideonote": "video_note",
    "sendsticker": "sticker",
}


def send_message(call: Call) -> Json:
    """A text."""
    content = texts.message_text(call.world, call.bot.id, call.given)
    if preview := call.given.get("link_preview_options"):
        content["link_preview_options"] = preview
    return send(call, content)


def send_file(call: Call) -> Json:
    """A photo, document, video, audio, voice message, animation, round video or sticker."""
    kind = _KINDS[call.method]
    content = file_content(call, kind, call.given.get(kind), call.given)
    return send(call, content | texts.caption(call.world, call.bot.id, call.given))


def send_media_group(call: Call) -> list[Json]:
    """An album of two to ten."""
    media = call.given["media"]
    if not MediaGroupLimit.MIN_MEDIA_LENGTH <= len(media) <= MediaGroupLimit.MAX_MEDIA_LENGTH:
        raise bad_request("Too few or too many media in the album")
    contents = [media_content(call, one, in_album=True) for one in media]
    dialog = call.target(len(contents))
    reply, extra = _reply(call, dialog), {"media_group_id": str(call.world.number())}
    drafts = (NewMessage(call.bot.id, content, topic(call), reply, extra=extra) for content in contents)
    return [posting.post(call.world, dialog, draft) for draft in drafts]


def send_chat_action(call: Call) -> bool:
    """Show that the bot is typing, or something like it."""
    if call.given["action"] not in set(ChatAction):
        raise bad_request("Wrong parameter action in request")
    dialog = writable(call.world, call.bot, call.given["chat_id"], topic(call))
    call.world.tell("action", dialog=dialog.key, bot=call.bot.id, action=call.given["action"])
    return True


def send_contact(call: Call) -> Json:
    """A phone number with a name."""
    return send(call, {"contact": _picked(call, "phone_number", "first_name", "last_name", "vcard")})


def send_location(call: Call) -> Json:
    """A point on the map."""
    return send(call, {"location": _picked(call, "latitude", "longitude", "horizontal_accuracy", "live_period")})


def send_venue(call: Call) -> Json:
    """A place with a name."""
    location = _picked(call, "latitude", "longitude")
    return send(call, {"location": location, "venue": {"location": location} | _picked(call, "title", "address")})


def send_dice(call: Call) -> Json:
    """A die that always shows one, so that tests know what comes."""
    return send(call, {"dice": {"emoji": call.given.get("emoji", "🎲"), "value": 1}})


def send_poll(call: Call) -> Json:
    """A poll that nobody has voted in."""
    given = call.given
    options = [one.get("text", "") if isinstance(one, Mapping) else str(one) for one in given["options"]]
    poll = {
        "id": str(call.world.number()),
        "question": given["question"],
        "options": [{"text": text, "voter_count": 0, "persistent_id": str(at)} for at, text in enumerate(options)],
        "total_voter_count": 0,
        "is_closed": bool(given.get("is_closed")),
        "is_anonymous": bool(given.get("is_anonymous", True)),
        "type": given.get("type", "regular"),
        "allows_multiple_answers": bool(given.get("allows_multiple_answers")),
        "allows_revoting": True,
        "members_only": False,
    }
    return send(call, {"poll": poll})


def send(call: Call, content: Json, *, extra: Json | None = None) -> Json:
    """Post a content with the keyboard, reply and topic that the call asks for."""
    markup = keyboards.read_markup(call.given.get("reply_markup"))
    dialog = writable(call.world, call.bot, call.given["chat_id"], topic(call))
    reply = _reply(call, dialog)
    call.count(dialog)
    protected = {"has_protected_content": True} if call.given.get("protect_content") else {}
    draft = NewMessage(call.bot.id, content, topic(call), reply, markup, extra=protected | (extra or {}))
    return posting.post(call.world, dialog, draft)


def topic(call: Call) -> int | None:
    """The topic that the call sends to."""
    given = call.given.get("message_thread_id")
    return int(given) if given else None


def _reply(call: Call, dialog: Dialog) -> Json | None:
    """The fields that make a message a reply."""
    asked = _asked_reply(call)
    if not asked:
        return None
    source = dialog
    if asked.get("chat_id") not in (None, dialog.id, str(dialog.id)):
        source = readable(call.world, call.bot, asked["chat_id"])
    replied = source.messages.get(asked["message_id"])
    if replied is None:
        if asked.get("allow_sending_without_reply"):
            return None
        raise bad_request("message to be replied not found")
    if source is not dialog:
        return {"external_reply": {"origin": origin(source, replied), "chat": replied["chat"]}}
    return reply_fields(replied, quote=str(asked.get("quote") or ""))


def _asked_reply(call: Call) -> Json | None:
    """The call's ReplyParameters; the former parameters count as well."""
    asked = call.given.get("reply_parameters")
    if asked is None and (message_id := str(call.given.get("reply_to_message_id", ""))).isdecimal():
        optional = str(call.given.get("allow_sending_without_reply", "")).lower() in ("true", "1")
        return {"message_id": int(message_id), "allow_sending_without_reply": optional}
    if not asked:
        return None
    if not isinstance(asked, Mapping):
        raise bad_request("Object expected as reply parameters")
    if not isinstance(asked.get("message_id"), int):
        raise bad_request('Can\'t find field "message_id"')
    return dict(asked)


def _picked(call: Call, *names: str) -> Json:
    return {name: call.given[name] for name in names if name in call.given}


FUNCTIONS: Mapping[str, Function] = {
    **dict.fromkeys(_KINDS, send_file),
    "sendmessage": send_message,
    "sendmediagroup": send_media_group,
    "sendchataction": send_chat_action,
    "sendcontact": send_contact,
    "sendlocation": send_location,
    "sendvenue": send_venue,
    "senddice": send_dice,
    "sendpoll": send_poll,
}
