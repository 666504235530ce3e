"""What publishing would do to answers: the bank of a newsroom, and what was asked in vain, put to both versions."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from bot.interface.render import render
from bot.interface.to_json import to_json
from bot.interface.words.wording import Wordings
from knowledge.bank.comparing import AnswerChange, AnswerChangeKind, Replied, Tendency, change
from knowledge.bank.questions import BankQuestion, BankReading, PlacedQuestion
from knowledge.errors import Problem
from knowledge.model import Readership

if TYPE_CHECKING:
    from knowledge.answering.engine import Engine

PATIENCE_SECONDS = 2.0
"""So long a plan asks; what was not asked by then is counted as not asked."""
_MOST_MISSED = 100
"""Questions that were asked in vain, the latest first."""
_TOLD_BY = ("ar", "en")


class MissedQuestion(Protocol):
    """A question that was asked in vain: a `bot.state.misses.Miss`."""

    @property
    def text(self) -> str:
        """Its words."""

    @property
    def lang(self) -> str:
        """The language that it was answered in."""


@dataclass(frozen=True, slots=True)
class Respondent:
    """A version that is asked as everybody may ask it on a day."""

    engine: Engine
    wordings: Wordings
    today: date

    @classmethod
    def of(cls, engine: Engine, wordings: Wordings, today: date) -> Respondent:
        """The public view of an engine, ready to be asked."""
        return cls(engine.seen_by(Readership.PUBLIC, today).warm(), wordings, today)

    def reply(self, text: str, lang: str | None) -> Replied:
        """What it says to a question."""
        said = self.engine.reply_to(text, today=self.today, lang=lang if lang in _TOLD_BY else None)
        rendered = render(said, self.engine.knowledge, self.wordings.speak(said.lang))
        found = to_json(said, rendered, id_=None, ms=0.0)
        return Replied(found["status"], found["verdict"], found["text"], tuple(found["statements"]))

    def gone(self) -> frozenset[str]:
        """The statements that it has withdrawn, or shows nobody."""
        knowledge = self.engine.knowledge
        return frozenset(knowledge.statements.keys() - knowledge.current.keys()) | knowledge.hidden


def compared(questions: Iterable[BankQuestion], old: Respondent, new: Respondent) -> Iterator[AnswerChange | None]:
    """What becomes of each answer, one after the other."""
    gone = new.gone()
    for one in questions:
        yield change(one, old.reply(one.q, one.lang), new.reply(one.q, one.lang), gone)


@dataclass(frozen=True, slots=True)
class Trial:
    """What publishing would do to answers."""

    asked: int
    total: int
    """Questions of the bank, asked or not."""
    changes: tuple[AnswerChange, ...]
    missed: int = 0
    """Of the questions asked in vain, those that were tried."""
    answered: int = 0
    problems: tuple[Problem, ...] = ()
    """Lines of the bank that are no question."""

    @property
    def worse(self) -> tuple[AnswerChange, ...]:
        """The judged questions that would be answered worse than now."""
        return tuple(one for one in self.changes if one.judged is Tendency.WORSE)

    @property
    def stops(self) -> bool:
        """Whether an editor has to allow it."""
        return bool(self.worse or self.problems)

    def counts(self) -> dict[str, int]:
        """How many answers become what."""
        kinds = Counter(one.kind for one in self.changes)
        judged = Counter(one.judged for one in self.changes)
        return {one.value: kinds[one] for one in AnswerChangeKind} | {one.value: judged[one] for one in Tendency}

    def record(self) -> dict[str, Any]:
        """As `kb plan --json` has it."""
        return {
            "asked": self.asked,
            "total": self.total,
            **self.counts(),
            "changes": [one.record() for one in self.changes],
            "misses": {"asked": self.missed, "answered": self.answered},
            "problems": [str(one) for one in self.problems],
        }


@dataclass(frozen=True, slots=True)
class Trying:
    """Puts questions to two versions, which are made when there is something to ask."""

    old: Callable[[], Respondent]
    new: Callable[[], Respondent]
    patience: float | None = PATIENCE_SECONDS
    """None: the whole bank, however long it takes."""
    seconds: Callable[[], float] = time.monotonic

    def trial(self, bank: BankReading, missed: Sequence[MissedQuestion]) -> Trial | None:
        """None where nothing is there to be asked."""
        if not (bank.questions or bank.problems or missed):
            return None
        ends = None if self.patience is None else self.seconds() + self.patience
        new = self.new()
        found = list(self._changes(bank.questions, new, ends)) if bank.questions else []
        answers = list(self._answers(missed, new, ends))
        changes = tuple(one for one in found if one is not None)
        return Trial(len(found), len(bank.questions), changes, len(answers), sum(answers), bank.problems)

    def _changes(
        self, placed: Sequence[PlacedQuestion], new: Respondent, ends: float | None
    ) -> Iterator[AnswerChange | None]:
        """Judged questions first: they decide whether a publication is stopped."""
        ordered = sorted((one.question for one in placed), key=lambda one: not one.is_judged)
        for found in compared(ordered, self.old(), new):
            yield found
            if self._over(ends):
                return

    def _answers(self, missed: Sequence[MissedQuestion], new: Respondent, ends: float | None) -> Iterator[bool]:
        for one in missed[: -_MOST_MISSED - 1 : -1]:
            if self._over(ends):
                return
            yield new.reply(one.text, one.lang).answers

    def _over(self, ends: float | None) -> bool:
        return ends is not None and self.seconds() >= ends
