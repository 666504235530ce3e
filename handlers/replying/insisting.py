"""Gets a request through to Telegram where trying again is safe.

Telegram knows no key against doubles: what broke after the request had left may have arrived. A reply that its reader
waits for is tried once more all the same, for two answers are better than none; what certainly did not, more often.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

import structlog
from telegram.error import TelegramError

from bot.delivery.outcomes import Paused, RetryAt, Uncertain, classify
from bot.delivery.replies import PATIENCE, ReplyLane
from bot.memory.places import Places

T = TypeVar("T")
Pause = Callable[[float], Awaitable[None]]

_PAUSES = (1.0, 3.0)

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Insistent:
    """Makes a request when its turn has come, again after a while as long as it had no effect, once where nobody knows.

    All waiting is done outside the places of those who work.
    """

    lane: ReplyLane
    places: Places
    pause: Pause

    async def __call__(self, chat: int, request: Callable[[], Awaitable[T]], /) -> T:
        """Its result; raises what it raised last."""
        doubted = False
        for backoff in _PAUSES:
            try:
                return await self._once(chat, request)
            except TelegramError as error:
                doubt = not doubted and isinstance(classify(error), Uncertain)
                doubted = doubted or doubt
                await self._wait(chat, error, backoff if doubt else wait_before_again(error, backoff))
        return await self._once(chat, request)

    async def _once(self, chat: int, request: Callable[[], Awaitable[T]]) -> T:
        await self.places.outside(self.lane.turn(chat))
        return await request()

    async def _wait(self, chat: int, error: TelegramError, seconds: float | None) -> None:
        """Until the request may be made again; raises the error when it may not, or nobody would wait for it."""
        if seconds is None:
            raise error
        if isinstance(classify(error), Paused):
            self.lane.put_off(chat, seconds)
        if seconds > PATIENCE:
            raise error
        log.warning("Telegram puts a reply off", reason=type(error).__name__, seconds=seconds)
        await self.places.outside(self.pause(seconds))


def wait_before_again(error: TelegramError, backoff: float) -> float | None:
    """Seconds after which a request may be made again; None when it may have had an effect, or never will."""
    match classify(error):
        case Paused(seconds):
            return seconds
        case RetryAt():
            return backoff
        case _:
            return None
