"""`telegram.allowed_chats` binds what is sent, too."""

from __future__ import annotations

from structlog.testing import capture_logs

from bot.readers.allowed import AllowedChats
from bot.readers.chat_key import ChatKey
from bot.readers.subscription import Scope, Subject
from bot.state.delivery_step import NOT_ALLOWED
from bot.state.messages import MessageState
from bot.state.publications import Publications
from knowledge.model import Kind
from tests.support.facts import answer
from tests.support.newsroom import DATE, MOVED, PLACE, Newsroom

INSIDE, OUTSIDE = 1, 2
ONLY_INSIDE = AllowedChats.of([INSIDE], [])


def restart(room: Newsroom, allowed: AllowedChats) -> None:
    """A process that allows other chats."""
    room.publications = Publications(room.database, allowed)
    room.planner = room.another_planner()
    room.deliverer = room.another("here")
    room.deliverer.allowed = allowed


async def test_a_chat_outside_is_told_nothing_new_and_everything_as_soon_as_it_is_allowed(room: Newsroom) -> None:
    await room.publish("a", PLACE)
    for chat in (INSIDE, OUTSIDE):
        await room.follow(chat)
        await room.tell(chat, 5, PLACE)
    restart(room, ONLY_INSIDE)
    await room.publish("b", MOVED, DATE)
    await room.deliver()
    told = {row.chat.chat for row in room.sent}
    restart(room, AllowedChats())
    room.clock.forward(seconds=120)
    await room.plan()
    await room.deliver()

    assert told == {INSIDE}
    assert sorted(row.kind for row in room.sent if row.chat.chat == OUTSIDE) == sorted(
        row.kind for row in room.sent if row.chat.chat == INSIDE
    )


async def test_what_waits_for_a_chat_when_it_is_shut_out_is_held_until_it_is_allowed(room: Newsroom) -> None:
    await room.publish("a", PLACE)
    for chat in (OUTSIDE, INSIDE):
        await room.follow(chat)
    await room.publish("b", PLACE, DATE)
    restart(room, ONLY_INSIDE)
    await room.deliver()
    held = [(row.chat.chat, row.state, row.error) for row in await room.outbox.listed()]
    told = [row.chat.chat for row in room.sent]
    restart(room, AllowedChats())
    await room.deliverer._recover()
    await room.plan()
    await room.deliver()

    assert (told, held) == ([INSIDE], [(OUTSIDE, MessageState.HELD, NOT_ALLOWED)])
    assert [row.chat.chat for row in room.sent] == [INSIDE, OUTSIDE]


async def test_a_question_that_waits_outside_is_not_answered(room: Newsroom) -> None:
    await room.publish("a", PLACE)
    for chat in (INSIDE, OUTSIDE):
        id_ = await room.misses.keep("When is it?", "en", room.clock())
        assert id_
        assert await room.misses.consent(id_, ChatKey(chat))
    room.script["When is it?"] = answer("en", DATE)
    restart(room, ONLY_INSIDE)
    await room.publish("b", PLACE, DATE)
    await room.deliver()

    assert [row.chat.chat for row in room.sent] == [INSIDE]
    assert [one.chat for one in await room.misses.waiting()] == [ChatKey(OUTSIDE)]


async def test_a_start_says_how_many_subscriptions_lie_outside(room: Newsroom) -> None:
    for chat in (INSIDE, OUTSIDE, OUTSIDE + 1):
        await room.follow(chat)
    await room.follow(OUTSIDE, Subject(Scope.KIND, Kind.MEETING))
    restart(room, ONLY_INSIDE)
    with capture_logs() as logged:
        await room.planner._name_outsiders()
    restart(room, AllowedChats())
    with capture_logs() as nothing:
        await room.planner._name_outsiders()

    assert [(line["subscriptions"], line["chats"]) for line in logged] == [(3, 2)]
    assert nothing == []


async def test_the_plan_counts_chats_outside_as_out_of_reach(room: Newsroom) -> None:
    for chat in (INSIDE, OUTSIDE):
        await room.follow(chat)
    restart(room, ONLY_INSIDE)

    assert [(one.chat.chat, away) for one, _, away in await room.publications.count_followers()] == [
        (INSIDE, False),
        (OUTSIDE, True),
    ]
