"""`/forget` is proven in the bytes on disk, not through SQL."""

from __future__ import annotations

import asyncio
import random
import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.readers.chat_key import ChatKey
from bot.readers.personal_data import Kept
from bot.state import counters, tables
from bot.state.counters import Counter
from bot.state.database import Database
from bot.state.messages import MessageBody, MessageKind, MessageState, OutboxMessage
from bot.state.migrating import backup
from bot.state.outbox import Outbox, put
from bot.state.personal import Personal
from bot.state.publications import Publications
from bot.state.readers import Readers
from bot.state.wiping import Wiping
from knowledge.dialogue import Conversation
from tests.bot.state.conftest import on_disk
from tests.support.state import fill

pytestmark = [on_disk, pytest.mark.slow]

NOW = datetime(2024, 4, 25, 12, 0, tzinfo=UTC)
READER = ChatKey(7_654_321_098_765)
WORDS = "my sister asks about the harbour"


def spellings(chat: int) -> tuple[bytes, ...]:
    """How SQLite and text would write the number; the first is the shortest that SQLite stores it in."""
    return chat.to_bytes(6, "big", signed=True), str(chat).encode()


def places(folder: Path, chat: int) -> list[str]:
    """The files below a folder in whose bytes the chat stands."""
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    return [file.name for file in files if standing(file.read_bytes(), [chat])]


def standing(content: bytes, chats: Iterable[int]) -> list[int]:
    """The chats that stand in some bytes."""
    return [chat for chat in chats if any(spelling in content for spelling in spellings(chat))]


def churn(file: Path, chats: range) -> list[int]:
    """Write and delete rows of all lengths until SQLite has split, joined and moved its pages; the chats deleted."""
    dice, here = random.Random(4), set[int]()
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA secure_delete=ON")
        for _ in range(20_000):
            chat = dice.choice(chats)
            if dice.random() < 0.75:
                row = (chat, dice.choice((0, 0, 5)), "x" * dice.randrange(300), dice.randrange(2**31))
                connection.execute("REPLACE INTO readers (chat, thread, entities, spoke_at) VALUES (?, ?, ?, ?)", row)
                here.add(chat)
            else:
                connection.execute("DELETE FROM readers WHERE chat = ?", (chat,))
                here.discard(chat)
    connection.close()
    return [chat for chat in chats if chat not in here]


async def wipe(personal: Personal) -> None:
    """What happens within a minute."""
    await Wiping(personal.database).wipe(NOW)


def holding(folder: Path, words: str) -> list[str]:
    """The files in whose bytes some words stand; every file for none."""
    return sorted(file.name for file in folder.iterdir() if words.encode() in file.read_bytes())


async def unclean(personal: Personal) -> bool:
    async with personal.database.reading() as connection:
        return bool(await counters.read(connection, Counter.UNCLEAN))


async def test_the_search_finds_what_is_there(readers: Readers, tmp_path: Path) -> None:
    await readers.set_language(READER, "ar")

    assert places(tmp_path, READER.chat) == ["state.sqlite-wal"]
    assert await readers.database.scrub()
    assert places(tmp_path, READER.chat) == ["state.sqlite"]


async def test_after_forget_no_byte_of_database_or_log_names_the_chat(
    readers: Readers, personal: Personal, tmp_path: Path
) -> None:
    await readers.set_language(READER, "ar")
    for topic in (None, 3, 4):
        await readers.note(ChatKey(READER.chat, topic), Conversation(("talks",)), NOW)
    assert await personal.forget(ChatKey(READER.chat, 3))
    await wipe(personal)

    assert places(tmp_path, READER.chat) == []
    assert await personal.data(READER) == Kept()


@pytest.mark.parametrize("moved", ["forgotten", "migrated"])
async def test_no_table_leaves_a_byte_of_the_chat(
    database: Database, personal: Personal, tmp_path: Path, moved: str
) -> None:
    await fill(database, READER)
    assert places(tmp_path, READER.chat)
    if moved == "forgotten":
        await personal.forget(READER)
    else:
        await personal.migrate(READER.chat, -1_002_223_334_445)
    await wipe(personal)

    assert places(tmp_path, READER.chat) == []


@pytest.mark.slow
async def test_copies_that_sqlite_left_behind_when_it_moved_rows_are_gone_as_well(
    readers: Readers, personal: Personal, tmp_path: Path
) -> None:
    chats = range(READER.chat, READER.chat + 3000)
    file = tmp_path / "state.sqlite"
    deleted = churn(file, chats)
    assert standing(file.read_bytes(), deleted), "secure_delete alone is enough: VACUUM can go"
    await personal.forget(ChatKey(chats[0]))
    await wipe(personal)

    assert standing(file.read_bytes(), [*deleted, chats[0]]) == []
    assert standing(file.with_name("state.sqlite-wal").read_bytes(), [*deleted, chats[0]]) == []


async def test_a_group_that_became_a_supergroup_leaves_no_trace_of_its_former_number(
    readers: Readers, personal: Personal, tmp_path: Path
) -> None:
    await readers.set_language(READER, "ar")
    await personal.migrate(READER.chat, -1_002_223_334_445)
    await wipe(personal)

    assert places(tmp_path, READER.chat) == []


async def test_a_conversation_that_grew_old_leaves_no_trace(readers: Readers, tmp_path: Path) -> None:
    await readers.note(READER, Conversation(("talks",)), NOW)
    await readers.expire(NOW + timedelta(hours=1))

    assert places(tmp_path, READER.chat) == []


