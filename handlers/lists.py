"""The buttons that leaf through what Marsad knows: meetings, actors, initiatives, topics, documents."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.interface.buttons.of_document import OpenStatements, TurnStatements
from bot.interface.buttons.presses import OpenClass, OpenList, Still, TurnList, TurnSources
from bot.interface.pages.of_document import StatementsPage
from bot.interface.words.markup import Page
from handlers import record
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


async def open_statements(incoming: Incoming, press: OpenStatements) -> str | None:
    """Show the statements of a document in a new message."""
    return await _statements(incoming, press.document, 0, incoming.reply)


async def turn_statements(incoming: Incoming, press: TurnStatements) -> str | None:
    """Show another page of them."""
    return await _statements(incoming, press.document, press.page, incoming.edit)


async def _statements(
    incoming: Incoming, key: str, number: int, show: Callable[[Page], Awaitable[tuple[int, ...]]]
) -> str | None:
    """Show them, and remember each page that was read, those before it too."""
    answerer, lang = incoming.answerer, await incoming.language()
    found = StatementsPage.of(answerer.served.catalogue, key, number)
    if found is None:
        return "button.withdrawn"
    sentences = answerer.sentences(found.statements, lang)
    sent = await show(found.shown(sentences, answerer.wordings.speak(lang)))
    await record.listed(incoming, sentences, sent, lang)
    return None


async def stay(_incoming: Incoming, _press: Still) -> None:
    """Nothing: the button only says where the reader is."""
