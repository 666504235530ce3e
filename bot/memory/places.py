"""How many updates are worked on at a time; one that waits for something else than this machine takes no place."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable
from typing import Any, TypeVar

T = TypeVar("T")


class Places:
    """So many tasks work side by side; each has at most one place."""

    def __init__(self, most: int = 64) -> None:
        self._free = asyncio.Semaphore(most)
        self._workers: set[asyncio.Task[Any]] = set()

    @contextlib.asynccontextmanager
    async def held(self) -> AsyncIterator[None]:
        """A place for as long as the block, but for what is awaited `outside`."""
        await self._enter()
        try:
            yield
        finally:
            self._leave()

    async def outside(self, waiting: Awaitable[T]) -> T:
        """Await something without a place; one that was held is taken again afterwards."""
        if not self._leave():
            return await waiting
        try:
            return await waiting
        finally:
            await self._enter()

    async def _enter(self) -> None:
        await self._free.acquire()
        self._workers.add(_task())

    def _leave(self) -> bool:
        """Whether there was a place to give back; a task that was cancelled while it waited for one has none."""
        task = _task()
        if task not in self._workers:
            return False
        self._workers.discard(task)
        self._free.release()
        return True


def _task() -> asyncio.Task[Any]:
    task = asyncio.current_task()
    assert task is not None  # noqa: S101 - everything here runs in coroutines
    return task
