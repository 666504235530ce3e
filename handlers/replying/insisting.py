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

T = TypeVar("T")
Pause = Callable[[float], Awaitable[None]]

_PAUSES = (1.0, 3.0)
_LONGEST_WAIT = 30.0
"""A reader who waits longer has gone; the chat's next question should not wait for this one."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Insistent:
    """Makes a request, again after a while as long as it had no effect, and once where nobody knows."""

    pause: Pause

    async def __call__(self, request: Callable[[], Awaitable[T]], /) -> T:
        """Its result; raises what it raised last."""
        doubted = False
        for backoff in _PAUSES:
            try:
                return await request()
            except TelegramError as error:
                seconds = wait_before_again(error, backoff)
                if seconds is None and not doubted and isinstance(classify(error), Uncertain):
                    seconds, doubted = backoff, True
                if seconds is None or seconds > _LONGEST_WAIT:
                    raise
                log.warning("Telegram puts a reply off", reason=type(error).__name__, seconds=seconds)
                await self.pause(seconds)
        return await request()


def wait_before_again(error: TelegramError, backoff: float) -> float | None:
    """Seconds after which a request may be made again; None when it may have had an effect, or never will."""
    match classify(error):
        case Paused(seconds):
            return seconds
        case RetryAt():
            return backoff
        case _:
            return None
