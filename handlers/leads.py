"""/leads: what editors may want to look at."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta

from bot.interface.leads import Leads
from bot.interface.pages.leads import FoundLeads, LeadsPages
from bot.readers.mention import Mention
from bot.readers.subscription import Scope, Subscription
from handlers.incoming import Incoming
from knowledge import reviewing
from knowledge.compiled.base import KnowledgeBase
from knowledge.model import Entity

_LATELY = timedelta(days=7)
_MOST = 2_000


async def show(incoming: Incoming) -> None:
    """Tell an operator what may be looked at."""
    found = await incoming.state.mentions.since(incoming.answerer.now() - _LATELY, _MOST)
    followed = [one for one, _, _ in await incoming.state.publications.count_followers()]
    leads = await asyncio.to_thread(_leads, incoming, found, followed)
    await incoming.reply(LeadsPages((await incoming.pages()).wording).page(leads))


def _leads(incoming: Incoming, mentions: Sequence[Mention], followed: Sequence[Subscription]) -> FoundLeads:
    knowledge, today = incoming.answerer.served.engine.knowledge, incoming.answerer.today
    leads = Leads(knowledge, today)
    due = reviewing.due(knowledge.current.values(), knowledge.phrasings.properties, today)
    wanted = {one.subject.key for one in followed if one.subject.scope is Scope.ENTITY}
    return FoundLeads(tuple(leads.contradictions(mentions)), leads.passed(), due, _named(mentions, wanted, knowledge))


def _named(
    mentions: Sequence[Mention], wanted: set[str], knowledge: KnowledgeBase
) -> list[tuple[Entity, int, Mention]]:
    """Who is followed and was named, the most often named first."""
    found: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        for id_ in wanted.intersection(mention.sentences):
            found[id_].append(mention)
    known = ((knowledge.entities[id_], some) for id_, some in found.items() if id_ in knowledge.entities)
    return sorted(((one, len(some), some[0]) for one, some in known), key=lambda lead: -lead[1])
