"""A knowledge folder read as a whole: sources, entities, statements and phrasings, checked by all rules."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from knowledge.compiled.base import KnownWords
from knowledge.curation import asking_rules, covering, naming_rules, rules, wording_rules
from knowledge.curation.covering import Coverage
from knowledge.curation.facts_files import read_facts
from knowledge.curation.folder import Folder
from knowledge.curation.names import WellKnown, capitals, of_capitals, of_states, read_well_known, with_names_by_rule
from knowledge.curation.records import CitationRecord, StatementRecord
from knowledge.curation.rules import Draft
from knowledge.curation.shared_names import with_shared_names
from knowledge.curation.sources import read_seeds
from knowledge.errors import InvalidFiles, Problem
from knowledge.files.strict_yaml import Document
from knowledge.learned.reading import Learned, read_learned
from knowledge.model import Alias, Citation, Edition, Entity, EntityType, Source, Statement, Strength, Withdrawal
from knowledge.text.folding import words
from knowledge.text.transliteration import Transliterated
from knowledge.understanding.claims import ClaimReader
from knowledge.vocabulary.lexicon import Lexicon, called, names_of
from knowledge.vocabulary.operations import Operations
from knowledge.vocabulary.phrasings import Phrase, Phrasings
from knowledge.vocabulary.reading import property_names, read_phrasings
from knowledge.vocabulary.reading_claims import read_assertions
from knowledge.vocabulary.reading_operations import read_operations
from knowledge.vocabulary.roles import Role

log = logging.getLogger(__name__)

_FolderWords: TypeAlias = tuple[Phrasings, Learned, ClaimReader, Operations]
"""The vocabulary, and what was learned."""


@dataclass(frozen=True, slots=True)
class Corpus(Edition):
    """Everything that a knowledge folder says, valid by all rules."""

    sources: Mapping[str, Source]
    phrasings: Phrasings
    learned: Learned
    lexicon: Lexicon
    claim_reader: ClaimReader
    operations: Operations
    coverage: Mapping[str, Coverage]
    questions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What editors expect readers to ask a current statement by; those of a version told before are not known."""
    words: str = ""
    """Of which digest the vocabulary is."""
    proposed: tuple[str, ...] = ()
    """What stands in the files and nobody has accepted yet: ids of entities and statements, left out of all else."""
    lies_in: Mapping[str, str] = field(default_factory=dict)
    """The state of each place that is known as its capital."""
    operation_words: Lexicon | None = None
    """What asks for something to be worked out, as it was compiled before; None: its phrases tell."""
    passed: Mapping[str, str] = field(default_factory=dict)
    """By entity the digest of its file, and of the documents, with which it has passed the rules."""

    @property
    def current(self) -> list[Statement]:
        """The statements that have not been withdrawn."""
        return [statement for statement in self.statements.values() if statement.withdrawn is None]


@dataclass(frozen=True, slots=True)
class FolderReading:
    """A folder as it was read: whole, and as what the rules of curation look at."""

    corpus: Corpus
    draft: Draft
    uncovered: Sequence[Problem]
    """The gaps of documents that are said to be complete."""


def read_folder(folder: Folder, before: Corpus | KnownWords | None = None) -> Corpus:
    """Read and check a folder; InvalidFiles lists every problem of every file. `before` as for `read`."""
    reading = read(folder, before)
    if reading.uncovered:
        raise InvalidFiles(reading.uncovered)
    return reading.corpus


def read_finished(folder: Folder, before: KnownWords | None = None) -> Corpus:
    """The same, where words that no quote covers yet are only logged: they make no statement wrong."""
    reading = read(folder, before)
    for problem in reading.uncovered:
        log.warning("%s", problem)
    return reading.corpus


