"""The words of the field as values: entities, statements, sources.

The names follow FollowTheMoney (Thing, Statement, alias and weakAlias, proof, publisher).
Everything here is immutable and knows no file, clock or network.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from knowledge.dates import PartialDate

LocalText: TypeAlias = Mapping[str, str]
"""The same text by language code; always has `ar` and `en`."""

LANGUAGES = ("ar", "en")
"""What every statement is worded in."""


class Kind(StrEnum):
    """The four kinds of entity; a kind's plural is its folder below `facts/`."""

    ACTOR = "actor"
    MEETING = "meeting"
    INITIATIVE = "initiative"
    TOPIC = "topic"

    @property
    def folder(self) -> str:
        """The folder of the kind below `facts/`."""
        return f"{self.value}s"

    @property
    def is_event(self) -> bool:
        """Whether it is held or undertaken, and no actor or topic."""
        return self in (Kind.MEETING, Kind.INITIATIVE)


class EntityType(StrEnum):
    """What an entity is more closely; each belongs to one kind."""

    PERSON = "person"
    OFFICE = "office"
    STATE = "state"
    GROUP_OF_STATES = "group-of-states"
    ORGANISATION = "organisation"
    BODY = "body"
    ARMED_GROUP = "armed-group"
    SUMMIT = "summit"
    MINISTERIAL_MEETING = "ministerial-meeting"
    COUNCIL_SESSION = "council-session"
    TALKS = "talks"
    DIALOGUE = "dialogue"
    VISIT = "visit"
    EXERCISE = "exercise"
    CORRIDOR = "corridor"
    AGREEMENT = "agreement"
    JOINT_STATEMENT = "joint-statement"
    COOPERATION = "cooperation"
    ATTACK = "attack"
    CONFLICT = "conflict"
    THREAT = "threat"
    THEME = "theme"
    PLACE = "place"


class Strength(StrEnum):
    """How much an alias proves: a weak one never identifies an entity alone."""

    STRONG = "strong"
    WEAK = "weak"


class Modality(StrEnum):
    """How a source says what a statement tells."""

    STATED = "stated"
    IMPLIED = "implied"
    """The source does not say it outright; it follows from its words."""
    ANNOUNCED = "announced"
    EXPECTED = "expected"
    INTENDED = "intended"
    CLAIMED = "claimed"
    """Somebody else says so: `said_by`."""


class Marking(StrEnum):
    """Whom a statement is for, whatever the day."""

    PUBLIC = "public"
    INTERNAL = "internal"


class Curation(StrEnum):
    """How far an editor has turned a document into statements."""

    COMPLETE = "complete"
    """Every word stands in a quote, or is waived with a reason."""
    PARTIAL = "partial"
    NONE = "none"
    """It is only searched and quoted."""


class Readership(StrEnum):
    """What kind of reader something is made for."""

    PUBLIC = "public"
    HOUSE = "house"
    """The chats of the operators, and the editors' own tools."""


class Polarity(StrEnum):
    """Whether a statement says that something is so, or that it is not."""

    AFFIRMED = "affirmed"
    NEGATED = "negated"


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name, in one language."""

    text: str
    lang: str
    strength: Strength


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something that statements are about; `id` never changes."""

    id: str
    kind: Kind
    type: str
    names: LocalText
    aliases: tuple[Alias, ...]
    summary: LocalText
    dates: PartialDate | None = None
    place: str | None = None
    begins: str | None = None
    """The hour of its first day, `HH:MM`; None: nobody says."""
    zone: str | None = None
    """In whose time that hour is told, by the IANA name; None: nobody says."""

    def name(self, lang: str) -> str:
        """The name in a language, else in English."""
        return self.names.get(lang) or self.names["en"]

    def lies_ahead(self, today: date) -> bool:
        """Whether its last day has not passed; never for what has no date."""
        return self.dates is not None and today <= self.dates.last


@dataclass(frozen=True, slots=True)
class Source:
    """A document as it was received; what nobody knows about it is None. `text` is the decoded file."""

    id: str
    language: str
    received: date
    sha256: str
    text: str
    title: str | None = None
    publisher: str | None = None
    published: PartialDate | None = None
    note: LocalText | None = None
    short: LocalText | None = None
    """What an editor calls it: replies name it so."""
    curated: bool = True
    """False for what nobody has turned into statements yet."""
    url: str | None = None
    """Where its publisher has it."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of a source; `id` is `<source>#<n>` from 1, `start` counts code points of the source."""

    id: str
    source: str
    start: int
    text: str
    document: Source | None = field(default=None, repr=False, compare=False)
    """Where it is none of the knowledge's own sources: what is known of it."""


@dataclass(frozen=True, slots=True)
class Citation:
    """The exact words of a source that carry a statement; `start` counts code points of the source."""

    source: str
    quote: str
    start: int
    translation: LocalText | None = field(default=None, hash=False)
    """An editor's, into languages that the document is not written in; never what proves."""


@dataclass(frozen=True, slots=True)
class Review:
    """By when an editor is to look at a statement again, and when one did last; None: nobody knows."""

    by: date
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Since when, and why, a statement is no longer held."""

    on: date
    reason: LocalText


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of fact; `id` is `<subject>.<key>` and never changes."""

    id: str
    subject: str
    property: str
    wording: LocalText
    citations: tuple[Citation, ...]
    value: str | None = None
    """An entity id, an ISO date or a number; None where only words carry it."""
    said_by: str | None = None
    modality: Modality = Modality.STATED
    polarity: Polarity = Polarity.AFFIRMED
    mentions: tuple[str, ...] = ()
    """Claims whose words stand in the wording though it does not make them ("who *support* terrorism" are accused)."""
    about: tuple[str, ...] = ()
    upcoming: LocalText | None = None
    """The wording for readers who ask before the subject's last day."""
    caveat: LocalText | None = None
    contradicts: tuple[str, ...] = ()
    corrected: LocalText | None = None
    """Why it reads otherwise than before; told to those who were told the wording that was wrong."""
    withdrawn: Withdrawal | None = None
    first_seen: date | None = None
    last_seen: date | None = None
    marking: Marking = Marking.PUBLIC
    embargoed_until: date | None = None
    """The first day on which everybody may see it."""
    review_by: date | None = None
    """The day by which an editor wants to look at it again; after it readers are told that it may be outdated."""
    reviewed: date | None = None
    """The day on which an editor last saw that it still holds; None: when its last document came."""
    news: bool = False
    """Whether followers are told it in words when it is new; the others of its document are counted."""

    def sources(self) -> tuple[str, ...]:
        """The documents that it cites, each once."""
        return tuple(dict.fromkeys(citation.source for citation in self.citations))

    def named(self) -> tuple[str, ...]:
        """What it names, once: subject, value (an entity or not), speaker, and what it is filed under."""
        named = (self.subject, self.value, self.said_by, *self.about)
        return tuple(dict.fromkeys(one for one in named if one is not None))

    def worded(self, lang: str, *, ahead: bool) -> str:
        """The sentence in a language, in the tense for an event that lies ahead or not."""
        texts = self.upcoming if ahead and self.upcoming else self.wording
        return texts.get(lang) or texts["en"]


@dataclass(frozen=True, slots=True)
class Edition:
    """What one version of the knowledge tells: all that two versions are compared by."""

    version: str
    entities: Mapping[str, Entity] = field(repr=False)
    statements: Mapping[str, Statement] = field(repr=False)
    """In reading order, withdrawn ones too."""
    hidden: frozenset[str] = field(default=frozenset(), repr=False, kw_only=True)
    """The ids of those that this version holds and does not tell these readers; nothing else of them is here."""
