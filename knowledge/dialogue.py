"""What goes into the engine and what comes out: a conversation, and one of four replies.

The engine words nothing but curated statements; refusals and choices come out as data, and whoever
shows them (`bot.interface.render`) words them in the language of the interface.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from knowledge.dates import DateMention
from knowledge.model import Passage, Statement


@dataclass(frozen=True, slots=True)
class Conversation:
    """What a follow-up may lean on: the entities of the last answer. The caller keeps it and lets it expire."""

    entities: tuple[str, ...] = ()


NEW_CONVERSATION = Conversation()


class Reason(StrEnum):
    """Why there is no answer."""

    NOTHING = "nothing"  # no statement comes near
    DATE = "date"  # the subject is known, at another date
    NUMBER = "number"  # another ordinal or figure
    ENTITY = "entity"  # known entities that no statement connects in this way
    PROPERTY = "property"  # the subject is known, what is asked about it is not
    WORDS = "words"  # some words of the question stand in no statement
    UNSAFE = "unsafe"  # empty, gibberish or an instruction to the bot


class Topic(StrEnum):
    """What small talk is about."""

    GREETING = "greeting"
    THANKS = "thanks"
    FAREWELL = "farewell"
    HELP = "help"


class Verdict(StrEnum):
    """Whether what a question asks is so."""

    CONFIRMED = "confirmed"
    CONTRADICTED = "contradicted"
    ANNOUNCED = "announced"
    """Only announced, expected or intended."""
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One statement as it is told: `text` in the reply's language and the tense of the day of asking."""

    statement: Statement
    text: str
    caveat: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """Statements that answer, the deciding one first."""

    lang: str
    sentences: tuple[Sentence, ...]
    entities: tuple[str, ...]
    score: float
    verdict: Verdict | None = None
    """Of a question whether something is so: how the first statement decides it."""

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The statements told, in order."""
        return tuple(sentence.statement for sentence in self.sentences)


@dataclass(frozen=True, slots=True)
class Choice:
    """One reading of an ambiguous question: the entity, and the question to ask instead."""

    entity: str
    label: str
    question: str


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Several readings are as good as each other."""

    lang: str
    choices: tuple[Choice, ...]
    score: float


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """Nothing that Marsad may say; `missing` names what was asked for and is not there, in the asker's words."""

    lang: str
    reason: Reason
    missing: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    nearest: Sentence | None = None
    suggestions: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()
    """Sentences of sources that nobody has curated; to be shown as such, never as an answer."""
    score: float | None = None
    verdict: Verdict | None = None
    """Undecided, where yes or no was asked for."""
    dates: tuple[DateMention, ...] = ()
    """Those that were asked for, where `reason` is the date."""
    unsure: bool = False
    """Whether the nearest statement may well be what was asked for."""


@dataclass(frozen=True, slots=True)
class Help:
    """Small talk or a question about the bot; answered with its scope."""

    lang: str
    topic: Topic
    suggestions: tuple[str, ...] = ()


Reply: TypeAlias = Answer | Ambiguous | NoAnswer | Help
