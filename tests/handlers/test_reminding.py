"""Reminders and calendar files as readers get at them: by buttons, by command, and in words."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from icalendar import Calendar

from bot.context import Marsad, Stores
from bot.interface.buttons.encoding import digest
from bot.interface.reminder_words import ReminderWish, reminder_said
from bot.readers.chat_key import ChatKey
from bot.readers.event_time import Lead
from bot.readers.schedule import Hours
from knowledge.answering.engine import Engine
from tests.handlers.conftest import Serve
from tests.support.clock import Clock
from tests.support.telegram import FakeTelegram, Reader, buttons, labelled, text

SCO = "sco-defence-ministers-2024"
MORNING = datetime(2024, 4, 25, 5, tzinfo=UTC)
ASKED = {"en": "When is the SCO defence ministers' meeting?", "ar": "متى اجتماع وزراء دفاع شنغهاي؟"}
WHEN = {
    "en": "In 24 days, as announced.",
    "ar": "بعد 24 يومًا، بحسب ما أُعلن.",
}


@pytest.fixture
async def house(serve: Serve, engine: Engine, state: Stores) -> Any:
    """With the real knowledge, whose meeting lies ahead of the clock; the reader lives in Riyadh."""
    await state.subscriptions.set_hours(7, Hours("Asia/Riyadh"))
    async with serve(engine) as application:
        yield application


def last(telegram: FakeTelegram) -> dict[str, Any]:
    return [call.parameters for call in telegram.calls if call.method in ("sendMessage", "editMessageText")][-1]


async def press(app: Marsad, reader: Reader, telegram: FakeTelegram, label: str) -> None:
    await app.process_update(reader.presses(labelled(last(telegram), label), last(telegram)))


LABELS = {
    "en": ("Remind me", "On the morning", "Do not remind me"),
    "ar": ("ذكّرني", "صباح اليوم نفسه", "لا تذكّرني"),
}


@pytest.mark.parametrize("lang", ["en", "ar"])
async def test_below_an_event_to_come_stands_how_far_off_it_is_and_the_way_to_be_reminded(
    house: Marsad, telegram: FakeTelegram, state: Stores, lang: str
) -> None:
    reader, (remind, morning, end) = Reader(house.bot, language=lang), LABELS[lang]
    await house.process_update(reader.writes(ASKED[lang]))
    assert WHEN[lang] in text(last(telegram))
    await press(house, reader, telegram, remind)
    await press(house, reader, telegram, morning)
    [kept] = await state.reminders.of(ChatKey(7))
    await press(house, reader, telegram, end)

    assert (kept.entity, kept.lead, kept.due) == (SCO, Lead.MORNING, MORNING)
    assert await state.reminders.of(ChatKey(7)) == ()


async def test_how_far_off_it_is_is_counted_by_the_readers_clock(
    house: Marsad, telegram: FakeTelegram, clock: Clock, state: Stores
) -> None:
    clock.time = datetime(2024, 4, 23, 21, 30, tzinfo=UTC)  # past midnight in Riyadh
    for zone in ("Asia/Riyadh", "UTC"):
        await state.subscriptions.set_hours(7, Hours(zone))
        await house.process_update(Reader(house.bot, language="en").writes(ASKED["en"]))

    assert ["Tomorrow, as announced." in text(one) for one in telegram.sent()] == [True, False]
    assert "In 2 days, as announced." in text(telegram.sent()[-1])


async def test_where_nobody_knows_the_zone_it_is_asked_first_and_then_the_reminder_is_kept(
    serve: Serve, engine: Engine, telegram: FakeTelegram, state: Stores
) -> None:
    async with serve(engine) as app:
        reader = Reader(app.bot, language="en")
        await app.process_update(reader.writes("remind me of the SCO meeting a day before"))
        assert await state.reminders.of(ChatKey(7)) == ()
        await press(app, reader, telegram, "UTC 12:00")

    [kept] = await state.reminders.of(ChatKey(7))
    assert (kept.lead, kept.due) == (Lead.DAY, datetime(2024, 4, 24, 8, tzinfo=UTC))


@pytest.mark.parametrize(
    ("said", "answer", "leads"),
    [
        ("remind me of the SCO meeting", "When shall I remind you?", []),
        (
            "ذكّرني قبل اجتماع شنغهاي بيوم",
            "سأذكّرك يوم الأربعاء 24 أبريل 2024، الساعة 08:00 (بتوقيت الرياض).",
            [Lead.DAY],
        ),
        ("remind me an hour before the SCO meeting", "Its hour is not known", [Lead.MORNING]),
        ("ذكرني بالتمرين السيبراني", "لا يُعرف يومه بعد", []),
        ("remind me of the Olympics", "My sources give no day to come for what you call “the Olympics”", []),
        ("remidn me of the SCO meeting", "When shall I remind you?", []),
        ("remind me", "Of which one shall I remind you?", []),
        ("remind me what the SCO is", "", []),
    ],
)
async def test_a_reminder_is_asked_for_in_words(
    house: Marsad, telegram: FakeTelegram, state: Stores, said: str, answer: str, leads: list[Lead]
) -> None:
    await house.process_update(Reader(house.bot).writes(said))

    assert answer in text(last(telegram))
    assert [one.lead for one in await state.reminders.of(ChatKey(7))] == leads


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (
            "remind me of the SCO defence ministers' meeting",
            "on 25–26 April 2024 (2 days), and that is over.",
        ),
        ("ذكرني باجتماع وزراء الدفاع قبل يوم", "وقد انقضى."),
    ],
)
async def test_of_what_is_over_nobody_is_reminded_and_the_day_on_which_it_was_is_told(
    house: Marsad, telegram: FakeTelegram, clock: Clock, said: str, answer: str
) -> None:
    clock.forward(days=60)
    await house.process_update(Reader(house.bot).writes(said))

    assert answer in text(last(telegram))


async def test_the_meeting_is_the_one_that_was_spoken_of(house: Marsad, telegram: FakeTelegram, state: Stores) -> None:
    reader = Reader(house.bot)
    await house.process_update(reader.writes(ASKED["ar"]))
    await house.process_update(reader.writes("ذكّرني قبل الاجتماع بيوم"))

    assert [one.entity for one in await state.reminders.of(ChatKey(7))] == [SCO]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Remind me a day before the summit, please", ReminderWish("the summit", Lead.DAY)),
        ("نبهني بالقمة صباحًا", ReminderWish("بالقمة", Lead.MORNING)),
        ("ذكّرني بالاجتماع قبلها بساعة", ReminderWish("بالاجتماع", Lead.HOUR)),
        ("ذكرني متى الاجتماع؟", None),
        ("what reminds me of it?", None),
        ("", None),
    ],
)
def test_how_long_before_is_told_apart_from_the_event(said: str, expected: ReminderWish | None) -> None:
    assert reminder_said(said) == expected


async def test_reminders_are_listed_and_taken_back(house: Marsad, telegram: FakeTelegram, state: Stores) -> None:
    reader = Reader(house.bot, language="en")
    await house.process_update(reader.writes("remind me of the SCO meeting a day before"))
    await house.process_update(reader.writes("my reminders"))
    shown, rows = text(last(telegram)), buttons(last(telegram))
    await house.process_update(reader.presses(rows[0][0][1], last(telegram)))

    assert shown.split("\n\n")[1].splitlines() == [
        "<b>SCO Defence Ministers' Meeting</b>",
        "25–26 April 2024 (2 days); no hour is known",
        "I will remind you on Wednesday 24 April 2024, 08:00 (Riyadh time).",
    ]
    assert text(last(telegram)).startswith("You have no reminders.")
    assert await state.reminders.of(ChatKey(7)) == ()


async def test_another_zone_moves_what_is_kept(house: Marsad, state: Stores) -> None:
    reader = Reader(house.bot)
    await house.process_update(reader.writes("remind me of the SCO meeting a day before"))
    await house.process_update(reader.writes("/timezone Cairo"))

    [kept] = await state.reminders.of(ChatKey(7))
    assert kept.due == datetime(2024, 4, 24, 6, tzinfo=UTC)


async def test_an_event_goes_into_a_calendar_and_all_that_one_follows_too(
    house: Marsad, telegram: FakeTelegram
) -> None:
    reader = Reader(house.bot, language="en")
    await house.process_update(reader.presses(f"1rc:{digest(SCO)}"))
    await house.process_update(reader.writes("my calendar"))
    nothing = text(last(telegram))
    await house.process_update(reader.writes("/subscribe India"))
    await house.process_update(reader.writes("أرسل لي ملف التقويم"))
    files = [call.files["document"] for call in telegram.calls if call.method == "sendDocument"]

    assert nothing == "Of what you follow there is no event to come whose day is known."
    for file in files:
        [event] = Calendar.from_ical(file).walk("VEVENT")
        assert event["UID"] == f"{SCO}@marsad_test_bot.t.me"
    assert len(files) == 2
