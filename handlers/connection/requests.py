"""The network below python-telegram-bot, watched: which calls Telegram confirmed, and when."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from telegram.request import BaseRequest, RequestData

from bot.memory.health import Health

_SENDS = ("send", "edit", "copy", "forward")


class Observed(BaseRequest):
    """Passes every call on to another request and notes its success in a `Health`."""

    __slots__ = ("_health", "_inner")

    def __init__(self, inner: BaseRequest, health: Health) -> None:
        self._inner = inner
        self._health = health

    @property
    def read_timeout(self) -> float | None:
        """As the inner request has it."""
        return self._inner.read_timeout

    async def initialize(self) -> None:
        """Open the inner request."""
        await self._inner.initialize()

    async def shutdown(self) -> None:
        """Close the inner request."""
        await self._inner.shutdown()

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *timeouts: Any, **named: Any
    ) -> tuple[int, bytes]:
        """Pass the call on."""
        call, status = url.rpartition("/")[2], "none"
        try:
            code, body = await self._inner.do_request(url, method, request_data, *timeouts, **named)
            status = str(int(code))
        finally:
            self._health.tally.calls[call, status] += 1
        if code == HTTPStatus.OK:
            self._note(call, body)
        return code, body

    def _note(self, method: str, body: bytes) -> None:
        if method == "getUpdates":
            self._health.unread = body
            self._health.heard()
        elif method == "getWebhookInfo":
            self._health.alive()
        elif method.startswith(_SENDS) and method != "sendChatAction":
            self._health.sent()
