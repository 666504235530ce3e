"""Gets a request through to Telegram where trying again is safe, and without markup where Telegram refuses it.

Telegram knows no key against doubles: whatever broke after the request had left may have arrived, so only
what certainly did not is tried again.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar

import structlog
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError

from bot.delivery.outcomes import Paused, RetryAt, Unreadable, classify
from bot.interface.words.markup import Page

T = TypeVar("T")
Pause = Callable[[float], Awaitable[None]]

_PAUSES = (1.0, 3.0)
_LONGEST_WAIT = 30.0
"""A reader who waits longer has gone; the chat's next question should not wait for this one."""

log = structlog.get_logger(__name__)


async def insist(call: Callable[[], Awaitable[T]], pause: Pause) -> T:
    """Make a request, again after a while as long as it certainly had no effect."""
    for backoff in _PAUSES:
        try:
            return await call()
        except TelegramError as error:
            seconds = wait_before_again(error, backoff)
            if seconds is None or seconds > _LONGEST_WAIT:
                raise
            log.warning("Telegram puts a reply off", reason=type(error).__name__, seconds=seconds)
            await pause(seconds)
    return await call()


def wait_before_again(error: TelegramError, backoff: float) -> float | None:
    """Seconds after which a request may be made again; None when it may have had an effect, or never will."""
    match classify(error):
        case Paused(seconds):
            return seconds
        case RetryAt():
            return backoff
        case _:
            return None


async def marked_up(page: Page, send: Callable[[str, ParseMode | None], Awaitable[T]], pause: Pause) -> T:
    """Send a page as HTML; as plain text if Telegram refuses the markup."""
    try:
        return await insist(lambda: send(page.html, ParseMode.HTML), pause)
    except BadRequest as error:
        if not isinstance(classify(error), Unreadable):
            raise
        log.warning("Telegram refuses our markup; sending plain text")
        return await insist(lambda: send(page.plain, None), pause)
