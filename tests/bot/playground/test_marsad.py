"""The unchanged bot, as an operator starts it, in a conversation over HTTP."""

from __future__ import annotations

import asyncio

import pytest

from bot.playground.faults import Effect, Fault
from bot.playground.testing import TelegramServer


@pytest.mark.process
@pytest.mark.timeout(90)
async def test_the_bot_answers_over_http(telegram_server: TelegramServer, marsad: asyncio.subprocess.Process) -> None:
    layla, anna = telegram_server.visitor("ليلى"), telegram_server.visitor("Anna", language_code="en")
    layla.starts()
    anna.starts()
    greetings = [(await one.reply())["text"] for one in (layla, anna)]
    layla.says("متى اجتماع وزراء دفاع منظمة شنغهاي في أستانا؟")
    answer = await layla.reply()
    anna.says("/privacy")
    privacy = await anna.reply()

    assert "مرصد" in greetings[0]
    assert "Marsad" in greetings[1]
    assert "2024" in answer["text"] or "٢٠٢٤" in answer["text"]
    assert len(privacy["text"]) > 100
    await _a_lost_connection_is_survived(telegram_server)


async def _a_lost_connection_is_survived(server: TelegramServer) -> None:
    boris = server.visitor("Boris", language_code="en")
    server.playground.switch_on(Fault(effect=Effect.RESET, methods=("getUpdates",), times=1))
    boris.starts()
    assert (await boris.reply())["text"]
