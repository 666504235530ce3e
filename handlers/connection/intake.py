"""What was taken from Telegram and is not handled yet: bounded in all and for each sender; the rest stays there."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Collection, Hashable
from contextlib import suppress
from dataclasses import dataclass, field

import structlog
from telegram import Update

MOST = 1_000
"""Updates at work and waiting: about as many replies as Telegram takes in the time for which a reader waits."""
MOST_OF_ONE = 20
_MOST_WHEN_MANY = 3
"""Of one sender, while more than half of all is taken: so it takes hundreds of accounts to take the rest."""
_HEARD = 0.05

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Intake:
    """Counts updates from the moment when they are taken until they are handled."""

    most: int = MOST
    within: float = 0.25
    """Seconds for which Telegram waits to hear that an update was handled; an answer takes a tenth of one."""
    _open: dict[int, Update] = field(default_factory=dict, init=False)
    """By number."""
    _busy: set[int] = field(default_factory=set, init=False)
    """Those that do not wait for Telegram, or for an earlier update of their chat."""
    _of: Counter[Hashable] = field(default_factory=Counter, init=False)
    _changed: asyncio.Event = field(default_factory=asyncio.Event, init=False)
    _left_out: int = field(default=0, init=False)

    def take(self, update: Update) -> bool:
        """Count an update; False: it is left out, for too many of its sender wait."""
        sender = _sender(update)
        most = MOST_OF_ONE if len(self._open) < self.most / 2 else _MOST_WHEN_MANY
        if sender is not None and self._of[sender] >= most:
            self._left_out += 1
            return False
        self._open[update.update_id] = update
        self._busy.add(update.update_id)
        self._of[sender] += 1
        return True

    def rests(self, update: object) -> None:
        """An update waits for something else than this machine: nobody need wait for it."""
        if isinstance(update, Update):
            self._busy.discard(update.update_id)
            self._changed.set()

    def done(self, update: object) -> None:
        """An update is handled; one that was never counted changes nothing."""
        number = update.update_id if isinstance(update, Update) else None
        if number not in self._open:
            return
        self._busy.discard(number)
        sender = _sender(self._open.pop(number))
        self._of[sender] -= 1
        if not self._of[sender]:
            del self._of[sender]
        self._tell_what_was_left_out()
        self._changed.set()

    @property
    def is_full(self) -> bool:
        """Whether no more should be taken for now."""
        return len(self._open) >= self.most

    @property
    def oldest(self) -> int | None:
        """The lowest number that is not handled yet."""
        return min(self._open, default=None)

    @property
    def left(self) -> list[Update]:
        """What is not handled yet."""
        return list(self._open.values())

    async def room(self) -> None:
        """Return when more may be taken."""
        while self.is_full:
            await self._change()

    async def handled(self, updates: Collection[int]) -> None:
        """Return when updates, by their numbers, are handled or rest, or after a while."""
        with suppress(TimeoutError):
            async with asyncio.timeout(self.within):
                while not self._busy.isdisjoint(updates):
                    await self._change()

    async def settle(self) -> None:
        """Return when everything is handled or rests, or soon, and whoever waits for it has heard so."""
        if self._busy:
            await self.handled(tuple(self._busy))
            await asyncio.sleep(_HEARD)

    async def _change(self) -> None:
        self._changed.clear()
        await self._changed.wait()

    def _tell_what_was_left_out(self) -> None:
        if self._left_out and not self._open:
            log.warning("updates were left out: too many of one sender waited", updates=self._left_out)
            self._left_out = 0


def _sender(update: Update) -> Hashable:
    """Who is counted: everybody for each chat. None, who is not: inline, where only the newest is answered anyway."""
    if update.inline_query:
        return None
    chat, sender = update.effective_chat, update.effective_sender
    return (chat.id if chat else None, sender.id if sender else None)
