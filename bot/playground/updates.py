"""getUpdates: gives what waits, or waits with the bot for it; only one may wait at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from telegram.constants import PollingLimit

from bot.playground.world.errors import ApiError, conflict
from bot.playground.world.model import BotState

_OTHER_POLLER = "terminated by other getUpdates request; make sure that only one bot instance is running"
_WEBHOOK_ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
_WEBHOOK_SET = "terminated by setWebhook request"
_LONGEST_POLL = 50
_GATHERED_SECONDS = 0.001
"""Between the first update and the answer, so that what comes together goes together; Telegram waits as long."""


@dataclass(slots=True)
class _Poll:
    woken: asyncio.Event = field(default_factory=asyncio.Event)
    ended_by: ApiError | None = None


@dataclass(slots=True)
class LongPolls:
    """The polls that wait, one a bot."""

    clock: Callable[[], float]
    _waiting: dict[int, _Poll] = field(default_factory=dict)
    _changed: asyncio.Event = field(default_factory=asyncio.Event)
    _sought: asyncio.Event = field(default_factory=asyncio.Event)
    """Somebody has asked for updates, in either way."""

    async def get(self, bot: BotState, given: dict[str, Any]) -> list[dict[str, Any]]:
        """The result of getUpdates; ApiError 409 while there is a webhook or when another poller comes."""
        if bot.webhook.url:
            raise conflict(_WEBHOOK_ACTIVE)
        self._sought.set()
        offset = int(given.get("offset", 0))
        limit = min(max(int(given.get("limit", PollingLimit.MAX_LIMIT)), 1), PollingLimit.MAX_LIMIT)
        if "allowed_updates" in given:
            bot.queue.allow(given["allowed_updates"])
        self.end(bot.id, conflict(_OTHER_POLLER))
        updates = bot.queue.take(offset, limit, self.clock())
        if not updates and (seconds := min(max(int(given.get("timeout", 0)), 0), _LONGEST_POLL)):
            await self._wait(bot.id, seconds)
            updates = bot.queue.take(max(offset, 0), limit, self.clock())
        return [update.json() for update in updates]

    def wake(self, bot: int) -> None:
        """Tell the poll that waits that something came."""
        if poll := self._waiting.get(bot):
            poll.woken.set()

    def webhook_set(self, bot: int) -> None:
        """End the poll that waits: the updates go elsewhere."""
        self._sought.set()
        self.end(bot, conflict(_WEBHOOK_SET))

    async def sought(self) -> None:
        """Return once a bot takes updates: what it calls before, it calls while it gets ready."""
        await self._sought.wait()

    async def until(self, bot: int, *, waiting: bool) -> None:
        """Return when somebody waits for updates of this bot, or when nobody does."""
        while (bot in self._waiting) is not waiting:
            await self._changed.wait()

    def end(self, bot: int, error: ApiError) -> None:
        """End the poll that waits with an error."""
        if poll := self._waiting.pop(bot, None):
            poll.ended_by = error
            poll.woken.set()

    def end_all(self) -> None:
        """Let all polls go with what there is: the server stops."""
        for poll in self._waiting.values():
            poll.woken.set()

    async def _wait(self, bot: int, seconds: float) -> None:
        poll = self._waiting[bot] = _Poll()
        self._tell()
        try:
            async with asyncio.timeout(seconds):
                await poll.woken.wait()
                await asyncio.sleep(_GATHERED_SECONDS)
        except TimeoutError:
            pass
        finally:
            if self._waiting.get(bot) is poll:
                del self._waiting[bot]
            self._tell()
        if poll.ended_by:
            raise poll.ended_by

    def _tell(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()
