from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.delivery.outcomes import Uncertain
from bot.state import figures as watched
from bot.state.database import Database
from bot.state.errors import UnusableState
from bot.state.figures import Figures, figures
from bot.state.messages import MessageState
from tests.support.newsroom import DATE, PLACE, Newsroom


async def test_the_figures_of_a_state_are_counted_on_every_database(database: Database) -> None:
    room = Newsroom(database)
    assert await figures(database, room.clock()) == Figures()

    await room.publish("a", PLACE)
    for chat in (7, 8, 9):
        await room.follow(chat)
    room.answers[7].append(Uncertain("ReadTimeout"))
    await room.publish("b", PLACE, DATE)
    await room.deliver()
    await room.publish("c", PLACE)
    await room.misses.keep("Who pays?", "en", room.clock())
    found = await figures(database, room.clock() + timedelta(minutes=5))

    assert (found.subscribers, found.subscriptions, found.misses) == (3, 3, 1)
    assert found.outbox[MessageState.UNCERTAIN] == 1
    assert found.outbox[MessageState.QUEUED] >= 2
    assert found.oldest_queued >= 300


async def test_a_database_that_hangs_is_said_to_hang(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    await watched.probe(database)  # a connection that is still being opened cannot be given up
    monkeypatch.setattr(watched, "PATIENCE", 0.05)
    with pytest.raises(UnusableState, match="has not answered"):
        async with watched._looking(database):
            await asyncio.Event().wait()
