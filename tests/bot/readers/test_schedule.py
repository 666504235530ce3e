from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones, reset_tzpath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.readers.chat_key import ChatKey
from bot.readers.schedule import DAY, Hours, Quiet, next_digest, waking, zone_of
from bot.readers.subscription import EVERYTHING, Cadence, Subscription

BERLIN = ZoneInfo("Europe/Berlin")
ZONES = st.sampled_from(sorted(available_timezones())).map(ZoneInfo)
MOMENTS = st.integers(0, 3 * 366 * DAY).map(lambda minutes: utc("2024-01-01") + timedelta(minutes=minutes))
MINUTES = st.integers(0, DAY - 1)


def subscription(cadence: Cadence, minute: int = 8 * 60, weekday: int = 0) -> Subscription:
    return Subscription(1, ChatKey(7), EVERYTHING, "en", cadence, minute, weekday)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "quiet", "wakes"),
    [
        ("2024-01-10 12:00", Quiet(22 * 60, 7 * 60), None),
        ("2024-01-10 21:30", Quiet(22 * 60, 7 * 60), "2024-01-11 06:00"),  # 22:30 in Berlin
        ("2024-01-11 01:00", Quiet(22 * 60, 7 * 60), "2024-01-11 06:00"),
        ("2024-01-11 06:00", Quiet(22 * 60, 7 * 60), None),  # the last minute is not quiet any more
        ("2024-01-10 12:30", Quiet(13 * 60, 14 * 60), "2024-01-10 13:00"),
        ("2024-03-31 00:30", Quiet(22 * 60, 2 * 60 + 30), "2024-03-31 01:00"),  # 02:30 does not exist: 03:00
        ("2024-10-27 00:15", Quiet(22 * 60, 2 * 60 + 30), "2024-10-27 00:30"),  # 02:15 for the first time
        ("2024-10-27 01:15", Quiet(22 * 60, 2 * 60 + 30), "2024-10-27 01:30"),  # and for the second
        ("2024-01-10 12:00", None, None),
    ],
)
def test_quiet_hours_end_by_the_clock_on_the_wall(now: str, quiet: Quiet | None, wakes: str | None) -> None:
    assert waking(utc(now), BERLIN, quiet) == (utc(wakes) if wakes else None)


@given(MOMENTS, ZONES, MINUTES, MINUTES)
def test_whoever_is_woken_is_woken_later_and_within_a_day_and_a_clock_change(
    now: datetime, zone: ZoneInfo, start: int, end: int
) -> None:
    if start != end and (wakes := waking(now, zone, Quiet(start, end))):
        assert now < wakes <= now + timedelta(hours=26)


@pytest.mark.parametrize(("start", "end"), [(60, 60), (-1, 60), (60, DAY)])
def test_quiet_hours_of_no_length_or_beyond_the_day_are_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="two different times"):
        Quiet(start, end)


@pytest.mark.parametrize(
    ("now", "digest", "due"),
    [
        ("2024-01-10 06:59", subscription(Cadence.DAILY), "2024-01-10 07:00"),
        ("2024-01-10 07:00", subscription(Cadence.DAILY), "2024-01-11 07:00"),
        ("2024-03-30 12:00", subscription(Cadence.DAILY), "2024-03-31 06:00"),  # summer time has begun
        ("2024-03-30 12:00", subscription(Cadence.DAILY, 150), "2024-03-31 01:00"),  # 02:30 is skipped
        ("2024-10-27 00:00", subscription(Cadence.DAILY, 150), "2024-10-27 00:30"),
        ("2024-10-27 00:30", subscription(Cadence.DAILY, 150), "2024-10-28 01:30"),  # not again an hour later
        ("2024-01-10 12:00", subscription(Cadence.WEEKLY, weekday=2), "2024-01-17 07:00"),
        ("2024-01-10 12:00", subscription(Cadence.WEEKLY, weekday=4), "2024-01-12 07:00"),
        ("2024-01-10 12:00", subscription(Cadence.INSTANT), "2024-01-10 12:00"),
    ],
)
def test_a_digest_comes_at_the_reader_s_time_of_day(now: str, digest: Subscription, due: str) -> None:
    assert next_digest(utc(now), BERLIN, digest) == utc(due)


@given(MOMENTS, ZONES, MINUTES)
def test_daily_digests_come_once_a_day_all_year(now: datetime, zone: ZoneInfo, minute: int) -> None:
    digest = subscription(Cadence.DAILY, minute)
    first = next_digest(now, zone, digest)
    second = next_digest(first, zone, digest)

    days = second.astimezone(zone).date() - first.astimezone(zone).date()
    assert now < first
    assert days == timedelta(days=1) or zone.key in ("Kwajalein", "Pacific/Apia")
    assert timedelta(hours=20) <= second - first <= timedelta(hours=28)


@pytest.mark.parametrize("name", [None, "", "Mars/Olympus", "../etc/passwd", "x" * 300])
def test_a_zone_that_nobody_knows_is_utc(name: str | None) -> None:
    assert zone_of(name).utcoffset(utc("2024-04-25")) == timedelta()


def test_hours_that_nobody_set_are_never_quiet() -> None:
    assert Hours().waking(utc("2024-01-10 03:00")) is None


@pytest.fixture
def without_zones_of_the_system() -> Iterator[None]:
    ZoneInfo.clear_cache()
    reset_tzpath(())
    yield
    reset_tzpath()
    ZoneInfo.clear_cache()


@pytest.mark.usefixtures("without_zones_of_the_system")
def test_zones_come_with_marsad_where_the_system_has_none() -> None:
    assert zone_of("Asia/Riyadh").utcoffset(utc("2024-04-25")) == timedelta(hours=3)


@pytest.mark.usefixtures("without_zones_of_the_system")
def test_whoever_lives_in_a_zone_that_is_lost_is_told_by_utc(monkeypatch: pytest.MonkeyPatch) -> None:
    for package in ("tzdata", "tzdata.zoneinfo", "tzdata.zoneinfo.Asia"):
        monkeypatch.setitem(sys.modules, package, None)

    for name in (None, "Asia/Riyadh", "no zone"):
        assert Hours(name).next_digest(utc("2024-04-25"), subscription(Cadence.DAILY)) == utc("2024-04-25 08:00")
