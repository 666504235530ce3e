from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import update

from bot.state.database import Database
from bot.state.leases import RENEWED, SECONDS, Lease
from bot.state.tables import leases
from tests.bot.state.conftest import POSTGRES, lasting


def lease(database: Database, holder: str = "one") -> Lease:
    return Lease(database, "deliverer", holder)


async def pass_time(database: Database, seconds: int) -> None:
    """As if so many seconds had gone by."""
    async with database.writing() as connection:
        await connection.execute(update(leases).values(until=leases.c.until - seconds))


async def holds(one: Lease) -> bool:
    async with one.database.writing() as connection:
        return await one.holds(connection)


def test_a_standby_takes_over_within_15_seconds() -> None:
    assert SECONDS + RENEWED + 1 < 15


async def test_one_has_it_and_the_others_wait(database: Database) -> None:
    one, other = lease(database), lease(database, "other")

    assert await one.take()
    assert not await other.take()
    assert (await holds(one), await holds(other)) == (True, False)


async def test_whoever_renews_it_keeps_it(database: Database) -> None:
    one, other = lease(database), lease(database, "other")
    for _ in range(3):
        assert await one.take()
        await pass_time(database, SECONDS - 2)
        assert not await other.take()


async def test_when_it_has_run_out_another_takes_it_and_the_first_knows(database: Database) -> None:
    one, other = lease(database), lease(database, "other")
    await one.take()
    await pass_time(database, SECONDS)

    assert not await holds(one)
    assert await other.take()
    assert not await one.take()
    await one.release()
    assert await holds(other)


async def test_given_up_it_is_free_at_once(database: Database) -> None:
    one, other = lease(database), lease(database, "other")
    await one.take()
    await one.release()

    assert await other.take()


async def test_different_leases_have_nothing_to_do_with_each_other(database: Database) -> None:
    assert await lease(database).take()
    assert await Lease(database, "something else", "other").take()


@lasting
async def test_of_many_that_reach_for_it_at_the_same_time_one_gets_it(database: Database) -> None:
    url = database.url.render_as_string(hide_password=False)
    opened = [Database(url) for _ in range(6)]
    try:
        for _ in range(5):
            taken = await asyncio.gather(*(lease(each, str(number)).take() for number, each in enumerate(opened)))
            assert sum(taken) == 1
            await pass_time(database, SECONDS)
    finally:
        await asyncio.gather(*(each.close() for each in opened))


@pytest.mark.parametrize("place", [POSTGRES], indirect=True)
async def test_nobody_takes_it_while_its_holder_is_in_a_transaction_that_relies_on_it(database: Database) -> None:
    one, other = lease(database), lease(database, "other")
    await one.take()
    async with database.writing() as connection:
        assert await one.holds(connection)
        expired = update(leases).values(until=0)
        await connection.execute(expired)  # so that only the transaction keeps the other from it
        reaching = asyncio.create_task(other.take())
        done, _ = await asyncio.wait({reaching}, timeout=0.2)
        assert not done

    assert await reaching
