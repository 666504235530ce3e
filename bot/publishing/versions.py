"""The versions that were compiled here, and what each tells: from the history, else from its own file."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from knowledge.compiled import edition as compiled
from knowledge.compiled import history
from knowledge.compiled.history import Chosen, DamagedHistory, PastWording, Published
from knowledge.errors import UnusableArtefact
from knowledge.files.owning import hand_over
from knowledge.model import Edition, Source

T = TypeVar("T")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Versions:
    """A folder of compiled files, with the history of what the published ones told."""

    folder: Path

    @property
    def history(self) -> Path:
        """Where the history lies."""
        return self.folder / "history.sqlite"

    def file(self, version: str) -> Path:
        """Where a version lies that was compiled here."""
        return self.folder / f"{version}.sqlite"

    def published(self) -> tuple[str, ...]:
        """Every version of which it is known that it was published, the latest first."""
        return tuple(dict.fromkeys(version for version, _ in reversed(self.publications())))

    def require_true(self, version: str) -> None:
        """UnusableArtefact where a compiled file is another version than its name says, or tells what that never told.

        A statement whose bytes were damaged or changed may still be read, and would be told as a fact.
        """
        file = self.file(version)
        found = compiled.read_edition(file)
        if found.version != version:
            raise UnusableArtefact(file, f"holds {found.version}")
        told = self._remembered(version)
        if told and (told.statements, told.entities) != (found.statements, found.entities):
            raise UnusableArtefact(file, "does not tell what that version told")

    def _remembered(self, version: str) -> Edition | None:
        try:
            return history.read_edition(self.history, version)
        except UnusableArtefact:
            return None

    def edition(self, version: str) -> Edition:
        """What a version tells; UnusableArtefact when neither the history nor its file says so."""
        return self._told(version, history.read_edition, compiled.read_edition)

    def sources(self, version: str) -> Mapping[str, Source]:
        """The documents of a version; UnusableArtefact as for `edition`."""
        return self._told(version, history.read_sources, compiled.read_sources)

    def wordings(self, chosen: Callable[[str], bool]) -> tuple[PastWording, ...]:
        """Every wording in which the statement with a chosen id was published, the last one at the end.

        None without a history that can be read.
        """
        try:
            return history.wordings(self.history, chosen) if self.history.exists() else ()
        except UnusableArtefact as error:
            log.warning("what became of a statement is not known: %s", error)
            return ()

    def publications(self) -> tuple[tuple[str, datetime], ...]:
        """Which version was published when, the earliest first; none without a history that can be read."""
        try:
            return history.publications(self.history) if self.history.exists() else ()
        except UnusableArtefact as error:
            log.warning("what was published before is not known: %s", error)
            return ()

    def chronicle(self, chosen: Chosen) -> tuple[Published, ...]:
        """Every publication with what is chosen of what it told; none without a history that can be read."""
        try:
            return history.chronicle(self.history, chosen) if self.history.exists() else ()
        except UnusableArtefact as error:
            log.warning("what was published before is not known: %s", error)
            return ()

    def _told(self, version: str, remembered: Callable[[Path, str], T], read: Callable[[Path], T]) -> T:
        try:
            return remembered(self.history, version)
        except UnusableArtefact:
            return read(self.file(version))

    def remember(self, version: str, at: datetime | None = None) -> None:
        """Store what a version tells, and when it was published if that is now; one writer at a time.

        A history that is lost or damaged is made anew from the files that lie there. What goes wrong is a line in
        the log: it stops no publication and no start.
        """
        try:
            try:
                self._store(version, at)
            except DamagedHistory as error:
                log.error("%s: it is made anew from the compiled files", error)  # noqa: TRY400 - the message says it all
                self.history.replace(self.history.with_suffix(".damaged"))
                self._store(version, at)
        except (UnusableArtefact, OSError) as error:
            log.error("what %s tells is not in the history: %s", version, error)  # noqa: TRY400 - the message says it all

    def _store(self, version: str, at: datetime | None) -> None:
        there = self.history.exists() and self.history.stat().st_size > 0
        held = history.versions(self.history) if there else ()
        if version in held and at is None:
            return
        with history.changing(self.history) as connection:
            for told in () if there else self._others(version):
                history.add(connection, *told)
            if version not in held:
                history.add(connection, *self._read(self.file(version)))
            if at is not None:
                history.publish(connection, version, at)
        hand_over(self.history)

    def _others(self, version: str) -> Iterator[tuple[Edition, Mapping[str, Source]]]:
        """What the other compiled files tell, as far as they can be read, the oldest first."""
        files = self.folder.glob("*.sqlite")
        for file in sorted(files, key=lambda file: (file.stat().st_mtime, file.name)):
            if file.stem == version or file == self.history:
                continue
            try:
                yield self._read(file)
            except UnusableArtefact as error:
                log.warning("the history goes without a version: %s", error)

    @staticmethod
    def _read(file: Path) -> tuple[Edition, Mapping[str, Source]]:
        return compiled.read_edition(file), compiled.read_sources(file)
