"""What was said before and what is new: «ماذا كنت تقول عن …», «ما الجديد منذ الاثنين؟», and the button to a history."""

from __future__ import annotations

import asyncio
from datetime import date, datetime, time, tzinfo
from functools import partial

import structlog

from bot.interface.asked_days import asked_day
from bot.interface.buttons.remembering import ShowHistory
from bot.interface.looking_back_words import (
    DayOf,
    NewsQuestion,
    PastQuestion,
    news_said,
    past_said,
    usual_news_question,
)
from bot.looking_back import named_in, pages_of
from bot.readers.schedule import zone_of
from bot.state.errors import StateError
from handlers import questions, record
from handlers.incoming import Incoming
from knowledge.dates import PartialDate
from knowledge.errors import KnowledgeError

log = structlog.get_logger(__name__)


async def worded(incoming: Incoming) -> bool:
    """Tell what a message in private asks for of the past, or of what is new; whether it does."""
    text = (incoming.question or "") if incoming.is_private else ""
    day_of = await _day_of(incoming)
    if asked := past_said(text, day_of):
        return await _past(incoming, asked)
    if wanted := news_said(text, day_of):
        return await _news(incoming, wanted)
    return False


async def history(incoming: Incoming, press: ShowHistory) -> str | None:
    """Tell what was said of an entity when, below the message."""
    entity = incoming.answerer.served.catalogue.entity(press.entity)
    if entity is None:
        return "button.withdrawn"
    lang = await incoming.language()
    await incoming.below(await asyncio.to_thread(incoming.services.past.history, entity, incoming.answerer, lang))
    return None


async def _past(incoming: Incoming, asked: PastQuestion) -> bool:
    """An answer as it was, or the history of a subject; whether the subject is known."""
    answerer, past, lang = incoming.answerer, incoming.services.past, await incoming.language()
    if asked.when is None:
        entity = named_in(asked.subject, answerer)
        if entity is None:
            return False
        await incoming.reply(await asyncio.to_thread(past.history, entity, answerer, lang))
        return True
    if await _is_ahead(incoming, asked.when):
        return True
    try:
        told = await asyncio.to_thread(past.answered, asked.subject, asked.when, answerer, lang)
    except KnowledgeError:
        await incoming.say("past.nothing")
        return True
    await incoming.reply(told.page)  # what was said then is not told now, so nobody is corrected about it
    return True


async def _news(incoming: Incoming, wanted: NewsQuestion) -> bool:
    """What has come since a day, or since the chat last asked; the first time what the facts have as the newest."""
    entity = named_in(wanted.subject, incoming.answerer) if wanted.subject else None
    if wanted.subject and entity is None:
        return False
    if wanted.since and await _is_ahead(incoming, wanted.since):
        return True
    since = await _since(incoming, wanted)
    if since is None:
        await questions.respond(incoming, usual_news_question(incoming.question or ""))
        return True
    answerer, lang = incoming.answerer, await incoming.language()
    for part in await asyncio.to_thread(incoming.services.past.news, since, answerer, lang, entity):
        await record.news(incoming, part, await incoming.reply(part.page), lang)
    return True


async def _is_ahead(incoming: Incoming, when: PartialDate) -> bool:
    """Whether a day has not come yet, which is said then."""
    if when.first <= await _today(incoming):
        return False
    await incoming.reply(pages_of(incoming.answerer, await incoming.language()).ahead(when))
    return True


async def _since(incoming: Incoming, wanted: NewsQuestion) -> datetime | None:
    """The moment from which on, by the reader's clock: the beginning of a day, or when the chat last asked."""
    now, zone = incoming.answerer.now(), await _zone(incoming)
    if wanted.since:
        return datetime.combine(wanted.since.first, time(), zone)
    try:
        looked = await incoming.state.readers.looks(incoming.chat, now)
    except StateError as error:  # what the facts have as the newest can be told without the state
        log.warning("when it was asked for what is new is not known", reason=str(error))
        return None
    return looked.astimezone(zone) if looked else None


async def _day_of(incoming: Incoming) -> DayOf:
    calendar = incoming.answerer.served.engine.knowledge.phrasings.calendar
    return partial(asked_day, calendar=calendar, today=await _today(incoming))


async def _today(incoming: Incoming) -> date:
    return incoming.answerer.now().astimezone(await _zone(incoming)).date()


async def _zone(incoming: Incoming) -> tzinfo:
    return zone_of((await incoming.known()).zone)
