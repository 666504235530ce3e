"""/leads: what editors may want to look at."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Sequence

from bot.interface.leads import FoundLeads, Leads
from bot.interface.pages.leads import LeadsPages
from bot.readers.mention import Mention
from bot.readers.subscription import Subject
from bot.state.mentions import heard
from handlers.incoming import Incoming


async def show(incoming: Incoming) -> None:
    """Tell an operator what may be looked at."""
    mentions, followed = await heard(incoming.state.mentions, incoming.state.publications, incoming.answerer.now())
    leads = await asyncio.to_thread(_leads, incoming, mentions, followed)
    await incoming.reply(LeadsPages((await incoming.pages()).wording).page(leads))


def _leads(incoming: Incoming, mentions: Sequence[Mention], followed: Collection[Subject]) -> FoundLeads:
    answerer = incoming.answerer
    return Leads(answerer.served.engine.knowledge, answerer.today).found(mentions, followed)
