"""What becomes of each message whatever Telegram, the network or the process does."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from shutil import copyfile

import pytest
from structlog.testing import capture_logs

from bot.delivery.outcomes import Blocked, Dead, Halted, Migrated, Outcome, Paused, RetryAt, Sent, Uncertain, Uneditable
from bot.delivery.pacing import Pacer
from bot.readers.chat_key import ChatKey
from bot.state.database import Database
from bot.state.errors import UnusableState
from bot.state.messages import Doubt, MessageBody, MessageKind, MessageState, OutboxMessage, Outgoing
from bot.state.outbox import Outbox, put
from bot.state.readers import Readers
from tests.bot.state.conftest import lasting
from tests.support.newsroom import DATE, MOVED, PLACE, Newsroom

pytestmark = lasting

BODY = MessageBody("<b>News</b>", "News", ((("Follow", "1x"),),))


async def expected(room: Newsroom) -> None:
    """Thirty readers are about to be told something."""
    await room.publish("a", PLACE)
    for chat in range(1, 31):
        await room.follow(chat)
    await room.publish("b", PLACE, DATE)


@pytest.fixture(scope="module")
def planned(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A state with what `expected` does, to be copied: it is 130 transactions."""
    file = tmp_path_factory.mktemp("planned") / "state.sqlite"
    copyfile(migrated, file)

    async def fill() -> None:
        database = Database(f"sqlite+aiosqlite:///{file}")
        await expected(Newsroom(database))
        await database.close()

    asyncio.run(fill())
    return file


@pytest.fixture
async def many(room: Newsroom, planned: Path) -> Newsroom:
    """Thirty readers who are about to be told something."""
    if room.database.file is None:
        await expected(room)
    else:
        copyfile(planned, room.database.file)
        room.serve("a", PLACE)
        room.serve("b", PLACE, DATE)
    return room


def received(room: Newsroom) -> list[int]:
    return sorted(row.chat.chat for row in room.sent)


async def test_everybody_gets_it_once_with_its_buttons(many: Newsroom) -> None:
    await many.deliver()

    assert received(many) == list(range(1, 31))
    assert many.sent[0].body.buttons
    assert await many.states() == []


async def test_never_more_are_under_way_than_allowed(many: Newsroom) -> None:
    most = 0
    while await many.deliverer.step():
        most = max(most, len(many.deliverer._sending))
        await asyncio.gather(*many.deliverer._sending)

    assert most == 8


async def test_what_came_back_and_is_not_settled_counts_as_under_way(
    many: Newsroom,
) -> None:
    back = asyncio.Event()

    async def slow(row: Outgoing) -> Outcome:
        if row.chat.chat > 1:
            await back.wait()
        return Sent(row.id)

    async def meanwhile(_: object) -> bool:
        back.set()  # all the others come back while a turn is being written
        await asyncio.sleep(0)
        return True

    many.deliverer.send = slow
    await many.deliverer.step()
    await asyncio.sleep(0)
    many.deliverer.leads = meanwhile
    await many.deliverer.step()

    assert len(await many.outbox.listed(MessageState.SENDING)) == 8


async def test_a_reply_that_goes_first_puts_the_next_message_off_by_its_own_turn_alone(
    many: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)

    monkeypatch.setattr(asyncio, "sleep", sleep)
    many.deliverer.pacer = Pacer(30, lambda: 0.0)
    for _ in range(8):
        many.deliverer.pacer.take(99)
    assert await many.deliverer.step() == 0
    await many.deliverer._wait(more=False)

    assert pauses == [pytest.approx(1.5 / 30)]


async def test_what_had_no_effect_is_sent_again_later(many: Newsroom) -> None:
    many.answers[5].extend([RetryAt("ConnectError")] * 3)
    await many.deliver()
    assert 5 not in received(many)
    for _ in range(8):
        many.clock.forward(seconds=10)
        await many.deliver()

    assert received(many) == list(range(1, 31))


async def test_each_message_of_which_nobody_knows_whether_it_arrived_has_a_line_without_its_reader(
    many: Newsroom,
) -> None:
    for chat in (5, 6):
        many.answers[chat].append(Uncertain("ReadTimeout"))
    with capture_logs() as logged:
        await many.deliver()
    lines = [line for line in logged if line["event"] == "a message may or may not have arrived"]
    uncertain = await many.outbox.listed(MessageState.UNCERTAIN)

    assert [line["row"] for line in lines] == [row.id for row in uncertain]
    assert {line["reason"] for line in lines} == {"ReadTimeout"}
    assert all("chat" not in line for line in lines)


