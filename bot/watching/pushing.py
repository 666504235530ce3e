"""Calls an address of a monitor for those whose ports are closed to it: silence is the alarm."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import aiohttp
import structlog

EVERY = 60.0
_PATIENCE = aiohttp.ClientTimeout(total=15)

log = structlog.get_logger(__name__)


async def push(url: str) -> bool:
    """Call it; whether it said that it heard. A failure costs a line without the address, which may hold a key."""
    try:
        async with aiohttp.ClientSession(timeout=_PATIENCE, trust_env=True) as session, session.get(url) as response:
            if response.ok:
                return True
            log.warning("the monitor does not hear", status=response.status)
    except (aiohttp.ClientError, OSError, ValueError) as error:
        log.warning("the monitor cannot be called", reason=type(error).__name__)
    return False


@dataclass(slots=True)
class Monitor:
    """One that waits to be called; nothing happens without an address."""

    url: str
    clock: Callable[[], float] = time.monotonic
    _due: float = 0.0
    _calls: set[asyncio.Task[bool]] = field(default_factory=set)

    def note(self, *, ready: bool) -> None:
        """Begin to call it where readers are served and a minute has passed."""
        if self.url and ready and self.clock() >= self._due:
            self._due = self.clock() + EVERY
            call = asyncio.create_task(push(self.url))
            self._calls.add(call)
            call.add_done_callback(self._calls.discard)

    async def close(self) -> None:
        """Give up a call that is under way."""
        calls = tuple(self._calls)
        for call in calls:
            call.cancel()
        await asyncio.gather(*calls, return_exceptions=True)
