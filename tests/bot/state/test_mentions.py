"""Mentions on both databases: kept once, found by what is followed, marked as told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.readers.chat_key import ChatKey
from bot.readers.mention import LeftOut, Mention, Omission
from bot.readers.subscription import EVERYTHING, Aspect, Scope, Subject, Subscription
from bot.state import mentions
from bot.state.database import Database
from bot.state.mentions import Heard, StoredMentions
from bot.state.subscriptions import Subscriptions

NOW = datetime(2024, 4, 25, 12, 0, tzinfo=UTC)
CHAT = ChatKey(7)
ONE = Mention("coast/1", "Headline", "Lead.", {"india": "India.", "astana": "Astana."}, "Coast News", NOW.date())


async def test_a_document_is_kept_once_and_found_by_whom_it_names(database: Database) -> None:
    stored = StoredMentions(database)
    async with stored.changing() as connection:
        [first] = await mentions.add(connection, [ONE], NOW)
        assert await mentions.add(connection, [ONE], NOW) == []
        found = [
            [one.document for one in await mentions.concerning(connection, subject, ("astana",), after, 9)]
            for subject, after in [
                (Subject(Scope.ENTITY, "india"), 0),
                (Subject(Scope.ENTITY, "india"), first.id),
                (Subject(Scope.ENTITY, "kazakhstan"), 0),
                (Subject(Scope.KIND, "topic"), 0),
                (EVERYTHING, 0),
            ]
        ]

    assert first == replace(ONE, id=first.id)
    assert found == [["coast/1"], [], [], ["coast/1"], ["coast/1"]]


async def test_who_wants_mentions_is_behind_until_moved_on(database: Database) -> None:
    stored, subscriptions = StoredMentions(database), Subscriptions(database)
    one, _ = await subscriptions.follow(Subscription(0, CHAT, EVERYTHING, "en"), NOW)
    async with stored.changing() as connection:
        await mentions.add(connection, [ONE], NOW)
    facts = await stored.behind(await stored.newest(), NOW, 9)
    await subscriptions.save(one.with_(Aspect.TELLS, 1), NOW)
    [asked] = await stored.behind(await stored.newest(), NOW, 9)
    step = Heard(asked.due[0].id, await stored.newest(), NOW + timedelta(hours=1))
    async with stored.changing() as connection:
        await mentions.advance(connection, [step], [(CHAT, 1)], NOW)
        told = await mentions.told_before(connection, [7], 0), await mentions.told_since(connection, [7], NOW)

    assert facts == ()
    assert asked.due[0].heard == await stored.newest()
    assert await stored.behind(await stored.newest(), NOW, 9) == ()
    assert told == ({CHAT: {1}}, {CHAT: 1})


async def test_what_is_old_goes_and_what_is_left_out_stays(database: Database) -> None:
    stored = StoredMentions(database)
    await stored.leave_out(CHAT, LeftOut(Omission.SOURCE, "Coast News"))
    await stored.leave_out(CHAT, LeftOut(Omission.SOURCE, "Coast News"))
    async with stored.changing() as connection:
        await mentions.add(connection, [ONE], NOW)
    await stored.expire(NOW + timedelta(days=1))

    assert await stored.since(NOW, 9) == []
    assert [one.text for one in await stored.left_out(CHAT)] == ["Coast News"]
