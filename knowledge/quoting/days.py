"""Which day a document means by "Monday" or "last month": told by the day on which it was published."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from knowledge.dates import PartialDate

_WEEKDAYS = {
    **dict(zip(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"], range(7), strict=True)),
    **dict(zip(["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"], range(7), strict=True)),
    "الإثنين": 0,
    "الاربعاء": 2,
    "الاحد": 6,
}
_ENGLISH = re.compile(
    r"\b(?:(?P<which>last|next|this|coming)\s+)?(?P<day>monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b",
    re.IGNORECASE,
)
_ARABIC = re.compile(
    r"(?<!\w)(?:(?P<near>أمس|اليوم|غد[اً]?)\s+)?(?:يوم\s+)?(?P<day>الاثنين|الإثنين|الثلاثاء|الأربعاء|الاربعاء|الخميس|الجمعة|السبت|الأحد|الاحد)"
    r"(?:\s+(?P<which>الماضي|الفائت|المقبل|القادم))?(?!\w)"
)
_AHEAD = re.compile(
    r"\b(?:will|until|by|due|expected|arrives?|plans?|to be|starts?|from)\b"
    r"|(?<!\w)(?:و?س[تيأن]\w{2,}|حتى|المقرر|المنتظر|يُتوقع|تعتزم|يعتزم|تصل|يصل|قبل|تبدأ|يبدأ)(?!\w)",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:said|says|told|announced|reported|wrote|added|tweeted)\b"
    r"|(?<!\w)[وف]?(?:قال|قالت|أعلن|أعلنت|ذكر|ذكرت|أكد|أكدت|صرح|صرحت|أضاف|أضافت|كتب|كتبت|بحسب|وفق)(?!\w)",
    re.IGNORECASE,
)
"""What was said has been said, whatever it says of days to come."""
_LAST, _NEXT = frozenset({"last", "الماضي", "الفائت"}), frozenset({"next", "coming", "المقبل", "القادم"})
_NEAR = {"أمس": -1, "اليوم": 0, "غد": 1, "غدا": 1, "غداً": 1}


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


_PLAIN: Mapping[str, Callable[[date], PartialDate]] = {
    r"\byesterday\b|(?<!\w)أمس(?!\s+(?:ال|يوم))(?!\w)": lambda day: _day(day - timedelta(1)),
    r"\btoday\b|(?<!\w)اليوم(?!\s+ال)(?!\w)": _day,
    r"\btomorrow\b|(?<!\w)غد[اً]{0,2}(?!\s+ال)(?!\w)": lambda day: _day(day + timedelta(1)),
    r"\blast month\b|الشهر الماضي": lambda day: _month(day, -1),
    r"\bthis month\b|هذا الشهر|الشهر الجاري": lambda day: _month(day, 0),
    r"\bnext month\b|الشهر (?:المقبل|القادم)": lambda day: _month(day, 1),
    r"\blast year\b|(?:العام|السنة) الماضي(?:ة)?": lambda day: _year(day, -1),
    r"\bthis year\b|هذا العام|هذه السنة|العام (?:الجاري|الحالي)": lambda day: _year(day, 0),
    r"\bnext year\b|(?:العام|السنة) (?:المقبل|القادم)(?:ة)?": lambda day: _year(day, 1),
}


def days_in(sentence: str, published: PartialDate | None) -> tuple[Day, ...]:
    """The days that a sentence means, in its order; none where nobody knows when it was published."""
    if published is None or published.precision < 3 or published.first != published.last:
        return ()
    day = published.first
    found = [(match.start(), Day(match.group(), known(day))) for match, known in _plain(sentence)]
    weekdays = (*_ENGLISH.finditer(sentence), *_ARABIC.finditer(sentence))
    found += [
        (one.start(), Day(one.group(), _day(meant))) for one in weekdays if (meant := _weekday(one, sentence, day))
    ]
    return tuple(dict.fromkeys(one for _, one in sorted(found)))


def _plain(sentence: str) -> Iterator[tuple[re.Match[str], Callable[[date], PartialDate]]]:
    for pattern, known in _PLAIN.items():
        if match := re.search(pattern, sentence, re.IGNORECASE):
            yield match, known


def _weekday(match: re.Match[str], sentence: str, day: date) -> date | None:
    """The nearest such day before or ahead, as the words say; None where they contradict the day of publication."""
    parts = match.groupdict()
    number = _WEEKDAYS[parts["day"].casefold()]
    if near := parts.get("near"):
        meant = day + timedelta(_NEAR[near])
        return meant if meant.weekday() == number else None
    which = (parts["which"] or "").casefold()
    if which in _NEXT or (which not in _LAST and _is_ahead(sentence[: match.start()])):
        return day + timedelta((number - day.weekday() - 1) % 7 + 1)
    back = (day.weekday() - number) % 7
    return day - timedelta(back or (7 if which in _LAST else 0))


def _is_ahead(before: str) -> bool:
    """Whether the last that stands before a day looks forward."""
    ahead, told = (max((one.end() for one in each.finditer(before)), default=-1) for each in (_AHEAD, _TOLD))
    return ahead > told
