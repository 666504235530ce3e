"""A library in which a made-up council was published thrice: as it was first told, corrected, and withdrawn."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from bot.publishing.library import Library
from knowledge.curation.folder import Folder
from tests.support.folders import STORM, KnowledgeFolder

FIRST, SECOND, THIRD = (datetime(2024, month, day, 10, tzinfo=UTC) for month, day in ((3, 3), (4, 10), (5, 2)))
_ENGLISH, _ARABIC = "Seven states attended.", "حضرت المجلس سبع دول."
_CAME = STORM.replace(_ENGLISH, "Seven states came.").replace(_ARABIC, "جاءت إلى المجلس سبع دول.")
_LINE = "      en: Seven states came.\n"
CORRECTED = _CAME.replace(
    _LINE, f"{_LINE}    corrected:\n      ar: لم تحضر كلها.\n      en: Not all of them attended.\n"
)
WITHDRAWN = _CAME.replace(
    _LINE,
    f"{_LINE}    withdrawn:\n      since: 2024-05-01\n      reason:\n        ar: نفاه المجلس.\n"
    "        en: The council denied it.\n",
)


@dataclass
class Publishings:
    """Publishes what a folder holds, at any moment."""

    folder: KnowledgeFolder
    data: Path
    at: datetime = field(default=FIRST)

    @property
    def library(self) -> Library:
        """The library, whose clock stands at the last publication."""
        return Library(Folder.locate(self.folder.root), self.data, now=lambda: self.at)

    def publish(self, yaml: str, at: datetime) -> None:
        """Publish the council as it is told in some YAML."""
        self.at = at
        self.folder.fact("meetings/storm-council", yaml)
        version = self.library.build().stem
        if self.library.current_version() is None:
            self.library.served()
            return
        self.library.propose(version, at)
        assert self.library.promote(at)

    def thrice(self) -> Library:
        """As it was first told, corrected, and withdrawn."""
        for yaml, at in ((STORM, FIRST), (CORRECTED, SECOND), (WITHDRAWN, THIRD)):
            self.publish(yaml, at)
        return self.library
