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
        "من 10 ليلاً إلى 7 صباحاً", "22h-7h", "22h00 – 7h", "10 at night till 7 in the morning", "ten pm to seven am",
        "من العاشرة مساءً حتى السابعة صباحًا", "بين ١٠ مساء و ٧ صباحا", "between 10pm and 7am", "10pm-7",
    ],
)  # fmt: skip
def test_a_window_is_understood_as_people_write_it(text: str) -> None:
    assert quiet_of(text) == NIGHT


@pytest.mark.parametrize(
    ("text", "expected"),
    [("midnight to 7am", Quiet(0, 420)), ("من منتصف الليل إلى السادسة والنصف صباحًا", Quiet(0, 390)),
     ("noon - 2pm", Quiet(720, 840)), ("12 at night to 6", Quiet(0, 360)), ("2 ليلا إلى 5 فجرا", Quiet(120, 300)),
     ("11 ليلا إلى 1 ظهرا", Quiet(1380, 780)),
     ("من 10 ونص بالليل ل 6 ونص الصبح", Quiet(1350, 390)), ("من عشرة المسا لحد سبعة الصبح", Quiet(1320, 420)),
     ("من حداعش بالليل لستة الصبح", Quiet(1380, 360)), ("10 ليلا إلى 5 العصر", Quiet(1320, 1020)),
     ("12am-6am", Quiet(0, 360)), ("12pm-1pm", Quiet(720, 780)), ("00:30-00:31", Quiet(30, 31))],
)  # fmt: skip
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
        "13am-7",
        "0pm-7",
        "0am-7",
        "night",
        "one to",
        "10 to 11 to 12",
        "22:00-noonish",
        "22:00-07:00-x",
    ],
)
def test_nonsense_and_a_window_of_no_length_are_refused(text: str) -> None:
    with pytest.raises(NonsenseHours):
        quiet_of(text)


def test_a_minute_of_the_day_is_shown_as_on_a_clock() -> None:
    assert [clock(minute) for minute in (0, 7 * 60, 23 * 60 + 59)] == ["00:00", "07:00", "23:59"]
