from __future__ import annotations

import asyncio
from datetime import timedelta

from structlog.testing import capture_logs
from telegram.error import RetryAfter

from bot.delivery.pacing import Pacer
from bot.delivery.replies import ReplyLane
from bot.memory.places import Places
from handlers.replying.insisting import Insistent


async def test_a_reply_that_telegram_puts_off_waits_without_a_place_and_is_made_then() -> None:
    places, late, events = Places(1), asyncio.Event(), list[str]()
    answers = iter([RetryAfter(timedelta(seconds=25)), None])
    now = 0.0

    async def pause(_seconds: float) -> None:
        events.append("pause")
        await late.wait()

    async def request() -> None:
        if error := next(answers):
            raise error
        events.append("sent")

    async def put_off() -> None:
        async with places.held():
            await Insistent(ReplyLane(Pacer(25, lambda: now)), places, pause)(1, request)
            events.append("its place again")

    async def other() -> None:
        async with places.held():
            events.append("other")

    with capture_logs():
        waiting = asyncio.create_task(put_off())
        await asyncio.wait_for(other(), 1)
        now = 25.0
        late.set()
        await asyncio.wait_for(waiting, 1)

    assert events == ["pause", "other", "sent", "its place again"]
