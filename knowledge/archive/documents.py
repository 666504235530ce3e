"""The documents of the archive, one by one: what `doc` and `kb import` add, show, list and remove."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
import zlib
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

from knowledge.archive.bounds import UNBOUNDED, Bounds, expire
from knowledge.archive.schema import opened, writing
from knowledge.archive.segments import add_segment, drop
from knowledge.curation.adding import ReceivedFile, Taken, derived_id
from knowledge.curation.importing import Imported, Sorting
from knowledge.curation.keeping import KeptDocument
from knowledge.curation.records import ArchiveRecord
from knowledge.dates import PartialDate
from knowledge.errors import NotFound, NotTaken
from knowledge.model import Source
from knowledge.progress import Progress, silent
from knowledge.search.within import EVERYWHERE, Within

_COLUMNS = (
    "INSERT INTO document (id, language, received, title, publisher, published, url, text, sha256, pages, file, "
    "original, original_sha256) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_KEPT = "SELECT id, language, received, sha256, text, title, publisher, published, url, file, pages FROM document"
_WITHIN = (
    "WHERE (?1 IS NULL OR (substr(published || '-01-01', 1, 10) BETWEEN ?1 AND ?2)) AND (?3 IS NULL OR publisher = ?3)"
)
"""A date that is known to the month lies where the month begins."""
_NUMBERS_WITHIN = " ".join(("SELECT number FROM document", _WITHIN))
_NEWEST_WITHIN = " ".join((_KEPT, _WITHIN, "ORDER BY published IS NULL, published DESC, number DESC LIMIT ?4"))
_AT_ONCE = 400
"""Documents of an import that are indexed together."""
_ID = re.compile(r"[\w.:/-]{1,256}")


@dataclass(frozen=True, slots=True)
class Archive:
    """`archive.sqlite` of a data folder."""

    path: Path
    bounds: Bounds = UNBOUNDED

    def add(self, received: ReceivedFile, *, today: date) -> Taken:
        """Keep a file as it came with its text; the same bytes again are no change. NotTaken for a taken id."""
        digest = hashlib.sha256(received.data).hexdigest()
        with writing(self.path) as connection:
            there = connection.execute("SELECT id FROM document WHERE original_sha256 = ?", (digest,)).fetchone()
            if there:
                return Taken(there[0], is_new=False, warnings=())
            id_ = _new_id(connection, received, digest)
            cursor = connection.execute(_COLUMNS, _row(id_, received, digest, today))
            add_segment(connection, [int(cursor.lastrowid or 0)])
            expire(connection, self.bounds, today)
        return Taken(id_, is_new=True, warnings=())

    def receive(self, records: Sequence[ArchiveRecord], *, today: date) -> frozenset[str]:
        """Add documents at once; the ids of those that were not there. What has an id that is there stays as it is."""
        if not records:
            return frozenset()
        with writing(self.path) as connection:
            there = "SELECT 1 FROM document WHERE id = ?"
            new = {one.id: one for one in records if not connection.execute(there, (one.id,)).fetchone()}
            if new:
                add_segment(
                    connection, [connection.execute(_COLUMNS, _line(one)).lastrowid or 0 for one in new.values()]
                )
                expire(connection, self.bounds, today)
        return frozenset(new)

    def take(self, lines: Path, *, today: date, progress: Progress = silent) -> Imported:
        """Add the documents of a JSON Lines file; bad lines are told and the others taken."""
        added = 0
        with closing(opened(self.path)) as present:
            digests = dict(present.execute("SELECT id, sha256 FROM document"))
        sorting = Sorting(digests, today)
        new = sorting.new(lines, progress)
        while batch := list(islice(new, _AT_ONCE)):
            with writing(self.path) as connection:
                numbers = [connection.execute(_COLUMNS, _line(one)).lastrowid or 0 for one in batch]
                add_segment(connection, numbers)
                expire(connection, self.bounds, today)
            added += len(batch)
        return Imported(added, sorting.unchanged, self.path, tuple(sorting.problems))

    def get(self, id_: str) -> KeptDocument:
        """A document; NotFound where there is none of this id."""
        found = next(self._select(f"{_KEPT} WHERE id = ?", (id_,)), None)
        if found is None:
            raise NotFound(f"{id_}: no document of the archive has this id")
        return found

    def all(self) -> Iterator[KeptDocument]:
        """Every document, the newest last."""
        return self._select(f"{_KEPT} ORDER BY number", ())

    def remove(self, id_: str) -> None:
        """Take a document out with its original and its words in the index; NotFound where there is none of this id."""
        self.get(id_)
        with writing(self.path) as connection:
            rows = connection.execute("SELECT number FROM document WHERE id = ?", (id_,)).fetchall()
            drop(connection, [number for (number,) in rows])

    def expire(self, *, today: date) -> int:
        """Take out what the bounds leave no room for today; how many documents that were."""
        if self.bounds == UNBOUNDED or not self.path.exists():
            return 0
        with writing(self.path) as connection:
            return expire(connection, self.bounds, today)

    def original(self, id_: str) -> bytes:
        """The file as it was received; of what was imported as a line, its text."""
        with closing(opened(self.path)) as connection:
            query = "SELECT original, text FROM document WHERE id = ?"
            row = connection.execute(query, (id_,)).fetchone()
        if row is None:
            raise NotFound(f"{id_}: no document of the archive has this id")
        return zlib.decompress(row[0]) if row[0] is not None else str(row[1]).encode()

    def _select(self, query: str, values: tuple[str, ...]) -> Iterator[KeptDocument]:
        with closing(opened(self.path)) as connection:
            yield from map(_kept, connection.execute(query, values))


def source_of(connection: sqlite3.Connection | None, number: int) -> Source | None:
    """A document as the rest of the knowledge knows documents; None where it was removed meanwhile."""
    row = connection.execute(f"{_KEPT} WHERE number = ?", (number,)).fetchone() if connection else None
    return _kept(row).source if row else None


def documents_within(connection: sqlite3.Connection | None, within: Within) -> frozenset[int] | None:
    """The numbers of the documents within some bounds; None for all."""
    if within == EVERYWHERE or connection is None:
        return None
    return frozenset(number for (number,) in connection.execute(_NUMBERS_WITHIN, _bounds(within)))


def numbers_of(connection: sqlite3.Connection | None, ids: Collection[str]) -> frozenset[int]:
    """The numbers of the documents of some ids."""
    query = "SELECT number FROM document WHERE id IN (SELECT value FROM json_each(?))"
    rows = connection.execute(query, (json.dumps(list(ids)),)) if connection and ids else ()
    return frozenset(number for (number,) in rows)


def newest_within(connection: sqlite3.Connection | None, within: Within, most: int) -> Iterator[Source]:
    """The documents within some bounds that were published last."""
    for row in connection.execute(_NEWEST_WITHIN, (*_bounds(within), most)) if connection else ():
        yield _kept(row).source


def document_in(connection: sqlite3.Connection | None, is_meant: Callable[[str], bool]) -> Source | None:
    """The document of whose id this holds."""
    ids = connection.execute("SELECT id FROM document") if connection else ()
    meant = next((id_ for (id_,) in ids if is_meant(id_)), None)
    row = connection.execute(f"{_KEPT} WHERE id = ?", (meant,)).fetchone() if connection and meant else None
    return _kept(row).source if row else None


def publishers_in(connection: sqlite3.Connection | None) -> frozenset[str]:
    """Who published the documents."""
    query = "SELECT DISTINCT publisher FROM document WHERE publisher IS NOT NULL"
    return frozenset(name for (name,) in connection.execute(query)) if connection else frozenset()


def _bounds(within: Within) -> tuple[str | None, ...]:
    days = (one.isoformat() if one else None for one in (within.first, within.last))
    return *days, within.publisher


def _new_id(connection: sqlite3.Connection, received: ReceivedFile, digest: str) -> str:
    def is_taken(id_: str) -> bool:
        return connection.execute("SELECT 1 FROM document WHERE id = ?", (id_,)).fetchone() is not None

    given = received.given.id
    if given is None:
        return derived_id(received.name, digest, is_taken)
    if not _ID.fullmatch(given):
        raise NotTaken(f"{given!r} is no id; use letters, digits, points, slashes and hyphens")
    if is_taken(given):
        raise NotTaken(f"{given!r} is another document; a source never changes, give the new one its own id")
    return given


def _row(id_: str, received: ReceivedFile, digest: str, today: date) -> tuple[object, ...]:
    given, proposed = received.given, received.extract.proposed
    text = received.extract.text
    published = given.date or proposed.date
    return (
        id_,
        given.language or proposed.language,
        today.isoformat(),
        given.title or proposed.title,
        given.publisher or proposed.publisher,
        str(published) if published else None,
        proposed.url,
        text,
        hashlib.sha256(text.encode()).hexdigest(),
        json.dumps(received.extract.pages),
        f"{id_}.{received.ending}",
        None if received.data == text.encode() else zlib.compress(received.data),
        digest,
    )


def _line(record: ArchiveRecord) -> tuple[object, ...]:
    digest = hashlib.sha256(record.text.encode()).hexdigest()
    received = record.received.isoformat() if record.received else date.min.isoformat()
    published = str(record.date) if record.date else None
    said = (record.title.strip() or None, record.publisher, published, record.url)
    return (record.id, record.language, received, *said, record.text, digest, "[]", None, None, digest)


def _kept(row: tuple[str, ...]) -> KeptDocument:
    id_, language, received, digest, text, title, publisher, published, url, file, pages = row
    source = Source(
        id=id_,
        language=language,
        received=date.fromisoformat(received),
        sha256=digest,
        text=text,
        title=title,
        publisher=publisher,
        published=PartialDate.parse(published) if published else None,
        url=url,
        curated=False,
    )
    return KeptDocument(source, url, file, tuple(json.loads(pages)))
