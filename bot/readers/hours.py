"""Quiet hours as readers write them: «22:00-07:00», "10pm to 7am", «من 11 ليلاً إلى 7 صباحاً», "midnight to 7"; pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum

from bot.readers.schedule import DAY, Quiet
from knowledge.text.folding import fold

_HALF_DAY, _HOUR = 12, 60
_LATE_NIGHT = 5
"""Up to this hour "at night" is after midnight."""


class _PartOfDay(Enum):
    MORNING = "morning"
    AFTERNOON = "afternoon"
    NIGHT = "night"


def _folded(*texts: str) -> tuple[str, ...]:
    return tuple(map(fold, texts))


_OFF = frozenset(
    _folded("off", "no", "none", "never", "stop", "إيقاف", "أوقف", "بدون", "لا", "أبدا", "إلغاء", "بلا", "لا شيء")
)
_PARTS: Mapping[_PartOfDay, tuple[str, ...]] = {
    _PartOfDay.MORNING: _folded(
        *("am", "a.m.", "a.m", "in the morning", "morning"),
        *("صباحا", "صباح", "الصبح", "ص", "فجرا", "فجر", "الفجر"),
    ),
    _PartOfDay.AFTERNOON: _folded(
        *("pm", "p.m.", "p.m", "in the afternoon", "in the evening", "afternoon", "evening"),
        *("مساء", "مساءا", "المساء", "م", "بعد الظهر", "عصرا", "ظهرا", "مغربا"),
    ),
    _PartOfDay.NIGHT: _folded("at night", "night", "ليلا", "ليل", "الليل", "بالليل"),
}
_MOMENTS: Mapping[str, int] = {
    **dict.fromkeys(_folded("midnight", "منتصف الليل", "نص الليل", "نصف الليل"), 0),
    **dict.fromkeys(_folded("noon", "midday", "منتصف النهار", "الظهر"), DAY // 2),
}
_NUMBERS: Mapping[str, int] = {
    text: number
    for number, texts in enumerate(
        (
            ("one", "الواحدة"), ("two", "الثانية"), ("three", "الثالثة"), ("four", "الرابعة"), ("five", "الخامسة"),
            ("six", "السادسة"), ("seven", "السابعة"), ("eight", "الثامنة"), ("nine", "التاسعة"), ("ten", "العاشرة"),
            ("eleven", "الحادية عشرة"), ("twelve", "الثانية عشرة"),
        ),
        start=1,
    )
    for text in _folded(*texts)
}  # fmt: skip
_FRACTIONS: Mapping[str, int] = dict(zip(_folded("والنصف", "ونصف", "والربع", "وربع"), (30, 30, 15, 15), strict=True))


def _any_of(texts: Mapping[str, object]) -> str:
    return "|".join(re.escape(text) for text in sorted(texts, key=len, reverse=True))


_PART_OF = {text: part for part, texts in _PARTS.items() for text in texts}
_BEFORE = re.compile(r"(?:from|between|من|بين|at|(?:ال)?ساعه|في)\s+")
_UNTIL = re.compile(r"\s*(?:[-–—−]|\b(?:to|till|until|and|الي|حتي|لغايه)\b|(?<=\s)و\s?(?=\d))\s*")
_TIME = re.compile(
    rf"(?P<hour>\d{{1,2}}|{_any_of(_NUMBERS)})"
    rf"(?:\s*(?:[:.٫h]\s*(?P<minute>\d{{2}})|(?P<fraction>{_any_of(_FRACTIONS)})))?"
    rf"(?:\s*(?:h|o'?clock))?"
    rf"(?:\s*(?P<part>{_any_of(_PART_OF)}))?"
)


class NonsenseHours(ValueError):
    """A text that names no two different times of the day."""


def quiet_of(text: str) -> Quiet | None:
    """The quiet hours that a text names; None: it switches them off. NonsenseHours for anything else."""
    said = " ".join(fold(text).split())
    if said in _OFF:
        return None
    try:
        start, end = (_minute(one) for one in _UNTIL.split(said))
        return Quiet(start, end)
    except ValueError:
        raise NonsenseHours(text) from None


def clock(minute: int) -> str:
    """A minute of the day as a clock shows it."""
    return f"{minute // _HOUR:02}:{minute % _HOUR:02}"


def _minute(text: str) -> int:
    """The minute of the day; ValueError for a time that no clock shows."""
    said = text.strip()
    while begins := _BEFORE.match(said):
        said = said[begins.end() :]
    if said in _MOMENTS:
        return _MOMENTS[said]
    match = _TIME.fullmatch(said)
    if match is None:
        raise ValueError(text)
    part = _PART_OF.get(match["part"] or "")
    hours = _hour(_NUMBERS.get(match["hour"]) or int(match["hour"]), part)
    minutes = int(match["minute"] or 0) + _FRACTIONS.get(match["fraction"] or "", 0)
    if hours * _HOUR >= DAY or minutes >= _HOUR:
        raise ValueError(text)
    return hours * _HOUR + minutes


def _hour(hour: int, part: _PartOfDay | None) -> int:
    """The hour of the day; one that goes beyond twelve says its part of the day itself."""
    if part is None or hour > _HALF_DAY:
        if part is _PartOfDay.MORNING or hour > 2 * _HALF_DAY:
            raise ValueError(hour)
        return hour
    if hour == 0:
        raise ValueError(hour)
    late = part is _PartOfDay.AFTERNOON or (part is _PartOfDay.NIGHT and hour > _LATE_NIGHT)
    if part is _PartOfDay.NIGHT and hour == _HALF_DAY:
        return 0
    return hour % _HALF_DAY + (_HALF_DAY if late else 0)
