"""Reads and checks how working out is asked for: `operations.yaml`, and the words in `operations/<lang>.yaml`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from knowledge.errors import Problem
from knowledge.files.fields import Id, Text
from knowledge.files.strict_yaml import Record, YamlFile, load
from knowledge.files.suggestions import did_you_mean
from knowledge.model import EntityType
from knowledge.vocabulary import checking
from knowledge.vocabulary.operations import (
    NO_OPERATIONS,
    PLAYED_BY_RELATIONS,
    Frame,
    Operation,
    OperationRole,
    Operations,
)
from knowledge.vocabulary.phrasings import Phrase, phrases_of

OPERATIONS, WORDS = "operations.yaml", "operations"


class OperationsRecord(Record):
    """The whole of `operations.yaml`."""

    classes: dict[Id, tuple[EntityType | Literal["source"], ...]]
    relations: dict[Id, Annotated[tuple[Id, ...], Field(min_length=1)]] = {}
    roles: dict[OperationRole, tuple[Id, ...]] = {}


class WordsRecord(Record):
    """One `operations/<lang>.yaml`."""

    language: Text
    operations: dict[Operation, tuple[Text, ...]] = {}
    classes: dict[Id, tuple[Text, ...]] = {}
    relations: dict[Id, tuple[Text, ...]] = {}
    frames: dict[Frame, tuple[Text, ...]] = {}


def read_operations(folder: Path, properties: Collection[str] | None) -> tuple[Operations | None, list[Problem]]:
    """What can be worked out by a vocabulary, which may have nothing, and all that is wrong with it.

    None stands for properties that could not be read.
    """
    if not (folder / OPERATIONS).is_file():
        return NO_OPERATIONS, []
    record, document = load(folder / OPERATIONS, OperationsRecord, name=f"vocabulary/{OPERATIONS}")
    problems: list[Problem] = [*document.problems]
    phrases: list[Phrase] = []
    for path in sorted((folder / WORDS).glob("*.yaml")):
        worded, words_file = load(path, WordsRecord, name=f"vocabulary/{WORDS}/{path.name}")
        problems += [*words_file.problems, *checking.repeated(words_file)]
        if worded is not None and record is not None:
            phrases += _phrases(worded)
            problems += _unknown(worded, record, words_file)
    if record is not None:
        problems += _problems(record, phrases, properties, document)
    if record is None or problems:
        return None, problems
    classes = {key: frozenset(map(str, types)) for key, types in record.classes.items()}
    relations = {key: frozenset(ends) for key, ends in record.relations.items()}
    roles = {role: frozenset(players) for role, players in record.roles.items()}
    return Operations(classes, relations, roles, tuple(phrases)), []


def _phrases(record: WordsRecord) -> Iterator[Phrase]:
    sections = {
        "operation": record.operations.items(),
        "class": record.classes.items(),
        "relation": record.relations.items(),
        "frame": record.frames.items(),
    }
    return phrases_of(record.language, sections)


def _unknown(worded: WordsRecord, record: OperationsRecord, document: YamlFile) -> Iterator[Problem]:
    """Words for a class or relation that nobody defined."""
    for section, known in (("classes", record.classes), ("relations", record.relations)):
        for key in getattr(worded, section):
            if key not in known:
                near = did_you_mean(key, known, otherwise=f"; {section} are defined in vocabulary/{OPERATIONS}")
                yield document.problem((section, key), f"unknown{near}")


def _problems(
    record: OperationsRecord, phrases: Iterable[Phrase], properties: Collection[str] | None, document: YamlFile
) -> Iterator[Problem]:
    """Classes that nobody could belong to or that no language has a word for, and relations of unknown properties."""
    worded = {(phrase.kind, phrase.id) for phrase in phrases}
    for key, types in record.classes.items():
        if not types:
            yield document.problem(("classes", key), "nobody could belong to it; name a type of entity")
        if ("class", key) not in worded:
            yield document.problem(("classes", key), f"no language in {WORDS}/ has a word for it")
    for key, ends in record.relations.items():
        for index, one in enumerate(ends):
            if properties is not None and one not in properties:
                near = did_you_mean(one, sorted(properties))
                yield document.problem(("relations", key, index), f"unknown property {one!r}{near}")
        if ("relation", key) not in worded:
            yield document.problem(("relations", key), f"no language in {WORDS}/ has a word for it")
    yield from _roles(record, document)


def _roles(record: OperationsRecord, document: YamlFile) -> Iterator[Problem]:
    """Roles that nothing is said of, or that something plays which nobody defined."""
    for role in OperationRole:
        if role not in record.roles:
            yield document.problem(("roles", role.value), checking.no_entry(role))
        known = record.relations if role in PLAYED_BY_RELATIONS else record.classes
        what = "relation" if role in PLAYED_BY_RELATIONS else "class"
        for index, one in enumerate(record.roles.get(role, ())):
            if one not in known:
                yield document.problem(
                    ("roles", role.value, index), f"unknown {what} {one!r}{did_you_mean(one, known)}"
                )
