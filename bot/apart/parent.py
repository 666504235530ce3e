"""Who asks: bytes there and back, each behind their length, one after the other."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import bot
from bot.apart.child import LENGTH

_ROOT = Path(bot.__file__).resolve().parent.parent


@dataclass(eq=False)
class Apart:
    """A process that starts when the first thing is asked; one thing at a time."""

    module: str
    """What it runs."""
    seconds: float
    """For one thing; starting the process counts."""
    most: int
    """Then another process takes over: what a library keeps for ever ends with it."""
    environment: Mapping[str, str] = field(default_factory=dict)
    process: asyncio.subprocess.Process | None = field(default=None, init=False)
    _asked: int = field(default=0, init=False)

    @property
    def is_running(self) -> bool:
        """Whether there is a process now."""
        return self.process is not None and self.process.returncode is None

    async def ask(self, content: bytes) -> bytes:
        """What comes back; OSError (TimeoutError too) or EOFError where nothing does, and the process is ended."""
        try:
            async with asyncio.timeout(self.seconds):
                return await self._exchanged(content)
        except (OSError, EOFError, asyncio.CancelledError):
            await self.close()  # else who asks next would get the answer to this
            raise

    def leave(self) -> None:
        """Let the process end by ending what it reads."""
        if self.process and self.process.stdin:
            self.process.stdin.close()

    async def close(self) -> None:
        """End the process."""
        if self.process and self.process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                self.process.kill()
            await self.process.wait()
        self.process = None

    async def _exchanged(self, content: bytes) -> bytes:
        if not self._listens or self._asked >= self.most:
            await self.close()
            self.process, self._asked = await self._started(), 0
        self._asked += 1
        process = self.process
        if process is None or process.stdin is None or process.stdout is None:
            raise EOFError
        process.stdin.write(LENGTH.pack(len(content)) + content)
        await process.stdin.drain()
        (size,) = LENGTH.unpack(await process.stdout.readexactly(LENGTH.size))
        return await process.stdout.readexactly(size)

    @property
    def _listens(self) -> bool:
        """Whether the process takes more: one that was let go may take a while to end."""
        stdin = self.process.stdin if self.process and self.is_running else None
        return stdin is not None and not stdin.is_closing()

    async def _started(self) -> asyncio.subprocess.Process:
        own = {"PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1", "PATH": os.environ.get("PATH", "")}
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", self.module),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env=own | dict(self.environment),
        )
