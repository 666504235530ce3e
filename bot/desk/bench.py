"""All that the desk holds: a knowledge folder, its documents, and their drafts. Synchronous; one thread at a time."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from bot.clocks import Clock
from bot.desk.papers import Papers, UploadedPaper, described
from bot.desk.sheets import Sheet, named, piece_record
from knowledge.curation.covering import Coverage
from knowledge.drafting.decisions import Decisions, EditorDecision, Item, Verb
from knowledge.drafting.drafter import Drafter
from knowledge.drafting.kept_folder import KeptFolder
from knowledge.drafting.marking import Layout
from knowledge.drafting.proposals import DocumentDraft
from knowledge.drafting.store import Drafts
from knowledge.drafting.workbook import Workbook
from knowledge.errors import KnowledgeError
from knowledge.model import Source

_MOST_OPEN = 8
"""Documents that are kept in memory."""


@dataclass(slots=True)
class Bench:
    """What is kept between requests."""

    kept: KeptFolder
    papers: Papers
    drafts: Drafts
    now: Clock
    lock: threading.RLock = field(default_factory=threading.RLock)
    _sheets: dict[str, Sheet] = field(default_factory=dict)

    def warm(self) -> None:
        """Read the folder before somebody asks; what is wrong with it is told when they do."""
        with self.lock, contextlib.suppress(KnowledgeError):
            self.kept.refresh()

    def overview(self) -> dict[str, Any]:
        """What the page opens with."""
        with self.lock:
            self.kept.refresh()
            corpus = self.kept.corpus
            return {
                "folder": str(self.kept.folder.root),
                "version": corpus.version,
                "problems": [str(one) for one in self.kept.problems],
                "documents": [
                    described(one, is_own=own) | self._progress(one.source.id) for one, own in self.papers.all()
                ],
                "entities": [
                    {"id": one.id, "folder": one.kind.folder, "type": one.type, "names": dict(one.names)}
                    for one in corpus.entities.values()
                ],
                "properties": [
                    {"id": key, "label": record.label.texts()} for key, record in corpus.phrasings.properties.items()
                ],
            }

    def _progress(self, id_: str) -> dict[str, Any]:
        known = self.kept.corpus.coverage.get(id_)
        return {"covered": known.covered / max(1, known.words) if known else 0.0}

    def take(self, upload: UploadedPaper) -> str:
        """Take a file into the folder; its id."""
        incoming = upload.received()
        with self.lock:
            taken = self.papers.take(incoming, self.now().date())
            self.kept.refresh()
            return taken.id

    def open(self, id_: str) -> dict[str, Any]:
        """A whole document: its blocks, how much of it is covered, and where there is something to decide."""
        with self.lock:
            self.kept.refresh()
            sheet = self.sheet(id_)
            pieces, coverage = sheet.pages(self.kept)
            return {
                "id": id_,
                "version": self.kept.corpus.version,
                "title": sheet.source.title,
                "lang": sheet.source.language,
                "own": sheet.is_own,
                "prepared": sheet.prepared,
                "blocks": [[piece_record(piece) for piece in block] for block in pieces],
                **self.counted(sheet, coverage, sheet.items(self.kept)),
            }

    def counted(self, sheet: Sheet, coverage: Coverage, items: Iterable[Item]) -> dict[str, Any]:
        """How far a document is: words, and items of each block by state."""
        counts: dict[int, dict[str, int]] = {}
        for item in items:
            block = counts.setdefault(item["block"], {})
            block[item["state"]] = block.get(item["state"], 0) + 1
        return {"words": coverage.words, "covered": coverage.covered, "counts": counts, "last": sheet.book.last}

    def pulse(self, id_: str) -> dict[str, Any]:
        """What changes when somebody decides, or writes in the folder by hand."""
        with self.lock:
            self.kept.refresh()
            found = {"version": self.kept.corpus.version, "problems": [str(one) for one in self.kept.problems]}
            if not id_:
                return found
            sheet = self.sheet(id_)
            return found | {"last": sheet.book.last, "prepared": sheet.prepared}

    def items(self, id_: str, block: int) -> list[Item]:
        """What there is to decide in a block."""
        with self.lock:
            return [one for one in self.sheet(id_).items(self.kept) if one["block"] == block and one["state"] != "gone"]

    def entity(self, id_: str, entity: str) -> Item:
        """What the facts have of an entity that a document tells of, to be edited beside it."""
        with self.lock:
            self.kept.refresh()
            return self.sheet(id_).of_entity(entity, self.kept)

    def prepare(self, id_: str) -> None:
        """Begin with a draft where none was begun with, and find the names in it; seconds for a long document.

        What `doc draft` made since, by rules or with a language model, is taken as it is.
        """
        with self.lock:
            sheet = self.sheet(id_)
        if sheet.prepared:
            return
        names = named(sheet.layout, self.kept)
        files = self.drafts.versions(id_)
        newest = int(files[-1].stem) if files else 0
        if newest <= sheet.book.begun:
            newest = 0 if sheet.book.begun else self._kept(sheet, self.drafted(sheet.source))
        with self.lock:
            sheet.names = names
            if newest > self.sheet(id_).book.begun:
                self._begin(sheet, newest)
            sheet.prepared = True

    def redraft(self, id_: str, who: str, draft: DocumentDraft) -> None:
        """Begin with another draft, and find the names that are known by now; what was touched stays."""
        with self.lock:
            sheet = self.sheet(id_)
            self._begin(sheet, self._kept(sheet, draft), who)
            sheet.names = named(sheet.layout, self.kept)

    def drafted(self, source: Source, about: str = "") -> DocumentDraft:
        """What the rules propose of a document; `about` an entity, where that is said."""
        return self.drafter().draft(source, about if about in self.kept.corpus.entities else None)

    def drafter(self) -> Drafter:
        """Proposes in the light of the folder."""
        corpus = self.kept.corpus
        return Drafter(corpus.lexicon, corpus.phrasings, corpus.claim_reader, dict(corpus.entities))

    def _kept(self, sheet: Sheet, draft: DocumentDraft) -> int:
        """The number under which a draft is stored."""
        return int(self.drafts.keep(sheet.source.id, draft.record()).stem)

    def _begin(self, sheet: Sheet, number: int, who: str = "") -> None:
        sheet.decisions.add(self.decision(sheet, Verb.DRAFT, who, of=number))
        self._catch_up(sheet)

    def record(self, sheet: Sheet, decision: EditorDecision, and_then: Callable[[], None]) -> None:
        """Write a decision down while nobody else decides, with what belongs to it, or not at all; and act upon it."""
        with sheet.decisions.as_long_as_before():
            sheet.decisions.add(decision)
            and_then()
        sheet.book.apply(decision)
        sheet.size = sheet.decisions.path.stat().st_size

    def decision(self, sheet: Sheet, verb: Verb, who: str, **more: Any) -> EditorDecision:
        """The next decision about a document."""
        return EditorDecision(sheet.book.last + 1, verb, who, self.now().isoformat(timespec="seconds"), **more)

    def sheet(self, id_: str) -> Sheet:
        """A document as its last decision left it, whichever process took that; NotFound where there is none."""
        source, is_own = self.papers.get(id_)
        sheet = self._sheets.pop(id_, None)
        if sheet is None or sheet.source.sha256 != source.sha256:
            sheet = Sheet(source, is_own, Decisions(self.drafts.folder_of(id_)), Layout.of(source.text))
        sheet.is_own = is_own
        self._sheets[id_] = sheet
        while len(self._sheets) > _MOST_OPEN:
            del self._sheets[next(iter(self._sheets))]
        self._catch_up(sheet)
        return sheet

    def _catch_up(self, sheet: Sheet) -> None:
        path = sheet.decisions.path
        size = path.stat().st_size if path.exists() else 0
        if size != sheet.size:
            sheet.book = Workbook.of(sheet.decisions.all(), lambda number: self.drafts.version(sheet.source.id, number))
            sheet.size = size
