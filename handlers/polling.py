"""Fetches updates from Telegram, one long poll after the other, through any outage.

python-telegram-bot's Updater sleeps through stop signals after an error, ends silently when a token is revoked,
and asks without pause for updates that it cannot read; this loop does not.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import NoReturn

import structlog
from telegram import Bot
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError, TimedOut

LONG_POLL = timedelta(seconds=10)
_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 30.0
_MAX_REASON = 200

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Poller:
    """Puts updates into a queue; `run` ends only by cancellation or InvalidToken."""

    bot: Bot
    queue: asyncio.Queue[object]
    allowed: Sequence[str]
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    _offset: int | None = field(default=None, init=False)
    _failures: int = field(default=0, init=False)

    async def run(self) -> NoReturn:
        """Fetch for ever."""
        while True:
            try:
                await self._fetch()
            except InvalidToken:
                raise
            except RetryAfter as error:
                await self._pause(error, _seconds(error))
            except TimedOut as error:
                await self._pause(error, 0)
            except Exception as error:  # whatever it is: a poller that dies is the worst outcome
                await self._pause(error, min(_LONGEST_PAUSE, _FIRST_PAUSE * 2 ** min(self._failures, 10)))

    async def confirm(self) -> None:
        """Tell Telegram which updates were taken, so that none comes again after a restart."""
        if self._offset is not None:
            await self.bot.get_updates(offset=self._offset, limit=1, timeout=0, allowed_updates=self.allowed)

    async def _fetch(self) -> None:
        updates = await self.bot.get_updates(offset=self._offset, timeout=LONG_POLL, allowed_updates=self.allowed)
        if self._failures:
            log.info("updates arrive again", failures=self._failures)
            self._failures = 0
        for update in updates:
            await self.queue.put(update)
            self._offset = update.update_id + 1

    async def _pause(self, error: Exception, seconds: float) -> None:
        """Wait after an error; an outage is told once, not at every attempt."""
        if not self._failures:
            log.warning("updates do not arrive", reason=_reason(error), exc_info=_unforeseen(error))
        self._failures += 1
        await self.sleep(seconds)


def _seconds(error: RetryAfter) -> float:
    after = error.retry_after
    return after.total_seconds() if isinstance(after, timedelta) else float(after)


def _reason(error: Exception) -> str:
    if isinstance(error, Conflict):
        return "another process takes the updates of this bot; stop one of the two"
    return str(error)[:_MAX_REASON] or type(error).__name__


def _unforeseen(error: Exception) -> Exception | None:
    return None if isinstance(error, TelegramError) else error
