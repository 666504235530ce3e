"""/privacy, /mydata and /forget: what is kept about a chat, and the way to have it deleted."""

from __future__ import annotations

from dataclasses import replace

from bot.interface.buttons.presses import Forget
from bot.interface.pages.private import PrivatePages
from handlers.incoming import Incoming
from handlers.permissions import decides


async def privacy(incoming: Incoming) -> None:
    """Say what is kept, and for how long."""
    settings = incoming.services.settings
    pages = await _pages(incoming)
    page = pages.privacy(settings.answers.follow_up_minutes, settings.privacy.retention_days)
    await incoming.reply(replace(page, blocks=(*page.blocks, await incoming.house())))


async def my_data(incoming: Incoming) -> None:
    """Show all that is kept about the chat."""
    kept = await incoming.state.personal.data(incoming.chat)
    await incoming.reply((await _pages(incoming)).my_data(kept))


async def forget(incoming: Incoming) -> None:
    """Delete all that is kept about the chat, and say so; in a group only for who may decide there."""
    if not await decides(incoming):
        return
    pages = await incoming.pages()
    await incoming.state.personal.forget(incoming.chat)
    incoming.services.forget(incoming.chat.chat)
    await incoming.reply(pages.simple("data.forgotten"))


async def forget_pressed(incoming: Incoming, _press: Forget) -> None:
    """The same by a button."""
    await forget(incoming)


async def _pages(incoming: Incoming) -> PrivatePages:
    return incoming.answerer.private(await incoming.language())
