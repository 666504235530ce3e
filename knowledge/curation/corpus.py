"""A knowledge folder read as a whole: sources, entities, statements and phrasings, checked by all rules."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from knowledge.compiled.base import KnownWords
from knowledge.curation import asking_rules, covering, naming_rules, rules, wording_rules
from knowledge.curation.covering import Coverage
from knowledge.curation.facts_files import read_facts
from knowledge.curation.folder import Folder
from knowledge.curation.folder_lexicon import lexicon_of
from knowledge.curation.modelled import entity_of, statements_of
from knowledge.curation.names import WellKnown, capitals, read_well_known, with_names_by_rule
from knowledge.curation.rules import Draft
from knowledge.curation.settling import settle
from knowledge.curation.shared_names import with_shared_names
from knowledge.curation.sources import read_seeds
from knowledge.errors import InvalidFiles, Problem
from knowledge.files.strict_yaml import YamlFile
from knowledge.learned.reading import Learned, read_learned
from knowledge.model import Edition, Entity, Source, Statement
from knowledge.understanding.claims import ClaimReader
from knowledge.vocabulary.lexicon import Lexicon, called
from knowledge.vocabulary.operations import Operations
from knowledge.vocabulary.phrasings import Phrasings, PropertyRecord
from knowledge.vocabulary.reading_claims import read_assertions
from knowledge.vocabulary.reading_operations import read_operations
from knowledge.vocabulary.reading_phrasings import property_names, read_phrasings

log = logging.getLogger(__name__)


class _Vocabulary(NamedTuple):
    """The vocabulary, and what was learned."""

    phrasings: Phrasings
    learned: Learned
    claim_reader: ClaimReader
    operations: Operations

    @classmethod
    def of(cls, known: Corpus | KnownWords) -> _Vocabulary:
        """As it was read or compiled before."""
        return cls(known.phrasings, known.learned, known.claim_reader, known.operations)


class _Names(NamedTuple):
    """Who is known, by which names, and the state of each curated capital."""

    entities: Mapping[str, Entity]
    lexicon: Lexicon
    lies_in: Mapping[str, str]


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


@dataclass(frozen=True, slots=True)
class Examined:
    """A folder as the rules of curation look at it, and what they say."""

    draft: Draft
    problems: Sequence[Problem]
    coverage: Mapping[str, Coverage]
    uncovered: Sequence[Problem]
    known: tuple[_Vocabulary, _Names] | None = None
    """None where the vocabulary cannot be read: then wordings were not looked at."""

    @property
    def properties(self) -> Mapping[str, PropertyRecord]:
        """What can be told of entities; nothing where the vocabulary cannot be read."""
        return self.known[0].phrasings.properties if self.known else {}


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
    """A folder whose statements are right, and its gaps; `before` as for `examine`."""
    found = examine(folder, before)
    if found.problems or found.known is None:
        raise InvalidFiles([*found.problems, *found.uncovered])
    corpus = _corpus(folder, found.draft, found.known, found.coverage, before)
    return FolderReading(corpus, found.draft, found.uncovered)


def examine(folder: Folder, before: Corpus | KnownWords | None = None) -> Examined:
    """A folder right or wrong, by all rules.

    What it was `before`, with the same vocabulary, spares reading that, making the lexicon of the same names, and
    looking at the wordings of files that have passed with these. A compiled version has no other words than its
    lexicon: with other names it spares nothing.
    """
    draft, problems = _drafted(folder)
    well_known, in_names = read_well_known(folder.vocabulary)
    problems += in_names
    try:
        vocabulary = _Vocabulary.of(before) if before else _words(folder, problems)
    except InvalidFiles as unreadable:
        problems = [*unreadable.problems, *_without_words(draft, folder, unreadable)]
        return Examined(draft, problems, *covering.coverage(draft))
    settle(draft, vocabulary.phrasings.properties)
    entities = _entities(draft, well_known, vocabulary.phrasings)
    same = before is not None and called(before.entities) == called(entities)
    if before and not (same or before.phrasings.phrases):
        return examine(folder)
    lexicon = before.lexicon if before and same else lexicon_of(vocabulary.phrasings, entities.values(), well_known)
    names = _Names(entities, lexicon, capitals(entities, well_known))
    settled = _same(_passed(draft), before.passed) if before and same else frozenset()
    problems += _broken(draft, vocabulary, names, settled, _files(problems))
    draft.failed = _files(problems)
    return Examined(draft, problems, *covering.coverage(draft), known=(vocabulary, names))


def _corpus(
    folder: Folder,
    draft: Draft,
    known: tuple[_Vocabulary, _Names],
    coverage: Mapping[str, Coverage],
    before: Corpus | KnownWords | None,
) -> Corpus:
    vocabulary, names = known
    return Corpus(
        folder.version(),
        names.entities,
        statements_of(draft),
        draft.sources,
        vocabulary.phrasings,
        vocabulary.learned,
        names.lexicon,
        vocabulary.claim_reader,
        vocabulary.operations,
        coverage,
        questions=asking_rules.questions(draft.statements()),
        words=before.words if before else folder.words(),
        proposed=tuple(draft.proposed),
        lies_in=names.lies_in,
        operation_words=before.operation_words if before else None,
        passed=_passed(draft),
    )


def _drafted(folder: Folder) -> tuple[Draft, list[Problem]]:
    """The documents and the files of facts as far as they can be read, and what is wrong with the others."""
    seeds = read_seeds(folder.seeds, *folder.archives)
    draft = Draft(sources=seeds.sources, waivers=seeds.waivers, listing=seeds.listing, curation=seeds.curation)
    return draft, [*seeds.problems, *read_facts(folder.facts, draft)]


def _entities(draft: Draft, well_known: WellKnown, phrasings: Phrasings) -> Mapping[str, Entity]:
    """With all names that they go by, also those that rules give."""
    named = with_names_by_rule({key: entity_of(key, draft) for key in draft.records}, well_known)
    return with_shared_names(named, phrasings.phrases)


def _broken(
    draft: Draft, vocabulary: _Vocabulary, names: _Names, settled: Collection[str], failed: frozenset[str]
) -> Iterator[Problem]:
    """What breaks the rules of curation; the wordings of entities that are `settled` have passed them before."""
    draft.failed = failed
    phrasings = vocabulary.phrasings
    yield from rules.structure(draft, phrasings.properties)
    yield from rules.shared_names(draft, names.entities.values())
    worded = draft.besides(settled) if settled else draft
    yield from naming_rules.problems(worded, names.lexicon, phrasings, names.lies_in)
    yield from asking_rules.problems(draft.statements())
    yield from wording_rules.problems(worded, vocabulary.claim_reader, phrasings.properties, names.lexicon)


def _passed(draft: Draft) -> Mapping[str, str]:
    """By entity the digest of its file, with that of all documents: a caveat may tell what stands in any of them."""
    documents = hashlib.sha256("".join(sorted(one.sha256 for one in draft.sources.values())).encode()).hexdigest()
    return {key: f"{document.digest}-{documents}" for key, document in draft.documents.items()}


def _same(one: Mapping[str, str], other: Mapping[str, str]) -> frozenset[str]:
    return frozenset(key for key, value in one.items() if other.get(key) == value)


def _without_words(draft: Draft, folder: Folder, unreadable: InvalidFiles) -> Iterator[Problem]:
    """What is wrong with the facts as far as that can be told while the vocabulary cannot be read."""
    draft.failed = _files(unreadable.problems)
    properties = property_names(folder.vocabulary)
    settle(draft, properties or ())
    yield from rules.structure(draft, properties)
    yield from asking_rules.problems(draft.statements())


def names_in(folder: Folder) -> Lexicon:
    """The names of a folder's facts, of those that can be read; no other words."""
    draft = Draft(sources={}, waivers={}, listing=YamlFile("seeds/sources.yaml"))
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
    lexicon = lexicon_of(phrasings, edition.entities.values(), well_known)
    told = edition.version, edition.entities, edition.statements, sources
    words_ = learned, lexicon, claim_reader, operations
    return Corpus(*told, phrasings, *words_, coverage={}, words=folder.words())


def _words(folder: Folder, problems: list[Problem]) -> _Vocabulary:
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
    return _Vocabulary(phrasings, learned, ClaimReader.of(assertions), operations)


def _weighable() -> Mapping[str, Collection[str]]:
    """What the decision can weigh, by section of its file; imported here for numpy's sake."""
    from knowledge.matching.features import EVIDENCE, Features

    ranked = {"ranking": Features._fields, "untaught_ranking": Features._fields}
    return {"weights": EVIDENCE, "untaught_weights": EVIDENCE, **ranked}


def _files(problems: Iterable[Problem]) -> frozenset[str]:
    return frozenset(problem.file for problem in problems)
