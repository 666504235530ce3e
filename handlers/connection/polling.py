"""Fetches updates from Telegram, one long poll after the other, through any outage.

It takes no more than can be handled, and asks for the next ones, which confirms those before, when these are handled;
one that takes longer, because Telegram wants its answer later, holds nobody up for more than a moment.

python-telegram-bot's Updater sleeps through stop signals after an error, ends silently when a token is revoked,
and asks without pause for updates that it cannot read; this loop does not.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, NoReturn

import structlog
from telegram import Bot, Update
from telegram.constants import PollingLimit
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError, TimedOut

from bot.delivery.outcomes import seconds_of
from handlers.connection.backlog import Backlog
from handlers.connection.intake import Intake
from knowledge.files import strict_json

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
    intake: Intake = field(default_factory=Intake)
    backlog: Backlog = field(default_factory=Backlog)
    unread: Callable[[], bytes] = bytes
    """Gives the body of the last getUpdates."""
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    _offset: int | None = field(default=None, init=False)
    _failures: int = field(default=0, init=False)

    async def connect(self) -> None:
        """End a webhook of former times, which would keep the updates from us."""
        await self.bot.delete_webhook()
        self.backlog.username = self.bot.username

    async def run(self) -> NoReturn:
        """Fetch for ever."""
        while True:
            try:
                await self._fetch()
            except InvalidToken:
                raise
            except RetryAfter as error:
                await self._pause(error, seconds_of(error))
            except TimedOut as error:
                await self._pause(error, 0)
            except Exception as error:  # whatever it is: a poller that dies is the worst outcome
                await self._pause(error, min(_LONGEST_PAUSE, _FIRST_PAUSE * 2 ** min(self._failures, 10)))

    async def confirm(self) -> None:
        """Tell Telegram which updates were handled, so that none of these comes again after a restart."""
        if self._offset is not None:
            oldest = self.intake.oldest
            offset = self._offset if oldest is None else min(oldest, self._offset)
            await self.bot.get_updates(offset=offset, limit=1, timeout=0, allowed_updates=self.allowed)

    async def close(self) -> None:
        """Have handled what was taken; the end of `run` ended the poll."""
        await self._queue(self.backlog.release())

    async def _fetch(self) -> None:
        await self.intake.room()
        taken = await self._updates()
        readable = (update for _, update in taken if update)
        await self._queue(self.backlog.sift(readable, more=len(taken) >= PollingLimit.MAX_LIMIT))
        if taken:
            self._offset = taken[-1][0] + 1
        if self._failures:
            log.info("updates arrive again", failures=self._failures)
            self._failures = 0
        if len(taken) < PollingLimit.MAX_LIMIT:
            self.backlog.close()
        await self.intake.handled([number for number, _ in taken])

    async def _queue(self, updates: Iterable[Update]) -> None:
        for update in updates:
            if self.intake.take(update):
                await self.queue.put(update)

    async def _updates(self) -> list[tuple[int, Update | None]]:
        """The next updates by number; None stands for one that cannot be read, which must not stop the others."""
        try:
            updates = await self.bot.get_updates(offset=self._offset, timeout=LONG_POLL, allowed_updates=self.allowed)
        except TelegramError:
            raise
        except Exception:
            readable = list(_each(self.unread(), self.bot))
            if not readable:
                raise
            return readable
        return [(update.update_id, update) for update in updates]

    async def _pause(self, error: Exception, seconds: float) -> None:
        """Wait after an error; an outage is told once, not at every attempt."""
        if not self._failures:
            log.warning("updates do not arrive", reason=_reason(error), exc_info=_unforeseen(error))
        self._failures += 1
        self.backlog.open = True
        await self.sleep(seconds)


def read_update(item: dict[str, Any], bot: Bot) -> Update | None:
    """An update as Telegram wrote it; one that python-telegram-bot cannot read costs a line in the log, no more."""
    try:
        return Update.de_json(item, bot)
    except Exception as error:  # whatever a later Bot API may send
        log.error("an update cannot be read", update=item.get("update_id"), reason=repr(error)[:_MAX_REASON])  # noqa: TRY400 - its values are a reader's
        return None


def _each(body: bytes, bot: Bot) -> Iterator[tuple[int, Update | None]]:
    """Read updates one by one."""
    for item in strict_json.loads(body or b"{}").get("result", ()):
        yield item["update_id"], read_update(item, bot)


def _reason(error: Exception) -> str:
    if isinstance(error, Conflict):
        return "another process takes the updates of this bot; stop one of the two"
    return str(error)[:_MAX_REASON] or type(error).__name__


def _unforeseen(error: Exception) -> Exception | None:
    return None if isinstance(error, TelegramError) else error
