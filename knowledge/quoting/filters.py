"""What a question says of the documents it wants: of which days, of which publisher, the newest ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

from knowledge.quoting.day_words import Period, day_words
from knowledge.quoting.words import listed
from knowledge.search.within import EVERYWHERE, Within
from knowledge.text.folding import Token, stands_at, tokens, words
from knowledge.understanding.question import Question

Days = tuple[date, date]

_SHORTEST_ACRONYM = 3


def _week(day: date, back: int) -> Days:
    """The week of the region, from Sunday, so many weeks ago."""
    first = day - timedelta(days=(day.weekday() + 1) % 7 + 7 * back)
    return first, first + timedelta(days=6)


def _month(day: date, back: int) -> Days:
    last = day.replace(day=1) - timedelta(days=1) if back else day
    return last.replace(day=1), last


_DAYS: Mapping[Period, Callable[[date], Days]] = {
    Period.TODAY: lambda day: (day, day),
    Period.YESTERDAY: lambda day: (day - timedelta(1), day - timedelta(1)),
    Period.THIS_WEEK: lambda day: _week(day, 0),
    Period.LAST_WEEK: lambda day: _week(day, 1),
    Period.THIS_MONTH: lambda day: _month(day, 0),
    Period.LAST_MONTH: lambda day: _month(day, 1),
}
"""Years are no bound: "this year" is said of what is told as often as of when it was published."""


@dataclass(frozen=True, slots=True)
class Filtered:
    """A question without what it says of the documents, and that as bounds."""

    text: str
    within: Within = EVERYWHERE
    latest: bool = False
    """Whether the newest documents are asked for, whatever they say."""


def filtered(text: str, publishers: Iterable[str], today: date) -> Filtered:
    """Take the bounds out of a question."""
    days, text = _days(text, today)
    publisher, text = _publisher(text, publishers)
    first, last = days or (None, None)
    within = Within(first, last, publisher)
    asks = listed().latest.regex
    latest = asks.search(text)
    rest = asks.sub(" ", text, count=1) if latest else text
    return Filtered(" ".join(rest.split()), within, latest is not None)


def years_of(question: Question) -> Within | None:
    """The days of a year or month that a question names: what was published then may be meant."""
    for mention in question.quantities.dates:
        if mention.year and (known := mention.rounded(2).as_known()):
            return Within(known.first, known.last)
    return None


def _days(text: str, today: date) -> tuple[Days | None, str]:
    for period, told in day_words().asked.items():
        if found := told.regex.search(text):
            return _DAYS[period](today), f"{text[: found.start()]} {text[found.end() :]}"
    return None, text


def _publisher(text: str, publishers: Iterable[str]) -> tuple[str | None, str]:
    """Whom the question names behind a "from", the longest name first; and the rest of the question."""
    found = tokens(text)
    leads = list(_leads(found))
    named = [(alias, publisher) for publisher in publishers for alias in _aliases(publisher)] if leads else []
    for alias, publisher in sorted(named, key=lambda one: -len(one[0])):
        for start, end in leads:
            if stands_at(found, end, alias):
                return publisher, f"{text[: found[start].start]} {text[found[end + len(alias) - 1].end :]}"
    return None, text


def _leads(found: tuple[Token, ...]) -> Iterator[tuple[int, int]]:
    """Where what stands before a publisher begins and ends."""
    leads = [words(one) for one in listed().says.entries]
    for start, lead in product(range(len(found)), leads):
        if stands_at(found, start, lead):
            yield start, start + len(lead)


def _aliases(publisher: str) -> Iterable[tuple[str, ...]]:
    """The whole name, its own words, and its initials; brackets hold another one."""
    for name in re.split(r"[()/|]", publisher):
        whole = words(name)
        own = tuple(word for word in whole if word not in listed().of_publishers.folded)
        initials = "".join(word[0] for word in whole if word not in listed().without_initial.folded)
        yield from {one for one in (whole, own, whole[:2] if len(whole) > 2 else ()) if one}
        if len(initials) >= _SHORTEST_ACRONYM and initials.isascii():
            yield (initials,)
