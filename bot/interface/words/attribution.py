"""How a source is named: what is known about it, what is not, and how old it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.interface.words.bidi import tidied
from bot.interface.words.wording import Worded, Wording
from knowledge.dialogue import Sentence
from knowledge.model import Source

_MAX_TITLE = 120
_MAX_OPENING = 60


def marked(sentence: Sentence, wording: Wording) -> str:
    """The words of a statement, behind its marking where it is not for everybody."""
    if not sentence.restricted:
        return sentence.text
    text, until = Worded(sentence.text), sentence.statement.embargoed_until
    if until is None:
        return wording.text("marked.internal", text=text)
    return wording.text("marked.embargoed", text=text, date=wording.date(until))


def source_line(source: Source, wording: Wording) -> Worded:
    """One line: publisher, title and date as far as they are known, what is missing, and as of when."""
    details = Worded(wording.text("source.separator").join(_known(source, wording)))
    if missing := _missing(source, wording):
        details = wording.text("source.incomplete", details=details, missing=wording.listed(missing))
        if not _opens_with_title(source):
            details = wording.text("source.opening", details=details, words=_opening(source))
    if source.received == date.min:
        return wording.text("source.undated", details=details)
    return wording.text("source.line", details=details, received=wording.date(source.received))


def source_name(source: Source, wording: Wording) -> Worded:
    """The shortest name of a source: its title, else its first words."""
    return wording.text("source.title", title=clipped(source.title, _MAX_TITLE) if source.title else _opening(source))


def clipped(text: str, limit: int) -> str:
    """A text on one line of at most `limit` characters, cut after a word."""
    line = tidied(text[: limit * 4])
    if len(line) <= limit:
        return line
    head, _, tail = line[:limit].rpartition(" ")
    return f"{(head or tail)[: limit - 1]}…"


def _opening(source: Source) -> str:
    return clipped(source.text, _MAX_OPENING).rstrip(".")


def _known(source: Source, wording: Wording) -> Iterator[Worded]:
    if source.publisher:
        yield wording.text("source.publisher", name=clipped(source.publisher, _MAX_TITLE))
    if source.title:
        yield wording.text("source.title", title=clipped(source.title, _MAX_TITLE))
    if not (source.publisher or source.title):
        yield wording.text("source.document")
    if source.published:
        yield wording.text("source.published", date=wording.date(source.published))


def _missing(source: Source, wording: Wording) -> list[Worded]:
    known = {"publisher": source.publisher, "title": source.title, "date": source.published}
    return [wording.text(f"source.no-{name}") for name, value in known.items() if not value]


def _opens_with_title(source: Source) -> bool:
    """Whether the title already shows the first words."""
    return bool(source.title) and tidied(source.text[:500]).startswith(tidied(source.title or ""))
