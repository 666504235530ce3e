"""What was told is written down with its message, so that corrections find it; and who is back is told again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from bot.context import Marsad, Stores
from bot.readers.chat_key import ChatKey
from bot.state import tables
from bot.state.delivery_step import Turn
from knowledge.changes import fingerprint
from knowledge.dialogue import Reply
from tests.handlers.conftest import Serve
from tests.support.clock import Clock
from tests.support.facts import DATE, PLACE, ScriptedEngine, answer, listed, several
from tests.support.telegram import FakeTelegram, Reader, labelled

READER = ChatKey(7)


async def rows(state: Stores) -> list[tuple[Any, ...]]:
    """Message, statement, language and whether it can be written anew."""
    told = tables.told.c
    query = select(told.message, told.statement, told.lang, told.editable).order_by(told.message, told.statement)
    async with state.told.database.reading() as connection:
        return [tuple(row) for row in await connection.execute(query)]


async def fingerprints(state: Stores) -> set[str]:
    async with state.told.database.reading() as connection:
        return set((await connection.execute(select(tables.told.c.fingerprint))).scalars())


async def test_an_answer_is_written_down_with_its_message_and_not_its_question(
    app: Marsad, reader: Reader, state: Stores
) -> None:
    await app.process_update(reader.writes("متى؟"))

    assert await rows(state) == [(1000, DATE.id, "ar", True)]
    assert await fingerprints(state) == {fingerprint(DATE)}


@pytest.mark.parametrize("text", ["/briefing Astana meeting", "/start meeting"])
async def test_a_briefing_is_written_down(app: Marsad, reader: Reader, state: Stores, text: str) -> None:
    await app.process_update(reader.writes(text))

    assert await rows(state) == [(1000, DATE.id, "en", True), (1000, PLACE.id, "en", True)]


async def test_a_choice_is_written_down_where_it_takes_the_place_of_its_question(
    app: Marsad, reader: Reader, telegram: FakeTelegram, state: Stores
) -> None:
    await app.process_update(reader.writes("which?"))
    assert await rows(state) == []
    await app.process_update(reader.presses(labelled(telegram.sent()[0], "Astana meeting"), telegram.sent()[0]))

    assert [(message, statement) for message, statement, _, _ in await rows(state)] == [(500, DATE.id), (500, PLACE.id)]


async def test_an_edited_question_leaves_only_what_its_answer_says_now(serve: Serve, state: Stores) -> None:
    async with serve(ScriptedEngine({"one": answer("en", DATE), "two": answer("en", PLACE)})) as app:
        reader = Reader(app.bot)
        asked = reader.writes("one")
        assert asked.message
        await app.process_update(asked)
        await app.process_update(reader.edits(asked.message.message_id, "two"))
        assert [statement for _, statement, _, _ in await rows(state)] == [PLACE.id]
        await app.process_update(reader.edits(asked.message.message_id, "zebra"))

    assert await rows(state) == []


@pytest.mark.parametrize("text", ["2023?", "which?", "/meetings", "/source"])
async def test_what_tells_no_statement_is_not_written_down(
    app: Marsad, reader: Reader, state: Stores, text: str
) -> None:
    await app.process_update(reader.writes(text))

    assert await rows(state) == []


async def test_quotes_are_not_written_down(app: Marsad, reader: Reader, telegram: FakeTelegram, state: Stores) -> None:
    await app.process_update(reader.writes("when?"))
    before = await rows(state)
    await app.process_update(reader.presses(labelled(telegram.sent()[0], "Quote"), telegram.sent()[0]))

    assert await rows(state) == before


@pytest.mark.parametrize(("reply", "told"), [(listed(), [DATE.id, PLACE.id]), (several(), [PLACE.id])])
async def test_a_message_that_says_more_than_its_statements_is_not_written_anew(
    serve: Serve, state: Stores, reply: Reply, told: list[str]
) -> None:
    async with serve(ScriptedEngine({"all?": reply})) as app:
        await app.process_update(Reader(app.bot).writes("all?"))

    assert await rows(state) == [(1000, statement, "en", False) for statement in told]


async def test_what_is_not_for_everybody_is_not_written_down(serve: Serve, state: Stores) -> None:
    plain = answer("en", DATE, PLACE)
    marked = replace(plain, sentences=(plain.sentences[0], replace(plain.sentences[1], restricted=True)))
    async with serve(ScriptedEngine({"both?": marked})) as app:
        await app.process_update(Reader(app.bot).writes("both?"))

    assert await rows(state) == [(1000, DATE.id, "en", False)]


async def strike(state: Stores, clock: Clock) -> None:
    async with state.outbox.turn(clock()) as turn:
        assert isinstance(turn, Turn)
        await turn.strike([READER])


async def struck(state: Stores, clock: Clock) -> bool:
    return (await state.readers.known(READER, clock())).struck_at is not None


@pytest.mark.parametrize("text", ["when?", "/start", "/subscriptions"])
async def test_any_message_brings_a_chat_back_that_could_not_be_written_to(
    app: Marsad, reader: Reader, state: Stores, clock: Clock, text: str
) -> None:
    await strike(state, clock)
    assert await struck(state, clock)
    await app.process_update(reader.writes(text))

    assert not await struck(state, clock)


@pytest.mark.parametrize(("before", "after", "back"), [("kicked", "member", True), ("member", "kicked", False)])
async def test_a_reader_who_unblocks_is_back(
    app: Marsad, reader: Reader, state: Stores, clock: Clock, before: str, after: str, *, back: bool
) -> None:
    await strike(state, clock)
    us = {"id": 42, "is_bot": True, "first_name": "Marsad"}
    change: dict[str, Any] = {"chat": {"id": 7, "type": "private"}, "from": reader.user, "date": 0}
    for key, status in (("old_chat_member", before), ("new_chat_member", after)):
        change[key] = {"user": us, "status": status} | ({"until_date": 0} if status == "kicked" else {})
    await app.process_update(reader.update({"my_chat_member": change}))

    assert await struck(state, clock) is not back
