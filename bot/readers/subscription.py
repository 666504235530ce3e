"""What a reader can follow, how often they hear of it, and whether a statement belongs to it; pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.readers.chat_key import ChatKey
from knowledge.changes import Change
from knowledge.model import Entity, Statement
from knowledge.text.folding import stem, tokens, words

_DAY, _WEEK = 24 * 60, 7


class Cadence(StrEnum):
    """How often a reader hears of what they follow."""

    INSTANT = "instant"
    DAILY = "daily"
    WEEKLY = "weekly"


class Tells(StrEnum):
    """What a reader is told of what they follow."""

    FACTS = "facts"
    MENTIONS = "mentions"
    """What documents say of it that nobody has checked."""
    BOTH = "both"


class Aspect(StrEnum):
    """What can be changed of a subscription; short, because buttons carry it."""

    CADENCE = "c"
    MINUTE = "m"
    WEEKDAY = "d"
    SILENT = "s"
    PAUSED = "p"
    HEARTBEAT = "h"
    TELLS = "t"
    PROMPT = "r"


class Scope(StrEnum):
    """What kind of thing is followed."""

    ALL = "all"
    KIND = "kind"
    ENTITY = "entity"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Subject:
    """What is followed: everything, a kind of entity, one entity, or words."""

    scope: Scope
    key: str = ""
    """A kind, the id of an entity, or words between spaces as they were written; empty for everything."""

    @classmethod
    def parse(cls, text: str) -> Subject:
        """The subject that `str` wrote."""
        scope, _, key = text.partition(":")
        return cls(Scope(scope), key)

    @classmethod
    def of_words(cls, text: str) -> Subject | None:
        """The words of a text as a subject; None where it holds none."""
        places: dict[str, tuple[int, int]] = {}
        for token in tokens(text):
            places.setdefault(token.text, (token.start, token.end))
        found = " ".join(text[start:end] for start, end in dict.fromkeys(places.values()))
        return cls(Scope.WORDS, found) if found else None

    @property
    def meaning(self) -> str:
        """The same for words that are only spelt otherwise."""
        return f"{self.scope}:{' '.join(words(self.key))}" if self.scope is Scope.WORDS else str(self)

    def __hash__(self) -> int:
        return hash(self.key)  # looked up for every subscription; a scope hashes itself in Python

    def __str__(self) -> str:
        return f"{self.scope}:{self.key}" if self.key else self.scope.value


EVERYTHING = Subject(Scope.ALL)


@dataclass(frozen=True, slots=True)
class Subscription:
    """One thing that a chat or topic follows. `minute` and `weekday` (0: Monday) say when a digest comes."""

    id: int
    chat: ChatKey
    subject: Subject
    lang: str
    """In which updates come while no language is chosen."""
    cadence: Cadence = Cadence.INSTANT
    minute: int = 8 * 60
    weekday: int = 0
    silent: bool = False
    paused: bool = False
    heartbeat: bool = False
    """Whether a digest comes although nothing is new."""
    seen: int = 0
    """The publication up to which the reader has been told."""
    tells: Tells = Tells.FACTS
    prompt: bool = False
    """Whether mentions come at once and not in a digest."""
    heard: int = 0
    """The mention up to which the reader has been told."""
    mentions_due: datetime | None = None
    """When mentions are due; None: that is to be reckoned."""

    @property
    def wants_mentions(self) -> bool:
        """Whether the reader is told what documents say."""
        return self.tells is not Tells.FACTS

    @property
    def wants_facts(self) -> bool:
        """Whether the reader is told of changed facts."""
        return self.tells is not Tells.MENTIONS

    @property
    def is_digest(self) -> bool:
        """Whether news are gathered until a time of the day."""
        return self.cadence is not Cadence.INSTANT

    def with_(self, aspect: Aspect, value: int) -> Subscription:
        """The same with one aspect changed; a cadence is counted as `Cadence` lists them."""
        return replace(self, **_changed(aspect, value))


def _changed(aspect: Aspect, value: int) -> Mapping[str, Any]:
    """The field that an aspect is, with what a value makes of it."""
    match aspect:
        case Aspect.CADENCE:
            change: Any = list(Cadence)[value % len(Cadence)]
        case Aspect.MINUTE:
            change = value % _DAY
        case Aspect.WEEKDAY:
            change = value % _WEEK
        case Aspect.TELLS:
            change = list(Tells)[value % len(Tells)]
        case _:
            change = bool(value)
    return {aspect.name.lower(): change}


def concerns(subject: Subject, change: Change) -> bool:
    """Whether a change belongs to what is followed, by the statement as it was or as it is."""
    entities = {change.subject.id: change.subject}
    return any(follows(subject, one, entities) for one in (change.old, change.new) if one)


def follows(subject: Subject, statement: Statement, entities: Mapping[str, Entity]) -> bool:
    """Whether a statement belongs to what is followed."""
    match subject.scope:
        case Scope.ALL:
            return True
        case Scope.KIND:
            return entities[statement.subject].kind.value == subject.key
        case Scope.ENTITY:
            return subject.key in statement.named()
        case Scope.WORDS:
            wanted = {stem(word) for word in words(subject.key)}
            return any(wanted <= {stem(word) for word in words(text)} for text in statement.wording.values())
