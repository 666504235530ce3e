"""Reminders: each once, at the moment that the reader's clock and the newest version say; moved and off ones told."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bot.context import Stores
from bot.delivery.reminding import ReminderPlanner
from bot.interface.words.bidi import without_marks
from bot.readers.chat_key import ChatKey
from bot.readers.event_time import EventTime, Lead
from bot.readers.reminder import Reminder
from bot.readers.schedule import Hours, zone_of
from bot.state.messages import MessageKind, MessageState
from bot.state.tables import outbox
from knowledge.compiled.base import KnowledgeBase
from tests.support.clock import Clock
from tests.support.events import EVENT, NOW, OFF, SAID, moved, on, version
from tests.support.newsroom import wordings
from tests.support.state import fresh_state

CHAT = ChatKey(7)
RIYADH, CAIRO, BERLIN = "Asia/Riyadh", "Africa/Cairo", "Europe/Berlin"


@dataclass
class Town:
    """A reader with reminders, a clock, and the version that is served."""

    state: Stores
    clock: Clock = field(default_factory=lambda: Clock(NOW))
    served: KnowledgeBase = field(default_factory=lambda: version("1", on("2024-04-26")))

    def __post_init__(self) -> None:
        self.planner = self.started()

    def started(self) -> ReminderPlanner:
        """A planner as a process has it after its start."""
        return ReminderPlanner(self.state.reminders, lambda: self.served, wordings(), self.clock)

    async def lives_in(self, zone: str) -> None:
        """Choose a zone, as /timezone does."""
        await self.state.subscriptions.set_hours(CHAT.chat, Hours(zone))
        at = zone_of(zone)
        await self.state.reminders.reschedule(CHAT.chat, lambda one: one.occasion.due(one.lead, at))

    async def wants(self, *leads: Lead) -> list[Reminder]:
        """Ask to be reminded, as far as that can still come."""
        zone = zone_of((await self.state.subscriptions.hours(CHAT.chat)).zone)
        occasion = EventTime.of(self.served.entities[EVENT])
        assert occasion
        possible = [lead for lead in leads if lead in set(occasion.leads(self.clock(), zone))]
        wanted = [
            Reminder(0, CHAT, EVENT, lead, "en", occasion, at)
            for lead in possible
            if (at := occasion.moment(lead, zone))
        ]
        return [kept for one in wanted if (kept := await self.state.reminders.keep(one))]

    async def plan(self) -> None:
        """Plan until nothing is left to plan."""
        while await self.planner.step():
            pass

    async def until(self, moment: datetime) -> None:
        """Let time pass up to a moment, from one reminder to the next."""
        await self.plan()
        while self.clock() < moment:
            later = [one.due for one in await self.state.reminders.of(CHAT) if one.due > self.clock()]
            self.clock.time = min([moment, *later])
            await self.plan()

    async def rows(self) -> list[tuple[str, str, str]]:
        """Kind, name and state of every message."""
        async with self.state.reminders.database.reading() as connection:
            query = select(outbox.c.kind, outbox.c.dedupe, outbox.c.state).order_by(outbox.c.id)
            return [(row.kind, row.dedupe, row.state) for row in await connection.execute(query)]

    async def texts(self, kind: MessageKind) -> list[str]:
        """What messages say."""
        return [without_marks(row.body.plain) for row in await self.state.outbox.listed() if row.kind is kind]


@pytest.fixture
async def town() -> AsyncIterator[Town]:
    async with fresh_state() as state:
        yield Town(state)


async def test_a_reminder_comes_at_its_moment_and_not_before(town: Town) -> None:
    await town.lives_in(CAIRO)
    await town.wants(Lead.MORNING)
    await town.until(datetime(2024, 4, 26, 4, 59, tzinfo=UTC))
    before = await town.rows()
    await town.until(datetime(2024, 4, 26, 5, tzinfo=UTC))

    assert before == []
    [text] = await town.texts(MessageKind.REMINDER)
    assert text.split("\n\n") == [
        "Reminder: Astana meeting\nFriday 26 April 2024; no hour is known",
        "The meeting was announced for 25 April 2024.",
        "Source: “سيعقد الاجتماع في أستانا. ويستمر يومين”",
    ]
    assert await town.state.reminders.of(CHAT) == ()


async def test_what_limits_the_statement_stands_below_it_in_a_reminder_too(town: Town) -> None:
    town.served = version("1", on("2024-04-26"), replace(SAID, caveat={"ar": "رواية واحدة.", "en": "One account."}))
    await town.wants(Lead.MORNING)
    await town.until(datetime(2024, 4, 26, 9, tzinfo=UTC))

    [text] = await town.texts(MessageKind.REMINDER)
    assert "The meeting was announced for 25 April 2024.\nNote: One account." in text


async def test_another_zone_moves_a_reminder(town: Town) -> None:
    await town.lives_in(BERLIN)
    await town.wants(Lead.MORNING)
    await town.lives_in(RIYADH)
    await town.until(datetime(2024, 4, 26, 5, 30, tzinfo=UTC))

    assert len(await town.texts(MessageKind.REMINDER)) == 1


async def test_one_whose_moment_another_zone_puts_into_the_past_comes_at_once(town: Town) -> None:
    await town.lives_in(BERLIN)
    await town.wants(Lead.MORNING)
    await town.until(datetime(2024, 4, 26, 5, 30, tzinfo=UTC))
    assert await town.texts(MessageKind.REMINDER) == []
    await town.lives_in(RIYADH)
    await town.plan()

    [text] = await town.texts(MessageKind.REMINDER)
    assert "This comes late; it was due on Friday 26 April 2024, 08:00 (Riyadh time)." in text


async def test_a_date_that_is_corrected_moves_the_reminder_and_says_so(town: Town) -> None:
    await town.lives_in(RIYADH)
    await town.wants(Lead.DAY, Lead.MORNING)
    await town.plan()
    town.served = moved("2", "2024-05-02/2024-05-03")
    await town.plan()
    await town.until(datetime(2024, 5, 10, tzinfo=UTC))

    [told] = await town.texts(MessageKind.RESCHEDULED)
    assert told.splitlines()[:4] == [
        "Another date: Astana meeting",
        "Was: Friday 26 April 2024; no hour is known",
        "Now: 2–3 May 2024 (2 days); no hour is known",
        "Reason: It was put off.",
    ]
    assert told.splitlines()[-2:] == [
        "I will remind you on Wednesday 1 May 2024, 08:00 (Riyadh time).",
        "I will remind you on Thursday 2 May 2024, 08:00 (Riyadh time).",
    ]
    assert len(await town.texts(MessageKind.REMINDER)) == 2


async def test_one_that_can_come_no_more_on_the_new_day_says_so(town: Town) -> None:
    await town.lives_in(RIYADH)
    await town.wants(Lead.DAY)
    town.served = moved("2", "2024-04-02")
    town.clock.time = datetime(2024, 4, 1, 20, tzinfo=UTC)
    await town.until(datetime(2024, 4, 10, tzinfo=UTC))

    [told] = await town.texts(MessageKind.RESCHEDULED)
    assert told.endswith("I will not remind you of it.")
    assert await town.texts(MessageKind.REMINDER) == []


@pytest.mark.parametrize(
    ("served", "said"),
    [
        (version("2", on("2024-04-26"), OFF), "Reason: It was called off."),
        (version("2", on("2024-05")), "Its day is not known yet"),
    ],
)
async def test_an_event_that_is_off_or_has_no_day_any_more_ends_its_reminders_and_says_so(
    town: Town, served: KnowledgeBase, said: str
) -> None:
    await town.wants(Lead.DAY, Lead.MORNING)
    await town.plan()
    town.served = served
    await town.until(datetime(2024, 5, 10, tzinfo=UTC))

    [told] = await town.texts(MessageKind.RESCHEDULED)
    assert said in told
    assert await town.texts(MessageKind.REMINDER) == []


async def test_where_only_one_of_several_can_come_on_the_new_day_the_other_is_said_to_be_lost(town: Town) -> None:
    await town.lives_in(RIYADH)
    await town.wants(Lead.DAY, Lead.MORNING)
    town.served = moved("2", "2024-04-02")  # it is the afternoon of the day before
    await town.until(datetime(2024, 4, 10, tzinfo=UTC))

    [told] = await town.texts(MessageKind.RESCHEDULED)
    assert told.splitlines()[-2:] == [
        "I will remind you on Tuesday 2 April 2024, 08:00 (Riyadh time).",
        "A day before is past already.",
    ]
    assert len(await town.texts(MessageKind.REMINDER)) == 1


async def test_an_hour_before_becomes_the_morning_where_the_hour_is_taken_back(town: Town) -> None:
    town.served = version("1", on("2024-04-26", begins="15:00", zone=RIYADH))
    await town.lives_in(RIYADH)
    await town.wants(Lead.HOUR)
    await town.plan()
    town.served = version("2", on("2024-04-26"))
    await town.plan()
    [kept] = await town.state.reminders.of(CHAT)
    await town.lives_in(CAIRO)
    [later] = await town.state.reminders.of(CHAT)

    assert kept.due == later.due == datetime(2024, 4, 26, 5, tzinfo=UTC)  # the clocks of Cairo go forward that night


async def test_what_stands_in_for_a_version_that_cannot_be_served_moves_nothing(town: Town) -> None:
    await town.wants(Lead.MORNING)
    await town.plan()
    town.planner.stands_in = lambda: True
    town.served = version("0", on("2024-04-26"), OFF)
    await town.plan()

    assert await town.rows() == []


async def test_one_that_waits_in_the_outbox_is_not_sent_with_the_wrong_day(town: Town) -> None:
    await town.wants(Lead.DAY)
    await town.until(datetime(2024, 4, 25, 8, tzinfo=UTC))
    assert len(await town.texts(MessageKind.REMINDER)) == 1
    town.served = moved("2", "2024-05-02")
    await town.until(datetime(2024, 5, 10, tzinfo=UTC))

    [told] = await town.texts(MessageKind.REMINDER)
    assert "Thursday 2 May 2024" in told
    assert len(await town.texts(MessageKind.RESCHEDULED)) == 1


async def test_who_cannot_be_written_to_gets_it_when_they_are_back(town: Town) -> None:
    await town.wants(Lead.DAY)
    async with town.state.outbox.turn(town.clock()) as turn:
        await turn.strike([CHAT])
    await town.until(datetime(2024, 4, 25, 9, tzinfo=UTC))

    assert [state for _, _, state in await town.rows()] == [MessageState.HELD]
    await town.state.outbox.restore(CHAT.chat, town.clock())
    assert [state for _, _, state in await town.rows()] == [MessageState.QUEUED]


STEPS = st.lists(
    st.one_of(
        st.sampled_from([("want", lead) for lead in Lead]),
        st.sampled_from([("zone", zone) for zone in (RIYADH, CAIRO, BERLIN, "America/New_York", "Asia/Tehran")]),
        st.tuples(st.just("hours"), st.sampled_from([1, 7, 30, 200])),
        st.sampled_from([("restart", ""), ("cut", "")]),
    ),
    max_size=12,
)


class _PowerCut(Exception):
    """Ends a batch in the middle."""


@pytest.mark.slow
@settings(max_examples=60)
@given(steps=STEPS)
def test_each_reminder_comes_once_whatever_happens_meanwhile(steps: list[tuple[str, object]]) -> None:
    asyncio.run(_once(steps))


async def _once(steps: list[tuple[str, object]]) -> None:
    async with fresh_state() as state:
        town = Town(state, served=version("1", on("2024-04-26", begins="10:00", zone=RIYADH)))
        wanted: set[Lead] = set()
        for what, value in steps:
            match what, value:
                case "want", Lead() as lead:
                    wanted.update(one.lead for one in await town.wants(lead))
                case "zone", str(zone):
                    await town.lives_in(zone)
                case "hours", int(hours):
                    town.clock.forward(hours=hours)
                    await town.plan()
                case "restart", _:
                    town.planner = town.started()
                case _:
                    await _cut(town)
        await town.until(datetime(2024, 4, 28, tzinfo=UTC))
        sent = Counter(name.split(":")[4] for kind, name, _ in await town.rows() if kind == MessageKind.REMINDER)

    assert sent == Counter({lead.value: 1 for lead in wanted})


NOT_TO_COME = (
    *("I will not remind you of it.", "A day before is past already.", "That morning is past already."),
    "Its hour is not known, or it is too late for an hour before.",
)
MOVES = st.lists(
    st.one_of(
        st.tuples(st.just("move"), st.integers(2, 30)),
        st.sampled_from([("zone", zone) for zone in (RIYADH, CAIRO, BERLIN)]),
        st.tuples(st.just("hours"), st.sampled_from([1, 30, 200])),
        st.sampled_from([("restart", 0), ("hour", 0)]),
    ),
    max_size=10,
)


@pytest.mark.slow
@settings(max_examples=60)
@given(steps=MOVES)
def test_however_often_its_day_moves_a_reminder_comes_once_or_it_is_said_that_it_will_not(
    steps: list[tuple[str, object]],
) -> None:
    asyncio.run(_once_or_told(steps))


async def _once_or_told(steps: list[tuple[str, object]]) -> None:
    async with fresh_state() as state:
        town = Town(state)
        wanted = {one.lead.value for one in await town.wants(*Lead)}
        for number, (what, value) in enumerate(steps):
            match what, value:
                case "move", int(day):
                    town.served = moved(f"m{number}", f"2024-05-{day:02}")
                case "hour", _:
                    town.served = version(f"h{number}", on("2024-05-20", begins="10:00", zone=RIYADH))
                case "zone", str(zone):
                    await town.lives_in(zone)
                case "hours", int(hours):
                    town.clock.forward(hours=hours)
                case _:
                    town.planner = town.started()
            await town.plan()
        await town.until(datetime(2024, 7, 1, tzinfo=UTC))
        rows = await town.rows()
        sent = Counter(name.split(":")[4] for kind, name, _ in rows if kind == MessageKind.REMINDER)
        notices = "\n".join(await town.texts(MessageKind.RESCHEDULED))

    assert set(sent) <= wanted
    assert set(sent.values()) <= {1}
    assert set(sent) == wanted or any(said in notices for said in NOT_TO_COME)


async def _cut(town: Town) -> None:
    """A batch that is cut before its transaction is committed, at the moment of the next reminder."""
    changing = town.state.reminders.changing
    with pytest.raises(_PowerCut):
        async with changing() as connection:
            from bot.state import reminders

            found = await reminders.due(connection, town.clock() + timedelta(days=30), 10)
            await reminders.drop(connection, [one.reminder.id for one in found])
            raise _PowerCut


def test_what_a_reminder_is_called_says_what_it_is() -> None:
    from bot.state.reminders import name_of, planned

    one = Reminder(0, ChatKey(-100, 5), EVENT, Lead.HOUR, "ar", EventTime.parse("2024-04-25 10:00 Asia/Almaty"), NOW)

    assert planned(name_of(one), "ar") == one
    assert planned("news:1:2", "ar") is None
    assert SAID.subject == EVENT