def read(folder: Folder, before: Corpus | KnownWords | None = None) -> FolderReading:
    """A folder whose statements are right, and its gaps.

    What it was `before`, with the same vocabulary, spares reading that, making the lexicon of the same names, and
    looking at the wordings of files that have passed with these. A compiled version has no other words than its
    lexicon: with other names it spares nothing.
    """
    seeds = read_seeds(folder.seeds, *folder.archives)
    draft = Draft(sources=seeds.sources, waivers=seeds.waivers, listing=seeds.listing, curation=seeds.curation)
    problems = list(seeds.problems)
    problems += read_facts(folder.facts, draft)
    try:
        phrasings, learned, claim_reader, operations = _known_words(before) if before else _words(folder, problems)
    except InvalidFiles as unreadable:
        raise InvalidFiles([*unreadable.problems, *_without_words(draft, folder, unreadable)]) from None
    well_known, in_names = read_well_known(folder.vocabulary)
    problems += in_names
    named = with_names_by_rule({key: entity_of(key, draft) for key in draft.records}, well_known)
    entities = with_shared_names(named, phrasings.phrases)
    same = before is not None and called(before.entities) == called(entities)
    if before and not (same or before.phrasings.phrases):
        return read(folder)
    lexicon = before.lexicon if before and same else _lexicon(phrasings, entities.values(), well_known)
    draft.failed = _files(problems)
    problems += rules.structure(draft, phrasings.properties)
    problems += rules.shared_names(draft, entities.values())
    passed = _passed(draft)
    worded = draft.besides(_same(passed, before.passed)) if before and same else draft
    problems += naming_rules.problems(worded, lexicon, phrasings, lies_in := capitals(entities, well_known))
    problems += asking_rules.problems(draft.statements())
    problems += wording_rules.problems(worded, claim_reader, phrasings.properties, lexicon)
    draft.failed = _files(problems)
    coverage, uncovered = covering.coverage(draft)
    if problems:
        raise InvalidFiles([*problems, *uncovered])
    statements = _in_reading_order(_statements(draft), draft)
    told = folder.version(), entities, statements, seeds.sources
    words_ = learned, lexicon, claim_reader, operations
    corpus = Corpus(
        *told,
        phrasings,
        *words_,
        coverage,
        asking_rules.questions(draft.statements()),
        before.words if before else folder.words(),
        tuple(draft.proposed),
        lies_in,
        operation_words=before.operation_words if before else None,
        passed=passed,
    )
    return FolderReading(corpus, draft, uncovered)


def _passed(draft: Draft) -> Mapping[str, str]:
    """By entity the digest of its file, with that of all documents: a caveat may tell what stands in any of them."""
    documents = hashlib.sha256("".join(sorted(one.sha256 for one in draft.sources.values())).encode()).hexdigest()
    return {key: f"{document.digest}-{documents}" for key, document in draft.documents.items()}


def _same(one: Mapping[str, str], other: Mapping[str, str]) -> frozenset[str]:
    return frozenset(key for key, value in one.items() if other.get(key) == value)


def _without_words(draft: Draft, folder: Folder, unreadable: InvalidFiles) -> Iterator[Problem]:
    """What is wrong with the facts as far as that can be told while the vocabulary cannot be read."""
    draft.failed = _files(unreadable.problems)
    yield from rules.structure(draft, property_names(folder.vocabulary))
    yield from asking_rules.problems(draft.statements())


def _known_words(corpus: Corpus | KnownWords) -> _FolderWords:
    return corpus.phrasings, corpus.learned, corpus.claim_reader, corpus.operations


def names_in(folder: Folder) -> Lexicon:
    """The names of a folder's facts, of those that can be read; no other words."""
    draft = Draft(sources={}, waivers={}, listing=Document("seeds/sources.yaml"))
    read_facts(folder.facts, draft)
    return Lexicon.build((), [entity_of(entity_id, draft) for entity_id in draft.records])


def republished(edition: Edition, sources: Mapping[str, Source], folder: Folder) -> Corpus:
    """What a version told, under its name, in the words of today's folder, whose facts are not looked at.

    InvalidFiles when those words cannot be read, or when they lack a property that the version tells of.
    """
    phrasings, learned, claim_reader, operations = _words(folder, [])
    lacking = {one.property for one in edition.statements.values()} - phrasings.properties.keys()
    if lacking:
        message = f"{edition.version} tells of it, and it is no property any more"
        raise InvalidFiles(Problem("vocabulary/properties.yaml", 0, property_, message) for property_ in lacking)
    well_known, _ = read_well_known(folder.vocabulary)
    lexicon = _lexicon(phrasings, edition.entities.values(), well_known)
    told = edition.version, edition.entities, edition.statements, sources
    words_ = learned, lexicon, claim_reader, operations
    return Corpus(*told, phrasings, *words_, coverage={}, words=folder.words())


def _lexicon(phrasings: Phrasings, entities: Collection[Entity], well_known: WellKnown) -> Lexicon:
    """Who goes by the strong name of an entity is no stranger, whatever the vocabulary says."""
    strangers = phrasings.role(Role.STRANGER)
    names = (alias for entity in entities for alias in names_of(entity))
    known = {words(name.text) for name in names if name.strength is Strength.STRONG}
    people = _people(entities)
    strange = {one.words for one in phrasings.phrases if one.id in strangers}
    known |= {name for name in strange if len(name) == 1 and people.read(*name)}
    phrases = [one for one in phrasings.phrases if one.id not in strangers or one.words not in known]
    known |= {one.words for one in phrases}
    abroad = (one for one in _abroad(phrasings, entities, well_known) if one.words not in known)
    return Lexicon.build([*phrases, *abroad], entities)


