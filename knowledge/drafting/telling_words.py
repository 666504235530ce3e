"""The words with which documents tell properties and offices: `telling.yaml`, made ready to be found in a text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

from knowledge.drafting.inflecting import inflected, is_verb
from knowledge.files.fields import Id, LanguageCode, LocalRecord, Text
from knowledge.files.shipped import shipped
from knowledge.files.strict_yaml import Record, load_or_raise
from knowledge.model import EntityType, Kind
from knowledge.text.folding import Token, words
from knowledge.vocabulary.covering import longest
from knowledge.vocabulary.forms import Grade, Match, Word
from knowledge.vocabulary.lexicon import Lexicon
from knowledge.vocabulary.phrasings import Phrase, Phrasings

_FILE = "telling.yaml"
_KIND = "concept"
_NEAR = Grade.STEM


class ToldRecord(Record):
    """How one property is told, and how a statement of it may be worded."""

    words: dict[LanguageCode, tuple[Text, ...]]
    wording: LocalRecord | None = None


class EventRecord(Record):
    """How documents begin the name of an event of a type, and what it is called until somebody names it."""

    kind: Kind
    label: LocalRecord
    words: dict[LanguageCode, tuple[Text, ...]]


class Sign(StrEnum):
    """What is no word of a property, and what it may be quoted for under `signs` in `telling.yaml`."""

    DATE = "date"
    PLACE = "place"
    STATES = "states"
    """Several, side by side."""
    HEADING = "heading"
    OPENING = "opening"
    """The first sentence of a document."""
    HOLDER = "holder"
    """Somebody beside an office."""


class TellingRecord(Record):
    """The whole of `telling.yaml`."""

    signs: dict[Sign, tuple[Id, ...]]
    properties: dict[Id, ToldRecord]
    actors: dict[EntityType, tuple[Id, ...]]
    offices: dict[LanguageCode, tuple[Text, ...]]
    joins: dict[LanguageCode, tuple[Text, ...]]
    ranks: dict[LanguageCode, tuple[Text, ...]]
    no_names: dict[LanguageCode, tuple[Text, ...]]
    qualifiers: dict[LanguageCode, tuple[Text, ...]]
    events: dict[EntityType, EventRecord]
    report: EventRecord
    within_events: dict[LanguageCode, tuple[Text, ...]]
    after_events: dict[LanguageCode, tuple[Text, ...]]


@dataclass(frozen=True, slots=True)
class PropertyCue:
    """Words of a text that tell something: tokens `start` to `end`, and what they are."""

    start: int
    end: int
    text: str
    id: str


@dataclass(frozen=True, slots=True)
class TellingWords:
    """Finds what a sentence tells, by its words."""

    properties: Lexicon = field(repr=False)
    verbs: Lexicon = field(repr=False)
    """Those of Arabic, each in all its forms."""
    asked: Mapping[str, tuple[str, ...]] = field(repr=False)
    """By concept of the vocabulary: the properties that it alone asks for."""
    offices: Lexicon = field(repr=False)
    wordings: Mapping[str, LocalRecord] = field(repr=False)
    signs: Mapping[Sign, tuple[str, ...]] = field(repr=False)
    """The properties that each may be quoted for."""
    actors: Mapping[str, frozenset[EntityType]] = field(repr=False)
    """By property the types of whom it is told of, where the words name one."""
    joins: Lexicon = field(repr=False)
    """What begins a clause of its own behind a comma."""
    ranks: frozenset[str] = field(repr=False)
    """Folded words that stand before a name and are no part of it."""
    no_names: frozenset[str] = field(repr=False)
    """Folded words that stand in nobody's name."""
    qualifiers: frozenset[str] = field(repr=False)
    """Folded words that belong to the office behind them."""
    events: Lexicon = field(repr=False)
    """What begins the name of an event, by its type."""
    types: Mapping[EntityType, EventRecord] = field(repr=False)
    report: EventRecord = field(repr=False)
    """What a report tells of that names none."""
    within_events: frozenset[str] = field(repr=False)
    after_events: frozenset[str] = field(repr=False)

    @classmethod
    def of(cls, phrasings: Phrasings) -> TellingWords:
        """Of the properties that a vocabulary has."""
        record = _record()
        known = {key: one for key, one in record.properties.items() if key in phrasings.properties}
        told = [phrase for key, one in known.items() for phrase in _phrases(key, one.words)]
        verbs = [phrase for key, one in known.items() for phrase in _inflected(key, one.words)]
        return cls(
            Lexicon.build(told, ()),
            Lexicon.build(verbs, ()),
            _asked(phrasings),
            Lexicon.build(_phrases("office", record.offices), ()),
            {key: one.wording for key, one in known.items() if one.wording},
            record.signs,
            _by_property(record.actors),
            Lexicon.build(_phrases("join", record.joins), ()),
            _each_word(record.ranks),
            _each_word(record.no_names),
            _each_word(record.qualifiers),
            Lexicon.build((one for type_, event in record.events.items() for one in _phrases(type_, event.words)), ()),
            record.events,
            record.report,
            _each_word(record.within_events),
            _each_word(record.after_events),
        )


