from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.readers.chat_key import ChatKey
from bot.readers.schedule import Hours, Quiet
from bot.readers.subscription import EVERYTHING, Cadence, Scope, Subject, Subscription
from bot.state.database import Database
from bot.state.subscriptions import Subscriptions

NOW = datetime(2024, 4, 25, 12, 0, tzinfo=UTC)
READER, TOPIC = ChatKey(7_000_000_001), ChatKey(-1_002_223_334_445, 12)
SUMMIT = Subject(Scope.ENTITY, "astana-summit")


@pytest.fixture
def subscriptions(database: Database) -> Subscriptions:
    return Subscriptions(database)


def wanted(chat: ChatKey = READER, subject: Subject = EVERYTHING, **more: object) -> Subscription:
    return replace(Subscription(0, chat, subject, "ar"), **more)  # type: ignore[arg-type]


async def test_a_subscription_is_found_again_as_it_was_made(subscriptions: Subscriptions) -> None:
    digest = wanted(TOPIC, SUMMIT, cadence=Cadence.WEEKLY, minute=30, weekday=4, silent=True, heartbeat=True)
    kept, new = await subscriptions.follow(digest, NOW)

    assert new
    assert kept == replace(digest, id=kept.id)
    assert await subscriptions.of(TOPIC) == (kept,)
    assert await subscriptions.of(ChatKey(TOPIC.chat)) == ()


async def test_following_twice_changes_nothing(subscriptions: Subscriptions) -> None:
    first, _ = await subscriptions.follow(wanted(cadence=Cadence.DAILY), NOW)
    again, new = await subscriptions.follow(wanted(), NOW)

    assert (again, new) == (first, False)


async def test_many_presses_at_once_make_one_subscription(subscriptions: Subscriptions) -> None:
    made = await asyncio.gather(*(subscriptions.follow(wanted(), NOW) for _ in range(10)))

    assert sum(new for _, new in made) == 1
    assert len(await subscriptions.of(READER)) == 1


async def test_a_change_is_kept_and_only_its_own_chat_can_make_it(subscriptions: Subscriptions) -> None:
    kept, _ = await subscriptions.follow(wanted(), NOW)
    await subscriptions.save(replace(kept, paused=True, cadence=Cadence.DAILY), NOW)
    await subscriptions.save(replace(kept, chat=TOPIC, paused=False), NOW)

    assert await subscriptions.get(READER, kept.id) == replace(kept, paused=True, cadence=Cadence.DAILY)
    assert await subscriptions.get(TOPIC, kept.id) is None


async def test_subscriptions_end_one_by_one_or_all_at_once(subscriptions: Subscriptions) -> None:
    one, _ = await subscriptions.follow(wanted(), NOW)
    await subscriptions.follow(wanted(subject=SUMMIT), NOW)
    await subscriptions.follow(wanted(TOPIC), NOW)

    assert await subscriptions.end(READER, one.id)
    assert not await subscriptions.end(READER, one.id)
    assert await subscriptions.end_all(READER) == 1
    assert len(await subscriptions.of(TOPIC)) == 1


async def test_hours_hold_for_the_whole_chat_and_can_be_taken_back(subscriptions: Subscriptions) -> None:
    night = Hours("Asia/Almaty", Quiet(22 * 60, 7 * 60))
    assert await subscriptions.hours(READER.chat) == Hours()
    await subscriptions.set_hours(READER.chat, night)
    assert await subscriptions.hours(READER.chat) == night
    await subscriptions.set_hours(READER.chat, Hours())
    assert await subscriptions.hours(READER.chat) == Hours()


async def test_another_zone_moves_every_digest_of_the_chat(subscriptions: Subscriptions) -> None:
    kept, _ = await subscriptions.follow(wanted(cadence=Cadence.DAILY), NOW)
    asked: list[Subscription] = []

    def later(one: Subscription) -> datetime:
        asked.append(one)
        return NOW + timedelta(hours=1)

    await subscriptions.reschedule(READER.chat, later)

    assert asked == [kept]
