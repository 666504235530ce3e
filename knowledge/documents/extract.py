"""What is taken out of a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from knowledge.dates import PartialDate


@dataclass(frozen=True, slots=True)
class SelfDescription:
    """What a document says of itself; an editor may know better."""

    title: str | None = None
    publisher: str | None = None
    date: PartialDate | None = None
    language: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Extract:
    """The text of a file, where its pages begin, and what it says of itself."""

    text: str
    proposed: SelfDescription = SelfDescription()
    pages: tuple[int, ...] = ()
    """The offset of each page; empty where there are no pages."""
    warnings: tuple[str, ...] = field(default=())

    def warned(self, *warnings: str) -> Extract:
        """The same with more to say."""
        return replace(self, warnings=(*self.warnings, *warnings))

    def to_json(self) -> dict[str, Any]:
        """For another process."""
        proposed = {name: getattr(self.proposed, name) for name in SelfDescription.__dataclass_fields__}
        date = proposed["date"]
        return {
            "text": self.text,
            "proposed": proposed | {"date": str(date) if date else None},
            "pages": list(self.pages),
            "warnings": list(self.warnings),
        }

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> Extract:
        """What `to_json` gave."""
        given = dict(record["proposed"])
        given["date"] = PartialDate.parse(given["date"]) if given["date"] else None
        return cls(record["text"], SelfDescription(**given), tuple(record["pages"]), tuple(record["warnings"]))
