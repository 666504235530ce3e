"""What publishing would set going: the version that is served, the one to come, what changed, and for whom."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import structlog

from bot.bidi import without_marks
from bot.delivery.forecast import Forecast
from bot.library import Library, Pending
from bot.markup import Block, Page
from bot.updates import Updates
from bot.wording import LANGUAGES, Worded, Wording, Wordings
from knowledge.base import KnowledgeBase
from knowledge.changes import Change, ChangeKind, ChangeSet, diff
from knowledge.errors import UnusableArtefact

_SHORT = 12

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Draft:
    """A version that may be published, and the one that is served now; None: none is, or it cannot be read."""

    old: KnowledgeBase | None
    new: KnowledgeBase
    changes: ChangeSet

    @classmethod
    def of(cls, library: Library, new: KnowledgeBase) -> Draft:
        """Compare a version with the one that is served."""
        old = _served(library)
        return cls(old, new, diff(old, new) if old else ChangeSet("", new.version, ()))

    @property
    def nothing_new(self) -> bool:
        """Whether this very version is served already."""
        return self.old is not None and self.old.version == self.new.version

    @property
    def lost(self) -> tuple[str, ...]:
        """The statements that were deleted instead of withdrawn."""
        return tuple(one.statement for one in self.changes.changes if one.lost)

    def updates(self, wordings: Wordings, today: date) -> Mapping[str, Updates]:
        """What tells of the changes, by language."""
        return {lang: Updates(self.new, wordings.speak(lang), today) for lang in LANGUAGES}


def _served(library: Library) -> KnowledgeBase | None:
    version = library.current_version()
    try:
        return library.published(version) if version else None
    except UnusableArtefact as error:
        log.warning("what changed cannot be told", reason=str(error))
        return None


@dataclass(frozen=True, slots=True)
class Plan:
    """A draft with whom it will reach (None: there is no state that knows), and what waits already."""

    draft: Draft
    forecast: Forecast | None
    pending: Pending | None
    today: date

    def page(self, wording: Wording) -> Page:
        """The plan in a language, with the very words that readers will get; without buttons."""
        update = Updates(self.draft.new, wording, self.today)
        told = (block for part in update.parts(self.draft.changes.changes) for block in part.page.blocks)
        numbers = tuple(self._numbers(wording)) if self.draft.old else ()
        blocks = (Block(wording.lang, (self._title(wording),)), *told, Block(wording.lang, numbers))
        return Page(tuple(block for block in blocks if block.lines))

    def record(self, wordings: Wordings) -> dict[str, Any]:
        """The plan as `plan --json` prints it."""
        texts = {lang: without_marks(self.page(wordings.speak(lang)).plain) for lang in LANGUAGES}
        changes = self.draft.changes
        return {
            "old": changes.old or None,
            "new": changes.new,
            "changes": [_record(change) for change in changes.changes],
            "text": texts,
            "forecast": dataclasses.asdict(self.forecast) if self.forecast else None,
            "pending": _waiting(self.pending),
        }

    def _title(self, wording: Wording) -> Worded:
        if self.draft.old is None:
            return wording.text("plan.first", version=self.draft.new.version[:_SHORT])
        if self.draft.nothing_new:
            return wording.text("plan.nothing", version=self.draft.new.version[:_SHORT])
        kinds = Counter(change.kind for change in self.draft.changes.changes)
        counts = {kind.value: kinds[kind] for kind in ChangeKind}
        return wording.text("plan.title", version=self.draft.new.version[:_SHORT], **counts)

    def _numbers(self, wording: Wording) -> Iterator[Worded]:
        if self.draft.lost:
            yield wording.text("plan.lost", statements=wording.listed(self.draft.lost))
        if self.forecast and not self.draft.nothing_new:
            yield from _forecast(self.forecast, wording)
        if self.pending:
            moment = wording.moment(self.pending.due)
            yield wording.text("plan.pending", version=self.pending.version[:_SHORT], moment=moment)


def _forecast(forecast: Forecast, wording: Wording) -> Iterator[Worded]:
    langs = [
        wording.text("plan.language", language=wording.text(f"language.{lang}"), n=forecast.readers[lang])
        for lang in LANGUAGES
        if forecast.readers.get(lang)
    ]
    readers = sum(forecast.readers.values())
    yield wording.text("plan.readers.by-language" if langs else "plan.readers", n=readers, langs=wording.listed(langs))
    yield wording.text("plan.messages", n=forecast.messages, duration=_lasting(forecast.seconds, wording))
    yield wording.text("plan.corrected", n=forecast.corrected)
    if forecast.unreachable or forecast.uncorrected:
        yield wording.text("plan.unreachable", readers=forecast.unreachable, told=forecast.uncorrected)


def _lasting(seconds: float, wording: Wording) -> Worded:
    """A length of time in words: seconds below two minutes, else whole minutes."""
    whole = -(-timedelta(seconds=seconds) // timedelta(seconds=1))
    if whole < 2 * 60:
        return wording.count("count.seconds", whole)
    return wording.count("count.minutes", -(-whole // 60))


def _record(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind.value,
        "statement": change.statement,
        "subject": change.subject.id,
        "old": dict(change.old.wording) if change.old else None,
        "new": dict(change.new.wording) if change.new else None,
        "reason": dict(change.reason) if change.reason else None,
    }


def _waiting(pending: Pending | None) -> dict[str, str] | None:
    return {"version": pending.version, "due": pending.due.isoformat()} if pending else None
