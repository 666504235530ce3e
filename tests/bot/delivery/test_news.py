"""Of what is new, news are told in words and the rest is counted; all of it is told, once, and put right."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.delivery.outcomes import Uncertain
from bot.interface.words.bidi import without_marks
from bot.readers.subscription import Cadence
from bot.state import tables
from bot.state.messages import MessageKind, MessageState
from knowledge.changes import fingerprint
from knowledge.model import Statement
from tests.bot.state.conftest import lasting
from tests.support.facts import TITLED, statement
from tests.support.newsroom import MOVED, PLACE, WITHDRAWAL, Newsroom

pytestmark = lasting

NEWS = replace(PLACE, news=True)
REST = tuple(statement(f"meeting.n{n}", ar=f"جملة {n}.", en=f"Sentence {n}.", source=TITLED) for n in range(1, 4))
FIRST = REST[0]
REASON = {"ar": "سبب.", "en": "For a reason."}
MENDED = replace(FIRST, wording={"ar": "جملة أخرى.", "en": "Another sentence."}, corrected=REASON)
LINE = "And 3 more statements from “Storm & <b>Calm</b>”"


async def told(room: Newsroom, message: int) -> dict[str, tuple[str, bool]]:
    """The fingerprint of every statement that a message told, and whether it can be written anew."""
    columns = tables.told.c
    query = select(columns.statement, columns.fingerprint, columns.editable).where(columns.message == message)
    async with room.database.reading() as connection:
        return {row.statement: (row.fingerprint, bool(row.editable)) for row in await connection.execute(query)}


async def announced(room: Newsroom, *statements: Statement, cadence: Cadence = Cadence.INSTANT) -> None:
    """A follower is told what a publication adds, at the latest a week after it."""
    await room.publish("a")
    await room.follow(1, cadence=cadence)
    await room.publish("b", *statements)
    room.clock.forward(seconds=timedelta(days=8).total_seconds())
    await room.plan()
    await room.deliver()


@pytest.mark.parametrize("cadence", Cadence)
async def test_news_are_told_in_words_and_the_rest_in_a_line_at_every_cadence(room: Newsroom, cadence: Cadence) -> None:
    await announced(room, NEWS, *REST, cadence=cadence)
    [text] = map(without_marks, room.texts(1))

    assert text.endswith(LINE)
    assert "New: The meeting's place is Astana." in text
    assert "Sentence" not in text
    expected = {one.id: (fingerprint(one), one is NEWS) for one in (NEWS, *REST)}
    assert await told(room, 1_001) == expected


@pytest.mark.parametrize("cadence", Cadence)
async def test_what_was_counted_is_not_told_again(room: Newsroom, cadence: Cadence) -> None:
    await announced(room, *REST, cadence=cadence)
    await room.publish("c", *(replace(one, news=True) for one in REST))
    room.clock.forward(seconds=timedelta(days=8).total_seconds())
    await room.plan()
    await room.deliver()
    again = await room.follow(1, cadence=Cadence.INSTANT)
    await room.plan()
    await room.deliver()

    assert again.id
    assert len(room.texts(1)) == 1


async def test_a_mark_alone_is_no_change(room: Newsroom) -> None:
    await room.publish("a", PLACE)
    await room.follow(1)
    await room.tell(2, 10, PLACE)
    await room.publish("b", NEWS)
    await room.deliver()

    assert room.sent == []


async def test_whoever_was_told_by_count_hears_the_correction_in_full(room: Newsroom) -> None:
    await announced(room, NEWS, *REST)
    [news] = room.sent
    await room.publish("c", NEWS, MENDED, *REST[1:])
    await room.deliver()
    [_, reply] = room.sent

    assert (reply.kind, reply.target) == (MessageKind.CORRECTION, 1_001)
    assert news.kind is MessageKind.UPDATE
    for words in ("Before: Sentence 1.", "Now: Another sentence.", "Reason: For a reason."):
        assert words.split(": ")[0] in reply.body.plain
        assert words.split(": ")[1].split()[-1] in reply.body.plain
    assert (await told(room, 1_001))[FIRST.id] == (fingerprint(MENDED), False)


async def test_what_was_counted_alone_is_taken_back_with_the_reason(room: Newsroom) -> None:
    await announced(room, *REST)
    await room.publish("c", *(replace(one, withdrawn=WITHDRAWAL) for one in REST))
    await room.deliver()
    [_, reply] = room.sent

    assert reply.kind is MessageKind.CORRECTION
    assert [f"Withdrawn: {one.wording['en']}" in reply.body.plain for one in REST] == [True] * 3
    assert reply.body.plain.count("Reason: It was an error.") == 3


async def test_a_message_that_is_written_anew_goes_on_counting(room: Newsroom) -> None:
    await announced(room, NEWS, *REST)
    before = await told(room, 1_001)
    await room.publish("c", MOVED, *REST)
    await room.deliver()
    [_, edit, reply] = room.sent

    assert (edit.kind, reply.kind) == (MessageKind.EDIT, MessageKind.CORRECTION)
    assert "harbour" in edit.body.plain
    assert without_marks(edit.body.plain).endswith(LINE)
    assert "Sentence" not in edit.body.plain
    assert await told(room, 1_001) == before | {NEWS.id: (fingerprint(MOVED), True)}


async def test_a_digest_of_what_was_only_counted_is_no_digest_of_nothing(room: Newsroom) -> None:
    await room.publish("a")
    await room.follow(1, cadence=Cadence.DAILY, heartbeat=True)
    await room.publish("b", *REST)
    room.clock.forward(seconds=timedelta(days=1).total_seconds())
    await room.plan()
    await room.deliver()
    [text] = map(without_marks, room.texts(1))

    assert text.endswith("3 new statements from “Storm & <b>Calm</b>”")


async def test_what_may_have_been_counted_is_corrected_and_what_was_not_is_news(room: Newsroom) -> None:
    await room.publish("a")
    for chat in (1, 2):
        await room.follow(chat)
        room.answers[chat].append(Uncertain("TimedOut"))
    await room.publish("b", *REST)
    await room.deliver()
    first, second = await room.outbox.listed(MessageState.UNCERTAIN)
    await room.outbox.settle([first.id], MessageState.FAILED, room.clock())
    await room.publish("c", MENDED, *REST[1:])
    await room.deliver()

    assert [one.statement for one in second.counted] == [one.id for one in REST]
    assert {row.chat: row.kind for row in room.sent} == {
        first.chat: MessageKind.UPDATE,
        second.chat: MessageKind.CORRECTION,
    }
