"""Publishing, for the command line and the chat alike: plan, publish, and take back."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.clocks import Clock
from bot.delivery.forecast import Audience, Forecast, forecast
from bot.interface.updates import Updates
from bot.interface.words.wording import LANGUAGES, Wordings
from bot.missed_questions import Asked
from bot.publishing.library import Library, Pending
from bot.publishing.plans import NextVersion, Plan
from bot.publishing.trying import PATIENCE_SECONDS, Respondent, Trial, Trying
from bot.settings.values import Delivery
from knowledge.bank.questions import read_bank
from knowledge.compiled.base import KnowledgeBase
from knowledge.curation.chronicle import Chronicle, Deed
from knowledge.errors import KnowledgeError

if TYPE_CHECKING:
    from knowledge.answering.engine import Engine

log = logging.getLogger(__name__)


class Overtaken(KnowledgeError):
    """Another version has been published since the plan was made."""

    def __init__(self, version: str) -> None:
        super().__init__(f"{version} has been published meanwhile; look at what would change now")


@dataclass(frozen=True, slots=True)
class Proposed:
    """What came of publishing: when it takes effect (None: it has), and what waited before."""

    version: str
    due: datetime | None
    replaced: Pending | None


@dataclass(frozen=True, slots=True)
class Publisher:
    """Publishes what stands in a knowledge folder."""

    library: Library
    delivery: Delivery
    wordings: Wordings
    now: Clock
    audience: Audience | None = None
    """None: there is no state, so nobody follows anything."""
    misses: Callable[[], Awaitable[Sequence[Asked]]] | None = None
    """What was asked in vain, the oldest first; None as above."""

    def compiled(self) -> KnowledgeBase:
        """The folder as a version that can be published; takes seconds."""
        return self.library.compiled()

    @property
    def chronicle(self) -> Chronicle:
        """Who did what in the folder, with what was published from the chat of a bot that writes nothing there."""
        return Chronicle(self.library.folder.root, self.library.data)

    def note_of_chat(self, deed: Deed, version: str, who: str, due: datetime | None = None) -> None:
        """Note what an operator did in the chat; the folder's chronicle takes it over when it is written next."""
        at = due.isoformat() if due else None
        Chronicle(self.library.data).add(deed, version, who=who, at=self.now(), due=at)

    async def plan(self, new: KnowledgeBase, *, patience: float | None = PATIENCE_SECONDS) -> Plan:
        """What publishing a version would set going; the bank is asked whole where `patience` is None."""
        today = self.now().date()
        next_version = NextVersion.of(self.library, new, today)
        trial = await self._trial(next_version, patience)
        return Plan(next_version, await self._forecast(next_version), self.library.pending(), today, trial)

    async def _trial(self, next_version: NextVersion, patience: float | None) -> Trial | None:
        """Beside the event loop; None where there is nothing to ask, or nothing to compare with."""
        served = next_version.served
        if served is None or next_version.nothing_new or next_version.changes is None:
            return None
        bank = read_bank(self.library.folder.root)
        missed = await self.misses() if self.misses else ()
        trying = Trying(
            lambda: self._asked(self.library.ready(served, next_version.new)),
            lambda: self._new(next_version.new),
            patience,
        )
        try:
            return await asyncio.to_thread(trying.trial, bank, missed)
        except KnowledgeError as error:
            log.warning("what becomes of answers cannot be told: %s", error)
            return None

    def _new(self, new: KnowledgeBase) -> Respondent:
        from knowledge.answering.engine import Engine

        return self._asked(Engine(new, elsewhere=self.library.archive))

    def _asked(self, engine: Engine) -> Respondent:
        return Respondent.of(engine, self.wordings, self.now().date())

    def publish(self, version: str, *, instead: str | None, after: timedelta) -> Proposed:
        """Have a version take effect after a time; the first version ever does at once, for nobody is told of it.

        Overtaken when another version is served than the one that the plan was made `instead` of.
        """
        current = self.library.current_version()
        if current != instead:
            raise Overtaken(current or "nothing")
        now = self.now()
        due = now + after if current else now
        replaced = self.library.propose(version, due)
        # A bot that runs may have been quicker: then nothing waits, and it is published all the same.
        done = self.library.promote(now) or self.library.current_version() == version
        return Proposed(version, None if done else due, replaced)

    def unpublish(self) -> str | None:
        """Take back what waits: its version, which is empty where that cannot be read; None where nothing waits."""
        try:
            waiting = self.library.pending()
        except KnowledgeError:
            waiting = None
        return (waiting.version if waiting else "") if self.library.unpublish() else None

    async def _forecast(self, next_version: NextVersion) -> Forecast | None:
        if self.audience is None or next_version.changes is None:
            return None
        today = self.now().date()
        updates = {lang: Updates(next_version.new, self.wordings.speak(lang), today) for lang in LANGUAGES}
        return await forecast(
            next_version.changes.changes, updates, self.audience, per_second=self.delivery.messages_per_second
        )
