"""The history: every version once, every record once, whole or not at all, and never taken for what it is not."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from knowledge.compiled import history, records
from knowledge.compiled.history import DamagedHistory
from knowledge.errors import UnusableArtefact
from knowledge.model import Edition, Statement
from tests.support.facts import COMPLETE, DATE, MEETING, NAMELESS, PLACE, TALKS, TITLED

SOURCES = {one.id: one for one in (NAMELESS, TITLED, COMPLETE)}
MOVED = replace(PLACE, wording={"ar": "في الميناء.", "en": "At the harbour."})
NOON = datetime(2024, 4, 1, 12, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a folder?#%20" / "history.sqlite"


def edition(name: str, *statements: Statement) -> Edition:
    return Edition(name, {one.id: one for one in (TALKS, MEETING)}, {one.id: one for one in statements})


def stored(path: Path, *editions: Edition) -> None:
    path.parent.mkdir(exist_ok=True)
    for one in editions:
        with history.changing(path) as connection:
            history.add(connection, one, SOURCES)


def count(path: Path, table: str) -> int:
    with sqlite3.connect(path) as connection:
        (found,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    connection.close()
    return int(found)


def change(path: Path, statement: str) -> None:
    with sqlite3.connect(path) as connection:
        connection.executescript(statement)
    connection.close()


def test_what_a_version_told_is_read_back_in_its_order(path: Path) -> None:
    first, second = edition("a", PLACE, DATE), edition("b", DATE, MOVED)
    stored(path, first, second)

    assert history.versions(path) == ("a", "b")
    assert [history.read_edition(path, one.version) for one in (first, second)] == [first, second]
    assert list(history.read_edition(path, "a").statements) == [PLACE.id, DATE.id]
    assert list(history.read_edition(path, "a").entities) == [TALKS.id, MEETING.id]
    assert history.read_sources(path, "b") == SOURCES


def test_what_did_not_change_is_stored_once_however_many_versions_hold_it(path: Path) -> None:
    stored(path, edition("a", PLACE, DATE))
    before = count(path, "record")
    stored(path, edition("b", MOVED, DATE), edition("c", DATE))

    assert count(path, "record") == before + 1


def test_a_mark_of_news_is_kept_for_every_release_and_makes_no_other_record_where_there_is_none(path: Path) -> None:
    stored(path, edition("a", replace(PLACE, news=True), DATE))
    [marked] = (one for one in history.wordings(path, PLACE.id.__eq__))

    assert marked.statement.news
    assert "news" in records.dump(marked.statement)
    assert "news" not in records.dump(DATE), "the record of an earlier release"


def test_a_version_is_stored_once(path: Path) -> None:
    stored(path, edition("a", PLACE), edition("b", DATE), edition("a", PLACE))

    assert history.versions(path) == ("a", "b")
    assert count(path, "holds") == 2 * (1 + 2 + 3)


def test_every_publication_is_noted_also_that_of_a_version_which_was_served_before(path: Path) -> None:
    stored(path, edition("a", PLACE), edition("b", DATE))
    moments = [NOON.replace(hour=hour) for hour in (1, 2, 3)]
    for version, at in zip("aba", moments, strict=True):
        with history.changing(path) as connection:
            history.publish(connection, version, at)

    assert history.publications(path) == tuple(zip("aba", moments, strict=True))
    assert history.versions(path) == ("a", "b")


def test_a_version_that_is_broken_off_is_not_there_at_all(path: Path) -> None:
    stored(path, edition("a", PLACE))
    with pytest.raises(OSError, match="no space"), history.changing(path) as connection:
        history.add(connection, edition("b", DATE), SOURCES)
        raise OSError("no space left on device")

    assert history.versions(path) == ("a",)
    assert history.read_edition(path, "a") == edition("a", PLACE)


def test_who_reads_while_it_is_written_reads_what_was_there(path: Path) -> None:
    stored(path, edition("a", PLACE))
    with history.changing(path) as connection:
        history.add(connection, edition("b", DATE), SOURCES)

        assert history.versions(path) == ("a",)
        assert history.read_edition(path, "a") == edition("a", PLACE)
    assert history.versions(path) == ("a", "b")


def test_reading_writes_nothing_beside_it(path: Path) -> None:
    stored(path, edition("a", PLACE))
    before = path.read_bytes()
    history.read_edition(path, "a")

    assert list(path.parent.iterdir()) == [path]
    assert path.read_bytes() == before


def test_where_there_is_no_history_nothing_is_known_and_none_is_made(path: Path) -> None:
    assert history.versions(path) == ()
    with pytest.raises(UnusableArtefact):
        history.read_edition(path, "a")
    assert not path.exists()


def test_a_version_that_it_does_not_hold_is_named(path: Path) -> None:
    stored(path, edition("a", PLACE))

    with pytest.raises(UnusableArtefact, match="does not hold b"):
        history.read_edition(path, "b")


@pytest.mark.parametrize(
    "how",
    [
        "empty",
        "truncated",
        "no database",
        "DROP TABLE holds",
        "UPDATE record SET json = 'x'",
        "UPDATE record SET json = replace(json, 'Astana', 'Tashkent')",
    ],
)
def test_a_damaged_history_is_never_read_as_if_it_were_whole(path: Path, how: str) -> None:
    stored(path, edition("a", PLACE, DATE))
    raw = path.read_bytes()
    match how:
        case "empty":
            path.write_bytes(b"")
        case "truncated":
            path.write_bytes(raw[: len(raw) // 2])
        case "no database":
            path.write_bytes(b"type: talks\n" * 999)
        case statement:
            change(path, statement)

    with pytest.raises(DamagedHistory, match="is damaged"):
        history.read_edition(path, "a")


def test_a_truncated_history_is_not_written_to(path: Path) -> None:
    stored(path, *(edition(str(number), replace(PLACE, value=str(number))) for number in range(30)))
    cut = path.read_bytes()[:-4096]
    path.write_bytes(cut)

    with pytest.raises(DamagedHistory):
        stored(path, edition("b", DATE))
    assert path.read_bytes() == cut


def test_the_history_of_a_later_release_is_neither_read_nor_changed(path: Path) -> None:
    stored(path, edition("a", PLACE))
    change(path, f"PRAGMA user_version = {history.FORMAT + 1}")
    before = path.read_bytes()

    for use in (lambda: history.read_edition(path, "a"), lambda: stored(path, edition("b", DATE))):
        with pytest.raises(UnusableArtefact, match="has format") as caught:
            use()
        assert not isinstance(caught.value, DamagedHistory)
    assert path.read_bytes() == before


def test_a_locked_or_unreadable_history_is_not_taken_for_a_damaged_one(path: Path) -> None:
    path.mkdir(parents=True)

    with pytest.raises(UnusableArtefact, match="cannot be used") as caught:
        history.read_edition(path, "a")
    assert not isinstance(caught.value, DamagedHistory)
