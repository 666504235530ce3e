"""Quiet hours as readers write them: «22:00-07:00», "10pm to 7am", «٢٢ إلى ٧»; pure."""

from __future__ import annotations

import re

from bot.readers.schedule import Quiet
from knowledge.text.folding import fold

_OFF = frozenset(map(fold, ("off", "no", "none", "never", "إيقاف", "أوقف", "بدون", "لا", "أبدا", "إلغاء")))
_TIME = r"(\d{1,2})(?:[:.٫](\d{2}))?\s*(am|pm|a\.m\.|p\.m\.|صباحا|مسا|ص|م)?"
_WINDOW = re.compile(rf"(?:from |من )?(?:الساعه )?{_TIME}\s*(?:-|–|—|−|to|till|until|الي|حتي)\s*(?:الساعه )?{_TIME}")
_AFTERNOON = frozenset({"pm", "p.m.", "م", "مسا"})
_HALF = 12


class NonsenseHours(ValueError):
    """A text that names no two different times of the day."""


def quiet_of(text: str) -> Quiet | None:
    """The quiet hours that a text names; None: it switches them off. NonsenseHours for anything else."""
    said = " ".join(fold(text).split())
    if said in _OFF:
        return None
    match = _WINDOW.fullmatch(said)
    if match is None:
        raise NonsenseHours(text)
    try:
        return Quiet(_minute(*match.groups()[:3]), _minute(*match.groups()[3:]))
    except ValueError:
        raise NonsenseHours(text) from None


def clock(minute: int) -> str:
    """A minute of the day as a clock shows it."""
    return f"{minute // 60:02}:{minute % 60:02}"


def _minute(hour: str, minute: str | None, half: str | None) -> int:
    """The minute of the day; ValueError for a time that no clock shows."""
    hours, minutes = int(hour), int(minute or 0)
    if half and not 1 <= hours <= _HALF:
        raise ValueError(hour)
    if half:
        hours = hours % _HALF + (_HALF if half in _AFTERNOON else 0)
    if hours > 23 or minutes > 59:
        raise ValueError(hour)
    return hours * 60 + minutes
