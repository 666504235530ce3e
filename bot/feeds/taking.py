"""New items and files as documents of the archive, each with the story that it tells."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from pydantic import ValidationError

from bot.feeds.health import NewDocument
from bot.feeds.items import FeedItem
from bot.feeds.ledger import Ledger
from bot.feeds.listing import Feed
from bot.feeds.stories import Stories, StoryTrace
from knowledge.archive.documents import Archive
from knowledge.archive.fed import fed_id
from knowledge.curation.adding import Given
from knowledge.curation.received import received, without_day_of_file
from knowledge.curation.records import ArchiveRecord
from knowledge.errors import KnowledgeError, NotFound

_NEWS_FOR = timedelta(days=3)
"""What was published before is no news, whenever a feed lists it."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many documents were new, how many of them tell what another told, and what could not be taken."""

    new: int = 0
    echoes: int = 0
    refused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """Where documents come from, and what is known of all of them."""

    feed: Feed
    title: str = ""
    language: str | None = None
    first: bool = False
    """Whether it is the first time: what lies there already is no news."""

    @property
    def publisher(self) -> str | None:
        """As readers are told."""
        return self.feed.title or self.title[:100] or None


@dataclass(frozen=True, slots=True)
class Taking:
    """Takes what a feed brought into the archive, and notes it for its followers."""

    archive: Archive
    ledger: Ledger

    def items(self, origin: Origin, items: Sequence[FeedItem], now: datetime) -> Counts:
        """Take items in; one that is there already is only noted."""
        records, refused = _records(origin, items, now)
        added = self.archive.receive([one for one, _ in records], today=now.date())
        fresh = {one.id: _is_news(item.published, now) and not origin.first for one, item in records}
        echoes = [
            self._note(origin, one.id, f"{one.title}\n{one.text}", now, fresh=fresh[one.id]) for one, _ in records
        ]
        return Counts(len(added), sum(echoes), refused)

    def files(self, origin: Origin, paths: Iterable[Path], now: datetime) -> Counts:
        """Take files in; one that cannot be read is named."""
        new, echoes, refused = 0, 0, []
        for path in paths:
            try:
                given = Given(publisher=origin.publisher, language=origin.language)
                incoming = without_day_of_file(received(path.name, path.read_bytes(), given))
                taken = self.archive.add(incoming, today=now.date())
            except (KnowledgeError, OSError) as error:
                refused.append(f"{path.name}: {error}"[:200])
                continue
            new += taken.is_new
            text = f"{incoming.extract.proposed.title or ''}\n{incoming.extract.text}"
            is_echo = self._note(origin, taken.id, text, now, fresh=not origin.first)
            echoes += is_echo and taken.is_new
        return Counts(new, echoes, tuple(refused))

    def _note(self, origin: Origin, id_: str, text: str, now: datetime, *, fresh: bool) -> bool:
        """Write a document down with its story; whether it is an echo."""
        trace = StoryTrace.of(text)
        story = Stories(self.ledger, self._text).of(id_, trace, now)
        document = NewDocument(id_, origin.feed.name, now, story, fresh)
        self.ledger.take(document, trace.smallest)
        return document.is_echo

    def _text(self, id_: str) -> str:
        try:
            source = self.archive.get(id_).source
        except NotFound:
            return ""
        return f"{source.title or ''}\n{source.text}"


def _records(
    origin: Origin, items: Sequence[FeedItem], now: datetime
) -> tuple[list[tuple[ArchiveRecord, FeedItem]], tuple[str, ...]]:
    found, refused = [], 0
    for one in items:
        try:
            found.append((_record(origin, one, now), one))
        except ValidationError:
            refused += 1
    return found, (f"{refused} items whose text cannot be read",) if refused else ()


def _record(origin: Origin, item: FeedItem, now: datetime) -> ArchiveRecord:
    given = {
        "id": fed_id(origin.feed.name, item.key),
        "title": item.title,
        "text": item.text or item.title,
        "lang": origin.feed.language or item.language or origin.language,
        "publisher": origin.publisher,
        "date": item.published.isoformat() if item.published else None,
        "url": item.link or None,
        "received": now.date(),
    }
    record = ArchiveRecord.model_validate(given)
    return record.model_copy(update={"lang": record.language})


def _is_news(published: date | None, now: datetime) -> bool:
    return published is None or published >= (now - _NEWS_FOR).date()


def files_of(feed: Feed, now: datetime) -> list[tuple[str, Path]]:
    """The files of a folder that nobody is writing any more, each with a key that changes with it; OSError: none."""
    found = []
    for path in sorted(Path(feed.address).iterdir()):
        stat = path.lstat()
        at_rest = now.timestamp() - stat.st_mtime > _AT_REST
        if path.is_file() and not path.is_symlink() and not path.name.startswith(".") and at_rest:
            stamp = f"{path.name}\0{stat.st_size}\0{stat.st_mtime_ns}"
            found.append((hashlib.blake2b(stamp.encode("utf-8", "replace"), digest_size=10).hexdigest(), path))
    return found


_AT_REST = 2.0
"""Seconds since a file was written last."""
