"""The buttons that leaf through what Marsad knows: meetings, actors, initiatives, topics, documents."""

from __future__ import annotations

from bot.interface.buttons.presses import OpenClass, OpenList, Still, TurnList, TurnSources
from handlers.incoming import Incoming


async def open_list(incoming: Incoming, press: OpenList) -> None:
    """Show the first page of a list in a new message."""
    await incoming.reply((await incoming.pages()).listing(press.kind, 0))


async def turn_list(incoming: Incoming, press: TurnList) -> None:
    """Show another page of a list."""
    await incoming.edit((await incoming.pages()).listing(press.kind, press.page))


async def open_class(incoming: Incoming, press: OpenClass) -> None:
    """Show a page of the entities of a type."""
    await incoming.edit((await incoming.pages()).of_type(press.type, press.page))


async def turn_sources(incoming: Incoming, press: TurnSources) -> None:
    """Show another page of the documents."""
    await incoming.edit(incoming.answerer.sources(await incoming.language(), press.page))


async def stay(_incoming: Incoming, _press: Still) -> None:
    """Nothing: the button only says where the reader is."""
