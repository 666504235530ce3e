from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copytree

import pytest
from sqlalchemy import Connection, inspect, text
from structlog.testing import capture_logs

from bot.readers.chat_key import ChatKey
from bot.state import migrating
from bot.state.copies import prune
from bot.state.database import Database
from bot.state.errors import EmptyState, ForeignState, NewerState, UnusableState
from bot.state.migrating import backup, known_revisions, migrate_to, revision, upgrade
from bot.state.readers import Readers
from bot.state.tables import metadata
from tests.bot.state.conftest import lasting, on_disk

pytestmark = pytest.mark.slow

NOW = datetime(2024, 4, 25, 12, 0, 1, 5, tzinfo=UTC)
NEWEST = known_revisions()[-1]

BROKEN = """\
import sqlalchemy as sa
from alembic import op
revision, down_revision = "9998", {newest!r}
def upgrade():
    op.add_column("readers", sa.Column("colour", sa.String))
    op.execute("UPDATE readers SET language = 'xx'")
    op.execute("no SQL")
"""


def test_the_numbers_of_the_migrations_are_their_revisions_in_one_line() -> None:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(migrating._MIGRATIONS))
    config.set_main_option("path_separator", "os")
    script = ScriptDirectory.from_config(config)

    assert [step.revision for step in script.walk_revisions()] == known_revisions()[::-1]
    assert script.get_heads() == [NEWEST]


async def test_the_migrations_make_the_tables_that_the_code_knows(database: Database) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    def differences(connection: Connection) -> object:
        return compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata)

    async with database.reading() as connection:
        assert await connection.run_sync(differences) == []


async def test_a_new_state_gets_all_tables_and_needs_no_backup(tmp_path: Path) -> None:
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'state.sqlite'}")
    assert await upgrade(database, tmp_path / "backups") == (None, NEWEST)
    assert await upgrade(database, tmp_path / "backups") == (NEWEST, NEWEST)
    await database.close()

    assert not (tmp_path / "backups").exists()


@pytest.mark.slow
async def test_down_and_up_again_is_possible(database: Database) -> None:
    async with database.writing() as connection:
        await connection.run_sync(migrate_to, "base")
    assert await revision(database) is None
    async with database.writing() as connection:
        await connection.run_sync(migrate_to, NEWEST)

    assert await revision(database) == NEWEST


async def test_a_state_of_a_later_version_is_left_alone(database: Database, tmp_path: Path) -> None:
    async with database.writing() as connection:
        await connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(NewerState, match="revision 9999"):
        await upgrade(database, tmp_path)


@pytest.fixture
def _broken_migration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = copytree(migrating._MIGRATIONS, tmp_path / "migrations")
    (folder / "versions" / "9998_broken.py").write_text(BROKEN.format(newest=NEWEST))
    monkeypatch.setattr(migrating, "_MIGRATIONS", folder)


@on_disk
@pytest.mark.usefixtures("_broken_migration")
async def test_a_migration_that_fails_changes_nothing_and_a_backup_was_made(
    database: Database, readers: Readers, tmp_path: Path
) -> None:
    await readers.set_language(ChatKey(1), "ar")
    with capture_logs() as logged, pytest.raises(UnusableState, match="syntax error"):
        await upgrade(database, tmp_path / "backups")

    assert await revision(database) == NEWEST
    assert await readers.language(ChatKey(1)) == "ar"
    (copy,) = (tmp_path / "backups").iterdir()
    assert logged[0]["file"] == str(copy)
    with sqlite3.connect(copy) as connection:
        assert connection.execute("SELECT language FROM readers").fetchall() == [("ar",)]


async def readers_of(database: Database) -> list[tuple[object, ...]]:
    async with database.reading() as connection:
        return [tuple(row) for row in await connection.execute(text("SELECT chat, language, spoke_at FROM readers"))]


@pytest.fixture
async def oldest(database: Database) -> Database:
    """A state as the first Marsad left it, with a reader."""
    async with database.writing() as connection:
        await connection.run_sync(migrate_to, known_revisions()[0])
        await connection.execute(text("INSERT INTO readers (chat, thread, language, spoke_at) VALUES (7, 0, 'ar', 5)"))
    return database


async def test_a_state_of_the_first_version_keeps_what_it_holds(oldest: Database, tmp_path: Path) -> None:
    assert await upgrade(oldest, tmp_path / "backups") == (known_revisions()[0], NEWEST)
    assert await readers_of(oldest) == [(7, "ar", 5)]


@lasting
@pytest.mark.usefixtures("_broken_migration")
async def test_when_a_later_step_fails_none_has_happened_and_the_older_version_goes_on(
    oldest: Database, tmp_path: Path
) -> None:
    with pytest.raises(UnusableState, match="syntax error"):
        await upgrade(oldest, tmp_path / "backups")
    async with oldest.reading() as connection:
        tables = await connection.run_sync(lambda one: set(inspect(one).get_table_names()))

    assert await revision(oldest) == known_revisions()[0]
    assert tables == {"readers", "alembic_version"}
    assert await readers_of(oldest) == [(7, "ar", 5)]
    async with oldest.writing() as connection:
        await connection.execute(text("UPDATE readers SET language = 'en'"))
    for copy in (tmp_path / "backups").glob("*"):
        with sqlite3.connect(copy) as other:
            assert other.execute("SELECT chat, language FROM readers").fetchall() == [(7, "ar")]


