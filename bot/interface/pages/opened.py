"""What a permanent link opens: the statement, and what became of it since the link was made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.interface.words.attribution import sources_line
from bot.interface.words.markup import Block, Emphasis, Page, emphasised
from bot.interface.words.wording import Worded, Wording
from knowledge.compiled.history import PastWording
from knowledge.model import Source, Statement

_MOST_BEFORE = 3


@dataclass(frozen=True, slots=True)
class Opened:
    """A statement behind a link, as whoever opened it may see it."""

    statement: Statement
    sources: Mapping[str, Source]
    held: bool
    """Whether it is told today; else it was withdrawn, or is no longer there at all."""
    before: tuple[PastWording, ...] = ()
    """What else it was published as, the last one at the end."""


@dataclass(frozen=True, slots=True)
class OpenedPages:
    """Makes them in one language."""

    wording: Wording

    def since(self, opened: Opened) -> tuple[Block, ...]:
        """Below a statement that is held: why and from what it was changed; nothing where it reads as ever."""
        lines = tuple(self._before(opened))
        if not lines:
            return ()
        why = opened.statement.corrected
        text = (
            self.wording.text("link.corrected", reason=Worded(self._in(why)))
            if why
            else self.wording.text("link.reworded")
        )
        return (self._block(text, *lines),)

    def gone(self, opened: Opened) -> Page:
        """A statement that is no longer held: since when and why, and how it read, struck out."""
        text = emphasised(self._in(opened.statement.wording), Emphasis.STRUCK)
        sources = sources_line([opened.statement], opened.sources, self.wording)
        blocks = [self._block(self._end(opened)), self._block(text), *([self._block(*sources)] if sources else [])]
        return Page(tuple(blocks))

    def _end(self, opened: Opened) -> Worded:
        withdrawn = opened.statement.withdrawn
        if withdrawn is None:
            return self.wording.text("link.gone")
        day, reason = self.wording.date(withdrawn.on), Worded(self._in(withdrawn.reason))
        return self.wording.text("link.withdrawn", date=day, reason=reason)

    def _before(self, opened: Opened) -> Iterator[Worded]:
        """Each other wording of this language once, the latest first."""
        now = self._in(opened.statement.wording)
        texts = {self._in(one.statement.wording): one for one in reversed(opened.before)}
        texts.pop(now, None)
        for text, one in list(texts.items())[:_MOST_BEFORE]:
            struck = Worded(emphasised(text, Emphasis.STRUCK))
            if one.since:
                yield self.wording.text("link.read-from", date=self.wording.date(one.since.date()), text=struck)
            else:
                yield self.wording.text("link.read", text=struck)

    def _in(self, texts: Mapping[str, str]) -> str:
        return texts.get(self.wording.lang) or texts["en"]

    def _block(self, *lines: str) -> Block:
        return Block(self.wording.lang, lines)
