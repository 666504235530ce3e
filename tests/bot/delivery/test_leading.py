"""One of several processes delivers; the tests move the clock, and let the leaders breathe with `settle`."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import NoReturn

import pytest
from sqlalchemy import update
from structlog.testing import capture_logs

from bot.delivery.leading import Leader
from bot.state.database import Database
from bot.state.errors import UnusableState
from bot.state.leases import RENEWED, SECONDS, Lease
from bot.state.tables import leases


@dataclass
class Worker:
    """A process: what it is doing, and its own clock, which stands still until `turn`."""

    database: Database
    name: str
    working: int = 0
    begun: int = 0
    failing: bool = False
    now: float = 0.0
    _turns: asyncio.Queue[None] = field(default_factory=asyncio.Queue)
    _waits: asyncio.Event = field(default_factory=asyncio.Event)

    async def work(self) -> NoReturn:
        self.begun += 1
        if self.failing:
            raise RuntimeError
        self.working += 1
        try:
            await asyncio.Event().wait()
        finally:
            self.working -= 1
        raise AssertionError

    async def pause(self, seconds: float) -> None:
        self._waits.set()
        await self._turns.get()
        self.now += seconds

    async def turn(self) -> None:
        """Let one pause pass, up to the next."""
        self._waits.clear()
        self._turns.put_nowait(None)
        await self._waits.wait()

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[asyncio.Task[NoReturn]]:
        leader = Leader(Lease(self.database, "deliverer", self.name), self.work, self.pause, lambda: self.now)
        task = asyncio.create_task(leader.run())
        await self._waits.wait()
        try:
            yield task
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


async def run_out(database: Database) -> None:
    async with database.writing() as connection:
        await connection.execute(update(leases).values(until=leases.c.until - SECONDS))


@pytest.fixture
def one(database: Database) -> Worker:
    return Worker(database, "one")


@pytest.fixture
def other(database: Database) -> Worker:
    return Worker(database, "other")


async def test_one_works_and_the_other_stands_by(one: Worker, other: Worker) -> None:
    async with one.running(), other.running():
        for _ in range(5):
            await one.turn()
            await other.turn()

        assert (one.working, one.begun, other.begun) == (1, 1, 0)


async def test_a_standby_takes_over_when_the_other_stops(one: Worker, other: Worker) -> None:
    async with other.running() as standby:
        assert other.working == 1
        async with one.running():
            standby.cancel()
            await asyncio.gather(standby, return_exceptions=True)
            await one.turn()

            assert (one.working, other.working) == (1, 0)


async def test_a_standby_takes_over_when_the_lease_of_a_killed_one_has_run_out(one: Worker, other: Worker) -> None:
    dead = Lease(one.database, "deliverer", "dead")
    await dead.take()
    async with other.running():
        await other.turn()
        begun = [other.begun]
        await run_out(one.database)
        await other.turn()

        assert [*begun, other.begun] == [0, 1]


async def test_whoever_has_lost_the_lease_stops_working(one: Worker, other: Worker) -> None:
    async with one.running():
        await run_out(one.database)
        async with other.running():
            assert other.working == 1
            await one.turn()

            assert one.working == 0


async def test_whoever_is_cut_off_stops_before_the_lease_has_run_out(
    one: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_off() -> NoReturn:
        raise UnusableState("cut off")

    with capture_logs():
        async with one.running():
            with monkeypatch.context() as patch:
                patch.setattr(one.database, "changing", cut_off)
                while one.working:
                    await one.turn()
                stopped = one.now
            await one.turn()
            began_anew = one.working

    assert stopped <= SECONDS - RENEWED
    assert began_anew


async def test_a_work_that_fails_begins_anew(one: Worker) -> None:
    one.failing = True
    with capture_logs() as logged:
        async with one.running():
            one.failing = False
            while not one.working:
                await one.turn()

    assert one.begun == 2
    assert "the work has failed; it begins anew" in [line["event"] for line in logged]
