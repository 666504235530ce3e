"""Questions without an answer: kept without their askers, or with the chat of one who wants to be told later."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from telegram import Update

from bot.answering import Told
from bot.context import ReaderContext
from bot.interface.buttons.encoding import digest
from bot.interface.buttons.presses import DropQuestion, MissPress, TellLater
from bot.interface.words.bidi import tidied
from handlers.permissions import may_decide
from handlers.replying.messenger import below, chat_key, edit, is_private, spoken
from knowledge.dialogue import NoAnswer, Reason
from knowledge.text.folding import words

MAX_QUESTION = 500
"""Longer texts are no questions, and may tell of their writers."""


async def kept(update: Update, context: ReaderContext, told: Told, question: str) -> Told:
    """Keep a question that was refused for want of knowledge; in private with a button to be told later."""
    if not isinstance(told.reply, NoAnswer) or told.reply.reason is Reason.UNSAFE or len(question) > MAX_QUESTION:
        return told
    question = tidied(question)
    id_ = await _number(update, context, question, told.reply.lang) if question else None
    if id_ is None or not is_private(update):
        return told
    row = context.desk.private(told.reply.lang).tell_later(id_, question)
    return replace(told, page=replace(told.page, buttons=(*told.page.buttons, row)))


async def obey(meant: MissPress, update: Update, context: ReaderContext) -> str | None:
    """Let a question wait, or delete it; the key of the notice that says why not."""
    if not await may_decide(update, context):
        return "group.only-admins"
    match meant:
        case TellLater(id_, key):
            return await _wait(id_, key, update, context)
        case DropQuestion(id_):
            if not await context.state.misses.cancel(chat_key(update).chat, id_):
                return "miss.dropped"
            await edit(update, context, context.desk.private(await spoken(update, context)).dropped())
    return None


async def _wait(id_: int, key: str, update: Update, context: ReaderContext) -> str | None:
    miss = await context.state.misses.consent(id_, chat_key(update), lambda text: digest(text) == key)
    if miss is None:
        return "miss.gone"
    until = miss.asked_on + timedelta(days=context.settings.privacy.retention_days)
    pages = context.desk.private(await spoken(update, context))
    await below(update, context, pages.waiting(miss.id, miss.text, until))
    return None


async def _number(update: Update, context: ReaderContext, question: str, lang: str) -> int | None:
    """Under which number it is kept; a chat that asks again is not counted again."""
    asked = (chat_key(update).chat, " ".join(words(question)))
    known = context.services.missed.get(asked)
    if known is None and (known := await context.state.misses.keep(question, lang, context.desk.now())) is not None:
        context.services.missed.keep(asked, known)
    return known
