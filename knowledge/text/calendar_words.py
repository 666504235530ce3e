"""How dates and figures are written in words, in every language at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

Forms = Mapping[tuple[str, ...], int]
"""What is meant, by folded words."""
TABLES = (
    "months", "ordinals", "cardinals", "bound_ordinals", "bound_cardinals", "scales", "bound_scales",
    "hijri_months", "parts_of_month", "lone_scales",
)  # fmt: skip
"""Fields whose forms have a value."""
FORMS = ("timid_months", "halves", "percent", "at_least")
"""Fields of forms without one."""
PARTICLES = (
    "joins_numbers", "tens_after_units", "how_many", "duals", "before_names", "ranks", "between_days", "before_year",
    "before_month",
    "determiners", "until", "between", "year_words", "counted",
    "before_timid_months", "weekdays", "onto_numbers", "month_words",
    "year_marks", "hijri_marks", "ordinal_endings", "year_endings",
)  # fmt: skip
"""Fields of single words."""
_NEVER = "(?!)"


class NumberRole(StrEnum):
    """What a word of a number does in it."""

    CARDINAL = "cardinal"
    ORDINAL = "ordinal"
    BOUND_CARDINAL = "bound_cardinal"
    """Is a number only beside others («إحدى» of «إحدى عشرة», "one" of "one hundred")."""
    BOUND_ORDINAL = "bound_ordinal"
    SCALE = "scale"
    """Multiplies what stands before it, or counts once."""
    BOUND_SCALE = "bound_scale"
    """Only multiplies ("3.5 bn")."""
    HALF = "half"
    PERCENT = "percent"


class NumberWord(NamedTuple):
    """A form of a number: what it does, and its value."""

    kind: NumberRole
    value: int


@dataclass(frozen=True, slots=True)
class CalendarWords:
    """The tables of `calendar.yaml`; keys and single words are folded."""

    months: Forms
    timid_months: frozenset[tuple[str, ...]]
    """Forms that are months only beside a number ("may", "mar")."""
    ordinals: Forms
    cardinals: Forms
    before_timid_months: frozenset[str] = frozenset()
    """What makes a month of such a form without a number ("in March")."""
    weekdays: frozenset[str] = frozenset()
    """Days of the week that are written like a number («الاثنين»)."""
    onto_numbers: frozenset[str] = frozenset()
    """What begins so is written onto a number ("пятнадцатилетний"): a text may say that number for it."""
    bound_ordinals: Forms = field(default_factory=dict)
    bound_cardinals: Forms = field(default_factory=dict)
    scales: Forms = field(default_factory=dict)
    bound_scales: Forms = field(default_factory=dict)
    lone_scales: Forms = field(default_factory=dict)
    """What a scale is worth that nothing multiplies, where its ending says two («ألفا جندي»)."""
    hijri_months: Forms = field(default_factory=dict)
    parts_of_month: Forms = field(default_factory=dict)
    halves: frozenset[tuple[str, ...]] = frozenset()
    """Half of the scale that stands before them («مليون ونصف»)."""
    percent: frozenset[tuple[str, ...]] = frozenset()
    joins_numbers: frozenset[str] = frozenset()
    """Words inside a number ("a hundred and five")."""
    tens_after_units: frozenset[str] = frozenset()
    """Words for ten that stand after their unit («خمسة عشر»)."""
    duals: frozenset[str] = frozenset()
    """Words that say two of something by their ending: a text may say so for them, and no question means a number."""
    how_many: frozenset[str] = frozenset()
    """A scale after one of these counts nothing («كم مليون»)."""
    before_names: frozenset[str] = frozenset()
    """A word after one of these is a name and counts nothing («آل ثاني»)."""
    ranks: frozenset[str] = frozenset()
    """An ordinal behind one of these in Arabic, and before one elsewhere, orders nothing («فريق أول», "second
    lieutenant"); behind the article only where it is listed with it («الملازم الأول», but «اللواء الأول» is a brigade).
    """
    between_days: frozenset[str] = frozenset()
    """Words between the first and the last day of a range, or two days."""
    until: frozenset[str] = frozenset()
    """Between the first and the last day of a range, and nothing else."""
    between: frozenset[str] = frozenset()
    """Before the first of the two ends of a range («بين مارس ومايو»)."""
    year_words: frozenset[str] = frozenset()
    """The word year: after it a number in words is one («عام ألفين وأربعة وعشرين»)."""
    counted: frozenset[str] = frozenset()
    """Nouns that are counted: a figure right before one is no year ("2000 soldiers")."""
    at_least: frozenset[tuple[str, ...]] = frozenset()
    """What says before a figure that it is an amount ("more than 2000")."""
    before_year: frozenset[str] = frozenset()
    before_month: frozenset[str] = frozenset()
    """Words between the parts of a date ("25 of April of 2024")."""
    determiners: frozenset[str] = frozenset()
    """Words before the word month ("the", "this")."""
    month_words: frozenset[str] = frozenset()
    """The word month: before the number of one («شهر 11»), or instead of a name («نهاية الشهر»)."""
    year_marks: frozenset[str] = frozenset()
    """Stand after a year of this calendar, or are written onto it («2024م»)."""
    hijri_marks: frozenset[str] = frozenset()
    """Stand before or after a year of the Hijri calendar, or are written onto it («1445هـ»)."""
    ordinal_endings: frozenset[str] = frozenset()
    """What is written onto a figure to make an ordinal of it ("19th")."""
    year_endings: frozenset[str] = frozenset()
    """Those that leave a year a year («в марте 2024-го»)."""
    numbers: Mapping[tuple[str, ...], NumberWord] = field(init=False, repr=False, compare=False)
    """Every form of a number."""
    heads: Mapping[str, int] = field(init=False, repr=False, compare=False)
    """First words of all forms, with the words of the longest form that begins so."""
    ordinal_figure: re.Pattern[str] = field(init=False, repr=False, compare=False)
    """A figure with such an ending."""

    def __post_init__(self) -> None:
        numbers = dict(self._number_words())
        heads = dict.fromkeys(self.month_words, 1)
        for form in (*self.months, *self.hijri_months, *self.parts_of_month, *numbers):
            heads[form[0]] = max(len(form), heads.get(form[0], 1))
        object.__setattr__(self, "numbers", numbers)
        object.__setattr__(self, "heads", heads)
        endings = "|".join(map(re.escape, sorted(self.ordinal_endings))) or _NEVER
        object.__setattr__(self, "ordinal_figure", re.compile(rf"(\d{{1,3}})(?:{endings})"))

    def _number_words(self) -> list[tuple[tuple[str, ...], NumberWord]]:
        """Of two meanings of a form the later one counts."""
        tables = {
            NumberRole.BOUND_CARDINAL: self.bound_cardinals,
            NumberRole.BOUND_ORDINAL: self.bound_ordinals,
            NumberRole.CARDINAL: self.cardinals,
            NumberRole.BOUND_SCALE: self.bound_scales,
            NumberRole.SCALE: self.scales,
            NumberRole.ORDINAL: self.ordinals,
            NumberRole.HALF: dict.fromkeys(self.halves, 0),
            NumberRole.PERCENT: dict.fromkeys(self.percent, 0),
        }
        return [(form, NumberWord(kind, value)) for kind, table in tables.items() for form, value in table.items()]
