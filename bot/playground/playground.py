"""Runs the playground: one HTTP server for bots and for the page, and conversations that are saved."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import structlog
from aiohttp import web

from bot.playground import storage
from bot.playground.requests import MAX_BODY
from bot.playground.web import PageServer
from bot.playground.wiring import Options, Parts
from bot.web.keyhole import Keyhole, is_this_machine
from bot.web.static import StaticPage

_SHUTDOWN_SECONDS = 2.0
_SAVE_SECONDS = 1.0

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Playground(Parts):
    """A running playground; `opened` starts and stops it."""

    _runner: web.AppRunner | None = None
    _saver: asyncio.Task[None] | None = None
    _stopping: asyncio.Event = field(default_factory=asyncio.Event)

    @classmethod
    @contextlib.asynccontextmanager
    async def opened(cls, options: Options | None = None) -> AsyncIterator[Playground]:
        """A playground that listens until the block ends."""
        playground = cls.assembled(options or Options())
        await playground.start()
        try:
            yield playground
        finally:
            await playground.stop()

    async def start(self) -> None:
        """Listen at `url`."""
        application = web.Application(client_max_size=MAX_BODY)
        if not is_this_machine(self.options.host):
            self.key = secrets.token_urlsafe(16)
        keyhole = Keyhole(self.options.host, self.key)
        pages = [*PageServer(self, keyhole).routes(), *StaticPage(keyhole, "bot.playground").routes()]
        application.add_routes([*self.server.routes(), *pages])
        self._runner = web.AppRunner(
            application, access_log=None, handler_cancellation=True, shutdown_timeout=_SHUTDOWN_SECONDS
        )
        await self._runner.setup()
        site = web.TCPSite(self._runner, self.options.host, self.options.port)
        await site.start()
        host = f"[{self.options.host}]" if ":" in self.options.host else self.options.host
        self.url = f"http://{host}:{self._runner.addresses[0][1]}"
        if self.key:
            log.warning(
                "other machines can reach the page; whoever has this address can act as anybody", page=self.page
            )
        for bot in self.world.state.bots.values():
            self.dispatcher.deliverer.wake(bot)
        if self.options.data:
            self._saver = asyncio.create_task(self._save_now_and_then(self.options.data))

    async def stop(self) -> None:
        """Let go of everything that waits, and save."""
        self.hub.publish("end", {})
        self.polls.end_all()
        self.server.thaw()
        await self.dispatcher.deliverer.stop()
        self._stopping.set()
        if self._saver is not None:
            await self._saver
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None
        if self.options.data:
            storage.writer(self.options.data, self.world.state)()

    async def _save_now_and_then(self, folder: Path) -> None:
        """Until the server stops; the disk is waited for in a thread."""
        saved = self.hub.last
        while not self._stopping.is_set():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), _SAVE_SECONDS)
            if saved == self.hub.last:
                continue
            saved = self.hub.last
            try:
                await asyncio.to_thread(storage.writer(folder, self.world.state))
            except OSError as error:
                log.warning("conversations cannot be saved", folder=str(folder), reason=str(error))
