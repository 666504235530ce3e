"""Everything that goes on beside the bot for those who watch it, from before its first call to its end."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import structlog

from bot import supervisor
from bot.memory.health import Health
from bot.publishing.served import Served
from bot.settings.values import Ops
from bot.side_by_side import beside
from bot.state.database import Database
from bot.watching.notes import EVERY, HealthNote, HealthNotes, NoteKeeper
from bot.watching.pushing import Monitor
from bot.watching.signs_of_life import Signs, SignsOfLife

_SOON = 1.0
"""Seconds between looks at a bot that does not serve yet, or not now."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Watch:
    """Watches one process."""

    ops: Ops
    health: Health
    database: Database
    data: Path
    served: Served | None = None

    @contextlib.asynccontextmanager
    async def kept(self) -> AsyncIterator[None]:
        """Tell how it is as long as the block; OSError where `ops.port` cannot be listened on.

        The rounds are ended and not cancelled: a connection to the state that is being opened would outlive the loop.
        """
        over = asyncio.Event()
        async with self._site(), beside(self._supervise()):
            rounds = asyncio.create_task(self._rounds(over))
            try:
                yield
            finally:
                over.set()
                await rounds

    async def signs(self) -> Signs:
        """How it is now."""
        return await SignsOfLife(self.health, self.database).read()

    def _site(self) -> contextlib.AbstractAsyncContextManager[None]:
        if not self.ops.port:
            return contextlib.nullcontext()
        from bot.watching.metrics import CONTENT_TYPE, Gauge, PublishedAndServed
        from bot.watching.site import OpsSite

        def versions() -> PublishedAndServed:
            if self.served is None:
                return PublishedAndServed()
            return PublishedAndServed(self.served.version, self.served.library.current_version() or "")

        gauge = Gauge(self.health, self.database, self.data, versions)
        return OpsSite(self.signs, gauge.text, CONTENT_TYPE).opened(self.ops)

    async def _supervise(self) -> None:
        """Tell the supervisor that the event loop turns; twice as often as it wants to hear it."""
        while every := supervisor.asked_every():
            supervisor.tell(supervisor.ALIVE)
            await asyncio.sleep(every / 2)

    async def _rounds(self, over: asyncio.Event) -> None:
        """Every few seconds a note, and now and then the monitor; whatever fails, the next round comes."""
        notes, monitor = NoteKeeper(HealthNotes(self.data)), Monitor(self.ops.push_url.get_secret_value())
        try:
            while not over.is_set():
                ready = await self._round(notes, monitor)
                await _within(over, EVERY if ready else _SOON)
        finally:
            await monitor.close()
            notes.remove()

    async def _round(self, notes: NoteKeeper, monitor: Monitor) -> bool:
        try:
            signs = await self.signs()
            notes.keep(HealthNote.of(signs, f"@{self.health.username or '?'}"))
            monitor.note(ready=signs.ready)
        except Exception:
            log.exception("how the bot is cannot be told")
            return False
        return signs.ready


async def _within(over: asyncio.Event, seconds: float) -> None:
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await over.wait()
