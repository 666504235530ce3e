from __future__ import annotations

import asyncio

from structlog.testing import capture_logs

from bot.context import Marsad
from handlers.connection.intake import MOST_OF_ONE, Intake
from tests.support.telegram import Reader


def test_so_many_of_one_sender_wait_and_the_rest_is_left_out_and_told(app: Marsad) -> None:
    intake, reader = Intake(), Reader(app.bot)
    updates = [reader.writes("when?") for _ in range(MOST_OF_ONE + 5)]
    taken = [update for update in updates if intake.take(update)]
    with capture_logs() as logged:
        for update in taken:
            intake.done(update)

    assert len(taken) == MOST_OF_ONE
    assert [(line["updates"]) for line in logged] == [5]
    assert intake.take(updates[-1])


def test_members_of_a_group_do_not_count_for_each_other(app: Marsad) -> None:
    intake = Intake()
    loud, quiet = (Reader(app.bot, -100, chat_type="supergroup", person=person) for person in (7, 8))
    for number in range(MOST_OF_ONE + 5):
        intake.take(loud.update({"message": loud.message(str(number))}))
    quiet._ids = loud._ids

    assert intake.take(quiet.writes("when?"))


def test_a_few_senders_cannot_take_all_the_room(app: Marsad) -> None:
    intake, number = Intake(most=100), 0
    flooders = [Reader(app.bot, chat) for chat in range(1, 16)]
    for flooder in flooders:
        flooder._ids = flooders[0]._ids
        for _ in range(30):
            number += intake.take(flooder.writes("x"))

    assert number < 100
    assert not intake.is_full


def test_inline_queries_are_taken_for_the_newest_is_answered_alone(app: Marsad) -> None:
    intake, reader = Intake(), Reader(app.bot)

    assert all(intake.take(reader.types("a")) for _ in range(MOST_OF_ONE * 3))


def test_what_was_never_counted_changes_nothing(app: Marsad) -> None:
    intake = Intake()
    intake.done(Reader(app.bot).writes("x"))
    intake.done(object())

    assert intake.oldest is None


async def test_room_and_the_handled_are_waited_for(app: Marsad) -> None:
    intake, reader = Intake(most=2, within=60), Reader(app.bot)
    one, two = reader.writes("a"), reader.writes("b")
    assert intake.take(one)
    assert intake.take(two)
    room = asyncio.create_task(intake.room())
    handled = asyncio.create_task(intake.handled([one.update_id]))
    await asyncio.sleep(0)
    assert not room.done()
    assert not handled.done()

    intake.done(one)
    await asyncio.gather(room, handled)
    assert intake.oldest == two.update_id
    intake.within = 0.001
    await intake.handled([two.update_id])


async def test_what_waits_for_telegram_is_not_waited_for(app: Marsad) -> None:
    intake, reader = Intake(within=60), Reader(app.bot)
    one = reader.writes("a")
    intake.take(one)
    handled = asyncio.create_task(intake.handled([one.update_id]))
    await asyncio.sleep(0)
    intake.rests(one)
    await asyncio.wait_for(handled, 1)

    assert intake.oldest == one.update_id
