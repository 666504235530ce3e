"""One statement against the rules of curation, as it would stand in a file of facts, before it stands in one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from knowledge.curation import asking_rules, rules, wording_rules
from knowledge.curation.corpus import Corpus
from knowledge.curation.records import EntityRecord, StatementRecord
from knowledge.curation.rules import Draft
from knowledge.errors import Problem
from knowledge.files.fields import LocalRecord
from knowledge.files.strict_yaml import Document, validate
from knowledge.model import Entity, EntityType, Source

_NAME = "statement"
_SILENT = LocalRecord.model_construct(ar="", en="")


@dataclass(frozen=True)
class Checker:
    """Knows a folder as it was read; a check looks at one statement and costs as little."""

    corpus: Corpus

    def problems(self, subject: str, record: Mapping[str, Any], source: Source) -> tuple[Problem, ...]:
        """All that breaks a rule of a statement about `subject`, as YAML has it, where it cites `source` alone.

        The problems' fields are those of the statement itself ("wording.ar").
        """
        document = Document(_NAME, data=dict(record))
        read = validate(document, StatementRecord)
        if read is None:
            return tuple(document.problems)
        draft = self._draft(subject, read, source)
        return tuple(map(_own, self._broken(draft)))

    def _broken(self, draft: Draft) -> Iterator[Problem]:
        corpus = self.corpus
        yield from rules.structure(draft, corpus.phrasings)
        yield from rules.names(draft, (), corpus.lexicon, corpus.phrasings.calendar)
        yield from asking_rules.problems(draft.statements())
        yield from wording_rules.problems(draft, corpus.claim_reader, corpus.phrasings.properties)

    def _draft(self, subject: str, read: StatementRecord, source: Source) -> Draft:
        listing = Document("sources", lines=dict.fromkeys((("sources", one) for one in self.corpus.sources), 0))
        draft = Draft({**self.corpus.sources, source.id: source}, {}, listing)
        for entity_id, record in self._entities.items():
            draft.add(entity_id, self.corpus.entities[entity_id].kind, record, Document(_NAME))
        if subject in draft.records:
            draft.records[subject] = draft.records[subject].model_copy(update={"statements": {_NAME: read}})
        return draft

    @cached_property
    def _entities(self) -> Mapping[str, EntityRecord]:
        """Of each entity what the rules ask of it."""
        return {one.id: _bare(one) for one in self.corpus.entities.values()}


def _bare(one: Entity) -> EntityRecord:
    return EntityRecord.model_construct(
        type=EntityType(one.type), names=_SILENT, summary=_SILENT, place=None, statements={}
    )


def _own(one: Problem) -> Problem:
    """Without the place of the statement in a file that is none yet."""
    return Problem(one.file, one.line, one.field.removeprefix(f"statements.{_NAME}").removeprefix("."), one.message)
