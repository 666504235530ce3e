"""Every picture of the facts, by its kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from bot.drawing.scenes import PictureKind
from bot.interface.pictures import coverage, network, places, timeline
from bot.interface.pictures.making import KeptPages, Picture, PictureMaker
from bot.interface.words.wording import Wording
from knowledge.model import Source
from knowledge.working_out.facts import Facts


@dataclass(frozen=True, slots=True)
class Pictured:
    """Makes them of the facts that everybody may see."""

    facts: Facts
    wording: Wording
    today: date
    dark: bool = False
    kept: KeptPages | None = None
    """Pages that were made before."""

    def of_entities(self, kind: PictureKind, only: Iterable[str] = (), page: int = 0) -> Picture | None:
        """A page of a kind about some entities, about everything where there are none; None where there is nothing."""
        maker = self._maker(only)
        match kind:
            case PictureKind.TIMELINE:
                return timeline.timeline(maker, page)
            case PictureKind.NETWORK:
                return network.network(maker, page)
            case PictureKind.SCHEMATIC:
                return places.schematic(maker, page)
            case PictureKind.COVERAGE:
                return None

    def shows(self, kind: PictureKind, only: Iterable[str]) -> bool:
        """Whether a picture of a kind about some entities shows anything."""
        maker = self._maker(only)
        match kind:
            case PictureKind.TIMELINE:
                found: Iterator[object] = timeline.parts(maker)
            case PictureKind.NETWORK:
                found = network.parts(maker)
            case PictureKind.SCHEMATIC:
                found = places.parts(maker)
            case PictureKind.COVERAGE:
                return False
        return next(found, None) is not None

    def of_document(self, source: Source) -> Picture:
        """How much of each sentence of a document stands in quotes."""
        return coverage.coverage(self._maker(), source)

    def _maker(self, only: Iterable[str] = ()) -> PictureMaker:
        return PictureMaker(self.facts, self.wording, self.today, self.dark, tuple(only), self.kept)
