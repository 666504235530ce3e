from __future__ import annotations

import asyncio

import pytest

from bot.context import Marsad
from bot.delivery.replies import PATIENCE
from bot.memory.places import Places
from handlers.connection.intake import Intake
from handlers.connection.ordering import ChatOrder
from handlers.publishing import takes_long
from tests.support.telegram import Reader


class Work:
    """Coroutines that tell when they begin and end, and end when they are told to."""

    def __init__(self) -> None:
        self.events: list[str] = []
        self.gates: dict[str, asyncio.Event] = {}

    async def do(self, name: str) -> None:
        self.events.append(f"{name} begins")
        await self.gates.setdefault(name, asyncio.Event()).wait()
        self.events.append(f"{name} ends")

    def end(self, name: str) -> None:
        self.gates.setdefault(name, asyncio.Event()).set()


async def settle() -> None:
    for _ in range(10):
        await asyncio.sleep(0)


@pytest.fixture
def work() -> Work:
    return Work()


async def test_one_chat_is_served_in_order_and_chats_side_by_side(app: Marsad, work: Work) -> None:
    order = ChatOrder()
    one, two = Reader(app.bot, 1), Reader(app.bot, 2)
    plan = [(one, "a1"), (one, "a2"), (two, "b1"), (one, "a3")]
    tasks = [asyncio.create_task(order.process_update(who.writes(name), work.do(name))) for who, name in plan]
    await settle()
    begun = list(work.events)
    for name in ("a3", "a2", "b1", "a1"):
        work.end(name)
    await asyncio.gather(*tasks)

    assert begun == ["a1 begins", "b1 begins"]
    assert [event for event in work.events if event.startswith("a")] == [
        "a1 begins",
        "a1 ends",
        "a2 begins",
        "a2 ends",
        "a3 begins",
        "a3 ends",
    ]
    assert order._queues == {}


async def test_a_chat_that_floods_takes_one_place_only(app: Marsad, work: Work) -> None:
    order = ChatOrder(Places(2))
    flooder, other = Reader(app.bot, 1), Reader(app.bot, 2)
    tasks = [asyncio.create_task(order.process_update(flooder.writes("x"), work.do(f"x{n}"))) for n in range(100)]
    tasks.append(asyncio.create_task(order.process_update(other.writes("y"), work.do("y"))))
    await settle()

    assert work.events == ["x0 begins", "y begins"]

    for name in (*(f"x{n}" for n in range(100)), "y"):
        work.end(name)
    await asyncio.gather(*tasks)


async def test_no_more_updates_are_at_work_than_there_are_places(app: Marsad, work: Work) -> None:
    order = ChatOrder(Places(2))
    tasks = [
        asyncio.create_task(order.process_update(Reader(app.bot, chat).writes("x"), work.do(str(chat))))
        for chat in range(5)
    ]
    await settle()

    assert work.events == ["0 begins", "1 begins"]

    for chat in range(5):
        work.end(str(chat))
    await asyncio.gather(*tasks)


async def test_an_error_lets_the_next_update_of_the_chat_through(app: Marsad, work: Work) -> None:
    async def fail() -> None:
        raise RuntimeError

    order, reader = ChatOrder(), Reader(app.bot)
    work.end("next")
    with pytest.raises(RuntimeError):
        await order.process_update(reader.writes("x"), fail())
    await order.process_update(reader.writes("y"), work.do("next"))

    assert work.events == ["next begins", "next ends"]


async def test_cancelled_work_leaves_nothing_behind(app: Marsad, work: Work) -> None:
    order, reader = ChatOrder(), Reader(app.bot)
    tasks = [asyncio.create_task(order.process_update(reader.writes("x"), work.do(f"x{n}"))) for n in range(3)]
    await settle()
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)

    assert work.events == ["x0 begins"]
    assert order._queues == {}


async def test_updates_without_a_chat_wait_for_nobody(work: Work) -> None:
    order = ChatOrder()
    tasks = [asyncio.create_task(order.process_update(object(), work.do(name))) for name in ("a", "b")]
    await settle()

    assert work.events == ["a begins", "b begins"]

    for name in ("a", "b"):
        work.end(name)
    await asyncio.gather(*tasks)


