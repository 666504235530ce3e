"""Documents that nobody has curated: searching them, and reading on from a quote."""

from __future__ import annotations

from bot.interface.buttons.presses import ReadOn, SearchFor, WholePassage
from handlers.incoming import Incoming


async def search(incoming: Incoming) -> None:
    """Show what shares most with the words behind the command."""
    pages = incoming.answerer.passages(await incoming.language())
    words = incoming.arguments
    await incoming.reply(pages.search(words, incoming.answerer.today) if words else pages.usage())


async def search_for(incoming: Incoming, press: SearchFor) -> None:
    """Show what shares most with the words of a button."""
    pages = incoming.answerer.passages(await incoming.language())
    await incoming.below(pages.search(press.words, incoming.answerer.today))


async def read_on(incoming: Incoming, press: ReadOn) -> str | None:
    """Show the sentences behind a quote."""
    page = incoming.answerer.passages(await incoming.language()).read_on(press.document, press.start)
    if page is None:
        return "button.document-ends"
    await incoming.below(page)
    return None


async def whole(incoming: Incoming, press: WholePassage) -> str | None:
    """Show a quote with what stands around it."""
    page = incoming.answerer.passages(await incoming.language()).whole(press.document, press.start)
    if page is None:
        return "button.document-ends"
    await incoming.below(page)
    return None
