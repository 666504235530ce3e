"""Puts the playground together: one world, one HTTP server for bots and for the page."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import deque
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path

import structlog
from aiohttp import web

from bot.playground import storage
from bot.playground.dispatch import Dispatcher
from bot.playground.faults import Fault, FaultBoard
from bot.playground.hub import CallLog, Hub
from bot.playground.requests import MAX_BODY
from bot.playground.server import ApiServer
from bot.playground.static import StaticPage
from bot.playground.updates import LongPolls
from bot.playground.world.model import Json, State
from bot.playground.world.rates import Governor, Limits
from bot.playground.world.world import World

_SHUTDOWN_SECONDS = 2.0
_SAVE_SECONDS = 1.0

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Options:
    """How a playground runs."""

    host: str = "127.0.0.1"
    port: int = 0
    """0: any free one."""
    limits: Limits | None = field(default_factory=Limits)
    """None: a bot may send as fast as it can."""
    strict: bool = True
    data: Path | None = None
    """Where conversations are kept; None: nowhere."""
    clock: Callable[[], float] = time.time
    kept_calls: int = 2000
    """So many of the latest calls can be looked at."""


@dataclass(slots=True)
class Playground:
    """A running playground; `opened` starts and stops it."""

    options: Options
    world: World
    hub: Hub
    faults: FaultBoard
    governor: Governor
    polls: LongPolls
    dispatcher: Dispatcher
    calls: CallLog
    server: ApiServer
    url: str = ""
    _runner: web.AppRunner | None = None
    _saver: asyncio.Task[None] | None = None
    _stopping: asyncio.Event = field(default_factory=asyncio.Event)

    @classmethod
    def assembled(cls, options: Options) -> Playground:
        """All parts connected, nothing listening yet."""
        state = (storage.load(options.data) if options.data else None) or State()
        world = World(state, options.clock)
        hub, faults, polls = Hub(), FaultBoard(), LongPolls(options.clock)
        governor = Governor(time.monotonic if options.clock is time.time else options.clock, options.limits)
        dispatcher = Dispatcher(world, governor, polls, options.strict)
        calls = CallLog(hub, options.clock, deque(maxlen=options.kept_calls))
        server = ApiServer(dispatcher, faults, calls)
        playground = cls(options, world, hub, faults, governor, polls, dispatcher, calls, server)
        world.listener = playground._tell
        return playground

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
        """Listen; `url` is the root for bots (TELEGRAM_API_URL) and of the page."""
        from bot.playground.web import PageServer

        application = web.Application(client_max_size=MAX_BODY)
        application.add_routes([*self.server.routes(), *PageServer(self).routes(), *StaticPage().routes()])
        self._runner = web.AppRunner(
            application, access_log=None, handler_cancellation=True, shutdown_timeout=_SHUTDOWN_SECONDS
        )
        await self._runner.setup()
        site = web.TCPSite(self._runner, self.options.host, self.options.port)
        await site.start()
        host = f"[{self.options.host}]" if ":" in self.options.host else self.options.host
        self.url = f"http://{host}:{self._runner.addresses[0][1]}"
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

    def switch_on(self, fault: Fault) -> int:
        """Switch a fault on; its number switches it off."""
        number = self.faults.switch_on(fault)
        self.hub.publish("faults", {})
        return number

    def switch_off(self, number: int | None = None) -> None:
        """Switch a fault off, or all of them; what it froze goes on."""
        if number is None:
            self.faults.clear()
        else:
            self.faults.switch_off(number)
        self.server.thaw(number)
        self.hub.publish("faults", {})

    def _tell(self, kind: str, event: Json) -> None:
        """The world's listener: bots that wait are woken, everything else goes to the hub."""
        if kind != "update":
            self.hub.publish(kind, event)
            return
        bot = self.world.bot(int(event["bot"]))
        self.polls.wake(bot.id)
        self.dispatcher.deliverer.wake(bot)

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
