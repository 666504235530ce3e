from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from structlog.testing import capture_logs

from bot.readers.chat_key import ChatKey
from bot.state import tables
from bot.state.database import Database
from bot.state.errors import StateError
from bot.state.personal import Personal
from bot.state.readers import Readers
from knowledge.dialogue import NEW_CONVERSATION, Conversation
from tests.bot.state.conftest import KEEP, lasting

NOW = datetime(2024, 4, 25, 12, 0, tzinfo=UTC)
AGO = timedelta(seconds=1)
READER, GROUP = ChatKey(7_000_000_001), ChatKey(-1_002_223_334_445)
TOPIC = ChatKey(GROUP.chat, 12)
SUMMIT, TALKS = Conversation(("astana-summit",)), Conversation(("talks", "india"))


async def rows(readers: Readers) -> list[tuple[object, ...]]:
    readers_ = tables.readers.c
    async with readers.database.reading() as connection:
        columns = (readers_.chat, readers_.thread, readers_.language, readers_.entities, readers_.spoke_at)
        return sorted(tuple(row) for row in await connection.execute(select(*columns)))


async def recall(readers: Readers, chat: ChatKey, now: datetime) -> Conversation:
    return (await readers.known(chat, now)).conversation


async def test_of_a_stranger_nothing_is_known(readers: Readers) -> None:
    assert await readers.language(READER) is None
    assert await recall(readers, READER, NOW) == NEW_CONVERSATION
    assert await rows(readers) == []


@lasting
async def test_a_language_outlives_the_process(readers: Readers, database: Database) -> None:
    await readers.set_language(READER, "ar")
    await readers.set_language(READER, "en")
    await database.close()
    again = Database(database.url.render_as_string())

    assert await Readers(again, KEEP).language(READER) == "en"
    await again.close()


async def test_a_topic_has_its_own_language_or_its_chat_s(readers: Readers) -> None:
    await readers.set_language(GROUP, "ar")
    assert await readers.language(TOPIC) == "ar"
    await readers.set_language(TOPIC, "en")

    assert await readers.language(TOPIC) == "en"
    assert await readers.language(ChatKey(GROUP.chat, 13)) == "ar"
    assert await readers.language(GROUP) == "ar"


async def test_a_language_that_is_unset_leaves_no_row(readers: Readers) -> None:
    await readers.set_language(READER, "ar")
    await readers.set_language(READER, None)

    assert await readers.language(READER) is None
    assert await rows(readers) == []


@pytest.mark.parametrize(
    ("later", "recalled"),
    [(timedelta(0), TALKS), (KEEP - AGO, TALKS), (KEEP, NEW_CONVERSATION), (timedelta(days=3), NEW_CONVERSATION)],
)
async def test_a_conversation_is_recalled_for_a_while(
    readers: Readers, later: timedelta, recalled: Conversation
) -> None:
    await readers.note(READER, SUMMIT, NOW - AGO)
    await readers.note(READER, TALKS, NOW)

    assert await recall(readers, READER, NOW + later) == recalled


async def test_topics_and_chats_do_not_hear_each_other(readers: Readers) -> None:
    await readers.note(TOPIC, TALKS, NOW)

    for other in (GROUP, ChatKey(GROUP.chat, 13), ChatKey(READER.chat, 12)):
        assert await recall(readers, other, NOW) == NEW_CONVERSATION


async def test_where_nothing_may_be_followed_up_nothing_is_kept(database: Database) -> None:
    readers = Readers(database, timedelta(0))
    await readers.note(READER, TALKS, NOW)

    assert await recall(readers, READER, NOW) == NEW_CONVERSATION
    assert await rows(readers) == []


async def test_old_conversations_are_deleted_and_languages_stay(readers: Readers) -> None:
    await readers.set_language(READER, "ar")
    for chat in (READER, GROUP):
        await readers.note(chat, TALKS, NOW - KEEP)
    await readers.note(TOPIC, TALKS, NOW)
    await readers.expire(NOW)

    assert await rows(readers) == [
        (TOPIC.chat, 12, None, "talks india", NOW.timestamp()),
        (READER.chat, 0, "ar", None, None),
    ]


async def test_many_chats_abreast_lose_nothing(readers: Readers) -> None:
    async def converse(number: int) -> None:
        chat = ChatKey(number)
        await recall(readers, chat, NOW)
        await readers.note(chat, Conversation((f"e{number}",)), NOW)
        await readers.set_language(chat, "ar")

    await asyncio.gather(*(converse(number) for number in range(100)))

    assert await rows(readers) == [(n, 0, "ar", f"e{n}", NOW.timestamp()) for n in range(100)]


@pytest.fixture
def broken(tmp_path_factory: pytest.TempPathFactory) -> Readers:
    """A file that is no database."""
    file = tmp_path_factory.mktemp("broken") / "state.sqlite"
    file.write_bytes(b"no database" * 100)
    return Readers(Database(f"sqlite+aiosqlite:///{file}"), KEEP)


async def test_a_broken_state_costs_a_follow_up_and_a_line_but_no_answer(broken: Readers) -> None:
    with capture_logs() as logged:
        assert await broken.language(READER) is None
        assert await recall(broken, READER, NOW) == NEW_CONVERSATION
        await broken.note(READER, TALKS, NOW)
        await broken.expire(NOW)
    await broken.database.close()

    assert [line["log_level"] for line in logged] == ["error"] * 4
    assert str(READER.chat) not in str(logged)


async def test_what_a_reader_asked_for_and_did_not_happen_is_an_error(broken: Readers) -> None:
    personal = Personal(broken.database)
    for work in (
        broken.set_language(READER, "ar"),
        personal.data(READER),
        personal.forget(READER),
        personal.migrate(-5, GROUP.chat),
    ):
        with pytest.raises(StateError, match="file is not a database") as raised:
            await work
        assert str(READER.chat) not in str(raised.value)
    await broken.database.close()
