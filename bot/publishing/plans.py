"""What publishing would set going, as curators and operators read it: what changes, in which words, and for whom."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import structlog

from bot.delivery.forecast import Forecast
from bot.interface.buttons.keyboards import Keyboards
from bot.interface.buttons.presses import Decision, LeaveIt, Publish, PublishNow, Unpublish
from bot.interface.updates import Updates
from bot.interface.words.bidi import without_marks
from bot.interface.words.markup import Block, Page
from bot.interface.words.wording import LANGUAGES, Worded, Wording, Wordings
from bot.publishing.library import Library, Pending
from bot.publishing.trying import Trial
from knowledge import visibility
from knowledge.changes import Change, ChangeKind, ChangeSet, diff
from knowledge.compiled.base import KnowledgeBase
from knowledge.errors import UnusableArtefact

_SHORT = 12
_MOST_WORSE = 5

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class NextVersion:
    """A version that may be published, and the name of the one that is served now; None: none is."""

    served: str | None
    new: KnowledgeBase
    changes: ChangeSet | None
    """None: there is nothing to compare with, or it cannot be read."""

    @classmethod
    def of(cls, library: Library, new: KnowledgeBase, today: date) -> NextVersion:
        """Compare a version with the one that is served, both as everybody may see them today."""
        served = library.current_version()
        try:
            seen = visibility.public(library.edition(served), today) if served else None
            return cls(served, new, diff(seen, new.public(today)) if seen else None)
        except UnusableArtefact as error:
            log.warning("what changed cannot be told", reason=str(error))
            return cls(served, new, None)

    @property
    def nothing_new(self) -> bool:
        """Whether this very version is served already."""
        return self.served == self.new.version

    @property
    def told(self) -> tuple[Change, ...]:
        """The changes that readers are told of."""
        return tuple(one for one in self._all if not one.hidden)

    @property
    def hidden(self) -> tuple[str, ...]:
        """The statements that everybody could see and that are marked now."""
        return tuple(one.statement for one in self._all if one.hidden)

    @property
    def _all(self) -> tuple[Change, ...]:
        return self.changes.changes if self.changes else ()

    @property
    def lost(self) -> tuple[str, ...]:
        """The statements that were deleted instead of withdrawn."""
        return tuple(one.statement for one in self.told if one.lost)


@dataclass(frozen=True, slots=True)
class Plan:
    """A version with whom it will reach (None: there is no state that knows), and what waits already."""

    next_version: NextVersion
    forecast: Forecast | None
    pending: Pending | None
    today: date
    trial: Trial | None = None
    """None: nothing was asked."""

    @property
    def stops(self) -> bool:
        """Whether answers become worse, so that an editor has to allow it."""
        return self.trial is not None and self.trial.stops

    def page(self, wording: Wording) -> Page:
        """The plan in a language, with the very words that readers will get, and what can be decided."""
        update = Updates(self.next_version.new, wording, self.today)
        told = (block for part in update.parts(self.next_version.told) for block in part.page.blocks)
        numbers = tuple(self._numbers(wording))
        blocks = (Block(wording.lang, (self._title(wording),)), *told, Block(wording.lang, numbers))
        buttons = Keyboards(wording).publishing(*self._decisions())
        return Page(tuple(block for block in blocks if block.lines), buttons)

    def record(self, wordings: Wordings) -> dict[str, Any]:
        """The plan as `plan --json` prints it."""
        texts = {lang: without_marks(self.page(wordings.speak(lang)).plain) for lang in LANGUAGES}
        return {
            "old": self.next_version.served,
            "new": self.next_version.new.version,
            "changes": [_record(change) for change in self.next_version.told],
            "text": texts,
            "forecast": dataclasses.asdict(self.forecast) if self.forecast else None,
            "pending": _waiting(self.pending),
            "questions": self.trial.record() if self.trial else None,
        }

    def _decisions(self) -> Iterator[Decision]:
        new, old = self.next_version.new.version, self.next_version.served or ""
        if not self.next_version.nothing_new and not self.stops:
            yield Publish(new, old)
            yield PublishNow(new, old)
        if self.pending:
            yield Unpublish()
        if not self.next_version.nothing_new:
            yield LeaveIt()

    def _title(self, wording: Wording) -> Worded:
        version = self.next_version.new.version[:_SHORT]
        if self.next_version.nothing_new:
            return wording.text("plan.nothing", version=version)
        if self.next_version.changes is None:
            return wording.text("plan.first", version=version)
        kinds = Counter(change.kind for change in self.next_version.told)
        return wording.text("plan.title", version=version, **{kind.value: kinds[kind] for kind in ChangeKind})

    def _numbers(self, wording: Wording) -> Iterator[Worded]:
        if self.next_version.lost:
            yield wording.text("plan.lost", statements=wording.listed(self.next_version.lost))
        if self.next_version.hidden:
            yield wording.text("plan.hidden", statements=wording.listed(self.next_version.hidden))
        if self.forecast and not self.next_version.nothing_new:
            yield from _forecast(self.forecast, wording)
        if self.trial:
            yield from _tried(self.trial, wording)
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
    if forecast.rescheduled:
        yield wording.text("plan.rescheduled", n=forecast.rescheduled)
    if forecast.unreachable or forecast.uncorrected:
        yield wording.text("plan.unreachable", readers=forecast.unreachable, told=forecast.uncorrected)


def _tried(trial: Trial, wording: Wording) -> Iterator[Worded]:
    """What becomes of answers, and which become worse, with the way to publish all the same."""
    if trial.total:
        yield wording.text("plan.questions", asked=trial.asked, total=trial.total, **trial.counts())
    if trial.missed:
        yield wording.text("plan.misses", answered=trial.answered, asked=trial.missed)
    for one in trial.worse[:_MOST_WORSE]:
        yield wording.text("plan.worse", question=one.question.q)
    for problem in trial.problems[:_MOST_WORSE]:
        yield wording.text("plan.bank", problem=str(problem))
    if trial.stops:
        yield wording.text("plan.stops", worse=len(trial.worse))


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
