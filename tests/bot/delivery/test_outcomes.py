from __future__ import annotations

from datetime import timedelta

import httpx
import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.delivery.outcomes import (
    Blocked,
    Dead,
    Halted,
    Migrated,
    Outcome,
    Paused,
    RetryAt,
    Sent,
    Uncertain,
    Uneditable,
    Unreadable,
    classify,
)


def caused(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (ChatMigrated(-1005), Migrated(-1005)),
        (Forbidden("Forbidden: bot was blocked by the user"), Blocked("forbidden")),
        (Forbidden("Forbidden: bot was kicked from the supergroup chat"), Blocked("forbidden")),
        (BadRequest("Chat not found"), Blocked("no rights")),
        (BadRequest("Not enough rights to send text messages to the chat"), Blocked("no rights")),
        (BadRequest("TOPIC_CLOSED"), Blocked("no topic", topic=True)),
        (BadRequest("Message thread not found"), Blocked("no topic", topic=True)),
        (BadRequest("Can't parse entities: unsupported start tag"), Unreadable()),
        (BadRequest("Message is not modified: specified new message content…"), Sent()),
        (BadRequest("Message to edit not found"), Uneditable()),
        (BadRequest("Message can't be edited"), Uneditable()),
        (BadRequest("Message is too long"), Dead("bad request")),
        (InvalidToken(), Halted("InvalidToken")),
        (Conflict("Conflict: terminated by other getUpdates request"), Halted("Conflict")),
        (NetworkError("Bad Gateway"), RetryAt("server error")),
        (caused(NetworkError("Bad Gateway"), TelegramError("no JSON")), Uncertain("TelegramError")),
        (NetworkError("Gateway Timeout (504)"), Uncertain("NetworkError")),  # JSON, but not Telegram's
        (TelegramError("Invalid server response"), Uncertain("TelegramError")),  # 200 without JSON
        (RuntimeError("?"), Uncertain("RuntimeError")),
    ],
)
def test_what_telegram_says_has_one_meaning(error: Exception, outcome: Outcome) -> None:
    assert classify(error) == outcome


@pytest.mark.parametrize("error", [Forbidden("403"), BadRequest("400"), InvalidToken(), Conflict("409")])
def test_a_gateway_that_answers_in_telegrams_place_strikes_and_settles_nothing(error: Exception) -> None:
    assert classify(caused(error, TelegramError("Invalid server response"))) == Uncertain("TelegramError")


def test_a_flood_wait_says_how_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")  # as the bot has it

    assert classify(RetryAfter(timedelta(seconds=7))) == Paused(7)


@pytest.mark.parametrize("cause", [httpx.ConnectError("x"), httpx.ConnectTimeout("x"), httpx.PoolTimeout("x")])
@pytest.mark.parametrize("error", [NetworkError("x"), TimedOut()])
def test_what_never_left_may_be_sent_again(error: Exception, cause: Exception) -> None:
    assert classify(caused(error, cause)) == RetryAt(type(cause).__name__)


@pytest.mark.parametrize(
    "cause",
    [
        httpx.ReadTimeout("x"),
        httpx.WriteTimeout("x"),
        httpx.ReadError("x"),
        httpx.WriteError("x"),
        httpx.RemoteProtocolError("x"),
    ],
)
@pytest.mark.parametrize("error", [NetworkError("x"), TimedOut()])
def test_whatever_broke_after_it_left_is_uncertain(error: Exception, cause: Exception) -> None:
    assert classify(caused(error, cause)) == Uncertain(type(cause).__name__)


def test_a_time_out_that_nobody_explains_is_uncertain() -> None:
    assert classify(TimedOut()) == Uncertain("TimedOut")
