"""Changes of the made-up facts, as a difference of two versions would hold them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from knowledge.changes import Change, ChangeKind
from knowledge.model import Entity, Statement, Withdrawal
from tests.support.facts import DATE, MEETING, PLACE, TALKS, statement

REASON = {"ar": "أعلن المنظّمون خلاف ذلك.", "en": "The organisers have announced otherwise."}
EARLIER = replace(
    DATE,
    wording={
        "ar": "أُعلن أن الاجتماع يُعقد في 24 أبريل 2024.",
        "en": "The meeting was announced for 24 April 2024.",
    },
)
HOSTED = statement("talks.host", ar="تستضيف أستانا المحادثات.", en="Astana hosts the talks.")


def added(new: Statement, subject: Entity = MEETING) -> Change:
    """A statement that was not there before."""
    return Change(ChangeKind.ADD, new.id, subject, None, new)


def changed(old: Statement, new: Statement, subject: Entity = MEETING) -> Change:
    """A statement that says something else."""
    return Change(ChangeKind.MOD, new.id, subject, old, new)


def withdrawn(old: Statement, subject: Entity = MEETING, on: date = date(2024, 4, 1)) -> Change:
    """A statement that is not held any more, with the reason."""
    return Change(ChangeKind.DEL, old.id, subject, old, replace(old, withdrawn=Withdrawal(on, REASON)))


def gone(old: Statement, subject: Entity = MEETING) -> Change:
    """A statement that somebody has deleted."""
    return Change(ChangeKind.DEL, old.id, subject, old, None)


ADDED = added(PLACE)
CHANGED = changed(EARLIER, DATE)
WITHDRAWN = withdrawn(HOSTED, TALKS)
