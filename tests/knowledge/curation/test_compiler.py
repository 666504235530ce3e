from __future__ import annotations

import sqlite3
from dataclasses import fields
from pathlib import Path

import pytest

from knowledge.compiled import base
from knowledge.compiled.base import KnowledgeBase
from knowledge.curation import compiler
from knowledge.curation.corpus import Corpus
from knowledge.errors import UnusableArtefact
from tests.support.folders import STORM, KnowledgeFolder


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """A corpus in which every field of every type has a value somewhere."""
    folder = KnowledgeFolder.made(tmp_path_factory.mktemp("full"))
    folder.complete()
    return folder.read()


def compiled(corpus: Corpus, target: Path) -> KnowledgeBase:
    return base.load(compiler.compile_corpus(corpus, target))


def test_everything_is_read_back_as_it_was_compiled(full: Corpus, tmp_path: Path) -> None:
    loaded = compiled(full, tmp_path / "kb.sqlite")

    assert loaded.version == full.version
    assert loaded.sources == full.sources
    assert loaded.entities == full.entities
    assert loaded.statements == full.statements
    assert loaded.phrasings == full.phrasings
    assert list(loaded.statements) == list(full.statements)


@pytest.mark.parametrize("kind", ["sources", "entities", "statements"])
def test_the_corpus_of_that_test_leaves_no_field_empty(full: Corpus, kind: str) -> None:
    values = list(getattr(full, kind).values())
    filled = {field.name for one in values for field in fields(one) if getattr(one, field.name)}

    elsewhere = {"contradicts", "mentions"}
    assert filled | elsewhere == {field.name for field in fields(values[0])} | elsewhere


def test_the_shipped_knowledge_is_read_back_as_it_was_compiled(corpus: Corpus, knowledge: KnowledgeBase) -> None:
    assert knowledge.sources == corpus.sources
    assert knowledge.entities == corpus.entities
    assert list(knowledge.statements.values()) == list(corpus.statements.values())
    assert knowledge.phrasings == corpus.phrasings
    assert tuple(knowledge.lexicon.forms) == corpus.lexicon.forms
    assert len(knowledge.statements) > 100


def test_compiling_twice_gives_the_same_bytes(full: Corpus, tmp_path: Path) -> None:
    one = compiler.compile_corpus(full, tmp_path / "one.sqlite")
    two = compiler.compile_corpus(full, tmp_path / "deep" / "two.sqlite")

    assert one.read_bytes() == two.read_bytes()


def test_the_target_appears_whole_or_not_at_all(full: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "out" / "kb.sqlite"
    before = compiler.compile_corpus(full, target).read_bytes()

    def broken(corpus: Corpus, connection: sqlite3.Connection, *more: object) -> None:
        connection.execute("CREATE TABLE half (x)")
        connection.commit()
        raise OSError("no space left on device")

    monkeypatch.setattr(compiler, "write", broken)
    with pytest.raises(OSError, match="no space"):
        compiler.compile_corpus(full, target)

    assert target.read_bytes() == before
    assert list(target.parent.iterdir()) == [target]


def test_who_reads_the_target_while_it_is_made_anew_reads_the_old_one_to_its_end(
    full: Corpus, folder: KnowledgeFolder, tmp_path: Path
) -> None:
    target = compiler.compile_corpus(full, tmp_path / "kb.sqlite")
    before = target.read_bytes()
    folder.fact("meetings/storm-council", STORM)
    with target.open("rb") as reader:
        compiler.compile_corpus(folder.read(), target)

        assert reader.read() == before
    assert target.read_bytes() != before


def damage(path: Path, how: str) -> None:
    raw = path.read_bytes()
    match how:
        case "missing":
            path.unlink()
        case "empty":
            path.write_bytes(b"")
        case "a folder":
            path.unlink()
            path.mkdir()
        case "truncated":
            path.write_bytes(raw[: len(raw) // 2])
        case "zeroes in the middle":
            path.write_bytes(raw[:4096] + bytes(len(raw) - 8192) + raw[-4096:])
        case "no database":
            path.write_bytes(b"type: talks\n" * 999)
        case statement:
            with sqlite3.connect(path) as connection:
                connection.executescript(statement)
            connection.close()


@pytest.mark.parametrize(
    ("how", "reason"),
    [
        ("missing", "there is no such file"),
        ("a folder", "there is no such file"),
        ("empty", "has schema 0, this Marsad reads schema "),
        ("truncated", "is damaged"),
        ("zeroes in the middle", "is damaged"),
        ("no database", "is damaged"),
        ("PRAGMA user_version = 999", "has schema 999, this Marsad reads schema "),
        ("DROP TABLE entity", "is damaged"),
        ("DELETE FROM meta", "is damaged"),
        ("UPDATE statement SET record = '{'", "is damaged"),
        ("UPDATE statement SET record = json_set(record, '$.first_seen', 'May')", "is damaged"),
        ("UPDATE entity SET record = json_set(record, '$.kind', 'planet')", "is damaged"),
        ("UPDATE entity SET record = json_set(record, '$.dates', '2024-13')", "is damaged"),
        ("UPDATE property SET record = '{}'", "is damaged"),
        ("ALTER TABLE source RENAME COLUMN record TO words", "is damaged"),
    ],
)
def test_a_file_that_cannot_be_used_says_why_and_how_to_make_another(
    full: Corpus, tmp_path: Path, how: str, reason: str
) -> None:
    path = compiler.compile_corpus(full, tmp_path / "kb.sqlite")
    damage(path, how)

    with pytest.raises(UnusableArtefact) as caught:
        base.load(path)

    assert str(caught.value).startswith(f"{path}: {reason}")
    assert str(caught.value).endswith("; rebuild it with `marsad kb build`")


def test_reading_leaves_a_file_in_a_folder_that_cannot_be_written_as_it_was(full: Corpus, tmp_path: Path) -> None:
    path = compiler.compile_corpus(full, tmp_path / "a folder?#%20" / "kb.sqlite")
    before = path.read_bytes()
    base.load(path)

    assert list(path.parent.iterdir()) == [path]
    assert path.read_bytes() == before


def test_withdrawn_statements_are_kept_and_not_current(full: Corpus, tmp_path: Path) -> None:
    knowledge = compiled(full, tmp_path / "kb.sqlite")

    assert set(knowledge.statements) - set(knowledge.current) == {"storm-council.attendance"}
    assert [one.id for one in knowledge.statements_about("harbour")] == ["storm-council.met"]
    assert knowledge.statements_about("nobody") == ()


@pytest.mark.parametrize(
    ("lang", "when", "expected"),
    [
        ("en", "over", "Seven states attended."),
        ("ar", "ahead", "تحضر المجلس سبع دول."),
        ("ru", "ahead", "Seven states are to attend."),
    ],
)
def test_a_statement_is_told_in_the_tense_and_language_of_the_reader(
    full: Corpus, lang: str, when: str, expected: str
) -> None:
    assert full.statements["storm-council.attendance"].worded(lang, ahead=when == "ahead") == expected
