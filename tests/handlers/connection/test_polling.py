from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Any

import pytest
from structlog.testing import capture_logs
from telegram import Update
from telegram.error import InvalidToken, NetworkError, TimedOut
from telegram.ext import ExtBot

from bot.context import Marsad
from bot.memory.health import Health
from handlers.connection.backlog import Backlog
from handlers.connection.intake import Intake
from handlers.connection.polling import Poller
from handlers.connection.requests import Observed
from tests.support.telegram import FakeTelegram, Reader, refused


class Nap:
    """Notes how long the poller would have slept, and ends it after a number of naps."""

    def __init__(self, times: int) -> None:
        self.times = times
        self.seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)
        if len(self.seconds) == self.times:
            raise asyncio.CancelledError


@pytest.fixture
def poller(app: Marsad) -> Poller:
    return Poller(app.bot, asyncio.Queue(), ("message",), Intake(within=0.0))


def updates(reader: Reader, *numbers: int) -> tuple[int, dict[str, Any]]:
    result = [{"update_id": number, "message": reader.message("when?")} for number in numbers]
    return 200, {"ok": True, "result": result}


def offsets(telegram: FakeTelegram) -> list[int | None]:
    return [call.parameters.get("offset") for call in telegram.calls if call.method == "getUpdates"]


async def naps(poller: Poller, times: int) -> list[float]:
    nap = poller.sleep = Nap(times)
    with pytest.raises(asyncio.CancelledError):
        await poller.run()
    return nap.seconds


async def test_updates_are_queued_in_order_and_confirmed_by_the_next_call(
    poller: Poller, reader: Reader, telegram: FakeTelegram
) -> None:
    telegram.answer_next("getUpdates", updates(reader, 5, 6), updates(reader), updates(reader, 9), NetworkError("x"))
    with capture_logs():
        await naps(poller, 1)
    taken = [poller.queue.get_nowait() for _ in range(3)]
    for update in taken:
        poller.intake.done(update)
    await poller.confirm()

    assert [update.update_id for update in taken] == [5, 6, 9]  # type: ignore[attr-defined]
    assert offsets(telegram) == [None, 7, 7, 10, 10]
    assert telegram.calls[0].parameters["allowed_updates"] == ["message"]


async def test_what_is_not_handled_when_it_stops_comes_again(
    poller: Poller, reader: Reader, telegram: FakeTelegram
) -> None:
    telegram.answer_next("getUpdates", updates(reader, 5, 6, 7), NetworkError("x"))
    with capture_logs():
        await naps(poller, 1)
    poller.intake.done(poller.queue.get_nowait())
    await poller.confirm()

    assert offsets(telegram) == [None, 8, 6]


async def test_updates_are_confirmed_when_they_are_handled(
    poller: Poller, reader: Reader, telegram: FakeTelegram
) -> None:
    poller.intake.within = 60.0
    telegram.answer_next("getUpdates", updates(reader, 5, 6))
    polling_ = asyncio.create_task(poller.run())
    taken = [await poller.queue.get() for _ in range(2)]
    await asyncio.sleep(0)
    unconfirmed = offsets(telegram)
    for update in taken:
        poller.intake.done(update)
    for _ in range(10):
        await asyncio.sleep(0)
    polling_.cancel()

    assert (unconfirmed, offsets(telegram)[:2]) == ([None], [None, 7])


async def test_no_more_is_taken_than_can_be_handled(poller: Poller, reader: Reader, telegram: FakeTelegram) -> None:
    poller.intake.most = 6
    people = [Reader(reader.bot, chat) for chat in range(1, 9)]
    first, then = (
        [{"update_id": 10 * batch + number, "message": one.message("when?")} for number, one in enumerate(some)]
        for batch, some in enumerate((people[:6], people[6:]))
    )
    telegram.answer_next("getUpdates", *((200, {"ok": True, "result": result}) for result in (first, then)))
    polling_ = asyncio.create_task(poller.run())
    taken = [await poller.queue.get() for _ in range(6)]
    await asyncio.sleep(0.05)
    asked = len(offsets(telegram))
    poller.intake.done(taken[0])
    await poller.queue.get()
    polling_.cancel()

    assert asked == 1


