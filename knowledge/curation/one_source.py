"""What belongs to one document: what is wrong with it and with the statements that cite it, and its gaps."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from knowledge.curation.corpus import Examined
from knowledge.curation.covering import Coverage
from knowledge.curation.modelled import statements_of
from knowledge.curation.records import EntityRecord, StatementRecord
from knowledge.curation.rules import Draft
from knowledge.errors import InvalidFiles, NotFound, Problem
from knowledge.files.suggestions import least_unlike
from knowledge.model import Curation, Source, Statement

_STATEMENTS, _CITATIONS, _SOURCE, _SOURCES = "statements", "citations", "source", "sources"
_LISTING = "seeds/sources.yaml"


@dataclass(frozen=True, slots=True)
class OneSource:
    """A document, how far it is curated, the statements that cite it, and how much of it they quote."""

    source: Source
    curation: Curation
    statements: tuple[Statement, ...]
    coverage: Coverage | None
    """None where it is only in the archive."""


def one_source(found: Examined, id_: str) -> OneSource:
    """What a folder has of one document; InvalidFiles with every problem that belongs to it.

    NotFound, with the nearest ids, where no document has this one.
    """
    draft, listed = found.draft, _listed(found.draft)
    known = {*draft.sources, *listed}
    if id_ not in known and not (draft.listing.problems and not listed):
        near = ", ".join(least_unlike(id_, known))
        raise NotFound(f"{id_}: no document has this id{f'; the nearest: {near}' if near else ''}")
    belonging = _Belonging(id_, listed, dict(_citing(draft, id_)))
    if problems := [one for one in (*found.problems, *found.uncovered) if belonging.has(one)]:
        raise InvalidFiles(problems)
    cited = tuple(statements_of(_narrowed(draft, id_)).values())
    return OneSource(draft.sources[id_], draft.curation.get(id_, Curation.NONE), cited, found.coverage.get(id_))


@dataclass(frozen=True, slots=True)
class _Belonging:
    source: str
    listed: Collection[str]
    citing: Mapping[str, Collection[str] | None]
    """By file of facts the statements that cite the document; None: of a file that is no YAML and names it."""

    def has(self, problem: Problem) -> bool:
        """Whether a problem is the document's; those of the vocabulary, on which all rests, are everybody's."""
        if problem.file == _LISTING:
            return self._entry(problem.field) in (None, self.source)
        if problem.file.startswith("facts/"):
            return problem.file in self.citing and self._in_facts(problem.field, self.citing[problem.file])
        return not problem.file.startswith("seeds/")  # a line of an archive that cannot be read is no document

    def _entry(self, field: str) -> str | None:
        """Whose entry of the list a problem is in; None: in nobody's. Ids may hold dots, as places do."""
        inside = field.removeprefix(f"{_SOURCES}.")
        return max((id_ for id_ in self.listed if f"{inside}.".startswith(f"{id_}.")), key=len, default=None)

    def _in_facts(self, field: str, citing: Collection[str] | None) -> bool:
        """What a file says of its entity, all its statements rest on."""
        head, _, rest = field.partition(".")
        return citing is None or head != _STATEMENTS or rest.partition(".")[0] in citing


def _listed(draft: Draft) -> Mapping[str, Any]:
    """The entries of `sources.yaml` as they are written there."""
    data = draft.listing.data
    listed = data.get(_SOURCES) if isinstance(data, Mapping) else None
    return listed if isinstance(listed, Mapping) else {}


def _citing(draft: Draft, source: str) -> Iterator[tuple[str, set[str] | None]]:
    for key, record in draft.records.items():
        found = set(_citing_statements(record, source))
        written = [one for file, one in draft.unread if file == draft.documents[key].file]
        if found or any(_names(one, source) for one in written):
            yield draft.documents[key].file, found.union(*(_unread(one, source) for one in written))
    sound = {document.file for document in draft.documents.values()}
    for file, written in draft.unread:
        if file not in sound and _names(written, source):
            yield file, None if isinstance(written, str) else _unread(written, source)


def _names(written: Any, source: str) -> bool:
    """Whether a file that has mistakes cites the document, as far as can be told."""
    if isinstance(written, str):
        return re.search(rf"(?<![\w.:/-]){re.escape(source)}(?![\w.:/-])", written) is not None
    return bool(_unread(written, source))


def _unread(written: Any, source: str) -> set[str]:
    """The statements of such a file that cite it."""
    statements = written.get(_STATEMENTS) if isinstance(written, Mapping) else None
    return {key for key, one in statements.items() if _cites(one, source)} if isinstance(statements, Mapping) else set()


def _cites(statement: Any, source: str) -> bool:
    citations = statement.get(_CITATIONS) if isinstance(statement, Mapping) else None
    return isinstance(citations, list | tuple) and any(
        isinstance(one, Mapping) and one.get(_SOURCE) == source for one in citations
    )


def _narrowed(draft: Draft, source: str) -> Draft:
    """The same with nothing but the statements that cite the document."""
    records = {
        key: record.model_copy(update={_STATEMENTS: _citing_statements(record, source)})
        for key, record in draft.records.items()
    }
    return replace(draft, records=records)


def _citing_statements(record: EntityRecord, source: str) -> Mapping[str, StatementRecord]:
    return {key: one for key, one in record.statements.items() if source in (cited.source for cited in one.citations)}
