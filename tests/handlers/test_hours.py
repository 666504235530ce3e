"""The reader's clock: time zone and quiet hours, by words and by buttons."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import text

from bot.context import Marsad, Stores
from bot.interface.buttons.encoding import decode, encode
from bot.interface.buttons.following import (
    Adjust,
    OpenQuiet,
    OpenSettings,
    OpenSubscription,
    OpenZones,
    SetQuiet,
    SetZone,
)
from bot.interface.buttons.presses import Press
from bot.interface.words.bidi import isolated, without_marks
from bot.readers.chat_key import ChatKey
from bot.readers.hours import quiet_of
from bot.readers.schedule import Hours, Quiet
from bot.readers.subscription import Aspect
from bot.state.subscriptions import Subscriptions
from tests.support.telegram import FakeTelegram, Reader, buttons, labelled

NIGHT = Quiet(22 * 60, 7 * 60)


@pytest.fixture
def subscriptions(state: Stores) -> Subscriptions:
    return state.subscriptions


def last(telegram: FakeTelegram) -> dict[str, Any]:
    return [call.parameters for call in telegram.calls if "text" in call.parameters][-1]


def text_of(telegram: FakeTelegram) -> str:
    return without_marks(last(telegram)["text"])


@pytest.mark.parametrize(
    ("command", "zone", "said"),
    [
        ("/timezone Asia/Riyadh", "Asia/Riyadh", "Time zone: Riyadh (now 15:00)"),
        ("/timezone الرياض", "Asia/Riyadh", "المنطقة الزمنية: الرياض (الساعة الآن 15:00)"),
        ("/timezone UTC+3", "Etc/GMT-3", "Time zone: UTC+3 (now 15:00)"),
        ("/timezone Mars", None, "I do not know “Mars”. Write a large city of your time zone"),
        ("/timezone Riyad", None, "I do not know “Riyad”. Do you mean:"),
    ],
)
async def test_a_time_zone_is_chosen_in_words(
    app: Marsad,
    reader: Reader,
    telegram: FakeTelegram,
    subscriptions: Subscriptions,
    command: str,
    zone: str | None,
    said: str,
) -> None:
    await app.process_update(reader.writes(command))

    assert (await subscriptions.hours(7)).zone == zone
    assert text_of(telegram).startswith(said)


async def test_a_slip_in_a_zone_is_mended_by_a_button(
    app: Marsad, reader: Reader, telegram: FakeTelegram, subscriptions: Subscriptions
) -> None:
    await app.process_update(reader.writes("/timezone Riyad"))
    await app.process_update(reader.presses(labelled(last(telegram), "Riyadh 15:00"), last(telegram)))

    assert (await subscriptions.hours(7)).zone == "Asia/Riyadh"
    assert "Time zone: Riyadh (now 15:00)" in text_of(telegram)


async def test_quiet_hours_ask_for_the_zone_first_and_are_kept_then(
    app: Marsad, reader: Reader, telegram: FakeTelegram, subscriptions: Subscriptions
) -> None:
    await app.process_update(reader.writes("/quiet 22:00-07:00"))
    asked = last(telegram)
    assert await subscriptions.hours(7) == Hours()
    assert text_of(telegram).startswith("Where are you? I ask once")
    await app.process_update(reader.presses(labelled(asked, "Arab countries"), asked))
    zones = last(telegram)
    await app.process_update(reader.presses(labelled(zones, "Riyadh 15:00"), zones))

    assert await subscriptions.hours(7) == Hours("Asia/Riyadh", NIGHT)
    assert text_of(telegram).startswith("Quiet hours: 22:00 to 07:00\n\nDuring quiet hours I send no updates")


@pytest.mark.parametrize(
    ("command", "expected", "said"),
    [
        ("/quiet 23-6", Quiet(23 * 60, 6 * 60), "Quiet hours: 23:00 to 06:00"),
        ("/quiet من ١٠ مساءً إلى ٧ صباحًا", NIGHT, "ساعات الهدوء: من 22:00 إلى 07:00"),
        ("/quiet off", None, "Quiet hours: none"),
        ("/quiet إيقاف", None, "ساعات الهدوء: لا توجد"),
        ("/quiet 7-7", Quiet(60, 120), "I do not understand these hours. Write two different times, for example:"),
        ("/quiet 25:00-99", Quiet(60, 120), "I do not understand these hours."),
        ("/quiet", Quiet(60, 120), "Quiet hours: 01:00 to 02:00"),
    ],
)
async def test_quiet_hours_are_set_in_words_and_nonsense_changes_nothing(
    app: Marsad,
    reader: Reader,
    telegram: FakeTelegram,
    subscriptions: Subscriptions,
    command: str,
    expected: Quiet | None,
    said: str,
) -> None:
    await subscriptions.set_hours(7, Hours("Asia/Riyadh", Quiet(60, 120)))
    await app.process_update(reader.writes(command))

    assert (await subscriptions.hours(7)).quiet == expected
    assert text_of(telegram).startswith(said)


async def test_quiet_hours_are_set_and_taken_back_by_buttons(
    app: Marsad, reader: Reader, telegram: FakeTelegram, subscriptions: Subscriptions
) -> None:
    await subscriptions.set_hours(7, Hours("Asia/Riyadh"))
    await app.process_update(reader.presses(encode(OpenQuiet())))
    await app.process_update(reader.presses(labelled(last(telegram), "22:00–07:00"), last(telegram)))
    assert (await subscriptions.hours(7)).quiet == NIGHT
    await app.process_update(reader.presses(labelled(last(telegram), "No quiet hours"), last(telegram)))

    assert (await subscriptions.hours(7)).quiet is None


async def test_the_example_of_a_window_stands_in_an_arabic_line_as_it_is_to_be_typed(
    app: Marsad, telegram: FakeTelegram
) -> None:
    await app.process_update(Reader(app.bot, language="ar").writes("/quiet"))

    assert f"{isolated('/quiet')} من 10:30 ليلًا إلى 6:30 صباحًا" in last(telegram)["text"]
    assert quiet_of("من 10:30 ليلًا إلى 6:30 صباحًا") == quiet_of("10:30pm to 6:30am") == quiet_of("22:30-06:30")


@pytest.mark.parametrize(
    ("wanted", "back"), [("/quiet 22-7", OpenQuiet()), ("daily", OpenSubscription(1)), ("/timezone", OpenSettings())]
)
async def test_the_question_for_a_zone_has_a_way_back(
    app: Marsad, telegram: FakeTelegram, wanted: str, back: Press
) -> None:
    reader = Reader(app.bot, language="en")
    if wanted == "daily":
        await app.process_update(reader.writes("/subscribe all"))
        await app.process_update(reader.presses(labelled(last(telegram), "Daily"), last(telegram)))
    else:
        await app.process_update(reader.writes(wanted))

    assert decode(buttons(last(telegram))[-1][0][1]) == back


async def test_settings_show_language_zone_and_quiet_hours_together(
    app: Marsad, reader: Reader, telegram: FakeTelegram, subscriptions: Subscriptions
) -> None:
    await subscriptions.set_hours(7, Hours("Asia/Riyadh", NIGHT))
    await app.process_update(reader.writes("/settings"))

    assert text_of(telegram) == (
        "Language: As each question is written\nTime zone: Riyadh (now 15:00)\nQuiet hours: 22:00 to 07:00"
    )
    await app.process_update(reader.presses(encode(OpenSettings())))
    assert telegram.made("editMessageText")


async def due(subscriptions: Subscriptions) -> datetime:
    async with subscriptions.database.reading() as connection:
        return datetime.fromtimestamp(
            (await connection.execute(text("SELECT due_at FROM subscriptions"))).scalar_one(), UTC
        )


async def test_another_zone_moves_the_digests_of_the_whole_chat(
    app: Marsad, reader: Reader, subscriptions: Subscriptions
) -> None:
    await app.process_update(reader.writes("/timezone UTC"))
    await app.process_update(reader.writes("/subscribe all", message_thread_id=5, is_topic_message=True))
    [kept] = await subscriptions.of(ChatKey(7, 5))
    daily = encode(Adjust(kept.id, Aspect.CADENCE, 1))
    await app.process_update(reader.presses(daily, message_thread_id=5, is_topic_message=True))
    assert await due(subscriptions) == datetime(2024, 4, 2, 8, tzinfo=UTC)
    await app.process_update(reader.writes("/timezone Riyadh"))

    assert await due(subscriptions) == datetime(2024, 4, 2, 5, tzinfo=UTC)


@pytest.mark.parametrize("press", [SetZone("Asia/Nowhere", ""), SetZone("../../etc/passwd", "")])
async def test_a_zone_that_does_not_exist_is_a_stale_button(
    app: Marsad, reader: Reader, telegram: FakeTelegram, subscriptions: Subscriptions, press: SetZone
) -> None:
    await app.process_update(reader.presses(encode(press)))

    assert await subscriptions.hours(7) == Hours()
    assert telegram.made("answerCallbackQuery")[0]["text"].startswith("This button is out of date")


@pytest.mark.parametrize(
    "press", [OpenZones("", ""), OpenZones("arab", ""), SetZone("UTC", ""), SetQuiet(60, 120), OpenQuiet()]
)
async def test_in_a_group_only_administrators_choose_hours(
    app: Marsad,
    member: Reader,
    telegram: FakeTelegram,
    subscriptions: Subscriptions,
    press: OpenZones | SetZone | SetQuiet | OpenQuiet,
) -> None:
    await app.process_update(member.presses(encode(press)))
    for command in ("/timezone UTC", "/quiet 22-7"):
        await app.process_update(member.writes(command))

    assert await subscriptions.hours(-100) == Hours()
    assert telegram.made("editMessageText") == []
    assert telegram.made("answerCallbackQuery")[0]["text"] == "Only administrators of this group can do that."
