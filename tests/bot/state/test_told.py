from __future__ import annotations

from datetime import UTC, datetime

from bot.readers.chat_key import ChatKey
from bot.state.database import Database
from bot.state.tables import readers
from bot.state.told import Tell, Telling, ToldStatements, count_edits, misled, misled_chats, write
from bot.state.told_before import ToldBefore, known

NOW = datetime(2024, 4, 25, 12, 0, tzinfo=UTC)
LONG_AGO = -(2**62)


def telling(chat: int, *tells: tuple[str, str]) -> Telling:
    return Telling(ChatKey(chat), 10, tuple(Tell(*one) for one in tells), "ar", editable=True)


async def test_thousands_of_changed_statements_find_whom_they_concern(database: Database) -> None:
    held = {f"meeting.{number}": "new" for number in range(3_000)}
    async with database.writing() as connection:
        await write(connection, [telling(1, ("meeting.7", "old")), telling(2, ("meeting.7", "new"))], NOW)
        await write(connection, [telling(3, ("meeting.2999", "older")), telling(4, ("other", "old"))], NOW)
        chats = await misled_chats(connection, held, LONG_AGO)
        found = await misled(connection, chats, held)

    assert chats == [1, 3]
    assert [(one.chat.chat, one.was) for one in found] == [
        (1, (Tell("meeting.7", "old"),)),
        (3, (Tell("meeting.2999", "older"),)),
    ]


async def test_each_message_that_told_otherwise_is_one_edit_where_it_can_be_edited(database: Database) -> None:
    old = (Tell("a", "old"), Tell("b", "old"))
    read = [Telling(ChatKey(1), number, old, "ar", editable=True) for number in (10, 11)]
    not_to_be_edited = [Telling(ChatKey(2), 12, old, "ar"), Telling(ChatKey(2), -13, old, "ar", editable=True)]
    async with database.writing() as connection:
        await write(connection, [*read, *not_to_be_edited, telling(3, ("a", "new")), telling(4, ("a", "old"))], NOW)
        await connection.execute(readers.insert().values(chat=4, thread=0, struck_at=1))

        assert await count_edits(connection, "ar", {"a": "new", "b": "new"}) == 2
        assert await count_edits(connection, "en", {"a": "new", "b": "new"}) == 0


async def test_where_nothing_changed_nobody_was_told_otherwise(database: Database) -> None:
    async with database.writing() as connection:
        await write(connection, [telling(1, ("meeting.7", "old"))], NOW)

        assert await misled_chats(connection, {}, LONG_AGO) == []


async def test_what_a_chat_was_told_is_known_by_chat_and_topic(database: Database) -> None:
    async with database.writing() as connection:
        await write(connection, [telling(1, ("a", "x"), ("b", "x")), telling(2, ("c", "x"))], NOW)

        found = await known(connection, [1, 2], {"a": ("x", NOW), "c": ("y", NOW), "d": ("x", NOW)})

    assert found == {
        ChatKey(1): ToldBefore({"a"}, {"a"}),
        ChatKey(2): ToldBefore({"c"}, set()),
    }


async def test_what_a_message_told_is_found_else_what_the_last_one_did_and_nothing_of_others(
    database: Database,
) -> None:
    chat, topic = ChatKey(1), ChatKey(1, 5)
    first = Telling(chat, 10, (Tell("b", "x"), Tell("a", "x")), "ar")
    others = [Telling(ChatKey(2), 12, (Tell("d", "x"),), "ar"), Telling(topic, 13, (Tell("e", "x"),), "ar")]
    async with database.writing() as connection:
        await write(connection, [first, Telling(chat, 11, (Tell("c", "x"),), "ar"), *others], NOW)
    told = ToldStatements(database)

    assert await told.last(chat) == ("c",)
    assert await told.last(chat, 10) == ("b", "a")
    assert await told.last(topic) == ("e",)
    assert await told.last(chat, 12) == ()
    assert await told.last(ChatKey(3)) == ()
