"""Questions without an answer: kept without their askers, or with the chat of one who wants to be told later."""

from __future__ import annotations

import hmac
from dataclasses import replace
from datetime import timedelta

from bot.answering import Response
from bot.interface.buttons.encoding import sealed
from bot.interface.buttons.following import DropQuestion, TellLater
from bot.interface.words.bidi import tidied
from bot.missed_questions import alike, masked, meaning_of
from handlers.incoming import Incoming
from knowledge.dialogue import ASKS_NOTHING, NoAnswer, Reply, Several
from knowledge.text.folding import words

_MEANINGS = 20
"""Of one chat."""
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
    row = incoming.answerer.private(response.reply.lang).tell_later(TellLater(id_, _seal(incoming, id_)))
    return replace(response, page=replace(response.page, buttons=(*response.page.buttons, row)))


async def tell_later(incoming: Incoming, press: TellLater) -> str | None:
    """Let a question wait."""
    ours = hmac.compare_digest(press.key.encode(), _seal(incoming, press.id).encode())
    miss = await incoming.state.misses.consent(press.id, incoming.chat) if ours else None
    if miss is None:
        return "miss.gone"
    until = miss.asked_on + timedelta(days=incoming.services.settings.privacy.retention_days)
    await incoming.below((await incoming.private_pages()).waiting(miss.id, miss.text, until))
    return None


async def drop(incoming: Incoming, press: DropQuestion) -> str | None:
    """Delete a question that waits."""
    if not await incoming.state.misses.cancel(incoming.chat.chat, press.id):
        return "miss.dropped"
    await incoming.edit((await incoming.private_pages()).dropped())
    return None


def _seal(incoming: Incoming, id_: int) -> str:
    """What only the chat that has asked a question can send back."""
    return sealed(incoming.services.secret, "miss", incoming.chat.chat, id_)


async def _number(incoming: Incoming, text: str, reply: Reply) -> int | None:
    """Under which number a question is kept, None if it is not; a chat that asks again is not counted again."""
    refused = isinstance(reply, NoAnswer) and reply.reason not in ASKS_NOTHING
    question = masked(tidied(text))
    if not refused or not question or len(text) > MAX_QUESTION:
        return None
    missed, asked = incoming.services.missed, (incoming.chat.chat, " ".join(words(question)))
    known = missed.get(asked)
    if known is None:
        again, now = _asked_before(incoming, question), incoming.answerer.now()
        known = await incoming.state.misses.keep(question, reply.lang, now, again=again)
        if known is not None:
            missed.keep(asked, known)
    return known


def _asked_before(incoming: Incoming, question: str) -> bool:
    """Whether the chat asked the like lately; it is remembered from then on, in memory alone."""
    meanings, chat = incoming.services.meanings, (incoming.chat.chat, "")
    meaning = meaning_of(question, incoming.answerer.served.engine.reader)
    known = meanings.get(chat) or ()
    if any(alike(meaning, one) for one in known):
        return True
    meanings.keep(chat, (*known, meaning)[-_MEANINGS:])
    return False
