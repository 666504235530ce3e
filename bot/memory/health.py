"""What an operator asks of a running bot: since when, which version, and when Telegram last heard and answered."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NoReturn

from bot.clocks import Clock, utc
from bot.memory.tally import Tally

SILENCE = 90.0
"""Seconds without Telegram after which a process is not worth keeping; a poll takes ten."""


@dataclass(slots=True)
class Health:
    """Signs of life of one process; written by what talks to Telegram, read by `/status` and the watchdog."""

    mode: str
    """polling or webhook."""
    now: Clock = utc
    clock: Callable[[], float] = time.monotonic
    """Seconds that no correction of the wall clock moves."""
    started: datetime = field(init=False)
    username: str | None = None
    reads_groups: bool | None = None
    """Whether privacy mode is off, so that a mention in a group reaches the bot; None: not known yet."""
    last_updates: datetime | None = None
    """The last time Telegram was asked for updates and answered, or delivered one."""
    last_send: datetime | None = None
    """The last message that Telegram confirmed."""
    unread: bytes = field(default=b"", repr=False)
    """The body of the last getUpdates: the only way to what python-telegram-bot could not read of it."""
    serving: bool = False
    """Whether updates are taken: from the line that says so until the end begins."""
    leads: bool = False
    """Whether this process is the one that delivers."""
    tally: Tally = field(default_factory=Tally)
    _alive: float = field(init=False)

    def __post_init__(self) -> None:
        self.started = self.now()
        self._alive = self.clock()

    def heard(self) -> None:
        """Telegram answered the question for updates, or delivered one."""
        self.last_updates = self.now()
        self.alive()

    def alive(self) -> None:
        """Telegram answered something that needs no update to arrive."""
        self._alive = self.clock()

    def sent(self) -> None:
        """Telegram confirmed a message."""
        self.last_send = self.now()

    def silence(self) -> float:
        """Seconds since Telegram was last heard, or since the start."""
        return self.clock() - self._alive

    async def leading(self, work: Awaitable[NoReturn]) -> NoReturn:
        """Do what only the process does that delivers."""
        self.leads = True
        try:
            await work
        finally:
            self.leads = False

    @property
    def version(self) -> str:
        """The version of Marsad."""
        from importlib.metadata import version

        return version("marsad")
