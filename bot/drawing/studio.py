"""Pictures made apart: in a process that starts when the first is wanted and ends when none was for a while."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import importlib.util
import os
import sys
from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path

import structlog

import bot
from bot.drawing.scenes import Scene, dumped

_ROOT = Path(bot.__file__).resolve().parent.parent
_KEPT_BYTES = 16 * 1024 * 1024
_SECONDS = 15.0
"""A reader waits no longer for a picture; starting the process takes two or three of them."""
_IDLE = 300.0
_MOST_DRAWN = 500
"""Then another process takes over: what a library keeps for ever ends with it."""
_LENGTH = 4
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
    _process: asyncio.subprocess.Process | None = field(default=None, init=False)
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock, init=False)
    _drawn: int = field(default=0, init=False)
    _waiting: int = field(default=0, init=False)
    _end: asyncio.TimerHandle | None = field(default=None, init=False)

    @property
    def is_running(self) -> bool:
        """Whether there is a process that draws."""
        return self._process is not None and self._process.returncode is None

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
        if self._process and self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()
            await self._process.wait()
        self._process = None

    async def _made(self, content: bytes) -> bytes:
        try:
            return await asyncio.wait_for(self._asked(content), _SECONDS)
        except (OSError, EOFError, TimeoutError) as error:
            reason = str(error) or type(error).__name__
        log.error("a picture cannot be drawn", reason=reason)
        await self.close()
        return b""

    async def _asked(self, content: bytes) -> bytes:
        process = await self._running()
        if process.stdin is None or process.stdout is None:
            raise EOFError
        process.stdin.write(len(content).to_bytes(_LENGTH, "big") + content)
        await process.stdin.drain()
        size = int.from_bytes(await process.stdout.readexactly(_LENGTH), "big")
        return await process.stdout.readexactly(size)

    async def _running(self) -> asyncio.subprocess.Process:
        process = self._process
        if process is None or process.returncode is not None or self._drawn >= _MOST_DRAWN:
            await self.close()
            process, self._drawn = await self._started(), 0
            self._process = process
        self._drawn += 1
        if self._end:
            self._end.cancel()
        loop = asyncio.get_running_loop()
        self._end = loop.call_later(self.idle, self._leave)
        return process

    def _leave(self) -> None:
        """End the process by ending what it reads."""
        if self._process and self._process.stdin:
            self._process.stdin.close()

    async def _started(self) -> asyncio.subprocess.Process:
        self.folder.mkdir(parents=True, exist_ok=True)
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot.drawing.worker"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env={
                "PYTHONPATH": str(_ROOT),
                "PATH": os.environ.get("PATH", ""),
                "MPLCONFIGDIR": str(self.folder),
                "OPENBLAS_NUM_THREADS": "1",
                "PYTHONUTF8": "1",
            },
        )

    def _keep(self, key: str, picture: bytes) -> None:
        self._kept[key] = picture
        self._kept.move_to_end(key)
        while sum(map(len, self._kept.values())) > _KEPT_BYTES:
            self._kept.popitem(last=False)
