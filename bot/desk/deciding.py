"""What an editor decides: it is checked, done in the knowledge folder, and written down, or nothing has changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from typing import Any

from bot.desk.bench import Bench
from bot.desk.records import EDITOR, cleaned, file_record, requoted, statement_id, statement_record
from bot.desk.requoting import Requoter
from bot.desk.sheets import Sheet, in_folder, piece_record
from bot.desk.wishes import ConflictingEdit, DecisionWish, counting
from knowledge.curation import waiving
from knowledge.curation.chronicle import Chronicle, Deed
from knowledge.drafting.accepting import Place, accept, change, take_back
from knowledge.drafting.decisions import EditorDecision, Item, Verb
from knowledge.drafting.workbook import ACCEPTED, GONE, OPEN, SKIPPED
from knowledge.errors import InvalidFiles, NotFound, NotTaken
from knowledge.files.replacing import tree_or_as_before
from knowledge.model import Kind

_KINDS = {kind.folder: kind for kind in Kind}


@dataclass(frozen=True, slots=True)
class Deciding:
    """Decides on one bench."""

    bench: Bench
    _deeds: list[Callable[[], None]] = field(default_factory=list)
    """What the chronicle gets once the decision is written down."""

    def decide(self, wish: DecisionWish) -> dict[str, Any]:
        """Do it; what has changed of the page. ConflictingEdit, NotTaken or InvalidFiles where it cannot be done."""
        with self.bench.lock:
            sheet = self.bench.sheet(wish.document)
            self.bench.kept.refresh()
            with sheet.decisions.deciding():
                sheet = self.bench.sheet(wish.document)
                before = sheet.pages(self.bench.kept)[0] if wish.verb in _MARKING else []
                self._deeds.clear()
                with self._all_or_nothing(wish), counting(sheet.decisions, wish, self.bench.now()):
                    decision = _ACTIONS[wish.verb](self, sheet, wish)
                    self.bench.record(sheet, decision, self._write_down)
            self.bench.kept.refresh()
            return self._outcome(self.bench.sheet(wish.document), before, decision)

    def _all_or_nothing(self, wish: DecisionWish) -> AbstractContextManager[None]:
        """The folder as it was where a decision cannot be written down, on a full disk for one."""
        folder = self.bench.kept.folder
        return tree_or_as_before(folder.facts, folder.seeds) if wish.verb in _MARKING else nullcontext()

    def _write_down(self) -> None:
        for add in self._deeds:
            add()

    def _outcome(self, sheet: Sheet, before: list[Any], decision: EditorDecision) -> dict[str, Any]:
        after, coverage = sheet.pages(self.bench.kept) if before or not sheet.coverage else (before, sheet.coverage)
        changed = {
            n: [piece_record(piece) for piece in one] for n, one in enumerate(after) if before and one != before[n]
        }
        ids = {one["id"] for one in decision.after}
        items = sheet.items(self.bench.kept)
        known = {"version": self.bench.kept.corpus.version, "own": sheet.is_own}
        counted = self.bench.counted(sheet, coverage, items)
        return {"items": [one for one in items if one["id"] in ids], "blocks": changed, **known, **counted}

    def _edit(self, sheet: Sheet, wish: DecisionWish) -> EditorDecision:
        item = self._as_it_stands(self._seen(sheet, wish), wish)
        after = {**self._wanted(sheet, item, wish), "by": EDITOR}
        if item["state"] == ACCEPTED:
            if after["subject"] != item["subject"]:
                raise NotTaken("an accepted statement keeps its subject; undo it, and accept it of another")
            place = self._place(item)
            change(place, statement_record(item), statement_record(after), read=self.bench.kept.read)
            self._note(Deed.CHANGED, statement_id(item), wish)
        else:
            after["state"] = OPEN
        return self._decision(sheet, wish, (after,), (item,))

    def _new(self, sheet: Sheet, wish: DecisionWish) -> EditorDecision:
        if wish.folder and wish.folder not in _KINDS:
            raise NotTaken(f"there is no folder {wish.folder!r}; write one of {', '.join(_KINDS)}")
        item = {"id": sheet.book.new_id(), "state": OPEN, "why": "", "by": EDITOR, "sentence": 0, "version": 0}
        kind = {"folder": wish.folder} if wish.folder else {"key": ""}
        return self._decision(sheet, wish, ({**item, "subject": None, "record": {}, **kind, **_given(wish)},), (None,))

    def _accept(self, sheet: Sheet, wish: DecisionWish) -> EditorDecision:
        item = self._seen(sheet, wish)
        if item["state"] == ACCEPTED and in_folder(item, self.bench.kept) is not None:
            raise NotTaken("it is accepted already")
        after = {**self._wanted(sheet, item, wish), "state": ACCEPTED, "who": wish.who}
        subject = after.get("subject")
        if not subject:
            raise NotTaken("it needs a subject: say whom or what it is about")
        newcomer = None if "folder" in item else self._newcomer(sheet, subject)
        if "folder" not in item:
            after["key"] = self._free_key(subject, after.get("key", ""), str(after["record"].get("property", "")))
        if newcomer:
            after |= {"entity": newcomer["record"], "entity_folder": newcomer["folder"]}
        self._write(sheet, after)
        self._note(Deed.ACCEPTED, statement_id(after), wish)
        if newcomer is None:
            return self._decision(sheet, wish, (after,), (item,))
        joined = {**newcomer, "state": ACCEPTED, "who": wish.who}
        return self._decision(sheet, wish, (after, joined), (item, newcomer))

    def _wanted(self, sheet: Sheet, item: Item, wish: DecisionWish) -> dict[str, Any]:
        """As the editor says; quotes that nobody touched follow another subject."""
        after = {**item, **_given(wish)}
        subject, quotes = after.get("subject"), after["record"].get("citations")
        if subject and subject != item.get("subject") and quotes == cleaned(item["record"].get("citations")):
            quotes = Requoter(self.bench, sheet).followed(item, subject).get("citations")
            after["record"] = {**after["record"], **({"citations": quotes} if quotes else {})}
        return after

    def _write(self, sheet: Sheet, item: Item) -> None:
        """Into the folder, with the document where only the archive has it."""
        place = self._place(item)
        record, kept = file_record(item), self.bench.kept
        if not sheet.is_own:
            if problems := kept.check(place.kind, place.entity, record, quoted=sheet.source):
                raise InvalidFiles(problems)
            self.bench.papers.adopt(sheet.source.id, self.bench.now().date())
        accept(place.root, place.kind, place.entity, record, document=sheet.source.id, read=kept.read)

    def _skip(self, sheet: Sheet, wish: DecisionWish) -> EditorDecision:
        item = self._open(sheet, wish)
        return self._decision(sheet, wish, ({**item, "state": SKIPPED, "who": wish.who},), (item,))

    def _split(self, sheet: Sheet, wish: DecisionWish) -> EditorDecision:
        """Two of one: the quote is cut where the editor says, or both have the whole."""
        item = self._open(sheet, wish)
        citations = item["record"].get("citations") or [{}]
        quote = citations[0].get("quote", "")
        halves = (quote[: wish.at].strip(" ،,؛;"), quote[wish.at :].strip(" ،,؛;")) if wish.at else (quote, quote)
        if not all(halves):
            raise NotTaken("one half of the quote would be empty")
        first, second = (requoted(item["record"], half) for half in halves)
        other = {**item, "id": sheet.book.new_id(), "record": second, "version": 0, "by": EDITOR}
        return self._decision(sheet, wish, ({**item, "record": first, "by": EDITOR}, other), (item, None))

    def _merge(self, sheet: Sheet, wish: DecisionWish) -> EditorDecision:
        """The quotes of another item are quoted beside those of this one."""
        item, other = self._open(sheet, wish), self._item(sheet, wish.other)
        if other["id"] == item["id"] or other["state"] != OPEN:
            raise NotTaken("only two open proposals can be merged")
        quotes = [*item["record"].get("citations", ()), *other["record"].get("citations", ())]
        unique = list({(one.get("quote"), one.get("occurrence")): one for one in quotes}.values())
        merged = {**item, "record": {**item["record"], "citations": unique}, "by": EDITOR}
        return self._decision(sheet, wish, (merged, {**other, "state": SKIPPED}), (item, other))

    def _waive(self, sheet: Sheet, wish: DecisionWish) -> EditorDecision:
        if not wish.words.strip() or not wish.reason.strip():
            raise NotTaken("a waiver needs the words, and a reason")
        self.bench.papers.adopt(sheet.source.id, self.bench.now().date())
        waiving.waive(self.bench.kept.folder.seeds, sheet.source.id, wish.words.strip(), wish.reason.strip())
        self._note(Deed.WAIVED, sheet.source.id, wish, words=wish.words, reason=wish.reason)
        return self._decision(sheet, wish, (), (), words=wish.words.strip())

    def _undo(self, sheet: Sheet, wish: DecisionWish) -> EditorDecision:
        """Take back the last decision of this editor."""
        last = sheet.book.undoable(wish.who)
        if last is None:
            raise NotTaken("there is nothing to undo")
        for one in last.after:
            if sheet.book.left_by[one["id"]] != last.number:
                raise ConflictingEdit(sheet.book.items[one["id"]])
        self._reverse(sheet, last, wish)
        pairs = zip(last.after, last.before, strict=True)
        after = tuple(was if was is not None else {**is_, "state": GONE} for is_, was in pairs)
        return self._decision(sheet, wish, after, last.after, of=last.number)

    def _reverse(self, sheet: Sheet, last: EditorDecision, wish: DecisionWish) -> None:
        """Undo what a decision did in the folder."""
        read = self.bench.kept.read
        if last.verb is Verb.WAIVE:
            waiving.take_back(self.bench.kept.folder.seeds, sheet.source.id, last.words)
            self._note(Deed.WANTED_AGAIN, sheet.source.id, wish, words=last.words)
        if last.verb not in (Verb.ACCEPT, Verb.EDIT):
            return
        item, was = last.after[0], last.before[0]
        if item["state"] != ACCEPTED or was is None:
            return
        place = self._place(item)
        what = statement_id(item)
        if last.verb is Verb.ACCEPT:
            take_back(place.root, place.kind, place.entity, file_record(item), read=read)
            self._note(Deed.TAKEN_BACK, what, wish)
        else:
            change(place, statement_record(item), statement_record(was), read=read)
            self._note(Deed.CHANGED, what, wish)

    def _seen(self, sheet: Sheet, wish: DecisionWish) -> Item:
        """The item, as long as it is as the editor saw it."""
        item = self._item(sheet, wish.id)
        if item["version"] != wish.version:
            raise ConflictingEdit(item)
        return item

    def _as_it_stands(self, item: Item, wish: DecisionWish) -> Item:
        """With what the facts have of it by now, as long as that is what the editor saw."""
        now = in_folder(item, self.bench.kept) if item["state"] == ACCEPTED and wish.seen is not None else None
        if now is None:
            return item
        if cleaned(now) != cleaned(wish.seen):
            raise ConflictingEdit({**item, "record": now})
        return {**item, "record": now}

    def _open(self, sheet: Sheet, wish: DecisionWish) -> Item:
        item = self._seen(sheet, wish)
        if item["state"] != OPEN:
            raise NotTaken("it is no open proposal any more")
        return item

    def _item(self, sheet: Sheet, id_: str) -> Item:
        """Of the draft, or a statement that stands in the folder beside it."""
        if id_ in sheet.book.items:
            return sheet.book.items[id_]
        found = next((one for one in sheet.items(self.bench.kept) if one["id"] == id_), None)
        if found is None and id_.partition(" ")[2] in self.bench.kept.corpus.entities:
            found = sheet.of_entity(id_.partition(" ")[2], self.bench.kept)
        if found is None:
            raise NotFound(f"{id_}: no proposal of this document has this id")
        return {key: value for key, value in found.items() if key not in _OF_THE_PAGE}

    def _newcomer(self, sheet: Sheet, subject: str) -> Item | None:
        """The proposal of an entity that nobody has accepted yet."""
        if subject in self.bench.kept.draft.records:
            return None
        own = (one for one in sheet.book.items.values() if "folder" in one and one["state"] == OPEN)
        return next((one for one in own if one.get("subject") == subject), None)

    def _place(self, item: Item) -> Place:
        """The file that it stands in, or is to stand in."""
        kept, subject = self.bench.kept, item["subject"]
        entity = kept.corpus.entities.get(subject)
        kind = entity.kind if entity else _KINDS.get(item.get("folder") or item.get("entity_folder", ""))
        if kind is None:
            raise NotTaken(f"nobody is called {subject!r}; accept the entity first, or choose another subject")
        return Place(kept.folder.root, kind, subject)

    def _free_key(self, subject: str, proposed: str, property_: str) -> str:
        """What was proposed as long as it is of that property still, or the property, numbered where it is taken."""
        wanted = proposed if proposed.startswith(property_) else property_
        record = self.bench.kept.draft.records.get(subject)
        taken = record.statements.keys() if record else ()
        numbered = (wanted if number == 1 else f"{wanted}-{number}" for number in count(1))
        return next(one for one in numbered if one not in taken)

    def _decision(
        self, sheet: Sheet, wish: DecisionWish, after: tuple[Item, ...], before: tuple[Item | None, ...], **more: Any
    ) -> EditorDecision:
        return self.bench.decision(sheet, wish.verb, wish.who, after=after, before=before, **more)

    def _note(self, deed: Deed, what: str, wish: DecisionWish, **more: str) -> None:
        chronicle = Chronicle(self.bench.kept.folder.root)
        known: dict[str, str | None] = {"document": wish.document, **more}
        self._deeds.append(partial(chronicle.add, deed, what, who=wish.who, at=self.bench.now(), **known))


_ACTIONS: Mapping[Verb, Callable[[Deciding, Sheet, DecisionWish], EditorDecision]] = {
    Verb.EDIT: Deciding._edit,
    Verb.NEW: Deciding._new,
    Verb.ACCEPT: Deciding._accept,
    Verb.SKIP: Deciding._skip,
    Verb.SPLIT: Deciding._split,
    Verb.MERGE: Deciding._merge,
    Verb.WAIVE: Deciding._waive,
    Verb.UNDO: Deciding._undo,
}
_MARKING = frozenset({Verb.ACCEPT, Verb.EDIT, Verb.WAIVE, Verb.UNDO})
"""What may change how the text is marked; looking at all of a long document takes most of a decision's time."""
_OF_THE_PAGE = frozenset({"block", "at", "fact", "missing", "withdrawn"})


def _given(wish: DecisionWish) -> dict[str, Any]:
    """What the editor says, without what was left empty."""
    given = {"record": cleaned(wish.record), "subject": wish.subject, "key": wish.key}
    return {key: value for key, value in given.items() if value}
