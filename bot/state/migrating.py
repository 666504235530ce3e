"""Brings the state to the tables that this Marsad knows, after a backup, and makes backups.

Each migration is a file in `migrations/versions`, named `<number>_<what>.py`; its number is its revision.
"""

from __future__ import annotations

import contextlib
import logging
import sqlite3
from datetime import datetime
from pathlib import Path

import structlog
from sqlalchemy import Connection, text

from bot.clocks import utc
from bot.state.copies import CopyKind, copy_name
from bot.state.database import Database, told_plainly
from bot.state.errors import EmptyState, ForeignState, NewerState, UnusableState
from bot.state.schema_check import differences
from knowledge.files.private import private_folder
from knowledge.files.shipped import shipped

_MIGRATIONS = shipped("bot.state", "migrations")
_HEADER = 16
_CURRENT = text("SELECT version_num FROM alembic_version")
_ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(7261)")
"""Several workers may start at once; BEGIN IMMEDIATE does the same for SQLite."""

log = structlog.get_logger(__name__)


def known_revisions() -> list[str]:
    """The revisions that this Marsad can migrate to, oldest first; read from file names, without Alembic."""
    return sorted(file.name.partition("_")[0] for file in (_MIGRATIONS / "versions").glob("[0-9]*_*.py"))


async def upgrade(database: Database, backups: Path | None) -> tuple[str | None, str]:
    """Migrate to the newest revision; the revisions before and after.

    An existing SQLite state is backed up first, where there is a folder for that. All steps are one transaction: if
    one fails, nothing has changed.
    """
    newest = known_revisions()[-1]
    with told_plainly("opened"):
        _require_a_version(database.file)
        _make_room(database.file)
        database.probe()
        found = await revision(database)
        if found is not None and found not in known_revisions():
            raise NewerState(found, newest)
        if found == newest:
            async with database.reading() as connection:
                await connection.run_sync(_require_our_tables)
        else:
            await _migrate(database, found, backups)
    return found, newest


async def _migrate(database: Database, found: str | None, backups: Path | None) -> None:
    newest = known_revisions()[-1]
    if found is not None and database.file and backups:
        log.info("the state is backed up", file=str(await backup(database, backups)))
    async with database.writing() as connection:
        if not database.is_sqlite:
            await connection.execute(_ONE_AT_A_TIME)
        await connection.run_sync(migrate_to, newest)
        await connection.run_sync(_require_our_tables)
    await database.empty_log()  # whoever copies the file alone, or loses its log, has its tables all the same
    log.info("the state is migrated", before=found, after=newest)


def _require_our_tables(connection: Connection) -> None:
    if problems := differences(connection):
        raise ForeignState(problems)


async def revision(database: Database) -> str | None:
    """The revision that the state has; None for one without tables."""
    async with database.reading() as connection:
        made = await connection.run_sync(_has_version)
        return (await connection.execute(_CURRENT)).scalar_one_or_none() if made else None


def migrate_to(connection: Connection, target: str) -> None:
    """Migrate up or down to a revision, or down to `base`, within the transaction of the connection."""
    logging.getLogger("alembic").setLevel(logging.WARNING)  # it tells its own import at INFO
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    here = connection.execute(_CURRENT).scalar_one_or_none() if _has_version(connection) else None
    down = here is not None and (target == "base" or target < here)
    (command.downgrade if down else command.upgrade)(config, target)


async def backup(database: Database, folder: Path, *, now: datetime | None = None) -> Path:
    """Copy a SQLite state, consistent while others write, into a new file of `folder` that only we can read.

    What was deleted is not in the copy. A database server has its own tools; UnusableState says so.
    """
    if database.file is None:
        raise UnusableState("this state lies in a database server; back it up with the server's tools (pg_dump)")
    if not database.file.exists():
        raise UnusableState(f"there is no state yet in {database.file}")
    _require_content(database.file)
    target = folder / f"{copy_name(CopyKind.STATE, now or utc())}.sqlite"
    part = target.with_suffix(".part")
    with told_plainly("backed up"):
        database.probe()
        _make_room(part)  # SQLite writes into an empty file as into a new one
        try:
            async with database.reading() as connection:
                await connection.execute(text("VACUUM INTO :file"), {"file": str(part)})
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    return target


def _has_version(connection: Connection) -> bool:
    return connection.dialect.has_table(connection, "alembic_version")


def _require_content(file: Path) -> None:
    """EmptyState for a file with less in it than any database has: SQLite would begin a new one there."""
    if file.is_file() and file.stat().st_size < _HEADER:
        raise EmptyState(file)


def _require_a_version(file: Path | None) -> None:
    """EmptyState or ForeignState for a database that was there before and that no Marsad has made: it is no new one."""
    if file is None or not file.exists():
        return
    _require_content(file)
    with contextlib.closing(sqlite3.connect(file)) as connection:
        tables = {str(name) for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    if not tables:
        raise EmptyState(file)
    if "alembic_version" not in tables:
        raise ForeignState([f"it has the table {name}" for name in sorted(tables)])


def _make_room(file: Path | None) -> None:
    """The folder, and a file that only we can read."""
    if file:
        private_folder(file.parent)
        file.touch(mode=0o600)