async def test_what_may_have_arrived_is_never_sent_again(many: Newsroom) -> None:
    many.answers[5].append(Uncertain("ReadTimeout"))
    await many.deliver()
    many.clock.forward(days=1)
    await many.deliver()

    assert 5 not in received(many)
    assert await many.states() == [(5, MessageState.UNCERTAIN)]
    assert many.alerts == ["delivery.uncertain"]


async def test_an_uncertain_part_does_not_keep_the_next_publication_from_going_on(many: Newsroom) -> None:
    many.answers[5].append(Uncertain("ReadTimeout"))
    await many.deliver()
    await many.publish("c", MOVED, DATE)
    await many.deliver()

    assert [row.kind for row in many.sent if row.chat.chat == 5] == [MessageKind.UPDATE]
    assert "harbour" in many.texts(5)[0]
    assert "25 April" not in many.texts(5)[0]


@pytest.mark.parametrize("state", [MessageState.SENT, MessageState.FAILED])
async def test_an_operator_settles_what_is_uncertain(many: Newsroom, state: MessageState) -> None:
    many.answers[5].append(Uncertain("ReadTimeout"))
    await many.deliver()
    [row] = await many.outbox.listed(MessageState.UNCERTAIN)

    assert await many.outbox.settle([row.id, 999_999], state, many.clock()) == [row.id]
    assert await many.outbox.listed(MessageState.UNCERTAIN) == []


async def test_an_operator_may_have_it_sent_again(many: Newsroom) -> None:
    many.answers[5].append(Uncertain("ReadTimeout"))
    await many.deliver()
    [row] = await many.outbox.listed(MessageState.UNCERTAIN)
    sent = [one.id for one in many.sent]
    assert await many.outbox.retry([row.id, *sent], many.clock()) == [row.id]
    await many.deliver()

    assert received(many) == list(range(1, 31))


async def test_a_process_that_dies_leaves_at_most_what_it_was_sending(many: Newsroom) -> None:
    await many.deliverer.step()
    under_way = {row.chat.chat for row in many.deliverer._sending.values()}
    await asyncio.gather(*many.deliverer._sending)  # they arrive, but nobody writes it down
    many.deliverer = many.another("there")
    await many.deliverer._recover()
    await many.deliver()

    assert received(many) == list(range(1, 31))
    assert {chat for chat, state in await many.states() if state is MessageState.UNCERTAIN} == under_way
    assert len(under_way) == 8


async def test_edits_that_were_cut_are_made_again(room: Newsroom) -> None:
    await room.publish("a", PLACE)
    await room.tell(1, 10, PLACE)
    await room.publish("b", MOVED)
    room.answers[1].append(Uncertain("ReadTimeout"))
    await room.deliver()
    room.clock.forward(minutes=1)
    await room.deliver()

    assert [row.kind for row in room.sent] == [MessageKind.EDIT, MessageKind.CORRECTION]


async def test_one_blocked_reader_is_struck_and_kept(many: Newsroom) -> None:
    many.answers[5].append(Blocked("forbidden"))
    await many.deliver()
    assert await many.states() == [(5, MessageState.HELD)]
    await many.publish("c", MOVED, DATE)
    await many.deliver()
    assert 5 not in received(many)
    assert len(await many.subscriptions.of(ChatKey(5))) == 1

    await many.outbox.restore(5, many.clock())
    await many.plan()
    await many.deliver()
    [roundup] = many.texts(5)
    assert "25 April" in roundup
    assert "harbour" in roundup


async def test_who_stays_away_for_thirty_days_is_given_up(many: Newsroom) -> None:
    many.answers[5].append(Blocked("forbidden"))
    await many.deliver()
    many.clock.forward(days=29)
    await many.outbox.expire(many.clock(), timedelta(days=30), many.clock())
    assert len(await many.subscriptions.of(ChatKey(5))) == 1
    many.clock.forward(days=2)
    await many.outbox.expire(many.clock(), timedelta(days=30), many.clock())

    assert await many.subscriptions.of(ChatKey(5)) == ()
    assert await many.states() == []


