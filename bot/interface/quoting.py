"""Words of documents that nobody has curated, as a reader sees them: the words first, then whose they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.interface.words.attribution import clipped, document_line
from bot.interface.words.bidi import tidied
from bot.interface.words.markup import Block, Emphasis, Style, emphasised
from bot.interface.words.wording import Worded, Wording
from knowledge.dialogue import QuotedPassage
from knowledge.model import Source

_MAX_PASSAGE = 900
_MAX_ADDRESS = 200
_MOST_COPIES = 3


@dataclass(frozen=True, slots=True)
class Quoting:
    """Makes the blocks of quotes in one language."""

    wording: Wording

    def blocks(self, quotes: Iterable[QuotedPassage]) -> Iterator[Block]:
        """Each quote, and below it who says so, when, and which days it means."""
        for quote in quotes:
            yield self.words(quote)
            yield self.origin(quote)

    def words(self, quote: QuotedPassage) -> Block:
        """The words alone, the sentence that is meant set apart where others stand with it."""
        return Block(quote.document.language, (_set_apart(quote),), Style.QUOTE)

    def origin(self, quote: QuotedPassage) -> Block:
        """Whose words they are, never ours."""
        return Block(self.wording.lang, tuple(self._origin(quote)), adjoins=True)

    def _document(self, document: Source) -> Worded:
        """Who says so, when, and in which language if that is another than the reader's."""
        line = document_line(document, self.wording)
        if document.language == self.wording.lang:
            return line
        language = self.wording.language_name(document.language)
        return self.wording.text("quote.foreign", source=line, language=language)

    def _origin(self, quote: QuotedPassage) -> Iterator[str]:
        yield self.wording.text("quoted.from", document=self._document(quote.document))
        for written, known in quote.days:
            yield self.wording.text("quoted.day", words=written, date=self.wording.date(known))
        if tellers := dict.fromkeys(copy.publisher or copy.title or copy.id for copy in quote.copies):
            shown = [clipped(one, _MAX_ADDRESS) for one in list(tellers)[:_MOST_COPIES]]
            yield self.wording.text("quoted.copies", publishers=self.wording.listed(shown))
        if address := address_of(quote.document.url):
            yield Worded(address)


def address_of(url: str | None) -> str:
    """An address that can be opened, on one line; empty for anything else."""
    plain = tidied(url or "")
    opens = plain.startswith(("https://", "http://")) and " " not in plain and len(plain) <= _MAX_ADDRESS
    return plain if opens else ""


def _set_apart(quote: QuotedPassage) -> str:
    """The passage with the sentence that is meant in bold, unless it stands alone; what is too long is cut."""
    text, (start, end) = quote.passage.text, quote.answering
    if (start, end) == (0, len(text)) or len(text) > _MAX_PASSAGE:
        return clipped(text[start:], _MAX_PASSAGE)
    meant = emphasised(tidied(text[start:end]), Emphasis.BOLD)
    return " ".join(filter(None, (tidied(text[:start]), meant, tidied(text[end:]))))
