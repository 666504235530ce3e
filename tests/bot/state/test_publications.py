from __future__ import annotations

from bot.state.database import Database
from tests.support.newsroom import DATE, PLACE, Newsroom


async def test_versions_are_needed_that_somebody_stands_at_and_the_newest(database: Database) -> None:
    room = Newsroom(database)
    await room.publish("a", PLACE)
    await room.publish("b", PLACE, DATE)
    await room.follow(7, paused=True)
    await room.publish("c", DATE)
    await room.publish("d", PLACE, DATE)

    assert await room.publications.positions() == {"b", "d"}
