"""A knowledge folder kept in memory while it is curated, so that one statement can be checked as it is typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import PurePosixPath
from typing import Any

from knowledge.compiled.base import KnownWords
from knowledge.curation import asking_rules, naming_rules, rules, wording_rules
from knowledge.curation.canonical import texts
from knowledge.curation.corpus import Corpus, FolderReading, read
from knowledge.curation.folder import Folder
from knowledge.curation.modelled import entity_of
from knowledge.curation.records import EntityRecord
from knowledge.curation.rules import Draft
from knowledge.curation.settling import settle
from knowledge.errors import InvalidFiles, Problem
from knowledge.files.strict_yaml import YamlFile, validate
from knowledge.model import Kind, Source

Stamp = tuple[tuple[str, int, int], ...]


@dataclass(slots=True)
class KeptFolder:
    """Reads a folder when one of its files has changed; what was right last stays in use while it is wrong."""

    folder: Folder
    known: Callable[[], KnownWords | None] = lambda: None
    """What a compiled version knows of the same vocabulary, which spares reading that."""
    problems: tuple[Problem, ...] = ()
    """Why the folder, as it is now, cannot be read; empty where it is."""
    _reading: FolderReading | None = field(default=None, repr=False)
    _stamp: Stamp = field(default=(), repr=False)
    _words: Stamp = field(default=(), repr=False)

    def refresh(self) -> None:
        """Read it again where a file has changed since; InvalidFiles where the folder was never right."""
        stamp = self._stamped("")
        if stamp == self._stamp:
            return
        try:
            self.read(self.folder)
        except InvalidFiles as error:
            self.problems = error.problems
            if self._reading is None:
                raise
        self._stamp = stamp

    def read(self, _: Folder) -> None:
        """Read it now, with what is known of it; InvalidFiles, and the last right state stays, where it is wrong."""
        stamp, words = self._stamped(""), self._stamped("vocabulary", "learned")
        before = self._reading.corpus if self._reading and self._words == words else self.known()
        self._reading, self.problems = read(self.folder, before), ()
        self._stamp, self._words = stamp, words

    def _stamped(self, *parts: str) -> Stamp:
        """What changes with any file of the folder, or of some parts of it."""
        found = ((name, path.stat()) for name, path in self.folder.files() if name.startswith(parts))
        return tuple((name, one.st_mtime_ns, one.st_size) for name, one in found)

    @property
    def corpus(self) -> Corpus:
        """The folder as it was right last."""
        return self._known.corpus

    @property
    def draft(self) -> Draft:
        """The same as the rules look at it."""
        return self._known.draft

    @property
    def _known(self) -> FolderReading:
        if self._reading is None:
            self._reading = read(self.folder, self.known())
        return self._reading

    def check(
        self, kind: Kind, entity_id: str, record: Mapping[str, Any], *, quoted: Source | None = None
    ) -> Sequence[Problem]:
        """What an entity, or statements of one, break of the rules, beside everything that stands in the folder.

        `field` of each begins where the record does: `statements.<key>.wording.en`. `quoted` is a document that the
        folder does not have yet.
        """
        data = self._beside(entity_id, record)
        document = YamlFile(f"facts/{kind.folder}/{entity_id}.yaml", data)
        valid = validate(document, EntityRecord)
        found = list(document.problems)
        if valid is not None:
            found += self._rules(kind, valid, document, quoted)
            if any(key != "statements" for key in record):
                found += self._names(entity_id, kind, valid, document)
        return [one for one in dict.fromkeys(found) if _concerns(one.field, record)]

    def _beside(self, entity_id: str, record: Mapping[str, Any]) -> dict[str, Any]:
        """The file as it would be."""
        given: dict[str, Any] = texts(dict(record))
        present = self.draft.records.get(entity_id)
        if present is None:
            return given
        there = texts(present.model_dump(mode="json", exclude_unset=True))
        return {**there, **given, "statements": {**there.get("statements", {}), **given.get("statements", {})}}

    def _rules(self, kind: Kind, record: EntityRecord, document: YamlFile, quoted: Source | None) -> Iterator[Problem]:
        whole, corpus = self.draft, self.corpus
        entity_id = PurePosixPath(document.file).stem
        alone = replace(
            whole,
            sources={**whole.sources, **({quoted.id: quoted} if quoted else {})},
            records={entity_id: record},
            kinds={entity_id: kind},
            documents={entity_id: document},
            around=whole.records,
            failed=frozenset(),
        )
        settle(alone, corpus.phrasings.properties)
        yield from rules.structure(alone, corpus.phrasings.properties)
        yield from naming_rules.problems(alone, corpus.lexicon, corpus.phrasings, corpus.lies_in)
        yield from asking_rules.problems(chain(whole.statements(), alone.statements()))
        yield from wording_rules.problems(alone, corpus.claim_reader, corpus.phrasings.properties, corpus.lexicon)

    def _names(self, entity_id: str, kind: Kind, record: EntityRecord, document: YamlFile) -> Iterator[Problem]:
        """Names that another entity goes by; those that rules give yield to what an editor writes."""
        whole = self.draft
        among = replace(
            whole,
            records={**whole.records, entity_id: record},
            kinds={**whole.kinds, entity_id: kind},
            documents={**whole.documents, entity_id: document},
        )
        others = (one for one in whole.records if one != entity_id)
        return rules.shared_names(among, [entity_of(one, among) for one in (*others, entity_id)])


def _concerns(place: str, record: Mapping[str, Any]) -> bool:
    """Whether a mistake stands in what was given, and not in what is there already."""
    statements = record.get("statements") or {}
    if not place.startswith("statements"):
        return any(key != "statements" for key in record) or place not in ("", "type", "names", "summary")
    return any(place.startswith(f"statements.{key}.") or place == f"statements.{key}" for key in statements)
