"""Works that go on beside each other, or beside something else, in one event loop."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any, NoReturn


@contextlib.asynccontextmanager
async def beside(work: Coroutine[Any, Any, object]) -> AsyncIterator[None]:
    """Work that goes on as long as the block, and is cancelled and awaited at its end."""
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def together(*works: Coroutine[Any, Any, NoReturn]) -> NoReturn:
    """Several works as one: when one fails the others end, and it is raised."""
    try:
        async with asyncio.TaskGroup() as group:
            for work in works:
                group.create_task(work)
    except ExceptionGroup as errors:
        raise errors.exceptions[0] from None
    raise AssertionError("works never end by themselves")


def alongside(*works: Callable[[], Coroutine[Any, Any, NoReturn]]) -> Callable[[], Coroutine[Any, Any, NoReturn]]:
    """Several works that have not begun as one."""
    return lambda: together(*(work() for work in works))
