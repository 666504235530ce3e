"""Compiles a valid corpus into one read-only SQLite file, deterministically."""

from __future__ import annotations

import json
import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from knowledge.compiled import base, records, rows
from knowledge.compiled.base import KnowledgeBase
from knowledge.compiled.question_reader import guesser_of, reader_of
from knowledge.compiled.schema import SCHEMA, TABLES
from knowledge.curation.corpus import Corpus
from knowledge.files import arrays
from knowledge.files.arrays import StoredArrays
from knowledge.files.private import private_folder
from knowledge.learned.calibration import Calibration
from knowledge.learned.files import NO_LESSONS
from knowledge.matching import recalling
from knowledge.matching.profiler import Profiler
from knowledge.matching.profiles import Profile, Profiles
from knowledge.matching.shared_letters import letters_of
from knowledge.model import LANGUAGES
from knowledge.progress import Progress, silent
from knowledge.search.documents import Document, documents
from knowledge.text import calendar_words
from knowledge.text.quantities import Calendar
from knowledge.understanding.guessing import StoredGuesser
from knowledge.vocabulary.covering import named_in_order
from knowledge.vocabulary.lexicon import Lexicon
from knowledge.vocabulary.phrasings import Phrasings

if TYPE_CHECKING:
    from knowledge.search.encoder import Encoder


def compile_corpus(
    corpus: Corpus, target: Path, *, progress: Progress = silent, encoder: Encoder | None = None
) -> Path:
    """Write a corpus to `target`: aside first, then moved into place, so that nobody reads half a file.

    An `encoder` gives every sentence a vector, for `answers.semantic`.
    """
    private_folder(target.parent)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    os.close(handle)
    aside = Path(name)
    try:
        connection = sqlite3.connect(aside)
        try:
            write(corpus, connection, progress)
            if encoder is not None:
                _write_meaning(corpus, connection, encoder, progress)
        finally:
            connection.close()
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)
    return target


def in_memory(corpus: Corpus) -> KnowledgeBase:
    """The knowledge base of a corpus, without a file."""
    connection = sqlite3.connect(":memory:")
    try:
        write(corpus, connection)
        return base.read(connection, Path(":memory:"))
    finally:
        connection.close()


def write(corpus: Corpus, connection: sqlite3.Connection, progress: Progress = silent) -> None:
    """Fill an empty database."""
    connection.executescript(f"PRAGMA journal_mode = OFF; PRAGMA user_version = {SCHEMA}; {TABLES}")
    with connection:
        told_of = {"version": corpus.version, "words": corpus.words, "passed": json.dumps(corpus.passed)}
        _insert(connection, "meta", told_of.items())
        for told in (corpus.sources, corpus.entities, corpus.statements):
            records.write(connection, told.values())
        known = corpus.lexicon, corpus.claim_reader, corpus.phrasings, corpus.entities, corpus.current, corpus.lies_in
        profiles = Profiler(*known).profiles()
        rows.write(connection, corpus.lexicon, corpus.claim_reader, profiles)
        operation_words = corpus.operation_words or rows.operation_lexicon(corpus.operations)
        rows.write_operations(connection, corpus.operations, operation_words)
        _insert(connection, "calendar", _calendar_rows(corpus.phrasings.calendar))
        properties = corpus.phrasings.properties.items()
        _insert(connection, "property", ((key, record.model_dump_json()) for key, record in properties))
        _insert(connection, "calibration", _calibration_rows(corpus.learned.calibration))
        _insert(connection, "concept", _concept_rows(corpus.phrasings))
        _insert(connection, "usage", _usage_rows(corpus.phrasings))
        arrays.write(arrays.ASSOCIATIONS, corpus.learned.associations, connection)
        arrays.write(arrays.ASKING, corpus.learned.asking, connection)
        _make_ready(_unready(corpus, profiles, operation_words), corpus, connection)
        arrays.write(arrays.SEARCH_INDEX, _index(corpus, progress), connection)


def _unready(corpus: Corpus, profiles: tuple[Profile, ...], operation_words: Lexicon) -> KnowledgeBase:
    """This very version, with nothing made ready."""
    return KnowledgeBase(
        corpus.version,
        corpus.entities,
        corpus.statements,
        corpus.sources,
        corpus.phrasings,
        corpus.learned,
        corpus.lexicon,
        corpus.claim_reader,
        profiles,
        operation_words=operation_words,
    )


