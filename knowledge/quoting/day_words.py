"""The words by which texts and questions tell days by the day on which they are written: `days.yaml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache, cached_property

from knowledge.files.fields import LanguageCode, Text
from knowledge.files.strict_yaml import Record
from knowledge.text.listed import Listed, by_form, read_texts


class Period(StrEnum):
    """A day, week, month or year as it is told from today."""

    YESTERDAY = "yesterday"
    TODAY = "today"
    TOMORROW = "tomorrow"
    THIS_WEEK = "this-week"
    LAST_WEEK = "last-week"
    LAST_MONTH = "last-month"
    THIS_MONTH = "this-month"
    NEXT_MONTH = "next-month"
    LAST_YEAR = "last-year"
    THIS_YEAR = "this-year"
    NEXT_YEAR = "next-year"


class DayWords(Record):
    """The whole of `days.yaml`, which says what each list is for."""

    weekdays: tuple[Listed, ...]
    last: Listed
    next: Listed
    near: dict[int, Listed]
    weekday: dict[LanguageCode, Text]
    ahead: Listed
    told: Listed
    written: dict[Period, Listed]
    asked: dict[Period, Listed]
    since: dict[int, Listed]

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The days of the week by name, Monday is 0."""
        return by_form(enumerate(self.weekdays), str)

    @cached_property
    def told_weekdays(self) -> tuple[re.Pattern[str], ...]:
        """What finds a day of the week in each language, with what says which."""
        return tuple(re.compile(self._filled(lang), re.IGNORECASE) for lang in self.weekday)

    def _filled(self, lang: str) -> str:
        lists = {"day": self.weekdays, "which": (self.last, self.next), "near": self.near.values()}
        words = {name: "|".join(word for one in listed for word in one.of(lang)) for name, listed in lists.items()}
        return self.weekday[lang].format_map(words)

    @cached_property
    def offsets(self) -> Mapping[str, int]:
        """How many days from today a word beside the day of the week says that it is."""
        return by_form(self.near.items(), str)


@cache
def day_words() -> DayWords:
    """The lists, read once."""
    return read_texts("days", DayWords)
