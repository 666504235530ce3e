"""The server as a fixture, and raw calls to it: what no library would send can be sent as well."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import pytest_asyncio

from bot import app
from bot.playground.testing import TelegramServer, telegram_server
from bot.settings.environment import load as load_settings
from knowledge.answering.engine import Engine

__all__ = ["telegram_server"]

Serving = Callable[..., AbstractAsyncContextManager[None]]

_READY_SECONDS, _STOP_SECONDS = 40, 10


@dataclass(frozen=True)
class Api:
    """Calls methods over HTTP and gives status and body."""

    server: TelegramServer
    session: aiohttp.ClientSession

    async def __call__(self, method: str, *, token: str | None = None, **given: Any) -> tuple[int, dict[str, Any]]:
        url = f"{self.server.url}/bot{token or self.server.token}/{method}"
        async with self.session.post(url, json=given) as response:
            body: dict[str, Any] = await response.json()
            return response.status, body

    async def result(self, method: str, **given: Any) -> Any:
        """The result of a call that must be fine."""
        status, body = await self(method, **given)
        assert (status, body.get("ok")) == (200, True), body
        return body["result"]

    async def refusal(self, method: str, **given: Any) -> str:
        """The words of a call that must be refused."""
        status, body = await self(method, **given)
        assert body["ok"] is False
        assert body["error_code"] == status
        return f"{status} {body['description']}"


@pytest_asyncio.fixture
async def api(telegram_server: TelegramServer) -> AsyncIterator[Api]:
    timeout = aiohttp.ClientTimeout(total=20)
    async with aiohttp.ClientSession(timeout=timeout) as session:
        yield Api(telegram_server, session)


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


@asynccontextmanager
async def in_process(server: TelegramServer, engine: Engine, folder: Path, **environ: str) -> AsyncIterator[None]:
    """Marsad's application polls until the block ends; its state outlives it in the folder."""
    environ |= {
        "TELEGRAM_API_URL": server.url,
        "TELEGRAM_BOT_TOKEN": server.token,
        "MARSAD_DATA": str(folder),
    }
    settings = load_settings(environ, default_path=Path("/nonexistent"))
    running = asyncio.create_task(app._serve(settings, lambda: engine))
    await server.polled()
    yield
    running.cancel()
    assert await running == 0


@pytest.fixture
def serving(telegram_server: TelegramServer, engine: Engine, tmp_path: Path) -> Serving:
    return partial(in_process, telegram_server, engine, tmp_path)


@pytest.fixture
async def bot(serving: Serving) -> AsyncIterator[None]:
    async with serving():
        yield
