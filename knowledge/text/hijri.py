"""Dates of the Hijri calendar (Umm al-Qura) as mentions of this one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from knowledge.dates import DateMention, PartialDate

YEARS = range(1343, 1501)
"""The years that the tables of Umm al-Qura hold: 1924 to 2077."""


def hijri_mention(year: int, month: int | None, days: Sequence[int], written: str) -> DateMention | None:
    """The same date in this calendar; None where there is no such date, or none that can be converted.

    Who looks for the moon may begin a month a day earlier or later than the tables.
    """
    found = _days(year, month, days)
    if not found:
        return None
    if days and len({(day.year, day.month) for day in found}) == 1:
        return DateMention(
            found[0].year, found[0].month, tuple(day.day for day in found), hijri=written, written=written
        )
    span = PartialDate.parse(f"{min(found)}/{max(found)}")
    return DateMention(span=span, hijri=written, written=written)


def _days(year: int, month: int | None, days: Sequence[int]) -> list[date]:
    """The days that are written, or the first and the last of the month or year."""
    from hijridate import Hijri

    try:
        if month and days:
            found = [Hijri(year, month, day) for day in days]
        else:
            last = Hijri(year, month or 12, 1)
            found = [Hijri(year, month or 1, 1), Hijri(year, month or 12, last.month_length())]
    except (ValueError, OverflowError):
        return []
    return [date.fromordinal(day.to_gregorian().toordinal()) for day in found]