def _abroad(phrasings: Phrasings, entities: Iterable[Entity], well_known: WellKnown) -> Iterator[Phrase]:
    """The names of all states and their capitals; a capital that somebody goes by, certainly or not, is known."""
    for concept in phrasings.role(Role.ABROAD):
        yield from of_states(concept, well_known)
    called = {words(alias.text) for entity in entities for alias in names_of(entity)}
    for concept in phrasings.role(Role.ELSEWHERE):
        yield from (one for one in of_capitals(concept, well_known) if one.words not in called)


def _people(entities: Iterable[Entity]) -> Transliterated:
    """The people of the facts, by the single words that they go by for certain."""
    people = (entity for entity in entities if entity.type == EntityType.PERSON)
    names = (words(alias.text) for one in people for alias in names_of(one) if alias.strength is Strength.STRONG)
    return Transliterated.of(name[0] for name in names if len(name) == 1)


def _words(folder: Folder, problems: list[Problem]) -> _FolderWords:
    """The vocabulary and what was learned; InvalidFiles with their problems and those found before."""
    assertions, in_assertions = read_assertions(folder.vocabulary)
    phrasings, in_vocabulary = read_phrasings(folder.vocabulary, assertions.worded() if assertions else None)
    learned, in_learned = read_learned(folder.learned, _weighable())
    problems += [*in_vocabulary, *in_learned, *in_assertions]
    properties = phrasings.properties if phrasings else property_names(folder.vocabulary)
    operations, in_operations = read_operations(folder.vocabulary, properties)
    problems += in_operations
    if phrasings is None or learned is None or assertions is None or operations is None:
        raise InvalidFiles(problems)
    return phrasings, learned, ClaimReader.of(assertions), operations


def _weighable() -> Mapping[str, Collection[str]]:
    """What the decision can weigh, by section of its file; imported here for numpy's sake."""
    from knowledge.matching.features import EVIDENCE, Features

    ranked = {"ranking": Features._fields, "untaught_ranking": Features._fields}
    return {"weights": EVIDENCE, "untaught_weights": EVIDENCE, **ranked}


def _files(problems: Iterable[Problem]) -> frozenset[str]:
    return frozenset(problem.file for problem in problems)


def entity_of(entity_id: str, draft: Draft) -> Entity:
    """An entity as its file has it, without the names that rules give it."""
    record = draft.records[entity_id]
    aliases = tuple(
        Alias(text, lang, strength)
        for lang, group in record.aliases.items()
        for strength, texts in ((Strength.STRONG, group.strong), (Strength.WEAK, group.weak))
        for text in texts
    )
    given = record.model_dump(exclude_none=True, exclude={"type", "aliases", "statements", "source", "quotes"})
    return Entity(id=entity_id, kind=draft.kinds[entity_id], type=record.type.value, aliases=aliases, **given)


def _statements(draft: Draft) -> Iterator[Statement]:
    for entity_id, record in draft.records.items():
        for key, statement in record.statements.items():
            yield _statement(f"{entity_id}.{key}", entity_id, statement, draft.sources)


def _statement(statement_id: str, subject: str, record: StatementRecord, sources: Mapping[str, Source]) -> Statement:
    citations = tuple(_cited(citation, sources[citation.source]) for citation in record.citations)
    seen = sorted(sources[citation.source].received for citation in citations)
    withdrawn = record.withdrawn
    given = record.model_dump(exclude_none=True, exclude={"citations", "withdrawn", "questions"})
    return Statement(
        id=statement_id,
        subject=subject,
        citations=citations,
        withdrawn=Withdrawal(withdrawn.since, withdrawn.reason.texts()) if withdrawn else None,
        first_seen=seen[0],
        last_seen=seen[-1],
        **given,
    )


def _cited(record: CitationRecord, source: Source) -> Citation:
    translation = record.translation.texts() if record.translation else None
    return Citation(source.id, record.quote, record.start(source.text), translation or None)


def _in_reading_order(statements: Iterator[Statement], draft: Draft) -> dict[str, Statement]:
    """By the place of the first quote, document after document."""
    documents = {source: index for index, source in enumerate(draft.sources)}

    def place(statement: Statement) -> tuple[int, int, str]:
        first = min(statement.citations, key=lambda c: (documents[c.source], c.start))
        return documents[first.source], statement.citations[0].start, statement.id

    return {statement.id: statement for statement in sorted(statements, key=place)}
