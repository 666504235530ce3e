"""Reads and checks what words assert: `assertions.yaml`, and the words in `claims/<lang>.yaml`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from knowledge.errors import Problem
from knowledge.files.describing import Path_
from knowledge.files.fields import Id, Text
from knowledge.files.strict_yaml import Record, YamlFile, load
from knowledge.files.suggestions import did_you_mean
from knowledge.text.folding import words
from knowledge.vocabulary import checking
from knowledge.vocabulary.assertions import CLAIM_ROLES, NOTHING_ASSERTED, Assertions, Marker
from knowledge.vocabulary.phrasings import Fold, Phrase, phrases_of

ASSERTIONS, CLAIMS = "assertions.yaml", "claims"


class AssertionsRecord(Record):
    """The whole of `assertions.yaml`."""

    opposites: tuple[Annotated[tuple[Id, ...], Field(min_length=2, max_length=2)], ...] = ()
    follows: dict[Id, tuple[Id, ...]] = {}
    happening: tuple[Id, ...] = ()
    habitual: tuple[Id, ...] = ()
    denying: tuple[Id, ...] = ()
    refusing: tuple[Id, ...] = ()
    achieving: tuple[Id, ...] = ()
    governing: tuple[Id, ...] = ()
    strict: tuple[Id, ...] = ()


class ClaimsRecord(Record):
    """One `claims/<lang>.yaml`."""

    language: Text
    claims: dict[Id, tuple[Text, ...]] = {}
    markers: dict[Marker, tuple[Text, ...]] = {}


def read_assertions(folder: Path) -> tuple[Assertions | None, list[Problem]]:
    """The assertions of a vocabulary, which may have none, and all that is wrong with them."""
    if not (folder / ASSERTIONS).is_file():
        return NOTHING_ASSERTED, []
    relations, document = load(folder / ASSERTIONS, AssertionsRecord, name=f"vocabulary/{ASSERTIONS}")
    problems: list[Problem] = [*document.problems]
    phrases: list[Phrase] = []
    languages: list[YamlFile] = []
    for path in sorted((folder / CLAIMS).glob("*.yaml")):
        record, words_file = load(path, ClaimsRecord, name=f"vocabulary/{CLAIMS}/{path.name}")
        read = cache(words)
        problems += [*words_file.problems, *checking.repeated(words_file, read)]
        languages.append(words_file)
        phrases += _phrases(record, read) if record else ()
    if relations is None or problems:
        return None, problems
    assertions = Assertions.of(
        relations.opposites,
        relations.follows,
        roles=relations.model_dump(include={*CLAIM_ROLES}),
        phrases=phrases,
    )
    return assertions, [*checking.misspelt(languages, "claims"), *_problems(relations, assertions, document)]


def _phrases(record: ClaimsRecord, read: Fold) -> Iterator[Phrase]:
    return phrases_of(record.language, {"claim": record.claims.items(), "marker": record.markers.items()}, read)


def _problems(relations: AssertionsRecord, assertions: Assertions, document: YamlFile) -> Iterator[Problem]:
    """Claims that no language has a word for, and those that deny themselves, at once or by what follows from them."""
    for index, pair in enumerate(relations.opposites):
        if pair[0] == pair[1]:
            yield document.problem(("opposites", index), f"{pair[0]!r} cannot be its own opposite")
    for claim in relations.follows:
        if not assertions.excluded[claim].isdisjoint(assertions.entailed[claim]):
            yield document.problem(("follows", claim), f"{claim!r} would deny what follows from it")
    worded = sorted(assertions.worded())
    for place, claim in _named(relations):
        if claim not in worded:
            near = did_you_mean(claim, worded)
            yield document.problem(place, f"no language in {CLAIMS}/ has a word for {claim!r}{near}")


def _named(relations: AssertionsRecord) -> Iterator[tuple[Path_, str]]:
    """Every claim that is named, with its place."""
    for index, pair in enumerate(relations.opposites):
        yield from ((("opposites", index), claim) for claim in pair)
    for claim, ends in relations.follows.items():
        yield ("follows", claim), claim
        yield from ((("follows", claim, index), end) for index, end in enumerate(ends))
    for role in CLAIM_ROLES:
        yield from (((role, index), claim) for index, claim in enumerate(getattr(relations, role)))
