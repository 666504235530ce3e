"""Dates written in figures alone: «٢٥/٤/٢٠٢٤», 2024-04-25, 25-26.4.2024, 15/9/1445."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from knowledge.dates import DateMention, exists
from knowledge.text import hijri
from knowledge.text.numbers import YEARS

_PATTERNS = (
    re.compile(
        r"(?<!\d)(?P<d>\d{1,2})(?P<s>[/.])(?P<m>\d{1,2}) ?[-–—] ?(?P<e>\d{1,2})(?P=s)(?P=m)"
        r"(?:(?P=s)(?P<y>\d{4}|\d{2}))?(?!\d)"
    ),
    re.compile(
        r"(?<!\d)(?<!\d[/.])(?P<d>\d{1,2}) ?[-–—] ?(?P<e>\d{1,2})(?P<s>[/.])(?P<m>\d{1,2})"
        r"(?:[/.](?P<y>\d{4}|\d{2}))?(?!\d)"
    ),
    re.compile(r"(?<!\d)(?P<y>\d{4})(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<d>\d{1,2})[-/.](?P<m>\d{1,2})[-/.](?P<y>\d{4}|\d{2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<y>\d{4})[-/](?P<m>\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<m>\d{1,2})[-/.](?P<y>\d{4})(?!\d)"),
    re.compile(r"(?<!\d)(?P<d>\d{1,2})/(?P<m>\d{1,2})(?!\d)"),
)


def numeric_dates(text: str, digits: str) -> Iterator[tuple[DateMention, int, int]]:
    """Every date with its start and end, the fuller of two that overlap first; `digits` has those as 0–9."""
    for pattern in _PATTERNS:
        for match in pattern.finditer(digits):
            if mention := _mention(match.groupdict(), text[slice(*match.span())]):
                yield mention, match.start(), match.end()


def _mention(groups: Mapping[str, str | None], written: str) -> DateMention | None:
    year, month, day, last = (int(groups.get(key) or 0) for key in "ymde")
    days = tuple(dict.fromkeys(found for found in (day, last) if found))
    if bool(groups.get("d")) is not bool(days):
        return None
    if year in hijri.YEARS:
        return hijri.hijri_mention(year, month, days, written) if 1 <= month <= 12 else None
    if groups.get("y") and year < 100:
        year += 2000
    or_year = None
    if month > 12 >= day and not last:
        or_year = 2000 + month if not year and month >= 20 else None
        month, days = day, (month,)
    if not 1 <= month <= 12 or (groups.get("y") and year not in YEARS) or _is_fraction(groups):
        return None
    if not all(exists(day, month, year or None) for day in days):
        return None
    return DateMention(year or None, month, days, or_year)


def _is_fraction(groups: Mapping[str, str | None]) -> bool:
    """Whether it may as well be a range of figures: «1-2.5»; a month has two digits there, or a year after it."""
    return groups.get("s") == "." and not groups.get("y") and len(groups["m"] or "") < 2