async def test_a_topic_that_stays_closed_is_given_up_without_its_forum(room: Newsroom) -> None:
    whole = await room.follow(-5)
    await room.subscriptions.follow(replace(whole, chat=ChatKey(-5, 12)), room.clock())
    await room.strike(ChatKey(-5, 12))
    assert (await Readers(room.database, timedelta()).known(ChatKey(-5, 12), room.clock())).struck_at == room.clock()
    room.clock.forward(days=31)
    await room.outbox.expire(room.clock(), timedelta(days=30), room.clock())

    assert await room.subscriptions.of(ChatKey(-5, 12)) == ()
    assert len(await room.subscriptions.of(ChatKey(-5))) == 1


async def test_a_topic_that_was_closed_does_not_strike_its_forum(room: Newsroom) -> None:
    await room.publish("a", PLACE)
    whole = await room.follow(-5)
    await room.subscriptions.follow(replace(whole, chat=ChatKey(-5, 12)), room.clock())
    await room.strike(ChatKey(-5, 12))
    await room.publish("b", PLACE, DATE)
    await room.deliver()

    assert [row.chat for row in room.sent] == [ChatKey(-5)]


async def test_when_most_fail_alike_delivery_stops_and_nobody_is_struck(many: Newsroom) -> None:
    for chat in range(1, 31):
        if chat % 5 < 3:  # 60 of a hundred
            many.answers[chat].append(Blocked("forbidden"))
    await many.deliver()
    assert many.alerts.count("delivery.breaker") == 1
    assert all(state is MessageState.QUEUED for _, state in await many.states())

    for _ in range(10):  # it was us, and it is over
        many.answers.clear()
        many.clock.forward(hours=1)
        await many.deliver()
    assert received(many) == list(range(1, 31))


async def test_when_most_answers_are_lost_none_of_them_is_sent_again(many: Newsroom) -> None:
    lost = {chat for chat in range(1, 31) if chat % 5 < 3}
    for chat in lost:
        many.answers[chat].append(Uncertain("ReadTimeout"))
    for _ in range(10):
        await many.deliver()
        many.clock.forward(hours=1)

    assert received(many) == sorted(set(range(1, 31)) - lost)
    assert await many.states() == [(chat, MessageState.UNCERTAIN) for chat in sorted(lost)]
    assert "delivery.breaker" in many.alerts


async def test_two_chats_with_flood_waits_of_their_own_hold_nobody_else(many: Newsroom) -> None:
    for chat in (5, 6):
        many.answers[chat].append(Paused(43_838))
    await many.deliver()

    assert received(many) == [chat for chat in range(1, 31) if chat not in (5, 6)]


async def test_a_flood_wait_of_one_chat_holds_only_that_chat(many: Newsroom) -> None:
    many.answers[5].append(Paused(60))
    await many.deliver()
    assert received(many) == [chat for chat in range(1, 31) if chat != 5]
    many.clock.forward(seconds=61)
    await many.deliver()

    assert received(many) == list(range(1, 31))
    assert many.alerts == []


async def test_a_flood_wait_of_everybody_stops_the_lane_and_is_told_once(many: Newsroom) -> None:
    for chat in range(1, 31):
        many.answers[chat].append(Paused(43_838))
    await many.deliver()
    assert received(many) == []
    assert len(many.answers[30]) == 1  # nobody was bothered beyond those under way
    assert set(many.alerts) == {"delivery.flood"}

    many.answers.clear()
    many.clock.forward(seconds=43_839)
    await many.deliver()
    assert received(many) == list(range(1, 31))


async def test_a_group_that_became_a_supergroup_is_followed(many: Newsroom) -> None:
    many.answers[5].append(Migrated(-1005))
    await many.deliver()

    assert many.migrated == [(5, -1005)]


async def test_a_refused_token_stops_everything_and_changes_no_row(many: Newsroom) -> None:
    for chat in range(1, 31):
        many.answers[chat].append(Halted("InvalidToken"))
    await many.deliver()

    assert "delivery.halted" in many.alerts
    assert {state for _, state in await many.states()} == {MessageState.QUEUED}


