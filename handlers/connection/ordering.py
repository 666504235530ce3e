"""Handles the updates of one chat in order, and chats side by side; inline queries in the order of who types them.

What nobody waits for any more is passed over: an inline query that was typed on, and in a private chat a question
that waited longer than a reader does while newer ones came.
"""

from __future__ import annotations

import asyncio
import inspect
import sys
import time
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from telegram import Update
from telegram.constants import ChatType
from telegram.ext import BaseUpdateProcessor

from bot.delivery.replies import PATIENCE
from bot.memory.places import Places
from handlers.connection.intake import Intake

_UNBOUNDED = 1_000_000
"""The base class counts what waits as well; the intake bounds that."""


class _Kind(Enum):
    """What an update loses when it waits."""

    INLINE = "its sense, as soon as more is typed"
    QUESTION = "its reader, after a while"
    OTHER = "nothing"


class ChatOrder(BaseUpdateProcessor):
    """As many updates at work as there are places; those that wait for their own chat take no place from another.

    What is `slow` waits in its chat for its like alone, and nothing else waits for it.
    """

    __slots__ = ("_clock", "_intake", "_places", "_queues", "_slow")

    def __init__(
        self,
        places: Places | None = None,
        intake: Intake | None = None,
        clock: Callable[[], float] = time.monotonic,
        *,
        slow: Callable[[Update], bool] = lambda _update: False,
    ) -> None:
        super().__init__(max_concurrent_updates=_UNBOUNDED)
        self._places = places or Places()
        self._intake = intake or Intake()
        self._clock = clock
        self._slow = slow
        self._queues: dict[Hashable, _Queue] = {}

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Await the coroutine when the earlier updates of its chat are done."""
        key, ticket = self._lane(update), _Ticket(_kind(update), self._clock())
        queue = self._queues.setdefault(key, _Queue()) if key is not None else _Queue()
        queue.join(ticket)
        if queue.lock.locked():
            self._intake.rests(update)
        try:
            async with queue.lock:
                if not queue.is_overtaken(ticket, self._clock()):
                    async with self._places.held(lambda: self._intake.rests(update)):
                        await coroutine
        finally:
            if not isinstance(sys.exception(), asyncio.CancelledError):
                self._intake.done(update)  # what a bot that must stop cancels is left for its next start
            if inspect.iscoroutine(coroutine):
                coroutine.close()  # passed over, or cancelled while it waited
            queue.length -= 1
            if not queue.length:
                self._queues.pop(key, None)

    def _lane(self, update: object) -> Hashable:
        """Updates of one lane are handled in order; None: nothing has to wait for it."""
        if not isinstance(update, Update):
            return None
        if update.inline_query:
            return ("inline", update.inline_query.from_user.id)
        return (update.effective_chat.id, self._slow(update)) if update.effective_chat else None

    async def initialize(self) -> None:
        """Nothing to do."""

    async def shutdown(self) -> None:
        """Nothing to do."""


@dataclass(slots=True, eq=False)
class _Ticket:
    kind: _Kind
    since: float


@dataclass(slots=True)
class _Queue:
    length: int = 0
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    newest: dict[_Kind, _Ticket] = field(default_factory=dict)

    def join(self, ticket: _Ticket) -> None:
        self.length += 1
        self.newest[ticket.kind] = ticket

    def is_overtaken(self, ticket: _Ticket, now: float) -> bool:
        if self.newest[ticket.kind] is ticket:
            return False
        return ticket.kind is _Kind.INLINE or (ticket.kind is _Kind.QUESTION and now - ticket.since > PATIENCE)


def _kind(update: object) -> _Kind:
    if not isinstance(update, Update):
        return _Kind.OTHER
    if update.inline_query:
        return _Kind.INLINE
    message = update.message
    asks = message and message.text and message.chat.type == ChatType.PRIVATE and not message.text.startswith("/")
    return _Kind.QUESTION if asks else _Kind.OTHER
