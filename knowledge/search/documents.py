"""What of the knowledge can be found, as documents in a fixed order: statements, curated sources, imported ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from knowledge.model import LANGUAGES, Entity, Source, Statement
from knowledge.text.sentences import sentences


class Document(NamedTuple):
    """Something to find: a title, a text, and where its sentences start and end."""

    title: str
    text: str
    spans: Sequence[tuple[int, int]]

    @classmethod
    def of(cls, title: str | None, text: str) -> Document:
        """One of many sentences, which are looked for here."""
        return cls(title or "", text, list(sentences(text)))


def documents(
    statements: Iterable[Statement], entities: Mapping[str, Entity], sources: Mapping[str, Source]
) -> Iterator[Document]:
    """The documents of statements under the names of their subjects, then those of sources under their titles."""
    for statement in statements:
        for lang in LANGUAGES:
            text = statement.wording[lang]
            yield Document(entities[statement.subject].name(lang), text, [(0, len(text))])
    for source in in_order(sources):
        yield Document.of(source.title, source.text)


def in_order(sources: Mapping[str, Source]) -> list[Source]:
    """Curated sources first."""
    return sorted(sources.values(), key=lambda source: not source.curated)
