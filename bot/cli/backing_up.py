"""`backup`: one file with all that can be made from nothing else: state, drafts, archive, what is known of feeds."""

from __future__ import annotations

import os
import sqlite3
import tarfile
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from bot.cli.session import open_session, say
from bot.cli.storing import backups, prune_backups, with_database
from bot.clocks import utc
from bot.settings.places import ARCHIVE, LEDGER
from knowledge.curation.chronicle import NAME
from knowledge.drafting.store import FOLDER
from knowledge.files.private import private_folder

if TYPE_CHECKING:
    from bot.state.database import Database

_STATE = "state.sqlite"


def register(app: typer.Typer) -> None:
    """Add the command that copies all that is kept."""
    app.command()(backup)


def backup() -> None:
    """Copy state, drafts, archive and what is known of feeds as one, while the bot runs too; print its path."""
    settings = open_session().settings
    say(str(with_database(settings, lambda database: _copied(database, settings.data, backups(settings)))))
    prune_backups(settings)


async def _copied(database: Database, data: Path, folder: Path) -> Path:
    """Copy each part, consistent while others write, into a new file of `folder` that only we can read.

    The ledger of feeds comes first: what it knows of lies in archive and state before, so that none of it is missing
    in their copies. A state in a database server is left to the server's tools, as is one that is not there yet; parts
    that are not there are left out. OSError or StateError, and nothing stays, where a part cannot be copied.
    """
    from bot.state import migrating
    from bot.state.copies import ASIDE, CopyKind, copy_name

    private_folder(folder)
    target = folder / f"{copy_name(CopyKind.WHOLE, utc())}.tar"
    with tempfile.TemporaryDirectory(dir=folder, prefix=ASIDE) as place:
        parts = Path(place)
        for name in (LEDGER, ARCHIVE):
            if (data / name).exists():
                _copy(data / name, parts / name)
        if database.file is not None and database.file.exists():
            (await migrating.backup(database, parts)).rename(parts / _STATE)
        packed = parts / target.name
        copied = {name: parts / name for name in (_STATE, ARCHIVE, LEDGER)}
        _pack(packed, copied | {name: data / name for name in (FOLDER, NAME)})
        packed.replace(target)
    return target


def _copy(file: Path, target: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("VACUUM INTO ?", (str(target),))


def _pack(file: Path, parts: dict[str, Path]) -> None:
    file.touch(mode=0o600)
    with file.open("wb") as stream:
        with tarfile.open(fileobj=stream, mode="w") as tar:
            for name, path in parts.items():
                if path.exists():
                    tar.add(path, arcname=name)
        stream.flush()
        os.fsync(stream.fileno())
