"""The shapes of the files of the vocabulary."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from knowledge.files.fields import Id, Text
from knowledge.files.strict_yaml import Record
from knowledge.model import EntityType
from knowledge.vocabulary.phrasings import PropertyRecord
from knowledge.vocabulary.roles import Role
from knowledge.vocabulary.terms import Ask, Chat


class LanguageRecord(Record):
    """One `<lang>.yaml`."""

    language: Text
    asks: dict[Ask, tuple[Text, ...]]
    neutral: tuple[Text, ...]
    chat: dict[Chat, tuple[Text, ...]] = {}
    concepts: dict[Id, tuple[Text, ...]]


class CalendarRecord(Record):
    """The whole of `calendar.yaml`."""

    months: dict[Annotated[int, Field(ge=1, le=12)], tuple[Text, ...]]
    timid_months: tuple[Text, ...] = ()
    ordinals: dict[int, tuple[Text, ...]]
    cardinals: dict[int, tuple[Text, ...]]


class PropertiesRecord(Record):
    """The whole of `properties.yaml`."""

    properties: dict[Id, PropertyRecord]
    light: tuple[Id, ...] = ()
    unmet: tuple[Id, ...] = ()
    decisive: tuple[Id, ...] = ()
    kin: tuple[tuple[Id, ...], ...] = ()
    implied: dict[EntityType, tuple[Id, ...]] = {}
    roles: dict[Role, tuple[Id, ...]]
