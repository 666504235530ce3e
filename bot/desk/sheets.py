"""One document on the desk: its text in marked blocks, what is proposed of it, and what the facts quote from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any

from bot.desk.records import statement_id
from knowledge.curation.covering import Coverage
from knowledge.curation.rules import named_in
from knowledge.drafting.decisions import Decisions, Item
from knowledge.drafting.kept_folder import KeptFolder
from knowledge.drafting.marking import Layout, MarkedStretch, MarkKind, Piece, covered, marked
from knowledge.drafting.workbook import ACCEPTED, GONE, OPEN, Workbook
from knowledge.errors import NotFound
from knowledge.model import Source, Statement

Fact = Mapping[str, Any]
FACT = "fact "
"""Before the id of a statement that nobody accepted on the desk."""
_OF_THE_FOLDER = {"by": "folder", "why": "", "version": 0, "sentence": 0}


@dataclass(slots=True)
class Sheet:
    """What is kept of an open document."""

    source: Source
    is_own: bool
    decisions: Decisions
    layout: Layout
    book: Workbook = field(default_factory=Workbook)
    size: int = -1
    """Bytes of the decisions that were read."""
    names: tuple[MarkedStretch, ...] = ()
    """Where it names entities; found with the draft, for it takes as long."""
    prepared: bool = False
    coverage: Coverage | None = None
    """As it was when the pages were made last."""
    places: dict[tuple[str, int], tuple[int, int]] = field(default_factory=dict)
    """Where quotes stand: (start, sentence), by their words and the sentence that they are looked for in."""

    def spans(self, kept: KeptFolder) -> list[MarkedStretch]:
        """What is quoted, waived and named."""
        found = [*self.names]
        for one in quoting(kept, self.source.id):
            cited = (c for c in one.citations if c.source == self.source.id)
            found += [MarkedStretch(c.start, c.start + len(c.quote), MarkKind.QUOTED, one.id) for c in cited]
        for words in kept.draft.waivers.get(self.source.id, ()):
            if (start := self.source.text.find(words)) >= 0:
                found.append(MarkedStretch(start, start + len(words), MarkKind.WAIVED, words))
        return found

    def pages(self, kept: KeptFolder) -> tuple[list[list[Piece]], Coverage]:
        """The pieces of every block, and how much is covered."""
        spans = self.spans(kept)
        coverage, gaps = covered(self.source.text, spans)
        self.coverage = coverage
        return marked(self.layout, [*spans, *gaps]), coverage

    def items(self, kept: KeptFolder) -> list[Item]:
        """All of them with their block: what was proposed, and statements that stand in the folder beside that."""
        facts = {one.id: one for one in quoting(kept, self.source.id)}
        told = {(one.property, quote) for one in facts.values() for quote in self._quotes(one)}
        own = [self._shown(one, facts, told, kept) for one in self.book.items.values()]
        taken = {one["fact"] for one in own if one.get("fact")}
        others = (self._of_fact(one, kept) for id_, one in facts.items() if id_ not in taken)
        return sorted([*own, *others], key=lambda one: (one["block"], one["at"], one["id"]))

    def _quotes(self, statement: Statement) -> Iterator[str]:
        return (one.quote for one in statement.citations if one.source == self.source.id)

    def _shown(
        self, item: Item, facts: Mapping[str, Statement], told: AbstractSet[tuple[str, str]], kept: KeptFolder
    ) -> dict[str, Any]:
        """An item with its place, and the statement of the folder that says it, whoever wrote that."""
        citations = item["record"].get("citations") or [{}]
        quote = citations[0].get("quote", "") or self._called(item["record"])
        shown = {**item, **self._place(quote, item.get("sentence", 0))}
        if item["state"] == ACCEPTED:
            shown |= _standing(item, facts, kept)
        elif item["state"] == OPEN and (item["record"].get("property", ""), quote) in told:
            shown["state"] = GONE  # the statement itself is shown
        return shown

    def _called(self, record: Fact) -> str:
        """The name by which the document calls an entity that is proposed."""
        return next((one for one in (record.get("names") or {}).values() if one in self.source.text), "")

    def _of_fact(self, one: Statement, kept: KeptFolder) -> dict[str, Any]:
        """A statement that nobody accepted on the desk."""
        entity, _, key = one.id.partition(".")
        item: dict[str, Any] = {"id": f"{FACT}{one.id}", "state": ACCEPTED, "subject": entity, "key": key}
        item |= {"record": in_folder(item, kept), "fact": one.id, **_OF_THE_FOLDER}
        return item | self._place(next(self._quotes(one), ""), 0)

    def of_entity(self, id_: str, kept: KeptFolder) -> dict[str, Any]:
        """What the facts have of an entity besides its statements; NotFound where they do not have it."""
        entity = kept.corpus.entities.get(id_)
        if entity is None:
            raise NotFound(f"{id_}: no entity has this id")
        item: dict[str, Any] = {"id": f"{FACT}{id_}", "state": ACCEPTED, "subject": id_, "folder": entity.kind.folder}
        known = next(self._accepted(id_), {**item, **_OF_THE_FOLDER})
        return {**known, "record": in_folder(known, kept), **self._place(self._called({"names": entity.names}), 0)}

    def _accepted(self, entity: str) -> Iterator[Item]:
        """The item of an entity that was accepted or edited here."""
        own = (one for one in self.book.items.values() if "folder" in one and one["state"] == ACCEPTED)
        return (one for one in own if one.get("subject") == entity)

    def _place(self, quote: str, sentence: int) -> dict[str, int]:
        """Where a quote stands, first in the sentence that it was proposed for; found once, for texts are long."""
        if (quote, sentence) not in self.places:
            self.places[quote, sentence] = self._found(quote, sentence)
        start, number = self.places[quote, sentence]
        return {"block": self.layout.block_at(start), "at": start, "sentence": number}

    def _found(self, quote: str, sentence: int) -> tuple[int, int]:
        begins = self.layout.sentences[sentence - 1][0] if 0 < sentence <= len(self.layout.sentences) else 0
        start = self.source.text.find(quote, begins) if quote else begins
        if start < 0:
            start = max(self.source.text.find(quote), begins if sentence else 0)
        return start, sentence or self.layout.sentence_at(start)


def in_folder(item: Item, kept: KeptFolder) -> dict[str, Any] | None:
    """What the facts have by now where an item was accepted; None where they have nothing there any more."""
    entity = kept.draft.records.get(item["subject"])
    if entity is None:
        return None
    if "folder" in item:
        return entity.model_dump(mode="json", exclude_unset=True, exclude={"statements"})
    statement = entity.statements.get(item["key"])
    return statement.model_dump(mode="json", exclude_unset=True) if statement else None


def _standing(item: Item, facts: Mapping[str, Statement], kept: KeptFolder) -> dict[str, Any]:
    """What has become of an accepted item in the folder, whoever wrote there since."""
    record, id_ = in_folder(item, kept), statement_id(item)
    if record is None:
        return {"missing": True}
    fact = {"fact": id_} if id_ in facts else {}
    return {"record": record, **fact, **({"withdrawn": True} if "withdrawn" in record else {})}


def quoting(kept: KeptFolder, source: str) -> Sequence[Statement]:
    """The statements that quote a document, withdrawn ones left out."""
    return [one for one in kept.corpus.current if any(cited.source == source for cited in one.citations)]


def named(layout: Layout, kept: KeptFolder) -> tuple[MarkedStretch, ...]:
    """Where a text names entities of the facts; a millisecond a sentence."""
    found: list[MarkedStretch] = []
    for start, end in layout.sentences:
        for id_, (first, last) in named_in(layout.text[start:end], kept.corpus.lexicon).items():
            found.append(MarkedStretch(start + first, start + last, MarkKind.KNOWN, id_))
    return tuple(found)


def piece_record(piece: Piece) -> list[Any]:
    """A piece as the page gets it."""
    return [piece.text, "".join(mark.value[0] for mark in piece.marks), list(piece.of)]
