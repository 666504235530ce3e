"""The hours of the day that a text tells: "4 a.m.", "at noon", «الرابعة فجرًا», "04:00" are read alike."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from typing import NamedTuple

from knowledge.files.fields import LanguageCode, Text
from knowledge.files.strict_yaml import Record
from knowledge.text.blanks import blanked
from knowledge.text.letters import VOWEL_SIGNS
from knowledge.text.listed import Listed, by_form, read_texts
from knowledge.text.separated_figures import in_ascii

_NOON, _DAY = 12, 24
_EVENING = 6
"""From here on an hour of the night is one of the evening."""


class Hour(NamedTuple):
    """An hour of a text and where it stands."""

    hour: int
    minute: int
    is_certain: bool
    """Whether the half of the day is told; else it is one of the first twelve."""
    start: int
    end: int

    @property
    def figure(self) -> str:
        """It as 04:00, or as 4:00 where it may be 16:00 too."""
        return f"{self.hour:02d}:{self.minute:02d}" if self.is_certain else f"{self.hour}:{self.minute:02d}"

    @property
    def carried(self) -> frozenset[str]:
        """As which it may be told again: also without its half of the day."""
        return frozenset({self.figure, f"{self.hour % _NOON or _NOON}:{self.minute:02d}"})


class _HourWords(Record):
    """The whole of `hours.yaml`, which says what each list is for."""

    hours: dict[int, Listed]
    minutes: dict[int, Listed]
    first_half: Listed
    second_half: Listed
    night: Listed
    noon: Listed
    midnight: Listed
    told: dict[LanguageCode, Text]
    digits: Text

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The hours, and the minutes past one, by their words."""
        return by_form((*self.hours.items(), *self.minutes.items()), str)

    @cached_property
    def patterns(self) -> tuple[re.Pattern[str], ...]:
        """What finds an hour, by language, and in figures alone."""
        found = [pattern.format_map(self._words(lang)) for lang, pattern in self.told.items()]
        return tuple(re.compile(one, re.IGNORECASE) for one in (*found, self.digits))

    def _words(self, lang: str) -> Mapping[str, str]:
        lists = {"word": self.hours.values(), "past": self.minutes.values()}
        words = {name: [one for listed in lists_ for one in listed.of(lang)] for name, lists_ in lists.items()}
        halves = {"first": self.first_half.of(lang), "second": self.second_half.of(lang)}
        halves["night"] = self.night.of(lang)
        every = {**words, **halves}
        return {name: "|".join(sorted(forms, key=len, reverse=True)) or "(?!)" for name, forms in every.items()}


@cache
def _words() -> _HourWords:
    return read_texts("hours", _HourWords)


def hours(text: str) -> tuple[Hour, ...]:
    """Every hour of a text, with its place in code points."""
    kept = [at for at, char in enumerate(text) if not VOWEL_SIGNS.match(char)]
    plain = in_ascii("".join(text[at] for at in kept))
    return tuple(one._replace(start=kept[one.start], end=kept[one.end - 1] + 1) for one in _found(plain))


def _found(text: str) -> Iterator[Hour]:
    words = _words()
    for hour, listed in ((_NOON, words.noon), (0, words.midnight)):
        for match in listed.regex.finditer(text):
            yield Hour(hour, minute=0, is_certain=True, start=match.start(), end=match.end())
            text = blanked(text, [match.span()])
    for pattern in words.patterns:
        for match in pattern.finditer(text):
            if read := _read(match):
                yield read
                text = blanked(text, [match.span()])


def _read(match: re.Match[str]) -> Hour | None:
    """The hour of a match; None of what only looks like one."""
    told = match.groupdict()
    hour = int(told["figure"]) if told["figure"] else _words().numbers[told["word"].lower()]
    past = told.get("past")
    minute = int(told["minute"] or 0) if told.get("minute") else _words().numbers[past] if past else 0
    half = any(told.get(one) for one in ("first", "second", "night"))
    if hour >= _DAY or not ("first" not in told or half or told.get("named")):
        return None
    if half and hour <= _NOON:
        is_late = told["second"] or (told["night"] and hour % _NOON >= _EVENING)
        hour = hour % _NOON + (_NOON if is_late else 0)
    is_certain = half or hour > _NOON or hour == 0 or (told["figure"] or "").startswith("0")
    return Hour(hour, minute, is_certain, *match.span())
