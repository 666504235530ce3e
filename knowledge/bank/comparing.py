"""What becomes of the answer to a question from one version of the knowledge to another. Pure: the replies come in."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from knowledge.bank.judging import Judgement, judge
from knowledge.bank.questions import BankQuestion

_ANSWER = "answer"
_ANSWERS = (_ANSWER, "quoted")
_WORTH = {
    Judgement.RIGHT: 2,
    Judgement.REFUSED: 2,
    Judgement.MISSED: 1,
    Judgement.WRONG: 0,
    Judgement.GUESSED: 0,
}


class AnswerChangeKind(StrEnum):
    """What became of an answer."""

    LOST = "lost"
    GAINED = "gained"
    CHANGED = "changed"


class Tendency(StrEnum):
    """Whether a change is for the better, where it is known what is right."""

    BETTER = "better"
    WORSE = "worse"


@dataclass(frozen=True, slots=True)
class Replied:
    """What a version says to a question, as `ask --json` has it."""

    status: str
    verdict: str | None
    text: str
    statements: tuple[str, ...]

    @property
    def answers(self) -> bool:
        """Whether it is told as an answer."""
        return self.status in _ANSWERS

    def same(self, other: Replied) -> bool:
        """Whether both say the same, in whatever words."""
        return (self.status, self.verdict, self.statements) == (other.status, other.verdict, other.statements)


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """A question that two versions do not answer alike."""

    question: BankQuestion
    old: Replied
    new: Replied
    judged: Tendency | None

    @property
    def kind(self) -> AnswerChangeKind:
        """What became of the answer."""
        if self.old.answers != self.new.answers:
            return AnswerChangeKind.LOST if self.old.answers else AnswerChangeKind.GAINED
        return AnswerChangeKind.CHANGED

    def record(self) -> dict[str, Any]:
        """As `kb compare --json` prints it."""
        return {
            "id": self.question.id,
            "q": self.question.q,
            "kind": self.kind.value,
            "judged": self.judged.value if self.judged else None,
            "old": asdict(self.old),
            "new": asdict(self.new),
        }


def change(question: BankQuestion, old: Replied, new: Replied, gone: Collection[str] = ()) -> AnswerChange | None:
    """How two replies differ; None where they do not.

    `gone` are the statements that the new version has withdrawn or shows nobody: what was right because of them alone
    is refused rightly afterwards.
    """
    return None if old.same(new) else AnswerChange(question, old, new, _judged(question, old, new, gone))


def _judged(question: BankQuestion, old: Replied, new: Replied, gone: Collection[str]) -> Tendency | None:
    if not question.is_judged:
        return None
    before, after = _worth(question, old), _worth(question, new)
    over = bool(old.statements) and all(one in gone for one in old.statements)
    if before == after or (over and not new.answers):
        return None
    return Tendency.BETTER if after > before else Tendency.WORSE


def _worth(question: BankQuestion, reply: Replied) -> int:
    found = judge(question, {"status": reply.status, "text": reply.text, "verdict": reply.verdict})
    elsewhere = question.statements and not set(question.statements) & set(reply.statements)
    return _WORTH[Judgement.WRONG if found is Judgement.RIGHT and elsewhere else found]
