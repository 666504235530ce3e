"""How questions are phrased: the files below `phrasings/`, read and checked.

`<lang>.yaml` lists words by what they mean (concepts), ask, or do not carry (neutral); `calendar.yaml` how
dates and figures are written; `properties.yaml` what can be asked, in any language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import Field

from knowledge.calibration import Calibration, CalibrationRecord
from knowledge.errors import InvalidFiles, Problem
from knowledge.figures import Calendar
from knowledge.learned import NOTHING_LEARNED, read_learned
from knowledge.loader import Document, Record, load
from knowledge.records import EntityType, Id, LocalRecord, Text
from knowledge.stored import StoredArrays
from knowledge.text import words

_NO_LANGUAGES = frozenset({"calendar", "properties", "decision"})
BUILT_IN = Path(__file__).parent / "phrasings"
ASSOCIATIONS = "associations.npz"


class Ask(StrEnum):
    """What kind of answer a question word asks for."""

    PERSON = "person"
    TIME = "time"
    PLACE = "place"
    REASON = "reason"
    QUANTITY = "quantity"
    ORDINAL = "ordinal"
    MANNER = "manner"
    THING = "thing"
    GROUP = "group"
    LIST = "list"
    BRIEFING = "briefing"
    YES_NO = "yes_no"


class Chat(StrEnum):
    """What small talk is about."""

    GREETING = "greeting"
    THANKS = "thanks"
    FAREWELL = "farewell"
    HELP = "help"


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


class PropertyRecord(Record):
    """What one property of a statement is called, which kinds of answer it gives, and by which concepts it is asked."""

    label: LocalRecord
    answers: tuple[Ask, ...] = ()
    asked_by: tuple[Annotated[tuple[Id, ...], Field(min_length=1)], ...] = ()
    needs: tuple[Id, ...] = ()
    """Concepts, or types of entities, of which a question must name one to be about this at all."""
    question: LocalRecord | None = None
    """How to ask for it, with the subject's name in place of {name}."""


class PropertiesRecord(Record):
    """The whole of `properties.yaml`."""

    properties: dict[Id, PropertyRecord]
    light: tuple[Id, ...] = ()
    unmet: tuple[Id, ...] = ()
    decisive: tuple[Id, ...] = ()
    kin: tuple[tuple[Id, ...], ...] = ()
    implied: dict[EntityType, tuple[Id, ...]] = {}


@dataclass(frozen=True, slots=True)
class Phrase:
    """Folded words and what they mean: `kind` is concept, ask, neutral or chat, `id` which of them."""

    words: tuple[str, ...]
    lang: str
    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class Phrasings:
    """All phrasings, ready for a lexicon."""

    calendar: Calendar
    properties: Mapping[str, PropertyRecord]
    calibration: Calibration
    phrases: tuple[Phrase, ...] = field(default=(), compare=False, repr=False)
    """Empty once they are in a compiled lexicon."""
    light: frozenset[str] = frozenset()
    """Concepts too general to be required of an answer (event, issue, role)."""
    unmet: frozenset[str] = frozenset()
    """Concepts that readers ask about and no statement meets, whatever words it shares with them."""
    decisive: frozenset[str] = frozenset()
    """Concepts without which a statement is about another thing of the kind (the previous one, the next one)."""
    kin: tuple[frozenset[str], ...] = ()
    """Families of concepts that askers use for one another."""
    implied: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Concepts that go without saying, by type of entity."""
    associations: StoredArrays = field(default_factory=lambda: NOTHING_LEARNED, repr=False)
    """What questions were learned to be answered by."""


def read_phrasings(folder: Path) -> Phrasings:
    """Read every file of the folder; InvalidFiles lists all mistakes at once."""
    problems: list[Problem] = []
    phrases: list[Phrase] = []
    for path in sorted(folder.glob("*.yaml")):
        if path.stem in _NO_LANGUAGES:
            continue
        record, document = load(path, LanguageRecord, name=_name(path))
        if record is not None:
            found = list(_phrases(record))
            phrases += found
            document.problems += _phrase_problems(record, found, document)
        problems += document.problems
    calendar, calendar_file = load(folder / "calendar.yaml", CalendarRecord, name=_name(folder / "calendar.yaml"))
    properties, properties_file = load(
        folder / "properties.yaml", PropertiesRecord, name=_name(folder / "properties.yaml")
    )
    decision, decision_file = load(folder / "decision.yaml", CalibrationRecord, name=_name(folder / "decision.yaml"))
    associations, unreadable = read_learned(folder / ASSOCIATIONS, name=_name(folder / ASSOCIATIONS))
    problems += calendar_file.problems + properties_file.problems + decision_file.problems + unreadable
    if calendar is None or properties is None or decision is None or problems:
        raise InvalidFiles(problems)
    return Phrasings(
        phrases=tuple(phrases),
        calendar=Calendar.build(**calendar.model_dump()),
        properties=properties.properties,
        light=frozenset(properties.light),
        unmet=frozenset(properties.unmet),
        decisive=frozenset(properties.decisive),
        kin=tuple(map(frozenset, properties.kin)),
        implied={kind.value: frozenset(concepts) for kind, concepts in properties.implied.items()},
        calibration=Calibration(**decision.model_dump()),
        associations=associations,
    )


def _name(path: Path) -> str:
    return f"phrasings/{path.name}"


def _phrases(record: LanguageRecord) -> Iterator[Phrase]:
    sections: Iterable[tuple[str, Iterable[tuple[str, tuple[str, ...]]]]] = (
        ("ask", record.asks.items()),
        ("neutral", [("neutral", record.neutral)]),
        ("chat", record.chat.items()),
        ("concept", record.concepts.items()),
    )
    for kind, entries in sections:
        for key, forms in entries:
            for form in forms:
                yield Phrase(words(form), record.language, kind, str(key))


def _phrase_problems(record: LanguageRecord, phrases: Iterable[Phrase], document: Document) -> Iterator[Problem]:
    """Forms that would match everything: those without a word, and neutral ones."""
    neutral = {words(form) for form in record.neutral}
    for phrase in phrases:
        section = {"ask": "asks", "concept": "concepts"}.get(phrase.kind, phrase.kind)
        place = (section,) if phrase.kind == "neutral" else (section, phrase.id)
        if not phrase.words:
            yield document.problem(place, "a form without a letter or digit would match everything; remove it")
        elif phrase.kind == "concept" and phrase.words in neutral:
            text = " ".join(phrase.words)
            yield document.problem(place, f"{text!r} is neutral too and would match everything; keep it in one place")
