"""The methods that answer what people pressed and searched for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from telegram.constants import (
    CallbackQueryLimit,
    InlineQueryLimit,
    InlineQueryResultLimit,
    InlineQueryResultsButtonLimit,
)

from bot.playground.formatting import utf16_length
from bot.playground.methods.call import Call, Function
from bot.playground.world import keyboards, posting, texts
from bot.playground.world.errors import bad_request, query_too_old
from bot.playground.world.model import Json, OpenQuery
from bot.playground.world.posting import NewMessage

_DEEP_LINK = re.compile(r"[A-Za-z0-9_-]+")
_DEFAULT_CACHE_SECONDS = 300
_NEEDED = {
    "article": ("title",),
    "photo": ("photo_url|photo_file_id",),
    "document": ("title", "document_url|document_file_id"),
    "gif": ("gif_url|gif_file_id",),
    "mpeg4_gif": ("mpeg4_url|mpeg4_file_id",),
    "video": ("title", "video_url|video_file_id"),
    "audio": ("audio_url|audio_file_id",),
    "voice": ("title", "voice_url|voice_file_id"),
    "sticker": ("sticker_file_id",),
    "location": ("latitude", "longitude", "title"),
    "venue": ("latitude", "longitude", "title", "address"),
    "contact": ("phone_number", "first_name"),
    "game": ("game_short_name",),
}


def answer_callback(call: Call) -> bool:
    """End the waiting of somebody who pressed a button, with a note or without."""
    text = str(call.given.get("text", ""))
    if utf16_length(text) > CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH:
        raise bad_request("MESSAGE_TOO_LONG")
    query = _take(call, "callback_query", call.given["callback_query_id"])
    query.answer = {"text": text, "show_alert": bool(call.given.get("show_alert"))}
    if url := call.given.get("url"):
        query.answer["url"] = url
    _tell(call, query)
    return True


def answer_inline(call: Call) -> bool:
    """The results of an inline query; kept for others who ask the same, as long as the bot says."""
    given = call.given
    results = given["results"]
    if len(results) > InlineQueryLimit.RESULTS:
        raise bad_request("Too many inline query results specified")
    if len(str(given.get("next_offset", "")).encode()) > InlineQueryLimit.MAX_OFFSET_LENGTH:
        raise bad_request("NEXT_OFFSET_INVALID")
    checked = [inline_result(call, one) for one in results]
    if len({one["id"] for one in checked}) < len(checked):
        raise bad_request("RESULT_ID_DUPLICATE")
    button = _results_button(given.get("button"))
    query = _take(call, "inline_query", given["inline_query_id"])
    query.answer = {"results": checked, "next_offset": given.get("next_offset", ""), "button": button}
    seconds = int(given.get("cache_time", _DEFAULT_CACHE_SECONDS))
    if seconds > 0:
        key = cache_key(query.text, query.offset, query.person if given.get("is_personal") else 0)
        call.bot.inline_cache[key] = call.world.clock() + seconds, query.answer
    _tell(call, query)
    return True


def answer_web_app(call: Call) -> Json:
    """The message that a web app wants to be sent for somebody."""
    result = inline_result(call, call.given["result"])
    query = _take(call, "web_app_query", call.given["web_app_query_id"])
    query.answer = {"results": [result]}
    dialog = call.world.dialog(query.dialog)
    draft = NewMessage(query.person, result["message"], markup=result.get("reply_markup"), via_bot=call.bot.id)
    message = posting.post(call.world, dialog, draft)
    inline_id = f"inline{call.world.number()}"
    call.bot.inline_messages[inline_id] = dialog.key, message["message_id"]
    return {"inline_message_id": inline_id}


def inline_result(call: Call, given: Any) -> Json:
    """An InlineQueryResult, checked; the content that it would send is kept under `message`."""
    if not isinstance(given, Mapping):
        raise bad_request("Can't parse inline query result: Inline query result must be an object")
    type_, id_ = given.get("type"), given.get("id")
    for name, value in (("type", type_), ("id", id_)):
        if not isinstance(value, str):
            raise bad_request(f"Can't parse inline query result: Can't find field \"{name}\"")
    if not InlineQueryResultLimit.MIN_ID_LENGTH <= len(str(id_).encode()) <= InlineQueryResultLimit.MAX_ID_LENGTH:
        raise bad_request("RESULT_ID_INVALID")
    if type_ not in _NEEDED:
        words = f'type "{type_}" is unsupported for the inline query result'
        raise bad_request(f"Can't parse inline query result: {words}")
    _check_fields(given, _NEEDED[str(type_)])
    message = _message(call, given, str(type_))
    markup = keyboards.read_markup(given.get("reply_markup"), inline_only=True)
    return dict(given) | {"message": message} | ({"reply_markup": markup} if markup else {})


def is_deep_link(payload: str) -> bool:
    """Whether a link, or a button over inline results, can carry this; the two limits are one."""
    return len(payload) <= InlineQueryResultsButtonLimit.MAX_START_PARAMETER_LENGTH and bool(
        _DEEP_LINK.fullmatch(payload)
    )


def cache_key(text: str, offset: str, person: int) -> str:
    """Under what the answer to an inline query is kept; person 0: for everybody."""
    return f"{person}\n{offset}\n{text}"


def _check_fields(given: Mapping[str, Any], needed: tuple[str, ...]) -> None:
    for names in needed:
        if not any(given.get(name) not in (None, "") for name in names.split("|")):
            name = names.split("|")[-1]
            raise bad_request(f"Can't parse inline query result: Can't find field \"{name}\"")


def _message(call: Call, given: Mapping[str, Any], type_: str) -> Json:
    """What somebody sends who chooses the result."""
    content = given.get("input_message_content")
    if isinstance(content, Mapping):
        if "message_text" not in content:
            return {name: value for name, value in content.items() if name != "parse_mode"}
        settings = {name: content[name] for name in ("parse_mode", "entities") if name in content}
        settings["text"] = content["message_text"]
        if not settings["text"]:
            raise bad_request("message text is empty")
        return texts.message_text(call.world, call.bot.id, settings, too_long="MESSAGE_TOO_LONG")
    if type_ == "article":
        raise bad_request("Can't parse inline query result: Can't find field \"message_text\"")
    return texts.caption(call.world, call.bot.id, given)


def _results_button(given: Any) -> Json | None:
    if not given:
        return None
    start = given.get("start_parameter") if isinstance(given, Mapping) else None
    if not isinstance(given, Mapping) or not given.get("text") or not (start or given.get("web_app")):
        words = "InlineQueryResultsButton must have exactly one optional field"
        raise bad_request(f"Can't parse inline query results button: {words}")
    if start is not None and not is_deep_link(start):
        raise bad_request("START_PARAM_INVALID")
    return dict(given)


def _take(call: Call, kind: str, id_: object) -> OpenQuery:
    """The query that waits under this id; answered ones and those that waited too long are gone."""
    query = call.bot.queries.get(str(id_))
    if query is None or query.kind != kind or query.answer is not None or query.expires <= call.world.clock():
        raise query_too_old()
    return query


def _tell(call: Call, query: OpenQuery) -> None:
    call.world.tell("answer", query=query.id, person=query.person, to=query.kind, answer=query.answer)


FUNCTIONS: Mapping[str, Function] = {
    "answercallbackquery": answer_callback,
    "answerinlinequery": answer_inline,
    "answerwebappquery": answer_web_app,
}
