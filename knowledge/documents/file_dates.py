"""Dates as files and archives write them: ISO with a time, of letters, "5 Oct 2024", «14 مارس 2025»."""

from __future__ import annotations

import re
import unicodedata
from email.utils import parsedate
from functools import cache

from knowledge.dates import PartialDate
from knowledge.documents.words import document_words
from knowledge.text.listed import by_form

_ISO = re.compile(r"(\d{4}(?:-\d{2}(?:-\d{2})?)?)(?:[T ]\d{1,2}:\d{2}.*)?")
_PDF = re.compile(r"(?:D:)(\d{4})(\d{2})?(\d{2})?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?")
_FIGURES = re.compile(r"(\d{1,4})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{1,4})(?:\s.*)?")
_WORDED = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?\.?\s+)?([^\W\d_]+(?:\s[^\W\d_]+)?)\.?\s+(?:(\d{1,2})(?:st|nd|rd|th)?,?\s+)?(\d{4})(?:\D.*)?"
)
_WEEKDAY = re.compile(r"^[^\W\d]+[،,]\s*")
_LOCALES = ("en", "ar", "ar_SY", "ar_MA", "fr", "ru")


def read_date(text: str) -> PartialDate | None:
    """The day, month or year that a text is; ValueError says why it is none, None for no text.

    5/10/2024 is refused: half of the world reads it otherwise.
    """
    plain = _plain(text)
    if not plain:
        return None
    for read in (_iso, _of_figures, _worded, _of_letters):
        if found := read(plain):
            return PartialDate.parse(found)
    raise ValueError(f"{text!r} is no date; write it as 2024-10-05")


def proposed_date(text: str | None) -> PartialDate | None:
    """The same of what a file says of itself: None where that is no date."""
    try:
        return read_date(text) if text else None
    except ValueError:
        return None


def _plain(text: str) -> str:
    digits = "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text)
    return " ".join(document_words().era.regex.sub("", _WEEKDAY.sub("", digits.strip())).split())


def _iso(text: str) -> str | None:
    if found := _ISO.fullmatch(text):
        return found.group(1)
    if "/" in text and all(_ISO.fullmatch(part) for part in text.split("/", 1)):
        return text
    if found := _PDF.match(text) or _COMPACT.fullmatch(text):
        return "-".join(part for part in found.groups() if part)
    return None


def _of_figures(text: str) -> str | None:
    found = _FIGURES.fullmatch(text)
    if not found:
        return None
    first, second, third = map(int, found.groups())
    if first > 31:
        return f"{first:04}-{second:02}-{third:02}"
    if first <= 12 and second <= 12 and first != second:
        raise ValueError(f"{text!r} can be read in two ways; write it as {third:04}-{second:02}-{first:02}")
    day, month = (first, second) if second <= 12 else (second, first)
    return f"{third:04}-{month:02}-{day:02}"


def _worded(text: str) -> str | None:
    found = _WORDED.fullmatch(text)
    if not found:
        return None
    before, name, after, year = found.groups()
    words = name.casefold()
    month = _months().get(words) or _months().get(words.split()[0])
    if not month:
        return None
    day = before or after
    return f"{year}-{month:02}-{int(day):02}" if day else f"{year}-{month:02}"


def _of_letters(text: str) -> str | None:
    """As RFC 5322 writes it."""
    found = parsedate(text)
    return f"{found[0]:04}-{found[1]:02}-{found[2]:02}" if found else None


@cache
def _months() -> dict[str, int]:
    from babel.dates import get_month_names

    found: dict[str, int] = {}
    for locale in _LOCALES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, locale).items():
                    found[name.casefold().rstrip(".")] = number
    return found | by_form(document_words().months.items(), str)
