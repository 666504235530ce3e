"""What changed since each publication, worked out once and kept small: changes, not what versions told."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from bot.readers.subscription import Subject, concerns
from knowledge.changes import Change, ChangeKind, diff, fingerprint, fingerprint_of
from knowledge.compiled.base import KnowledgeBase
from knowledge.errors import UnusableArtefact
from knowledge.model import Edition

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Editions:
    """The changes from each earlier publication to the version that holds now."""

    newest: KnowledgeBase
    versions: Mapping[int, str]
    """Of every publication."""
    published: Callable[[str], Edition]
    """Reads what a version told; UnusableArtefact when it cannot."""
    _changes: dict[int, tuple[Change, ...]] = field(default_factory=dict)
    _followed: dict[tuple[int, Subject], tuple[Change, ...]] = field(default_factory=dict)

    def since(self, publication: int) -> tuple[Change, ...]:
        """What changed since a publication; nothing, and a line in the log, where its version cannot be read."""
        if publication not in self._changes:
            before = self._read(publication)
            self._changes[publication] = diff(before, self.newest).changes if before else ()
        return self._changes[publication]

    def followed(self, publication: int, subject: Subject) -> tuple[Change, ...]:
        """What changed since a publication of what is followed."""
        key = publication, subject
        if key not in self._followed:
            self._followed[key] = tuple(change for change in self.since(publication) if concerns(subject, change))
        return self._followed[key]

    def corrects(self, statement: str, told: str) -> Change | None:
        """The change from what was told under a fingerprint to what holds now; None where nobody knows it any more."""
        changes = (change for publication in sorted(self.versions, reverse=True) for change in self.since(publication))
        for change in changes:
            if change.statement == statement and change.old and fingerprint(change.old) == told:
                return change
        return None

    def fingerprint(self, statement: str) -> str:
        """That of a statement as it stands now; GONE when it does not."""
        return fingerprint_of(self.newest.statements.get(statement))

    def restates(self, statement: str) -> Change | None:
        """A statement that holds now as if it were new, for whoever was told that it does not."""
        held = self.newest.current.get(statement)
        if held is None:
            return None
        return Change(ChangeKind.ADD, statement, self.newest.entities[held.subject], None, held)

    def _read(self, publication: int) -> Edition | None:
        version = self.versions.get(publication)
        if version == self.newest.version:
            return self.newest
        try:
            return self.published(version) if version else None
        except UnusableArtefact as error:
            log.error("nobody can be told what changed since publication %d: %s", publication, error)  # noqa: TRY400 - the message says it all
            return None


def is_news(change: Change, told: Collection[str]) -> bool:
    """Whether a change is news for a chat: of what it was `told` it hears the correction; mere words are news."""
    return not change.corrects or change.statement not in told
