"""Keeps what archived sentences mean up to date: a few seconds' worth at a time, and nothing while nothing changes."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

import structlog

from bot.apart.parent import Apart

LOOKS_EVERY = 10.0
"""A document is found by meaning a minute after it came at the latest, on a machine that has a moment."""
_BREATH = 0.2
_WHEN_BROKEN = 300.0
_SECONDS = 5.0
"""Of embedding at a time: a document that comes meanwhile is next."""
_LONGEST = 600.0
"""For one order: on a busy machine the process may get a tenth of a core, and a document is embedded whole."""
_MOST = 10_000

log = structlog.get_logger(__name__)


def _worker() -> Apart:
    return Apart("bot.embedding.worker", _LONGEST, _MOST, {"OPENBLAS_NUM_THREADS": "1"})


@dataclass(eq=False)
class BackgroundEmbedding:
    """Embeds one archive until it is cancelled; what is done stays done."""

    archive: Path
    most: int
    """Sentences of the newest documents."""
    apart: Apart = field(default_factory=_worker)
    pause: Callable[[float], Awaitable[object]] = asyncio.sleep
    _done: tuple[tuple[int, int], ...] | None = field(default=None, init=False)
    """How the archive was when nothing of it was left."""

    async def run(self) -> NoReturn:
        """Look again and again."""
        try:
            while True:
                await self.pause(await self._looked())
        finally:
            await self.apart.close()

    async def _looked(self) -> float:
        """Embed some where there is anything; after how many seconds to look again."""
        found = self._stamp()
        if not found or found == self._done:
            return LOOKS_EVERY
        try:
            order = {"archive": str(self.archive.absolute()), "most": self.most, "seconds": _SECONDS}
            told = json.loads(await self.apart.ask(json.dumps(order).encode()))
        except (OSError, EOFError) as error:
            told = {"error": str(error) or type(error).__name__}
        if "error" in told:
            log.warning("the archive is not read for its meaning", reason=told["error"])
            return _WHEN_BROKEN
        if told["left"]:
            return _BREATH
        log.info("the archive is read for its meaning", sentences=told["sentences"])
        self._done = found
        self.apart.leave()
        return LOOKS_EVERY

    def _stamp(self) -> tuple[tuple[int, int], ...]:
        """What changes with the archive; nothing where there is none. Whoever reads it may leave an empty log."""
        files = (self.archive, self.archive.with_name(f"{self.archive.name}-wal"))
        stats = [file.stat() for file in files if file.exists()]
        return tuple((one.st_mtime_ns, one.st_size) for one in stats if one.st_size)
