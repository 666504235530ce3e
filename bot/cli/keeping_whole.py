"""`backup`: a copy of state, drafts and archive as one."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta

import typer

from bot.cli.session import open_session, say
from bot.cli.storing import backups, with_database
from bot.cli.whole_backup import copy_whole


def register(app: typer.Typer) -> None:
    """Add the command that copies all that is kept."""
    app.command("backup")(whole)


def whole() -> None:
    """Copy state, drafts and archive as one, also while the bot runs, and print the copy's path."""
    from bot.state import migrating

    settings = open_session().settings
    now = datetime.now(UTC)
    say(str(with_database(settings, lambda database: copy_whole(database, settings.data, backups(settings), now))))
    keep = timedelta(days=settings.privacy.retention_days)
    for old in migrating.prune(backups(settings), keep, now):
        say(f"deleted {old}, older than privacy.retention_days", sys.stderr)
