"""The shapes of the YAML files below `facts/`, `phrasings/` and `seeds/sources.yaml`."""

from __future__ import annotations

import datetime
import re
import unicodedata
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field, PlainSerializer, PlainValidator, model_validator

from knowledge.dates import PartialDate
from knowledge.loader import Record

MAX_QUOTE = 200
MAX_WORDING = 300
ENTITY_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
SOURCE_ID = re.compile(r"[\w.:-]{1,128}")


def _text(value: str) -> str:
    if not value.strip():
        raise ValueError("is empty")
    if value != value.strip():
        raise ValueError("begins or ends with a space")
    if bad := next((c for c in value if unicodedata.category(c) in ("Cc", "Cf") and c != "\u200c"), None):
        raise ValueError(f"holds the invisible character U+{ord(bad):04X}; remove it")
    return value


def _any(value: tuple[CitationRecord, ...]) -> tuple[CitationRecord, ...]:
    if not value:
        raise ValueError("is empty; a statement carries at least one citation")
    return value


def _id(value: str) -> str:
    if not ENTITY_ID.fullmatch(value):
        raise ValueError(f"{value!r} is no id; use small letters, digits and single hyphens")
    return value


def _partial_date(value: object) -> PartialDate:
    return PartialDate.parse(str(value))


Text = Annotated[str, AfterValidator(_text)]
Wording = Annotated[str, Field(max_length=MAX_WORDING), AfterValidator(_text)]
Id = Annotated[str, AfterValidator(_id)]
StatementId = Annotated[str, Field(pattern=r"^[a-z0-9-]+\.[a-z0-9-]+$")]
LanguageCode = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[a-z]{4})?$")]
Date = Annotated[PartialDate, PlainValidator(_partial_date), PlainSerializer(str)]


class EntityType(StrEnum):
    """What an entity is more closely; each belongs to one kind."""

    PERSON = "person"
    OFFICE = "office"
    STATE = "state"
    GROUP_OF_STATES = "group-of-states"
    ORGANISATION = "organisation"
    BODY = "body"
    ARMED_GROUP = "armed-group"
    MINISTERIAL_MEETING = "ministerial-meeting"
    COUNCIL_SESSION = "council-session"
    TALKS = "talks"
    DIALOGUE = "dialogue"
    EXERCISE = "exercise"
    CORRIDOR = "corridor"
    AGREEMENT = "agreement"
    COOPERATION = "cooperation"
    THREAT = "threat"
    THEME = "theme"
    PLACE = "place"


class LocalRecord(Record):
    """A text in both languages of the interface, and in others where somebody wrote it."""

    ar: Wording
    en: Wording
    ru: Wording | None = None

    def texts(self) -> dict[str, str]:
        """By language code, missing ones left out."""
        return {lang: text for lang, text in self.model_dump().items() if text is not None}


class AliasRecord(Record):
    """Aliases of one language by strength."""

    strong: tuple[Text, ...] = ()
    weak: tuple[Text, ...] = ()


class CitationRecord(Record):
    """The words of a source that carry a statement."""

    source: Annotated[str, Field(pattern=rf"^{SOURCE_ID.pattern}$")]
    quote: Annotated[str, Field(min_length=1, max_length=MAX_QUOTE)]
    occurrence: Annotated[int, Field(ge=1)] | None = None
    """Which one is meant, from 1, where the same words stand more than once (a headline repeated in the text)."""

    def start(self, text: str) -> int:
        """Where the quote stands in a source's text, in code points; -1 if it does not."""
        found = -1
        for _ in range(self.occurrence or 1):
            found = text.find(self.quote, found + 1)
            if found < 0:
                break
        return found


class WithdrawalRecord(Record):
    """Since when and why a statement is no longer held."""

    since: datetime.date
    reason: LocalRecord


class StatementRecord(Record):
    """One sentence of fact, as a curator writes it."""

    property: Id
    value: Text | None = None
    said_by: Id | None = None
    about: tuple[Id, ...] = ()
    wording: LocalRecord
    upcoming: LocalRecord | None = None
    caveat: LocalRecord | None = None
    contradicts: tuple[StatementId, ...] = ()
    citations: Annotated[tuple[CitationRecord, ...], AfterValidator(_any)]
    corrected: LocalRecord | None = None
    withdrawn: WithdrawalRecord | None = None


class EntityRecord(Record):
    """One file below `facts/`."""

    type: EntityType
    names: LocalRecord
    aliases: dict[LanguageCode, AliasRecord] = {}
    summary: LocalRecord
    dates: Date | None = None
    place: Id | None = None
    statements: dict[Id, StatementRecord] = {}


class WaiverRecord(Record):
    """Words of a source that no statement covers, and why that is right."""

    words: Text
    reason: Text


class SourceRecord(Record):
    """One entry of `sources.yaml`; what is not known about a document is left out."""

    file: Annotated[str, Field(pattern=r"^[\w][\w. -]*$")]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]
    received: datetime.date
    title: Text | None = None
    publisher: Text | None = None
    published: Date | None = None
    note: LocalRecord | None = None
    waived: tuple[WaiverRecord, ...] = ()


class SourcesRecord(Record):
    """The whole of `sources.yaml`; keys are source ids."""

    sources: dict[Annotated[str, Field(pattern=rf"^{SOURCE_ID.pattern}$")], SourceRecord] = {}


class ArchiveRecord(Record):
    """One line of an imported archive, and of the input of `kb import`."""

    id: Annotated[str, Field(pattern=rf"^{SOURCE_ID.pattern}$")]
    title: str
    text: Annotated[str, Field(min_length=1)]
    lang: Annotated[str, Field(pattern=r"^[a-z]{2,3}$")] = "ar"
    publisher: str | None = None
    date: Date | None = None
    received: datetime.date | None = None

    @model_validator(mode="after")
    def _has_words(self) -> ArchiveRecord:
        if not self.text.strip():
            raise ValueError("text is empty")
        return self
