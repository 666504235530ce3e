"""Questions: free text in private, what is said to Marsad in groups, and texts that somebody else wrote."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from telegram.error import TelegramError

from bot.answering import Response
from bot.clocks import utc
from bot.context import AnsweredQuestion
from bot.delivery.messenger import Destination
from bot.interface.articles import is_long
from bot.interface.pages.keeping import offering
from bot.interface.words.languages import tells_language
from bot.interface.words.markup import Page
from handlers import membership, misses, record
from handlers.connection.backlog import is_late
from handlers.incoming import Incoming
from knowledge.dialogue import Ambiguous, Help, NoAnswer, Quoted, Reason, answered
from knowledge.hand_set import SURE_IN_GROUPS
from knowledge.text.folding import script
from knowledge.text.letters import Script

_FRESH = timedelta(minutes=10)
"""After which an edit makes no new question of an old message."""
_NOD = "👍"
_RUSSIAN = "ru"


async def answer(incoming: Incoming) -> None:
    """Answer a new message; what is not meant for Marsad is left alone."""
    question = incoming.question
    if question:
        await respond(incoming, question)
    elif question is not None:
        await explain(incoming, "ask.usage")


async def respond(incoming: Incoming, question: str) -> None:
    """Answer a question, remember what it was about, and by which messages it was answered."""
    said = await _said(incoming, question)
    if said.only_nods:
        await _nod(incoming)
        return
    page = said.page
    if is_late(incoming.update, utc()):
        page = incoming.answerer.excused(page, await incoming.language())
    sent = await remembered(incoming, said.response, incoming.courier.send(said.place(incoming), page))
    _remember(incoming, sent)


async def explain(incoming: Incoming, key: str) -> None:
    """Say what is missing in a message that asks nothing; once it is edited, that becomes the answer."""
    _remember(incoming, await incoming.say(key))


async def revise(incoming: Incoming) -> None:
    """Answer an edited question by editing its answer; what has become one just now is answered as if it were new."""
    message, question = incoming.message, incoming.question
    if message is None or not question:
        return
    known = incoming.services.answered.get((message.chat_id, message.message_id))
    if known is None:
        if asks_anew(incoming):
            await respond(incoming, question)
    elif known.text != _fingerprint(incoming.text):
        said = await _said(incoming, question)
        edit = incoming.courier.edit(said.place(incoming), known.messages, said.page)
        _remember(incoming, await remembered(incoming, said.response, edit, record.record_anew))


def asks_anew(incoming: Incoming) -> bool:
    """Whether the edit of a message that was never answered is a question: in a group it may not have been for us."""
    message = incoming.message
    return bool(message and not incoming.is_private and (message.edit_date or message.date) - message.date < _FRESH)


async def tell(incoming: Incoming, response: Response) -> tuple[int, ...]:
    """Send what is told, and remember what the chat speaks of now."""
    response = await counted_down(incoming, response)
    return await remembered(incoming, response, incoming.reply(response.page))


async def counted_down(incoming: Incoming, response: Response) -> Response:
    """What is told of an event to come with how far off that is by the reader's clock."""
    return incoming.answerer.counted_down(response, (await incoming.known()).zone)


async def remembered(
    incoming: Incoming,
    response: Response | None,
    sending: Awaitable[tuple[int, ...]],
    record: Callable[[Incoming, Response | None, tuple[int, ...]], Awaitable[None]] = record.record,
) -> tuple[int, ...]:
    """Send, and then remember in one transaction what the chat speaks of and what it was told: nobody waits for it.

    What it speaks of also when sending failed, for the answer may have arrived all the same.
    """
    try:
        sent = await sending
    except TelegramError:
        await _note(incoming, response)
        raise
    await asyncio.gather(_note(incoming, response), record(incoming, response, sent))
    return sent


async def _note(incoming: Incoming, response: Response | None) -> None:
    if response and response.about:
        await incoming.state.readers.note(incoming.chat, response.about, incoming.answerer.now())


@dataclass(frozen=True, slots=True)
class _Said:
    """What to say to a question."""

    page: Page
    response: Response | None = None
    """What the chat speaks of then."""
    only_nods: bool = False
    """Whether a reaction says it."""
    asks_back: bool = False
    """Whether its buttons need the question, which Telegram gives with a press only below a reply to it."""

    def place(self, incoming: Incoming) -> Destination:
        """Where it goes."""
        message = incoming.message if self.asks_back else None
        return replace(incoming.place, reply_to=message.message_id) if message else incoming.place


