"""The archive for those who may never need it: nothing is imported before there is something to search."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.model import Passage, Source
from knowledge.search.within import EVERYWHERE, Within

if TYPE_CHECKING:
    from knowledge.archive.reading import ArchiveReader


@dataclass(frozen=True)
class ArchiveDoor:
    """Finds the sentences of an archive, also of one that is made later."""

    path: Path

    def search(self, query: str, *, candidates: int, within: Within = EVERYWHERE) -> Sequence[tuple[Passage, float]]:
        """The sentences of the best units with how probably each is meant, best first."""
        return self._reader.search(query, candidates=candidates, within=within) if self.path.exists() else ()

    def newest(self, within: Within, most: int) -> Sequence[Source]:
        """The documents that were published last, the last first."""
        return self._reader.newest(within, most) if self.path.exists() else ()

    def document(self, is_meant: Callable[[str], bool]) -> Source | None:
        """The document of whose id this holds; a button carries no more."""
        return self._reader.document(is_meant) if self.path.exists() else None

    def publishers(self) -> Collection[str]:
        """Who published the documents, each once."""
        return self._reader.publishers() if self.path.exists() else ()

    def count(self) -> int:
        """How many documents there are."""
        return self._reader.count() if self.path.exists() else 0

    def respelled(self, word: str) -> tuple[str, ...]:
        """A folded word of another script as it is spelled in the archive."""
        return self._reader.respelled(word) if self.path.exists() else ()

    @cached_property
    def _reader(self) -> ArchiveReader:
        from knowledge.archive.reading import ArchiveReader

        return ArchiveReader(self.path)
