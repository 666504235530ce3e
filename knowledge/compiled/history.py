"""What every published version told, in a file of its own that every later release reads.

A compiled file is made for one release; this holds the statements, entities and sources alone, as records, each stored
once under a digest of its content however many versions hold it. Readers need no lock: a version appears whole.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeAlias

from knowledge.compiled import records
from knowledge.compiled.records import Recorded, T
from knowledge.errors import UnusableArtefact
from knowledge.model import Edition, Entity, Source, Statement

FORMAT = 1
"""Version of the tables below. A record in them may gain fields without another one."""

_TABLES = (
    f"PRAGMA user_version = {FORMAT}",
    "CREATE TABLE version (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE)",
    "CREATE TABLE publication (number INTEGER PRIMARY KEY, version INTEGER NOT NULL, at TEXT NOT NULL)",
    "CREATE TABLE record (number INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, json TEXT NOT NULL)",
    """CREATE TABLE holds (
        version INTEGER NOT NULL, kind TEXT NOT NULL, position INTEGER NOT NULL, record INTEGER NOT NULL,
        PRIMARY KEY (version, kind, position)
    ) WITHOUT ROWID""",
)
_DIGEST_BYTES = 16
_DAMAGE = (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
"""Tables that are missing, pages that make no sense, another file. A full disk or a locked file is none of these."""
_ANEW = "`marsad run` makes it anew from the compiled files beside it"
_LATER = "look at the file and its folder, or use the release that wrote it"


class DamagedHistory(UnusableArtefact):
    """The history cannot be read any more; it can be made anew from the compiled files."""


@contextlib.contextmanager
def changing(path: Path) -> Iterator[sqlite3.Connection]:
    """One transaction; the tables are made where there are none.

    DamagedHistory, or UnusableArtefact when it cannot be written now, or a later release has written it.
    """
    with _opened(path, "rwc") as connection:
        connection.execute("BEGIN IMMEDIATE")
        if not connection.execute("SELECT 1 FROM sqlite_schema").fetchone():
            for statement in _TABLES:
                connection.execute(statement)
        _require_sound(connection)
        yield connection
        connection.execute("COMMIT")


def add(connection: sqlite3.Connection, edition: Edition, sources: Mapping[str, Source]) -> None:
    """Store what a version tells, unless it is stored already."""
    if _number(connection, edition.version) is not None:
        return
    number = connection.execute("INSERT INTO version (id) VALUES (?)", (edition.version,)).lastrowid
    told: tuple[Recorded, ...] = (*edition.statements.values(), *edition.entities.values(), *sources.values())
    for position, one in enumerate(told):
        kind, record = records.table(type(one)), records.dump(one)
        digest = _digest(kind, record)
        connection.execute("INSERT OR IGNORE INTO record (digest, json) VALUES (?, ?)", (digest, record))
        connection.execute(
            "INSERT INTO holds SELECT ?, ?, ?, number FROM record WHERE digest = ?", (number, kind, position, digest)
        )


def publish(connection: sqlite3.Connection, version: str, at: datetime) -> None:
    """Note that a version that is stored is served from a moment on; it may be so more than once."""
    number = _number(connection, version)
    connection.execute("INSERT INTO publication (version, at) VALUES (?, ?)", (number, at.isoformat()))


def versions(path: Path) -> tuple[str, ...]:
    """All that are stored, in the order in which they were; none where there is no history."""
    if not path.exists():
        return ()
    with _reading(path) as connection:
        return tuple(id_ for (id_,) in connection.execute("SELECT id FROM version ORDER BY number"))


def publications(path: Path) -> tuple[tuple[str, datetime], ...]:
    """Which version was published when, the earliest first; before there was a history that was not written down."""
    with _reading(path) as connection:
        return tuple((id_, at) for _, id_, at in _publications(connection))


def read_edition(path: Path, version: str) -> Edition:
    """What a version told; UnusableArtefact when that is not known."""
    with _reading(path) as connection:
        number = _known(connection, path, version)
        return Edition(version, _read(connection, number, Entity), _read(connection, number, Statement))


def read_sources(path: Path, version: str) -> Mapping[str, Source]:
    """The documents of a version by id; UnusableArtefact when they are not known."""
    with _reading(path) as connection:
        return _read(connection, _known(connection, path, version), Source)


@dataclass(frozen=True, slots=True)
class PastWording:
    """One of the wordings of a statement, and what is known of when."""

    statement: Statement
    version: str
    """The last that held it."""
    since: datetime | None
    """The first publication with it."""


def wordings(path: Path, chosen: Callable[[str], bool]) -> tuple[PastWording, ...]:
    """Every record of the statement whose id is chosen, the one that was held last at the end."""
    with _reading(path) as connection:
        connection.create_function("chosen", 1, lambda id_: chosen(id_ or ""), deterministic=True)
        rows = connection.execute(
            """WITH found AS (
                SELECT number, digest, json FROM record
                WHERE number IN (SELECT record FROM holds WHERE kind = 'statement')
                AND chosen(json_extract(json, '$.id'))
            ), held AS (
                SELECT record, MAX(holds.version) AS last, MIN(at) AS since
                FROM holds LEFT JOIN publication ON publication.version = holds.version
                WHERE kind = 'statement' AND record IN (SELECT number FROM found) GROUP BY record
            )
            SELECT digest, json, version.id, since
            FROM found JOIN held ON record = found.number JOIN version ON version.number = last ORDER BY last, since"""
        ).fetchall()
        return tuple(
            PastWording(_sound(Statement, digest, record), version, datetime.fromisoformat(at) if at else None)
            for digest, record, version, at in rows
        )


@dataclass(frozen=True, slots=True)
class Published:
    """A publication, and what was looked for of what its version told, by id."""

    version: str
    at: datetime
    entities: Mapping[str, Entity]
    statements: Mapping[str, Statement]


Chosen: TypeAlias = Callable[[str, Mapping[str, Any]], bool]
"""Whether a record is looked for: by its kind, `entity` or `statement`, and its fields."""


def chronicle(path: Path, chosen: Chosen) -> tuple[Published, ...]:
    """Every publication, the earliest first, with the entities and statements that are chosen."""
    with _reading(path) as connection:
        connection.create_function("chosen", 2, lambda kind, text: chosen(kind, json.loads(text)), deterministic=True)
        found = {number: _told(kind, *rest) for number, kind, *rest in connection.execute(_CHOSEN)}
        held = connection.execute("SELECT version, record FROM holds WHERE kind IN ('entity', 'statement')")
        told: defaultdict[int, list[Entity | Statement]] = defaultdict(list)
        for version, record in held:
            if record in found:
                told[version].append(found[record])
        return tuple(_published(id_, at, told[number]) for number, id_, at in _publications(connection))


_CHOSEN = """
    SELECT number, kind, digest, json
    FROM (SELECT DISTINCT kind, record FROM holds WHERE kind IN ('entity', 'statement')) JOIN record ON number = record
    WHERE chosen(kind, json)