async def test_of_what_somebody_types_inline_only_the_newest_is_answered_after_what_is_at_work(
    app: Marsad, work: Work
) -> None:
    order, one, two = ChatOrder(), Reader(app.bot, 1), Reader(app.bot, 2)
    plan = [(one, name) for name in ("a", "ast", "asta", "astana")] + [(two, "other")]
    tasks = [asyncio.create_task(order.process_update(who.types(name), work.do(name))) for who, name in plan]
    await settle()
    begun = list(work.events)
    for name in ("a", "astana", "other"):
        work.end(name)
    await asyncio.gather(*tasks)

    assert begun == ["a begins", "other begins"]
    assert [event for event in work.events if event.endswith("begins")] == [*begun, "astana begins"]


async def test_a_question_that_nobody_waits_for_any_more_gives_way_to_a_newer_one(app: Marsad, work: Work) -> None:
    now = 0.0
    order, reader = ChatOrder(clock=lambda: now), Reader(app.bot)
    texts = ["slow", "old", "/forget", "newest"]
    tasks = [asyncio.create_task(order.process_update(reader.writes(text), work.do(text))) for text in texts]
    await settle()
    now = PATIENCE + 1
    for text in texts:
        work.end(text)
    await asyncio.gather(*tasks)

    assert [event for event in work.events if event.endswith("begins")] == [
        "slow begins",
        "/forget begins",
        "newest begins",
    ]


async def test_who_waits_for_telegram_takes_no_place(app: Marsad, work: Work) -> None:
    places = Places(2)
    order = ChatOrder(places)
    sleepers = [
        asyncio.create_task(
            order.process_update(Reader(app.bot, chat).writes("x"), places.outside(work.do(f"wait {chat}")))
        )
        for chat in range(5)
    ]
    other = asyncio.create_task(order.process_update(Reader(app.bot, 9).writes("y"), work.do("y")))
    await settle()

    assert work.events[-1] == "y begins"
    assert len(work.events) == 6

    for name in (*(f"wait {chat}" for chat in range(5)), "y"):
        work.end(name)
    await asyncio.gather(*sleepers, other)
    assert places._free._value == 2


async def test_neither_who_waits_for_telegram_nor_who_waits_for_them_is_busy(app: Marsad, work: Work) -> None:
    intake, places = Intake(within=60), Places()
    order, reader = ChatOrder(places, intake), Reader(app.bot)
    updates = [reader.writes("x"), reader.writes("y")]
    for update in updates:
        intake.take(update)
    waits, behind = (places.outside(work.do("x")), work.do("y"))
    tasks = [asyncio.create_task(order.process_update(*one)) for one in zip(updates, (waits, behind), strict=True)]
    await asyncio.wait_for(intake.handled([update.update_id for update in updates]), 1)

    assert work.events == ["x begins"]

    work.end("x")
    work.end("y")
    await asyncio.gather(*tasks)


async def test_what_is_handled_is_counted_out(app: Marsad, work: Work) -> None:
    intake = Intake()
    order, update = ChatOrder(intake=intake), Reader(app.bot).writes("x")
    intake.take(update)
    work.end("x")
    await order.process_update(update, work.do("x"))

    assert intake.oldest is None


async def test_nothing_waits_for_what_takes_long_in_its_chat(app: Marsad, work: Work) -> None:
    order, operator = ChatOrder(slow=takes_long), Reader(app.bot, 1)
    texts = {"/publish": "first", "/Publish@marsad_test_bot": "second", "/status": "status", "/publishers": "other"}
    tasks = [
        asyncio.create_task(order.process_update(operator.writes(text), work.do(name))) for text, name in texts.items()
    ]
    await settle()
    begun = list(work.events)
    for name in texts.values():
        work.end(name)
    await asyncio.gather(*tasks)

    assert begun == ["first begins", "status begins"]
    assert work.events.index("first ends") < work.events.index("second begins")
