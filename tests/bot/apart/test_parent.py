"""Nobody gets the answer to what another asked, and a process that is leaving is asked nothing more."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.apart.parent import Apart
from tests.bot.apart.echo import HANG


@pytest.fixture
async def apart() -> AsyncIterator[Apart]:
    one = Apart("tests.bot.apart.echo", 20.0, 9)
    yield one
    await one.close()


async def test_who_asks_after_one_that_gave_up_gets_an_answer_of_his_own(apart: Apart) -> None:
    assert await apart.ask(b"first") == b"first"
    asking = asyncio.create_task(apart.ask(HANG))
    await asyncio.sleep(0)
    asking.cancel()
    await asyncio.gather(asking, return_exceptions=True)

    assert await apart.ask(b"second") == b"second"


async def test_a_process_that_has_been_let_go_is_followed_by_another(apart: Apart) -> None:
    assert await apart.ask(b"first") == b"first"
    apart.leave()

    assert await apart.ask(b"second") == b"second"
