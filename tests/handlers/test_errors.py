"""What breaks while answering, and what Telegram refuses."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from structlog.testing import capture_logs
from telegram.error import NetworkError, TimedOut

from bot.context import Marsad
from bot.state.readers import Readers
from tests.handlers.conftest import OPERATOR
from tests.support.clock import Clock
from tests.support.telegram import FakeTelegram, Reader, refused

APOLOGIES = {"ar": "عذرًا، حدث خطأ", "en": "Sorry, something went wrong"}


def caused(error: NetworkError, cause: Exception) -> NetworkError:
    """An error as python-telegram-bot raises it for one of httpx."""
    error.__cause__ = cause
    return error


READ = caused(NetworkError("httpx.ReadError: "), httpx.ReadError(""))
FROZEN = caused(TimedOut(), httpx.ReadTimeout(""))
UNCONNECTED = caused(NetworkError("httpx.ConnectError: "), httpx.ConnectError(""))
UNROUTED = caused(TimedOut(), httpx.ConnectTimeout(""))
CROWDED = caused(TimedOut(), httpx.PoolTimeout(""))
WAIT = 429, {"ok": False, "description": "Too Many Requests", "parameters": {"retry_after": 5}}
WAIT_LONG = 429, {"ok": False, "description": "Too Many Requests", "parameters": {"retry_after": 43838}}
BROKEN = refused("Internal Server Error", 500)


@pytest.mark.parametrize(("question", "lang"), [("break", "en"), ("اكسر", "ar")])
async def test_an_error_costs_one_apology_in_the_reader_s_language_and_one_log_line(
    app: Marsad, reader: Reader, telegram: FakeTelegram, question: str, lang: str
) -> None:
    with capture_logs() as logged:
        await app.process_update(reader.writes(question))
        await app.process_update(reader.writes("when?"))
    apology, answer = (sent for sent in telegram.sent() if sent["chat_id"] == 7)

    assert apology["text"].startswith(APOLOGIES[lang])
    assert "25 April" in answer["text"]
    assert [(line["event"], line["log_level"]) for line in logged] == [
        ("a question could not be answered", "error"),
        ("answered", "debug"),
    ]
    assert question not in str(logged[0])


async def test_operators_are_told_of_an_error_and_not_of_each_without_the_question(
    app: Marsad, reader: Reader, telegram: FakeTelegram, clock: Clock
) -> None:
    with capture_logs():
        for minutes in (0, 0.5, 2):
            clock.forward(minutes=minutes)
            await app.process_update(reader.writes("break"))
    told = [sent["text"] for sent in telegram.sent() if sent["chat_id"] == OPERATOR]

    assert len(told) == 2
    assert "RuntimeError (facts.py" in told[0]
    assert "broken" not in told[0]


async def test_an_operator_who_cannot_be_told_costs_a_line(app: Marsad, reader: Reader, telegram: FakeTelegram) -> None:
    sent = 200, {"ok": True, "result": {"message_id": 1, "date": 0, "chat": {"id": 7, "type": "private"}}}
    telegram.answer_next("sendMessage", sent, refused("Forbidden: bot was blocked by the user", 403))
    with capture_logs() as logged:
        await app.process_update(reader.writes("break"))

    assert [line["event"] for line in logged] == ["a question could not be answered", "an operator cannot be told"]


async def test_refused_markup_is_sent_again_as_plain_text(app: Marsad, reader: Reader, telegram: FakeTelegram) -> None:
    telegram.answer_next("sendMessage", refused("Bad Request: can't parse entities: unsupported start tag"))
    with capture_logs():
        await app.process_update(reader.writes("when?"))
    marked, plain = telegram.sent()

    assert "parse_mode" not in plain
    assert "<i>" in marked["text"]
    assert plain["text"] == marked["text"].replace("<i>", "").replace("</i>", "")
    assert plain["reply_markup"] == marked["reply_markup"]


@pytest.mark.parametrize("failure", [READ, FROZEN], ids=str)
async def test_a_reply_that_may_have_arrived_is_sent_once_more(
    app: Marsad, reader: Reader, telegram: FakeTelegram, clock: Clock, failure: Any
) -> None:
    telegram.answer_next("sendMessage", failure)
    with capture_logs():
        await app.process_update(reader.writes("when?"))
    telegram.answer_next("sendMessage", failure, failure)
    with capture_logs() as logged:
        await app.process_update(reader.writes("when?"))

    assert len(telegram.sent()) == 2 + 2
    assert clock.pauses == [1, 1]
    assert [line["log_level"] for line in logged] == ["debug", "warning", "error"]


@pytest.mark.parametrize("failure", [refused("Forbidden: bot was blocked by the user", 403)], ids=str)
async def test_a_reply_that_never_can_arrive_is_not_sent_again(
    app: Marsad, reader: Reader, telegram: FakeTelegram, failure: Any
) -> None:
    telegram.answer_next("sendMessage", failure)
    with capture_logs() as logged:
        await app.process_update(reader.writes("when?"))
        await app.process_update(reader.writes("when?"))

    assert len(telegram.sent()) == 2
    assert [line["log_level"] for line in logged] == ["debug", "error", "debug"]


async def test_a_chat_that_telegram_puts_off_for_long_is_left_alone_until_then(
    app: Marsad, reader: Reader, telegram: FakeTelegram, clock: Clock
) -> None:
    telegram.answer_next("sendMessage", WAIT_LONG)
    with capture_logs() as logged:
        for who in (reader, reader, Reader(app.bot, 8)):
            await app.process_update(who.writes("when?"))
        clock.forward(seconds=43838)
        await app.process_update(reader.writes("when?"))

    assert [sent["chat_id"] for sent in telegram.sent()] == [7, 8, 7]
    assert [line["event"] for line in logged if line["log_level"] == "error"] == ["Telegram did not confirm a reply"]


@pytest.mark.parametrize(
    ("failure", "pause"), [(UNCONNECTED, 1), (UNROUTED, 1), (CROWDED, 1), (BROKEN, 1), (WAIT, 5)], ids=str
)
async def test_a_reply_that_certainly_did_not_leave_is_sent_again_after_a_pause(
    app: Marsad, reader: Reader, telegram: FakeTelegram, clock: Clock, failure: Any, pause: float
) -> None:
    telegram.answer_next("sendMessage", failure)
    with capture_logs() as logged:
        await app.process_update(reader.writes("when?"))
    refused_, sent = telegram.sent()

    assert refused_ == sent
    assert clock.pauses == [pause]
    assert [line["log_level"] for line in logged] == ["debug", "warning"]


async def test_what_fails_three_times_is_given_up(
    app: Marsad, reader: Reader, telegram: FakeTelegram, clock: Clock
) -> None:
    telegram.answer_next("sendMessage", BROKEN, BROKEN, BROKEN)
    with capture_logs() as logged:
        await app.process_update(reader.writes("when?"))

    assert (len(telegram.sent()), clock.pauses) == (3, [1, 3])
    assert logged[-1]["event"] == "Telegram did not confirm a reply"


@pytest.mark.parametrize(
    "reason",
    [
        "Bad Request: not enough rights to send text messages to the chat",
        "Bad Request: CHAT_WRITE_FORBIDDEN",
        "Bad Request: TOPIC_CLOSED",
        "Bad Request: chat not found",
    ],
)
async def test_a_bot_that_lost_its_rights_writes_one_line_and_nothing_else(
    app: Marsad, member: Reader, telegram: FakeTelegram, reason: str
) -> None:
    telegram.answer_next("sendMessage", refused(reason))
    with capture_logs() as logged:
        await app.process_update(member.writes("/help"))

    assert len(telegram.sent()) == 1
    assert [line["log_level"] for line in logged] == ["error"]


async def test_what_telegram_finds_wrong_with_an_answer_is_apologised_for(
    app: Marsad, reader: Reader, telegram: FakeTelegram
) -> None:
    telegram.answer_next("sendMessage", refused("Bad Request: message is too long"))
    with capture_logs():
        await app.process_update(reader.writes("when?"))

    assert [sent["text"][:5] for sent in telegram.sent() if sent["chat_id"] == 7] == ["The m", "Sorry"]


async def test_an_apology_that_fails_is_logged_and_forgotten(
    app: Marsad, reader: Reader, telegram: FakeTelegram
) -> None:
    telegram.answer_next("sendMessage", FROZEN, FROZEN)
    with capture_logs() as logged:
        await app.process_update(reader.writes("break"))

    assert "the apology could not be sent" in [line["event"] for line in logged]


async def test_a_state_that_breaks_costs_an_apology_only_where_it_was_asked_for(
    app: Marsad, reader: Reader, telegram: FakeTelegram, readers: Readers
) -> None:
    async with readers.database.writing() as connection:
        await connection.exec_driver_sql("DROP TABLE readers")
    with capture_logs():
        await app.process_update(reader.writes("when?"))
        await app.process_update(reader.writes("/mydata"))
    answer, apology = (sent["text"] for sent in telegram.sent() if sent["chat_id"] == 7)

    assert "25 April" in answer
    assert apology.startswith("Sorry")
