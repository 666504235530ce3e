"""`marsad db restore`."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from bot.state.database import Database
from tests.support.command import InProcess, Outcome
from tests.support.folders import KnowledgeFolder

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("quiet")]


@pytest.fixture
def copy(marsad: InProcess) -> Path:
    """A backup with one reader; the state has two by now."""
    marsad("db", "upgrade")
    follows(marsad, 1)
    made = Path(marsad("db", "backup").out.strip())
    follows(marsad, 2)
    return made


def follows(marsad: InProcess, chat: int) -> None:
    with sqlite3.connect(marsad.data / "state.sqlite") as connection:
        row = (chat, 0, "all", "en", "instant", 480, 0, 0, 0, 0, 1, 0)
        names = "chat, thread, subject, lang, cadence, minute, weekday, silent, paused, heartbeat, seen, due_at"
        connection.execute(f"INSERT INTO subscriptions ({names}) VALUES ({', '.join('?' * 12)})", row)
    connection.close()


def followers(marsad: InProcess) -> list[int]:
    with sqlite3.connect(marsad.data / "state.sqlite") as connection:
        found = [chat for (chat,) in connection.execute("SELECT chat FROM subscriptions ORDER BY chat")]
    connection.close()
    return found


def test_the_copy_takes_the_place_of_the_state_which_is_kept(marsad: InProcess, copy: Path) -> None:
    done = marsad("db", "restore", copy, "--resend")
    saved = Path(done.err.strip().rpartition(" ")[2])

    assert (done.code, followers(marsad)) == (0, [1])
    assert done.out == f"restored {copy}: 1 subscriptions; 0 deletions since it was made are applied\n"
    assert saved.parent == copy.parent
    assert marsad("db", "restore", saved, "--resend").code == 0
    assert followers(marsad) == [1, 2]


def test_taken_as_told_everybody_stands_at_what_is_published(
    marsad: InProcess, copy: Path, folder: KnowledgeFolder
) -> None:
    root = str(folder.root)
    assert marsad("kb", "publish", "--yes", MARSAD_KNOWLEDGE__PATH=root).code == 0
    done = marsad("db", "restore", copy, "--as-told", MARSAD_KNOWLEDGE__PATH=root)
    with sqlite3.connect(marsad.data / "state.sqlite") as connection:
        stands = connection.execute(
            "SELECT version FROM subscriptions JOIN publications ON publications.id = seen"
        ).fetchall()
    connection.close()

    assert done.code == 0
    assert stands == [((marsad.data / "knowledge" / "current").read_text().strip(),)]


@pytest.mark.parametrize(
    ("flags", "url", "told"),
    [
        ((), "", "say --as-told or --resend"),
        (("--resend", "--as-told"), "", "one of --resend and --as-told"),
        (("--resend",), "postgresql+asyncpg://u:SECRET@h/d", "pg_restore"),
    ],
)
def test_what_cannot_be_meant_is_wrong_use_and_changes_nothing(
    marsad: InProcess, copy: Path, flags: tuple[str, ...], url: str, told: str
) -> None:
    done = marsad("db", "restore", copy, *flags, DATABASE_URL=url)

    assert (done.code, done.out, followers(marsad)) == (2, "", [1, 2])
    assert told in done.err
    assert "SECRET" not in done.err


def test_a_file_that_is_not_there_is_wrong_use(marsad: InProcess, copy: Path) -> None:
    assert marsad("db", "restore", copy.with_name("nothing"), "--resend").code == 2


def test_a_file_that_is_no_copy_is_one_line_and_changes_nothing(marsad: InProcess, copy: Path) -> None:
    copy.write_text("no state")
    done: Outcome = marsad("db", "restore", copy, "--resend")

    assert (done.code, done.err.count("\n"), followers(marsad)) == (1, 1, [1, 2])


def test_while_a_bot_runs_nothing_is_put_back(marsad: InProcess, copy: Path) -> None:
    with Database(f"sqlite+aiosqlite:///{marsad.data / 'state.sqlite'}").held():
        done = marsad("db", "restore", copy, "--resend")

    assert (done.code, followers(marsad)) == (1, [1, 2])
    assert "another `marsad run`" in done.err
