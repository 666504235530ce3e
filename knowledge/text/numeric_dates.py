"""Dates written in figures alone: «٢٥/٤/٢٠٢٤», 2024-04-25, 25-26.4.2024."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from knowledge.dates import DateMention

_PATTERNS = (
    re.compile(r"(?<!\d)(?P<d>\d{1,2}) ?[-–] ?(?P<e>\d{1,2})[/.](?P<m>\d{1,2})(?:[/.](?P<y>\d{4}))?(?!\d)"),
    re.compile(r"(?<!\d)(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<d>\d{1,2})[-/.](?P<m>\d{1,2})[-/.](?P<y>\d{4}|\d{2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<y>\d{4})[-/](?P<m>\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<m>\d{1,2})[-/.](?P<y>\d{4})(?!\d)"),
    re.compile(r"(?<!\d)(?P<d>\d{1,2})/(?P<m>\d{1,2})(?!\d)"),
)


def numeric_dates(text: str) -> Iterator[tuple[DateMention, int, int]]:
    """Every date with its start and end in the text; the fuller of two that overlap comes first."""
    if not any(map(str.isdecimal, text)):
        return
    digits = "".join(str(int(c)) if c.isdecimal() else c for c in text)
    for pattern in _PATTERNS:
        for match in pattern.finditer(digits):
            if mention := _mention(match.groupdict()):
                yield mention, match.start(), match.end()


def _mention(groups: Mapping[str, str]) -> DateMention | None:
    year, month, day = (int(groups[key]) if groups.get(key) else None for key in "ymd")
    if year is not None and year < 100:
        year += 2000
    if month and day and month > 12 >= day:
        month, day = day, month
    if month is None or not 1 <= month <= 12 or (day is not None and not 1 <= day <= 31):
        return None
    if year is not None and not 1900 <= year <= 2100:
        return None
    last = int(groups["e"]) if groups.get("e") else day
    return DateMention(year, month, tuple(dict.fromkeys(found for found in (day, last) if found)))
