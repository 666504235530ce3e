"""What `/mydata` shows, and what a group takes along when it becomes a supergroup."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from bot.readers.chat_key import ChatKey
from bot.readers.personal_data import Kept
from bot.readers.schedule import Hours, Quiet
from bot.readers.subscription import EVERYTHING, Scope, Subject, Subscription
from bot.state.database import Database
from bot.state.personal import Personal
from bot.state.readers import Readers
from bot.state.subscriptions import Subscriptions
from bot.state.tables import metadata, outbox, personal_tables, told
from bot.state.told import Tell, Telling, ToldStatements
from knowledge.dialogue import Conversation
from tests.support.state import fill

NOW = datetime(2024, 4, 25, 12, 0, tzinfo=UTC)
NIGHT = Hours("Asia/Riyadh", Quiet(22 * 60, 7 * 60))
_OF_DOCUMENTS = ("mentions", "mention_entities")
OLD, GROUP = ChatKey(-5_000_000_001), ChatKey(-1_002_223_334_445)
TOPIC = ChatKey(GROUP.chat, 12)
TALKS = Conversation(("talks", "india"))
SUMMIT = Subject(Scope.ENTITY, "summit")


async def test_my_data_covers_every_table_that_names_a_chat(database: Database, personal: Personal) -> None:
    await fill(database, GROUP)
    kept = await personal.data(GROUP)

    assert {table.name for table in personal_tables()} == {
        *("readers", "subscriptions", "reminders", "outbox", "told", "misses", "reports", "mentioned", "left_out"),
        "unanswered",  # empty while a bot runs that could show it
    }
    assert replace(kept, subscriptions=(), questions=(), reminders=()) == Kept(
        language="ar", hours=NIGHT, left_out=("football",), mentioned=1, told=1, told_since=NOW, waiting=3, reports=1
    )
    assert [one.subject for one in kept.subscriptions] == [EVERYTHING]
    assert [text for _, text in kept.questions] == ["متى؟"]
    assert [one.entity for one in kept.reminders] == ["meeting"]


async def test_a_topic_shows_its_own_and_counts_the_others(
    database: Database, readers: Readers, personal: Personal
) -> None:
    await readers.note(TOPIC, TALKS, NOW)
    await Subscriptions(database).follow(Subscription(0, TOPIC, EVERYTHING, "ar"), NOW)
    await Subscriptions(database).follow(Subscription(0, replace(TOPIC, thread=13), EVERYTHING, "ar"), NOW)
    shown, whole = await personal.data(TOPIC), await personal.data(GROUP)

    assert (shown.entities, shown.spoke_at, len(shown.subscriptions), shown.topics) == (TALKS.entities, NOW, 1, 1)
    assert (whole.entities, whole.subscriptions, whole.topics) == ((), (), 2)


async def test_forgetting_empties_every_table_of_the_chat_and_of_no_other(
    database: Database, personal: Personal
) -> None:
    for chat in (OLD, GROUP):
        await fill(database, chat)
    await personal.forget(OLD)

    assert (await personal.data(OLD)).empty
    assert (await personal.data(GROUP)).waiting == 3


def test_forget_knows_every_table_that_names_a_chat() -> None:
    nameless = {table.name for table in metadata.sorted_tables} - {table.name for table in personal_tables()}

    assert nameless == {"bodies", "publications", "leases", "received", "counters", *_OF_DOCUMENTS}


@pytest.mark.parametrize("times", [1, 2])
async def test_a_group_takes_everything_with_it_when_it_becomes_a_supergroup(
    database: Database, readers: Readers, personal: Personal, times: int
) -> None:
    await fill(database, OLD)
    await readers.note(OLD, TALKS, NOW)
    before = await personal.data(OLD)
    for _ in range(times):
        await personal.migrate(OLD.chat, GROUP.chat)
    kept = await personal.data(GROUP)

    assert (await personal.data(OLD)).empty
    assert [one.chat for one in kept.subscriptions] == [one.chat for one in kept.reminders] == [GROUP]
    rest = replace(before, subscriptions=kept.subscriptions, reminders=kept.reminders, waiting=2)
    assert kept == rest


async def test_messages_of_the_group_cannot_be_referred_to_in_the_supergroup(
    database: Database, personal: Personal
) -> None:
    await fill(database, OLD)
    await ToldStatements(database).record(Telling(GROUP, 7, (Tell("a.b", "x"),), "ar"), NOW)
    await ToldStatements(database).record(Telling(OLD, -3, (Tell("a.b", "x"),), "ar"), NOW)
    await personal.migrate(OLD.chat, GROUP.chat)
    async with database.reading() as connection:
        rows = (
            await connection.execute(select(told.c.message, told.c.editable).where(told.c.chat == GROUP.chat))
        ).all()
        waiting = (await connection.execute(select(outbox.c.kind, outbox.c.target, outbox.c.dedupe))).all()

    assert sorted((message > 0, editable) for message, editable in rows) == [
        (False, False),
        (False, False),
        (True, False),
    ]
    assert sorted(map(tuple, waiting)) == [
        ("correction", None, f"correction:1:{GROUP.chat}:0"),
        ("update", None, f"update:1:{GROUP.chat}:0"),
    ]


async def test_what_the_supergroup_already_chose_stays(
    database: Database, readers: Readers, personal: Personal
) -> None:
    subscriptions = Subscriptions(database)
    await readers.set_language(OLD, "ar")
    await readers.note(OLD, TALKS, NOW)
    await readers.set_language(GROUP, "en")
    kept, _ = await subscriptions.follow(Subscription(0, GROUP, EVERYTHING, "en", silent=True), NOW)
    for subject in (EVERYTHING, SUMMIT):
        await subscriptions.follow(Subscription(0, OLD, subject, "ar"), NOW)
    await personal.migrate(OLD.chat, GROUP.chat)
    shown = await personal.data(GROUP)

    assert (shown.language, shown.entities) == ("en", TALKS.entities)
    assert shown.subscriptions[0] == kept
    assert [one.subject for one in shown.subscriptions] == [EVERYTHING, SUMMIT]
