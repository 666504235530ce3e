"""The unchanged bot, as an operator starts it, in a conversation over HTTP."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.playground.faults import Effect, Fault
from bot.playground.testing import TelegramServer

_READY_SECONDS, _STOP_SECONDS = 40, 10


@pytest_asyncio.fixture
async def marsad(telegram_server: TelegramServer, tmp_path: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    """`marsad run`, polling; it must end with 0 on SIGTERM."""
    inherited = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    environment = inherited | {
        "TELEGRAM_API_URL": telegram_server.url,
        "TELEGRAM_BOT_TOKEN": telegram_server.token,
        "MARSAD_DATA": str(tmp_path),
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", "--no-open", env=environment, stderr=asyncio.subprocess.PIPE, cwd=tmp_path
    )
    assert process.stderr is not None
    async with asyncio.timeout(_READY_SECONDS):
        said = b""
        while b"marsad: ready" not in said:
            line = await process.stderr.readline()
            assert line, said.decode()
            said += line
    draining = asyncio.create_task(process.stderr.read())
    yield process
    process.send_signal(signal.SIGTERM)
    async with asyncio.timeout(_STOP_SECONDS):
        assert await process.wait() == 0
    log = (await draining).decode()
    assert "Traceback" not in log, log
    assert telegram_server.token.partition(":")[2] not in log


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
