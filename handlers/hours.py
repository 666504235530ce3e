"""The reader's clock: /settings, /timezone and /quiet, and the buttons of their pages."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from telegram import Update

from bot.context import ReaderContext
from bot.interface.buttons.encoding import packed
from bot.interface.buttons.presses import HoursPress, OpenQuiet, OpenSettings, OpenZones, SetQuiet, SetZone
from bot.interface.words.markup import Page
from bot.interface.zones import Nearest, find_zone, is_zone
from bot.readers.hours import NonsenseHours, quiet_of
from bot.readers.schedule import DAY, Hours, Quiet
from handlers.permissions import decides, may_decide
from handlers.replying.messenger import chat_key, edit, reply, spoken


async def settings(update: Update, context: ReaderContext) -> None:
    """Show language, time zone and quiet hours."""
    await reply(update, context, await _settings(update, context))


async def timezone(update: Update, context: ReaderContext) -> None:
    """Choose the time zone that was written; without words ask for it."""
    if not await decides(update, context):
        return
    pages, hours = context.desk.hours(await spoken(update, context)), await hours_of(update, context)
    text = " ".join(context.args or ())
    if not text:
        await reply(update, context, pages.regions(hours))
        return
    found = await asyncio.to_thread(find_zone, text)  # the first time it reads all names
    match found:
        case Nearest(zones):
            await reply(update, context, pages.near(text, zones, hours))
        case zone:
            changed = replace(hours, zone=zone)
            await _keep(changed, update, context)
            await reply(update, context, pages.chosen(changed))


async def quiet(update: Update, context: ReaderContext) -> None:
    """Keep the quiet hours that were written; without words show them."""
    if not await decides(update, context):
        return
    pages, hours = context.desk.hours(await spoken(update, context)), await hours_of(update, context)
    text = " ".join(context.args or ())
    try:
        wanted = quiet_of(text) if text else hours.quiet
    except NonsenseHours:
        await reply(update, context, pages.nonsense(hours))
        return
    await reply(update, context, await _quieter(wanted, update, context))


async def obey(meant: HoursPress, update: Update, context: ReaderContext) -> str | None:
    """Do what a button says; the key of the notice that says why not."""
    if not await may_decide(update, context):
        return "group.only-admins"
    await edit(update, context, await _page(meant, update, context))
    return None


async def set_zone(zone: str, update: Update, context: ReaderContext) -> str | None:
    """Choose a time zone; the key of the notice that says why not."""
    if not await may_decide(update, context):
        return "group.only-admins"
    if not is_zone(zone):
        return "button.stale"
    await _keep(replace(await hours_of(update, context), zone=zone), update, context)
    return None


async def hours_of(update: Update, context: ReaderContext) -> Hours:
    """The time zone and quiet hours of the chat of an update."""
    return await context.state.subscriptions.hours(chat_key(update).chat)


async def _page(meant: HoursPress, update: Update, context: ReaderContext) -> Page:
    pages = context.desk.hours(await spoken(update, context))
    match meant:
        case OpenZones("", then):
            return pages.regions(await hours_of(update, context), then)
        case OpenZones(region, then):
            return pages.zones(region, await hours_of(update, context), then)
        case OpenQuiet():
            return await _quieter((await hours_of(update, context)).quiet, update, context)
        case SetQuiet(start, end):
            wanted = Quiet(start % DAY, end % DAY) if start % DAY != end % DAY else None
            return await _quieter(wanted, update, context)
        case OpenSettings() | SetZone():
            return await _settings(update, context)


async def _quieter(wanted: Quiet | None, update: Update, context: ReaderContext) -> Page:
    """Keep quiet hours and show them; where nobody knows yet on which clock, ask that first."""
    pages, hours = context.desk.hours(await spoken(update, context)), await hours_of(update, context)
    if wanted and hours.zone is None:
        return pages.regions(hours, packed(SetQuiet(wanted.start, wanted.end)))
    changed = replace(hours, quiet=wanted)
    if changed != hours:
        await _keep(changed, update, context)
    return pages.quiet(changed)


async def _settings(update: Update, context: ReaderContext) -> Page:
    language = await context.readers.language(chat_key(update))
    return context.desk.hours(await spoken(update, context)).settings(language, await hours_of(update, context))


async def _keep(hours: Hours, update: Update, context: ReaderContext) -> None:
    """Keep them, and let every subscription of the chat be due by them."""
    chat, now = chat_key(update).chat, context.desk.now()
    await context.state.subscriptions.set_hours(chat, hours)
    await context.state.subscriptions.reschedule(chat, lambda one: hours.next_digest(now, one))
