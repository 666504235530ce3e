"""What a question says of the documents it wants: of which days, of which publisher, the newest ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.search.within import EVERYWHERE, Within
from knowledge.text.folding import Token, tokens, words
from knowledge.understanding.question import Question

Days = tuple[date, date]

_LATEST = re.compile(
    r"(?:what(?:'s| is) (?:the )?(?:latest|new)|(?:the )?(?:latest|newest)(?: news)?|any news|news)"
    r"\s+(?:on|about|of|from|in)\b"
    r"|(?:ما|شو|ايش|إيش|وش|شنو|ايه|إيه)?\s*(?:هي|هو)?\s*(?:آخر|اخر|أحدث|احدث)"
    r"\s+(?:ال)?(?:أخبار|اخبار|ما قيل|مستجدات|تطورات|أنباء)(?:\s+(?:عن|حول|في))?"
    r"|(?:ما|شو|ايش|وش)\s+(?:ال)?(?:جديد|أخبار|اخبار)(?:\s+(?:عن|حول|في))?",
    re.IGNORECASE,
)
_SAYS = frozenset(words("from by according per من بحسب حسب وفق عن لدى"))
_GENERIC = frozenset(
    words("the news agency daily newspaper وكاله صحيفه جريده للانباء الانباء انباء قناه موقع مجله شبكه")
)
_SHORTEST_ACRONYM = 3


def _week(day: date, back: int) -> Days:
    """The week of the region, from Sunday, so many weeks ago."""
    first = day - timedelta(days=(day.weekday() + 1) % 7 + 7 * back)
    return first, first + timedelta(days=6)


def _month(day: date, back: int) -> Days:
    last = day.replace(day=1) - timedelta(days=1) if back else day
    return last.replace(day=1), last


_PERIODS: Mapping[str, Callable[[date], Days]] = {
    r"\b(?:today)\b|أخبار اليوم|\bاليوم\s*[؟?]*\s*$": lambda day: (day, day),
    r"\byesterday\b|(?<!\w)(?:أمس|امبارح|مبارح)(?!\w)": lambda day: (day - timedelta(1), day - timedelta(1)),
    r"\bthis week\b|هذا الأسبوع|هذا الاسبوع|هالأسبوع|هالاسبوع|الأسبوع ده|الاسبوع ده|الأسبوع الحالي": lambda day: _week(
        day, 0
    ),
    r"\blast week\b|(?:الأسبوع|الاسبوع) (?:الماضي|الفائت|اللي فات)": lambda day: _week(day, 1),
    r"\bthis month\b|هذا الشهر|هالشهر|الشهر الحالي|الشهر ده": lambda day: _month(day, 0),
    r"\blast month\b|الشهر (?:الماضي|الفائت|اللي فات)": lambda day: _month(day, 1),
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
    latest = _LATEST.search(text)
    rest = _LATEST.sub(" ", text, count=1) if latest else text
    return Filtered(" ".join(rest.split()), within, latest is not None)


def years_of(question: Question) -> Within | None:
    """The days of a year or month that a question names: what was published then may be meant."""
    for mention in question.quantities.dates:
        if mention.year and (known := mention.rounded(2).as_known()):
            return Within(known.first, known.last)
    return None


def _days(text: str, today: date) -> tuple[Days | None, str]:
    for pattern, days in _PERIODS.items():
        if found := re.search(pattern, text, re.IGNORECASE):
            return days(today), f"{text[: found.start()]} {text[found.end() :]}"
    return None, text


def _publisher(text: str, publishers: Iterable[str]) -> tuple[str | None, str]:
    """Whom the question names behind a "from", the longest name first; and the rest of the question."""
    found = tokens(text)
    named = [(alias, publisher) for publisher in publishers for alias in _aliases(publisher)]
    for alias, publisher in sorted(named, key=lambda one: -len(one[0])):
        for start, token in enumerate(found):
            first = start + 1 + (token.text == "according")
            if token.text in _SAYS and _follows(found, first, alias):
                end = found[first + len(alias) - 1].end
                return publisher, f"{text[: token.start]} {text[end:]}"
    return None, text


def _follows(found: tuple[Token, ...], start: int, alias: tuple[str, ...]) -> bool:
    return tuple(token.text for token in found[start : start + len(alias)]) == alias


def _aliases(publisher: str) -> Iterable[tuple[str, ...]]:
    """The whole name, its own words, and its initials; brackets hold another one."""
    for name in re.split(r"[()/|]", publisher):
        whole = words(name)
        own = tuple(word for word in whole if word not in _GENERIC)
        initials = "".join(word[0] for word in whole if word not in ("the", "of", "and"))
        yield from {one for one in (whole, own, whole[:2] if len(whole) > 2 else ()) if one}
        if len(initials) >= _SHORTEST_ACRONYM and initials.isascii():
            yield (initials,)
