"""Which documents a search may look at: those of some days, of one publisher."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from knowledge.model import Source


@dataclass(frozen=True, slots=True)
class Within:
    """Bounds of a search; what has no date lies within no days."""

    first: date | None = None
    last: date | None = None
    publisher: str | None = None
    """As the documents have it."""

    def admits(self, source: Source) -> bool:
        """Whether a document lies within."""
        if self.publisher and source.publisher != self.publisher:
            return False
        if self.first is None or self.last is None:
            return True
        return source.published is not None and self.first <= source.published.first <= self.last


EVERYWHERE = Within()
