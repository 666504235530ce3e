"""Mentions: each once, in a digest unless wanted at once, without what is left out, and never a flood."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from bot.context import Stores
from bot.delivery.mentioning import MentionPlanner
from bot.interface.words.bidi import without_marks
from bot.readers.chat_key import ChatKey
from bot.readers.mention import LeftOut, Mention, Omission
from bot.readers.schedule import Hours, Quiet
from bot.readers.subscription import EVERYTHING, Aspect, Cadence, Scope, Subject, Subscription
from bot.state import mentions
from bot.state.messages import MessageKind
from bot.state.tables import bodies, outbox
from tests.support.clock import Clock
from tests.support.facts import knowledge_base
from tests.support.newsroom import wordings
from tests.support.state import fresh_state

CHAT, NOON = ChatKey(7), datetime(2024, 4, 25, 12, tzinfo=UTC)
SUMMIT, TALKS = Subject(Scope.ENTITY, "summit"), Subject(Scope.ENTITY, "talks")
MENTIONS, BOTH = 1, 2


def mention(n: int, *entities: str, publisher: str = "Coast News", title: str = "") -> Mention:
    said = {entity: f"Sentence {n} names the {entity}." for entity in entities}
    url = f"https://coast.example/{n}"
    return Mention(f"coast/{n}", title or f"Headline {n}", f"Lead {n}.", said, publisher, date(2024, 4, 25), url)


@dataclass
class Town:
    """Readers, what documents say, and a clock."""

    state: Stores
    clock: Clock = field(default_factory=lambda: Clock(NOON))

    def __post_init__(self) -> None:
        self.planner = MentionPlanner(self.state.mentions, knowledge_base, wordings(), self.clock)

    async def follows(
        self, subject: Subject = SUMMIT, tells: int = BOTH, *, prompt: bool = False, chat: ChatKey = CHAT
    ) -> Subscription:
        """Follow something and choose what is told of it."""
        one, _ = await self.state.subscriptions.follow(Subscription(0, chat, subject, "en"), self.clock())
        wanted = one.with_(Aspect.TELLS, tells).with_(Aspect.PROMPT, int(prompt))
        await self.state.subscriptions.save(wanted, self.clock())
        await self.plan()
        return wanted

    async def says(self, *found: Mention) -> None:
        """Documents come."""
        async with self.state.mentions.changing() as connection:
            await mentions.add(connection, found, self.clock())

    async def plan(self) -> None:
        """Plan until nothing is left to plan."""
        while await self.planner.step():
            pass

    async def told(self) -> list[tuple[str, str]]:
        """The messages as (kind, text), oldest first."""
        query = select(outbox.c.kind, bodies.c.plain).join(bodies, bodies.c.hash == outbox.c.body).order_by(outbox.c.id)
        async with self.state.outbox.database.reading() as connection:
            return [(kind, without_marks(text)) for kind, text in await connection.execute(query)]

    async def texts(self) -> str:
        """All that was told."""
        return "\n".join(text for _, text in await self.told())


@pytest.fixture
async def town() -> AsyncIterator[Town]:
    async with fresh_state() as state:
        yield Town(state)


async def test_a_mention_comes_in_the_next_digest_with_its_sentence_source_and_warning(town: Town) -> None:
    await town.follows()
    await town.says(mention(1, "summit"))
    await town.plan()
    before = await town.told()
    town.clock.forward(hours=20)
    await town.plan()

    assert before == []
    [(kind, text)] = await town.told()
    assert kind == MessageKind.MENTIONS
    assert text.splitlines() == [
        "What sources write about what you follow, 26 April 2024",
        "From sources; not checked by us.",
        "",
        "1. Headline 1",
        "Sentence 1 names the summit.",
        "Coast News, 25 April 2024",
    ]


async def test_who_wants_it_at_once_gets_it_at_once_and_only_once(town: Town) -> None:
    await town.follows(prompt=True)
    await town.follows(TALKS)
    await town.says(mention(1, "summit", "talks"))
    await town.plan()
    town.clock.forward(hours=20)
    await town.plan()

    assert [kind for kind, _ in await town.told()] == [MessageKind.MENTION]
    assert "From a source; not checked by us." in await town.texts()


async def test_who_wants_facts_alone_is_told_of_no_document(town: Town) -> None:
    await town.follows(tells=0, prompt=True)
    await town.says(mention(1, "summit"))
    await town.plan()

    assert await town.told() == []


async def test_what_came_before_somebody_asked_for_it_is_no_news(town: Town) -> None:
    await town.says(mention(1, "summit"))
    await town.follows(prompt=True)
    await town.says(mention(2, "summit"))
    await town.plan()

    assert "Headline 1" not in await town.texts()
    assert "Headline 2" in await town.texts()


@pytest.mark.parametrize(
    "omission", [LeftOut(Omission.SOURCE, "coast news"), LeftOut(Omission.WORDS, "headlines 1"), None]
)
async def test_what_is_left_out_is_not_told_until_it_is_taken_in_again(town: Town, omission: LeftOut | None) -> None:
    await town.follows(prompt=True)
    if omission:
        await town.state.mentions.leave_out(CHAT, omission)
    await town.says(mention(1, "summit"))
    await town.plan()
    for one in await town.state.mentions.left_out(CHAT):
        await town.state.mentions.take_in(CHAT, one.id)
    await town.says(mention(2, "summit", title="Headline 1 again"))
    await town.plan()

    assert len(await town.told()) == (1 if omission else 2)


async def test_many_at_once_come_as_one_message_and_a_full_day_waits_for_the_digest(town: Town) -> None:
    await town.follows(prompt=True)
    await town.says(*(mention(n, "summit") for n in range(12)))
    await town.plan()
    await town.says(mention(20, "summit"))
    await town.plan()
    soon = await town.told()
    town.clock.forward(hours=20)
    await town.plan()

    assert [kind for kind, _ in soon] == [MessageKind.MENTION]
    assert "7 more are found by searching." in soon[0][1]
    assert "Headline 20" in (await town.told())[-1][1]


@pytest.mark.parametrize("quiet", [None, Quiet(0, 9 * 60)])
async def test_what_waits_for_a_digest_comes_with_it_however_much_was_told_before(
    town: Town, quiet: Quiet | None
) -> None:
    await town.state.subscriptions.set_hours(CHAT.chat, Hours("UTC", quiet))
    await town.follows(prompt=True)
    await town.says(*(mention(n, "summit") for n in range(12)))
    await town.plan()
    await town.says(mention(20, "summit"))
    await town.plan()
    town.clock.time = datetime(2024, 4, 26, 7, 59, tzinfo=UTC)
    async with town.state.mentions.changing() as connection:
        told = [(CHAT, 1_000 + n) for n in range(10)]  # by another subscription, an hour ago
        await mentions.advance(connection, (), told, town.clock())
    town.clock.time = datetime(2024, 4, 26, 8, 0, tzinfo=UTC)
    await town.plan()

    assert [kind for kind, _ in await town.told()] == [MessageKind.MENTION, MessageKind.MENTIONS]
    assert "Headline 20" in await town.texts()


async def test_a_digest_counts_all_that_a_busy_week_brought(town: Town) -> None:
    await town.follows()
    await town.says(*(mention(n, "summit") for n in range(120)))
    town.clock.forward(hours=20)
    await town.plan()

    assert "115 more are found by searching." in await town.texts()


async def test_nobody_is_woken(town: Town) -> None:
    await town.state.subscriptions.set_hours(CHAT.chat, Hours("UTC", Quiet(11 * 60, 14 * 60)))
    await town.follows(prompt=True)
    await town.says(mention(1, "summit"))
    await town.plan()
    asleep = await town.told()
    town.clock.forward(hours=2)
    await town.plan()

    assert (asleep, len(await town.told())) == ([], 1)


@pytest.mark.parametrize(
    ("subject", "wanted"),
    [
        (Subject(Scope.WORDS, "leads 2"), "Headline 2"),
        (EVERYTHING, "Headline 1"),
        (TALKS, ""),
    ],
)
async def test_words_and_everything_are_told_of_too(town: Town, subject: Subject, wanted: str) -> None:
    await town.follows(subject, prompt=True)
    await town.says(mention(1, "summit"), mention(2))
    await town.plan()

    told = await town.told()
    assert len(told) == bool(wanted)
    assert wanted in await town.texts()


async def test_a_weekly_digest_gathers_a_week(town: Town) -> None:
    one = await town.follows()
    await town.state.subscriptions.save(one.with_(Aspect.CADENCE, list(Cadence).index(Cadence.WEEKLY)), town.clock())
    await town.plan()
    for n in range(3):
        await town.says(mention(n, "summit"))
        town.clock.forward(days=1)
        await town.plan()
    town.clock.forward(days=4)
    await town.plan()

    [(_, text)] = await town.told()
    assert all(f"Headline {n}" in text for n in range(3))


async def test_a_batch_that_is_cut_anywhere_loses_and_doubles_nothing(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    for chat in range(5):
        await town.follows(prompt=True, chat=ChatKey(100 + chat))
    await town.says(mention(1, "summit"))
    for name in ("put", "advance"):
        with monkeypatch.context() as broken:
            module = "bot.delivery.mentioning.outbox" if name == "put" else "bot.delivery.mentioning.mentions"
            broken.setattr(f"{module}.{name}", _cut)
            with pytest.raises(asyncio.CancelledError):
                await town.planner.step()
        assert await town.told() == []
    await town.plan()
    await town.says(mention(1, "summit"))
    await town.plan()

    assert len(await town.told()) == 5


async def _cut(*_: object) -> None:
    raise asyncio.CancelledError


async def test_what_is_kept_of_it_is_shown_and_forgotten(town: Town) -> None:
    await town.follows(prompt=True)
    await town.state.mentions.leave_out(CHAT, LeftOut(Omission.WORDS, "football"))
    await town.says(mention(1, "summit"))
    await town.plan()
    kept = await town.state.personal.data(CHAT)
    await town.state.personal.migrate(CHAT.chat, -100)
    moved = await town.state.personal.data(ChatKey(-100))
    await town.state.personal.forget(ChatKey(-100))

    assert (kept.left_out, kept.mentioned) == (moved.left_out, moved.mentioned) == (("football",), 1)
    assert (await town.state.personal.data(ChatKey(-100))).empty
