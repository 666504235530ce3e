"""The knowledge base in memory: a compiled file read once into frozen objects."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from knowledge.compiled import rows
from knowledge.compiled.schema import CALENDAR_PARTICLES, SCHEMA
from knowledge.dates import PartialDate
from knowledge.errors import UnusableArtefact
from knowledge.files import arrays
from knowledge.files.arrays import StoredArrays
from knowledge.learned.calibration import Calibration
from knowledge.learned.reading import Learned
from knowledge.matching.profiles import Profile
from knowledge.model import (
    Alias,
    Citation,
    Entity,
    Kind,
    LocalText,
    Source,
    Statement,
    Strength,
    Withdrawal,
)
from knowledge.text.quantities import Calendar
from knowledge.vocabulary.lexicon import Lexicon
from knowledge.vocabulary.phrasings import Phrasings, PropertyRecord
from knowledge.vocabulary.roles import Role
from knowledge.vocabulary.terms import Particle


@dataclass(frozen=True)
class KnowledgeBase:
    """One version of what Marsad knows; never changes, so that a reader finishes on what it began with."""

    version: str
    sources: Mapping[str, Source] = field(repr=False)
    entities: Mapping[str, Entity] = field(repr=False)
    statements: Mapping[str, Statement] = field(repr=False)
    """In reading order, withdrawn ones too."""
    phrasings: Phrasings = field(repr=False)
    """How questions are phrased; the phrases themselves are in the lexicon."""
    learned: Learned = field(repr=False)
    lexicon: Lexicon = field(repr=False)
    profiles: tuple[Profile, ...] = field(repr=False)
    """What each current statement is about, for matching."""
    index: StoredArrays | None = field(default=None, repr=False)
    """For `Searcher`; None makes it build one."""

    @cached_property
    def current(self) -> Mapping[str, Statement]:
        """Statements that are held today: those not withdrawn."""
        return {key: statement for key, statement in self.statements.items() if statement.withdrawn is None}

    @cached_property
    def _by_entity(self) -> Mapping[str, tuple[Statement, ...]]:
        found: defaultdict[str, dict[str, Statement]] = defaultdict(dict)
        for statement in self.current.values():
            for entity in statement.named():
                if entity in self.entities:
                    found[entity][statement.id] = statement
        return {entity: tuple(statements.values()) for entity, statements in found.items()}

    def statements_about(self, entity_id: str) -> tuple[Statement, ...]:
        """Current statements with the entity as subject, value, speaker or theme, in reading order."""
        return self._by_entity.get(entity_id, ())


def load(path: Path) -> KnowledgeBase:
    """Read a compiled file; UnusableArtefact when it is missing, damaged or of another version."""
    if not path.is_file():
        raise UnusableArtefact(path, "there is no such file")
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        return read(connection, path)
    except (sqlite3.DatabaseError, ValueError, LookupError, TypeError) as error:
        raise UnusableArtefact(path, f"is damaged ({error})") from error
    finally:
        connection.close()


def read(connection: sqlite3.Connection, path: Path) -> KnowledgeBase:
    """Read an open compiled database; `path` is for the error messages."""
    connection.row_factory = sqlite3.Row
    (schema,) = connection.execute("PRAGMA user_version").fetchone()
    if schema != SCHEMA:
        raise UnusableArtefact(path, f"has schema {schema}, this Marsad reads schema {SCHEMA}")
    version = connection.execute("SELECT value FROM meta WHERE key = 'version'").fetchone()
    statements = _statements(connection)
    return KnowledgeBase(
        version=version["value"],
        sources={row["id"]: _source(row) for row in _rows(connection, "source")},
        entities=_entities(connection),
        statements=statements,
        lexicon=rows.read_lexicon(connection),
        profiles=rows.read_profiles(connection, statements),
        phrasings=_phrasings(connection),
        learned=Learned(_calibration(connection), arrays.read(arrays.ASSOCIATIONS, connection, path)),
        index=arrays.read(arrays.SEARCH_INDEX, connection, path),
    )


def _rows(connection: sqlite3.Connection, table: str) -> Iterator[sqlite3.Row]:
    return iter(connection.execute(f"SELECT * FROM {table}"))  # noqa: S608 - names of our own


def _date(text: str | None) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


def _local(text: str | None) -> LocalText | None:
    return json.loads(text) if text else None


def _source(row: sqlite3.Row) -> Source:
    return Source(
        id=row["id"],
        language=row["language"],
        received=date.fromisoformat(row["received"]),
        sha256=row["sha256"],
        text=row["text"],
        title=row["title"],
        publisher=row["publisher"],
        published=_date(row["published"]),
        note=_local(row["note"]),
        curated=bool(row["curated"]),
    )


def _entities(connection: sqlite3.Connection) -> dict[str, Entity]:
    aliases: defaultdict[str, list[Alias]] = defaultdict(list)
    for row in _rows(connection, "alias"):
        aliases[row["entity"]].append(Alias(row["text"], row["lang"], Strength(row["strength"])))
    return {
        row["id"]: Entity(
            id=row["id"],
            kind=Kind(row["kind"]),
            type=row["type"],
            names=json.loads(row["names"]),
            aliases=tuple(aliases[row["id"]]),
            summary=json.loads(row["summary"]),
            dates=_date(row["dates"]),
            place=row["place"],
        )
        for row in _rows(connection, "entity")
    }


def _statements(connection: sqlite3.Connection) -> dict[str, Statement]:
    citations: defaultdict[str, list[Citation]] = defaultdict(list)
    for row in _rows(connection, "citation"):
        citations[row["statement"]].append(Citation(row["source"], row["quote"], row["start"]))
    return {row["id"]: _statement(row, tuple(citations[row["id"]])) for row in _rows(connection, "statement")}


def _statement(row: sqlite3.Row, citations: tuple[Citation, ...]) -> Statement:
    withdrawn = row["withdrawn_on"]
    return Statement(
        id=row["id"],
        subject=row["subject"],
        property=row["property"],
        wording=json.loads(row["wording"]),
        citations=citations,
        value=row["value"],
        said_by=row["said_by"],
        about=tuple(json.loads(row["about"])),
        upcoming=_local(row["upcoming"]),
        caveat=_local(row["caveat"]),
        contradicts=tuple(json.loads(row["contradicts"])),
        corrected=_local(row["corrected"]),
        withdrawn=Withdrawal(date.fromisoformat(withdrawn), json.loads(row["withdrawn_reason"])) if withdrawn else None,
        first_seen=date.fromisoformat(row["first_seen"]),
        last_seen=date.fromisoformat(row["last_seen"]),
    )


def _calendar(connection: sqlite3.Connection) -> Calendar:
    tables: defaultdict[str, dict[tuple[str, ...], int]] = defaultdict(dict)
    for row in _rows(connection, "calendar"):
        tables[row["unit"]][tuple(row["words"].split())] = row["value"]
    timid = frozenset(tables["timid_months"])
    particles = {unit: frozenset(word for (word,) in tables[unit]) for unit in CALENDAR_PARTICLES}
    return Calendar(tables["months"], timid, tables["ordinals"], tables["cardinals"], **particles)


def _phrasings(connection: sqlite3.Connection) -> Phrasings:
    properties: dict[str, Any] = {
        row["id"]: PropertyRecord.model_validate_json(row["record"]) for row in _rows(connection, "property")
    }
    concepts: defaultdict[str, list[frozenset[str]]] = defaultdict(list)
    for row in _rows(connection, "concept"):
        concepts[row["role"]].append(frozenset(row["concepts"].split()))
    implied, roles = (
        {key.removeprefix(kind): found[0] for key, found in concepts.items() if key.startswith(kind)}
        for kind in ("implied:", "role:")
    )
    usage: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for row in _rows(connection, "usage"):
        usage[row["kind"]][row["key"]] = row["text"]
    return Phrasings(
        calendar=_calendar(connection),
        properties=properties,
        light=frozenset[str]().union(*concepts["light"]),
        unmet=frozenset[str]().union(*concepts["unmet"]),
        decisive=frozenset[str]().union(*concepts["decisive"]),
        kin=tuple(concepts["kin"]),
        implied=implied,
        roles={role: roles[role] for role in Role},
        particles={one: frozenset(usage["particle"][one].split()) for one in Particle},
        definite=usage["definite"],
    )


def _calibration(connection: sqlite3.Connection) -> Calibration:
    values = {row["name"]: float(row["value"]) for row in _rows(connection, "calibration")}
    weights, ranking, untaught = (
        {name.removeprefix(role): value for name, value in values.items() if name.startswith(role)}
        for role in ("weight:", "ranking:", "untaught:")
    )
    return Calibration(values["price"], values["bias"], weights, ranking, values["untaught_bias"], untaught)
