"""What changed between two versions of the knowledge, statement by statement; touching a file changes nothing.

A statement counts as held unless it is withdrawn. What readers are told hangs on the fingerprint alone: a hash of what
they see of a statement, not of the file, line or document that it comes from.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from knowledge.model import Edition, Entity, LocalText, Statement, Withdrawal

GONE = "gone"
"""Stands for the fingerprint of a statement that is in the knowledge no more, not even as withdrawn."""
_DIGEST_BYTES = 8


class ChangeKind(StrEnum):
    """What became of a statement."""

    ADD = "add"
    MOD = "mod"
    DEL = "del"


@dataclass(frozen=True, slots=True)
class Change:
    """One statement before and after; None where it is not in that version at all."""

    kind: ChangeKind
    statement: str
    subject: Entity
    """As the new version knows it, else the old one."""
    old: Statement | None
    new: Statement | None
    hidden: bool = False
    """Whether readers may not see it any more, nor the words that they were told: it was marked meanwhile."""

    @property
    def latest(self) -> Statement:
        """The statement as it stands now, or as it stood last."""
        statement = self.new or self.old
        assert statement is not None  # noqa: S101 - there is no change of nothing
        return statement

    @property
    def fingerprint(self) -> str:
        """That of the statement as it stands now; GONE when it does not."""
        return fingerprint_of(self.new)

    @property
    def reason(self) -> LocalText | None:
        """Why it was withdrawn, or reads otherwise; None where the curator gave no reason for this change."""
        match self.kind, self.old, self.new:
            case ChangeKind.DEL, _, Statement(withdrawn=Withdrawal(reason=reason)):
                return reason
            case ChangeKind.MOD, Statement() as old, Statement() as new if new.corrected != old.corrected:
                return new.corrected
            case _:
                return None

    @property
    def corrects(self) -> bool:
        """Whether who was told it must hear of it: it holds no more, or reads otherwise for a reason.

        Other words for the same are none: they stand in the place of the old ones, and followers hear of them as news.
        """
        return self.kind is not ChangeKind.MOD or self.reason is not None

    @property
    def lost(self) -> bool:
        """Whether the statement was deleted, which curators should not do, instead of withdrawn."""
        return self.new is None and not self.hidden

    def shows(self, lang: str) -> bool:
        """Whether who reads a language sees any of it: a mended English wording is no news in Arabic."""
        if self.kind is not ChangeKind.MOD or self.old is None or self.new is None:
            return True
        return _shown(self.old, lang) != _shown(self.new, lang)


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """All that changed from one version to another, in reading order; what is gone altogether comes last."""

    old: str
    new: str
    changes: tuple[Change, ...]


def by_entity(changes: Iterable[Change]) -> Mapping[str, tuple[Change, ...]]:
    """Changes by the id of their subject, in the order in which each is first mentioned."""
    found: dict[str, list[Change]] = {}
    for change in changes:
        found.setdefault(change.subject.id, []).append(change)
    return {subject: tuple(group) for subject, group in found.items()}


def fingerprint(statement: Statement) -> str:
    """A short hash of what a reader sees of a statement; the same in every process and for ever."""
    withdrawn = statement.withdrawn
    seen = {
        "property": statement.property,
        "value": statement.value,
        "said_by": statement.said_by,
        "about": sorted(statement.about),
        "wording": dict(statement.wording),
        "upcoming": dict(statement.upcoming or {}),
        "caveat": dict(statement.caveat or {}),
        "withdrawn": [withdrawn.on.isoformat(), dict(withdrawn.reason)] if withdrawn else None,
    }
    text = json.dumps(seen, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.blake2b(text.encode(), digest_size=_DIGEST_BYTES).hexdigest()


def fingerprint_of(statement: Statement | None) -> str:
    """That of a statement as an edition holds it; GONE where it holds none."""
    return fingerprint(statement) if statement else GONE


def diff(old: Edition, new: Edition) -> ChangeSet:
    """What changed from one version to another."""
    gone = [key for key in old.statements if key not in new.statements]
    found = (_change(key, old, new) for key in (*new.statements, *gone))
    return ChangeSet(old.version, new.version, tuple(change for change in found if change))


def _change(key: str, old: Edition, new: Edition) -> Change | None:
    before, after = old.statements.get(key), new.statements.get(key)
    kind = _kind(before, after)
    if kind is None:
        return None
    subject = next(one.subject for one in (after, before) if one)
    return Change(kind, key, new.entities.get(subject) or old.entities[subject], before, after, key in new.hidden)


def _kind(before: Statement | None, after: Statement | None) -> ChangeKind | None:
    match _held(before), _held(after):
        case None, Statement():
            return ChangeKind.ADD
        case Statement(), None:
            return ChangeKind.DEL
        case Statement() as one, Statement() as other if fingerprint(one) != fingerprint(other):
            return ChangeKind.MOD
        case _:
            return None


def _held(statement: Statement | None) -> Statement | None:
    return statement if statement and statement.withdrawn is None else None


def _shown(statement: Statement, lang: str) -> tuple[str | None, ...]:
    """What the reader of a language may see of a held statement, on whatever day."""
    caveat = statement.caveat.get(lang) if statement.caveat else None
    return statement.worded(lang, ahead=False), statement.worded(lang, ahead=True), caveat
