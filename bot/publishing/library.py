"""Where compiled knowledge lies on disk, and which version is served.

`<data>/knowledge/<version>.sqlite` are compiled versions; which is served, and which will be, say the `Pointers`
beside them. `<data>/cache/` holds what the questions commands compiled for themselves, which `run` never sees. What a
published version told stays in `<data>/knowledge/history.sqlite`: what a reader who was away is due is the difference
from the version that they know, and a file that this release cannot serve is built anew from it.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from bot.clocks import Clock, utc
from bot.garbage_collection import lasting
from bot.publishing.cache import from_cache
from bot.publishing.pointers import Pending, Pointers, UnusablePending, UnusablePointer
from bot.publishing.pruning import Pruned, Pruning
from bot.publishing.versions import Versions
from bot.settings.places import ARCHIVE
from knowledge import visibility
from knowledge.archive.door import ArchiveDoor
from knowledge.compiled import base
from knowledge.compiled.base import KnowledgeBase
from knowledge.curation.folder import Folder
from knowledge.errors import InvalidFiles, KnowledgeError, UnusableArtefact
from knowledge.model import Edition
from knowledge.progress import Progress, silent

if TYPE_CHECKING:
    from knowledge.answering.engine import Engine
    from knowledge.curation.corpus import Corpus

_PUBLISH_ANEW = "publish the folder anew with `marsad kb publish --yes --now`"

__all__ = ["Library", "Pending", "UnusablePending"]

T = TypeVar("T")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Library:
    """The knowledge folder and the data folder of one installation."""

    folder: Folder
    data: Path
    progress: Progress = silent
    """Hears how far a long compilation is."""
    semantic: bool = False
    """Whether sentences are found by meaning too; needs the extra of that name."""
    now: Clock = utc
    """For the moments of publications in the history."""
    _whole: dict[str, tuple[int, ...]] = field(default_factory=dict, repr=False, compare=False)
    """The stamps of the files that were read whole, by version."""

    @property
    def _published(self) -> Path:
        return self.data / "knowledge"

    @property
    def versions(self) -> Versions:
        """The compiled versions, and the history of what was published."""
        return Versions(self._published)

    @property
    def pointers(self) -> Pointers:
        """What is published, and what waits."""
        return Pointers(self._published)

    def build(self) -> Path:
        """Compile the folder into a version of its own; nothing that is served changes."""
        corpus = self._corpus()
        return self._compiled(corpus, self.versions.file(corpus.version))

    def compiled(self) -> KnowledgeBase:
        """The folder as a version that can be published: as it lies there, else compiled, which takes seconds."""
        version = self.folder.version()
        if self.semantic or not self.stamp(version):
            return self.published(self.build().stem)
        try:
            found = self._lying(version, base.load)
        except UnusableArtefact:
            return self.published(self.build().stem)
        self._whole[version] = self.stamp(version)
        return found

    def _compiled(self, corpus: Corpus, target: Path) -> Path:
        from bot.publishing.compiling import compiled

        return compiled(corpus, target, self.progress, semantic=self.semantic)

    def _corpus(self) -> Corpus:
        from bot.publishing.known_words import known_words
        from knowledge.curation.corpus import read_finished

        return read_finished(self.folder, known_words(self.folder, self.data))

    def engine(self, path: Path, before: KnowledgeBase | None = None) -> Engine:
        """An engine for a compiled file; UnusableArtefact when it has no vectors where they are asked for."""
        from bot.publishing.engines import engine_of

        return engine_of(path, self.archive, before, semantic=self.semantic)

    @property
    def archive(self) -> ArchiveDoor:
        """The documents that are only searched and quoted."""
        return ArchiveDoor(self.data / ARCHIVE)

    def current_version(self) -> str | None:
        """The version that is served; None before the first publication.

        Where the file that names it is lost or damaged, the one that the history says was published last.
        """
        try:
            named = self.pointers.current()
        except UnusablePointer:
            named = None
        return named or next(iter(self.versions.published()), None)

    def edition(self, version: str) -> Edition:
        """What a version tells, whichever release compiled it; UnusableArtefact when nothing is left that says so."""
        return self.versions.edition(version)

    def told(self, name: str) -> Edition:
        """What everybody was told of a version under the name that `visibility.named` gave it; errors as `edition`."""
        version, day = visibility.parsed(name)
        return visibility.public(self.edition(version), day)

    def published(self, version: str) -> KnowledgeBase:
        """A version that was built here; UnusableArtefact when neither its file nor what it told can be read."""
        found, self._whole[version] = self._from(version, base.load), self.stamp(version)
        return found

    def _require_usable(self, version: str) -> None:
        """UnusableArtefact as for `published`; a file that was read whole is not read again until it changes."""
        if self._whole.get(version, ()) != self.stamp(version) or not self.stamp(version):
            self.published(version)

    def served(self, before: KnowledgeBase | None = None) -> Engine:
        """The published version, as `ready`; the first start publishes what the folder holds."""
        version = self.current_version()
        if version is None:
            version = self.build().stem
            with self.pointers.changing():
                self.versions.remember(version, self.now())
                self.pointers.point_to(version)
        else:
            self._remember(version)
        try:
            return self.ready(version, before)
        except UnusableArtefact as error:
            # A build makes a file of its own name; what is published stays what it was.
            raise UnusableArtefact(error.path, error.reason, _PUBLISH_ANEW) from error

    def standing_in(self) -> Engine | None:
        """The latest version before the published one that can still be served; None where there is none."""
        current = self.current_version()
        for version in self.versions.published():
            if version != current:
                try:
                    return self.ready(version)
                except KnowledgeError as error:
                    log.warning("an earlier version cannot be served either: %s", error)
        return None

    def ready(self, version: str, before: KnowledgeBase | None = None) -> Engine:
        """An engine for a version that was built here, sharing what it can; UnusableArtefact as for `published`."""
        with lasting():
            return self._from(version, lambda path: self.engine(path, before).warm())

    def stamp(self, version: str) -> tuple[int, ...]:
        """What changes whenever the file of a version does, its rights included; empty where it cannot be looked at."""
        try:
            found = self.versions.file(version).stat()
        except OSError:
            return ()
        return found.st_ino, found.st_ctime_ns

    def _remember(self, version: str) -> None:
        """What was published by a release that kept no history is stored now."""
        try:
            with self.pointers.changing():
                self.versions.remember(version)
        except OSError as error:
            log.warning("the history cannot be written: %s", error)

    def _from(self, version: str, read: Callable[[Path], T]) -> T:
        """What is read from the file of a version, which is built anew where it is not what that version told."""
        try:
            return self._lying(version, read)
        except UnusableArtefact as error:
            self._rebuild(version, error)
            return read(self.versions.file(version))

    def _lying(self, version: str, read: Callable[[Path], T]) -> T:
        self.versions.require_true(version)
        return read(self.versions.file(version))

    def _rebuild(self, version: str, cause: UnusableArtefact) -> None:
        """Compile what a version told in the words of today; `cause` is raised when that is not known any more.

        What it tells stays what was published, so nobody is told anything for it, whatever the folder holds now.
        """
        from knowledge.curation.corpus import republished

        try:
            edition, sources = self.versions.edition(version), self.versions.sources(version)
        except UnusableArtefact:
            raise cause from None
        log.warning("%s %s; it is built anew from what it told", cause.path, cause.reason)
        try:
            self._compiled(republished(edition, sources, self.folder), cause.path)
        except (InvalidFiles, OSError, sqlite3.Error) as error:
            raise UnusableArtefact(cause.path, f"{cause.reason}, and cannot be built anew: {error}") from error

    def pending(self) -> Pending | None:
        """What waits to be published; UnusablePending when that cannot be told."""
        return self.pointers.pending()

    def propose(self, version: str, due: datetime) -> Pending | None:
        """Have a version published at a moment, instead of what waited before, which is returned.

        UnusableArtefact, and nothing changes, when that version cannot be served.
        """
        self._require_usable(version)
        with self.pointers.changing():
            before = self.pending()
            self.pointers.wait(Pending(version, due))
        return before

    def unpublish(self) -> bool:
        """Take back what waits to be published, readable or not; whether there was anything."""
        with self.pointers.changing():
            return self.pointers.cancel()

    def promote(self, now: datetime) -> bool:
        """Publish what waits if its time has come; UnusableArtefact, and nothing changes, when it cannot be served."""
        pending = self.pending()
        if pending is None or pending.due > now:
            return False
        self._require_usable(pending.version)
        return self.settle(pending)

    def settle(self, pending: Pending) -> bool:
        """Publish a version that has been read whole, unless it was taken back or replaced meanwhile."""
        with self.pointers.changing():
            if self.pending() != pending:
                return False
            self.versions.remember(pending.version, self.now())
            self.pointers.point_to(pending.version)
            self.pointers.cancel()
        return True

    def prune(self, names: Collection[str]) -> Pruned:
        """Delete compiled files that neither readers at versions of these names need nor anybody else.

        UnusablePending, and nothing is deleted, where it cannot be told what waits to be published.
        """
        with self.pointers.changing():
            waiting = self.pending()
            served = (self.current_version(), waiting.version if waiting else None)
            needed = {visibility.parsed(name)[0] for name in names} | set(filter(None, served))
            return Pruning(self.versions, self.now()).prune(needed)

    def latest(self) -> Engine:
        """The folder as it is now, compiled anew when a file has changed since."""
        from knowledge.answering.engine import Engine

        return self._latest(self.engine, lambda knowledge: Engine(knowledge, elsewhere=self.archive))

    def newest(self) -> KnowledgeBase:
        """The same for those who ask nothing."""
        return self._latest(base.load, lambda knowledge: knowledge)

    def _latest(self, read: Callable[[Path], T], made: Callable[[KnowledgeBase], T]) -> T:
        corpus = cache(self._corpus)

        def in_memory() -> T:
            from bot.publishing.compiling import in_memory as compiled

            return made(compiled(corpus()))

        path = self.data / "cache" / f"{self.folder.version()}.sqlite"
        return from_cache(path, read, lambda target: self._compiled(corpus(), target), in_memory)
