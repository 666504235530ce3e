"""Figures with separators: 1,200 · ١٬٢٠٠ · 1.200,5 · 1 200 · ٣٫٥, each one value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

_GROUPED = re.compile(
    r"(?<![\d.,٫٬/:])(?:"
    r"(?P<whole>\d{1,3}(?P<sep>[,،٬\u00a0\u2009\u202f ])\d{3}(?:(?P=sep)\d{3}){0,3})(?:[.٫](?P<part>\d{1,9}))?"
    r"|(?P<dotted>\d{1,3}(?:\.\d{3}){1,4}),(?P<after>\d{1,9})"
    r"|(?P<many>\d{1,3}(?:\.\d{3}){2,4})"
    r"|(?P<plain>\d{1,9})[.٫](?P<fraction>\d{1,9})"
    r"|(?P<comma>\d{1,9})[,،](?P<short>\d{1,2})"
    r")(?![.,،٫٬/:]?\d)"
)
"""A comma before three figures is taken for a separator of thousands, a single point for a decimal one."""
_DIGIT = re.compile(r"\d")
_SEPARATORS = re.compile(r"[^0-9]")


def in_ascii(text: str) -> str:
    """The text with its digits as 0–9, each in its place."""
    if text.isascii():
        return text
    return _DIGIT.sub(lambda match: str(int(match.group())), text)


class Separated(NamedTuple):
    """A figure and the characters from `start` up to `end` in which it stands."""

    value: Decimal
    start: int
    end: int
    may_be_two: bool
    """«3,5» is one figure only before a scale or a percent sign; «25,26 April» are days."""


def separated_figures(digits: str) -> Iterator[Separated]:
    """Every such figure of a text whose digits are 0–9."""
    for match in _GROUPED.finditer(digits):
        found = match.groupdict()
        whole = found["whole"] or found["dotted"] or found["many"] or found["plain"] or found["comma"]
        part = found["part"] or found["after"] or found["fraction"] or found["short"] or "0"
        value = Decimal(f"{_SEPARATORS.sub('', whole)}.{part}")
        yield Separated(value, match.start(), match.end(), found["comma"] is not None)
