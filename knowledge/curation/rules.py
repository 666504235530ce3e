"""The rules of curation, each as a function that yields what breaks it, with file and line."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any

from rapidfuzz import fuzz

from knowledge.curation.kinds import TYPES
from knowledge.curation.records import EntityRecord, StatementRecord
from knowledge.dates import PartialDate
from knowledge.errors import Problem
from knowledge.files.describing import Path_, short
from knowledge.files.fields import MAX_QUOTE
from knowledge.files.strict_yaml import YamlFile
from knowledge.files.suggestions import did_you_mean
from knowledge.model import Curation, Entity, EntityType, Kind, Source, Strength
from knowledge.text.folding import tokens, words
from knowledge.text.hours import hours
from knowledge.vocabulary.covering import longest
from knowledge.vocabulary.forms import Grade, Sense, SenseKind, Word
from knowledge.vocabulary.lexicon import Lexicon, names_of

_FIGURES = re.compile(r"\d+")
_ADD_IT = "; no entity has this id: add it first, or leave it out"
_LISTED = "; properties are listed in vocabulary/properties.yaml"


@dataclass(slots=True)
class Draft:
    """A knowledge folder as it was read, with the documents that know every line."""

    sources: Mapping[str, Source]
    waivers: Mapping[str, tuple[str, ...]]
    listing: YamlFile
    curation: Mapping[str, Curation] = field(default_factory=dict)
    records: dict[str, EntityRecord] = field(default_factory=dict)
    kinds: dict[str, Kind] = field(default_factory=dict)
    documents: dict[str, YamlFile] = field(default_factory=dict)
    partial: set[str] = field(default_factory=set)
    """Entities of which some statements could not be read, and the others are looked at."""
    unsound: set[str] = field(default_factory=set)
    """Entities of which nothing could be read; what refers to them is no mistake."""
    may_lack: bool = True
    """False where a file could not be read of which nobody knows whom it defines."""
    unread: list[tuple[str, Any]] = field(default_factory=list)
    """Files of facts that have mistakes: their values, an entity each, or their text where it is no YAML."""
    proposed: list[str] = field(default_factory=list)
    """What nobody has accepted yet and is looked at no further: ids of entities and statements."""
    failed: frozenset[str] = frozenset()
    """Files with problems of their own; what they hold is unknown, and no mistake of those that refer to it."""
    around: Mapping[str, EntityRecord] = field(default_factory=dict)
    """What was looked at before, and is only referred to."""

    def lacks(self, entity_id: str) -> bool:
        """Whether nobody defined this entity, not even in a file that could not be read."""
        if entity_id in self.unsound or not self.may_lack:
            return False
        unread = (file.rpartition("/")[2] == f"{entity_id}.yaml" for file in self.failed)
        return entity_id not in self.records and entity_id not in self.around and not any(unread)

    def everybody(self) -> Mapping[str, EntityRecord]:
        """Every entity that may be referred to."""
        return {**self.around, **self.records}

    def besides(self, settled: Collection[str]) -> Draft:
        """The same, where some entities are only referred to."""
        records = {key: record for key, record in self.records.items() if key not in settled}
        return replace(self, records=records, around=self.everybody())

    def add(self, entity_id: str, kind: Kind, record: EntityRecord, document: YamlFile) -> None:
        """Take in one file of facts."""
        self.records[entity_id] = record
        self.kinds[entity_id] = kind
        self.documents[entity_id] = document

    def statements(self) -> Iterator[tuple[YamlFile, Path_, str, StatementRecord]]:
        """Every statement with its document, its place in it, and its id."""
        for entity_id, record in self.records.items():
            for key, statement in record.statements.items():
                yield self.documents[entity_id], ("statements", key), f"{entity_id}.{key}", statement


def structure(draft: Draft, properties: Collection[str] | None) -> Iterator[Problem]:
    """Ids that nobody defined, types in the wrong folder, values out of shape, quotes that do not stand.

    None stands for properties that could not be read.
    """
    for entity_id, record in draft.records.items():
        document = draft.documents[entity_id]
        allowed = TYPES[draft.kinds[entity_id]]
        if record.type not in allowed:
            yield document.problem(("type",), _elsewhere(record.type, draft.kinds[entity_id], allowed))
        yield from _reference(draft, document, ("place",), record.place)
        if entity_id not in draft.partial:
            yield from _hour(document, record)
            yield from _uncited(document, record)
    records = draft.everybody().items()
    known = {f"{id_}.{key}": statement for id_, record in records for key, statement in record.statements.items()}
    for document, path, statement_id, statement in draft.statements():
        if properties is not None and statement.property not in properties:
            near = did_you_mean(statement.property, sorted(properties), otherwise=_LISTED)
            yield document.problem((*path, "property"), f"unknown property {statement.property!r}{near}")
        for index, entity_id in enumerate(statement.about):
            yield from _reference(draft, document, (*path, "about", index), entity_id)
        yield from _reference(draft, document, (*path, "said_by"), statement.said_by)
        yield from _value(draft, document, (*path, "value"), statement.value)
        yield from _contradictions(document, path, statement_id, known, draft.partial)
        yield from _quotes(draft, document, path, statement)


def _elsewhere(type_: EntityType, kind: Kind, allowed: Iterable[EntityType]) -> str:
    """What a file is told whose type belongs into another folder."""
    home = next(one.folder for one, types in TYPES.items() if type_ in types)
    options = ", ".join(sorted(allowed))
    return f"{type_.value} is no type of {kind}: {options}; files of type {type_.value} stand in {home}/"


def _reference(draft: Draft, document: YamlFile, path: Path_, entity_id: str | None) -> Iterator[Problem]:
    if entity_id is not None and draft.lacks(entity_id):
        near = did_you_mean(entity_id, draft.everybody(), otherwise=_ADD_IT)
        yield document.problem(path, f"unknown entity {entity_id!r}{near}")


def _hour(document: YamlFile, record: EntityRecord) -> Iterator[Problem]:
    """An hour that no quote says, in figures or in words, neither of twenty-four nor of twelve."""
    if record.begins:
        quotes = [citation.quote for one in record.statements.values() for citation in one.citations]
        said = {int(figure) for quote in quotes for figure in _FIGURES.findall(quote)}
        told = {figure for quote in quotes for one in hours(quote) for figure in one.carried}
        hour = int(record.begins[:2])
        twelve = hour % 12 or 12
        if said.isdisjoint({hour, twelve}) and told.isdisjoint({record.begins, f"{twelve}{record.begins[2:]}"}):
            yield document.problem(("begins",), f"no quote of it says {record.begins}")


def _uncited(document: YamlFile, record: EntityRecord) -> Iterator[Problem]:
    """Quotes by name that no statement has."""
    cited = {citation.quote for one in record.statements.values() for citation in one.citations}
    for name, quote in record.quotes.items():
        if quote not in cited:
            yield document.problem(
                ("quotes", name), f"no statement cites it; write `{name}` among citations, or remove it"
            )


def _value(draft: Draft, document: YamlFile, path: Path_, value: str | None) -> Iterator[Problem]:
    if value is None or value.isdecimal() or not draft.lacks(value):
        return
    try:
        PartialDate.parse(value)
    except ValueError:
        near = did_you_mean(value, draft.everybody(), otherwise=_ADD_IT)
        yield document.problem(path, f"{value!r} is no entity, date or number{near}")


def _contradictions(
    document: YamlFile, path: Path_, statement_id: str, known: Mapping[str, StatementRecord], partial: Collection[str]
) -> Iterator[Problem]:
    for index, other in enumerate(known[statement_id].contradicts):
        here = (*path, "contradicts", index)
        if other == statement_id:
            yield document.problem(here, "a statement cannot disagree with itself")
        elif other not in known and other.partition(".")[0] in partial:
            continue
        elif other not in known:
            yield document.problem(here, f"unknown statement {other!r}{did_you_mean(other, known)}")
        elif statement_id not in known[other].contradicts:
            yield document.problem(here, f"{other} does not name {statement_id} in return; both sides must")
        elif (known[other].withdrawn is None) != (known[statement_id].withdrawn is None):
            message = f"one of {statement_id} and {other} is withdrawn: the disagreement is over, remove it from both"
            yield document.problem(here, message)


def _quotes(draft: Draft, document: YamlFile, path: Path_, statement: StatementRecord) -> Iterator[Problem]:
    for index, citation in enumerate(statement.citations):
        here = (*path, "citations", index)
        if len(citation.quote) > MAX_QUOTE:
            message = f"string should have at most {MAX_QUOTE} characters (found {short(citation.quote)})"
            yield document.problem((*here, "quote"), message)
            continue
        source = draft.sources.get(citation.source)
        if source is None:
            if ("sources", citation.source) not in draft.listing.lines and not draft.listing.problems:
                near = did_you_mean(citation.source, draft.sources)
                yield document.problem((*here, "source"), f"unknown source {citation.source!r}{near}")
            continue
        count = source.text.count(citation.quote)
        if count == 0:
            record = draft.records.get(PurePosixPath(document.file).stem)
            named = did_you_mean(citation.quote, sorted(record.quotes)) if record and record.quotes else ""
            told = _not_there(citation.quote, source, draft.sources)
            yield document.problem((*here, "quote"), told + (named and f" (as the name of a quote){named}"))
        elif count > 1 and citation.occurrence is None:
            message = f"stands {count} times in {citation.source}; lengthen it, or say which with `occurrence`"
            yield document.problem((*here, "quote"), message)
        elif citation.translation and source.language in citation.translation.texts():
            message = f"{citation.source} is written in this language already; translate into another one"
            yield document.problem((*here, "translation", source.language), message)
        elif citation.start(source.text) < 0:
            yield document.problem((*here, "occurrence"), f"the quote stands only {count} times in {citation.source}")


def _not_there(quote: str, source: Source, sources: Mapping[str, Source]) -> str:
    if elsewhere := next((one.id for one in sources.values() if quote in one.text), ""):
        return f"does not stand in {source.id}; it stands in {elsewhere}: write `source: {elsewhere}`"
    found = fuzz.partial_ratio_alignment(quote, source.text)
    if found is None or found.score < 70:
        return f"does not stand in {source.id}"
    nearest = _whole_words(source.text, found.dest_start, found.dest_end)
    return f"does not stand in {source.id} byte for byte; the nearest is «{nearest}»"


def _whole_words(text: str, start: int, end: int) -> str:
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return text[start:end].strip()


def shared_names(draft: Draft, entities: Iterable[Entity]) -> Iterator[Problem]:
    """Strong names of two entities, and names that say nothing."""
    owners: defaultdict[tuple[str, ...], dict[str, str]] = defaultdict(dict)
    for entity in entities:
        for alias in names_of(entity):
            key = words(alias.text)
            if not key:
                message = f"{alias.text!r} has no letter or digit and would match everything"
                yield draft.documents[entity.id].problem(("aliases", alias.lang), message)
            elif alias.strength is Strength.STRONG:
                owners[key].setdefault(entity.id, alias.text)
    for found in owners.values():
        for entity_id, text in list(found.items())[1:]:
            first = next(iter(found))
            message = f"{text!r} is a strong name of {first} too; make it weak in one of them"
            yield draft.documents[entity_id].problem(("aliases",), message)


def named_in(text: str, lexicon: Lexicon) -> dict[str, tuple[int, int]]:
    """The entities that a text names by their longest strong names, literally, and where each stands last."""
    return dict(names_in(text, lexicon))


def names_in(text: str, lexicon: Lexicon) -> list[tuple[str, tuple[int, int]]]:
    """The same, each time that it names one."""
    found = tokens(text)
    matches = lexicon.matches([Word.of(token.text) for token in found])
    close = [one for one in matches if one.grade >= Grade.CLITIC and any(map(_strong_entity, one.form.senses))]
    return [
        (sense.id, (found[match.start].start, found[match.end - 1].end))
        for group in longest(close, len(found))
        for match in group
        for sense in match.form.senses
        if _strong_entity(sense)
    ]


def _strong_entity(sense: Sense) -> bool:
    return sense.kind is SenseKind.ENTITY and sense.strength is Strength.STRONG
