"""Citing and passing on: the page below an answer, its files, and the links that open a statement for ever."""

from __future__ import annotations

import asyncio

from bot.delivery.messenger import Attachment
from bot.interface.buttons.encoding import MAX_KEYS, digest
from bot.interface.buttons.presses import Cite, CiteAs, Keys
from bot.interface.citations import Citations
from bot.interface.pages.citing import CitingPages
from bot.interface.pages.opened import OpenedPages
from bot.permanent import told
from handlers import questions
from handlers.incoming import Incoming
from knowledge.model import Statement


async def cite(incoming: Incoming, press: Cite) -> str | None:
    """Show how statements are cited; of what is not for everybody nothing is."""
    statements = quotable(incoming, press.statements)
    if not statements:
        return "cite.nothing"
    await incoming.below((await citing_pages(incoming)).citation(statements))
    return None


async def cite_last(incoming: Incoming) -> None:
    """Cite what the message told that this one replies to, else what was told last in the chat."""
    replied = incoming.message.reply_to_message if incoming.message else None
    last = await incoming.state.told.last(incoming.chat, replied.message_id if replied else None)
    statements = quotable(incoming, tuple(map(digest, last)))
    if statements:
        await incoming.reply((await citing_pages(incoming)).citation(statements[:MAX_KEYS]))
    else:
        await incoming.say("cite.what")


async def cite_as(incoming: Incoming, press: CiteAs) -> str | None:
    """Send the citations of statements as a file."""
    statements = quotable(incoming, press.statements)
    if not statements:
        return "cite.nothing"
    pages = await citing_pages(incoming)
    text = pages.citations.file(statements, press.format)
    file = Attachment(f"marsad-{press.statements[0]}.{press.format.suffix}", text.encode())
    await incoming.send_file(file, pages.file(press.format))
    return None


async def opened(incoming: Incoming, token: str) -> None:
    """Tell the statement behind a permanent link, or what became of it."""
    answerer, lang = incoming.answerer, await incoming.language()
    found = await asyncio.to_thread(incoming.services.links.opened, token, answerer)
    if found is None:
        await incoming.say("link.unknown")
    elif found.held:
        await questions.tell(incoming, told(found, answerer, lang))
    else:
        await incoming.reply(OpenedPages(answerer.wordings.speak(lang)).gone(found))


def quotable(incoming: Incoming, keys: Keys) -> tuple[Statement, ...]:
    """The statements of a button that everybody may see today, also where an operators' chat sees more."""
    return incoming.services.answerer.served.catalogue.statements(keys)


async def citing_pages(incoming: Incoming) -> CitingPages:
    """The pages of who cites, of what everybody may see."""
    everybody, lang = incoming.services.answerer, await incoming.language()
    sources = everybody.served.engine.knowledge.sources
    citations = Citations(sources, everybody.wordings.speak(lang), everybody.today, incoming.bot.username)
    return CitingPages(citations, everybody.pictures)
