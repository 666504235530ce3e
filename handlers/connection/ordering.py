"""Handles the updates of one chat in order, and chats side by side."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Awaitable, Callable, Hashable
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

_MAX_WAITING = 10_000


class ChatOrder(BaseUpdateProcessor):
    """At most `abreast` updates at work; those that wait for their own chat take no place from another chat.

    What is `slow` waits in its chat for its like alone, and nothing else waits for it.
    """

    __slots__ = ("_places", "_queues", "_slow")

    def __init__(self, abreast: int = 64, slow: Callable[[Update], bool] = lambda _update: False) -> None:
        # The base class counts waiting updates as well, so its limit only bounds memory.
        super().__init__(max_concurrent_updates=_MAX_WAITING)
        self._places = asyncio.Semaphore(abreast)
        self._slow = slow
        self._queues: dict[Hashable, _Queue] = {}

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Await the coroutine when the earlier updates of its chat are done."""
        key = self._key(update)
        queue = self._queues.setdefault(key, _Queue()) if key is not None else _Queue()
        queue.length += 1
        try:
            async with queue.lock, self._places:
                await coroutine
        finally:
            if inspect.iscoroutine(coroutine):
                coroutine.close()  # cancelled while it waited
            queue.length -= 1
            if not queue.length:
                self._queues.pop(key, None)

    def _key(self, update: object) -> Hashable:
        chat = update.effective_chat if isinstance(update, Update) else None
        return (chat.id, self._slow(update)) if chat and isinstance(update, Update) else None

    async def initialize(self) -> None:
        """Nothing to do."""

    async def shutdown(self) -> None:
        """Nothing to do."""


class _Queue:
    __slots__ = ("length", "lock")

    def __init__(self) -> None:
        self.length = 0
        self.lock = asyncio.Lock()
