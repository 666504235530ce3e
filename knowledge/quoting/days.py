"""Which day a document means by "Monday" or "last month": told by the day on which it was published."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from re import Match
from typing import NamedTuple

from knowledge.dates import PartialDate
from knowledge.quoting.day_words import Period, day_words
from knowledge.text.listed import Listed


class Day(NamedTuple):
    """Words of a document, and the day or month that they mean."""

    written: str
    known: PartialDate


def _day(day: date) -> PartialDate:
    return PartialDate.parse(day.isoformat())


def _month(day: date, ahead: int) -> PartialDate:
    number = day.year * 12 + day.month - 1 + ahead
    return PartialDate.parse(f"{number // 12}-{number % 12 + 1:02d}")


def _year(day: date, ahead: int) -> PartialDate:
    return PartialDate.parse(str(day.year + ahead))


_KNOWN: Mapping[Period, Callable[[date], PartialDate]] = {
    Period.YESTERDAY: lambda day: _day(day - timedelta(1)),
    Period.TODAY: _day,
    Period.TOMORROW: lambda day: _day(day + timedelta(1)),
    Period.LAST_MONTH: lambda day: _month(day, -1),
    Period.THIS_MONTH: lambda day: _month(day, 0),
    Period.NEXT_MONTH: lambda day: _month(day, 1),
    Period.LAST_YEAR: lambda day: _year(day, -1),
    Period.THIS_YEAR: lambda day: _year(day, 0),
    Period.NEXT_YEAR: lambda day: _year(day, 1),
}


def days_in(sentence: str, published: PartialDate | None) -> tuple[Day, ...]:
    """The days that a sentence means, in its order; none where nobody knows when it was published."""
    if published is None or published.precision < 3 or published.first != published.last:
        return ()
    day = published.first
    found = [(match.start(), Day(match.group(), known(day))) for match, known in _plain(sentence)]
    weekdays = (one for each in day_words().told_weekdays for one in each.finditer(sentence))
    found += [
        (one.start(), Day(one.group(), _day(meant))) for one in weekdays if (meant := _weekday(one, sentence, day))
    ]
    return tuple(dict.fromkeys(one for _, one in sorted(found)))


def _plain(sentence: str) -> Iterator[tuple[Match[str], Callable[[date], PartialDate]]]:
    for period, listed in day_words().written.items():
        if match := listed.regex.search(sentence):
            yield match, _KNOWN[period]


def _weekday(match: Match[str], sentence: str, day: date) -> date | None:
    """The nearest such day before or ahead, as the words say; None where they contradict the day of publication."""
    parts, words = match.groupdict(), day_words()
    number = words.numbers[parts["day"].casefold()]
    if near := parts.get("near"):
        meant = day + timedelta(words.offsets[near])
        return meant if meant.weekday() == number else None
    which = (parts["which"] or "").casefold()
    if which in words.next.entries or (which not in words.last.entries and _is_ahead(sentence[: match.start()])):
        return day + timedelta((number - day.weekday() - 1) % 7 + 1)
    back = (day.weekday() - number) % 7
    return day - timedelta(back or (7 if which in words.last.entries else 0))


def _is_ahead(before: str) -> bool:
    """Whether the last that stands before a day looks forward."""
    return _last_end(day_words().ahead, before) > _last_end(day_words().told, before)


def _last_end(listed: Listed, text: str) -> int:
    return max((one.end() for one in listed.regex.finditer(text)), default=-1)