def _make_ready(knowledge: KnowledgeBase, corpus: Corpus, connection: sqlite3.Connection) -> None:
    """What takes longer to make than to read."""
    guesses = guesser_of(knowledge).stored()
    arrays.write(arrays.GUESSES, guesses, connection)
    arrays.write(arrays.LETTERS, letters_of(knowledge.profiles, knowledge.entities).stored(), connection)
    arrays.write(arrays.LESSONS, _lessons(replace(knowledge, guesses=StoredGuesser(guesses)), corpus), connection)
    named = (
        (key, " ".join(named_in_order(one.wording.values(), knowledge.lexicon)))
        for key, one in knowledge.current.items()
    )
    _insert(connection, "worded", named)


def _lessons(knowledge: KnowledgeBase, corpus: Corpus) -> StoredArrays:
    """The questions that stand with statements, as they are read in this very version."""
    if not corpus.questions:
        return NO_LESSONS
    reader = reader_of(knowledge, Profiles.of(knowledge.profiles).stems)
    asked = ((id_, text) for id_, texts in corpus.questions.items() for text in texts)
    return recalling.learned([recalling.lesson(id_, reader.read(text)) for id_, text in asked])


def _write_meaning(corpus: Corpus, connection: sqlite3.Connection, encoder: Encoder, progress: Progress) -> None:
    from knowledge.search import meaning

    with connection:
        meaning.write(meaning.sentences_of(list(_documents(corpus))), connection, encoder, progress=progress)


def _index(corpus: Corpus, progress: Progress) -> StoredArrays:
    from knowledge.search.index import SearchIndex

    count = len(LANGUAGES) * len(corpus.current) + len(corpus.sources)
    return SearchIndex.build(_documents(corpus), count=count, progress=progress).stored()


def _documents(corpus: Corpus) -> Iterator[Document]:
    return documents(corpus.current, corpus.entities, corpus.sources)


def _insert(connection: sqlite3.Connection, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    columns = len(connection.execute(f"PRAGMA table_info({table})").fetchall())
    marks = ", ".join("?" * columns)
    connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608 - names of our own


def _calibration_rows(calibration: Calibration) -> Iterator[tuple[Any, ...]]:
    yield "price", calibration.price
    yield "bias", calibration.bias
    for name, weight in calibration.weights.items():
        yield f"weight:{name}", weight
    for name, weight in calibration.ranking.items():
        yield f"ranking:{name}", weight
    for name, weight in calibration.untaught_ranking.items():
        yield f"untaught_ranking:{name}", weight
    yield "untaught_bias", calibration.untaught_bias
    for name, weight in calibration.untaught_weights.items():
        yield f"untaught:{name}", weight


def _concept_rows(phrasings: Phrasings) -> Iterator[tuple[Any, ...]]:
    """What the editor said about concepts as such, under `light`, `decisive`, `kin` and by type or role.

    Properties can play a role too.
    """
    groups = [("light", phrasings.light), ("decisive", phrasings.decisive)]
    groups += [("kin", family) for family in phrasings.kin]
    groups += [("akin", family) for family in phrasings.akin]
    groups += [(f"implied:{kind}", concepts) for kind, concepts in phrasings.implied.items()]
    groups += [(f"role:{role}", players) for role, players in sorted(phrasings.roles.items())]
    for role, concepts in groups:
        yield role, " ".join(sorted(concepts))


def _calendar_rows(calendar: Calendar) -> Iterator[tuple[Any, ...]]:
    for unit in calendar_words.TABLES:
        for words, value in getattr(calendar, unit).items():
            yield unit, value, " ".join(words)
    for unit in calendar_words.FORMS:
        for words in sorted(getattr(calendar, unit)):
            yield unit, 0, " ".join(words)
    for unit in calendar_words.PARTICLES:
        for word in sorted(getattr(calendar, unit)):
            yield unit, 0, word


def _usage_rows(phrasings: Phrasings) -> Iterator[tuple[Any, ...]]:
    for particle, words in phrasings.particles.items():
        yield "particle", particle.value, " ".join(sorted(words))
    for lang, small in phrasings.small_words.items():
        yield "small_words", lang, small.model_dump_json(exclude_defaults=True)
    for lang, pattern in phrasings.definite.items():
        yield "definite", lang, pattern
    yield "talk", "record", phrasings.talk.record.model_dump_json()
