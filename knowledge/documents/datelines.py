"""The day that a news report opens with, beside the place where it was written: "Muscat, 12 March 2026 (Agency) –"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from knowledge.dates import PartialDate
from knowledge.documents.file_dates import proposed_date
from knowledge.documents.words import document_words

_LINES = 4
"""That are looked at: a headline, a publisher and a line of subjects may stand before it."""
_WORD = r"[^\W\d_]+"
_DATE = rf"(?P<date>\d{{1,2}}\s+{_WORD}(?:\s*/\s*{_WORD})?[,،]?\s+\d{{4}}|{_WORD}\.?\s+\d{{1,2}},?\s+\d{{4}})"
_WEEKDAY = rf"(?:{_WORD}[,،]?\s+)?"
_AGENCY = r"(?:\([^()\n]{1,60}\)|/\s*[^/\n]{1,60}/)"


def dateline_day(text: str) -> PartialDate | None:
    """The day of the dateline of a text; None where it has none, or none with a year.

    A date inside a sentence is no dateline: a dash, a colon, an agency or the end of the line stands behind it.
    """
    lines = (line for line in map(str.strip, text.splitlines()) if line)
    found = (day for line in islice(lines, _LINES) for day in _days(line) if day.to_the_day)
    return next(found, None)


def _days(line: str) -> Iterator[PartialDate]:
    for shape in _shapes():
        if (match := shape.match(line)) and (day := proposed_date(re.sub(rf"\s*/\s*{_WORD}", "", match["date"]))):
            yield day


@cache
def _shapes() -> tuple[re.Pattern[str], ...]:
    joins = "|".join(map(re.escape, document_words().writes_in.entries))
    place = r"(?:[^\s\d]+\s+){0,5}[^\s\d]+?"
    short = r"(?:[^\s\d]+\s+){0,2}[^\s\d]+?"
    return tuple(
        re.compile(one)
        for one in (
            rf"(?:{place}\s*[,،–—-]\s*)?{_WEEKDAY}{_DATE}[,،]?\s*(?:{_AGENCY}\s*)?[-–—:]\s",
            rf"(?:{short}\s*[,،–—-]\s*)?{_WEEKDAY}{_DATE}\s*{_AGENCY}?$",
            rf"{place}(?:\s*[,،–—-]\s*|\s+(?:{joins})\s+){_WEEKDAY}{_DATE}\s*{_AGENCY}",
        )
    )
