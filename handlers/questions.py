"""Questions: free text in private, what is said to Marsad in groups, and texts that somebody else wrote."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from telegram import Update
from telegram.error import TelegramError

from bot.answering import Told
from bot.context import Answered, ReaderContext
from bot.interface.articles import is_long
from bot.interface.words.markup import Page
from bot.memory.quota import Admission
from handlers import misses, record, returning
from handlers.addressing import question_in
from handlers.connection.backlog import is_late
from handlers.replying.messenger import Place, chat_key, courier, is_private, place_of, reply, spoken
from knowledge.dialogue import Ambiguous, Answer

GROUP_CERTAINTY = 0.9
"""In a group a wrong answer costs as much as nine missed ones; in private as three."""


async def answer(update: Update, context: ReaderContext) -> None:
    """Answer a new message; what is not meant for Marsad is left alone."""
    message = update.effective_message
    question = question_in(message, context.bot.username) if message else None
    if question is not None:
        await respond(update, context, question)


async def respond(update: Update, context: ReaderContext, question: str) -> None:
    """Answer a question, remember what it was about, and by which messages it was answered."""
    if not await admitted(update, context):
        return
    said = await _said(update, context, question)
    page, place = said.page, said.place(update)
    if is_late(update, datetime.now(UTC)):
        page = context.desk.excused(page, await spoken(update, context))
    sent = await remembered(update, context, said.told, courier(context).send(place, page)) if said.wanted else ()
    _remember(update, context, sent)


async def revise(update: Update, context: ReaderContext) -> None:
    """Answer an edited question by editing its answer; what was never a question is left alone."""
    message = update.edited_message
    known = context.services.answered.get((message.chat_id, message.message_id)) if message else None
    question = question_in(message, context.bot.username) if message else None
    if message is None or known is None or question is None or known.text == _fingerprint(message.text):
        return
    if context.services.quota.admit(message.chat_id) is not Admission.YES:
        return
    said = await _said(update, context, question)
    if said.wanted or known.messages:
        edit = courier(context).edit(said.place(update), known.messages, said.page)
        _remember(update, context, await remembered(update, context, said.told, edit, record.record_anew))


async def admitted(update: Update, context: ReaderContext) -> bool:
    """Whether the chat may ask now; says once when it may not."""
    admission = context.services.quota.admit(chat_key(update).chat)
    if admission is Admission.TELL:
        lang = await spoken(update, context)
        await reply(update, context, context.desk.pages(lang).simple("quota.reached"))
    return admission is Admission.YES


async def tell(update: Update, context: ReaderContext, told: Told) -> tuple[int, ...]:
    """Send what is told, and remember what the chat speaks of now."""
    return await remembered(update, context, told, reply(update, context, told.page))


async def remembered(
    update: Update,
    context: ReaderContext,
    told: Told | None,
    sending: Awaitable[tuple[int, ...]],
    record: Callable[..., Awaitable[None]] = record.record,
) -> tuple[int, ...]:
    """Send, and then remember in one transaction what the chat speaks of and what it was told: nobody waits for it.

    What it speaks of also when sending failed, for the answer may have arrived all the same.
    """
    try:
        sent = await sending
    except TelegramError:
        await _note(update, context, told)
        raise
    await asyncio.gather(_note(update, context, told), record(update, context, told, sent))
    return sent


async def _note(update: Update, context: ReaderContext, told: Told | None) -> None:
    if told and told.about:
        await context.readers.note(chat_key(update), told.about, context.desk.now())


@dataclass(frozen=True, slots=True)
class _Said:
    """What to say to a question."""

    page: Page
    told: Told | None = None
    """What the chat speaks of then."""
    wanted: bool = True
    """Whether it is worth saying where it was asked."""
    asks_back: bool = False
    """Whether its buttons need the question, which Telegram gives with a press only below a reply to it."""

    def place(self, update: Update) -> Place:
        """Where it goes."""
        place, message = place_of(update), update.effective_message
        return replace(place, reply_to=message.message_id) if self.asks_back and message else place


async def _said(update: Update, context: ReaderContext, question: str) -> _Said:
    """Find out what to say."""
    message = update.effective_message
    if is_private(update) and ((message and message.forward_origin) or is_long(question)):
        return await _article(update, context, question)
    told = await misses.kept(update, context, await _told(update, context, question), question)
    wanted = is_private(update) or fit_for_group(told)
    return _Said(told.page, told if wanted else None, wanted, asks_back=isinstance(told.reply, Ambiguous))


async def _told(update: Update, context: ReaderContext, question: str) -> Told:
    """The answer, in the light of what the chat last spoke of."""
    desk = context.desk
    known = await context.readers.known(chat_key(update), desk.now())
    if known.struck_at:
        await returning.restore(chat_key(update).chat, context)
    return desk.answer(question, lang=known.language, conversation=known.conversation)


async def _article(update: Update, context: ReaderContext, text: str) -> _Said:
    """What is known about the subjects of a text; a forwarded question that has an answer gets it."""
    if not is_long(text):
        told = await _told(update, context, text)
        if isinstance(told.reply, Answer):
            return _Said(told.page, told)
    return _Said(context.desk.article(text, await spoken(update, context)))


def fit_for_group(told: Told) -> bool:
    """Whether a group wants to hear it: sure answers, and the question which one is meant."""
    match told.reply:
        case Answer(score=score):
            return score >= GROUP_CERTAINTY
        case Ambiguous():
            return True
        case _:
            return False


def _remember(update: Update, context: ReaderContext, sent: tuple[int, ...]) -> None:
    message = update.effective_message
    if message:
        answered = Answered(sent, _fingerprint(message.text))
        context.services.answered.keep((message.chat_id, message.message_id), answered)


def _fingerprint(text: str | None) -> int:
    return hash(text)
