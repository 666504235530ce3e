from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest
from sqlalchemy.exc import OperationalError

from bot.state.batching import Batches


class Work:
    """Doubles numbers; counts how often it was called, and fails on those that are negative."""

    def __init__(self, error: Exception) -> None:
        self.batches: list[Sequence[int]] = []
        self._error = error

    async def __call__(self, numbers: Sequence[int]) -> Sequence[int]:
        self.batches.append(numbers)
        await asyncio.sleep(0)
        if min(numbers) < 0:
            raise self._error
        return [2 * number for number in numbers]


async def test_what_is_asked_at_the_same_time_is_done_in_one_go() -> None:
    work = Work(ValueError())
    batches = Batches(work)

    assert await asyncio.gather(*map(batches.ask, range(5))) == [0, 2, 4, 6, 8]
    assert work.batches == [[0, 1, 2, 3, 4]]


async def test_while_one_batch_is_at_work_the_next_gathers() -> None:
    work = Work(ValueError())
    batches = Batches(work)

    async def ask(number: int) -> None:
        await batches.ask(number)
        await asyncio.gather(*(batches.ask(number * 10 + more) for more in range(3)))

    await asyncio.gather(ask(1), ask(2))

    assert work.batches == [[1, 2], [10, 11, 12, 20, 21, 22]]


async def test_a_batch_has_a_limit() -> None:
    work = Work(ValueError())
    batches = Batches(work)
    await asyncio.gather(*map(batches.ask, range(250)))

    assert [len(batch) for batch in work.batches] == [100, 100, 50]


async def test_one_that_cannot_be_done_takes_no_other_with_it() -> None:
    batches = Batches(Work(ValueError("negative")))
    given = await asyncio.gather(*map(batches.ask, (1, -2, 3)), return_exceptions=True)

    assert [given[0], given[2]] == [2, 6]
    assert isinstance(given[1], ValueError)


@pytest.mark.parametrize("error", [OperationalError("", {}, Exception("disk full")), ConnectionRefusedError()])
async def test_when_the_database_cannot_go_on_nobody_waits_for_the_others(error: Exception) -> None:
    work = Work(error)
    batches = Batches(work)
    given = await asyncio.gather(*map(batches.ask, (1, -2, 3)), return_exceptions=True)

    assert given == [error] * 3
    assert len(work.batches) == 1
    assert await batches.ask(4) == 8


async def test_whoever_is_cancelled_meanwhile_is_left_out() -> None:
    batches = Batches(Work(ValueError()))
    one, other = (asyncio.create_task(batches.ask(number)) for number in (1, 2))
    await asyncio.sleep(0)
    one.cancel()

    assert await other == 4
    assert one.cancelled()
