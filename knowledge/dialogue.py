"""What goes into the engine and what comes out: a conversation, and one of six replies.

The engine words nothing but curated statements; refusals and choices come out as data, and whoever
shows them (`bot.interface.render`) words them in the language of the interface.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias, TypeGuard

from knowledge.dates import DateMention, PartialDate
from knowledge.model import Passage, Review, Source, Statement


@dataclass(frozen=True, slots=True)
class Conversation:
    """What a follow-up may lean on: the entities of the last answer. The caller keeps it and lets it expire."""

    entities: tuple[str, ...] = ()


NEW_CONVERSATION = Conversation()


class Reason(StrEnum):
    """Why there is no answer."""

    NOTHING = "nothing"  # no statement comes near
    DATE = "date"  # the subject is known, at another date
    CALENDAR = "calendar"  # a date that no calendar has
    NUMBER = "number"  # another ordinal or figure
    ENTITY = "entity"  # known entities that no statement connects in this way
    PROPERTY = "property"  # the subject is known, what is asked about it is not
    WORDS = "words"  # some words of the question stand in no statement
    SAME = "same"  # one thing is to be compared with itself
    UNSAFE = "unsafe"  # empty, gibberish or an instruction to the bot
    LINK = "link"  # the text that is meant stands elsewhere
    WORDLESS = "wordless"  # digits, marks or pictures of things
    APPROVING = "approving"  # thumbs, hearts, smiles
    LEFT = "left"  # more than a message may ask


ASKS_NOTHING = frozenset({Reason.UNSAFE, Reason.LINK, Reason.WORDLESS, Reason.APPROVING, Reason.LEFT})
"""Why there is no answer where nothing was asked that knowledge could answer."""


class Topic(StrEnum):
    """What small talk is about: of BOT whether a human writes, of HOUSE who runs it, of ORIGIN whence answers come."""

    GREETING = "greeting"
    THANKS = "thanks"
    FAREWELL = "farewell"
    HELP = "help"
    BOT = "bot"
    HOUSE = "house"
    CITING = "citing"
    """Whether its answers may be cited."""
    ORIGIN = "origin"
    LANGUAGES = "languages"
    KEEPING = "keeping"
    """What it keeps of whoever asks, and how that is deleted."""
    ACKNOWLEDGED = "acknowledged"
    """A yes, no or all right that nothing asked for."""
    LAUGHING = "laughing"


class Verdict(StrEnum):
    """Whether what a question asks is so."""

    CONFIRMED = "confirmed"
    CONTRADICTED = "contradicted"
    ANNOUNCED = "announced"
    """Only announced, expected or intended."""
    UNDECIDED = "undecided"


class ResultKind(StrEnum):
    """What was worked out."""

    LIST = "list"
    COUNT = "count"
    ORDER = "order"
    COMPARISON = "comparison"
    MENTION = "mention"
    DIGEST = "digest"


class Over(StrEnum):
    """What a result counts."""

    ENTITIES = "entities"
    STATEMENTS = "statements"


class Heading(StrEnum):
    """Which words introduce a result."""

    NAMED = "named"
    """All of a class that the sources name."""
    MATCHING = "matching"
    """Those of a class that a condition holds for."""
    TOLD = "told"
    """The things that the statement beside it names."""
    TIMELINE = "timeline"
    FIRST = "first"
    LATEST = "latest"
    EARLIEST = "earliest"
    AFTER = "after"
    BEFORE = "before"
    AHEAD = "ahead"
    DATE = "date"
    DIFFERENCE = "difference"
    DOCUMENTS = "documents"
    """How documents differ, and what they share."""
    COMMON = "common"
    MENTION = "mention"
    DIGEST = "digest"
    NEW = "new"
    SAID = "said"
    DOES = "does"
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class ResultItem:
    """One line of a result: an entity or document, or a statement, and the statements that carry it."""

    id: str
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What was worked out over statements; the first item first."""

    kind: ResultKind
    over: Over
    count: int
    items: tuple[ResultItem, ...]
    heading: Heading
    of: str = ""
    """The class that is listed or counted."""
    names: tuple[str, ...] = ()
    """Entities or documents that the heading names."""
    undated: tuple[str, ...] = ()
    """Events of which nobody says when they were."""
    own: tuple[tuple[str, ...], ...] = ()
    """Of a comparison of documents: what only each of them deals with."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One statement as it is told: `text` in the reply's language and the tense of the day of asking."""

    statement: Statement
    text: str
    caveat: str | None = None
    restricted: bool = False
    """Whether it is not for everybody on the day of asking."""
    outdated: Review | None = None
    """Its review, where that is overdue on the day of asking."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Statements that answer, the deciding one first."""

    lang: str
    sentences: tuple[Sentence, ...]
    entities: tuple[str, ...]
    score: float
    verdict: Verdict | None = None
    """Of a question whether something is so: how the first statement decides it."""
    result: Result | None = None
    """What was worked out, of which the sentences are the lines."""
    converted: tuple[DateMention, ...] = ()
    """The Hijri dates that were asked about."""

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
class QuotedPassage:
    """Whole sentences of a document that nobody has curated; the passage's text is on one line."""

    passage: Passage
    document: Source
    answering: tuple[int, int]
    """Where in the text the sentence stands that is meant; those around it say whom it means."""
    at: int = 0
    """Where that sentence begins in the document."""
    days: tuple[tuple[str, PartialDate], ...] = ()
    """Words in it for days and months, and which ones they mean by the day on which it was published."""
    copies: tuple[Source, ...] = ()
    """Other documents that tell the same story in the same words."""
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Quoted:
    """What a document says that nobody has curated, the answering words first; never a fact of ours."""

    lang: str
    quotes: tuple[QuotedPassage, ...]
    score: float
    entities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """Nothing that Marsad may say; `missing` names what was asked for and is not there, in the asker's words."""

    lang: str
    reason: Reason
    missing: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    nearest: Sentence | None = None
    suggestions: tuple[str, ...] = ()
    quotes: tuple[QuotedPassage, ...] = ()
    """What documents say nearby that nobody has curated; to be shown as such, never as an answer."""
    unsaid: tuple[str, ...] = ()
    """What was asked for and the first of these does not say, in the asker's words."""
    mentioned: tuple[tuple[str, int], ...] = ()
    """Of what is missing: what documents mention that nobody has curated, and how many they are."""
    score: float | None = None
    verdict: Verdict | None = None  # undecided, where yes or no was asked for
    dates: tuple[DateMention, ...] = ()  # those that were asked for, where `reason` is the date
    unsure: bool = False
    """Whether the nearest statement may well be what was asked for."""
    result: Result | None = None  # of a question whether something is named, which nothing is
    converted: tuple[DateMention, ...] = ()


@dataclass(frozen=True, slots=True)
class Help:
    """Small talk or a question about the bot; answered with its scope."""

    lang: str
    topic: Topic
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One of several questions in a text, and its own reply."""

    text: str
    reply: Answer | Ambiguous | NoAnswer


@dataclass(frozen=True, slots=True)
class Several:
    """The replies to several questions in one text, in their order."""

    lang: str
    parts: tuple[Part, ...]

    @property
    def entities(self) -> tuple[str, ...]:
        """What the last answered part is about, for a follow-up to lean on."""
        told = [part.reply.entities for part in self.parts if isinstance(part.reply, Answer) and part.reply.entities]
        return told[-1] if told else ()

    @property
    def score(self) -> float | None:
        """That of the part that is least sure."""
        return min((part.reply.score for part in self.parts if part.reply.score is not None), default=None)


Reply: TypeAlias = Answer | Quoted | Ambiguous | NoAnswer | Help | Several


def answered(reply: Reply) -> TypeGuard[Answer | Several]:
    """Whether all that was asked has an answer."""
    if isinstance(reply, Several):
        return all(isinstance(part.reply, Answer) for part in reply.parts)
    return isinstance(reply, Answer)
