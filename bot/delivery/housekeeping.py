"""Deletes what has been kept long enough: what was told and sent, questions, readers who stay away, old backups."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import NoReturn

import structlog

from bot.clocks import Clock
from bot.state.copies import prune
from bot.state.errors import StateError
from bot.state.misses import Misses
from bot.state.outbox import Outbox
from bot.state.reports import Reports
from bot.state.told import ToldStatements
from knowledge.errors import KnowledgeError

_GRACE = timedelta(days=30)
"""A reader who cannot be written to for so long is given up."""
_EVERY = 3_600.0

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Housekeeping:
    """One round an hour."""

    outbox: Outbox
    told: ToldStatements
    misses: Misses
    reports: Reports
    backups: Path
    keep: timedelta
    now: Clock
    also: Sequence[Callable[[], Awaitable[object]]] = ()
    """What else is done in a round; whatever of it fails is logged, and keeps nothing else."""

    async def run(self) -> NoReturn:
        """Clean until cancelled."""
        while True:
            for work in (self.clean, *self.also):
                if reason := await _failure(work):
                    log.error("what is old stays for now", reason=reason)
            await asyncio.sleep(_EVERY)

    async def clean(self) -> None:
        """Delete what is too old now."""
        before = self.now() - self.keep
        await self.told.expire(before)
        await self.misses.expire(before)
        await self.reports.expire(before)
        await self.outbox.expire(before, _GRACE, self.now())
        prune(self.backups, self.keep, self.now())


async def _failure(work: Callable[[], Awaitable[object]]) -> str | None:
    """Do it; what keeps it from being done."""
    try:
        await work()
    except (StateError, KnowledgeError, OSError) as error:
        return str(error) or type(error).__name__
    return None
