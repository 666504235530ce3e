"""A state that was put back by other tools than ours forgets again, at the next start, who has left since."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import delete, select
from structlog.testing import capture_logs

from bot.readers.chat_key import ChatKey
from bot.state.database import Database
from bot.state.departures import Departures
from bot.state.personal import Personal
from bot.state.reapplying import reapply
from bot.state.subscriptions import Subscriptions
from bot.state.tables import counters
from tests.bot.state.conftest import POSTGRES, lasting
from tests.support.state import fill

ANNA, LAYLA = ChatKey(7_654_321_098_765), ChatKey(7_654_321_098_766)


def machine(database: Database, folder: Path) -> Database:
    """The same state as one process sees it that has a data folder of its own."""
    url = database.url.render_as_string(hide_password=False)
    return database if database.file else Database(url, beside=folder / "state")


async def counted(database: Database) -> list[tuple[str, int]]:
    async with database.reading() as connection:
        found = await connection.execute(select(counters.c.name, counters.c.value))
        return [(name, value) for name, value in found]


async def put_back(database: Database, before: list[tuple[str, int]], *chats: ChatKey) -> None:
    """What a dump does that was made while these chats were there."""
    for chat in chats:
        await fill(database, chat)
    async with database.writing() as connection:
        await connection.execute(delete(counters))
        for name, value in before:
            await connection.execute(counters.insert().values(name=name, value=value))


async def kept(database: Database) -> list[bool]:
    return [await Personal(database).keeps(one.chat) for one in (ANNA, LAYLA)]


@lasting
async def test_who_left_since_a_dump_is_forgotten_again_and_nobody_else(database: Database, tmp_path: Path) -> None:
    here = machine(database, tmp_path)
    await fill(here, LAYLA)
    await fill(here, ANNA)
    await Subscriptions(here).end_all(LAYLA)
    before = await counted(here)
    await Personal(here).forget(ANNA)
    await put_back(here, before, ANNA)
    with capture_logs() as logged:
        await reapply(here)
        told = len(logged)
        await reapply(here)

    assert await kept(here) == [False, True]
    assert (told, len(logged), logged[0]["deletions"]) == (1, 1, 1)
    await here.close()


@lasting
async def test_who_came_back_after_leaving_stays_at_an_ordinary_start(database: Database, tmp_path: Path) -> None:
    here = machine(database, tmp_path)
    await fill(here, ANNA)
    await Personal(here).forget(ANNA)
    await fill(here, ANNA)
    await reapply(here)

    assert await kept(here) == [True, False]
    await here.close()


@pytest.mark.parametrize("place", [POSTGRES], indirect=True)
async def test_each_machine_forgets_whom_it_let_go(database: Database, tmp_path: Path) -> None:
    one, other = (machine(database, tmp_path / name) for name in ("one", "other"))
    await fill(one, ANNA)
    await fill(one, LAYLA)
    before = await counted(one)
    await Personal(one).forget(ANNA)
    await Personal(other).forget(LAYLA)
    await put_back(one, before, ANNA, LAYLA)

    await reapply(one)
    assert await kept(one) == [False, True]
    await reapply(other)
    assert await kept(one) == [False, False]
    await one.close()
    await other.close()


@lasting
async def test_a_list_whose_key_is_lost_is_said_and_stops_no_start(database: Database, tmp_path: Path) -> None:
    here = machine(database, tmp_path)
    await fill(here, ANNA)
    before = await counted(here)
    await Personal(here).forget(ANNA)
    await put_back(here, before, ANNA)
    key = Departures.of(here).key
    assert key
    key.write_text("another", encoding="ascii")
    with capture_logs() as logged:
        await reapply(here)

    assert [one["event"] for one in logged] == ["who has left since this state was copied may come back"]
    await here.close()
