"""Deletes compiled versions that nobody needs any more: a few megabytes each, with every publication.

What they told stays in the history, from which a version is built anew should anybody want it after all.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot.publishing.versions import Versions
from knowledge.compiled import history
from knowledge.errors import UnusableArtefact

_AT_WORK = timedelta(days=1)
"""So long a version may still be on its way from a build to its publication, whoever makes it."""
_UNPUBLISHED = timedelta(days=30)
"""So long one is kept that was only built, and is in no history."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pruned:
    """The versions whose files are gone, and how many bytes that is."""

    versions: tuple[str, ...] = ()
    size: int = 0


@dataclass(frozen=True, slots=True)
class Pruning:
    """Of one folder of compiled versions, at a moment."""

    versions: Versions
    now: datetime

    def prune(self, needed: Collection[str]) -> Pruned:
        """Delete every file but those that are needed, or new, or all that is left of what a version told."""
        try:
            remembered, published = self._told(needed)
        except UnusableArtefact as error:
            log.warning("nothing is pruned: %s", error)
            return Pruned()
        kept = {*needed, *_last_two(published)}
        old = [file for file in self._files() if file.stem not in kept and self._is_over(file, remembered)]
        size = sum(file.stat().st_size for file in old)
        for file in old:
            file.unlink(missing_ok=True)
        self._sweep()
        return Pruned(tuple(file.stem for file in old), size)

    def _told(self, needed: Collection[str]) -> tuple[Collection[str], list[str]]:
        """The versions whose telling is kept, and those that were published; none where nothing ever was."""
        if not needed and not self.versions.history.exists():
            return (), []
        published = [version for version, _ in history.publications(self.versions.history)]
        return history.versions(self.versions.history), published

    def _files(self) -> list[Path]:
        files = self.versions.folder.glob("k*-*.sqlite")
        return sorted(files, key=lambda file: (file.stat().st_mtime, file.name))

    def _is_over(self, file: Path, remembered: Collection[str]) -> bool:
        age = self.now.timestamp() - file.stat().st_mtime
        if file.stem not in remembered:
            return age > _UNPUBLISHED.total_seconds()
        return age > _AT_WORK.total_seconds() and self._is_remembered(file.stem)

    def _is_remembered(self, version: str) -> bool:
        """Whether the history tells all that the version told, and can be read."""
        try:
            history.read_edition(self.versions.history, version)
            history.read_sources(self.versions.history, version)
        except UnusableArtefact as error:
            log.warning("%s is kept: %s", version, error)
            return False
        return True

    def _sweep(self) -> None:
        """What killed compilations have left."""
        for part in self.versions.folder.glob(".*.part"):
            if self.now.timestamp() - part.stat().st_mtime > _AT_WORK.total_seconds():
                part.unlink(missing_ok=True)


def _last_two(published: Iterable[str]) -> list[str]:
    """Where what is published cannot be read, the one before stands in."""
    return list(dict.fromkeys(reversed(list(published))))[:2]
