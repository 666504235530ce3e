"""Which version `run` answers from: it publishes what is due, and swaps when another version is published."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from datetime import date
from functools import partial
from typing import TypeAlias

from bot.clocks import Clock, utc
from bot.publishing.giving_way import giving_way
from bot.publishing.library import Library
from bot.publishing.pointers import Pending
from bot.publishing.serving_notes import Serving
from knowledge.answering.engine import Engine
from knowledge.errors import KnowledgeError, UnusableArtefact
from knowledge.model import Readership

_Wanted: TypeAlias = tuple[Pending | str, tuple[int, ...]]
"""What was to be served, and the stamp of its file: once that is another one it is tried again."""

log = logging.getLogger(__name__)


class Served:
    """The engine of this moment, which `look` keeps at the version that is published.

    Another version is read in a thread beside and takes over once it is whole; who began on the old one finishes
    on it. A version that cannot be served is told in the log once, and the old one stays; at a start the one that was
    published before stands in for it.
    """

    def __init__(
        self,
        library: Library,
        *,
        now: Clock = utc,
        reader: Executor | None = None,
        note: Callable[[Serving], object] | None = None,
    ) -> None:
        """`note` is told what is served whenever that changes."""
        self.library = library
        self._now = now
        self._reader = reader or ThreadPoolExecutor(max_workers=1, thread_name_prefix="knowledge")
        self._refused: _Wanted | None = None
        self._complaint = ""
        self._unheard = ""
        self._next: Future[Engine] | None = None
        self._prepared: tuple[str, date] | None = None
        self._note = note or (lambda _: None)
        self._told: Serving | None = None
        self._publish_at_start()
        self._engine = self._at_start()
        self._tell()

    def __call__(self) -> Engine:
        """The engine to answer the next question with."""
        return self._engine

    @property
    def version(self) -> str:
        """The version that is answered from."""
        return self._engine.knowledge.version

    @property
    def stands_in(self) -> bool:
        """Whether an earlier version is served because the published one cannot be."""
        return isinstance(self._refused and self._refused[0], str)

    def unheard(self) -> str:
        """What went wrong since this was last asked; empty where nothing did."""
        told, self._unheard = self._unheard, ""
        return told

    def look(self) -> None:
        """Publish what is due and begin to read what is published; to be called a few times a second."""
        if self._next is None:
            try:
                self._look()
            except Exception as error:  # whatever it is: what is served stays, and the next look may see more
                self._complain(error)
            self._tell()

    def _look(self) -> None:
        pending, current = self._pending(), self.library.current_version()
        self._forgive(pending, current)
        if pending and pending.due <= self._now() and (wanted := self._stamped(pending)) != self._refused:
            self._read(wanted, lambda: self._promoted(pending))
        elif current and current != self.version and (wanted := self._stamped(current)) != self._refused:
            self._read(wanted, partial(self.library.served, self._engine.knowledge))
        else:
            self._prepare()

    def _forgive(self, pending: Pending | None, current: str | None) -> None:
        """What was refused is no matter any more once it was taken back, or another version was published instead."""
        if self._refused and (self._refused[0] not in (pending, current) or self._refused[0] == self.version):
            self._refused, self._complaint = None, ""

    def _prepare(self) -> None:
        """Make ready beside what everybody may see today, so that no question waits when an embargo ends."""
        today = self._now().astimezone().date()
        if self._prepared != (self.version, today):
            self._prepared = self.version, today
            self._reader.submit(giving_way, self._engine.seen_by(Readership.PUBLIC, today).warm)

    def _publish_at_start(self) -> None:
        try:
            self.library.promote(self._now())
        except (KnowledgeError, OSError) as error:
            self._refuse(self._pending(), error)

    def _at_start(self) -> Engine:
        try:
            return self.library.served()
        except UnusableArtefact as error:
            earlier = self.library.standing_in()
            if earlier is None:
                raise
            self._refuse(self.library.current_version(), error)
            log.warning("serving %s, which was published before", earlier.knowledge.version)
            return earlier

    def _pending(self) -> Pending | None:
        try:
            return self.library.pending()
        except KnowledgeError as error:
            self._complain(error)
            return None

    def _refuse(self, wanted: Pending | str | None, error: Exception) -> None:
        self._refused = self._stamped(wanted) if wanted else None
        self._complain(error)

    def _complain(self, error: Exception) -> None:
        """Say what is wrong, once as long as it stays the same."""
        reason = str(error) or type(error).__name__
        if self._complaint != reason:
            self._complaint = self._unheard = reason
            log.error("the new version cannot be served: %s", reason)

    def _tell(self) -> None:
        wanted = self._refused[0] if self._refused else ""
        refused = wanted if isinstance(wanted, str) else wanted.version
        now = Serving(self.version, refused, self._complaint if refused else "")
        if now != self._told:
            self._told = now
            self._note(now)

    def _stamped(self, wanted: Pending | str) -> _Wanted:
        return wanted, self.library.stamp(wanted if isinstance(wanted, str) else wanted.version)

    def _promoted(self, pending: Pending) -> Engine:
        """A version whose time has come: it is published once it is read whole."""
        engine = self.library.ready(pending.version, self._engine.knowledge)
        return engine if self.library.settle(pending) else self._engine

    def _read(self, wanted: _Wanted, work: Callable[[], Engine]) -> None:
        self._next = self._reader.submit(giving_way, work)
        self._next.add_done_callback(lambda read: self._take_over(read, wanted))

    def _take_over(self, read: Future[Engine], wanted: _Wanted) -> None:
        try:
            self._engine = read.result()
            self._refused, self._complaint = None, ""
            log.info("now serving %s", self.version)
        except Exception as error:  # one that ended this silently would end publishing
            self._refused = wanted
            self._complain(error)
        finally:
            self._tell()
            self._next = None
