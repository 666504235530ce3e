"""Lets one of several processes do a work, and another take over when that one is gone."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import Any, NoReturn

import structlog

from bot.state.errors import StateError
from bot.state.leases import RENEWED, SECONDS, Lease

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Leader:
    """Does `work` while the lease is ours, and stands by while it is another's.

    The work is cancelled, and awaited, before our lease can have run out. It must itself ask `Lease.holds` in the
    transactions that nobody else may make: a process can be stopped for longer than a lease holds.
    """

    lease: Lease
    work: Callable[[], Coroutine[Any, Any, NoReturn]]
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep
    clock: Callable[[], float] = time.monotonic

    async def run(self) -> NoReturn:
        """Until cancelled; the lease is given up then."""
        while True:
            began = self.clock()
            if await self._taken():
                log.info("this process delivers", lease=self.lease.name)
                await self._lead(began + SECONDS)
            await self.pause(RENEWED)

    async def _lead(self, until: float) -> None:
        working = asyncio.create_task(self.work())
        try:
            while until > self.clock() + RENEWED and not await self._ended(working):
                began = self.clock()
                taken = await self._taken()
                if taken:
                    until = began + SECONDS
                elif taken is False:
                    break
            log.info("this process delivers no longer", lease=self.lease.name)
        finally:
            working.cancel()
            await asyncio.gather(working, return_exceptions=True)
            with contextlib.suppress(StateError):
                await self.lease.release()

    async def _ended(self, working: asyncio.Task[NoReturn]) -> bool:
        """Wait for the next renewal; whether the work has failed meanwhile."""
        pausing = asyncio.ensure_future(self.pause(RENEWED))
        try:
            await asyncio.wait({working, pausing}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            pausing.cancel()
        if working.done() and not working.cancelled():
            log.error("the work has failed; it begins anew", exc_info=working.exception())
        return working.done()

    async def _taken(self) -> bool | None:
        """Whether the lease is ours now; None: the state cannot tell."""
        try:
            return await self.lease.take()
        except StateError as error:
            log.warning("the lease cannot be renewed", reason=str(error))
            return None
