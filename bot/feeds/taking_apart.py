"""Feeds and pages are taken apart in a process of its own, which ends when one takes too long."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any

from bot.apart.parent import Apart
from bot.feeds.fetching import Fetched, FetchFailed
from bot.feeds.items import FeedItem, Parsed
from bot.feeds.listing import FeedKind
from knowledge.documents.extract import Extract

_SECONDS = 20.0
"""For eight megabytes of feed; the usual one takes 0.02."""
_MOST = 2_000


def _worker() -> Apart:
    return Apart("bot.feeds.worker", _SECONDS, _MOST)


@dataclass(eq=False)
class TakingApart:
    """One thing after the other."""

    apart: Apart = field(default_factory=_worker)
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock, init=False)

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
        await self.apart.close()

    async def _asked(self, head: dict[str, str], body: bytes) -> dict[str, Any]:
        """A line of JSON says what to do with the bytes behind it."""
        async with self._turn:
            try:
                answer = await self.apart.ask(json.dumps(head).encode() + b"\n" + body)
            except TimeoutError:
                raise FetchFailed("takes too long to read") from None
            except (OSError, EOFError):
                raise FetchFailed("cannot be read: the process that reads it has died") from None
        found: dict[str, Any] = json.loads(answer)
        if "error" in found:
            raise FetchFailed(str(found["error"]))
        return found
