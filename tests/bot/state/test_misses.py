"""Questions without an answer: no asker unless one consents, and not for ever."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from unittest.mock import Mock

import pytest

from bot.readers.chat_key import ChatKey
from bot.state.database import Database
from bot.state.misses import MOST_WAITING, Miss, Misses
from bot.state.misses import answered as delete_answered

NOW = datetime(2024, 4, 25, 12, 34, 56, tzinfo=UTC)
DAY = datetime(2024, 4, 25, tzinfo=UTC)
READER, TOPIC = ChatKey(7_000_000_001), ChatKey(-1_002_223_334_445, 12)


@pytest.fixture
def misses(database: Database) -> Misses:
    return Misses(database)


async def kept(misses: Misses, text: str = "متى؟") -> int:
    id_ = await misses.keep(text, "ar", NOW)
    assert id_ is not None
    return id_


async def test_a_question_is_kept_without_its_asker_and_without_its_hour(misses: Misses) -> None:
    id_ = await kept(misses)

    assert await misses.all() == (Miss(id_, "متى؟", "ar", DAY, None),)
    assert await misses.waiting() == ()


async def test_with_consent_the_chat_is_kept_with_it(misses: Misses) -> None:
    id_ = await kept(misses)
    found = await misses.consent(id_, TOPIC)

    assert found == Miss(id_, "متى؟", "ar", DAY, TOPIC)
    assert await misses.waiting() == await misses.of(TOPIC.chat) == (found,)
    assert await misses.of(READER.chat) == ()


async def test_consenting_twice_or_to_the_same_question_again_keeps_one(misses: Misses) -> None:
    first = await misses.consent(await kept(misses), READER)
    assert first
    again = await misses.consent(first.id, READER)
    another = await misses.consent(await kept(misses), READER)

    assert first == again == another
    assert await misses.of(READER.chat) == (first,)


async def test_nobody_gets_hold_of_a_question_of_others(misses: Misses) -> None:
    taken = await kept(misses)
    await misses.consent(taken, READER)

    assert await misses.consent(taken, TOPIC) is None
    assert await misses.consent(taken + 1, TOPIC) is None
    assert not await misses.cancel(TOPIC.chat, taken)
    assert await misses.of(TOPIC.chat) == ()


async def test_a_chat_waits_for_no_more_than_a_few_answers(misses: Misses) -> None:
    for number in range(MOST_WAITING):
        assert await misses.consent(await kept(misses, str(number)), READER)

    assert await misses.consent(await kept(misses, "one more"), READER) is None


async def test_an_answered_and_a_cancelled_question_are_gone(misses: Misses) -> None:
    answered, cancelled = await kept(misses, "one"), await kept(misses, "two")
    await misses.consent(cancelled, READER)
    async with misses.database.writing() as connection:
        await delete_answered(connection, [answered])

    assert await misses.cancel(READER.chat, cancelled)
    assert await misses.all() == ()


async def test_old_questions_are_deleted_with_and_without_consent(misses: Misses) -> None:
    await kept(misses)
    await misses.consent(await kept(misses), READER)

    assert await misses.expire(DAY) == 0
    assert await misses.expire(DAY + timedelta(seconds=1)) == 2
    assert await misses.all() == ()


async def test_questions_that_come_at_the_same_time_are_kept_in_one_transaction_each_under_its_own_id(
    misses: Misses, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [f"when {n}?" for n in range(30)]
    writing = Mock(side_effect=misses.database.writing)
    monkeypatch.setattr(misses.database, "writing", writing)
    ids = await asyncio.gather(*(misses.keep(text, "en", NOW) for text in texts))

    assert {one.id: one.text for one in await misses.all()} == dict(zip(ids, texts, strict=True))
    assert writing.call_count <= 2
