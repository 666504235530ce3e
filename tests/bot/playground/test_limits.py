"""Documented limits are enforced to the unit: what just fits passes, one more is refused with Telegram's words."""

from __future__ import annotations

from typing import Any

import pytest

from bot.playground.testing import TelegramServer
from bot.playground.world.model import Status
from tests.bot.playground.conftest import Api


def _keyboard(*rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {"inline_keyboard": list(rows)}


def _button(**more: Any) -> dict[str, Any]:
    return {"text": "زر", **more}


_ARTICLE = {"type": "article", "id": "1", "title": "t", "input_message_content": {"message_text": "x"}}
_CHAT = "<chat>"
"""Stands for the chat of the visitor."""

_NO_RESULT = "400 Bad Request: can't parse inline query result"

_CASES: list[tuple[str, dict[str, Any], dict[str, Any], str]] = [
    (
        "sendMessage",
        {"chat_id": _CHAT, "text": "ن" * 4096},
        {"chat_id": _CHAT, "text": "ن" * 4097},
        "400 Bad Request: message is too long",
    ),
    (
        "sendMessage",
        {"chat_id": _CHAT, "text": f"<b>{'😀' * 2048}</b>", "parse_mode": "HTML"},
        {"chat_id": _CHAT, "text": f"<b>{'😀' * 2048}</b>x", "parse_mode": "HTML"},
        "400 Bad Request: message is too long",
    ),
    (
        "sendDocument",
        {"chat_id": _CHAT, "document": "https://example.com/a.pdf", "caption": "ن" * 1024},
        {"chat_id": _CHAT, "document": "https://example.com/a.pdf", "caption": "ن" * 1025},
        "400 Bad Request: message caption is too long",
    ),
    (
        "sendMessage",
        {"chat_id": _CHAT, "text": "x", "reply_markup": _keyboard([_button(callback_data="ن" * 32)])},
        {"chat_id": _CHAT, "text": "x", "reply_markup": _keyboard([_button(callback_data="ن" * 32 + "x")])},
        "400 Bad Request: BUTTON_DATA_INVALID",
    ),
    (
        "sendMessage",
        {"chat_id": _CHAT, "text": "x", "reply_markup": _keyboard(*[[_button(callback_data="x")]] * 100)},
        {"chat_id": _CHAT, "text": "x", "reply_markup": _keyboard(*[[_button(callback_data="x")]] * 101)},
        "400 Bad Request: reply markup is too long",
    ),
    (
        "sendMessage",
        {"chat_id": _CHAT, "text": "x", "reply_markup": _keyboard([_button(callback_data="x")] * 8)},
        {"chat_id": _CHAT, "text": "x", "reply_markup": _keyboard([_button(callback_data="x")] * 9)},
        "400 Bad Request: reply markup is too long",
    ),
    (
        "setMyCommands",
        {"commands": [{"command": f"c{n}", "description": "d"} for n in range(100)]},
        {"commands": [{"command": f"c{n}", "description": "d"} for n in range(101)]},
        "400 Bad Request: BOT_COMMANDS_TOO_MUCH",
    ),
    (
        "setMyCommands",
        {"commands": [{"command": "a" * 32, "description": "ن" * 256}]},
        {"commands": [{"command": "a" * 33, "description": "d"}]},
        "400 Bad Request: command length must not exceed 32",
    ),
    (
        "setMyCommands",
        {"commands": [{"command": "/start_2", "description": "d"}]},
        {"commands": [{"command": "Start", "description": "d"}]},
        "400 Bad Request: BOT_COMMAND_INVALID",
    ),
    (
        "setMyCommands",
        {"commands": [], "language_code": "ar"},
        {"commands": [], "language_code": "ara"},
        "400 Bad Request: invalid language code specified",
    ),
    ("setMyName", {"name": "ن" * 64}, {"name": "ن" * 65}, "400 Bad Request: bot name is too long"),
    (
        "setMyShortDescription",
        {"short_description": "ن" * 120},
        {"short_description": "ن" * 121},
        "400 Bad Request: bot shortdescription is too long",
    ),
    (
        "setMyDescription",
        {"description": "ن" * 512},
        {"description": "ن" * 513},
        "400 Bad Request: bot description is too long",
    ),
    (
        "deleteMessages",
        {"chat_id": _CHAT, "message_ids": list(range(1000, 1100))},
        {"chat_id": _CHAT, "message_ids": list(range(1000, 1101))},
        "400 Bad Request: too many message identifiers specified",
    ),
    (
        "setWebhook",
        {"url": "", "secret_token": "x" * 300},
        {"url": "https://example.com/", "secret_token": "x" * 257},
        "400 Bad Request: secret token is too long",
    ),
]


@pytest.mark.parametrize(
    ("method", "fits", "too_much", "words"), _CASES, ids=[f"{n}-{one[0]}" for n, one in enumerate(_CASES)]
)
async def test_the_limit_itself_passes_and_one_more_is_refused(
    api: Api, method: str, fits: dict[str, Any], too_much: dict[str, Any], words: str
) -> None:
    chat = api.server.visitor(starts=True).dialog.id
    fits, too_much = ({k: chat if v == _CHAT else v for k, v in given.items()} for given in (fits, too_much))

    await api.result(method, **fits)
    assert await api.refusal(method, **too_much) == words


@pytest.mark.parametrize(
    ("results", "words"),
    [
        ([{**_ARTICLE, "id": str(n)} for n in range(50)], None),
        ([{**_ARTICLE, "id": str(n)} for n in range(51)], "400 Bad Request: too many inline query results specified"),
        ([{**_ARTICLE, "id": "x" * 65}], "400 Bad Request: RESULT_ID_INVALID"),
        ([_ARTICLE, _ARTICLE], "400 Bad Request: RESULT_ID_DUPLICATE"),
        (
            [{"type": "article", "id": "1"}],
            "400 Bad Request: can't parse inline query result: Can't find field \"title\"",
        ),
        (
            [{"type": "essay", "id": "1"}],
            f'{_NO_RESULT}: type "essay" is unsupported for the inline query result',
        ),
        (
            [{**_ARTICLE, "input_message_content": {"message_text": "<b>x", "parse_mode": "HTML"}}],
            "400 Bad Request: can't parse entities: Can't find end tag corresponding to start tag \"b\"",
        ),
    ],
)
async def test_inline_results_are_checked(api: Api, results: list[dict[str, Any]], words: str | None) -> None:
    visitor = api.server.visitor()
    query = visitor.searches("أستانا")

    if words is None:
        await api.result("answerInlineQuery", inline_query_id=query, results=results)
    else:
        assert await api.refusal("answerInlineQuery", inline_query_id=query, results=results) == words


@pytest.mark.parametrize(
    ("payload", "is_valid"), [("a-Z_9", True), ("x" * 64, True), ("x" * 65, False), ("a b", False), ("ن", False)]
)
async def test_a_start_parameter_has_the_letters_of_a_deep_link(api: Api, payload: str, *, is_valid: bool) -> None:
    query = api.server.visitor().searches("q")
    button = {"text": "more", "start_parameter": payload}

    status, body = await api("answerInlineQuery", inline_query_id=query, results=[], button=button)

    assert (status, body.get("description")) == ((200, None) if is_valid else (400, "Bad Request: START_PARAM_INVALID"))


@pytest.mark.parametrize(
    ("rank", "words"),
    [
        (Status.MEMBER, "400 Bad Request: not enough rights to manage pinned messages in the chat"),
        (Status.ADMINISTRATOR, None),
    ],
)
async def test_pinning_in_a_group_takes_an_administrator(api: Api, rank: Status, words: str | None) -> None:
    group = api.server.chat(api.server.visitor(), bot=rank)
    message = await api.result("sendMessage", chat_id=group.id, text="x")
    given = {"chat_id": group.id, "message_id": message["message_id"]}

    if words:
        assert await api.refusal("pinChatMessage", **given) == words
    else:
        await api.result("pinChatMessage", **given)
        chat = await api.result("getChat", chat_id=group.id)
        assert chat["pinned_message"]["message_id"] == message["message_id"]


async def test_rates_are_limited_only_when_asked(telegram_server: TelegramServer, api: Api) -> None:
    chat = telegram_server.visitor(starts=True).dialog.id
    statuses = [(await api("sendMessage", chat_id=chat, text="x"))[0] for _ in range(10)]
    telegram_server.limit()
    limited = [(await api("sendMessage", chat_id=chat, text="x"))[0] for _ in range(10)]

    assert statuses == [200] * 10
    assert limited[:5] == [200] * 5
    assert 429 in limited
