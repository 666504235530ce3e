"""What readers have had deleted is known to a restore, and to nobody else."""

from __future__ import annotations

import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.readers.chat_key import ChatKey
from bot.readers.subscription import EVERYTHING, Scope, Subject, Subscription
from bot.state import counters
from bot.state.counters import Counter
from bot.state.database import Database
from bot.state.departures import Departures, all_of, question, reminder, subscription
from bot.state.errors import UnusableState
from bot.state.misses import Misses
from bot.state.personal import Personal
from bot.state.reminders import Reminders
from bot.state.subscriptions import Subscriptions
from tests.bot.state.conftest import on_disk
from tests.support.state import fill

pytestmark = on_disk

NOW = datetime(2024, 4, 25, 12, 0, tzinfo=UTC)
READER = ChatKey(7_654_321_098_765)


@pytest.fixture
def departures(database: Database) -> Departures:
    return Departures(database.file)


def names(departures: Departures, *candidates: str, since: int = 0) -> list[str]:
    """Those of the candidates that were written down."""
    hashed = departures.hashed(candidates)
    return [hashed[one] for one in departures.since(since) if one in hashed]


async def test_whatever_a_reader_ends_is_written_down_once(database: Database, departures: Departures) -> None:
    subscriptions, misses = Subscriptions(database), Misses(database)
    await fill(database, READER)
    kept, _ = await subscriptions.follow(Subscription(0, READER, Subject(Scope.ENTITY, "talks"), "ar"), NOW)
    [waiting] = await misses.of(READER.chat)
    reminders = Reminders(database)
    [wanted] = await reminders.of(READER)
    for _ in range(2):
        await reminders.end(READER, wanted.id)
        await subscriptions.end(READER, kept.id)
        await subscriptions.end_all(READER)
        await misses.cancel(READER.chat, waiting.id)
        await Personal(database).forget(READER)
    written = [
        reminder(READER.chat, 0, "meeting", "d"),
        subscription(READER.chat, 0, "entity:talks"),
        subscription(READER.chat, 0, str(EVERYTHING)),
        question(READER.chat, waiting.id),
        all_of(READER.chat),
    ]

    assert [one.number for one in departures.read()] == [1, 2, 3, 4, 5]
    assert sorted(names(departures, *written)) == sorted(written)
    assert names(departures, *written, since=4) == [all_of(READER.chat)]
    async with database.reading() as connection:
        assert await counters.read(connection, Counter.DEPARTURES) == 5


async def test_who_left_stands_in_it_by_no_name_and_only_we_can_read_it(
    database: Database, tmp_path: Path, departures: Departures
) -> None:
    await fill(database, READER)
    await Personal(database).forget(READER)
    files = [tmp_path / "state.sqlite.departed", tmp_path / "state.sqlite.key"]

    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert str(READER.chat) not in files[0].read_text()


async def test_what_is_not_committed_may_be_written_down_but_never_the_other_way(
    database: Database, departures: Departures
) -> None:
    await fill(database, READER)
    with pytest.raises(RuntimeError):
        async with database.writing() as connection:
            await departures.note(connection, [all_of(1)])
            raise RuntimeError
    await Personal(database).forget(READER)

    assert [one.number for one in departures.read()] == [1, 2]
    assert names(departures, all_of(READER.chat), since=1) == [all_of(READER.chat)]


async def test_half_a_line_takes_no_other_with_it(database: Database, tmp_path: Path, departures: Departures) -> None:
    await fill(database, READER)
    (tmp_path / "state.sqlite.departed").write_text("\n1 1714046400 8b3a")
    await Personal(database).forget(READER)

    assert names(departures, all_of(READER.chat)) == [all_of(READER.chat)]


async def test_it_is_kept_as_long_as_a_backup_may_be_and_the_numbers_go_on(
    database: Database, departures: Departures
) -> None:
    for days in range(4):
        async with database.writing() as connection:
            await departures.note(connection, [all_of(days)], NOW + timedelta(days=days))
    expire = departures.expiring(timedelta(days=1))
    await expire(NOW + timedelta(days=4))

    assert [one.number for one in departures.read()] == [3, 4]
    assert len(departures.since(2)) == 2
    with pytest.raises(UnusableState, match="older than what is known of deletions"):
        departures.since(1)
    await expire(NOW + timedelta(days=90))
    async with database.writing() as connection:
        await departures.note(connection, [all_of(9)])
    assert [one.number for one in departures.read()] == [4, 5]


@pytest.mark.parametrize("another", [True, False])
async def test_without_its_key_nothing_is_put_back(
    database: Database, tmp_path: Path, departures: Departures, *, another: bool
) -> None:
    await fill(database, READER)
    await Personal(database).forget(READER)
    (tmp_path / "state.sqlite.key").unlink()
    if another:
        (tmp_path / "state.sqlite.key").write_text("a key")

    with pytest.raises(UnusableState, match=r"state\.sqlite\.key is not there"):
        departures.since(0)
    assert departures.since(1) == set()
