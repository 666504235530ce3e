"""Where compiled knowledge lies on disk, and which version is served.

`<data>/knowledge/<version>.sqlite` are published versions and `<data>/knowledge/current` names the one that
`run` serves; `<data>/cache/` holds what the questions commands compiled for themselves, which `run` never sees.
"""

from __future__ import annotations

import contextlib
import fcntl
import logging
import os
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from knowledge import base, compiler, curation
from knowledge.answers import Engine
from knowledge.base import KnowledgeBase
from knowledge.curation import Folder
from knowledge.errors import KnowledgeError, UnusableArtefact
from knowledge.progress import Progress, silent

_KEPT_IN_CACHE = 3

log = logging.getLogger(__name__)


class AlreadyRunning(KnowledgeError):
    """Another `marsad run` serves this data folder."""

    def __init__(self, data: Path, pid: str) -> None:
        super().__init__(f"{data}: another `marsad run` (process {pid}) has this state; stop it or set MARSAD_DATA")


@dataclass(frozen=True, slots=True)
class Library:
    """The knowledge folder and the data folder of one installation."""

    folder: Folder
    data: Path
    progress: Progress = silent
    """Hears how far a long compilation is."""

    @property
    def _published(self) -> Path:
        return self.data / "knowledge"

    @property
    def _pointer(self) -> Path:
        return self._published / "current"

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Keep a second `run` off this data folder; AlreadyRunning names who has it."""
        self.data.mkdir(parents=True, exist_ok=True)
        with (self.data / "run.lock").open("a+", encoding="utf-8") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                file.seek(0)
                raise AlreadyRunning(self.data, file.read().strip()) from None
            file.truncate(0)
            file.write(str(os.getpid()))
            file.flush()
            yield

    def build(self) -> Path:
        """Compile the folder into a version of its own; nothing that is served changes."""
        corpus = curation.read(self.folder)
        return compiler.compile_corpus(corpus, self._published / f"{corpus.version}.sqlite", progress=self.progress)

    def current_version(self) -> str | None:
        """The version that is served; None before the first publication."""
        try:
            return self._pointer.read_text(encoding="utf-8").strip() or None
        except FileNotFoundError:
            return None

    def served(self) -> Engine:
        """The published version; the first start publishes what the folder holds."""
        version = self.current_version()
        if version is None:
            path = self.build()
            self._point_to(path.stem)
        else:
            path = self._published / f"{version}.sqlite"
        return Engine(base.load(path)).warm()

    def _point_to(self, version: str) -> None:
        aside = self._pointer.with_suffix(".part")
        aside.write_text(f"{version}\n", encoding="utf-8")
        aside.replace(self._pointer)

    def latest(self) -> Engine:
        """The folder as it is now, compiled anew when a file has changed since."""
        path = self.data / "cache" / f"{self.folder.version()}.sqlite"
        try:
            return Engine(base.load(path))
        except UnusableArtefact:
            return Engine(self._recompiled(path))

    def _recompiled(self, path: Path) -> KnowledgeBase:
        corpus = curation.read(self.folder)
        try:
            compiler.compile_corpus(corpus, path, progress=self.progress)
        except OSError as error:
            log.warning("the cache cannot be written (%s); compiling in memory", error)
            return compiler.in_memory(corpus)
        self._tidy(path.parent)
        return base.load(path)

    def _tidy(self, cache: Path) -> None:
        """Keep the newest few: every edit of a fact leaves one behind."""
        files = sorted(cache.glob("*.sqlite"), key=lambda file: file.stat().st_mtime, reverse=True)
        for file in files[_KEPT_IN_CACHE:]:
            file.unlink(missing_ok=True)


class Served:
    """The version that `run` answers from: call it for the engine of this moment.

    When `current` names another version that one is read in a thread beside, and takes over once it is whole;
    who began on the old one finishes on it.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._engine = library.served()
        self._next: Future[Engine] | None = None
        self._refused: str | None = None
        self._reader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="knowledge")

    def __call__(self) -> Engine:
        """The engine to answer the next question with."""
        version = self._library.current_version()
        if self._next is not None and self._next.done():
            self._take_over(self._next, version)
        elif self._next is None and version not in (None, self._engine.knowledge.version, self._refused):
            self._next = self._reader.submit(self._library.served)
        return self._engine

    def _take_over(self, read: Future[Engine], version: str | None) -> None:
        self._next = None
        try:
            self._engine = read.result()
        except UnusableArtefact as error:
            self._refused = version
            log.error("the new version cannot be served: %s", error)  # noqa: TRY400 - the message says it all
        else:
            log.info("now serving %s", self._engine.knowledge.version)
