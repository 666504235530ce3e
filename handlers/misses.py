"""Questions without an answer: kept without their askers, or with the chat of one who wants to be told later."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.answering import Response
from bot.interface.buttons.encoding import digest
from bot.interface.buttons.following import DropQuestion, TellLater
from bot.interface.pages.private import PrivatePages
from bot.interface.words.bidi import tidied
from handlers.incoming import Incoming
from knowledge.dialogue import ASKS_NOTHING, NoAnswer, Reply, Several
from knowledge.text.folding import words

MAX_QUESTION = 500
"""Longer texts are no questions, and may tell of their writers."""


async def kept(incoming: Incoming, response: Response, question: str) -> Response:
    """Keep what was refused for want of knowledge; a question that was alone, in private, with a button to wait."""
    if isinstance(response.reply, Several):
        for part in response.reply.parts:
            await _number(incoming, part.text, part.reply)
        return response
    id_ = await _number(incoming, question, response.reply)
    if id_ is None or not incoming.is_private:
        return response
    row = incoming.answerer.private(response.reply.lang).tell_later(id_, tidied(question))
    return replace(response, page=replace(response.page, buttons=(*response.page.buttons, row)))


async def tell_later(incoming: Incoming, press: TellLater) -> str | None:
    """Let a question wait."""
    miss = await incoming.state.misses.consent(press.id, incoming.chat, lambda text: digest(text) == press.key)
    if miss is None:
        return "miss.gone"
    until = miss.asked_on + timedelta(days=incoming.services.settings.privacy.retention_days)
    await incoming.below((await _pages(incoming)).waiting(miss.id, miss.text, until))
    return None


async def drop(incoming: Incoming, press: DropQuestion) -> str | None:
    """Delete a question that waits."""
    if not await incoming.state.misses.cancel(incoming.chat.chat, press.id):
        return "miss.dropped"
    await incoming.edit((await _pages(incoming)).dropped())
    return None


async def _pages(incoming: Incoming) -> PrivatePages:
    return incoming.answerer.private(await incoming.language())


async def _number(incoming: Incoming, text: str, reply: Reply) -> int | None:
    """Under which number a question is kept, None if it is not; a chat that asks again is not counted again."""
    refused = isinstance(reply, NoAnswer) and reply.reason not in ASKS_NOTHING
    question = tidied(text)
    if not refused or not question or len(text) > MAX_QUESTION:
        return None
    missed, asked = incoming.services.missed, (incoming.chat.chat, " ".join(words(question)))
    known = missed.get(asked)
    if known is None:
        known = await incoming.state.misses.keep(question, reply.lang, incoming.answerer.now())
        if known is not None:
            missed.keep(asked, known)
    return known
