"""What stands between the knowledge and documents that are kept and searched elsewhere: a query in, sentences out.

`ArchiveDoor` is one; a search engine of a house would be another. Sentences come with their document, whose whole text
is what they are judged by.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Protocol

from knowledge.model import Passage, Source
from knowledge.search.mentions import Phrase
from knowledge.search.within import EVERYWHERE, Within


class Elsewhere(Protocol):
    """Documents that are no part of the knowledge."""

    def search(self, query: str, *, candidates: int, within: Within = EVERYWHERE) -> Sequence[tuple[Passage, float]]:
        """The sentences of the best documents with how probably each is meant, best first."""

    def nearest(
        self, query: str, *, candidates: int, within: Within = EVERYWHERE
    ) -> Mapping[str, Sequence[tuple[Passage, float]]]:
        """The sentences of each language that come nearest in meaning with their cosines; none where nobody knows."""

    def newest(self, within: Within, most: int) -> Sequence[Source]:
        """The documents that were published last, the last first."""

    def document(self, is_meant: Callable[[str], bool]) -> Source | None:
        """The document of whose id this holds."""

    def publishers(self) -> Collection[str]:
        """Who published them, each once."""

    def count(self) -> int:
        """How many documents there are."""

    def mentioning(self, phrase: Phrase, *, apart: Collection[str] = ()) -> int:
        """How many documents have every word of a phrase, but for those of some ids."""

    def respelled(self, word: str) -> tuple[str, ...]:
        """A folded word of another script as it is spelled in them; none where nobody knows."""