async def _said(incoming: Incoming, question: str) -> _Said:
    """Find out what to say."""
    if incoming.is_private and ((incoming.message and incoming.message.forward_origin) or is_long(question)):
        return await _article(incoming, question)
    response = await misses.kept(incoming, await _answered(incoming, question), question)
    nods = isinstance(response.reply, NoAnswer) and response.reply.reason is Reason.APPROVING
    if incoming.is_private or fit_for_group(response):
        return _Said(response.page, response, nods, asks_back=isinstance(response.reply, Ambiguous))
    return _Said(_in_a_line(incoming, response), None, nods)


async def _nod(incoming: Incoming) -> None:
    """React as people do; where that is not allowed, nothing is missing."""
    if message := incoming.message:
        with contextlib.suppress(TelegramError):
            await incoming.bot.set_message_reaction(message.chat_id, message.message_id, _NOD)


async def _answered(incoming: Incoming, question: str) -> Response:
    """The answer, in the light of what the chat last spoke of."""
    known = await incoming.known()
    if known.struck_at:
        await membership.restore(incoming)
    lang = known.language or (None if tells_language(question) else incoming.guessed_language)
    response = incoming.answerer.answer(question, lang=lang, conversation=known.conversation)
    response = await counted_down(incoming, response)
    response = _with_note(incoming, response, "help.languages") if _is_not_understood(question, response) else response
    return _heard(incoming, question, response) if lang is None else response


def _heard(incoming: Incoming, question: str, response: Response) -> Response:
    """Remember the language of a question; who writes in one that is not spoken here is told so once."""
    if script(question) is not Script.CYRILLIC:
        incoming.heard(response.reply.lang)
        return response
    return _with_note(incoming, response, "language.not-spoken") if incoming.heard(_RUSSIAN) else response


def _with_note(incoming: Incoming, response: Response, key: str) -> Response:
    note = incoming.answerer.pages(response.reply.lang).simple(key)
    return replace(response, page=replace(response.page, blocks=(*response.page.blocks, *note.blocks)))


def _is_not_understood(question: str, response: Response) -> bool:
    """Whether nothing is known of words in letters of another language: «Cuándo», «भारत»."""
    refused = isinstance(response.reply, NoAnswer) and response.reply.reason is Reason.WORDS
    foreign = script(question) not in (Script.ARABIC, Script.CYRILLIC)
    return refused and foreign and any(one.isalpha() and not one.isascii() for one in question)


async def _article(incoming: Incoming, text: str) -> _Said:
    """What is known about the subjects of a text; a forwarded question that has an answer gets it."""
    if not is_long(text):
        response = await _answered(incoming, text)
        if answered(response.reply):
            return _Said(response.page, response)
    page = incoming.answerer.article(text, await incoming.language())
    if not incoming.is_operator:
        return _Said(page)
    offer = offering((await incoming.pages()).wording)
    return _Said(replace(page, buttons=(*page.buttons, *offer)), asks_back=True)


def fit_for_group(response: Response) -> bool:
    """Whether a group wants to hear it: sure answers, and the question which one is meant."""
    reply = response.reply
    match reply:
        case Ambiguous():
            return True
        case Quoted(score=score):
            return score >= SURE_IN_GROUPS
        case _:
            return answered(reply) and (reply.score or 0.0) >= SURE_IN_GROUPS


def _in_a_line(incoming: Incoming, response: Response) -> Page:
    """What a group hears where there is no sure answer: why, in a line, and nothing that may be wrong."""
    match response.reply:
        case Help() | NoAnswer(unsure=False):
            why = response.rendered.answer[0]
            return Page((replace(why, lines=why.lines[:1]),))
        case _:
            return incoming.answerer.pages(response.reply.lang).simple("group.unsure")


def _remember(incoming: Incoming, sent: tuple[int, ...]) -> None:
    if message := incoming.message:
        told = AnsweredQuestion(sent, _fingerprint(incoming.text))
        incoming.services.answered.keep((message.chat_id, message.message_id), told)


def _fingerprint(text: str) -> int:
    return hash(text)
