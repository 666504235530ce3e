"""Quiet hours as readers write them."""

from __future__ import annotations

import pytest

from bot.readers.hours import NonsenseHours, clock, quiet_of
from bot.readers.schedule import Quiet

NIGHT = Quiet(22 * 60, 7 * 60)


@pytest.mark.parametrize(
    "text",
    [
        "22:00-07:00", "22-7", "22:00 – 07:00", "22.00 - 7.00", "10pm to 7am", "10 PM until 7 a.m.", "from 22:00 to 7",
        "٢٢:٠٠-٠٧:٠٠", "٢٢ إلى ٧", "من 22:00 حتى 07:00", "من ١٠ مساءً إلى ٧ صباحًا", "من الساعة 10م إلى الساعة 7ص",
    ],
)  # fmt: skip
def test_a_window_is_understood_as_people_write_it(text: str) -> None:
    assert quiet_of(text) == NIGHT


@pytest.mark.parametrize(
    ("text", "expected"),
    [("12am-6am", Quiet(0, 360)), ("12pm-1pm", Quiet(720, 780)), ("00:30-00:31", Quiet(30, 31))],
)
def test_noon_and_midnight_are_kept_apart(text: str, expected: Quiet) -> None:
    assert quiet_of(text) == expected


@pytest.mark.parametrize("text", ["off", "OFF", "none", "إيقاف", "ايقاف", "بدون"])
def test_quiet_hours_can_be_switched_off_in_words(text: str) -> None:
    assert quiet_of(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "22:00",
        "7-7",
        "07:00-7",
        "24:00-07:00",
        "25-7",
        "22:60-7",
        "-1-7",
        "13pm-7",
        "0am-7",
        "night",
        "22:00-07:00-x",
    ],
)
def test_nonsense_and_a_window_of_no_length_are_refused(text: str) -> None:
    with pytest.raises(NonsenseHours):
        quiet_of(text)


def test_a_minute_of_the_day_is_shown_as_on_a_clock() -> None:
    assert [clock(minute) for minute in (0, 7 * 60, 23 * 60 + 59)] == ["00:00", "07:00", "23:59"]
