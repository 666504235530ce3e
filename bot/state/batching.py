"""Does in one go what is asked for at the same time: while one batch is at work, the next one gathers."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

from sqlalchemy.exc import OperationalError

_MOST = 100

Asked = TypeVar("Asked")
Given = TypeVar("Given")


class Batches(Generic[Asked, Given]):
    """Hands what many ask for to `work`, which gives a result for each, in order.

    When a batch fails each of its parts is tried alone, so that one that cannot be done takes no other with it; but
    when it is the database itself that cannot go on, that would only take as many times as long.
    """

    def __init__(self, work: Callable[[Sequence[Asked]], Awaitable[Sequence[Given]]]) -> None:
        self._work = work
        self._waiting: list[tuple[Asked, asyncio.Future[Given]]] = []
        self._worker: asyncio.Task[None] | None = None

    async def ask(self, one: Asked) -> Given:
        """The result for one; the error of `work` when it cannot be done."""
        future: asyncio.Future[Given] = asyncio.get_running_loop().create_future()
        self._waiting.append((one, future))
        if self._worker is None or self._worker.done():
            self._worker = asyncio.create_task(self._run())
        return await future

    async def _run(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting[:_MOST], self._waiting[_MOST:]
            await self._settle(batch)

    async def _settle(self, batch: Sequence[tuple[Asked, asyncio.Future[Given]]]) -> None:
        try:
            given = await self._work([one for one, _ in batch])
        except Exception as error:
            if len(batch) == 1 or isinstance(error, (OperationalError, OSError)):
                _fail(batch, error)
                return
            for each in batch:
                await self._settle([each])
        else:
            for (_, future), result in zip(batch, given, strict=True):
                if not future.done():  # who asked may have been cancelled
                    future.set_result(result)


def _fail(batch: Sequence[tuple[Asked, asyncio.Future[Given]]], error: Exception) -> None:
    for _, future in batch:
        if not future.done():
            future.set_exception(error)
