"""Feeds and pages are taken apart in a process that starts when the first comes, and ends when one takes too long."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import bot
from bot.feeds.fetching import Fetched, FetchFailed
from bot.feeds.items import FeedItem, Parsed
from bot.feeds.listing import FeedKind
from knowledge.documents.extract import Extract

_ROOT = Path(bot.__file__).resolve().parent.parent
_SECONDS = 20.0
"""For eight megabytes of feed; the usual one takes 0.02."""
_MOST = 2_000
"""Then another process takes over: what a library keeps for ever ends with it."""
_HEAD = 8


@dataclass(eq=False)
class TakingApart:
    """One thing after the other."""

    seconds: float = _SECONDS
    _process: asyncio.subprocess.Process | None = field(default=None, init=False)
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock, init=False)
    _done: int = field(default=0, init=False)

    async def listed(self, kind: FeedKind, fetched: Fetched) -> tuple[Parsed, tuple[str, ...]]:
        """The items of a feed or sitemap, and further sitemaps; FetchFailed says why there are none."""
        do = "sitemap" if kind is FeedKind.SITEMAP else "feed"
        found = await self._asked({"do": do, "kind": fetched.kind, "address": fetched.address}, fetched.body or b"")
        items = tuple(map(FeedItem.from_json, found["items"]))
        return Parsed(items, found["title"], found["language"], tuple(found["warnings"])), tuple(found["children"])

    async def article(self, fetched: Fetched) -> Extract:
        """The article of a page; FetchFailed says why there is none."""
        return Extract.from_json(await self._asked({"do": "page"}, fetched.body or b""))

    async def close(self) -> None:
        """End the process."""
        if self._process and self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()
            await self._process.wait()
        self._process = None

    async def _asked(self, head: dict[str, str], body: bytes) -> dict[str, Any]:
        async with self._turn:
            try:
                async with asyncio.timeout(self.seconds):
                    found = await self._exchanged(json.dumps(head).encode(), body)
            except (OSError, EOFError) as error:  # TimeoutError is an OSError
                await self.close()
                late = isinstance(error, TimeoutError)
                reason = "takes too long to read" if late else "cannot be read: the process that reads it has died"
                raise FetchFailed(reason) from None
            except asyncio.CancelledError:
                await self.close()  # else the next one would get the answer to this
                raise
        if "error" in found:
            raise FetchFailed(str(found["error"]))
        return found

    async def _exchanged(self, head: bytes, body: bytes) -> dict[str, Any]:
        process = await self._running()
        if process.stdin is None or process.stdout is None:
            raise EOFError
        process.stdin.write(len(head).to_bytes(4, "big") + len(body).to_bytes(4, "big") + head + body)
        await process.stdin.drain()
        size = int.from_bytes((await process.stdout.readexactly(_HEAD))[:4], "big")
        found: dict[str, Any] = json.loads(await process.stdout.readexactly(size))
        return found

    async def _running(self) -> asyncio.subprocess.Process:
        self._done += 1
        if self._process and (self._process.returncode is not None or self._done > _MOST):
            await self.close()
        if self._process is None:
            self._done = 0
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot.feeds.worker"),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                env={"PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1", "PATH": os.environ.get("PATH", "")},
            )
        return self._process