async def test_what_telegram_will_never_take_is_given_up_and_told(many: Newsroom) -> None:
    many.answers[5].append(Dead("bad request"))
    await many.deliver()

    assert await many.states() == [(5, MessageState.FAILED)]
    assert many.alerts == ["delivery.failed"]


async def test_a_message_that_is_gone_cannot_be_edited_and_the_reply_still_goes(room: Newsroom) -> None:
    await room.publish("a", PLACE)
    await room.tell(1, 10, PLACE)
    room.answers[1].append(Uneditable())
    await room.publish("b", MOVED)
    await room.deliver()

    assert [row.kind for row in room.sent] == [MessageKind.CORRECTION]
    assert room.alerts == []


async def test_a_row_of_a_later_version_is_left_alone(room: Newsroom) -> None:
    message = OutboxMessage("x", MessageKind.UPDATE, ChatKey(1), BODY, "en", room.clock())
    async with room.outbox.turn(room.clock()) as turn:
        await put(turn.connection, [message], room.clock())
        await turn.connection.exec_driver_sql("UPDATE outbox SET kind = 'hologram'")
    await room.deliverer.step()

    assert room.sent == []


async def test_the_same_message_is_put_in_once(room: Newsroom) -> None:
    message = OutboxMessage("x", MessageKind.UPDATE, ChatKey(1), BODY, "en", room.clock())
    for _ in range(2):
        async with room.outbox.turn(room.clock()) as turn:
            await put(turn.connection, [message], room.clock())
    await room.deliver()

    assert len(room.sent) == 1


async def test_messages_of_one_chat_arrive_in_order(room: Newsroom) -> None:
    messages = [
        OutboxMessage(f"{n}", MessageKind.UPDATE, ChatKey(1), MessageBody(f"{n}", f"{n}"), "en", room.clock())
        for n in range(5)
    ]
    async with room.outbox.turn(room.clock()) as turn:
        await put(turn.connection, messages, room.clock())
    room.answers[1].extend([RetryAt("ConnectError"), Paused(3)])
    for _ in range(10):
        await room.deliver()
        room.clock.forward(seconds=5)

    assert room.texts(1) == ["0", "1", "2", "3", "4"]


async def test_who_has_everything_deleted_meanwhile_stays_unknown(many: Newsroom) -> None:
    await many.deliverer.step()
    await asyncio.gather(*many.deliverer._sending)
    async with many.outbox.turn(many.clock()) as turn:
        await turn.connection.exec_driver_sql("DELETE FROM outbox")
    await many.deliverer.step()

    async with many.database.reading() as connection:
        assert (await connection.exec_driver_sql("SELECT count(*) FROM told")).scalar() == 0


async def test_a_state_that_breaks_pauses_sending_and_loses_nothing(
    many: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    await many.deliverer.step()
    await asyncio.gather(*many.deliverer._sending)

    def broken(*_: object) -> None:
        raise UnusableState("the state cannot be changed: disk I/O error")

    with monkeypatch.context() as patched:
        patched.setattr(Outbox, "turn", broken)
        await many.deliverer.step()
    many.clock.forward(seconds=10)
    await many.deliver()

    assert received(many) == list(range(1, 31))
    assert many.alerts == ["delivery.state"]


@pytest.mark.parametrize("fate", [MessageState.SENT, MessageState.FAILED])
async def test_what_the_operator_has_decided_of_a_reason_is_not_asked_again_and_never_sent_again(
    many: Newsroom, fate: MessageState
) -> None:
    many.deliverer.policy = {Doubt.NO_ANSWER: fate, Doubt.KILLED: fate}
    many.answers[5].append(Uncertain("ReadTimeout"))
    many.answers[6].append(Uncertain("TelegramError"))
    await many.deliver()
    async with many.outbox.turn(many.clock()) as turn:
        await turn.mark(await many.outbox.listed(MessageState.SENT, most=1), "gone")
    await many.outbox.recover(many.clock(), many.deliverer.policy)
    many.clock.forward(days=1)
    await many.deliver()

    open_ = [] if fate is MessageState.SENT else [MessageState.FAILED] * 2
    assert sorted(state for _, state in await many.states()) == sorted([*open_, MessageState.UNCERTAIN])
    assert many.alerts == ["delivery.uncertain"]
    assert received(many).count(5) == 0
