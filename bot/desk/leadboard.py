"""The board of leads: what documents say otherwise than the folder, what is over, and what is to be looked at again."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from bot.desk.trying import TryOut
from bot.interface.leads import FoundLeads, Leads
from bot.interface.pages.leads import LeadsPages
from bot.interface.words.bidi import tidied, without_marks
from bot.readers.mention import Mention
from bot.readers.subscription import Subject

_MOST = 50
"""Of each kind, shown at once."""

Heard: TypeAlias = Callable[[], Awaitable[tuple[Sequence[Mention], Collection[Subject]]]]
"""What documents said lately, and what readers follow."""


@dataclass(frozen=True, slots=True)
class LeadBoard:
    """Of one desk; what the folder says by now is what documents are held against."""

    try_out: TryOut
    heard: Heard | None
    """None where no state is."""

    async def board(self, lang: str) -> dict[str, Any]:
        """All leads in a language; a sentence that says otherwise opens its document."""
        mentions, followed = await self.heard() if self.heard else ((), ())
        return await asyncio.to_thread(self._board, mentions, followed, lang)

    def _board(self, mentions: Sequence[Mention], followed: Collection[Subject], lang: str) -> dict[str, Any]:
        found = Leads(self.try_out.draft().engine.knowledge, self.try_out.now().date()).found(mentions, followed)
        pages = LeadsPages(self.try_out.wordings.speak(lang))
        return {
            "contradictions": list(_contradictions(found, pages)),
            "passed": [without_marks(pages.passed(*one)) for one in found.passed[:_MOST]],
            "reviews": [without_marks(pages.review(*one)) for one in found.reviews[:_MOST]],
            "documents": [
                {"text": without_marks(pages.documents(*one)), "document": one[2].document}
                for one in found.documents[:_MOST]
            ],
        }


def _contradictions(found: FoundLeads, pages: LeadsPages) -> Iterator[dict[str, Any]]:
    for one in found.contradictions[:_MOST]:
        yield {
            "held": without_marks(pages.disputed(one)),
            "sentence": tidied(one.sentence),
            "from": without_marks(pages.origin(one.mention)),
            "document": one.mention.document,
        }
