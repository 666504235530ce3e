"""The archive for those who may never need it: nothing is imported before there is something to search."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.errors import UnusableArtefact
from knowledge.model import Passage

if TYPE_CHECKING:
    from knowledge.archive.reading import ArchiveReader

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class ArchiveDoor:
    """Finds the sentences of an archive, also of one that is made later; in one that cannot be read there are none."""

    path: Path

    def search(self, query: str, *, candidates: int) -> Sequence[tuple[Passage, float]]:
        """The sentences of the best units with how probably each is meant, best first."""
        try:
            return self._reader.search(query, candidates=candidates) if self.path.exists() else ()
        except (sqlite3.Error, UnusableArtefact) as error:
            log.warning("nothing is found in the archive: %s", error)
            return ()

    @cached_property
    def _reader(self) -> ArchiveReader:
        from knowledge.archive.reading import ArchiveReader

        return ArchiveReader(self.path)
