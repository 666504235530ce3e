"""What each language lacks that another has: `gaps.yaml` lists it, and only ever becomes shorter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import pytest

from knowledge.files.strict_yaml import Record, load_or_raise, parse
from knowledge.text.calendar_words import Forms
from knowledge.text.folding import script
from knowledge.text.letters import Script
from knowledge.text.quantities import Calendar
from knowledge.understanding.languages import ARABIC_IN_LATIN
from knowledge.vocabulary.assertions import Marker
from knowledge.vocabulary.operations import Frame, Operation
from knowledge.vocabulary.reading_claims import CLAIMS, ClaimsRecord
from knowledge.vocabulary.reading_operations import WORDS, WordsRecord
from knowledge.vocabulary.reading_phrasings import BUILT_IN
from knowledge.vocabulary.records import CalendarRecord, LanguageRecord
from knowledge.vocabulary.terms import Ask, Particle

GAPS = Path(__file__).parent / "gaps.yaml"
SCRIPTS = {Script.ARABIC: "ar", Script.CYRILLIC: "ru", Script.LATIN: "en"}
"""The calendar is one for all languages; Arabic in Latin letters cannot be told from English there."""
TENS = range(20, 100, 10)
"""Other numbers are put together, and so are ordinals above ten."""
Missing = Mapping[str, frozenset[str]]
"""Names by language."""
_Shape = TypeVar("_Shape", bound=Record)


class GapsRecord(Record):
    """By what is lacked, the names by language."""

    concepts: dict[str, tuple[str, ...]]
    asks: dict[str, tuple[str, ...]] = {}
    chat: dict[str, tuple[str, ...]] = {}
    particles: dict[str, tuple[str, ...]] = {}
    months: dict[str, tuple[str, ...]] = {}
    ordinals: dict[str, tuple[str, ...]] = {}
    cardinals: dict[str, tuple[str, ...]] = {}
    scales: dict[str, tuple[str, ...]] = {}
    hijri_months: dict[str, tuple[str, ...]] = {}
    parts_of_month: dict[str, tuple[str, ...]] = {}
    claims: dict[str, tuple[str, ...]] = {}
    markers: dict[str, tuple[str, ...]] = {}
    operations: dict[str, tuple[str, ...]] = {}
    classes: dict[str, tuple[str, ...]] = {}
    relations: dict[str, tuple[str, ...]] = {}
    frames: dict[str, tuple[str, ...]] = {}
    texts: dict[str, tuple[str, ...]] = {}


def of_texts() -> Missing:
    """The lists of words that texts are read by: whole files, and single lists of those that a language stands in."""
    held: defaultdict[str, set[str]] = defaultdict(set)
    for path in sorted((BUILT_IN / "texts").glob("*.yaml")):
        for key, lists in parse(path).data.items():
            for lang in {*SCRIPTS.values(), ARABIC_IN_LATIN}.intersection(lists if isinstance(lists, dict) else ()):
                held[lang] |= {path.stem, f"{path.stem}.{key}"}
    lacked = missing(held)
    return {
        lang: frozenset(one for one in names if "." not in one or one.partition(".")[0] in held[lang])
        for lang, names in lacked.items()
    }


def of_folder(name: str, shape: type[_Shape]) -> list[_Shape]:
    """The files of a folder of the vocabulary, one a language."""
    return [load_or_raise(path, shape) for path in sorted((BUILT_IN / name).glob("*.yaml"))]


def languages() -> list[LanguageRecord]:
    about_all = ("calendar", "properties", "assertions", "operations", "talk", "names")
    paths = sorted(path for path in BUILT_IN.glob("*.yaml") if path.stem not in about_all)
    return [load_or_raise(path, LanguageRecord) for path in paths]


def with_forms(section: Mapping[Any, Iterable[str]]) -> frozenset[str]:
    """What a language has at least one form for."""
    return frozenset(name for name, forms in section.items() if forms)


def missing(held: Mapping[str, AbstractSet[str]], wanted: Iterable[str] = ()) -> Missing:
    """What each language lacks of what is wanted, or of what any language has."""
    every = frozenset(wanted) or frozenset[str]().union(*held.values())
    return {lang: every - found for lang, found in held.items() if every - found}


def by_script(table: Mapping[int, Iterable[str]]) -> dict[str, set[str]]:
    """The figures that have a form in the script of each language."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for value, forms in table.items():
        for form in forms:
            found[SCRIPTS[script(form)]].add(str(value))
    return found


def by_value(table: Forms) -> dict[int, list[str]]:
    """The forms of each figure, those that are put together from stems as well."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    for form, value in table.items():
        found[value].append(" ".join(form))
    return found


@cache
def gaps() -> dict[str, Missing]:
    """Everything that is lacked today."""
    records = languages()
    calendar = load_or_raise(BUILT_IN / "calendar.yaml", CalendarRecord)
    tables = Calendar.build(**calendar.model_dump())
    asserted, worked_out = of_folder(CLAIMS, ClaimsRecord), of_folder(WORDS, WordsRecord)
    return {
        "concepts": missing({one.language: with_forms(one.concepts) for one in records}),
        "asks": missing({one.language: with_forms(one.asks) for one in records}, Ask),
        "chat": missing({one.language: with_forms(one.chat) for one in records}),
        "particles": missing(
            {one.language: with_forms(one.particles) for one in records}, [Particle.JOINS, Particle.REFERS]
        ),
        "months": missing(by_script(calendar.months), map(str, range(1, 13))),
        "ordinals": missing(by_script(by_value(tables.ordinals)), map(str, range(1, 11))),
        "cardinals": missing(by_script(by_value(tables.cardinals)), map(str, (*range(2, 20), *TENS, 100))),
        "scales": missing(by_script(by_value(tables.scales))),
        "hijri_months": missing(by_script(calendar.hijri_months)),
        "parts_of_month": missing(by_script(by_value(tables.parts_of_month))),
        "claims": missing({one.language: with_forms(one.claims) for one in asserted}),
        "markers": missing({one.language: with_forms(one.markers) for one in asserted}, Marker),
        "operations": missing({one.language: with_forms(one.operations) for one in worked_out}, Operation),
        "classes": missing({one.language: with_forms(one.classes) for one in worked_out}),
        "relations": missing({one.language: with_forms(one.relations) for one in worked_out}),
        "frames": missing({one.language: with_forms(one.frames) for one in worked_out}, Frame),
        "texts": of_texts(),
    }


@pytest.mark.parametrize("what", GapsRecord.model_fields)
def test_no_language_lacks_more_than_is_listed(what: str) -> None:
    listed = getattr(load_or_raise(GAPS, GapsRecord), what)
    new = {lang: sorted(names - {*listed.get(lang, ())}) for lang, names in gaps()[what].items()}

    assert {lang: names for lang, names in new.items() if names} == {}


@pytest.mark.parametrize("what", GapsRecord.model_fields)
def test_a_gap_that_was_closed_is_taken_off_the_list(what: str) -> None:
    listed = getattr(load_or_raise(GAPS, GapsRecord), what)
    closed = {lang: sorted({*names} - gaps()[what].get(lang, frozenset())) for lang, names in listed.items()}

    assert {lang: names for lang, names in closed.items() if names} == {}


def test_what_one_language_lacks_is_what_another_has() -> None:
    assert missing({"a": {"x", "y"}, "b": {"x"}}) == {"b": {"y"}}
    assert missing({"a": {"x"}}, ["x", "y"]) == {"a": {"y"}}
    assert by_script({1: ["يناير", "January"], 2: ["февраль"]}) == {"ar": {"1"}, "en": {"1"}, "ru": {"2"}}
