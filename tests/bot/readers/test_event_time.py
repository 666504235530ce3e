"""When a reminder comes: by what is known of an event, and by the clock on the reader's wall."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.readers.event_time import EventTime, Lead
from knowledge.dates import PartialDate

MIDNIGHT_IN_CAIRO = "2024-04-26"
"""The clocks in Cairo go from 00:00 to 01:00 on this day; in Berlin from 02:00 to 03:00 on 31 March."""


@pytest.mark.parametrize(
    ("occasion", "lead", "zone", "expected"),
    [
        # no hour is known: the morning of the day on the reader's wall, and that of the day before
        ("2024-04-25/2024-04-26", Lead.MORNING, "Asia/Riyadh", "2024-04-25T05:00"),
        ("2024-04-25/2024-04-26", Lead.DAY, "Asia/Riyadh", "2024-04-24T05:00"),
        ("2024-04-25", Lead.HOUR, "Asia/Riyadh", None),
        # the clocks change between, and the morning stays at eight
        ("2024-03-31", Lead.MORNING, "Europe/Berlin", "2024-03-31T06:00"),
        ("2024-03-31", Lead.DAY, "Europe/Berlin", "2024-03-30T07:00"),
        (MIDNIGHT_IN_CAIRO, Lead.MORNING, "Africa/Cairo", "2024-04-26T05:00"),
        (MIDNIGHT_IN_CAIRO, Lead.DAY, "Africa/Cairo", "2024-04-25T06:00"),
        # an hour that is known, in whose time too
        ("2024-04-25 10:00 Asia/Almaty", Lead.HOUR, "Asia/Riyadh", "2024-04-25T04:00"),
        ("2024-04-25 10:00 Asia/Almaty", Lead.MORNING, "Asia/Riyadh", "2024-04-25T04:00"),  # at eight it has begun
        ("2024-04-25 15:00 Asia/Almaty", Lead.MORNING, "Asia/Riyadh", "2024-04-25T05:00"),
        ("2024-04-25 15:00 Asia/Almaty", Lead.DAY, "Asia/Riyadh", "2024-04-24T10:00"),
        ("2024-04-25 01:00 Asia/Almaty", Lead.MORNING, "Europe/London", "2024-04-24T07:00"),  # the day before, there
        # a day before by the wall: the clocks went forward in the night, so it is 23 hours
        ("2024-03-31 12:00 Europe/Berlin", Lead.DAY, "Europe/Berlin", "2024-03-30T11:00"),
        ("2024-03-31 03:30 Europe/Berlin", Lead.HOUR, "Europe/Berlin", "2024-03-31T00:30"),
        # at half past midnight no clock in Cairo stands on that day: it begins at one
        (f"{MIDNIGHT_IN_CAIRO} 00:30 Africa/Cairo", Lead.HOUR, "Asia/Tehran", "2024-04-25T21:00"),
        # an hour in nobody's time is no moment
        ("2024-04-25 10:00", Lead.HOUR, "Asia/Riyadh", None),
        ("2024-04-25 10:00", Lead.MORNING, "Asia/Riyadh", "2024-04-25T05:00"),
        # no day is known
        ("2024-04", Lead.MORNING, "Asia/Riyadh", None),
        ("2024-04", Lead.DAY, "Asia/Riyadh", None),
    ],
)
def test_a_reminder_comes_by_the_readers_clock(occasion: str, lead: Lead, zone: str, expected: str | None) -> None:
    moment = EventTime.parse(occasion).moment(lead, ZoneInfo(zone))

    assert (moment.isoformat(timespec="minutes") if moment else None) == (expected and f"{expected}+00:00")


@given(
    day=st.dates(date(2023, 1, 1), date(2026, 12, 30)),
    zone=st.sampled_from(["Europe/Berlin", "Africa/Cairo", "Asia/Beirut", "Asia/Tehran", "Asia/Gaza", "Asia/Almaty"]),
    lead=st.sampled_from([Lead.DAY, Lead.MORNING]),
)
def test_without_an_hour_it_is_eight_in_the_morning_wherever_the_clocks_stand(day: date, zone: str, lead: Lead) -> None:
    here = ZoneInfo(zone)
    moment = EventTime(PartialDate.parse(day.isoformat())).moment(lead, here)

    assert moment
    local = moment.astimezone(here)
    assert (local.hour, local.minute) == (8, 0)
    assert day - local.date() == timedelta(days=lead is Lead.DAY)


@pytest.mark.parametrize(
    "text", ["2024", "2024-04-25", "2024-04-25/2024-04-26 10:00", "2024-04-25 10:00 Asia/Almaty", "2024-04/2024-05"]
)
def test_what_is_written_of_an_occasion_is_read_back(text: str) -> None:
    assert str(EventTime.parse(text)) == text


def test_only_what_can_still_come_is_offered() -> None:
    occasion, zone = EventTime.parse("2024-04-25 10:00 Asia/Almaty"), ZoneInfo("Asia/Almaty")
    moments = {lead: occasion.moment(lead, zone) for lead in Lead}

    for now in (datetime(2024, 4, 23, tzinfo=UTC), datetime(2024, 4, 24, 12, tzinfo=UTC), moments[Lead.HOUR]):
        assert now
        assert list(occasion.leads(now, zone)) == [lead for lead, moment in moments.items() if moment and moment > now]
    assert list(EventTime.parse("2024-04").leads(datetime(2024, 1, 1, tzinfo=UTC), UTC)) == []


def test_an_event_is_over_when_its_last_day_is_on_the_readers_wall() -> None:
    occasion = EventTime.parse("2024-04-25/2024-04-26")
    night = datetime(2024, 4, 26, 22, tzinfo=UTC)

    assert not occasion.is_over(night, UTC)
    assert occasion.is_over(night, ZoneInfo("Asia/Riyadh"))
