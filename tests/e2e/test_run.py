"""The real process against a Bot API on 127.0.0.1."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.interface.words.bidi import without_marks
from tests.support.botapi import BotApiServer, bot_api

pytestmark = pytest.mark.process

TOKEN = "7654321:e2e-Secret_Token"
ROOT = Path(__file__).resolve().parents[2]


class Marsad:
    """A running `marsad run` and what it has written to stderr so far."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.stderr = ""

    async def says(self, text: str) -> None:
        """Read until a line holds the text; fails when the process ends before."""
        assert self.process.stderr is not None
        while text not in self.stderr:
            line = await self.process.stderr.readline()
            assert line, self.stderr
            self.stderr += line.decode()

    async def ends(self) -> tuple[int, str]:
        """Wait for the end: exit code and everything on stdout."""
        stdout, stderr = await self.process.communicate()
        self.stderr += stderr.decode()
        return self.process.returncode or 0, stdout.decode()


@asynccontextmanager
async def marsad(folder: Path, api_url: str, more: Mapping[str, str] | None = None) -> AsyncIterator[Marsad]:
    environ = {
        name: value for name, value in os.environ.items() if not name.startswith(("MARSAD_", "TELEGRAM_", "DATABASE_"))
    }
    environ |= {
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": api_url,
        "MARSAD_DATA": str(folder / "data"),
        "MARSAD_LOGGING__LEVEL": "DEBUG",
        "NO_PROXY": "*",
    } | dict(more or {})
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-W", "error", "-m", "bot", "run", "--no-open"),
        cwd=ROOT,
        env=environ,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield Marsad(process)
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


@pytest.fixture
async def api() -> AsyncIterator[BotApiServer]:
    async with bot_api(TOKEN) as server:
        yield server


@pytest.fixture
def home(tmp_path: Path, shipped_data: Path) -> Path:
    """A folder whose data folder holds the published knowledge already: compiling it is tested elsewhere."""
    shutil.copytree(shipped_data, tmp_path / "data")
    return tmp_path


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_it_answers_and_stops_when_told(home: Path, api: BotApiServer, number: signal.Signals) -> None:
    async with marsad(home, api.url) as bot:
        await bot.says(f"marsad: ready @marsad_test_bot on {api.url}\n")
        api.write("who heads the Indian delegation?", update_id=5)
        sent = await api.sent.get()
        bot.process.send_signal(number)
        code, stdout = await bot.ends()

    assert without_marks(sent["text"]).startswith("Giridhar Aramane")
    assert "Source: " in sent["text"]
    assert (code, stdout) == (0, "")
    assert api.calls[-1][1]["offset"] == "6"


async def test_no_output_holds_the_token_or_a_question(home: Path, api: BotApiServer) -> None:
    async with marsad(home, api.url) as bot:
        api.write("zebra in the Alps?", update_id=5)
        await api.sent.get()
        bot.process.terminate()
        _, stdout = await bot.ends()

    assert "getUpdates" in bot.stderr
    assert "Secret_Token" not in bot.stderr + stdout
    assert "zebra" not in bot.stderr + stdout


async def test_a_refused_token_is_one_clear_line_and_exit_2(home: Path) -> None:
    async with bot_api(TOKEN, status=401) as api, marsad(home, api.url) as bot:
        code, stdout = await bot.ends()

    assert (code, stdout) == (2, "")
    assert bot.stderr.count("Telegram refuses the token") == 1
    assert "Traceback" not in bot.stderr
    assert "Secret_Token" not in bot.stderr
