"""The statements of a document, page by page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.interface.buttons.encoding import digest
from bot.interface.buttons.keyboards import Keyboards
from bot.interface.buttons.of_document import TurnStatements
from bot.interface.catalogue import Catalogue
from bot.interface.words.attribution import marked, source_name, with_notes
from bot.interface.words.markup import Block, Emphasis, Page, emphasised
from bot.interface.words.wording import Wording
from knowledge.dialogue import Sentence
from knowledge.model import Source, Statement

_PER_PAGE = 10


@dataclass(frozen=True, slots=True)
class StatementsPage:
    """A page of them."""

    source: Source
    number: int
    """From 0; never beyond the last one."""
    pages: int
    count: int
    """Of all that the document says."""
    statements: tuple[Statement, ...]
    """Those of the page."""

    @classmethod
    def of(cls, catalogue: Catalogue, key: str, number: int) -> StatementsPage | None:
        """The one of a button; None where no statement cites the document any more."""
        source = catalogue.source(key)
        if source is None:
            return None
        found = catalogue.citing(source.id)
        pages = -(-len(found) // _PER_PAGE)
        number = max(0, min(number, pages - 1))
        return cls(source, number, pages, len(found), found[number * _PER_PAGE : (number + 1) * _PER_PAGE])

    def shown(self, sentences: Sequence[Sentence], wording: Wording) -> Page:
        """Its statements in words, those of a subject that follow each other below its name."""
        key, keyboards = digest(self.source.id), Keyboards(wording)
        title = wording.text("statements.title", name=source_name(self.source, wording), n=self.count)
        turns = keyboards.pager(self.number, [TurnStatements(key, number) for number in range(self.pages)])
        return Page((Block(wording.lang, (emphasised(title, Emphasis.BOLD),)), *_listed(sentences, wording)), turns)


def _listed(sentences: Sequence[Sentence], wording: Wording) -> Iterator[Block]:
    for told in (list(group) for _, group in groupby(sentences, key=lambda one: one.statement.subject)):
        lines = (wording.text("list.item", text=marked(one, wording)) for one in told)
        yield Block(wording.lang, tuple(with_notes(lines, told, wording)))
