"""The shapes of the files below `facts/`, of `seeds/sources.yaml`, and of a line of an archive."""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from knowledge.curation.short_form import written_out
from knowledge.dates import PartialDate
from knowledge.documents.file_dates import read_date
from knowledge.documents.languages import language_of
from knowledge.documents.markup import without_markup
from knowledge.documents.quality import is_backwards
from knowledge.files.fields import (
    MAX_SHORT_NAME,
    Asked,
    Id,
    LanguageCode,
    LocalRecord,
    SourceId,
    StatementId,
    Text,
)
from knowledge.files.strict_yaml import Record
from knowledge.model import Curation, EntityType, Marking, Modality, Polarity

MOST_TRANSLATED = 400
"""Characters of the translation of a quote."""


def _any(value: tuple[CitationRecord, ...]) -> tuple[CitationRecord, ...]:
    if not value:
        raise ValueError("is empty; a statement carries at least one citation")
    return value


def _zone(name: str) -> str:
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"{name!r} is no time zone; write it as Asia/Riyadh") from error


class AliasRecord(Record):
    """Aliases of one language by strength."""

    strong: tuple[Text, ...] = ()
    weak: tuple[Text, ...] = ()


class TranslationRecord(Record):
    """A quote in languages that its document is not written in."""

    ar: Annotated[Text, Field(max_length=MOST_TRANSLATED)] | None = None
    en: Annotated[Text, Field(max_length=MOST_TRANSLATED)] | None = None

    def texts(self) -> dict[str, str]:
        """By language code, missing ones left out."""
        return {lang: text for lang, text in self.model_dump().items() if text is not None}


class CitationRecord(Record):
    """The words of a source that carry a statement."""

    source: Annotated[SourceId, Field(description="write the id of the document in `seeds/sources.yaml`")]
    quote: Annotated[str, Field(min_length=1, description="copy the words of the document")]
    occurrence: Annotated[int, Field(ge=1)] | None = None
    """Which one is meant, from 1, where the same words stand more than once (a headline repeated in the text)."""
    translation: TranslationRecord | None = None
    """For readers of another language; shown as a translation, below the words themselves."""

    @model_validator(mode="before")
    @classmethod
    def _is_no_text(cls, data: object) -> object:
        match data:
            case str():
                raise ValueError("is words alone; name their document in `source`, here or at the head of the file")
            case _:
                return data

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

    property: Annotated[Id, Field(description="say what the statement tells, such as `property: date`")]
    value: Text | None = None
    said_by: Id | None = None
    modality: Modality = Modality.STATED
    polarity: Polarity = Polarity.AFFIRMED
    mentions: tuple[Id, ...] = ()
    about: tuple[Id, ...] = ()
    wording: Annotated[LocalRecord, Field(description="say it in `ar` and in `en`")]
    upcoming: LocalRecord | None = None
    caveat: LocalRecord | None = None
    contradicts: tuple[StatementId, ...] = ()
    citations: Annotated[
        tuple[CitationRecord, ...],
        AfterValidator(_any),
        Field(description="quote a document: `citations: [{source: its id, quote: its words}]`"),
    ]
    corrected: LocalRecord | None = None
    withdrawn: WithdrawalRecord | None = None
    marking: Marking = Marking.PUBLIC
    embargoed_until: datetime.date | None = None
    review_by: datetime.date | None = None
    reviewed: datetime.date | None = None
    news: bool = False
    """Told in words when it is new; others of the same document are only counted."""
    questions: tuple[Asked, ...] = ()
    """What readers are expected to ask it by; they are never shown."""

    @model_validator(mode="after")
    def _has_one_marking(self) -> StatementRecord:
        if self.marking is Marking.INTERNAL and self.embargoed_until:
            raise ValueError("is internal and embargoed; what is internal is shown on no day, so leave one out")
        return self


