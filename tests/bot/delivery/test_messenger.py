"""The requests that replies and broadcasts share."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from structlog.testing import capture_logs
from telegram import Bot
from telegram.error import BadRequest, Forbidden

from bot.delivery.messenger import Destination, Messenger, T, keyboard
from bot.state.messages import MessageBody
from tests.support.telegram import FakeTelegram, refused

BODY = MessageBody("<b>x</b>", "x", ((("Quote", "1q:k"),),))
MARKUP = refused("Bad Request: can't parse entities: unsupported start tag")
PREVIEW = {"is_disabled": True}
KEYBOARD = {"inline_keyboard": [[{"text": "Quote", "callback_data": "1q:k"}]]}


@pytest.fixture
def telegram() -> FakeTelegram:
    return FakeTelegram()


@pytest.fixture
def messenger(telegram: FakeTelegram) -> Messenger:
    return Messenger(Bot("1:x", request=telegram))


async def test_a_message_goes_to_its_topic_below_what_it_replies_to(
    telegram: FakeTelegram, messenger: Messenger
) -> None:
    message = await messenger.send(Destination(-7, 5, 3), BODY, silent=True)

    assert message == 1000
    assert telegram.sent() == [
        {
            "chat_id": -7,
            "text": "<b>x</b>",
            "parse_mode": "HTML",
            "message_thread_id": 5,
            "disable_notification": True,
            "link_preview_options": PREVIEW,
            "reply_markup": KEYBOARD,
            "reply_parameters": {"message_id": 3, "allow_sending_without_reply": True},
        }
    ]


async def test_only_a_messenger_that_may_pay_says_so(telegram: FakeTelegram) -> None:
    for paid in (True, False):
        await Messenger(Bot("1:x", request=telegram), paid=paid).send(Destination(7), BODY)

    assert [call.get("allow_paid_broadcast") for call in telegram.sent()] == [True, None]


async def test_an_edit_brings_its_buttons_along(telegram: FakeTelegram, messenger: Messenger) -> None:
    await messenger.edit(7, 3, BODY)
    [call] = telegram.made("editMessageText")

    assert {name: call[name] for name in ("chat_id", "message_id", "text", "reply_markup")} == {
        "chat_id": 7,
        "message_id": 3,
        "text": "<b>x</b>",
        "reply_markup": KEYBOARD,
    }


async def sent(messenger: Messenger) -> None:
    await messenger.send(Destination(7), BODY)


async def edited(messenger: Messenger) -> None:
    await messenger.edit(7, 3, BODY)


@pytest.mark.parametrize(("make", "method"), [(sent, "sendMessage"), (edited, "editMessageText")])
async def test_where_telegram_refuses_the_markup_plain_text_goes_once(
    telegram: FakeTelegram, messenger: Messenger, make: Callable[[Messenger], Awaitable[None]], method: str
) -> None:
    telegram.answer_next(method, MARKUP)
    with capture_logs() as logged:
        await make(messenger)
    telegram.answer_next(method, MARKUP, MARKUP)
    with capture_logs(), pytest.raises(BadRequest):
        await make(messenger)

    said = [(call["text"], call.get("parse_mode")) for call in telegram.made(method)]
    assert said == [("<b>x</b>", "HTML"), ("x", None)] * 2
    assert [one["event"] for one in logged] == ["Telegram refuses our markup; sending plain text"]


async def test_what_else_is_refused_is_raised_and_not_tried_as_plain_text(
    telegram: FakeTelegram, messenger: Messenger
) -> None:
    telegram.answer_next("sendMessage", refused("Forbidden: bot was blocked by the user", 403))
    with pytest.raises(Forbidden):
        await messenger.send(Destination(7), BODY)

    assert len(telegram.sent()) == 1


async def test_each_request_is_attempted_for_its_chat(telegram: FakeTelegram) -> None:
    chats: list[int] = []

    async def attempt(chat: int, request: Callable[[], Awaitable[T]], /) -> T:
        chats.append(chat)
        return await request()

    messenger = Messenger(Bot("1:x", request=telegram), attempt)
    telegram.answer_next("sendMessage", MARKUP)
    with capture_logs():
        await messenger.send(Destination(7), BODY)
    await messenger.edit(8, 3, BODY)

    assert chats == [7, 7, 8]


def test_no_buttons_are_no_keyboard() -> None:
    rows: list[list[Any]] = []

    assert keyboard(rows) is None
