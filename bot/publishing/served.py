"""Which version `run` answers from: it publishes what is due, and swaps when another version is published."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from datetime import UTC, date, datetime

from bot.publishing.library import Library, Pending
from knowledge.answering.engine import Engine
from knowledge.errors import KnowledgeError
from knowledge.model import Readership

log = logging.getLogger(__name__)


class Served:
    """The engine of this moment, which `look` keeps at the version that is published.

    Another version is read in a thread beside and takes over once it is whole; who began on the old one finishes
    on it. A version that cannot be served is told in the log once, and the old one stays.
    """

    def __init__(
        self, library: Library, *, now: Callable[[], datetime] | None = None, reader: Executor | None = None
    ) -> None:
        self.library = library
        self._now = now or _now
        self._reader = reader or ThreadPoolExecutor(max_workers=1, thread_name_prefix="knowledge")
        self._refused: Pending | str | None = None
        self._complaint = ""
        self._next: Future[Engine] | None = None
        self._prepared: tuple[str, date] | None = None
        self._publish_at_start()
        self._engine = library.served()

    def __call__(self) -> Engine:
        """The engine to answer the next question with."""
        return self._engine

    def look(self) -> None:
        """Publish what is due and begin to read what is published; to be called a few times a second."""
        if self._next is None:
            if due := self._due():
                self._read(due, lambda: self._promoted(due))
            elif (version := self.library.current_version()) not in (
                None,
                self._engine.knowledge.version,
                self._refused,
            ):
                self._read(version, self.library.served)
            else:
                self._prepare()

    def _prepare(self) -> None:
        """Make ready beside what everybody may see today, so that no question waits when an embargo ends."""
        today = self._now().astimezone().date()
        if self._prepared != (self._engine.knowledge.version, today):
            self._prepared = self._engine.knowledge.version, today
            self._reader.submit(self._engine.seen_by(Readership.PUBLIC, today).warm)

    def _publish_at_start(self) -> None:
        try:
            self.library.promote(self._now())
        except (KnowledgeError, OSError) as error:
            self._refused = self._pending()
            self._complain(error)

    def _pending(self) -> Pending | None:
        try:
            return self.library.pending()
        except KnowledgeError as error:
            self._complain(error)
            return None

    def _complain(self, error: Exception) -> None:
        """Say what is wrong, once as long as it stays the same."""
        if self._complaint != str(error):
            self._complaint = str(error)
            log.error("the new version cannot be served: %s", error)

    def _due(self) -> Pending | None:
        pending = self._pending()
        return pending if pending and pending.due <= self._now() and pending != self._refused else None

    def _promoted(self, pending: Pending) -> Engine:
        """A version whose time has come: it is published once it is read whole."""
        engine = self.library.ready(pending.version)
        return engine if self.library.settle(pending) else self._engine

    def _read(self, wanted: Pending | str | None, work: Callable[[], Engine]) -> None:
        self._next = self._reader.submit(work)
        self._next.add_done_callback(lambda read: self._take_over(read, wanted))

    def _take_over(self, read: Future[Engine], wanted: Pending | str | None) -> None:
        try:
            self._engine = read.result()
        except (KnowledgeError, OSError) as error:
            self._refused = wanted
            self._complain(error)
        else:
            log.info("now serving %s", self._engine.knowledge.version)
        self._next = None


def _now() -> datetime:
    return datetime.now(UTC)
