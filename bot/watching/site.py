"""The small site for monitors: `/healthz`, `/readyz` and `/metrics`."""

from __future__ import annotations

import contextlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.settings.values import Ops
from bot.watching.signs_of_life import Signs

_SHUTDOWN_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class OpsSite:
    """Answers monitors; it knows no reader and tells of none."""

    signs: Callable[[], Awaitable[Signs]]
    metrics: Callable[[Signs], Awaitable[bytes]]
    content_type: str

    @contextlib.asynccontextmanager
    async def opened(self, place: Ops) -> AsyncIterator[None]:
        """Listen as long as the block; OSError where that cannot be."""
        application = web.Application()
        application.add_routes(
            [web.get("/healthz", self._alive), web.get("/readyz", self._ready), web.get("/metrics", self._metrics)]
        )
        runner = web.AppRunner(application, access_log=None, shutdown_timeout=_SHUTDOWN_SECONDS)
        await runner.setup()
        try:
            await web.TCPSite(runner, place.listen, place.port).start()
            yield
        finally:
            await runner.cleanup()

    async def _alive(self, _: web.Request) -> web.Response:
        signs = await self.signs()
        return _told({"alive": signs.alive, "reasons": signs.dead}, fine=signs.alive)

    async def _ready(self, _: web.Request) -> web.Response:
        signs = await self.signs()
        return _told({"ready": signs.ready, "reasons": (*signs.dead, *signs.unready)}, fine=signs.ready)

    async def _metrics(self, _: web.Request) -> web.Response:
        body = await self.metrics(await self.signs())
        return web.Response(body=body, headers={"Content-Type": self.content_type, "Cache-Control": "no-store"})


def _told(record: dict[str, Any], *, fine: bool) -> web.Response:
    line = f"{json.dumps(record)}\n"
    headers = {"Cache-Control": "no-store"}
    return web.Response(text=line, content_type="application/json", status=200 if fine else 503, headers=headers)
