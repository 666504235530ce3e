"""The knowledge base in memory: a compiled file read once into frozen objects."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from knowledge import visibility
from knowledge.compiled import records, rows
from knowledge.compiled.edition import opened, said_in, version_of
from knowledge.compiled.schema import SCHEMA
from knowledge.errors import UnusableArtefact
from knowledge.files import arrays
from knowledge.files.arrays import StoredArrays
from knowledge.learned.calibration import Calibration
from knowledge.learned.files import NO_LESSONS
from knowledge.learned.reading import Learned
from knowledge.matching.profiles import Profile
from knowledge.model import Citation, Edition, Entity, Source, Statement
from knowledge.text.calendar_words import FORMS, PARTICLES, TABLES
from knowledge.text.quantities import Calendar
from knowledge.understanding.claims import ClaimReader
from knowledge.understanding.guessing import StoredGuesser
from knowledge.vocabulary.lexicon import NO_FORMS, Lexicon, called
from knowledge.vocabulary.operations import NO_OPERATIONS, Operations
from knowledge.vocabulary.phrasings import Phrasings, PropertyRecord
from knowledge.vocabulary.roles import Role
from knowledge.vocabulary.small_words import SmallWords
from knowledge.vocabulary.talk import Talk, TalkRecord
from knowledge.vocabulary.terms import Particle


@dataclass(frozen=True)
class KnowledgeBase(Edition):
    """One version of what Marsad knows; never changes, so that a reader finishes on what it began with."""

    sources: Mapping[str, Source] = field(repr=False)
    phrasings: Phrasings = field(repr=False)
    """How questions are phrased; the phrases themselves are in the lexicon."""
    learned: Learned = field(repr=False)
    lexicon: Lexicon = field(repr=False)
    claim_reader: ClaimReader = field(repr=False)
    profiles: tuple[Profile, ...] = field(repr=False)
    """What each current statement is about, for matching."""
    operations: Operations = field(default=NO_OPERATIONS, repr=False)
    """What can be worked out; its words are in a lexicon of their own."""
    operation_words: Lexicon = field(default=NO_FORMS, repr=False)
    lessons: StoredArrays = field(default_factory=lambda: NO_LESSONS, repr=False)
    """The questions that editors wrote with statements."""
    index: StoredArrays | None = field(default=None, repr=False)
    """For `Searcher`; None makes it build one."""
    guesses: StoredGuesser | None = field(default=None, repr=False)
    """For the reader of questions, as `index`."""
    letters: StoredArrays | None = field(default=None, repr=False)
    """For the matcher, as `index`."""
    worded: Mapping[str, tuple[str, ...]] | None = field(default=None, repr=False)
    """By statement the entities that its wordings name; None: not read yet."""
    indexed: tuple[str, ...] | None = field(default=None, repr=False)
    """The statements in the order of the index; None: the current ones, as in every version that hides nothing."""
    words: str = ""
    """Of which digest the vocabulary is."""
    withheld: tuple[Citation, ...] = field(default=(), repr=False)
    """The quotes of what is hidden: no passage shows them."""

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

    @cached_property
    def types(self) -> Mapping[str, str]:
        """By entity."""
        return {key: entity.type for key, entity in self.entities.items()}

    @cached_property
    def profile_of(self) -> Mapping[str, Profile]:
        """By statement."""
        return {profile.statement.id: profile for profile in self.profiles}

    def statements_about(self, entity_id: str) -> tuple[Statement, ...]:
        """Current statements with the entity as subject, value, speaker or theme, in reading order."""
        return self._by_entity.get(entity_id, ())

    def public(self, day: date) -> KnowledgeBase:
        """What everybody may see of it on a day."""
        view = visibility.public(self, day)
        quotes = (citation for id_ in view.hidden for citation in self.statements[id_].citations)
        return replace(
            view,
            profiles=tuple(one for one in self.profiles if one.statement.id in view.statements),
            indexed=tuple(self.current) if self.index else None,
            withheld=tuple(dict.fromkeys(quotes)),
            guesses=None,
            letters=None,
        )


@dataclass(frozen=True)
class KnownWords:
    """What of a version serves to read facts in the same vocabulary."""

    entities: Mapping[str, Entity] = field(repr=False)
    lexicon: Lexicon = field(repr=False)
    passed: Mapping[str, str] = field(repr=False)
    """By entity the digest of its file, which passed the rules of curation before it was compiled."""
    phrasings: Phrasings = field(repr=False)
    learned: Learned = field(repr=False)
    claim_reader: ClaimReader = field(repr=False)
    operations: Operations = field(repr=False)
    operation_words: Lexicon = field(repr=False)
    words: str = ""
    """Of which digest the vocabulary is."""


def load_words(path: Path) -> KnownWords:
    """Read only so much of a compiled file; UnusableArtefact as `load`."""
    with opened(path) as connection:
        _require_schema(connection, path)
        entities, lexicon = records.read(connection, Entity), rows.read_lexicon(connection, path)
        words = said_in(connection, "words")
        return KnownWords(entities, lexicon, _passed(connection), **_words(connection, path), words=words)


def load(path: Path, before: KnowledgeBase | None = None) -> KnowledgeBase:
    """Read a compiled file; UnusableArtefact when it is missing, damaged or of another version.

    What it has in common with a version that was read `before` is not read again, and held once.
    """
    with opened(path) as connection:
        return read(connection, path, before)


def read(connection: sqlite3.Connection, path: Path, before: KnowledgeBase | None = None) -> KnowledgeBase:
    """Read an open compiled database as `load` does; `path` is for the error messages."""
    _require_schema(connection, path)
    statements, entities = records.read(connection, Statement), records.read(connection, Entity)
    words = said_in(connection, "words")
    same = before if before and words and before.words == words else None
    named = same if same and called(same.entities) == called(entities) else None
    guesses = StoredGuesser(arrays.read(arrays.GUESSES, connection, path))
    return KnowledgeBase(
        version=version_of(connection),
        sources=records.read(connection, Source),
        entities=entities,
        statements=statements,
        profiles=rows.read_profiles(connection, statements),
        **(_words_of(same) if same else _words(connection, path)),
        lexicon=named.lexicon if named else rows.read_lexicon(connection, path),
        lessons=arrays.read(arrays.LESSONS, connection, path),
        index=arrays.read(arrays.SEARCH_INDEX, connection, path),
        guesses=same.guesses if same and same.guesses == guesses else guesses,
        letters=arrays.read(arrays.LETTERS, connection, path),
        words=words,
        worded={row["statement"]: tuple(row["entities"].split()) for row in _rows(connection, "worded")},
    )


def _words_of(knowledge: KnowledgeBase) -> dict[str, Any]:
    kinds = ("phrasings", "learned", "claim_reader", "operations", "operation_words")
    return {kind: getattr(knowledge, kind) for kind in kinds}


def _words(connection: sqlite3.Connection, path: Path) -> dict[str, Any]:
    """All that a vocabulary, and what was learned, decide alone."""
    operations, operation_words = rows.read_operations(connection, path)
    return {
        "phrasings": _phrasings(connection),
        "learned": Learned(
            _calibration(connection),
            arrays.read(arrays.ASSOCIATIONS, connection, path),
            arrays.read(arrays.ASKING, connection, path),
        ),
        "claim_reader": rows.read_claim_reader(connection, path),
        "operations": operations,
        "operation_words": operation_words,
    }


def _require_schema(connection: sqlite3.Connection, path: Path) -> None:
    connection.row_factory = sqlite3.Row
    (schema,) = connection.execute("PRAGMA user_version").fetchone()
    if schema != SCHEMA:
        raise UnusableArtefact(path, f"has schema {schema}, this Marsad reads schema {SCHEMA}")


def _passed(connection: sqlite3.Connection) -> Mapping[str, str]:
    found: dict[str, str] = json.loads(said_in(connection, "passed") or "{}")
    return found


def _rows(connection: sqlite3.Connection, table: str) -> Iterator[sqlite3.Row]:
    return iter(connection.execute(f"SELECT * FROM {table}"))  # noqa: S608 - names of our own


def _calendar(connection: sqlite3.Connection) -> Calendar:
    found: defaultdict[str, dict[tuple[str, ...], int]] = defaultdict(dict)
    for row in _rows(connection, "calendar"):
        found[row["unit"]][tuple(row["words"].split())] = row["value"]
    fields: dict[str, Any] = {unit: found[unit] for unit in TABLES}
    fields |= {unit: frozenset(found[unit]) for unit in FORMS}
    fields |= {unit: frozenset(word for (word,) in found[unit]) for unit in PARTICLES}
    return Calendar(**fields)


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
        decisive=frozenset[str]().union(*concepts["decisive"]),
        kin=tuple(concepts["kin"]),
        akin=tuple(concepts["akin"]),
        implied=implied,
        roles={role: roles[role] for role in Role},
        particles={one: frozenset(usage["particle"][one].split()) for one in Particle},
        small_words={lang: SmallWords.model_validate_json(record) for lang, record in usage["small_words"].items()},
        definite=usage["definite"],
        talk=Talk.of(TalkRecord.model_validate_json(usage["talk"]["record"])),
    )


def _calibration(connection: sqlite3.Connection) -> Calibration:
    values = {row["name"]: float(row["value"]) for row in _rows(connection, "calibration")}
    weights, ranking, untaught, general = (
        {name.removeprefix(role): value for name, value in values.items() if name.startswith(role)}
        for role in ("weight:", "ranking:", "untaught:", "untaught_ranking:")
    )
    return Calibration(values["price"], values["bias"], weights, ranking, values["untaught_bias"], untaught, general)
