"""The draft of one document as editors work on it: what was proposed, and what became of each. Pure.

An item is {"id", "state", "sentence", "subject", "key", "record", "why", "by", "version"}: `record` is what YAML has of
a statement, or of an entity where `folder` says which kind; `version` is the number of the decision that left it so, 0
as long as nobody has touched it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from knowledge.drafting.decisions import EditorDecision, Item, Verb
from knowledge.drafting.proposals import OF_PROPOSALS

_OF_ITEMS = OF_PROPOSALS | {"id", "sentence", "subject", "folder"}

OPEN, ACCEPTED, SKIPPED, GONE = "open", "accepted", "skipped", "gone"
"""States of an item; `gone` is one that was never there, once its making is undone."""
MODEL = "model"
"""Who proposes it (`by`), and then `proposed_by` says which one."""


@dataclass(slots=True)
class Workbook:
    """All items of a document, each as its last decision left it."""

    items: dict[str, Item] = field(default_factory=dict)
    undone: set[int] = field(default_factory=set)
    last: int = 0
    """The number of the last decision."""
    begun: int = 0
    """That of the draft which was begun with; 0 where none was."""
    by_number: dict[int, EditorDecision] = field(default_factory=dict)
    left_by: dict[str, int] = field(default_factory=dict)
    """The decision that still stands about each item that was touched."""

    @classmethod
    def of(cls, decisions: Iterable[EditorDecision], draft: Callable[[int], Mapping[str, Any]]) -> Workbook:
        """A document after some decisions; `draft` gives a draft by its number."""
        book = cls()
        for decision in decisions:
            if decision.verb is Verb.DRAFT:
                book.redrafted(draft(decision.of))
            book.apply(decision)
        return book

    def apply(self, decision: EditorDecision) -> None:
        """What a decision did."""
        self.last = decision.number
        self.by_number[decision.number] = decision
        if decision.verb is Verb.UNDO:
            self.undone.add(decision.of)
        if decision.verb is Verb.DRAFT:
            self.begun = decision.of
        for item in decision.after:
            undone = decision.verb is Verb.UNDO
            self.left_by[item["id"]] = item["version"] if undone else decision.number
            self.items[item["id"]] = {**item, "version": decision.number}

    def redrafted(self, draft: Mapping[str, Any]) -> None:
        """Propose anew: what was touched, or comes from a model, stays and is not proposed a second time."""
        touched = {id_: one for id_, one in self.items.items() if one["version"] or one["by"] == MODEL}
        known = {_key(one) for one in touched.values()}
        fresh = (one for one in items_of(draft) if one["id"] not in touched and _key(one) not in known)
        self.items = touched | {one["id"]: one for one in fresh}

    def undoable(self, who: str) -> EditorDecision | None:
        """The last decision of somebody that still stands."""
        own = (one for number, one in sorted(self.by_number.items(), reverse=True) if number not in self.undone)
        return next((one for one in own if one.who == who and one.verb not in (Verb.UNDO, Verb.DRAFT)), None)

    def new_id(self) -> str:
        """An id that no item has."""
        number = self.last + 1
        while (id_ := f"own-{number}") in self.items:
            number += 1
        return id_


def items_of(draft: Mapping[str, Any]) -> Iterator[Item]:
    """The proposals of a `DocumentDraft.record()`."""
    for one in draft.get("entities", ()):
        yield {**_item(f"entity {one['id']}", one), "subject": one["id"], "folder": one["folder"], "sentence": 0}
    for one in draft.get("statements", ()):
        key = one["id"].partition(".")[2]
        yield {**_item(_id(one), one), "subject": one["subject"], "key": key, "sentence": one["sentence"]}


def _item(id_: str, one: Mapping[str, Any]) -> dict[str, Any]:
    record = {key: value for key, value in one.items() if key not in _OF_ITEMS}
    model = one.get("proposed_by")
    by = {"by": MODEL, "proposed_by": model} if model else {"by": "rules"}
    return {"id": id_, "state": OPEN, "record": record, "why": one.get("why", ""), **by, "version": 0}


def _id(one: Mapping[str, Any]) -> str:
    """As the draft has it; of what a model proposes by what it says, for no two replies number alike."""
    if not one.get("proposed_by"):
        return str(one["id"])
    said = f"{one['sentence']} {one['property']} {one['citations'][0]['quote']}"
    return f"{MODEL} {hashlib.sha256(said.encode()).hexdigest()[:12]}"


def _key(item: Item) -> tuple[str, str]:
    """What a proposal is about, whatever its id."""
    record = item["record"]
    quotes = record.get("citations") or [{}]
    return record.get("property") or item["id"], quotes[0].get("quote", "")
