"""Rules of what a file may name: figures and names that its quotes carry, and nobody beside the office of another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from knowledge.curation import figures
from knowledge.curation.belonging import Belonging
from knowledge.curation.records import EntityRecord, StatementRecord
from knowledge.curation.rules import Draft, named_in
from knowledge.curation.value_rules import ValueRules, with_states
from knowledge.errors import Problem
from knowledge.files.describing import Path_
from knowledge.files.fields import MAX_QUOTE
from knowledge.files.strict_yaml import YamlFile
from knowledge.model import EntityType
from knowledge.text.quantities import Calendar
from knowledge.text.sentences import sentences
from knowledge.vocabulary.covering import mentioned_in
from knowledge.vocabulary.lexicon import Lexicon
from knowledge.vocabulary.phrasings import Phrasings
from knowledge.vocabulary.roles import Role

_NOT_NAMES = frozenset({EntityType.THREAT, EntityType.THEME})


def problems(draft: Draft, lexicon: Lexicon, phrasings: Phrasings, lies_in: Mapping[str, str]) -> Iterator[Problem]:
    """Of every statement, and of the head of an event's file; `lies_in`: the state of each curated capital."""
    everybody = draft.everybody()
    types = {entity_id: record.type for entity_id, record in everybody.items()}
    proper = {entity_id for entity_id, type_ in types.items() if type_ not in _NOT_NAMES}
    belonging = Belonging(lexicon, types, phrasings.role(Role.UNNAMED) | phrasings.role(Role.SOMEBODY_ELSE))
    names = lexicon.names  # one form in seventeen
    values = ValueRules(draft, names, phrasings.calendar, lies_in)
    documents = _Documents(draft, phrasings.calendar)
    for document, path, id_, statement in draft.statements():
        quotes = [citation.quote for citation in statement.citations]
        supported = figures.carried(quotes, phrasings.calendar)
        mentioned = with_states({one for quote in quotes for one in mentioned_in(quote, names)}, lies_in)
        for here, text in _wordings(path, statement):
            own = named_in(text, names)
            for figure in _lacking(figures.told(text, own.values(), phrasings.calendar), supported):
                yield document.problem(here, figures.unsupported(text, figure, supported, phrasings.calendar))
            for entity in sorted((own.keys() & proper) - mentioned):
                said = text[slice(*own[entity])]
                yield document.problem(here, _unnamed(draft, statement, (entity, said), names))
            for message in belonging.of_others(text, own, quotes):
                yield document.problem(here, message)
        for lang, text in statement.caveat.texts().items() if statement.caveat else ():
            for figure in _lacking(figures.told(text, named_in(text, names).values(), phrasings.calendar), supported):
                if figure not in documents.carried(statement):
                    told = figures.unsupported(text, figure, supported, phrasings.calendar)
                    yield document.problem((*path, "caveat", lang), told)
        if message := values.problem(id_.partition(".")[0], statement):
            yield document.problem((*path, "value"), message)
    for entity_id, record in draft.records.items():
        yield from () if entity_id in draft.partial else _head(record, draft.documents[entity_id], phrasings)


@dataclass(frozen=True, slots=True)
class _Documents:
    """The figures of whole documents, each of which is read once."""

    draft: Draft
    calendar: Calendar
    known: dict[str, figures.Figures] = field(default_factory=dict)

    def carried(self, statement: StatementRecord) -> figures.Figures:
        """Those of the documents of a statement, and of the quotes that it contradicts."""
        others = [one for other in statement.contradicts if (one := self._statement(other))]
        quotes = (citation.quote for one in others for citation in one.citations)
        sources = {citation.source for citation in statement.citations}
        return figures.carried(quotes, self.calendar).union(*map(self._of, sources & self.draft.sources.keys()))

    def _statement(self, statement_id: str) -> StatementRecord | None:
        subject, _, key = statement_id.partition(".")
        record = self.draft.everybody().get(subject)
        return record.statements.get(key) if record else None

    def _of(self, source: str) -> figures.Figures:
        if source not in self.known:
            self.known[source] = figures.carried([self.draft.sources[source].text], self.calendar)
        return self.known[source]


def _wordings(path: Path_, statement: StatementRecord) -> Iterator[tuple[Path_, str]]:
    told = {"wording": statement.wording, "upcoming": statement.upcoming}
    return (((*path, key, lang), text) for key, one in told.items() if one for lang, text in one.texts().items())


def _unnamed(draft: Draft, statement: StatementRecord, said: tuple[str, str], names: Lexicon) -> str:
    """What is said of a name that no quote names: whom they name, and where the document names it."""
    entity, name = said
    named = {one for citation in statement.citations for one in named_in(citation.quote, names)}
    passage = _naming(draft, statement, entity, names)
    remedy = f"quote «{passage}» too" if passage else "quote what does, if by a weak alias"
    others = f"the quotes name {', '.join(sorted(named))}: is one of these meant? Else " if named else ""
    return f"names {entity} («{name}»), which no quote names; {others}{remedy}"


def _naming(draft: Draft, statement: StatementRecord, entity: str, names: Lexicon) -> str:
    """The shortest sentence of its documents that names an entity, stands there once, and may be quoted."""
    texts = [draft.sources[one.source].text for one in statement.citations if one.source in draft.sources]
    found = ((text, text[start:end].strip(" .\n")) for text in texts for start, end in sentences(text))
    fitting = (one for text, one in found if len(one) <= MAX_QUOTE and text.count(one) == 1)
    return min((one for one in fitting if entity in named_in(one, names)), key=len, default="")


def _head(record: EntityRecord, document: YamlFile, phrasings: Phrasings) -> Iterator[Problem]:
    """Once a statement dates it, its days and those of its summary stand in the quotes of its statements."""
    dating = phrasings.role(Role.DATE)
    if record.dates is None or not any(one.property in dating for one in record.statements.values()):
        return
    quotes = [citation.quote for one in record.statements.values() for citation in one.citations]
    supported, calendar = figures.carried(quotes, phrasings.calendar), phrasings.calendar
    for figure in _lacking(figures.of_date(record.dates), supported):
        yield document.problem(("dates",), figures.unsupported("", figure, supported, calendar))
    for lang, text in record.summary.texts().items() if record.summary else ():
        for figure in _lacking(figures.dates_told(text, calendar), supported):
            yield document.problem(("summary", lang), figures.unsupported(text, figure, supported, calendar))


def _lacking(told: figures.Figures, supported: figures.Figures) -> Sequence[figures.Figure]:
    return sorted(told - supported, key=str)
