"""Texts and captions of calls: read, checked against the documented lengths, and shown as the Bot API shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from telegram.constants import MessageLimit

from bot.playground.formatting import Formatted, MarkupError, MarkupKind, MarkupSpan, formatted, utf16_length
from bot.playground.formatting.html import link_meaning
from bot.playground.formatting.spans import FOUND
from bot.playground.world.errors import bad_request
from bot.playground.world.model import Json
from bot.playground.world.world import World

_IGNORED = FOUND | {"phone_number", "bank_card_number"}


def read_text(world: World, bot: int, given: Mapping[str, Any], *, field: str = "text") -> Formatted:
    """The formatted text in a call's parameters; ApiError where Telegram refuses it."""
    mode = given.get("parse_mode") or ""
    spans = read_spans(given.get(_entities_of(field)) or ())
    try:
        text = formatted(str(given.get(field) or ""), str(mode), spans)
    except MarkupError as error:
        raise bad_request(str(error)) from None
    return Formatted(text.text, tuple(span for span in text.spans if _is_known(world, bot, span)))


def message_text(world: World, bot: int, given: Mapping[str, Any], *, too_long: str = "message is too long") -> Json:
    """The text of a message: 1 to 4096 code units after its markup is read."""
    text = read_text(world, bot, given)
    if not text.text:
        raise bad_request("text must be non-empty")
    if utf16_length(text.text) > MessageLimit.MAX_TEXT_LENGTH:
        raise bad_request(too_long)
    return shown(world, text)


def caption(world: World, bot: int, given: Mapping[str, Any]) -> Json:
    """The caption of a message, as long as one may be."""
    text = read_text(world, bot, given, field="caption")
    if utf16_length(text.text) > MessageLimit.CAPTION_LENGTH:
        raise bad_request("message caption is too long")
    return shown(world, text, field="caption") if text.text else {}


def shown(world: World, text: Formatted, *, field: str = "text") -> Json:
    """The fields of a Message that hold a text and its entities."""
    body: Json = {field: text.text}
    if text.spans:
        body[_entities_of(field)] = [_json(world, span) for span in text.spans]
    return body


def read_spans(entities: Iterable[Any]) -> list[MarkupSpan]:
    """The entities that a call asks for; what Telegram finds by itself is left out."""
    spans = []
    for entity in entities:
        if not isinstance(entity, Mapping):
            raise bad_request("Can't parse MessageEntity: expected an Object")
        offset, length = _number(entity, "offset"), _number(entity, "length")
        kind, argument = _asked(entity)
        if kind:
            spans.append(MarkupSpan(kind, offset, length, argument))
    return spans


def _entities_of(field: str) -> str:
    return "entities" if field == "text" else f"{field}_entities"


def _number(entity: Mapping[str, Any], name: str) -> int:
    value = entity.get(name)
    if isinstance(value, bool) or not isinstance(value, int):
        words = f'Can\'t find field "{name}"' if value is None else f'Field "{name}" must be of type Number'
        raise bad_request(f"Can't parse MessageEntity: {words}")
    return value


def _asked(entity: Mapping[str, Any]) -> tuple[MarkupKind | None, str]:
    type_ = entity.get("type")
    if type_ in _IGNORED:
        return None, ""
    try:
        kind = MarkupKind(str(type_))
    except ValueError:
        raise bad_request("Can't parse MessageEntity: Unsupported type specified") from None
    match kind:
        case MarkupKind.TEXT_LINK:
            return link_meaning(str(entity.get("url", "")))
        case MarkupKind.TEXT_MENTION:
            user = entity.get("user")
            return kind, str(user.get("id", "")) if isinstance(user, Mapping) else ""
        case MarkupKind.DATE_TIME:
            return kind, f"{entity.get('unix_time', 0)} {entity.get('date_time_format', '')}"
        case _:
            return kind, str(
                entity.get({MarkupKind.PRE: "language", MarkupKind.CUSTOM_EMOJI: "custom_emoji_id"}.get(kind, ""), "")
            )


def _is_known(world: World, bot: int, span: MarkupSpan) -> bool:
    """Telegram drops mentions of accounts that the bot cannot know."""
    if span.kind is not MarkupKind.TEXT_MENTION:
        return True
    return span.argument.isdecimal() and world.knows(bot, int(span.argument))


def _json(world: World, span: MarkupSpan) -> Json:
    body: Json = {"type": span.kind.value, "offset": span.offset, "length": span.length}
    if span.kind is MarkupKind.TEXT_MENTION:
        body["user"] = world.account(int(span.argument)).json()
    elif span.kind is MarkupKind.DATE_TIME:
        time, _, form = span.argument.partition(" ")
        body |= {"unix_time": int(time)} | ({"date_time_format": form} if form else {})
    elif span.argument:
        name = {MarkupKind.TEXT_LINK: "url", MarkupKind.PRE: "language", MarkupKind.CUSTOM_EMOJI: "custom_emoji_id"}[
            span.kind
        ]
        body[name] = span.argument
    return body
