"""The card of a statement to pass on. Pure."""

from __future__ import annotations

from bot.drawing.scenes import Card, CardShape, PictureFrame
from bot.interface.citations import Citations
from bot.interface.words.bidi import is_rtl, tidied
from bot.interface.words.markup import Block
from knowledge.model import Statement


def card(statement: Statement, citations: Citations, shape: CardShape, *, dark: bool = False) -> Card:
    """Sentence, what limits it, documents with their dates, the day, and a code that opens the statement."""
    wording = citations.wording
    made = tidied(wording.text("picture.made", date=wording.date(citations.today)))
    sentence = statement.worded(wording.lang, ahead=False)
    link = citations.link(statement) or ""
    frame = PictureFrame(tidied(sentence), made, is_rtl(wording.lang), dark)
    note = citations.note(statement) or ""
    return Card(frame, note, citations.named(statement), link, wording.text("card.hint"), shape)


def caption(statement: Statement, citations: Citations) -> Block:
    """The same in words, with the link."""
    link = citations.link(statement)
    lines = (
        statement.worded(citations.wording.lang, ahead=False),
        *filter(None, (citations.note(statement), citations.named(statement), link)),
    )
    return Block(citations.wording.lang, lines)
