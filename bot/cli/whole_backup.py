"""One file with all that is kept and can be made from nothing else: the state, the drafts and the archive."""

from __future__ import annotations

import os
import sqlite3
import tarfile
import tempfile
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.settings.places import ARCHIVE
from knowledge.drafting.store import FOLDER
from knowledge.files.private import private_folder

if TYPE_CHECKING:
    from bot.state.database import Database

_STATE = "state.sqlite"


async def copy_whole(database: Database, data: Path, folder: Path, now: datetime) -> Path:
    """Copy each part, consistent while others write, into a new file of `folder` that only we can read.

    A state in a database server is left to the server's tools, as is one that is not there yet; parts that are not
    there are left out. OSError or StateError, and nothing stays, where a part cannot be copied.
    """
    from bot.state import migrating

    private_folder(folder)
    target = folder / f"marsad-{now:{migrating.STAMP}}.tar"
    part = target.with_suffix(".part")
    with tempfile.TemporaryDirectory(dir=folder, prefix=".backup.") as place:
        parts = Path(place)
        if database.file is not None and database.file.exists():
            (await migrating.backup(database, parts)).rename(parts / _STATE)
        if (data / ARCHIVE).exists():
            _copy(data / ARCHIVE, parts / ARCHIVE)
        try:
            _pack(part, {_STATE: parts / _STATE, ARCHIVE: parts / ARCHIVE, FOLDER: data / FOLDER})
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
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
