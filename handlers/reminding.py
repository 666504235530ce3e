"""Reminders: the buttons below events, /reminders, and «ذكّرني قبل الاجتماع بيوم»."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence

from bot.calendars import Wanted
from bot.delivery.messenger import Attachment
from bot.interface.buttons.encoding import digest, packed
from bot.interface.buttons.remembering import (
    EndReminder,
    ListReminders,
    OfferReminders,
    SendAllEvents,
    SendCalendar,
    SetReminder,
    ShowReminders,
)
from bot.interface.event_times import Expected
from bot.interface.pages.reminders import ReminderPages
from bot.interface.reminder_words import ReminderWish, calendar_said, reminder_said
from bot.interface.words.markup import Block, Page
from bot.readers.event_time import Lead
from bot.readers.reminder import Reminder
from bot.readers.schedule import zone_of
from bot.readers.subscription import follows
from bot.state.reminders import MOST
from handlers import hours
from handlers.incoming import Incoming
from handlers.permissions import decides
from knowledge.model import Statement


async def show(incoming: Incoming) -> None:
    """List what the chat is reminded of."""
    if await decides(incoming):
        await incoming.reply(await _listing(incoming, 0))


async def show_below(incoming: Incoming, _press: ShowReminders) -> None:
    """The same below a message that is to stay."""
    await incoming.below(await _listing(incoming, 0))


async def turn(incoming: Incoming, press: ListReminders) -> None:
    """Show another page of the list."""
    await incoming.edit(await _listing(incoming, press.page))


async def offer(incoming: Incoming, press: OfferReminders) -> str | None:
    """Ask how long before an event the chat wants to be reminded."""
    event = _event(incoming, press.entity)
    if event is None:
        return "button.withdrawn"
    await incoming.below((await _pages(incoming)).offer(event))
    return None


async def remind(incoming: Incoming, press: SetReminder) -> str | None:
    """Keep a reminder; where nobody knows yet on which clock, ask that first."""
    event = _event(incoming, press.entity)
    if event is None:
        return "button.withdrawn"
    await incoming.edit(await _kept(incoming, event, press.lead))
    return None


async def end(incoming: Incoming, press: EndReminder) -> str | None:
    """Take a reminder back, and show those that stay."""
    if not await incoming.state.reminders.end(incoming.chat, press.id):
        return "button.stale"
    await incoming.edit(await _listing(incoming, 0))
    return None


async def calendar(incoming: Incoming, press: SendCalendar) -> str | None:
    """Send an event as a file for a calendar."""
    return await _send(incoming, lambda told: digest(told[0].subject) == press.entity, "calendar.event")


async def all_events(incoming: Incoming, _press: SendAllEvents) -> str | None:
    """Send all events that the chat follows, or is reminded of."""
    followed = [one.subject for one in await incoming.state.subscriptions.of(incoming.chat)]
    reminded = {one.entity for one in await incoming.state.reminders.of(incoming.chat)}
    entities = incoming.services.answerer.served.catalogue.knowledge.entities

    def wanted(told: Sequence[Statement]) -> bool:
        event = told[0].subject
        own = [one for one in told if one.subject == event]
        return event in reminded or any(follows(subject, one, entities) for subject in followed for one in own)

    return await _send(incoming, wanted, "calendar.all")


async def _send(incoming: Incoming, wanted: Wanted, key: str) -> str | None:
    """A file of what everybody may see, for calendars are passed on."""
    everybody, lang = incoming.services.answerer, await incoming.language()
    making = incoming.services.calendars.file
    file, count = await asyncio.to_thread(making, wanted, everybody, lang, incoming.bot.username)
    if not count:
        return "calendar.nothing"
    wording = everybody.wordings.speak(lang)
    page = Page((Block(wording.lang, (wording.text(key, n=count),)),))
    await incoming.send_file(Attachment("marsad.ics", file), page)
    return None


async def worded(incoming: Incoming) -> bool:
    """Do what a message in private asks for in words; whether it asks for a reminder."""
    said = (incoming.question or "") if incoming.is_private else ""
    if calendar_said(said):
        if notice := await all_events(incoming, SendAllEvents()):
            await incoming.say(notice)
        return True
    wish = reminder_said(said)
    if wish is None:
        return False
    await incoming.reply(await _wished(incoming, wish))
    return True


async def _wished(incoming: Incoming, wish: ReminderWish) -> Page:
    pages = await _pages(incoming)
    match await _events(incoming, wish.subject):
        case [event] if wish.lead and event.occasion.has_day:
            return await _kept(incoming, event, wish.lead)
        case [event]:
            return pages.offer(event)
        case []:
            been = _been(incoming, wish.subject)
            return pages.over(been) if been else pages.nothing(wish.subject or None)
        case several:
            return pages.which(several)


async def _events(incoming: Incoming, subject: str) -> list[Expected]:
    """The events to come that a text may mean: by name, by whom they are of, by what the chat last spoke of, or any."""
    catalogue, today = incoming.answerer.served.catalogue, incoming.answerer.today
    read = incoming.answerer.served.engine.reader.read(subject)
    last = (await incoming.known()).conversation.entities
    is_named = read.entities or read.unmatched or any(item.foreign for item in read.items)
    vague = () if is_named else (last, catalogue.knowledge.entities)
    for ids in (read.entities, _beside(incoming, read.entities), *vague):
        if found := catalogue.awaited(ids, today):
            return found
    return []


def _been(incoming: Incoming, subject: str) -> Expected | None:
    """The event that a text names and that is over."""
    answerer = incoming.answerer
    named = answerer.served.engine.reader.read(subject).entities
    known = filter(None, map(answerer.served.catalogue.expected, named))
    return next((one for one in known if one.occasion.dates.last < answerer.today), None)


def _beside(incoming: Incoming, named: Iterable[str]) -> Iterable[str]:
    """What is told of that names one of some entities."""
    knowledge = incoming.answerer.served.engine.knowledge
    return (one.subject for id_ in named for one in knowledge.statements_about(id_))


async def _kept(incoming: Incoming, event: Expected, lead: Lead) -> Page:
    """Keep the reminder, or the one that can still come in its place."""
    known = await hours.hours_of(incoming)
    if known.zone is None:
        then = packed(SetReminder(digest(event.entity), lead))
        return (await hours.pages_of(incoming)).regions(known, then)
    pages, zone, now = await _pages(incoming), zone_of(known.zone), incoming.answerer.now()
    possible = list(event.occasion.leads(now, zone))
    comes = lead if lead in possible else next((one for one in (Lead.MORNING, *possible) if one in possible), None)
    at = event.occasion.moment(comes, zone) if comes else None
    if comes is None or at is None:
        return pages.offer(event)
    wanted = Reminder(0, incoming.chat, event.entity, comes, await incoming.language(), event.occasion, at)
    kept = await incoming.state.reminders.keep(wanted)
    return pages.kept(kept, instead_of=None if comes is lead else lead) if kept else pages.too_many(MOST)


async def _listing(incoming: Incoming, page: int) -> Page:
    return (await _pages(incoming)).listing(await incoming.state.reminders.of(incoming.chat), page)


def _event(incoming: Incoming, key: str) -> Expected | None:
    catalogue = incoming.answerer.served.catalogue
    entity = catalogue.entity(key)
    return catalogue.expected(entity.id) if entity else None


async def _pages(incoming: Incoming) -> ReminderPages:
    zone = (await hours.hours_of(incoming)).zone
    return incoming.answerer.reminders(await incoming.language(), zone)
