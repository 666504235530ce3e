"""`db`: migrate and back up the state."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Coroutine
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import typer
from pydantic import SecretStr

from bot.cli.session import open_session, say
from bot.clocks import utc
from bot.settings.values import Settings

if TYPE_CHECKING:
    from bot.state.database import Database


T = TypeVar("T")


def register(db: typer.Typer) -> None:
    """Add the commands of this module."""
    db.command()(upgrade)
    db.command()(backup)


def upgrade() -> None:
    """Bring the state to the tables that this version knows, after a backup; `run` does it at its start."""
    from bot.state import migrating

    settings = open_session().settings
    before, after = with_database(settings, lambda database: migrating.upgrade(database, backups(settings)))
    say(after if before in (None, after) else f"{before} → {after}")


def backup() -> None:
    """Copy the state, also while the bot runs, and print the copy's path; outdated copies are deleted."""
    from bot.state import migrating

    settings = open_session().settings
    say(str(with_database(settings, lambda database: migrating.backup(database, backups(settings)))))
    prune_backups(settings)


def prune_backups(settings: Settings) -> None:
    """Delete the copies that are older than readers were promised, and name them."""
    from bot.state.copies import prune

    for old in prune(backups(settings), timedelta(days=settings.privacy.retention_days), utc()):
        say(f"deleted {old}, older than privacy.retention_days", sys.stderr)


def backups(settings: Settings) -> Path:
    """Where copies of what is kept lie."""
    return settings.data / "backups"


def with_state(settings: Settings, work: Callable[[Database], Coroutine[Any, Any, T]]) -> T:
    """Do something with the state, which is brought to the newest tables first."""
    from bot.state import migrating

    async def done(database: Database) -> T:
        await migrating.upgrade(database, backups(settings))
        return await work(database)

    return with_database(settings, done)


def _hint(settings: Settings, file: Path | None) -> None:
    """Whoever tries Marsad without a token looks for its readers where the real ones will be."""
    rehearsed = settings.rehearsal / "state.sqlite"
    if file and not file.exists() and rehearsed.exists():
        say(
            f"{file} does not exist yet; the readers of the playground are apart: "
            f"DATABASE_URL=sqlite+aiosqlite:///{rehearsed}",
            sys.stderr,
        )


def where_readers_are(settings: Settings) -> Settings:
    """Without a token, and before there are real readers, those of the playground are reached."""
    from bot.state.database import Database

    rehearsed, real = settings.rehearsal / "state.sqlite", Database(settings.database_url.get_secret_value()).file
    if settings.token or real is None or real.exists() or not rehearsed.exists():
        return settings
    return settings.model_copy(update={"database_url": SecretStr(f"sqlite+aiosqlite:///{rehearsed}")})


def with_database(settings: Settings, work: Callable[[Database], Coroutine[Any, Any, T]]) -> T:
    """Do something with the state, and close it."""
    from bot.state.database import Database

    async def run() -> T:
        database = Database(settings.database_url.get_secret_value())
        _hint(settings, database.file)
        try:
            return await work(database)
        finally:
            await database.close()

    return asyncio.run(run())
