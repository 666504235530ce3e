"""Time zones as readers write them."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import available_timezones

import pytest

from bot.interface.words.wording import LANGUAGES
from bot.interface.zones import REGIONS, Nearest, find_zone, is_zone, place, regions, time_in

NOON = datetime(2024, 7, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Asia/Riyadh", "Asia/Riyadh"), ("asia/riyadh", "Asia/Riyadh"), ("riyadh", "Asia/Riyadh"),
        ("الرياض", "Asia/Riyadh"), ("السعوديه", "Asia/Riyadh"), ("Saudi Arabia", "Asia/Riyadh"),
        ("القاهرة", "Africa/Cairo"), ("مصر", "Africa/Cairo"), ("New York", "America/New_York"),
        ("new_york", "America/New_York"), ("أستانا", "Asia/Almaty"), ("UTC", "UTC"), ("UTC+3", "Etc/GMT-3"),
        ("+3", "Etc/GMT-3"), ("gmt-5", "Etc/GMT+5"), ("UTC+0", "UTC"), ("٣+", None), ("UTC+15", None), ("Mars", None),
        ("", None), ("../../etc/passwd", None), ("Asia/Riyadh\x00", "Asia/Riyadh"),
        ("كييف", "Europe/Kyiv"), ("كالكتا", "Asia/Kolkata"), ("Buenos Aires", "America/Argentina/Buenos_Aires"),
    ],
)  # fmt: skip
def test_a_zone_is_named_by_itself_its_city_its_country_or_its_hours(text: str, zone: str | None) -> None:
    found = find_zone(text)

    assert found == zone if zone else isinstance(found, Nearest)


@pytest.mark.parametrize(
    ("text", "zone"), [("Riyad", "Asia/Riyadh"), ("الرياظ", "Asia/Riyadh"), ("Caairo", "Africa/Cairo")]
)
def test_a_slip_offers_what_is_written_like_it(text: str, zone: str) -> None:
    found = find_zone(text)

    assert isinstance(found, Nearest)
    assert found.zones[0] == zone


def test_every_zone_that_is_offered_exists_and_has_a_name_in_both_languages() -> None:
    offered = [zone for region in REGIONS.values() for zone in region]

    assert len(offered) > 50
    assert len(set(offered)) == len(offered)
    assert set(offered) <= available_timezones()
    for lang in LANGUAGES:
        assert all(place(zone, lang) for zone in offered)
    assert place("Asia/Riyadh", "ar") == "الرياض"
    assert {place(f"Etc/GMT{hours}", "en") for hours in ("-3", "+5")} == {"UTC+3", "UTC-5"}


def test_arabic_readers_are_offered_arab_zones_first() -> None:
    assert regions("ar")[0] == "arab"
    assert {*regions("ar")} == {*regions("en")} == REGIONS.keys()


def test_a_button_shows_what_the_clocks_show() -> None:
    assert (time_in("Asia/Riyadh", NOON), time_in("America/New_York", NOON), time_in(None, NOON)) == (
        "15:00",
        "08:00",
        "12:00",
    )
    assert not is_zone("Asia/Nowhere")


def test_every_zone_on_a_button_has_a_name_in_letters_of_the_language() -> None:
    offered = [zone for region in REGIONS.values() for zone in region]

    assert [zone for zone in offered if place(zone, "ar").isascii()] == []
    assert [zone for zone in offered if "/" in place(zone, "en")] == []
