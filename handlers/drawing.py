"""Pictures: of what everybody may see, drawn apart, with the same in words below them."""

from __future__ import annotations

import asyncio

from bot.delivery.messenger import Attachment
from bot.drawing.scenes import Look, PictureKind, Scene
from bot.interface.buttons.keyboards import Keyboards, picture_of
from bot.interface.buttons.presses import Draw, DrawCard
from bot.interface.cards import caption, card
from bot.interface.picture_words import picture_said, subjects_said
from bot.interface.pictures.making import Picture
from bot.interface.pictures.pictured import Pictured
from bot.interface.words.markup import Block, Page, Row
from handlers.citing import citing_pages, quotable
from handlers.incoming import Incoming


async def draw(incoming: Incoming, press: Draw) -> str | None:
    """Show a picture; pressed below one, in its place."""
    return await _show(incoming, press, anew=False)


async def worded(incoming: Incoming) -> bool:
    """Send a picture that a message in private asks for in words, or say that there is nothing to draw.

    Whether it does: what asks for no picture, or names what nobody knows, is a question.
    """
    wish = picture_said(incoming.question or "") if incoming.is_private else None
    if wish is None:
        return False
    engine = incoming.answerer.served.engine
    subjects = subjects_said(wish, engine.reader.read, engine.knowledge.entities)
    if subjects is None:
        return False
    nothing = await _show(incoming, picture_of(wish.kind, subjects), anew=True)
    if nothing and wish.outright:
        await incoming.say(nothing)
    return wish.outright or not nothing


async def draw_card(incoming: Incoming, press: DrawCard) -> str | None:
    """Show a statement as a card."""
    statements = quotable(incoming, press.statements)
    if not statements:
        return "cite.nothing"
    pages = await citing_pages(incoming)
    scene = card(statements[0], pages.citations, press.shape, dark=press.look is Look.DARK)
    below = Keyboards(pages.wording).drawn(press)
    await _send(incoming, scene, (caption(statements[0], pages.citations),), below)
    return None


async def _show(incoming: Incoming, press: Draw, *, anew: bool) -> str | None:
    lang = await incoming.language()
    picture = await asyncio.to_thread(_picture, incoming, press, lang)
    if picture is None:
        return "picture.nothing"
    wording = incoming.services.answerer.wordings.speak(lang)
    turns = [Draw(press.kind, press.subjects, page, press.look) for page in range(picture.pages)]
    await _send(incoming, picture.scene, picture.caption, Keyboards(wording).drawn(press, turns), anew=anew)
    return None


def _picture(incoming: Incoming, press: Draw, lang: str) -> Picture | None:
    everybody = incoming.services.answerer
    catalogue = everybody.served.catalogue
    wording, dark = everybody.wordings.speak(lang), press.look is Look.DARK
    made = Pictured(catalogue.facts, wording, everybody.today, dark, incoming.services.leafed)
    if press.kind is PictureKind.COVERAGE:
        source = catalogue.source("".join(press.subjects))
        return made.of_document(source) if source else None
    entities = [found.id for key in press.subjects if (found := catalogue.entity(key))]
    if press.subjects and not entities:
        return None
    return made.of_entities(press.kind, entities, press.page)


async def _send(
    incoming: Incoming, scene: Scene, words: tuple[Block, ...], below: tuple[Row, ...], *, anew: bool = False
) -> None:
    """The picture with its words; the words alone where it cannot be drawn."""
    studio = incoming.services.studio
    picture = await incoming.services.places.outside(studio.picture(scene)) if studio else None
    if picture is None:
        failed = (await incoming.pages()).simple("picture.failed").blocks
        await incoming.below(Page((*failed, *words)))
        return
    attachment, page = Attachment("marsad.png", picture, is_picture=True), Page(words, below)
    if not anew and incoming.message and incoming.message.photo:
        await incoming.edit_picture(attachment, page)
    else:
        await incoming.send_file(attachment, page)
