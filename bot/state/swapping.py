"""The files of a SQLite state that is put back: the copy taken in, and one put in the other's place."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from pathlib import Path

from bot.clocks import utc
from bot.state.copies import CopyKind, copy_name
from bot.state.errors import UnusableState
from knowledge.files.private import private_folder

_LOGS = ("-wal", "-shm", "-journal")


def take_in(copy: Path, target: Path) -> None:
    """Write what stands in a copy of a state to a file that only we can read; UnusableState where it is none."""
    target.unlink(missing_ok=True)
    target.touch(mode=0o600)
    try:
        problem = _taken_in(copy, target)
    except sqlite3.Error as error:
        raise UnusableState(f"{copy}: is no copy of a state ({error})") from error
    if problem:
        raise UnusableState(f"{copy}: is no copy of a state ({problem})")


def _taken_in(copy: Path, target: Path) -> str:
    """What is wrong with it; empty where nothing is."""
    with (
        contextlib.closing(sqlite3.connect(f"{copy.resolve().as_uri()}?mode=ro", uri=True)) as source,
        contextlib.closing(sqlite3.connect(target)) as made,
    ):
        source.backup(made)
        (found,) = made.execute("PRAGMA quick_check(1)").fetchone()
        tables = {name for (name,) in made.execute("SELECT name FROM sqlite_schema")}
    if found != "ok":
        return str(found)
    return "" if "alembic_version" in tables else "no table of it is ours"


def keep_damaged(file: Path, backups: Path) -> Path:
    """A state that cannot be read any more, among the backups as it is, with its log."""
    target = backups / f"{copy_name(CopyKind.STATE, utc())}-damaged.sqlite"
    private_folder(backups)
    for suffix in ("", *_LOGS[:1]):
        if Path(f"{file}{suffix}").exists():
            shutil.copy(f"{file}{suffix}", f"{target}{suffix}")
    return target


def swap(aside: Path, file: Path) -> None:
    """One file in the place of another; a log of the old one would be played into the new one, so it goes first."""
    for suffix in _LOGS:
        Path(f"{file}{suffix}").unlink(missing_ok=True)
    aside.replace(file)
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def remove(file: Path) -> None:
    """A file and its logs, as far as they are there."""
    for suffix in ("", *_LOGS):
        Path(f"{file}{suffix}").unlink(missing_ok=True)
