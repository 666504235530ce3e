"""`marsad db upgrade` and `marsad db backup`."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.state.migrating import known_revisions
from tests.support.command import InProcess

pytestmark = pytest.mark.usefixtures("quiet")

NEWEST = known_revisions()[-1]


def test_upgrade_makes_the_tables_and_prints_the_revision_alone(marsad: InProcess) -> None:
    for _ in range(2):
        done = marsad("db", "upgrade")
        assert (done.code, done.out, done.err) == (0, f"{NEWEST}\n", "")

    assert (marsad.data / "state.sqlite").is_file()


def test_backup_prints_where_the_copy_lies(marsad: InProcess) -> None:
    marsad("db", "upgrade")
    done = marsad("db", "backup")
    copy = Path(done.out.strip())

    assert (done.code, done.err) == (0, "")
    assert copy.parent == marsad.data / "backups"
    with sqlite3.connect(copy) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(NEWEST,)]


def test_copies_older_than_the_retention_are_deleted(marsad: InProcess) -> None:
    marsad("db", "upgrade")
    backups = marsad.data / "backups"
    backups.mkdir()
    for days in (3, 1):
        stamp = datetime.now(UTC) - timedelta(days=days)
        (backups / f"state-{stamp:%Y%m%dT%H%M%S.%fZ}.sqlite").touch()
    done = marsad("db", "backup", MARSAD_PRIVACY__RETENTION_DAYS="2")

    assert done.err.count("older than privacy.retention_days") == 1
    assert len(list(backups.iterdir())) == 2


def test_before_the_first_start_there_is_nothing_to_back_up(marsad: InProcess) -> None:
    done = marsad("db", "backup")

    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("there is no state yet in ")


def test_a_state_that_cannot_be_opened_is_one_line(marsad: InProcess, tmp_path: Path) -> None:
    done = marsad("db", "upgrade", DATABASE_URL=f"sqlite+aiosqlite:///{tmp_path}")

    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
    assert done.err.startswith("the state cannot be opened: ")
