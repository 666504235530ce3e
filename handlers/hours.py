"""The reader's clock: /settings, /timezone and /quiet, and the buttons of their pages."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from bot.interface.buttons.encoding import packed
from bot.interface.buttons.following import OpenQuiet, OpenSettings, OpenZones, SetQuiet, SetZone
from bot.interface.pages.hours import HoursPages
from bot.interface.words.markup import Page
from bot.interface.zones import Nearest, find_zone, is_zone
from bot.readers.hours import NonsenseHours, quiet_of
from bot.readers.schedule import DAY, Hours, Quiet, zone_of
from handlers.incoming import Incoming
from handlers.permissions import decides


async def settings(incoming: Incoming) -> None:
    """Show language, time zone and quiet hours."""
    await incoming.reply(await _settings(incoming))


async def timezone(incoming: Incoming) -> None:
    """Choose the time zone that was written; without words ask for it."""
    if not await decides(incoming):
        return
    pages, hours, text = await pages_of(incoming), await hours_of(incoming), incoming.arguments
    if not text:
        await incoming.reply(pages.regions(hours))
        return
    found = await asyncio.to_thread(find_zone, text)  # the first time it reads all names
    match found:
        case Nearest(zones):
            await incoming.reply(pages.near(text, zones, hours))
        case zone:
            changed = replace(hours, zone=zone)
            await _keep(incoming, changed)
            await incoming.reply(pages.chosen(changed))


async def quiet(incoming: Incoming) -> None:
    """Keep the quiet hours that were written; without words show them."""
    if not await decides(incoming):
        return
    hours, text = await hours_of(incoming), incoming.arguments
    try:
        wanted = quiet_of(text) if text else hours.quiet
    except NonsenseHours:
        await incoming.reply((await pages_of(incoming)).nonsense(hours))
        return
    await incoming.reply(await _quieter(incoming, wanted))


async def open_settings(incoming: Incoming, _press: OpenSettings) -> None:
    """Show the settings in place."""
    await incoming.edit(await _settings(incoming))


async def open_zones(incoming: Incoming, press: OpenZones) -> None:
    """Show the time zones of a region, or the regions."""
    pages, hours = await pages_of(incoming), await hours_of(incoming)
    shown = pages.zones(press.region, hours, press.then) if press.region else pages.regions(hours, press.then)
    await incoming.edit(shown)


async def open_quiet(incoming: Incoming, _press: OpenQuiet) -> None:
    """Show the quiet hours."""
    await incoming.edit(await _quieter(incoming, (await hours_of(incoming)).quiet))


async def set_quiet(incoming: Incoming, press: SetQuiet) -> None:
    """Keep quiet hours."""
    start, end = press.start % DAY, press.end % DAY
    await incoming.edit(await _quieter(incoming, Quiet(start, end) if start != end else None))


async def set_zone(incoming: Incoming, press: SetZone) -> str | None:
    """Choose a time zone; the key of the notice that says why not."""
    if not is_zone(press.zone):
        return "button.stale"
    await _keep(incoming, replace(await hours_of(incoming), zone=press.zone))
    return None


async def hours_of(incoming: Incoming) -> Hours:
    """The time zone and quiet hours of the chat."""
    return await incoming.state.subscriptions.hours(incoming.chat.chat)


async def pages_of(incoming: Incoming) -> HoursPages:
    """The pages about the reader's clock in its language."""
    return incoming.answerer.hours(await incoming.language())


async def _quieter(incoming: Incoming, wanted: Quiet | None) -> Page:
    """Keep quiet hours and show them; where nobody knows yet on which clock, ask that first."""
    pages, hours = await pages_of(incoming), await hours_of(incoming)
    if wanted and hours.zone is None:
        return pages.regions(hours, packed(SetQuiet(wanted.start, wanted.end)))
    changed = replace(hours, quiet=wanted)
    if changed != hours:
        await _keep(incoming, changed)
    return pages.quiet(changed)


async def _settings(incoming: Incoming) -> Page:
    chosen = (await incoming.known()).language
    return (await pages_of(incoming)).settings(chosen, await hours_of(incoming))


async def _keep(incoming: Incoming, hours: Hours) -> None:
    """Keep them, and let every subscription of the chat be due by them."""
    chat, now = incoming.chat.chat, incoming.answerer.now()
    await incoming.state.subscriptions.set_hours(chat, hours)
    await incoming.state.subscriptions.reschedule(chat, lambda one: hours.next_digest(now, one))
    zone = zone_of(hours.zone)
    await incoming.state.reminders.reschedule(chat, lambda one: one.occasion.due(one.lead, zone))