class EntityRecord(Record):
    """One file below `facts/`."""

    type: Annotated[EntityType, Field(description="say what it is, such as `type: person`")]
    names: Annotated[LocalRecord, Field(description="say what it is called, in `ar` and in `en`")]
    aliases: dict[LanguageCode, AliasRecord] = {}
    summary: LocalRecord | None = None
    """One sentence, for editors; its name where it is left out."""
    dates: PartialDate | None = None
    place: Id | None = None
    begins: Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")] | None = None
    zone: Annotated[str, AfterValidator(_zone)] | None = None
    source: SourceId | None = None
    """The document of every citation that names none; makes the file one in short form."""
    quotes: dict[Id, Annotated[str, Field(min_length=1)]] = {}
    """Words that several statements quote, by the name under which they do."""
    statements: dict[Id, StatementRecord] = {}

    @model_validator(mode="before")
    @classmethod
    def _written_out(cls, data: object) -> object:
        return written_out(data)

    @model_validator(mode="after")
    def _has_a_source_for_its_quotes(self) -> EntityRecord:
        if self.quotes and self.source is None:
            raise ValueError("has quotes by name and no document; say in `source` of which they are")
        return self

    @model_validator(mode="after")
    def _has_a_day_for_its_hour(self) -> EntityRecord:
        if self.begins and (self.dates is None or not self.dates.to_the_day):
            raise ValueError("begins at an hour of no day; say in `dates` on which")
        if self.zone and not self.begins:
            raise ValueError("has a zone and no hour; say in `begins` at which")
        return self


class GatheredRecord(Record):
    """A file of all facts of a document, as far as it is no list of entities and statements."""

    source: Annotated[SourceId, Field(description="write the id of the document in `seeds/sources.yaml`")]
    quotes: dict[Id, Annotated[str, Field(min_length=1)]] = {}
    entities: dict[Id, dict[str, Any]] = {}
    statements: tuple[dict[str, Any], ...] = ()


class WaiverRecord(Record):
    """Words of a source that no statement covers, and why that is right."""

    words: Text
    reason: Text


class ShortNameRecord(LocalRecord):
    """What replies call a document: it stands below every answer, so it is short."""

    @model_validator(mode="after")
    def _is_short(self) -> ShortNameRecord:
        if long := next((name for name in self.texts().values() if len(name) > MAX_SHORT_NAME), None):
            raise ValueError(f"{long!r} has more than {MAX_SHORT_NAME} characters")
        return self


FileName = Annotated[str, Field(pattern=r"^[\w][\w. -]*$")]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class OriginalRecord(Record):
    """The file that a text was taken from, as it was received."""

    file: FileName
    sha256: Sha256


class SourceRecord(Record):
    """One entry of `sources.yaml`; what is not known about a document is left out."""

    file: FileName
    sha256: Sha256
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]
    received: datetime.date
    title: Text | None = None
    publisher: Text | None = None
    published: PartialDate | None = None
    note: LocalRecord | None = None
    short: ShortNameRecord | None = None
    waived: tuple[WaiverRecord, ...] = ()
    url: Text | None = None
    curation: Curation = Curation.COMPLETE
    original: OriginalRecord | None = None
    """Only where the text is not the file itself."""
    pages: tuple[Annotated[int, Field(ge=0)], ...] = ()
    """Where each page begins in the text, in code points."""


class SourcesRecord(Record):
    """The whole of `sources.yaml`; keys are source ids."""

    sources: dict[SourceId, SourceRecord] = {}


def _plain_id(value: object) -> object:
    """Archives number their documents too."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _code(value: object) -> object:
    """The language of "en-US" and "ar_SA"; none where nothing is said."""
    return (re.split("[-_]", value.strip(), maxsplit=1)[0].lower() or None) if isinstance(value, str) else value


def _day(value: object) -> object:
    """A date as archives write it."""
    return (read_date(str(value)) if str(value).strip() else None) if isinstance(value, str | int) else value


def _said(value: object) -> object:
    """Nothing where a field is empty."""
    return None if isinstance(value, str) and not value.strip() else value


class ArchiveRecord(Record):
    """One line of an imported archive, and of the input of `kb import`: what is usual is taken as it is."""

    id: Annotated[SourceId, BeforeValidator(_plain_id)]
    title: str = ""
    text: Annotated[str, Field(min_length=1), AfterValidator(without_markup)]
    lang: Annotated[Annotated[str, Field(pattern=r"^[a-z]{2,3}$")] | None, BeforeValidator(_code)] = None
    """Where it is not said, that of the text."""
    publisher: Annotated[str | None, BeforeValidator(_said)] = None
    date: Annotated[PartialDate | None, BeforeValidator(_day)] = None
    url: Annotated[str | None, BeforeValidator(_said)] = None
    received: datetime.date | None = None

    @property
    def language(self) -> str:
        """The language of the text."""
        return self.lang or language_of(self.text)

    @model_validator(mode="after")
    def _has_words(self) -> ArchiveRecord:
        if not self.text.strip():
            raise ValueError("text is empty")
        if is_backwards(self.text):
            raise ValueError("text is Arabic from left to right, letter by letter, which nobody could find")
        return self
