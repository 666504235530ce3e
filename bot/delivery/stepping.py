"""Works that go step by step: the next at once while there is something to do, later while something is broken."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import NoReturn

import structlog

from bot.state.errors import StateError
from knowledge.errors import KnowledgeError

_PAUSE, _WHEN_BROKEN = 0.5, 5.0

log = structlog.get_logger(__name__)


async def step_by_step(
    step: Callable[[], Awaitable[bool]], waiting: str, bearable: type[Exception] = StateError
) -> NoReturn:
    """Take steps until cancelled; `step` tells whether there was anything to do, `waiting` is logged when it fails."""
    while True:
        pause = await _pause_after(step, waiting, bearable)
        await asyncio.sleep(pause)


async def _pause_after(step: Callable[[], Awaitable[bool]], waiting: str, bearable: type[Exception]) -> float:
    try:
        return 0 if await step() else _PAUSE
    except bearable as error:
        failure = error
    is_known = isinstance(failure, (StateError, KnowledgeError))
    log.error(waiting, reason=str(failure), exc_info=None if is_known else failure)
    return _WHEN_BROKEN