"""


def _told(kind: str, digest: bytes, record: str) -> Entity | Statement:
    return _sound(Entity, digest, record) if kind == records.table(Entity) else _sound(Statement, digest, record)


def _publications(connection: sqlite3.Connection) -> Iterator[tuple[int, str, datetime]]:
    """Number and id of the version that each published, and when."""
    rows = connection.execute(
        "SELECT version.number, id, at FROM publication JOIN version ON version.number = publication.version "
        "ORDER BY publication.number"
    )
    return ((number, id_, datetime.fromisoformat(at)) for number, id_, at in rows)


def _published(version: str, at: datetime, told: list[Entity | Statement]) -> Published:
    entities = {one.id: one for one in told if isinstance(one, Entity)}
    statements = {one.id: one for one in told if isinstance(one, Statement)}
    return Published(version, at, entities, statements)


@contextlib.contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection]:
    with _opened(path, "ro") as connection:
        yield connection


@contextlib.contextmanager
def _opened(path: Path, mode: str) -> Iterator[sqlite3.Connection]:
    """A connection without transactions of its own; what was not committed is rolled back when it closes."""
    if path.exists() and not path.is_file():
        raise UnusableArtefact(path, "cannot be used (is no regular file)", _LATER)  # SQLite would wait for a pipe
    try:
        place = f"{path.resolve().as_uri()}?mode={mode}"
        with contextlib.closing(sqlite3.connect(place, uri=True, isolation_level=None)) as connection:
            (found,) = connection.execute("PRAGMA user_version").fetchone()
            if found > FORMAT:
                raise UnusableArtefact(path, f"has format {found}, this Marsad reads format {FORMAT}", _LATER)
            yield connection
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGE:
            raise DamagedHistory(path, f"is damaged ({error})", _ANEW) from error
        raise UnusableArtefact(path, f"cannot be used ({error})", _LATER) from error
    except (ValueError, TypeError) as error:
        raise DamagedHistory(path, f"is damaged ({error})", _ANEW) from error


def _require_sound(connection: sqlite3.Connection) -> None:
    (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if found != "ok":
        raise ValueError(found)


def _number(connection: sqlite3.Connection, version: str) -> int | None:
    found = connection.execute("SELECT number FROM version WHERE id = ?", (version,)).fetchone()
    return found[0] if found else None


def _known(connection: sqlite3.Connection, path: Path, version: str) -> int:
    number = _number(connection, version)
    if number is None:
        raise UnusableArtefact(path, f"does not hold {version}", _ANEW)
    return number


def _read(connection: sqlite3.Connection, version: int, kind: type[T]) -> dict[str, T]:
    name = records.table(kind)
    rows = connection.execute(
        "SELECT digest, json FROM holds JOIN record ON record.number = holds.record "
        "WHERE holds.version = ? AND holds.kind = ? ORDER BY position",
        (version, name),
    )
    values = (_sound(kind, digest, record) for digest, record in rows)
    return {one.id: one for one in values}


def _sound(kind: type[T], digest: bytes, record: str) -> T:
    """The value of a record; ValueError when it is not the one that was written."""
    if digest != _digest(records.table(kind), record):
        raise ValueError("a record is not what was written")
    return records.load(kind, record)


def _digest(kind: str, record: str) -> bytes:
    return hashlib.blake2b(f"{kind}\0{record}".encode(), digest_size=_DIGEST_BYTES).digest()
