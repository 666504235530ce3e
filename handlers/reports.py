"""Mistakes that readers report: in their own words if they like, and with an answer that finds its way back."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from telegram import Message
from telegram.error import TelegramError

from bot.delivery.messenger import Destination
from bot.interface.buttons.presses import Report
from bot.interface.words.bidi import tidied, without_marks
from bot.interface.words.markup import Page
from bot.state.reports import Reported
from handlers.addressing import is_reply_to
from handlers.incoming import Incoming
from handlers.operators import Operators
from handlers.permissions import acts

MOST_WORDS = 1_000
"""Characters of a report that are passed on."""
_SHOWN = 10
_NUMBER = re.compile(r"#(\d{1,18}):")


async def report(incoming: Incoming, press: Report) -> str:
    """Tell the operators which statements a reader doubts, without saying who, and ask for words."""
    statements = incoming.answerer.served.catalogue.statements(press.statements)
    if not statements:
        return "button.withdrawn"
    ids = tuple(one.id for one in statements)
    lang, now = await incoming.language(), incoming.answerer.now()
    if reported := await incoming.state.reports.add(incoming.chat, lang, ids, now):
        await _tell(incoming, reported)
        await _ask(incoming, reported)
    return "report.thanks"


async def worded(incoming: Incoming) -> bool:
    """Take what a reader writes below the request for words; False: it is no such reply."""
    prompt = _replied_to(incoming)
    if prompt is None or not incoming.text:
        return False
    words = tidied(incoming.text)[:MOST_WORDS]
    reported = await incoming.state.reports.worded(incoming.chat.chat, prompt.message_id, words)
    if reported is None:
        return False
    await _tell(incoming, reported)
    await incoming.say("report.passed-on")
    return True


async def answered(incoming: Incoming) -> bool:
    """Carry what an operator replies to a report back to who reported; False: it is no such reply."""
    told = _replied_to(incoming) if _in_house(incoming) else None
    number = _NUMBER.match(without_marks(told.text or "")) if told else None
    if number is None or not incoming.text:
        return False
    if not await acts(incoming):
        return True
    reported = await incoming.state.reports.answer(int(number[1]))
    await incoming.say(await _carried(incoming, reported) if reported else "report.gone")
    return True


async def show(incoming: Incoming) -> None:
    """Show an operator what waits, each in a message that can be replied to."""
    waiting = await incoming.state.reports.waiting()
    pages = await incoming.pages()
    if not waiting:
        await incoming.say("report.none")
    for one in waiting[:_SHOWN]:
        await incoming.reply(_page(incoming, one)(pages.wording.lang))


async def _ask(incoming: Incoming, reported: Reported) -> None:
    """Ask for words below the answer; what keeps us from asking takes nothing from the report."""
    page = (await incoming.pages()).simple("report.ask")
    below = Destination(incoming.chat.chat, incoming.chat.thread, wants_reply=incoming.is_private)
    (prompt,) = await incoming.courier.send(replace(below, reply_to=_id_of(incoming.message)), page)
    await incoming.state.reports.ask(reported.id, prompt)


async def _tell(incoming: Incoming, reported: Reported) -> None:
    await Operators(incoming.bot, incoming.services).tell(_page(incoming, reported))


def _page(incoming: Incoming, reported: Reported) -> Callable[[str], Page]:
    answerer = incoming.answerer
    known = answerer.served.engine.knowledge.statements
    statements = [known[id_] for id_ in reported.statements if id_ in known]
    return lambda lang: answerer.pages(lang).report(answerer.sentences(statements, lang), reported.id, reported.words)


async def _carried(incoming: Incoming, reported: Reported) -> str:
    """Send an operator's words to the reader; the key of what to say about it."""
    if reported.chat.chat not in incoming.services.allowed:
        return "report.unreachable"
    page = incoming.answerer.pages(reported.lang).answered_report(tidied(incoming.text))
    try:
        await incoming.courier.send(Destination(reported.chat.chat, reported.chat.thread), page)
    except TelegramError:
        return "report.unreachable"
    return "report.carried"


def _in_house(incoming: Incoming) -> bool:
    return incoming.chat.chat in incoming.services.settings.telegram.operators


def _replied_to(incoming: Incoming) -> Message | None:
    """Our message that the reader's one replies to."""
    message = incoming.message
    if message is None or not is_reply_to(message, incoming.bot.username):
        return None
    return message.reply_to_message


def _id_of(message: Message | None) -> int | None:
    return message.message_id if message else None
