"""The archive for those who may never need it: nothing is imported before there is something to search."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from knowledge.errors import UnusableArtefact
from knowledge.model import Passage, Source
from knowledge.search.within import EVERYWHERE, Within

if TYPE_CHECKING:
    from knowledge.archive.nearness import NearestSentences
    from knowledge.archive.searching import ArchiveReader
    from knowledge.search.encoder import Encoder
    from knowledge.search.mentions import Phrase

T = TypeVar("T")

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class ArchiveDoor:
    """Finds the sentences of an archive, also of one that is made later; in one that cannot be read there are none."""

    path: Path
    encoder: Encoder | None = None
    """Where there is one, sentences are found by meaning too, as far as they have been embedded."""

    def search(self, query: str, *, candidates: int, within: Within = EVERYWHERE) -> Sequence[tuple[Passage, float]]:
        """The sentences of the best units with how probably each is meant, best first."""
        return self._asked(lambda reader: reader.search(query, candidates=candidates, within=within), ())

    def nearest(
        self, query: str, *, candidates: int, within: Within = EVERYWHERE
    ) -> Mapping[str, Sequence[tuple[Passage, float]]]:
        """The sentences of each language that come nearest in meaning with their cosines, nearest first."""
        if self.encoder is None:
            return {}
        return self._asked(lambda reader: reader.nearest(query, candidates=candidates, within=within), {})

    def newest(self, within: Within, most: int) -> Sequence[Source]:
        """The documents that were published last, the last first."""
        return self._asked(lambda reader: reader.newest(within, most), ())

    def document(self, is_meant: Callable[[str], bool]) -> Source | None:
        """The document of whose id this holds; a button carries no more."""
        return self._asked(lambda reader: reader.document(is_meant), None)

    def publishers(self) -> Collection[str]:
        """Who published the documents, each once."""
        return self._asked(lambda reader: reader.publishers(), ())

    def count(self) -> int:
        """How many documents there are."""
        return self._asked(lambda reader: reader.count(), 0)

    def mentioning(self, phrase: Phrase, *, apart: Collection[str] = ()) -> int:
        """How many documents have every word of a phrase, but for those of some ids."""
        return self._asked(lambda reader: reader.mentioning(phrase, apart=apart), 0)

    def respelled(self, word: str) -> tuple[str, ...]:
        """A folded word of another script as it is spelled in the archive."""
        return self._asked(lambda reader: reader.respelled(word), ())

    def _asked(self, question: Callable[[ArchiveReader], T], nothing: T) -> T:
        """What the archive tells; `nothing` where there is none, or none that can be read."""
        try:
            return question(self._reader) if self.path.exists() else nothing
        except (sqlite3.Error, UnusableArtefact) as error:
            log.warning("nothing is found in the archive: %s", error)
            return nothing

    @cached_property
    def _reader(self) -> ArchiveReader:
        from knowledge.archive.searching import ArchiveReader

        return ArchiveReader(self.path, self._near)

    @property
    def _near(self) -> NearestSentences | None:
        if self.encoder is None:
            return None
        from knowledge.archive.nearness import NearestSentences
        from knowledge.archive.vectors import vectors_beside

        return NearestSentences(vectors_beside(self.path, self.encoder), self.encoder)
