"""Reads and checks the vocabulary.

`<lang>.yaml` lists words by what they mean (concepts), ask, or do not carry (neutral); `calendar.yaml` how
dates and figures are written; `properties.yaml` what can be asked, in any language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

from pydantic import Field

from knowledge.errors import InvalidFiles, Problem
from knowledge.files.fields import Id, Text
from knowledge.files.strict_yaml import Document, Record, load
from knowledge.model import EntityType
from knowledge.text.folding import words
from knowledge.text.quantities import Calendar
from knowledge.vocabulary.phrasings import Phrase, Phrasings, PropertyRecord
from knowledge.vocabulary.terms import Ask, Chat

BUILT_IN = Path(__file__).parent
_NO_LANGUAGES = frozenset({"calendar", "properties", "assertions"})


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
    problems += calendar_file.problems + properties_file.problems
    if calendar is None or properties is None or problems:
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
    )


def _name(path: Path) -> str:
    return f"vocabulary/{path.name}"


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
