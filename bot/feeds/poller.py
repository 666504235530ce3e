"""Polls what is watched: each feed when it is due, its new items into the archive, and how it went into the ledger."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NoReturn

import structlog

from bot.clocks import Clock, utc
from bot.feeds.bringing import MOST_PAGES, Bringing, Brought
from bot.feeds.fetching import NOTHING_KNOWN, FetchFailed
from bot.feeds.health import FeedHealth
from bot.feeds.intervals import after_failure, after_success, spread
from bot.feeds.ledger import Ledger
from bot.feeds.listing import Feed, FeedKind, read_feeds
from bot.feeds.taking import Counts, Origin, Taking, files_of
from knowledge.errors import InvalidFiles, KnowledgeError

_AT_ONCE = 8
_LOOKS_EVERY = 1.0
_WHEN_BROKEN = 30.0
_TIDIES_EVERY = timedelta(hours=1)
_WHOLE_EVERY = timedelta(days=1)
"""So often a feed is asked without saying what we have: some say for ever that nothing has changed."""
_NEVER_SAID = "said that nothing had changed when something had"

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class FeedPoll:
    """What came of asking a feed."""

    feed: Feed
    new: int = 0
    echoes: int = 0
    problem: str = ""


@dataclass
class FeedPoller:
    """Polls; one runs at a time beside what `feeds poll` does."""

    file: Path
    ledger: Ledger
    bringing: Bringing
    taking: Taking
    now: Clock = utc
    chance: Callable[[], float] = random.random
    pause: Callable[[float], Awaitable[object]] = asyncio.sleep
    _feeds: tuple[Feed, ...] = field(default=(), init=False)
    _stamp: tuple[int, int] = field(default=(0, 0), init=False)
    _begun: bool = field(default=False, init=False)
    _tidied: datetime = field(default=datetime.fromtimestamp(0, UTC), init=False)
    _polling: dict[str, asyncio.Task[None]] = field(default_factory=dict, init=False)
    _taker: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "feeds"), init=False)
    """Takes items in, a feed after another: archive and ledger have one writer, and readers need the other threads."""

    async def run(self) -> NoReturn:
        """Poll until cancelled; a slow feed keeps no other waiting."""
        try:
            while True:
                await self.pause(_LOOKS_EVERY if await self._looked() else _WHEN_BROKEN)
        finally:
            for task in self._polling.values():
                task.cancel()
            await asyncio.gather(*self._polling.values(), return_exceptions=True)
            await self.bringing.close()

    async def _looked(self) -> bool:
        """Begin with what is due; whether that could be told."""
        self._polling = {name: task for name, task in self._polling.items() if not task.done()}
        try:
            due = await asyncio.to_thread(self._due)
        except (KnowledgeError, OSError) as error:
            log.warning("feeds wait", reason=str(error))
            return False
        except Exception:  # whoever polls runs beside whoever delivers, and must not end that
            log.exception("feeds wait")
            return False
        for feed in due[: _AT_ONCE - len(self._polling)]:
            self._polling[feed.name] = asyncio.create_task(self._polled(feed))
        return True

    def _due(self) -> list[Feed]:
        """What is to be asked now, the longest due first."""
        now = self.now()
        if not self._begun:
            self.ledger.begin()
            self._begun = True
        if now - self._tidied > _TIDIES_EVERY:
            self._tidied = now
            self.ledger.expire(now)
        idle = [one for one in self.feeds() if one.name not in self._polling]
        found = self.ledger.healths()
        known = [(found.get((one.name, one.address), FeedHealth(one.name, one.address)), one) for one in idle]
        due = [(health.next_at, one) for health, one in known if not health.paused and health.next_at <= now]
        return [one for _, one in sorted(due, key=lambda pair: pair[0])]

    async def _polled(self, feed: Feed) -> None:
        try:
            await self.poll(feed)
        except Exception:  # one that ended this silently would be asked again each second
            log.exception("a feed cannot be taken in", feed=feed.name)
            await self.pause(_WHEN_BROKEN)

    async def poll_all(self) -> list[FeedPoll]:
        """Ask every feed now, a few at once."""
        places = asyncio.Semaphore(_AT_ONCE)

        async def one(feed: Feed) -> FeedPoll:
            async with places:
                return await self.poll(feed)

        return list(await asyncio.gather(*map(one, self.feeds())))

    async def poll(self, feed: Feed) -> FeedPoll:
        """Ask one feed now, and take in what is new."""
        before = await asyncio.to_thread(self.ledger.health, feed.name, feed.address)
        try:
            counts, after, seen = await self._taken(feed, before)
        except FetchFailed as error:
            return await self._failed(feed, before, error)
        interval = after_success(feed.every, before.interval or feed.every, new=bool(counts.new))
        kept = replace(
            after,
            new_at=self.now() if counts.new else before.new_at,
            interval=interval,
            next_at=self.now() + spread(interval, self.chance()),
            brought=before.brought + counts.new,
            echoes=before.echoes + counts.echoes,
            notes=(*after.notes, *counts.refused),
        )
        await asyncio.to_thread(self.ledger.keep, kept, self.now(), seen)
        _log(before, kept)
        return FeedPoll(feed, counts.new, counts.echoes)

    async def _taken(self, feed: Feed, before: FeedHealth) -> tuple[Counts, FeedHealth, Sequence[str]]:
        """What was new, how the feed is now, and the keys that it lists."""
        now = self.now()
        after = replace(before, asked_at=now, good_at=now, failures=0, problem="")
        if feed.kind is FeedKind.FOLDER:
            return await asyncio.to_thread(self._folder, feed, replace(after, notes=()), before)
        whole = before.whole_at is None or now - before.whole_at > _WHOLE_EVERY
        brought = await self.bringing.from_(feed, NOTHING_KNOWN if whole else before.validators)
        if brought.unchanged:
            return Counts(), after, ()
        counts, seen = await self._items(feed, brought, first=before.good_at is None)
        silent = whole and before.whole_at and counts.new and before.validators == brought.validators != NOTHING_KNOWN
        notes = (*brought.notes, _NEVER_SAID) if silent else brought.notes
        whole_at = now if whole else before.whole_at
        return counts, replace(after, notes=notes, validators=brought.validators, whole_at=whole_at), seen

    async def _items(self, feed: Feed, brought: Brought, *, first: bool) -> tuple[Counts, Sequence[str]]:
        keys = {key for one in brought.items for key in (one.key, one.pair) if key}
        known = await asyncio.to_thread(self.ledger.known, feed.name, sorted(keys))
        new = [one for one in brought.items if known.isdisjoint((one.key, one.pair))]
        later: set[str] = set()
        if feed.full_text:
            later = {key for one in new[MOST_PAGES:] for key in (one.key, one.pair)}
            new = await self.bringing.with_pages(feed, new[:MOST_PAGES])
        origin = Origin(feed, brought.title, brought.language, first)
        loop = asyncio.get_running_loop()
        counts = await loop.run_in_executor(self._taker, self.taking.items, origin, new, self.now())
        return counts, sorted(keys - later)

    def _folder(self, feed: Feed, after: FeedHealth, before: FeedHealth) -> tuple[Counts, FeedHealth, Sequence[str]]:
        try:
            found = dict(files_of(feed, self.now()))
        except OSError as error:
            raise FetchFailed(f"cannot be read: {error.strerror}") from None
        known = self.ledger.known(feed.name, sorted(found))
        origin = Origin(feed, language=feed.language, first=before.good_at is None)
        new = [path for key, path in found.items() if key not in known]
        return self.taking.files(origin, new, self.now()), after, sorted(found)

    async def _failed(self, feed: Feed, before: FeedHealth, error: FetchFailed) -> FeedPoll:
        failures, problem = before.failures + 1, str(error)
        wait = spread(after_failure(feed.every, failures, error.wait, gone=error.gone), self.chance())
        kept = replace(before, asked_at=self.now(), failures=failures, problem=problem, next_at=self.now() + wait)
        await asyncio.to_thread(self.ledger.keep, kept, self.now())
        if problem != before.problem:
            log.warning("a feed cannot be read", feed=feed.name, reason=problem)
        return FeedPoll(feed, problem=problem)

    def feeds(self) -> tuple[Feed, ...]:
        """What the file lists now; what it listed before where it has mistakes, which are logged once."""
        stat = self.file.stat()
        stamp = (stat.st_mtime_ns, stat.st_size)
        if stamp != self._stamp:
            self._stamp = stamp
            try:
                self._feeds = read_feeds(self.file)
            except InvalidFiles as error:
                log.warning("the feeds file has mistakes; what it listed before holds", reason=str(error))
        return self._feeds


def _log(before: FeedHealth, after: FeedHealth) -> None:
    if before.problem:
        log.info("a feed can be read again", feed=after.name)
    if new := [note for note in after.notes if note not in before.notes]:
        log.warning("a feed is read with faults", feed=after.name, faults=", ".join(new))
