"""What documents say: less of it, and what is left out."""

from __future__ import annotations

from bot.interface.buttons.following import LeaveOutSource, LessOf, TakeIn
from bot.interface.pages.mentions import MentionPages
from bot.interface.words.bidi import tidied
from bot.interface.words.markup import Page
from bot.readers.mention import LeftOut, Mention, Omission
from bot.readers.subscription import Scope, Subscription
from handlers.incoming import Incoming
from handlers.permissions import decides
from knowledge.text.folding import words

_LONGEST = 60


async def less(incoming: Incoming) -> None:
    """Leave out the words behind the command; without any show what is left out."""
    if not await decides(incoming):
        return
    text = tidied(incoming.arguments)[:_LONGEST]
    if words(text) and not await incoming.state.mentions.leave_out(incoming.chat, LeftOut(Omission.WORDS, text)):
        await incoming.say("mention.left-out.full")
        return
    await incoming.reply(await _left_out(incoming))


async def less_of(incoming: Incoming, press: LessOf) -> str | None:
    """Show what can be done to hear less of the kind of a mention."""
    mention = await incoming.state.mentions.get(press.mention)
    if mention is None:
        return "mention.gone"
    following = incoming.answerer.following(await incoming.language())
    concerned = [one for one in await incoming.state.subscriptions.of(incoming.chat) if _concerns(one, mention)]
    await incoming.below((await _pages(incoming)).less(mention, concerned, following))
    return None


async def leave_out_source(incoming: Incoming, press: LeaveOutSource) -> str | None:
    """Be told of nothing more from the source of a mention."""
    mention = await incoming.state.mentions.get(press.mention)
    if mention is None or not mention.publisher:
        return "mention.gone"
    if not await incoming.state.mentions.leave_out(incoming.chat, LeftOut(Omission.SOURCE, mention.publisher)):
        return "mention.left-out.full"
    await incoming.edit(await _left_out(incoming))
    return None


async def take_in(incoming: Incoming, press: TakeIn) -> None:
    """Be told again of what was left out."""
    await incoming.state.mentions.take_in(incoming.chat, press.id)
    await incoming.edit(await _left_out(incoming))


def _concerns(one: Subscription, mention: Mention) -> bool:
    """Whether a subscription may have told of a mention."""
    return one.wants_mentions and (one.subject.scope is not Scope.ENTITY or one.subject.key in mention.sentences)


async def _left_out(incoming: Incoming) -> Page:
    return (await _pages(incoming)).left_out(await incoming.state.mentions.left_out(incoming.chat))


async def _pages(incoming: Incoming) -> MentionPages:
    return MentionPages((await incoming.pages()).wording)
