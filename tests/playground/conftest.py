"""The server as a fixture, and raw calls to it: what no library would send can be sent as well."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest_asyncio

from bot.playground.testing import TelegramServer, telegram_server

__all__ = ["telegram_server"]


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
