"""What of the vocabulary contradicts itself: forms that match everything or are repeated, names that nothing defines.

Names are checked in the plain values of a file, so that a mistake of another kind beside them hides none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from knowledge.errors import Problem
from knowledge.files.describing import Path_
from knowledge.files.strict_yaml import YamlFile
from knowledge.files.suggestions import did_you_mean
from knowledge.model import EntityType
from knowledge.text.folding import words
from knowledge.vocabulary.phrasings import Fold, Phrase
from knowledge.vocabulary.roles import PLAYED_BY_PROPERTIES, Role
from knowledge.vocabulary.talk import TalkRecord

_OF_CONCEPTS = ("light", "decisive", "kin", "akin", "implied")
_TYPES = frozenset(kind.value for kind in EntityType)
_NO_CONCEPT = "; concepts are listed in the file of each language"
_NO_CLAIM = "; claims are listed in claims/<language>.yaml"
_NO_PROPERTY = "; properties are listed in this file"


def forms(phrases: Iterable[Phrase], document: YamlFile) -> Iterator[Problem]:
    """Forms of a language that would match everything: those without a word, and neutral ones."""
    every = tuple(phrases)
    neutral = {phrase.words for phrase in every if phrase.kind == "neutral"}
    for phrase in every:
        section = {"ask": "asks", "concept": "concepts"}.get(phrase.kind, phrase.kind)
        place = (section,) if phrase.kind == "neutral" else (section, phrase.id)
        if not phrase.words:
            yield document.problem(place, "a form without a letter or digit would match everything; remove it")
        elif phrase.kind == "concept" and phrase.words in neutral:
            text = " ".join(phrase.words)
            yield document.problem(place, f"{text!r} is neutral too and would match everything; keep it in one place")


def repeated(document: YamlFile, read: Fold = words) -> Iterator[Problem]:
    """Forms that are read as the same words as another one of their list, and so add nothing to it."""
    for place, listed in _lists(document.data, ()):
        first: dict[tuple[str, ...], str] = {}
        for index, form in enumerate(listed):
            folded = read(form) if isinstance(form, str) else ()
            if folded in first:
                message = f"{form!r} is read as {first[folded]!r}, which stands in the list already; remove it"
                yield document.problem((*place, index), message)
            elif folded:
                first[folded] = form


def concepts_of(document: YamlFile) -> frozenset[str] | None:
    """The concepts that a language defines, whatever else is wrong with its file; None if that cannot be read."""
    return _keys(document, "concepts")


def misspelt(of_languages: Sequence[YamlFile], section: str) -> Iterator[Problem]:
    """Names that one language alone has words for, and that are nearly one which it lacks and another has."""
    held = [_section(document.data, section) for document in of_languages]
    languages = Counter(name for names in held for name in names)
    for document, names in zip(of_languages, held, strict=True):
        lacked = sorted(languages.keys() - names.keys())
        for name in names:
            if languages[name] == 1 and (meant := did_you_mean(name, lacked)):
                yield document.problem((section, name), f"stands in no other language{meant}")


def properties_of(document: YamlFile) -> frozenset[str] | None:
    """The properties that a vocabulary defines, likewise."""
    return _keys(document, "properties")


def _keys(document: YamlFile, section: str) -> frozenset[str] | None:
    found = _at(document.data, (section,))
    return frozenset(found) if isinstance(found, dict) else None


def names(document: YamlFile, concepts: AbstractSet[str], claims: AbstractSet[str] | None) -> Iterator[Problem]:
    """Concepts and claims that no language defines, properties that the file lacks, and roles that nothing plays.

    None stands for claims that could not be read.
    """
    properties = _section(document.data, "properties")
    for section in _OF_CONCEPTS:
        yield from _concepts(document, (section,), concepts)
    for key in properties:
        yield from _concepts(document, ("properties", key, "asked_by"), concepts)
        yield from _concepts(document, ("properties", key, "needs"), concepts | _TYPES)
        if claims is not None:
            yield from _unknown(document, ("properties", key, "claims"), claims, "claim", _NO_CLAIM)
    yield from _roles(document, concepts, properties.keys())


def talk(record: TalkRecord, document: YamlFile) -> Iterator[Problem]:
    """Classes of small talk that a pattern names and nothing defines, or that no pattern names."""
    for topic, name in record.undefined():
        near = did_you_mean(name, record.classes)
        yield document.problem(("topics", topic.value), f"no class is {name!r}{near}")
    for name in record.unused():
        yield document.problem(("classes", name), f"no topic has the class {name!r}; remove it or correct its spelling")


def months(document: YamlFile) -> Iterator[Problem]:
    """Timid months that are no months."""
    known = {words(form): form for _, form in _texts(_section(document.data, "months"), ())}
    for path, form in _texts(_at(document.data, ("timid_months",)), ("timid_months",)):
        if words(form) not in known:
            yield document.problem(path, f"{form!r} stands under no month{did_you_mean(form, known.values())}")


def _concepts(document: YamlFile, place: Path_, known: AbstractSet[str]) -> Iterator[Problem]:
    yield from _unknown(document, place, known, "concept", _NO_CONCEPT)


def _roles(document: YamlFile, concepts: AbstractSet[str], properties: AbstractSet[str]) -> Iterator[Problem]:
    entries = _at(document.data, ("roles",))
    for role in Role if isinstance(entries, dict) else ():
        place = ("roles", role.value)
        if role.value not in entries:
            yield document.problem(place, no_entry(role))
        elif role in PLAYED_BY_PROPERTIES:
            yield from _unknown(document, place, properties, "property", _NO_PROPERTY)
        else:
            yield from _concepts(document, place, concepts)


def no_entry(role: str) -> str:
    """What is said of a role of which a vocabulary says nothing."""
    return f"the role {str(role)!r} has no entry; name what plays it, or [] where nothing does"


def _unknown(document: YamlFile, place: Path_, known: AbstractSet[str], what: str, otherwise: str) -> Iterator[Problem]:
    for path, name in _texts(_at(document.data, place), place):
        if name not in known:
            hint = did_you_mean(name, sorted(known), otherwise=otherwise)
            yield document.problem(path, f"unknown {what} {name!r}{hint}")


def _at(data: Any, place: Path_) -> Any:
    """The value at a place; None where there is none."""
    for key in place:
        data = data.get(key) if isinstance(data, dict) else None
    return data


def _section(data: Any, name: str) -> dict[str, Any]:
    """A part of a file by its keys; empty where it is no such part."""
    found = _at(data, (name,))
    return found if isinstance(found, dict) else {}


def _lists(value: Any, place: Path_) -> Iterator[tuple[Path_, list[Any]]]:
    """Every list at or below a place, with its own place."""
    if isinstance(value, list):
        yield place, value
    for key, one in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(one, dict | list):
            yield from _lists(one, (*place, key))


def _texts(value: Any, place: Path_) -> Iterator[tuple[Path_, str]]:
    """Every text at or below a place, with its own place."""
    match value:
        case str():
            yield place, value
        case list():
            for index, one in enumerate(value):
                yield from _texts(one, (*place, index))
        case dict():
            for key, one in value.items():
                yield from _texts(one, (*place, key))