async def test_a_backup_made_afterwards_knows_nothing_either(
    readers: Readers, personal: Personal, database: Database, tmp_path: Path
) -> None:
    await readers.set_language(READER, "ar")
    await readers.set_language(ChatKey(READER.chat + 1), "ar")
    await personal.forget(READER)
    await wipe(personal)
    copy = await backup(database, tmp_path / "backups")

    assert places(tmp_path, READER.chat) == []
    assert places(copy.parent, READER.chat + 1) == [copy.name]


async def test_what_a_long_query_keeps_in_the_log_is_wiped_later(
    readers: Readers, personal: Personal, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("bot.state.database._PRAGMAS", ("secure_delete=ON", "busy_timeout=0"))
    await readers.set_language(READER, "ar")
    with sqlite3.connect(tmp_path / "state.sqlite", isolation_level=None) as other:
        other.execute("BEGIN")
        other.execute("SELECT * FROM readers").fetchall()
        await personal.forget(READER)
        await wipe(personal)
        other.execute("ROLLBACK")
    other.close()
    assert await unclean(personal)
    await wipe(personal)

    assert not await unclean(personal)
    assert places(tmp_path, READER.chat) == []


@pytest.mark.parametrize("kind", MessageKind)
@pytest.mark.parametrize("state", [MessageState.QUEUED, MessageState.SENT, MessageState.UNCERTAIN])
async def test_no_kind_of_message_leaves_what_it_said_to_the_reader(
    database: Database, personal: Personal, tmp_path: Path, kind: MessageKind, state: MessageState
) -> None:
    words, shared = MessageBody(WORDS, WORDS), MessageBody("news", "news")
    other = ChatKey(READER.chat + 1)
    messages = [
        OutboxMessage(f"{kind}:1:{chat.chat}:{body.hash}", kind, chat, body, "en", NOW, target=7, state=state)
        for chat, body in ((READER, words), (READER, shared), (other, shared))
    ]
    async with database.writing() as connection:
        await put(connection, messages, NOW)
    await personal.forget(READER)

    async with database.reading() as connection:
        left = (await connection.execute(select(tables.bodies.c.plain))).scalars().all()
    assert left == ["news"]
    await wipe(personal)
    assert holding(tmp_path, WORDS) == []
    assert places(tmp_path, READER.chat) == []


@pytest.mark.parametrize("way", ["planned anew", "chat is back", "kept long enough"])
async def test_what_a_message_said_goes_with_it(database: Database, way: str) -> None:
    outbox, publications = Outbox(database), Publications(database)
    body = MessageBody(WORDS, WORDS)
    states = {"planned anew": MessageState.QUEUED, "chat is back": MessageState.HELD}
    state = states.get(way, MessageState.SENT)
    async with database.writing() as connection:
        await put(connection, [OutboxMessage("x", MessageKind.UPDATE, READER, body, "en", NOW, state=state)], NOW)
    match way:
        case "planned anew":
            await publications.announce("b", [], NOW)
        case "chat is back":
            await outbox.restore(READER.chat, NOW)
        case _:
            await outbox.expire(NOW + timedelta(days=1), timedelta(days=30), NOW)

    async with database.reading() as connection:
        assert (await connection.execute(select(tables.bodies))).all() == []


async def test_forgetting_a_chat_that_nobody_knows_writes_nothing(
    database: Database, personal: Personal, tmp_path: Path
) -> None:
    await fill(database, ChatKey(1))
    await wipe(personal)
    before = (tmp_path / "state.sqlite-wal").read_bytes()

    assert not await personal.forget(READER)
    assert not await unclean(personal)
    assert (tmp_path / "state.sqlite-wal").read_bytes() == before
    assert holding(tmp_path, "") == ["state.sqlite", "state.sqlite-shm", "state.sqlite-wal"]


async def test_many_who_ask_at_once_are_wiped_together_and_none_of_them_waits_for_it(
    database: Database, personal: Personal, monkeypatch: pytest.MonkeyPatch
) -> None:
    wiped: list[Database] = []
    scrub = Database.scrub

    async def noted(one: Database) -> bool:
        wiped.append(one)
        return await scrub(one)

    monkeypatch.setattr(Database, "scrub", noted)
    chats = [ChatKey(READER.chat + number) for number in range(5)]
    for chat in chats:
        await fill(database, chat)
    await asyncio.gather(*map(personal.forget, chats))
    assert wiped == []
    for _ in range(3):
        await wipe(personal)

    assert wiped == [database]


async def test_a_start_wipes_what_the_process_before_had_left(
    database: Database, personal: Personal, tmp_path: Path
) -> None:
    await fill(database, READER)
    await personal.forget(READER)
    await database.close()
    another = Personal(Database(database.url.render_as_string()))
    await wipe(another)
    await another.database.close()

    assert places(tmp_path, READER.chat) == []


async def test_how_far_corrections_are_planned_names_nobody_who_left(database: Database, personal: Personal) -> None:
    publications = Publications(database)
    await publications.begin("a", NOW)
    await fill(database, READER)
    async with database.writing() as connection:
        await publications.corrected(connection, 1, READER.chat)
    await personal.forget(READER)

    newest = await publications.newest()
    assert newest
    assert newest.corrected == READER.chat - 1
