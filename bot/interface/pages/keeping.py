"""What operators see of a document before and after it is kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.interface.buttons.keyboards import Keyboards
from bot.interface.buttons.presses import DropDocument, KeepDocument, OfferDocument
from bot.interface.words.markup import Block, Emphasis, Page, Row, emphasised
from bot.interface.words.wording import Wording
from knowledge.model import Source

if TYPE_CHECKING:
    from knowledge.curation.adding import ReceivedFile

_MOST_NAMES = 12


def offering(wording: Wording) -> tuple[Row, ...]:
    """The button below what is known about a text: it may be kept as well."""
    return ((Keyboards(wording).named("button.offer-document", OfferDocument()),),)


@dataclass(frozen=True, slots=True)
class KeepingPages:
    """Makes these pages in a language."""

    wording: Wording

    def offer(self, one: ReceivedFile, sentences: int) -> Page:
        """What it says of itself, to be confirmed."""
        from knowledge.curation.received import is_dated_by_program

        text, is_made = self.wording.text, is_dated_by_program(one)
        notes = [text("document.made")] if is_made else []
        warnings = (text("document.warning", what=warning) for warning in one.extract.warnings)
        facts = (*self._said(one), text("document.sentences", n=sentences))
        return Page(
            (
                self._titled(text("document.offer")),
                *(self._block(*lines) for lines in (facts, *([one] for one in (*notes, *warnings)))),
                self._block(text("document.mend")),
            ),
            self._choices(dated=is_made),
        )

    def kept(self, source: Source, sentences: int, names: Sequence[str], alike: str | None) -> Page:
        """What was taken in, whom it names, and which other document says nearly the same."""
        text = self.wording.text
        named = self.wording.listed(names[:_MOST_NAMES])
        told = text("document.names", names=named, n=len(names)) if names else text("document.names-nobody")
        facts = (text("document.sentences", n=sentences), told, text("document.searchable"))
        notes = [self._block(text("document.alike", id=alike))] if alike else []
        return Page((self._titled(text("document.kept", id=source.id)), self._block(*facts), *notes))

    def there(self, source: Source) -> Page:
        """The same file was kept before."""
        return Page((self._titled(self.wording.text("document.there", id=source.id)),))

    def _said(self, one: ReceivedFile) -> Iterator[str]:
        given, own, text = one.given, one.extract.proposed, self.wording.text
        date, lang = given.date or own.date, given.language or own.language
        known = {
            "title": given.title or own.title,
            "publisher": given.publisher or own.publisher,
            "date": self.wording.date(date) if date else None,
            "language": self.wording.language_name(lang) if lang else None,
        }
        for name, value in known.items():
            yield text(f"document.{name}", value=value or text("document.not-said"))

    def _choices(self, *, dated: bool) -> tuple[Row, ...]:
        keyboards = Keyboards(self.wording)
        undated = [(keyboards.named("button.keep-undated", KeepDocument(0)),)] if dated else []
        keep, drop = KeepDocument(1), DropDocument()
        return ((keyboards.named("button.keep-document", keep),), *undated, (keyboards.named("button.leave-it", drop),))

    def _titled(self, text: str) -> Block:
        return self._block(emphasised(text, Emphasis.BOLD))

    def _block(self, *lines: str) -> Block:
        return Block(self.wording.lang, lines)