async def test_nothing_taken_is_nothing_to_confirm(poller: Poller, telegram: FakeTelegram) -> None:
    await poller.confirm()

    assert telegram.calls == []


async def test_an_outage_is_waited_out_ever_longer_and_told_twice_at_most(
    poller: Poller, reader: Reader, telegram: FakeTelegram
) -> None:
    outage = [NetworkError("httpx.ConnectError: refused")] * 7
    telegram.answer_next("getUpdates", *outage, updates(reader, 1), TimedOut())
    with capture_logs() as logged:
        seconds = await naps(poller, 8)

    assert seconds == [1, 2, 4, 8, 16, 30, 30, 0]
    assert [line["event"] for line in logged] == [
        "updates do not arrive",
        "updates arrive again",
        "updates do not arrive",
    ]
    assert poller.queue.qsize() == 1


async def test_telegram_s_own_waiting_time_is_kept(poller: Poller, telegram: FakeTelegram) -> None:
    body = {"ok": False, "description": "Too Many Requests", "parameters": {"retry_after": 43}}
    telegram.answer_next("getUpdates", (429, body))
    with capture_logs():
        assert await naps(poller, 1) == [43]


async def test_a_second_process_is_named_as_what_it_is(poller: Poller, telegram: FakeTelegram) -> None:
    telegram.answer_next("getUpdates", refused("Conflict: terminated by other getUpdates request", 409))
    with capture_logs() as logged:
        await naps(poller, 1)

    assert "another process" in logged[0]["reason"]


async def test_a_revoked_token_ends_the_poller_at_once(poller: Poller, telegram: FakeTelegram) -> None:
    telegram.answer_next("getUpdates", refused("Unauthorized", 401))
    with pytest.raises(InvalidToken):
        await poller.run()


async def test_updates_that_cannot_be_read_do_not_make_it_ask_without_pause(
    poller: Poller, telegram: FakeTelegram
) -> None:
    broken = 200, {"ok": True, "result": [{"update_id": 1, "message": {"text": "no date, no chat"}}]}
    telegram.answer_next("getUpdates", broken, broken, broken)
    with capture_logs() as logged:
        assert await naps(poller, 3) == [1, 2, 4]

    assert len(logged) == 1


async def test_one_update_that_cannot_be_read_does_not_keep_back_the_others(
    app: Marsad, reader: Reader, telegram: FakeTelegram
) -> None:
    health = Health("polling")
    bot = ExtBot("42:TEST", request=telegram, get_updates_request=Observed(telegram, health))
    poller = Poller(bot, asyncio.Queue(), ("message",), unread=lambda: health.unread)
    _, good = updates(reader, 5, 7)
    poison = {"update_id": 6, "message": {"text": "no date, no chat"}}
    telegram.answer_next("getUpdates", (200, good | {"result": [good["result"][0], poison, good["result"][1]]}))
    telegram.answer_next("getUpdates", NetworkError("x"))
    with capture_logs() as logged:
        await naps(poller, 1)

    assert [poller.queue.get_nowait().update_id for _ in range(2)] == [5, 7]  # type: ignore[attr-defined]
    assert offsets(telegram) == [None, 8]
    assert (logged[0]["event"], logged[0]["update"]) == ("an update cannot be read", 6)
    assert "no date" not in str(logged)


async def test_after_an_outage_what_waited_is_taken_for_a_backlog_until_a_poll_brings_all(
    poller: Poller, reader: Reader, telegram: FakeTelegram
) -> None:
    backlogged = list[bool]()

    class Noting(Backlog):
        def sift(self, updates: Iterable[Update], *, more: bool) -> list[Update]:
            found = list(updates)
            backlogged.extend([self.open] * len(found))
            return super().sift(found, more=more)

    poller.backlog = Noting()
    telegram.answer_next("getUpdates", updates(reader, *range(100)), updates(reader, 100), updates(reader, 101))
    telegram.answer_next("getUpdates", NetworkError("x"), updates(reader, 102), NetworkError("x"))
    with capture_logs():
        await naps(poller, 2)

    assert backlogged == [True] * 101 + [False, True]
