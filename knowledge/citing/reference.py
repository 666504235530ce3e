"""What is cited: one document behind one statement, with what nobody knows of it left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from knowledge.citing.tokens import permanent_link, token
from knowledge.model import LocalText, Source, Statement

_FIRST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Reference:
    """A document behind a statement."""

    statement: Statement
    source: Source
    quotes: tuple[str, ...]
    """The words of the document that carry the statement, in its order."""
    key: str
    """Names it in a bibliography; letters, digits, - and _."""

    @property
    def quoted(self) -> str:
        """Its words in one text, with a mark where some are left out."""
        return " […] ".join(self.quotes)


@dataclass(frozen=True, slots=True)
class Bibliography:
    """When, in which language and from which bot references were taken, and what is said beside each."""

    lang: str
    day: date
    bot: str | None = None
    """The name of the bot on Telegram; None where nobody knows it: then nothing links to it."""
    notes: Mapping[str, str] = field(default_factory=dict)
    """By key of a reference: what is missing, in words."""

    def link(self, statement: Statement) -> str | None:
        """What opens a statement for ever."""
        return permanent_link(self.bot, statement.id) if self.bot else None


def references(statements: Iterable[Statement], sources: Mapping[str, Source]) -> Iterator[Reference]:
    """The documents of each statement, each document once, in the order of its quotes."""
    for statement in statements:
        quotes: dict[str, list[str]] = {}
        for citation in statement.citations:
            quotes.setdefault(citation.source, []).append(citation.quote)
        for number, (source, texts) in enumerate(quotes.items(), start=1):
            key = f"marsad-{token(statement.id)}" + (f"-{number}" if number > 1 else "")
            yield Reference(statement, sources[source], tuple(dict.fromkeys(texts)), key)


def name_of(source: Source, lang: str) -> str:
    """The title of a document; without one, in brackets as is usual, what its editors call it, else its first words."""
    if source.title:
        return source.title
    short: LocalText = source.short or {}
    return f"[{short.get(lang) or short.get('en') or _opening(source.text)}]"


def _opening(text: str) -> str:
    words = text.split()
    return " ".join(words[:_FIRST_WORDS]) + ("…" if len(words) > _FIRST_WORDS else "")
