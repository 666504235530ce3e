"""A poller with a ledger and an archive of its own, which asks a world of this machine."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.apart.parent import Apart
from bot.feeds.bringing import Bringing
from bot.feeds.fetching import Fetcher
from bot.feeds.ledger import Ledger
from bot.feeds.listing import Feed, FeedKind
from bot.feeds.manners import PoliteFetcher
from bot.feeds.poller import FeedPoll, FeedPoller
from bot.feeds.taking import Taking
from bot.feeds.taking_apart import TakingApart
from bot.feeds.worker import answered
from knowledge.archive.documents import Archive
from knowledge.curation.keeping import KeptDocument
from tests.support.clock import Clock
from tests.support.feed_world import FeedWorld, feed_world


class AnsweredHere(Apart):
    """The same in this process: starting another takes half a second."""

    async def ask(self, content: bytes) -> bytes:
        return await asyncio.to_thread(answered, content)


@dataclass
class Watching:
    """What a test looks at."""

    world: FeedWorld
    poller: FeedPoller
    archive: Archive
    ledger: Ledger
    clock: Clock

    def feed(self, path: str = "/feed", **given: Any) -> Feed:
        """A feed of the world."""
        name = given.pop("name", path.strip("/").replace("/", "-"))
        return Feed(name, given.pop("kind", FeedKind.FEED), self.world.url + path, private=True, **given)

    async def poll(self, path: str = "/feed", **given: Any) -> FeedPoll:
        """Ask one."""
        return await self.poller.poll(self.feed(path, **given))

    def documents(self) -> list[KeptDocument]:
        """What lies in the archive."""
        return list(self.archive.all())


@pytest.fixture
async def watching(tmp_path: Path) -> AsyncIterator[Watching]:
    clock = Clock()
    ledger, archive = Ledger(tmp_path / "feeds.sqlite"), Archive(tmp_path / "archive.sqlite")
    fetcher = Fetcher("Marsad/1 (tests)", seconds=1.0, most_bytes=200_000)
    polite = PoliteFetcher(fetcher.get, "Marsad", pause=clock.pause)
    bringing = Bringing(fetcher, polite, TakingApart(AnsweredHere("", 0, 0)), lambda: clock().date())
    taking = Taking(archive, ledger)
    poller = FeedPoller(tmp_path / "feeds.yaml", ledger, bringing, taking, now=clock, chance=lambda: 0.0)
    async with feed_world() as world:
        yield Watching(world, poller, archive, ledger, clock)
        await bringing.close()
