"""Every picture of the facts, by its kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.drawing.scenes import PictureKind
from bot.interface.pictures.coverage import coverage
from bot.interface.pictures.making import Drawing, KeptPages, Picture, PictureMaker
from bot.interface.pictures.network import NETWORK
from bot.interface.pictures.places import SCHEMATIC
from bot.interface.pictures.timeline import TIMELINE
from bot.interface.words.wording import Wording
from knowledge.model import Source
from knowledge.working_out.facts import Facts

_OF_ENTITIES: Mapping[PictureKind, Drawing[Any]] = {
    PictureKind.TIMELINE: TIMELINE,
    PictureKind.NETWORK: NETWORK,
    PictureKind.SCHEMATIC: SCHEMATIC,
}


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
        drawing = _OF_ENTITIES.get(kind)
        return drawing.picture(self._maker(only), page) if drawing else None

    def shows(self, kind: PictureKind, only: Iterable[str]) -> bool:
        """Whether a picture of a kind about some entities shows anything."""
        drawing = _OF_ENTITIES.get(kind)
        return drawing is not None and next(drawing.parts(self._maker(only)), None) is not None

    def of_document(self, source: Source) -> Picture:
        """How much of each sentence of a document stands in quotes."""
        return coverage(self._maker(), source)

    def _maker(self, only: Iterable[str] = ()) -> PictureMaker:
        return PictureMaker(self.facts, self.wording, self.today, self.dark, tuple(only), self.kept)