def found(lexicon: Lexicon, tokens: tuple[Token, ...], text: str, least: Grade = _NEAR) -> Iterator[PropertyCue]:
    """The longest forms of a lexicon in a text, each with everything that it stands for."""
    for group in longest(_near(lexicon, tokens, least), len(tokens)):
        for match in group:
            for sense in match.form.senses:
                yield _cue(match, sense.id, tokens, text)


def told_in(telling: TellingWords, tokens: tuple[Token, ...], text: str) -> Iterator[PropertyCue]:
    """The longest words by which each property is told in a text: what one is told by hides no other."""
    own: dict[str, list[Match]] = defaultdict(list)
    for match in (*_near(telling.properties, tokens), *_near(telling.verbs, tokens, Grade.CLITIC)):
        for sense in match.form.senses:
            own[sense.id].append(match)
    every = (_cue(group[0], id_, tokens, text) for id_, ones in own.items() for group in longest(ones, len(tokens)))
    yield from sorted(every, key=lambda one: one.start)


def begins_with_verb(telling: TellingWords, tokens: tuple[Token, ...]) -> bool:
    """Whether the first word of an Arabic text is a verb that tells something."""
    return any(one.start == 0 for one in _near(telling.verbs, tokens, Grade.CLITIC))


def _near(lexicon: Lexicon, tokens: tuple[Token, ...], least: Grade = _NEAR) -> list[Match]:
    return [one for one in lexicon.matches([Word.of(token.text) for token in tokens]) if one.grade >= least]


def _cue(match: Match, id_: str, tokens: tuple[Token, ...], text: str) -> PropertyCue:
    return PropertyCue(match.start, match.end, text[tokens[match.start].start : tokens[match.end - 1].end], id_)


def _each_word(forms: Mapping[str, Iterable[str]]) -> frozenset[str]:
    return frozenset(word for own in forms.values() for form in own for word in words(form))


@cache
def _record() -> TellingRecord:
    return load_or_raise(shipped("knowledge.drafting", _FILE), TellingRecord, name=_FILE)


def _phrases(id_: str, by_lang: Mapping[str, Iterable[str]]) -> Iterator[Phrase]:
    every = ((lang, form) for lang, forms in by_lang.items() for form in forms if not is_verb(form))
    return (Phrase(words(form), lang, _KIND, id_) for lang, form in every)


def _inflected(id_: str, by_lang: Mapping[str, Iterable[str]]) -> Iterator[Phrase]:
    every = ((lang, verb) for lang, forms in by_lang.items() for verb in forms if is_verb(verb))
    return (Phrase(words(form), lang, _KIND, id_) for lang, verb in every for form in inflected(verb))


def _by_property(actors: Mapping[EntityType, Iterable[str]]) -> Mapping[str, frozenset[EntityType]]:
    found: defaultdict[str, set[EntityType]] = defaultdict(set)
    for type_, properties in actors.items():
        for one in properties:
            found[one].add(type_)
    return {key: frozenset(types) for key, types in found.items()}


def _asked(phrasings: Phrasings) -> Mapping[str, tuple[str, ...]]:
    asked: dict[str, tuple[str, ...]] = {}
    for key, record in phrasings.properties.items():
        for concepts in record.asked_by:
            if len(concepts) == 1 and concepts[0] not in phrasings.light:
                asked[concepts[0]] = (*asked.get(concepts[0], ()), key)
    return asked
