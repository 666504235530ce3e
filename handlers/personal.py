"""/privacy, /mydata and /forget: what is kept about a chat, and the way to have it deleted."""

from __future__ import annotations

from dataclasses import replace

from bot.interface.buttons.presses import Forget, KeepAll
from handlers.incoming import Incoming
from handlers.permissions import decides


async def privacy(incoming: Incoming) -> None:
    """Say what is kept, and for how long."""
    settings, days = incoming.services.settings, incoming.services.settings.privacy.retention_days
    pages = await incoming.private_pages()
    noted = days + 1 if incoming.state.personal.notes_departures else 0
    page = pages.privacy(settings.answers.follow_up_minutes, days, noted=noted)
    await incoming.reply(replace(page, blocks=(*page.blocks, await incoming.house())))


async def my_data(incoming: Incoming) -> None:
    """Show all that is kept about the chat; in a group only to who may decide there."""
    if not await decides(incoming):
        return
    kept = await incoming.state.personal.data(incoming.chat)
    await incoming.reply((await incoming.private_pages()).my_data(kept))


async def forget(incoming: Incoming) -> None:
    """Ask whether all that is kept about the chat is to be deleted; in a group only who may decide there."""
    if await decides(incoming):
        await incoming.reply((await incoming.private_pages()).forget())


async def forget_pressed(incoming: Incoming, _press: Forget) -> None:
    """Delete all that is kept about the chat, and say so."""
    pages = await incoming.pages()
    await incoming.state.personal.forget(incoming.chat)
    incoming.services.forget(incoming.chat.chat)
    await incoming.edit(pages.simple("data.forgotten"))


async def keep_all(incoming: Incoming, _press: KeepAll) -> None:
    """Delete nothing."""
    await incoming.edit((await incoming.pages()).simple("data.kept"))
