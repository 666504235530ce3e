"""Dates as sentences have them, in the languages that statements are worded in."""

from __future__ import annotations

from datetime import date

from knowledge.dates import PartialDate

LOCALES = {"ar": "ar", "en": "en_GB"}
_PATTERNS = {1: "y", 2: "MMMM y", 3: "d MMMM y"}


def in_words(day: date | PartialDate, lang: str) -> str:
    """A date no more precise than it is known; "25–26 April 2024" for days of one month."""
    from babel.dates import format_date

    if isinstance(day, date):
        return format_date(day, _PATTERNS[3], locale=LOCALES[lang])
    pattern = _PATTERNS[day.precision]
    if day.to_the_day and day.first != day.last and day.first.replace(day=1) == day.last.replace(day=1):
        return f"{day.first.day}–{format_date(day.last, pattern, locale=LOCALES[lang])}"
    ends = (format_date(end, pattern, locale=LOCALES[lang]) for end in (day.first, day.last))
    return " – ".join(dict.fromkeys(ends))
