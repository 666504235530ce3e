"""What `/status` and the watchdog know, they know from the answers of Telegram."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from telegram.error import NetworkError, TelegramError
from telegram.ext import ExtBot

from bot.memory.health import Health
from handlers.connection.requests import Observed
from tests.support.telegram import FakeTelegram, refused

NOW = datetime(2024, 4, 25, 12, 0, tzinfo=UTC)


class Clock:
    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def health(clock: Clock) -> Health:
    return Health("polling", now=lambda: NOW, clock=clock)


@pytest.fixture
def telegram() -> FakeTelegram:
    return FakeTelegram()


@pytest.fixture
def bot(telegram: FakeTelegram, health: Health) -> ExtBot[None]:
    return ExtBot("42:TEST", request=Observed(telegram, health), get_updates_request=Observed(telegram, health))


async def test_a_confirmed_message_is_a_send(bot: ExtBot[None], health: Health) -> None:
    await bot.send_message(7, "x")

    assert (health.last_send, health.last_updates) == (NOW, None)


async def test_typing_is_no_send(bot: ExtBot[None], health: Health) -> None:
    await bot.send_chat_action(7, "typing")

    assert health.last_send is None


async def test_a_poll_that_was_answered_is_a_sign_of_life(bot: ExtBot[None], health: Health, clock: Clock) -> None:
    clock.seconds = 50
    assert health.silence() == 50
    await bot.get_updates()

    assert (health.last_updates, health.silence()) == (NOW, 0)
    assert health.unread == b'{"ok": true, "result": []}'


async def test_what_went_through_elsewhere_is_no_sign_that_updates_come(
    bot: ExtBot[None], health: Health, clock: Clock
) -> None:
    clock.seconds = 50
    await bot.send_message(7, "x")

    assert health.silence() == 50


@pytest.mark.parametrize("failure", [refused("Conflict", 409), NetworkError("reset")])
async def test_what_failed_is_none(
    bot: ExtBot[None], telegram: FakeTelegram, health: Health, clock: Clock, failure: tuple[int, object] | Exception
) -> None:
    clock.seconds = 50
    telegram.answer_next("getUpdates", failure)  # type: ignore[arg-type]
    telegram.answer_next("sendMessage", failure)  # type: ignore[arg-type]
    for call in (bot.get_updates(), bot.send_message(7, "x")):
        with pytest.raises(TelegramError):
            await call

    assert (health.last_send, health.last_updates, health.silence()) == (None, None, 50)
