"""The parts of a playground, connected to each other: what bots call and the page shows. Nothing listens here."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from bot.playground import storage
from bot.playground.dispatch import Dispatcher
from bot.playground.faults import Fault, FaultBoard
from bot.playground.hub import CallLog, Hub
from bot.playground.server import ApiServer
from bot.playground.updates import LongPolls
from bot.playground.world.model import Json, State
from bot.playground.world.rates import Governor, Limits
from bot.playground.world.world import World


def _none(_lang: str) -> Sequence[str]:
    return ()


@dataclass(frozen=True, slots=True)
class Options:
    """How a playground runs."""

    host: str = "127.0.0.1"
    port: int = 0
    """0: any free one."""
    limits: Limits | None = field(default_factory=Limits)
    """None: a bot may send as fast as it can."""
    strict: bool = True
    questions: Callable[[str], Sequence[str]] = _none
    """What the page offers in a language to ask whoever has not written yet; called when a page is opened."""
    data: Path | None = None
    """Where conversations are kept; None: nowhere."""
    clock: Callable[[], float] = time.time
    kept_calls: int = 2000
    """So many of the latest calls can be looked at."""


@dataclass(slots=True)
class Parts:
    """One world, and everything that works on it."""

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
    """The root for bots (TELEGRAM_API_URL), as soon as somebody listens there."""
    key: str = ""
    """What opens the page; empty where it listens on this machine alone."""

    @property
    def page(self) -> str:
        """The address of the page, with the key to it."""
        return f"{self.url}/?key={self.key}" if self.key else self.url

    @classmethod
    def assembled(cls, options: Options) -> Self:
        """All parts connected."""
        state = (storage.load(options.data) if options.data else None) or State()
        world = World(state, options.clock)
        hub, faults, polls = Hub(), FaultBoard(), LongPolls(options.clock)
        governor = Governor(time.monotonic if options.clock is time.time else options.clock, options.limits)
        dispatcher = Dispatcher(world, governor, polls, options.strict)
        calls = CallLog(hub, options.clock, deque(maxlen=options.kept_calls))
        server = ApiServer(dispatcher, faults, calls)
        parts = cls(options, world, hub, faults, governor, polls, dispatcher, calls, server)
        world.listener = parts._tell
        return parts

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
