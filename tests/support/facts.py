"""A small knowledge base of made-up facts, and an engine that says what a test tells it to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import cast

from knowledge.compiled.base import KnowledgeBase
from knowledge.dates import PartialDate
from knowledge.dialogue import (
    NEW_CONVERSATION,
    Ambiguous,
    Answer,
    Choice,
    Conversation,
    Heading,
    Help,
    NoAnswer,
    Over,
    Part,
    Reason,
    Reply,
    Result,
    ResultItem,
    ResultKind,
    Sentence,
    Several,
    Topic,
    Verdict,
)
from knowledge.learned.reading import Learned
from knowledge.model import Citation, Entity, Kind, Readership, Source, Statement
from knowledge.search.elsewhere import Elsewhere
from knowledge.search.searcher import Searcher
from knowledge.text.quantities import Calendar, Quantities
from knowledge.understanding.claims import ClaimReader
from knowledge.understanding.question import Item, Question
from knowledge.understanding.reader import Reader
from knowledge.vocabulary.assertions import NOTHING_ASSERTED
from knowledge.vocabulary.forms import Grade
from knowledge.vocabulary.lexicon import Lexicon
from knowledge.vocabulary.phrasings import Phrasings
from knowledge.vocabulary.roles import Role
from knowledge.vocabulary.terms import Term, TermKind

RECEIVED = date(2024, 11, 21)
OPENING = "سيعقد الاجتماع في أستانا."

NAMELESS = Source("nameless", "ar", RECEIVED, "0" * 64, f"{OPENING} ويستمر يومين.")
TITLED = Source("titled", "en", RECEIVED, "1" * 64, "Storm & <b>Calm</b>\nText.", title="Storm & <b>Calm</b>")
COMPLETE = Source(
    "complete",
    "en",
    RECEIVED,
    "2" * 64,
    "Text.",
    title="Exercise ends",
    publisher="The Gazette",
    published=PartialDate.parse("2024-04-26"),
)


def entity(id_: str, *, ar: str, en: str) -> Entity:
    """An entity with names and nothing else."""
    return Entity(id_, Kind.MEETING, "talks", {"ar": ar, "en": en}, (), {"ar": ar, "en": en})


def statement(id_: str, *, ar: str, en: str, source: Source = NAMELESS, caveat: str | None = None) -> Statement:
    """A statement that quotes the beginning of its source."""
    return Statement(
        id=id_,
        subject=id_.partition(".")[0],
        property="date",
        wording={"ar": ar, "en": en},
        citations=(Citation(source.id, source.text[:10], 0),),
        caveat={"ar": caveat, "en": caveat} if caveat else None,
    )


MEETING = entity("meeting", ar="اجتماع أستانا", en="Astana meeting")
TALKS = entity("talks", ar="محادثات", en="Talks")
DATE = statement(
    "meeting.date",
    ar="أُعلن أن الاجتماع يُعقد في 25 أبريل 2024.",
    en="The meeting was announced for 25 April 2024.",
    caveat="يوم واحد فقط.",
)
PLACE = statement("meeting.place", ar="مكان الاجتماع أستانا.", en="The meeting's place is Astana.", source=TITLED)


@cache
def _phrasings() -> Phrasings:
    """No words: only which property tells a date."""
    roles = {role: frozenset({"date"} if role is Role.DATE else ()) for role in Role}
    return Phrasings(calendar=cast("Calendar", None), properties={}, roles=roles)


def knowledge_base() -> KnowledgeBase:
    """Two statements, two entities and three sources."""
    return KnowledgeBase(
        version="test",
        sources={source.id: source for source in (NAMELESS, TITLED, COMPLETE)},
        entities={one.id: one for one in (MEETING, TALKS)},
        statements={one.id: one for one in (DATE, PLACE)},
        phrasings=_phrasings(),
        learned=cast("Learned", None),
        lexicon=Lexicon.of(()),
        claim_reader=ClaimReader.of(NOTHING_ASSERTED),
        profiles=(),
    )


def told(one: Statement, lang: str) -> Sentence:
    """A statement as a sentence in a language."""
    return Sentence(one, one.wording[lang], one.caveat.get(lang) if one.caveat else None)


def answer(lang: str = "en", *statements: Statement, verdict: Verdict | None = None, score: float = 0.9) -> Answer:
    """An answer of some statements; of `PLACE` when none is given."""
    sentences = tuple(told(one, lang) for one in statements or (PLACE,))
    return Answer(lang, sentences, (MEETING.id,), score, verdict)


def listed(lang: str = "en") -> Answer:
    """A list of the two meetings."""
    items = (ResultItem(MEETING.id, (DATE.id,)), ResultItem(TALKS.id, (PLACE.id,)))
    result = Result(ResultKind.LIST, Over.ENTITIES, 2, items, Heading.NAMED, of="meeting")
    return replace(answer(lang, DATE, PLACE), result=result)


def ordered(lang: str = "en") -> Answer:
    """A timeline of one event, beside which there is one without a date."""
    items = (ResultItem(MEETING.id, (DATE.id,)),)
    result = Result(ResultKind.ORDER, Over.ENTITIES, 1, items, Heading.TIMELINE, undated=(TALKS.id,))
    return replace(answer(lang, DATE), result=result)


def several(lang: str = "en", *replies: Answer | Ambiguous | NoAnswer) -> Several:
    """Two questions and what is replied to each; only the first is answered when nothing is given."""
    asked = ("Where is it?", "Who pays?") if lang == "en" else ("أين هو؟", "من يدفع؟")
    told = zip(asked, replies or (answer(lang), refusal(lang)), strict=True)
    return Several(lang, tuple(Part(*one) for one in told))


def ambiguous(lang: str = "en") -> Ambiguous:
    """A choice between the two entities."""
    choices = (Choice(one.id, one.name(lang), f"{one.name(lang)}?") for one in (MEETING, TALKS))
    return Ambiguous(lang, tuple(choices), 0.5)


def refusal(lang: str = "en", reason: Reason = Reason.NOTHING, *missing: str) -> NoAnswer:
    """A refusal without any offer."""
    return NoAnswer(lang, reason, missing, (MEETING.id,), score=0.1)


@dataclass(frozen=True)
class NamingReader:
    """Understands nothing but the names of entities."""

    knowledge: KnowledgeBase
    proper: frozenset[str] = frozenset({"meeting"})

    def read(self, text: str, *, lang: str | None = None) -> Question:
        """A question that names the entities whose name stands in the text, each for certain."""
        found = [e for e in self.knowledge.entities.values() if any(name in text for name in e.names.values())]
        items = (Item((Term(TermKind.ENTITY, entity.id),), text, Grade.EXACT, hard=True) for entity in found)
        return Question(text, lang or "en", (), tuple(items), Quantities(), ())

    def named(self, text: str, most: int) -> tuple[str, ...]:
        """Them alone."""
        return self.read(text).entities


@dataclass
class ScriptedEngine:
    """Replies as scripted, notes what it was asked, and breaks when the script holds an exception."""

    script: Mapping[str, Reply | Exception] = field(default_factory=dict)
    knowledge: KnowledgeBase = field(default_factory=knowledge_base)
    asked: list[tuple[str, Conversation]] = field(default_factory=list)
    fixed: list[str | None] = field(default_factory=list)
    """The language in which each answer was wanted; None: that of the question."""
    elsewhere: Elsewhere | None = None

    @property
    def reader(self) -> Reader:
        """What finds names."""
        return cast("Reader", NamingReader(self.knowledge))

    @property
    def searcher(self) -> Searcher:
        """What finds statements by words."""
        return Searcher(self.knowledge, elsewhere=self.elsewhere)

    def seen_by(self, readership: Readership, day: date) -> ScriptedEngine:
        """Itself: what it replies is scripted for everybody."""
        return self

    def reply_to(
        self, text: str, *, today: date, lang: str | None = None, conversation: Conversation = NEW_CONVERSATION
    ) -> Reply:
        """The scripted reply, else a refusal; help with one suggestion when asked what it can do."""
        if text in ("what can you do?", "ماذا تستطيع أن تفعل؟"):
            return Help(lang or "en", Topic.HELP, ("Where is the meeting?",))
        self.asked.append((text, conversation))
        self.fixed.append(lang)
        match self.script.get(text, refusal()):
            case Exception() as error:
                raise error
            case reply:
                return reply

    def brief(self, entity_id: str, *, today: date, lang: str) -> Answer:
        """Every statement about an entity."""
        about = self.knowledge.statements_about(entity_id)
        return Answer(lang, tuple(told(one, lang) for one in about), (entity_id,), 1.0)

    def sentence(self, statement: Statement, lang: str, today: date) -> Sentence:
        """A statement as it is told."""
        return told(statement, lang)


NO_QUESTIONS = (
    ("متى يعقد اجتماع وزراء الدفاع في منظمة شنغهاي وأين؟ " * 100)[:4096],
    "ا" * 4096,
    "المكان " * 500,
    "India " * 500,
    "في من على إلى عن",
    "what is the of in to and who when " * 50,
    "1 22 333 4444",
    " ".join(map(str, range(1000))),
    "25 أبريل 2024 " * 250,
    " ".join(f"{first}{second}اني" for first in "بتثجحخدذرز" for second in "سشصضطظعغفقكلمنهوي" * 6)[:8000],
)
"""What nobody asks: to be refused, and in bounded time."""
CROWDED_FIGURES = (
    *(
        "1-2-",
        "1/2/",
        "1.2.",
        "1,200,",
        "1 200 ",
        "5 ",
        "50% ",
        "25/4/2024 and ",
        "25 April ",
        "may ",
        "of ",
        "of april ",
    ),
    *("end of the month ", "twenty ", "hundred and ", "million ", "ألف و", "خمسة وعشرون ", "و26/4 ", "الأول "),
    *("1445هـ ", "رمضان 1 ", "شهر 5 ", "كانون ", "\ufdfa"),
)
"""What makes a text of nothing but figures, over and over."""
