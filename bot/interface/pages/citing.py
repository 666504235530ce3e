"""The pages of who cites and passes on: a citation to copy, and its files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.drawing.scenes import CardShape, Look
from bot.interface.buttons.encoding import MAX_KEYS, digest
from bot.interface.buttons.keyboards import Keyboards
from bot.interface.buttons.presses import CiteAs, DrawCard
from bot.interface.citations import Citations
from bot.interface.words.markup import Block, Button, Copies, Page, Passes, Row, Style
from bot.interface.words.wording import Wording
from knowledge.citing.formats import CitationFormat
from knowledge.citing.tokens import token
from knowledge.model import Statement

_LABELS = {CitationFormat.BIBTEX: "BibTeX", CitationFormat.RIS: "RIS", CitationFormat.CSL: "CSL-JSON"}


@dataclass(frozen=True, slots=True)
class CitingPages:
    """Makes them in one language."""

    citations: Citations
    pictures: bool = False
    """Whether anything can be drawn."""

    @property
    def wording(self) -> Wording:
        """The words of the language."""
        return self.citations.wording

    def citation(self, statements: Sequence[Statement]) -> Page:
        """The whole citation of each statement, to be copied at a touch, and every other way to take it along."""
        blocks = (Block(self.wording.lang, self.citations.whole(one), Style.CODE) for one in statements)
        intro = Block(self.wording.lang, (self.wording.text("cite.intro"),))
        return Page((intro, *blocks), tuple(self._ways(statements)))

    def _ways(self, statements: Sequence[Statement]) -> Iterator[Row]:
        keyboards, first = Keyboards(self.wording), statements[0]
        copy = Button(self.wording.text("button.copy"), Copies(self.citations.short(first)))
        share = Button(self.wording.text("button.share"), Passes(token(first.id)))
        yield keyboards.row(copy, share)
        keys = tuple(digest(one.id) for one in statements[:MAX_KEYS])
        yield keyboards.row(*(keyboards.button(label, CiteAs(one, keys)) for one, label in _LABELS.items()))
        if self.pictures:
            cards = (
                keyboards.named(f"button.card.{one.value}", DrawCard(one, keys[:1], Look.LIGHT)) for one in CardShape
            )
            yield keyboards.row(*cards)

    def file(self, format_: CitationFormat) -> Page:
        """What stands below a file."""
        return Page((Block(self.wording.lang, (self.wording.text("cite.file", format=_LABELS[format_]),)),))
