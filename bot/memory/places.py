"""How many updates are worked on at a time; one that waits for something else than this machine takes no place."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, TypeVar

T = TypeVar("T")


class Places:
    """So many tasks work side by side; each has at most one place."""

    def __init__(self, most: int = 64) -> None:
        self._free = asyncio.Semaphore(most)
        self._workers: dict[asyncio.Task[Any] | None, Callable[[], object]] = {}

    @contextlib.asynccontextmanager
    async def held(self, rests: Callable[[], object] = lambda: None) -> AsyncIterator[None]:
        """A place for as long as the block, but for what is awaited `outside`, of which `rests` is told."""
        await self._enter(rests)
        try:
            yield
        finally:
            self._leave()

    async def outside(self, waiting: Awaitable[T]) -> T:
        """Await something without a place; one that was held is taken again afterwards."""
        rests = self._leave()
        if rests is None:
            return await waiting
        rests()
        try:
            return await waiting
        finally:
            await self._enter(rests)

    async def _enter(self, rests: Callable[[], object]) -> None:
        await self._free.acquire()
        self._workers[asyncio.current_task()] = rests

    def _leave(self) -> Callable[[], object] | None:
        """Give the place back; None where there is none: one that was cancelled while it waited for it has none."""
        rests = self._workers.pop(asyncio.current_task(), None)
        if rests is not None:
            self._free.release()
        return rests
