"""What a compiled file tells, read without the rest: today's schema and those of earlier releases."""

from __future__ import annotations

import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from knowledge.changes import diff
from knowledge.compiled.edition import read_edition, read_sources
from knowledge.curation import compiler
from knowledge.curation.corpus import Corpus
from knowledge.errors import UnusableArtefact
from knowledge.model import Marking
from tests.support.folders import OF_SCHEMA_6, KnowledgeFolder


@pytest.fixture
def full(folder: KnowledgeFolder) -> Corpus:
    folder.complete()
    return folder.read()


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A copy of what commit c79b2e4 compiled of the same folder."""
    return Path(shutil.copy(OF_SCHEMA_6, tmp_path))


def change(path: Path, statement: str) -> None:
    with sqlite3.connect(path) as connection:
        connection.executescript(statement)
    connection.close()


def test_an_edition_is_what_the_whole_file_tells(full: Corpus, tmp_path: Path) -> None:
    path = compiler.compile_corpus(full, tmp_path / "kb.sqlite")
    found = read_edition(path)

    assert (found.version, found.entities, found.statements) == (full.version, full.entities, full.statements)
    assert list(found.statements) == list(full.statements)
    assert read_sources(path) == full.sources


def test_a_file_of_schema_6_tells_what_the_same_folder_tells_today(full: Corpus, old: Path) -> None:
    found = read_edition(old)

    assert found.version == old.stem
    unknown_then: dict[str, Any] = {"marking": Marking.PUBLIC, "embargoed_until": None}
    unknown_then |= {"review_by": None, "reviewed": None, "news": False}
    statements = {key: replace(one, **unknown_then) for key, one in full.statements.items()}
    entities = {key: replace(one, begins=None, zone=None) for key, one in full.entities.items()}
    assert (found.entities, found.statements) == (entities, statements)
    assert list(found.statements) == list(full.statements)
    assert read_sources(old) == {key: replace(one, short=None, url=None) for key, one in full.sources.items()}
    assert diff(found, full).changes == ()


def test_a_file_of_a_schema_without_some_column_takes_the_default(full: Corpus, old: Path) -> None:
    change(old, "ALTER TABLE statement DROP COLUMN corrected; PRAGMA user_version = 2")
    found = read_edition(old).statements["storm-council.attendance"]

    assert found.corrected is None
    assert found.withdrawn == full.statements[found.id].withdrawn


def test_a_file_of_a_later_schema_is_read_as_long_as_its_records_stand_where_they_stand(
    full: Corpus, tmp_path: Path
) -> None:
    path = compiler.compile_corpus(full, tmp_path / "kb.sqlite")
    change(path, "PRAGMA user_version = 999; DROP TABLE worded; ALTER TABLE statement ADD COLUMN more TEXT")

    assert read_edition(path).statements == full.statements


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE citation",
        "DELETE FROM meta",
        "UPDATE statement SET wording = '{'",
        "UPDATE statement SET first_seen = 'May'",
        "UPDATE entity SET kind = 'planet'",
        "UPDATE entity SET dates = '2024-13' WHERE dates IS NOT NULL",
        "ALTER TABLE alias RENAME COLUMN text TO words",
    ],
)
def test_an_old_file_that_is_damaged_is_named(old: Path, statement: str) -> None:
    change(old, statement)

    with pytest.raises(UnusableArtefact, match="is damaged"):
        read_edition(old)
