from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from bot.delivery.housekeeping import Housekeeping
from bot.delivery.outcomes import Uncertain
from bot.readers.chat_key import ChatKey
from bot.state.messages import MessageState
from bot.state.reports import Reports
from tests.bot.state.conftest import lasting
from tests.support.newsroom import DATE, PLACE, Newsroom

pytestmark = lasting

KEPT = timedelta(days=90)


@pytest.mark.parametrize(("days", "left"), [(89, True), (91, False)])
async def test_what_was_told_sent_and_asked_is_kept_so_long_and_no_longer(
    room: Newsroom, tmp_path: Path, days: int, *, left: bool
) -> None:
    await room.publish("a", PLACE)
    await room.follow(1)
    await room.misses.keep("Who pays?", "en", room.clock())
    reports = Reports(room.database)
    await reports.add(ChatKey(3), "en", (PLACE.id,), room.clock())
    await room.publish("b", PLACE, DATE)
    room.answers[2].append(Uncertain("ReadTimeout"))
    await room.follow(2)
    await room.publish("c", PLACE)
    await room.deliver()
    assert MessageState.UNCERTAIN in await room.outbox.counts()
    moment = f"{room.clock():%Y%m%dT%H%M%S.%fZ}"
    kinds = ("state-{}.sqlite", "marsad-{}.tar", "state-{}-damaged.sqlite-wal")
    copies = [tmp_path / kind.format(moment) for kind in kinds]
    for copy in copies:
        copy.touch()
    room.clock.time = room.clock.time.replace(hour=0) + timedelta(days=days)
    await Housekeeping(room.outbox, room.told, room.misses, reports, tmp_path, KEPT, room.clock).clean()

    async with room.database.reading() as connection:
        for table in ("told", "outbox", "bodies", "misses", "reports"):
            count = (await connection.exec_driver_sql(f"SELECT count(*) FROM {table}")).scalar_one()
            assert bool(count) is left, table
    assert [copy.name for copy in copies if copy.exists() is not left] == []
    assert len(await room.subscriptions.of((await room.follow(1)).chat)) == 1


async def test_what_fails_of_a_round_keeps_nothing_else_from_being_done(room: Newsroom, tmp_path: Path) -> None:
    done = asyncio.Event()

    async def fails() -> None:
        raise OSError("read-only")

    async def works() -> None:
        done.set()

    reports = Reports(room.database)
    cleaning = Housekeeping(
        room.outbox, room.told, room.misses, reports, tmp_path, KEPT, room.clock, also=(fails, works)
    )
    round_ = asyncio.create_task(cleaning.run())
    await done.wait()
    round_.cancel()
