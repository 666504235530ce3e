"""How statements are cited in words: the whole citation, a short one to copy, and what a bibliography is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.interface.words.attribution import clipped, source_name
from bot.interface.words.bidi import tidied
from bot.interface.words.wording import Worded, Wording
from knowledge.citing.formats import CitationFormat, written
from knowledge.citing.reference import Bibliography, Reference, name_of, references
from knowledge.model import Source, Statement

MOST_COPIED = 256
"""Characters that a button may copy."""


@dataclass(frozen=True, slots=True)
class Citations:
    """Words citations in one language; `bot` is the name that links are made with, where it is known."""

    sources: Mapping[str, Source]
    wording: Wording
    today: date
    bot: str | None = None

    def whole(self, statement: Statement) -> tuple[str, ...]:
        """Sentence, what limits it, documents, quotes and link of a statement, each on a line of its own."""
        found = tuple(references([statement], self.sources))
        told = (self._sentence(statement), *filter(None, [self.note(statement)]), *self._gone(statement))
        return tuple(map(tidied, (*told, *self._documents(found), *self._way(statement))))

    def note(self, statement: Statement) -> Worded | None:
        """What limits a statement, where anything does: it goes along wherever the statement goes."""
        caveat = (statement.caveat or {}).get(self.wording.lang)
        return self.wording.text("answer.caveat", text=Worded(caveat)) if caveat else None

    def short(self, statement: Statement) -> str:
        """The short names, dates and the link, as much as a button copies; the link is never cut."""
        link = self.link(statement) or ""
        return f"{clipped(self.named(statement), MOST_COPIED - len(link) - 1)} {link}".strip()

    def named(self, statement: Statement) -> str:
        """The short names of the documents behind a statement, with their dates."""
        return "; ".join(self._dated(one.source) for one in references([statement], self.sources))

    def link(self, statement: Statement) -> str | None:
        """What opens a statement for ever, where the name of the bot is known."""
        return self.bibliography(()).link(statement)

    def file(self, statements: Iterable[Statement], format_: CitationFormat) -> str:
        """The references of statements as a bibliography."""
        found = tuple(references(statements, self.sources))
        return written(found, self.bibliography(found), format_)

    def bibliography(self, found: Sequence[Reference]) -> Bibliography:
        """Who read when, and what is said beside each reference."""
        return Bibliography(self.wording.lang, self.today, self.bot, {one.key: self._note(one) for one in found})

    def _sentence(self, statement: Statement) -> str:
        return self.wording.text("cite.sentence", text=statement.worded(self.wording.lang, ahead=False))

    def _documents(self, found: Iterable[Reference]) -> Iterator[str]:
        for one in found:
            name = name_of(one.source, self.wording.lang)
            details = self.wording.text("source.separator").join(self._details(one.source))
            yield self.wording.text("cite.document", name=name, details=details)
            yield self.wording.text("cite.quote", quote=one.quoted)
            if one.source.url:
                yield one.source.url

    def _details(self, source: Source) -> Iterator[str]:
        """Publisher and date, or that nobody knows them; the language where it is another one."""
        yield source.publisher or self.wording.text("cite.no-publisher")
        yield self._date(source)
        if source.language != self.wording.lang:
            yield self.wording.text("cite.language", language=self.wording.language_name(source.language))

    def _dated(self, source: Source) -> str:
        name = source_name(source, self.wording)
        return tidied(self.wording.text("cite.short", name=name, date=self._date(source)))

    def _date(self, source: Source) -> str:
        return self.wording.date(source.published) if source.published else self.wording.text("cite.no-date")

    def _way(self, statement: Statement) -> Iterator[str]:
        yield self.wording.text("cite.read", date=self.wording.date(self.today))
        if link := self.link(statement):
            yield link

    def _note(self, one: Reference) -> str:
        """What is missing of a document, and that Marsad told the sentence."""
        known = {"publisher": one.source.publisher, "date": one.source.published}
        missing = [self.wording.text(f"cite.no-{name}") for name, value in known.items() if not value]
        told = self.wording.text("cite.told", date=self.wording.date(self.today))
        note = self.wording.text("source.separator").join((*missing, told, *self._gone(one.statement)))
        return tidied(". ".join(filter(None, (note, self.note(one.statement)))))

    def _gone(self, statement: Statement) -> Iterator[str]:
        """That it is no longer held, where that is so."""
        if statement.withdrawn:
            yield self.wording.text("cite.withdrawn", date=self.wording.date(statement.withdrawn.on))
