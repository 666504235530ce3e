"""Files for calendars, read by a parser that is not ours."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar

from bot.interface.calendar_files import CalendarEvent, calendar_file
from bot.readers.event_time import EventTime

MADE = datetime(2024, 4, 1, 12, tzinfo=UTC)
PLAIN = CalendarEvent("a@marsad.t.me", "Meeting", EventTime.parse("2024-04-25"), 0, certain=False)


@pytest.mark.parametrize(
    ("time", "starts", "ends"),
    [
        ("2024-04-25", date(2024, 4, 25), date(2024, 4, 26)),
        ("2024-04-25/2024-04-26", date(2024, 4, 25), date(2024, 4, 27)),
        ("2024-04-25 10:00 Asia/Almaty", datetime(2024, 4, 25, 5, tzinfo=UTC), None),
        ("2024-04-25 10:00", date(2024, 4, 25), date(2024, 4, 26)),  # in nobody's time
        ("2024-04-25/2024-04-26 10:00 Asia/Almaty", date(2024, 4, 25), date(2024, 4, 27)),
    ],
)
def test_an_event_takes_whole_days_unless_its_moment_is_known(time: str, starts: date, ends: date | None) -> None:
    file = calendar_file([replace(PLAIN, occasion=EventTime.parse(time))], "Marsad", MADE)
    [event] = Calendar.from_ical(file).walk("VEVENT")

    assert event.decoded("DTSTART") == starts
    assert (event.decoded("DTEND") if "DTEND" in event else None) == ends


def test_what_is_not_known_to_the_day_is_left_out() -> None:
    file = calendar_file([replace(PLAIN, occasion=EventTime.parse("2024-04"))], "Marsad", MADE)

    assert Calendar.from_ical(file).walk("VEVENT") == []


HOSTILE = "اجتماع; a, b\\c\nEND:VEVENT\nBEGIN:VEVENT \U0001f4c5" + "م" * 100


def test_no_text_breaks_out_of_its_line_and_each_comes_back_as_it_was() -> None:
    event = replace(PLAIN, name=HOSTILE, place=HOSTILE, text=HOSTILE)
    file = calendar_file([event], "Marsad", MADE)
    [read] = Calendar.from_ical(file).walk("VEVENT")

    assert [str(read[key]) for key in ("SUMMARY", "LOCATION", "DESCRIPTION")] == [HOSTILE] * 3
    assert max(map(len, file.split(b"\r\n"))) <= 75


@pytest.mark.parametrize(
    ("event", "status"),
    [(PLAIN, "TENTATIVE"), (replace(PLAIN, certain=True), "CONFIRMED"), (replace(PLAIN, cancelled=True), "CANCELLED")],
)
def test_what_is_only_announced_is_tentative(event: CalendarEvent, status: str) -> None:
    [read] = Calendar.from_ical(calendar_file([event], "Marsad", MADE)).walk("VEVENT")

    assert (read["STATUS"], read["SEQUENCE"], read.decoded("DTSTAMP")) == (status, 0, MADE)
