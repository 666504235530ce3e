"""The shapes of the files of the vocabulary."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from knowledge.dates import PartOfMonth
from knowledge.dialogue import Topic
from knowledge.files.fields import Id, Text
from knowledge.files.strict_yaml import Record
from knowledge.model import EntityType
from knowledge.text.folding import words
from knowledge.vocabulary.phrasings import PropertyRecord
from knowledge.vocabulary.roles import Role
from knowledge.vocabulary.small_words import SmallWords
from knowledge.vocabulary.terms import Ask, Particle


def _word(value: str) -> str:
    if len(words(value)) != 1:
        raise ValueError(f"{value!r} is not one word")
    return value


Word = Annotated[Text, AfterValidator(_word)]


class LanguageRecord(Record):
    """One `<lang>.yaml`."""

    language: Text
    asks: dict[Ask, tuple[Text, ...]]
    neutral: tuple[Text, ...]
    chat: dict[Topic, tuple[Text, ...]] = {}
    particles: dict[Particle, tuple[Word, ...]] = {}
    small_words: SmallWords = Field(default_factory=SmallWords)
    definite: Annotated[Text, Field(pattern=r"\{name\}")] = "{name}"
    """How the name of an event or a project stands in a sentence, as {name}; those of actors stand as they are."""
    concepts: dict[Id, tuple[Text, ...]]


class CalendarRecord(Record):
    """The whole of `calendar.yaml`."""

    months: dict[Annotated[int, Field(ge=1, le=12)], tuple[Text, ...]]
    timid_months: tuple[Text, ...] = ()
    before_timid_months: tuple[Text, ...] = ()
    weekdays: tuple[Text, ...] = ()
    onto_numbers: tuple[Word, ...] = ()
    ordinals: dict[int, tuple[Text, ...]]
    ordinal_stems: dict[int, tuple[Text, ...]] = {}
    ordinal_suffixes: tuple[Text, ...] = ()
    """Written onto each of the stems."""
    cardinals: dict[int, tuple[Text, ...]]
    bound_ordinals: dict[int, tuple[Text, ...]] = {}
    bound_cardinals: dict[int, tuple[Text, ...]] = {}
    scales: dict[int, tuple[Text, ...]] = {}
    lone_scales: dict[int, tuple[Text, ...]] = {}
    bound_scales: dict[int, tuple[Text, ...]] = {}
    hijri_months: dict[Annotated[int, Field(ge=1, le=12)], tuple[Text, ...]] = {}
    parts_of_month: dict[PartOfMonth, tuple[Word, ...]] = {}
    halves: tuple[Text, ...] = ()
    percent: tuple[Text, ...] = ()
    joins_numbers: tuple[Word, ...] = ()
    tens_after_units: tuple[Word, ...] = ()
    how_many: tuple[Word, ...] = ()
    duals: tuple[Word, ...] = ()
    before_names: tuple[Word, ...] = ()
    ranks: tuple[Word, ...] = ()
    determiners: tuple[Word, ...] = ()
    month_words: tuple[Word, ...] = ()
    year_marks: tuple[Word, ...] = ()
    hijri_marks: tuple[Word, ...] = ()
    between_days: tuple[Word, ...]
    until: tuple[Word, ...] = ()
    between: tuple[Word, ...] = ()
    year_words: tuple[Word, ...] = ()
    counted: tuple[Word, ...] = ()
    at_least: tuple[Text, ...] = ()
    before_year: tuple[Word, ...]
    before_month: tuple[Word, ...]
    ordinal_endings: tuple[Word, ...]
    year_endings: tuple[Word, ...] = ()


class PropertiesRecord(Record):
    """The whole of `properties.yaml`."""

    properties: dict[Id, PropertyRecord]
    light: tuple[Id, ...] = ()
    decisive: tuple[Id, ...] = ()
    kin: tuple[tuple[Id, ...], ...] = ()
    akin: tuple[tuple[Id, ...], ...] = ()
    implied: dict[EntityType, tuple[Id, ...]] = {}
    roles: dict[Role, tuple[Id, ...]]
