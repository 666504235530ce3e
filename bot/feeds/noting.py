"""New documents become mentions: what each says of whom, for those who follow it; and may answer who waits.

The ledger says which documents are new. What comes of them goes into the state in one transaction, by the ids of the
documents; only then the ledger forgets that they are new. A crash between the two repeats the first, and changes
nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import NoReturn

from bot.clocks import Clock
from bot.delivery.late_answers import LateAnswers
from bot.delivery.stepping import step_by_step
from bot.feeds.health import NewDocument
from bot.feeds.ledger import Ledger
from bot.interface.served import AnsweringEngine
from bot.readers.mention import Mention
from bot.state import mentions, outbox
from bot.state.mentions import StoredMentions
from bot.state.misses import Miss, Misses
from knowledge.archive.documents import Archive
from knowledge.errors import NotFound
from knowledge.linking.linker import Linker, NamedSentence
from knowledge.model import Source
from knowledge.text.sentences import flowing, sentences

_AT_ONCE = 100
_LONGEST = 1_000
_QUESTIONS_AT_ONCE = 20
"""Asked again for new documents in one round; one takes a tenth of a second."""


@dataclass
class Noting:
    """Looks for new documents; exactly one does."""

    ledger: Ledger
    archive: Archive
    mentions: StoredMentions
    misses: Misses
    late: LateAnswers
    engine: Callable[[], AnsweringEngine]
    """What answers now, as everybody may see it."""
    now: Clock
    _linker: Linker | None = field(default=None, init=False)
    _version: str = field(default="", init=False)

    async def run(self) -> NoReturn:
        """Note until cancelled."""
        # What feeds bring must not end what delivers beside it.
        await step_by_step(self.step, "new documents wait", bearable=Exception)

    async def step(self) -> bool:
        """Note some documents; whether there were any."""
        documents = await asyncio.to_thread(self.ledger.unnoted, _AT_ONCE)
        if not documents:
            return False
        found = await asyncio.to_thread(self._mentions, documents)
        waiting = await self._waiting(found)
        hints = await asyncio.to_thread(self.late.hints, waiting, {one.document for one in found}, self.now())
        async with self.mentions.changing() as connection:
            await mentions.add(connection, found, self.now())
            await outbox.put(connection, hints, self.now())
        await asyncio.to_thread(self.ledger.note, [one.number for one in documents])
        return True

    def _mentions(self, documents: Sequence[NewDocument]) -> list[Mention]:
        linker = self._linked_by()
        news = (one for one in documents if one.fresh and not one.is_echo)
        return [_mention(source, linker) for one in news if (source := self._source(one))]

    def _source(self, one: NewDocument) -> Source | None:
        try:
            return self.archive.get(one.id).source
        except NotFound:
            return None

    def _linked_by(self) -> Linker:
        """The names of the version that answers now."""
        engine = self.engine()
        if self._linker is None or self._version != engine.knowledge.version:
            self._version = engine.knowledge.version
            self._linker = Linker(engine.knowledge.entities)
        return self._linker

    async def _waiting(self, found: Collection[Mention]) -> list[Miss]:
        """The questions that wait and name whom a new document names."""
        named = {entity for one in found for entity in one.sentences}
        waiting = await self.misses.waiting() if named else ()
        read = self.engine().reader.named
        allowed = [one for one in waiting if one.chat and one.chat.chat in self.mentions.allowed]
        return [one for one in allowed if not named.isdisjoint(read(one.text, 40))][:_QUESTIONS_AT_ONCE]


def _mention(source: Source, linker: Linker) -> Mention:
    named = linker.sentences(source.title or "", source.text)
    first: dict[str, str] = {}
    for one in _body_first(named, source.title or ""):
        for entity in one.entities:
            first.setdefault(entity, one.text[:_LONGEST])
    day = source.published.first if source.published and source.published.precision == 3 else None
    return Mention(source.id, source.title or "", _lead(source), first, source.publisher or "", day, source.url or "")


def _body_first(named: Sequence[NamedSentence], title: str) -> list[NamedSentence]:
    """The headline is shown anyway: it is the sentence only where no other names them."""
    return sorted(named, key=lambda one: one.text == title)


def _lead(source: Source) -> str:
    """The first sentence that is not the headline."""
    texts = (flowing(source.text[start:end]) for start, end in sentences(source.text))
    return next((text[:_LONGEST] for text in texts if text != source.title), "")
