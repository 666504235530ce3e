"""Writes down which statements a message told, so that its reader hears of their correction; never the question."""

from __future__ import annotations

from telegram import Update

from bot.answering import Told
from bot.context import ReaderContext
from bot.state.told import Tell, Telling
from handlers.replying.messenger import chat_key
from knowledge.changes import fingerprint
from knowledge.dialogue import Answer


async def record(update: Update, context: ReaderContext, told: Told | None, sent: tuple[int, ...]) -> None:
    """A page was sent as these messages; the first stands for all."""
    if told and sent and told.rendered.told:
        await context.state.told.record(_telling(update, told, sent), context.desk.now())


async def record_anew(update: Update, context: ReaderContext, told: Told | None, sent: tuple[int, ...]) -> None:
    """A page took the place of another one in these messages."""
    if sent:
        await context.state.told.forget(chat_key(update), sent)
        await record(update, context, told, sent)


def _telling(update: Update, told: Told, sent: tuple[int, ...]) -> Telling:
    statements = {one.statement.id: one.statement for one in told.rendered.told}
    tells = tuple(Tell(id_, fingerprint(one)) for id_, one in statements.items())
    alone = len(sent) == 1 and isinstance(told.reply, Answer)
    return Telling(chat_key(update), sent[0], tells, told.reply.lang, editable=alone)
