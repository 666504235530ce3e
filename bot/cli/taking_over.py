"""Takes a worksheet over, entry by entry, by the rules of the desk: taken, corrected, left as it is, or refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from bot.cli.worksheet import WAIVED, Entry, Worksheet
from bot.desk.bench import Bench
from bot.desk.deciding import Deciding
from bot.desk.records import cleaned, statement_id
from bot.desk.requoting import Requoter
from bot.desk.sheets import FACT, Sheet, in_folder
from bot.desk.wishes import DecisionWish
from knowledge.curation.carrying import shares_a_word
from knowledge.curation.gathered import entity_written_out, in_the_words_quoted, with_lists
from knowledge.curation.kinds import kind_of
from knowledge.curation.listing import LISTING, entries
from knowledge.curation.names import of_state
from knowledge.curation.settling import property_in
from knowledge.drafting.decisions import Item, Verb
from knowledge.drafting.workbook import ACCEPTED, GONE, OPEN
from knowledge.errors import InvalidFiles, KnowledgeError, NotTaken, Problem
from knowledge.model import LANGUAGES, EntityType

_QUOTING = frozenset({"quote", "citations", "also"})
_LISTS = ("citations", "also")
_OF_THE_ITEM = frozenset({*LANGUAGES, "quote", "also", "citations", "subject", "folder"})
"""Keys of a worksheet that say something of an item besides what YAML has of it."""


class Done(StrEnum):
    """What became of an entry."""

    TAKEN = "taken"
    CORRECTED = "corrected"
    """It had been taken, and says something else now."""
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one entry, and what an editor is told of it."""

    done: Done
    told: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class TakingOver:
    """Into one folder, of one document."""

    document: str
    bench: Bench
    who: str
    _notes: list[str] = field(default_factory=list)
    _refused: set[str] = field(default_factory=set)
    """Ids of entries that were: nothing comes with another one as it was proposed where its own entry is wrong."""

    def all(self, worksheet: Worksheet) -> Iterator[Outcome]:
        """What became of each entry, in order; one that is refused keeps no other from being taken."""
        for entry in worksheet.entries():
            self._notes.clear()
            try:
                done = self._done(entry)
                yield Outcome(done, tuple(map(entry.problem, self._notes)))
            except InvalidFiles as error:
                self._refused.add(entry.id)
                yield Outcome(Done.REFUSED, error.problems)
            except KnowledgeError as error:
                self._refused.add(entry.id)
                yield Outcome(Done.REFUSED, (entry.problem(str(error)),))

    def _done(self, entry: Entry) -> Done:
        if not isinstance(entry.given, Mapping):
            raise NotTaken("what is accepted of it stands below its id, a key a line")
        if entry.id == WAIVED:
            return self._waived(entry)
        item = self._item(entry.id)
        if item is not None and item["state"] == ACCEPTED and (now := in_folder(item, self.bench.kept)) is not None:
            return self._corrected(entry, item, cleaned(now))
        return self._taken(entry, item or self._made(entry))

    def _waived(self, entry: Entry) -> Done:
        wanted = {key: str(entry.given.get(key, "")).strip() for key in ("words", "reason")}
        present = entries(self.bench.kept.folder.seeds / LISTING).get(self.document, {}).get(WAIVED, ())
        if wanted in present:
            return Done.UNCHANGED
        self._wish(entry, Verb.WAIVE, more=wanted)
        return Done.CORRECTED if any(one["words"] == wanted["words"] for one in present) else Done.TAKEN

    def _taken(self, entry: Entry, item: Item) -> Done:
        subject = str(entry.given.get("subject") or item.get("subject") or "") or None
        if subject is None:
            raise NotTaken("nobody knows whom it is about; write the id of an entity as `subject`")
        if subject in self._refused - self.bench.kept.draft.records.keys() - {entry.id}:
            raise NotTaken(f"{subject}, whom it is about, is refused itself; mend that first")
        record = item["record"]
        if subject != item.get("subject"):
            record = Requoter(self.bench, self._sheet).followed(item, subject)
        record = self._record(entry, {**item, "record": record})
        taken = self._wish(entry, Verb.ACCEPT, item, more={"subject": subject, "record": record})
        if _QUOTING & entry.given.keys() and not self._may_say(record):
            self._notes.append("is taken; no word of its wordings but names stands in its quotes: do they say it?")
        under = statement_id(taken)
        if entry.id not in (under, item["id"]) or (item["id"] == entry.id != under and "subject" not in entry.given):
            self._notes.append(f"is taken as {under}")
        return Done.TAKEN

    def _may_say(self, record: Mapping[str, Any]) -> bool:
        wordings = record.get("wording") or {}
        if self._sheet.source.language not in wordings:
            return True
        quotes = (str(one.get("quote", "")) for one in record["citations"])
        return shares_a_word(wordings.values(), quotes, self.bench.kept.corpus.lexicon)

    def _corrected(self, entry: Entry, item: Item, now: Mapping[str, Any]) -> Done:
        """What was taken says what the worksheet says by now, unless somebody changed just that in its file."""
        file = self.bench.kept.draft.documents[item["subject"]].file
        if "folder" not in item and str(entry.given.get("subject") or item["subject"]) != item["subject"]:
            raise NotTaken(
                f"is taken already as {statement_id(item)}, and a statement keeps whom it is about; "
                f"take it out of {file} by hand, then run this again"
            )
        was = cleaned(item["record"])
        wanted = cleaned(self._record(entry, {**item, "record": was}))
        new = {key: wanted.get(key) for key in {**was, **wanted} if wanted.get(key) != was.get(key)}
        if theirs := [key for key in new if now.get(key) not in (was.get(key), wanted.get(key))]:
            raise NotTaken(f"{', '.join(theirs)} was changed in {file} since it was taken; write there what is right")
        after = {key: one for key, one in {**now, **new}.items() if one}
        if after == now:
            return Done.UNCHANGED
        self._wish(entry, Verb.EDIT, item, more={"record": after, "seen": now})
        return Done.CORRECTED

    @property
    def _sheet(self) -> Sheet:
        return self.bench.sheet(self.document)

    def _item(self, id_: str) -> Item | None:
        """A proposal, what was made of an earlier worksheet, or what the facts have."""
        sheet, kept = self._sheet, self.bench.kept
        own = {one["id"]: one for one in sheet.items(kept)}
        made = (one for one in own.values() if _is_called(one, id_))
        found = own.get(id_) or own.get(f"entity {id_}") or next(made, None)
        if found and found["state"] == GONE:
            same = (one for one in own.values() if one["id"].startswith(FACT) and _tells(one) == _tells(found))
            found = next(same, None)
        if (found is None or ("folder" in found and found["state"] == OPEN)) and id_ in kept.draft.records:
            found = sheet.of_entity(id_, kept)
        return sheet.book.items.get(found["id"], found) if found else None

    def _made(self, entry: Entry) -> Item:
        """What is not among the proposals: a statement with its quote, or an entity with its type."""
        given = entry.given
        subject, _, key = entry.id.partition(".")
        if not (given.get("quote") if key else given.get("folder") or given.get("type")):
            wanted = "a `quote`" if key else "`type`, `ar` and `en`"
            raise NotTaken(f"is no proposal (`doc draft --short` lists them); what is new needs {wanted}")
        if not key:
            folder = str(given.get("folder") or kind_of(given["type"]).folder)
            return self._wish(entry, Verb.NEW, more={"subject": subject, "record": {}, "folder": folder})
        property_ = str(given.get("property") or property_in(key, self.bench.kept.corpus.phrasings.properties))
        if not key.startswith(property_) or not property_:
            wanted = f"{subject}.{property_}-{key}" if property_ else "summit-2024-10.participant-guests"
            raise NotTaken(f"an id begins with the property behind the point: {wanted}")
        record = {"property": property_, "citations": [{"source": self.document, "quote": given["quote"]}]}
        return self._wish(entry, Verb.NEW, more={"subject": subject, "record": record, "key": key})

    def _record(self, entry: Entry, item: Item) -> dict[str, Any]:
        """A record with what a worksheet says instead: `ar` and `en` are its wording, of an entity its names."""
        if "folder" in item:
            return self._entity(entry, item)
        record, given = item["record"], with_lists(entry.given)
        quoted = self._quoted(entry, record) if _QUOTING & given.keys() else record
        own = {key: one for key, one in given.items() if key not in _OF_THE_ITEM}
        wording = {**quoted.get("wording", {}), **{lang: given[lang] for lang in LANGUAGES if lang in given}}
        wording = {**(in_the_words_quoted(quoted.get("citations", ()), wording) if wording else {}), **wording}
        return {**quoted, **({"wording": wording} if wording else {}), **own}

    @staticmethod
    def _entity(entry: Entry, item: Item) -> dict[str, Any]:
        """An entity with what a worksheet says of it; a state that says no name has those that CLDR gives it."""
        record = item["record"]
        given = entity_written_out({key: one for key, one in entry.given.items() if key != "folder"})
        names = of_state(entry.id) if given.get("type", record.get("type")) == EntityType.STATE else {}
        told = {"names": {**names, **record.get("names", {}), **given.get("names", {})}}
        told["summary"] = {**record.get("summary", {}), **given.get("summary", {})}
        return {**record, **given, **{key: one for key, one in told.items() if one}}

    def _quoted(self, entry: Entry, record: Mapping[str, Any]) -> Mapping[str, Any]:
        """With the quotes that an entry gives; InvalidFiles where none of these is what the statement was for."""
        for key in _LISTS:
            if not isinstance(entry.given.get(key, []), list):
                raise InvalidFiles([entry.problem(f"is a list, also of one: `{key}: ['…']`", key)])
        requoter = Requoter(self.bench, self._sheet)
        if left := requoter.left_out(record, entry.given):
            message = (
                f"leaves out the words that it was proposed for, «{left}», and nothing else may say it; "
                "write what is quoted besides under `also`, and other words that say it under `quote`"
            )
            raise InvalidFiles([entry.problem(message, "citations")])
        return requoter.quoted(record, entry.given)

    def _wish(self, entry: Entry, verb: Verb, item: Item | None = None, *, more: Mapping[str, Any]) -> Item:
        """Decide it as on the desk; InvalidFiles with the places where the worksheet has what is wrong."""
        seen = {"id": item["id"], "version": item["version"]} if item else {}
        wish = DecisionWish(document=self.document, verb=verb, who=self.who, **seen, **more)
        try:
            outcome = Deciding(self.bench).decide(wish)
        except InvalidFiles as error:
            subject = str(more.get("subject") or (item or {}).get("subject"))
            raise InvalidFiles(self._placed(error.problems, entry, subject, item or {})) from error
        return dict(next(iter(outcome["items"]), {}))

    def _placed(self, problems: Sequence[Problem], entry: Entry, subject: str, item: Item) -> Iterator[Problem]:
        """Mistakes where the worksheet has them; those of another file, or of what stands beside it, stay there."""
        present = self.bench.kept.draft.records.get(subject)
        others = (present.statements.keys() if present else set()) - {item.get("key", "")}
        for one in problems:
            head, *inner = one.field.split(".")
            if head == subject and not (inner and inner[0] in others):
                yield entry.problem(one.message, *inner[0 if "folder" in item else 1 :])  # in the file of a document
            elif entry.id == WAIVED and inner[:2] == [self.document, WAIVED]:
                yield entry.problem(one.message, inner[-1])
            elif not one.file.endswith(f"/{subject}.yaml") or (inner and head == "statements" and inner[0] in others):
                yield one
            elif head == "statements":
                yield entry.problem(one.message, *entry.written(inner[1:] or ["property"]))
            elif "folder" in item:
                yield entry.problem(one.message, *entry.written([head, *inner]))
            else:
                yield entry.problem(f"{subject}, who comes with it: {one.field}: {one.message}; take {subject} first")


def _is_called(item: Item, id_: str) -> bool:
    """Whether an item was made under an id, by an earlier worksheet for one."""
    subject, _, key = id_.partition(".")
    return item.get("subject") == subject and (item.get("key") == key if key else "folder" in item)


def _tells(item: Item) -> tuple[str, str]:
    record = item["record"]
    return record.get("property", ""), str((record.get("citations") or [{}])[0].get("quote", ""))
