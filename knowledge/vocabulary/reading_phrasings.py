"""Reads the vocabulary, which `checking` then holds against itself.

`<lang>.yaml` lists words by what they mean (concepts), ask, or do not carry (neutral); `calendar.yaml` how
dates and figures are written; `properties.yaml` what can be asked, in any language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from knowledge.errors import Problem
from knowledge.files.shipped import shipped
from knowledge.files.strict_yaml import Model, YamlFile, load
from knowledge.text.folding import words
from knowledge.text.quantities import Calendar
from knowledge.vocabulary import checking
from knowledge.vocabulary.phrasings import Fold, Phrase, Phrasings, phrases_of
from knowledge.vocabulary.records import CalendarRecord, LanguageRecord, PropertiesRecord
from knowledge.vocabulary.talk import Talk, TalkRecord
from knowledge.vocabulary.terms import Particle

BUILT_IN = shipped("knowledge.vocabulary")
_NO_LANGUAGES = frozenset({"names", "calendar", "properties", "assertions", "operations", "talk"})


def read_phrasings(folder: Path, claims: AbstractSet[str] | None) -> tuple[Phrasings | None, list[Problem]]:
    """Read every file of the folder, and list all mistakes at once; None where one of them leaves nothing to go by.

    Names that nothing defines are mistakes which the rest can be read without; `claims` are those that are defined,
    None where they could not be read.
    """
    reading = _Reading(folder)
    languages = [found for path in sorted(folder.glob("*.yaml")) if (found := reading.language(path))]
    calendar, calendar_file = reading.file("calendar", CalendarRecord)
    properties, properties_file = reading.file("properties", PropertiesRecord)
    talk = reading.talk()
    unreadable = bool(reading.problems)
    reading.problems += checking.months(calendar_file)
    if reading.concepts is not None:
        reading.problems += checking.misspelt(reading.languages, "concepts")
        reading.problems += checking.names(properties_file, reading.concepts, claims)
    if calendar is None or properties is None or unreadable:
        return None, reading.problems
    return replace(_phrasings(languages, reading.phrases, calendar, properties), talk=Talk.of(talk)), reading.problems


def property_names(folder: Path) -> AbstractSet[str] | None:
    """What can be asked, whatever else is wrong with the vocabulary; None where that cannot be read."""
    return checking.properties_of(_Reading(folder).file("properties", PropertiesRecord)[1])


@dataclass(slots=True)
class _Reading:
    """The files of a folder, one after the other."""

    folder: Path
    problems: list[Problem] = field(default_factory=list)
    phrases: list[Phrase] = field(default_factory=list)
    languages: list[YamlFile] = field(default_factory=list)
    concepts: frozenset[str] | None = frozenset()
    """All that the languages define; None once a language could not be read."""

    def language(self, path: Path) -> LanguageRecord | None:
        """A language, checked; None for a file about all languages."""
        if path.stem in _NO_LANGUAGES:
            return None
        record, document = self.file(path.stem, LanguageRecord)
        known = checking.concepts_of(document)
        self.concepts = None if known is None or self.concepts is None else self.concepts | known
        self.languages.append(document)
        if record is not None:
            read = cache(words)  # each form is read twice, which took a sixth of a check
            phrases = tuple(_phrases(record, read))
            self.problems += [*checking.forms(phrases, document), *checking.repeated(document, read)]
            self.phrases += phrases
        return record

    def talk(self) -> TalkRecord:
        """The small talk, which a vocabulary may lack."""
        if not (self.folder / "talk.yaml").is_file():
            return TalkRecord()
        record, document = self.file("talk", TalkRecord)
        self.problems += [*checking.talk(record or TalkRecord(), document), *checking.repeated(document)]
        return record or TalkRecord()

    def file(self, name: str, model: type[Model]) -> tuple[Model | None, YamlFile]:
        """A file of the folder with the problems that it has by itself."""
        record, document = load(self.folder / f"{name}.yaml", model, name=f"vocabulary/{name}.yaml")
        self.problems += document.problems
        return record, document


def _phrasings(
    languages: Sequence[LanguageRecord],
    phrases: Iterable[Phrase],
    calendar: CalendarRecord,
    properties: PropertiesRecord,
) -> Phrasings:
    return Phrasings(
        phrases=tuple(phrases),
        calendar=Calendar.build(**calendar.model_dump()),
        properties=properties.properties,
        light=frozenset(properties.light),
        decisive=frozenset(properties.decisive),
        kin=tuple(map(frozenset, properties.kin)),
        akin=tuple(map(frozenset, properties.akin)),
        implied={kind.value: frozenset(concepts) for kind, concepts in properties.implied.items()},
        roles={role: frozenset(names) for role, names in properties.roles.items()},
        particles={particle: frozenset(_particles(languages, particle)) for particle in Particle},
        small_words={record.language: record.small_words for record in languages},
        definite={record.language: record.definite for record in languages},
    )


def _particles(languages: Iterable[LanguageRecord], particle: Particle) -> Iterator[str]:
    for record in languages:
        for form in record.particles.get(particle, ()):
            yield from words(form)


def _phrases(record: LanguageRecord, read: Fold) -> Iterator[Phrase]:
    return phrases_of(
        record.language,
        {
            "ask": record.asks.items(),
            "neutral": [("neutral", record.neutral)],
            "chat": record.chat.items(),
            "concept": record.concepts.items(),
        },
        read,
    )
