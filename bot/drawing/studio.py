"""Pictures made apart: in a process that starts when the first is wanted and ends when none was for a while."""

from __future__ import annotations

import asyncio
import hashlib
import importlib.util
from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path

import structlog

from bot.apart.parent import Apart
from bot.drawing.scenes import Scene, dumped

_KEPT_BYTES = 16 * 1024 * 1024
_SECONDS = 15.0
"""A reader waits no longer for a picture; starting the process takes two or three of them."""
_IDLE = 300.0
_MOST_DRAWN = 500
"""By one process."""
_MOST_WAITING = 12
"""Readers that wait for pictures at once, some seconds' worth; who comes then is told in words."""

log = structlog.get_logger(__name__)


def can_draw() -> bool:
    """Whether the extra `pictures` is installed."""
    return all(importlib.util.find_spec(name) for name in ("matplotlib", "segno"))


@dataclass(eq=False)
class Studio:
    """Draws one picture after the other; `folder` is where matplotlib may keep what it knows of letters."""

    folder: Path
    idle: float = _IDLE
    _kept: OrderedDict[str, bytes] = field(default_factory=OrderedDict, init=False)
    apart: Apart = field(init=False)
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock, init=False)
    _waiting: int = field(default=0, init=False)
    _end: asyncio.TimerHandle | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        environment = {"MPLCONFIGDIR": str(self.folder), "OPENBLAS_NUM_THREADS": "1"}
        self.apart = Apart("bot.drawing.worker", _SECONDS, _MOST_DRAWN, environment)

    async def picture(self, scene: Scene) -> bytes | None:
        """The PNG of a scene; None where it cannot be drawn, which is a line in the log."""
        content = dumped(scene)
        key = hashlib.blake2b(content, digest_size=16).hexdigest()
        if kept := self._kept.get(key):
            return kept
        if self._waiting >= _MOST_WAITING:
            log.warning("too many pictures are wanted at once")
            return None
        self._waiting += 1
        try:
            async with self._turn:
                made = self._kept.get(key) or await self._made(content)
        finally:
            self._waiting -= 1
        if made:
            self._keep(key, made)
        return made or None

    async def close(self) -> None:
        """End the process."""
        if self._end:
            self._end.cancel()
        await self.apart.close()

    async def _made(self, content: bytes) -> bytes:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._stay()
            return await self.apart.ask(content)
        except (OSError, EOFError) as error:
            reason = str(error) or type(error).__name__
        log.error("a picture cannot be drawn", reason=reason)
        return b""

    def _stay(self) -> None:
        """Let the process end a while from now, and no sooner."""
        if self._end:
            self._end.cancel()
        self._end = asyncio.get_running_loop().call_later(self.idle, self.apart.leave)

    def _keep(self, key: str, picture: bytes) -> None:
        self._kept[key] = picture
        self._kept.move_to_end(key)
        while sum(map(len, self._kept.values())) > _KEPT_BYTES:
            self._kept.popitem(last=False)