@lasting
async def test_many_that_start_at_once_migrate_once(oldest: Database, tmp_path: Path) -> None:
    url = oldest.url.render_as_string(hide_password=False)
    opened = [Database(url) for _ in range(4)]
    try:
        await asyncio.gather(*(upgrade(each, tmp_path / "backups") for each in opened))
    finally:
        await asyncio.gather(*(each.close() for each in opened))

    assert await revision(oldest) == NEWEST
    assert await readers_of(oldest) == [(7, "ar", 5)]


@on_disk
async def test_a_backup_is_whole_while_a_write_is_under_way(
    database: Database, readers: Readers, tmp_path: Path
) -> None:
    await readers.set_language(ChatKey(1), "ar")
    async with database.writing() as connection:
        await connection.exec_driver_sql("UPDATE readers SET language = 'en'")
        copy = await backup(database, tmp_path / "backups", now=NOW)

    assert copy.name == "state-20240425T120001.000005Z.sqlite"
    assert [file.name for file in copy.parent.iterdir()] == [copy.name]
    with sqlite3.connect(copy) as other:
        assert other.execute("SELECT language FROM readers").fetchall() == [("ar",)]
        assert other.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@on_disk
async def test_a_backup_can_be_put_back(readers: Readers, database: Database, tmp_path: Path) -> None:
    await readers.set_language(ChatKey(1), "ar")
    copy = await backup(database, tmp_path / "backups")
    again = Database(f"sqlite+aiosqlite:///{copy}")

    assert await upgrade(again, tmp_path) == (NEWEST, NEWEST)
    assert await Readers(again, timedelta(0)).language(ChatKey(1)) == "ar"
    await again.close()


async def test_there_is_nothing_to_back_up_before_the_first_start(tmp_path: Path) -> None:
    with pytest.raises(UnusableState, match="there is no state yet"):
        await backup(Database(f"sqlite+aiosqlite:///{tmp_path / 'state.sqlite'}"), tmp_path / "backups")


def test_outdated_backups_of_both_kinds_go_and_other_files_stay(tmp_path: Path) -> None:
    old = ["marsad-20240101T000000.000000Z.tar", "state-20240101T000000.000000Z.sqlite"]
    stay = ["marsad-20240424T000000.000000Z.tar", "mine.sqlite", "state-20240424T000000.000000Z.sqlite"]
    for name in (*old, *stay):
        (tmp_path / name).touch()

    assert [file.name for file in prune(tmp_path, timedelta(days=90), NOW)] == old
    assert sorted(file.name for file in tmp_path.iterdir()) == stay


CHANGES = {
    "column dropped": ("ALTER TABLE outbox DROP COLUMN holder", "outbox has no column holder"),
    "column too many": ("ALTER TABLE told ADD COLUMN colour VARCHAR", "told has a column colour too many"),
    "table dropped": ("DROP TABLE bodies", "no table bodies"),
}


@pytest.mark.parametrize(("change", "problem"), CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("stamped", [NEWEST, "0003"])
async def test_a_state_with_other_tables_than_its_number_says_is_refused_and_left_as_it_was(
    database: Database, tmp_path: Path, change: str, problem: str, stamped: str
) -> None:
    async with database.writing() as connection:
        await connection.run_sync(migrate_to, stamped)
        await connection.execute(text(change))
    with pytest.raises(ForeignState, match=problem):
        await upgrade(database, tmp_path / "backups")

    assert await revision(database) == stamped


@on_disk
async def test_a_state_without_what_keeps_messages_single_is_refused(database: Database, tmp_path: Path) -> None:
    async with database.writing() as connection:
        await connection.execute(text("CREATE TABLE other AS SELECT * FROM told"))
        await connection.execute(text("DROP TABLE told"))
        await connection.execute(text("ALTER TABLE other RENAME TO told"))
    with pytest.raises(ForeignState, match="nothing that keeps chat, message, statement unique"):
        await upgrade(database, tmp_path / "backups")


async def test_a_database_without_our_tables_is_no_state(tmp_path: Path) -> None:
    """As one is that was copied without its log, or that belongs to another program."""
    for name, script, refusal in (
        ("cut", "PRAGMA journal_mode=WAL; CREATE TABLE gone (n); DROP TABLE gone", EmptyState),
        ("other", "CREATE TABLE notes (n)", ForeignState),
    ):
        file = tmp_path / f"{name}.sqlite"
        with contextlib.closing(sqlite3.connect(file)) as connection:
            connection.executescript(script)
        before = file.read_bytes()
        database = Database(f"sqlite+aiosqlite:///{file}")
        with pytest.raises(refusal):
            await upgrade(database, tmp_path / "backups")
        await database.close()
        assert file.read_bytes() == before


async def test_a_new_state_stands_in_its_file_at_once(tmp_path: Path) -> None:
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'state.sqlite'}")
    await upgrade(database, None)
    copy = tmp_path / "copy.sqlite"
    copy.write_bytes((tmp_path / "state.sqlite").read_bytes())
    await database.close()

    with contextlib.closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(NEWEST,)]


@pytest.mark.parametrize("content", [b"", b"S", b"\n"])
async def test_an_empty_file_is_no_state(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "state.sqlite"
    file.write_bytes(content)
    database = Database(f"sqlite+aiosqlite:///{file}")
    for use in (upgrade, backup):
        with pytest.raises(EmptyState, match="is empty"):
            await use(database, tmp_path / "backups")
    await database.close()

    assert file.read_bytes() == content
