"""How statements and their documents are told: notes under their sentence, a short name, and what is known besides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from bot.interface.words.bidi import tidied
from bot.interface.words.markup import Emphasis, emphasised
from bot.interface.words.wording import Note, Worded, Wording
from knowledge.dialogue import Sentence
from knowledge.model import Review, Source, Statement

_MAX_TITLE = 120
_MAX_NAME = 60
_MAX_OPENING = 60
_MOST_NAMED = 4
"""So many documents are named below an answer; the others are counted."""


def marked(sentence: Sentence, wording: Wording) -> str:
    """The words of a statement, behind its marking where it is not for everybody."""
    return behind_marking(sentence.text, sentence.statement, wording) if sentence.restricted else sentence.text


def behind_marking(text: str, statement: Statement, wording: Wording) -> Worded:
    """What tells a statement that is not for everybody, with why."""
    if statement.embargoed_until is None:
        return wording.text("marked.internal", text=Worded(text))
    return wording.text("marked.embargoed", text=Worded(text), date=wording.date(statement.embargoed_until))


def note(text: str, wording: Wording) -> Note:
    """What limits a sentence, as the line below it."""
    return Note(emphasised(wording.text("answer.caveat", text=Worded(text)), Emphasis.ITALIC))


def with_notes(lines: Iterable[str], told: Iterable[Sentence], wording: Wording) -> Iterator[str]:
    """The line of each sentence with its notes below; a note that several in a row share, below the last of them."""
    notes = [tuple(_notes(sentence, wording)) for sentence in told]
    for line, own, following in zip(lines, notes, (*notes[1:], ()), strict=False):
        yield line
        yield from (one for one in own if one not in following)


def _notes(sentence: Sentence, wording: Wording) -> Iterator[Note]:
    if sentence.caveat:
        yield note(sentence.caveat, wording)
    if sentence.outdated:
        yield Note(emphasised(_outdated(sentence.outdated, wording), Emphasis.ITALIC))


def _outdated(review: Review, wording: Wording) -> Worded:
    if review.last:
        return wording.text("answer.outdated", date=wording.date(review.last))
    return wording.text("answer.outdated-since", date=wording.date(review.by))


def sources_line(
    statements: Iterable[Statement], sources: Mapping[str, Source], wording: Wording
) -> tuple[Worded, ...]:
    """The documents that statements cite, each by its short name, in one line; none where nothing is cited."""
    cited = dict.fromkeys(citation.source for one in statements for citation in one.citations)
    names = [source_name(sources[id_], wording) for id_ in cited]
    shown, more = names[:_MOST_NAMED], len(names) - _MOST_NAMED
    if more > 0:
        shown.append(wording.count("count.more", more))
    return (wording.plural("source.line", len(names), names=wording.listed(shown)),) if names else ()


def source_name(source: Source, wording: Wording) -> Worded:
    """The short name that a curator gave to a document, else its title, else its first words."""
    if source.short:
        return wording.text("source.name", name=source.short[wording.lang])
    return wording.text("source.title", title=clipped(source.title, _MAX_NAME) if source.title else _opening(source))


def source_details(source: Source, wording: Wording) -> Iterator[str]:
    """All that is known about a document: publisher, title, date, what is missing, when it came, and a note."""
    details = Worded(wording.text("source.separator").join(_known(source, wording)))
    if missing := _missing(source, wording):
        details = wording.text("source.incomplete", details=details, missing=wording.listed(missing))
    yield wording.text("source.details", details=details)
    if not source.title:
        yield wording.text("source.opening", words=_opening(source))
    if source.received != date.min:
        yield wording.text("source.received", date=wording.date(source.received))
    if source.note:
        yield source.note[wording.lang]


def document_line(source: Source, wording: Wording) -> Worded:
    """A document in a line: its short name, else publisher, title and date, as far as they are known."""
    if source.short:
        return source_name(source, wording)
    return Worded(wording.text("source.separator").join(_known(source, wording)))


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
