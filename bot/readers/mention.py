"""What a document says of what readers follow, and what of it they do not want to hear."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from knowledge.text.folding import stem, words


class Omission(StrEnum):
    """By what a mention is left out."""

    WORDS = "words"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a chat or topic does not want to be told of; `id` 0: not kept yet."""

    kind: Omission
    text: str
    id: int = 0

    def holds(self, mention: Mention, sentence: str) -> bool:
        """Whether a mention is left out for it."""
        if self.kind is Omission.SOURCE:
            return mention.publisher.casefold() == self.text.casefold()
        return has_words(f"{mention.title}\n{sentence}", self.text)


@dataclass(frozen=True, slots=True)
class Mention:
    """A new document, as it can be told: no more of it than a sentence."""

    document: str
    title: str
    lead: str
    """Its first sentence."""
    sentences: Mapping[str, str]
    """The first sentence that names each entity."""
    publisher: str = ""
    published: date | None = None
    url: str = ""
    id: int = 0


def has_words(text: str, wanted: str) -> bool:
    """Whether all of some words stand in a text, in whatever form."""
    own = {stem(word) for word in words(wanted)}
    return bool(own) and own <= {stem(word) for word in words(text)}
