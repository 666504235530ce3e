"""The words of documents behind statements, their translations, and what the terms in them stand for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from bot.interface.buttons.keyboards import Keyboards
from bot.interface.quotations import Excerpt, Quotations
from bot.interface.terms import ExplainedTerm, Glossary
from bot.interface.words.attribution import source_details, source_name, sources_line
from bot.interface.words.markup import Block, Emphasis, Page, Row, Style, emphasised
from bot.interface.words.wording import Worded, Wording
from knowledge.compiled.base import KnowledgeBase
from knowledge.model import Citation, Source, Statement


def details(source: Source, wording: Wording) -> Block:
    """All that is known of a document, below its words."""
    return Block(wording.lang, tuple(source_details(source, wording)), Style.FOLDED, adjoins=True)


@dataclass(frozen=True, slots=True)
class QuotingPages:
    """Makes them in one language."""

    knowledge: KnowledgeBase
    wording: Wording

    def quotes(self, statements: Iterable[Statement]) -> Page:
        """The exact words behind statements, where they stand, and all that is known about each document."""
        told = tuple(statements)
        by_source: dict[str, list[Citation]] = {}
        for citation in (one for statement in told for one in statement.citations):
            by_source.setdefault(citation.source, []).append(citation)
        quoted = (self._quoted(self.knowledge.sources[id_], cited) for id_, cited in by_source.items())
        return Page(tuple(chain.from_iterable(quoted)), tuple(self._aids(told)))

    def _aids(self, statements: Sequence[Statement]) -> Iterator[Row]:
        if Glossary(self.knowledge).of(statements, self.wording.lang):
            yield (Keyboards(self.wording).terms(statements),)

    def terms(self, statements: Sequence[Statement]) -> Page | None:
        """What the abbreviations and offices in statements stand for, and what is told first of each."""
        found = Glossary(self.knowledge).of(statements, self.wording.lang)
        return Page(tuple(map(self._term, found))) if found else None

    def _term(self, term: ExplainedTerm) -> Block:
        meaning, said = term.entity.name(self.wording.lang), Glossary(self.knowledge).first_said(term)
        title = self.wording.text("terms.means", term=term.text, meaning=meaning) if term.text != meaning else meaning
        lines = (said.worded(self.wording.lang, ahead=False), *self._source_line(said)) if said else ()
        return self._block(emphasised(title, Emphasis.BOLD), *lines)

    def _source_line(self, statement: Statement) -> tuple[Worded, ...]:
        return sources_line([statement], self.knowledge.sources, self.wording)

    def _quoted(self, source: Source, citations: Iterable[Citation]) -> Iterator[Block]:
        withheld = tuple(one for one in self.knowledge.withheld if one.source == source.id)
        for excerpt in Quotations(source, withheld).of(citations):
            yield self._block(self._place(source, excerpt))
            yield Block(source.language, (excerpt.text,), Style.QUOTE, adjoins=True)
        yield from self._translated(citations)
        yield details(source, self.wording)

    def _translated(self, citations: Iterable[Citation]) -> Iterator[Block]:
        """What editors translated into the reader's language, marked as theirs."""
        found = (one.translation.get(self.wording.lang) for one in citations if one.translation)
        if texts := tuple(dict.fromkeys(filter(None, found))):
            yield self._block(self.wording.text("quote.translated"))
            yield Block(self.wording.lang, texts, Style.ITALIC, adjoins=True)

    def _place(self, source: Source, excerpt: Excerpt) -> Worded:
        """Which document, in which language if that is another than the reader's, and where in it."""
        name, foreign = source_name(source, self.wording), source.language != self.wording.lang
        if foreign:
            language = self.wording.language_name(source.language)
            name = self.wording.text("quote.foreign", source=name, language=language)
        place = {"first": excerpt.first, "last": excerpt.last, "count": excerpt.count}
        return self.wording.plural("quote.place", excerpt.last - excerpt.first + 1, source=name, **place)

    def _block(self, *lines: str) -> Block:
        return Block(self.wording.lang, lines)
