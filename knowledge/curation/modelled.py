"""The entities and statements that the records of a folder tell of, as the rest of the knowledge knows them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from knowledge.curation.records import CitationRecord, StatementRecord
from knowledge.curation.rules import Draft
from knowledge.model import LANGUAGES, Alias, Citation, Entity, Source, Statement, Strength, Withdrawal


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
    given.setdefault("summary", {lang: given["names"][lang] for lang in LANGUAGES})
    return Entity(id=entity_id, kind=draft.kinds[entity_id], type=record.type.value, aliases=aliases, **given)


def statements_of(draft: Draft) -> dict[str, Statement]:
    """All statements by id, in the order of their first quotes, document after document."""
    documents = {source: index for index, source in enumerate(draft.sources)}

    def place(statement: Statement) -> tuple[int, int, str]:
        first = min(statement.citations, key=lambda c: (documents[c.source], c.start))
        return documents[first.source], statement.citations[0].start, statement.id

    return {statement.id: statement for statement in sorted(_statements(draft), key=place)}


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
