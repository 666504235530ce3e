"""Checks a statement while it is typed, beside everything that the folder holds; nothing is written."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from bot.desk.bench import Bench
from bot.desk.mending import Mender
from bot.desk.records import cleaned
from knowledge.errors import Problem
from knowledge.files.strict_yaml import Record
from knowledge.model import Kind

_KEY = "checked"
_WRITTEN_WITH_IT = "in return; both sides must"
"""The other side of a disagreement is written when this one is."""
_SOMEBODY = {
    "type": "person",
    "names": {"ar": "شخص جديد", "en": "Somebody new"},
    "summary": {"ar": "شخص جديد", "en": "Somebody new"},
}
"""Whose statement it is as long as nobody has accepted them."""


class CheckWish(Record):
    """What is being typed."""

    document: str
    subject: str = ""
    folder: str = ""
    """Of an entity that is proposed: which kind."""
    is_entity: bool = False
    record: dict[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Checking:
    """Checks on one bench."""

    bench: Bench

    def check(self, asked: CheckWish) -> dict[str, Any]:
        """What is wrong with it, in codes that the page has words for, with the mends that are certain."""
        began = time.perf_counter()
        with self.bench.lock:
            sheet = self.bench.sheet(asked.document)
            record = cleaned(asked.record) or {}
            problems = [one for one in self._problems(asked, record) if _WRITTEN_WITH_IT not in one.message]
            found = Mender(self.bench.kept, sheet.source).mistakes(problems, asked.subject, record)
        return {"problems": found, "ms": round((time.perf_counter() - began) * 1000, 1)}

    def _problems(self, asked: CheckWish, record: dict[str, Any]) -> list[Problem]:
        kept, source = self.bench.kept, self.bench.sheet(asked.document).source
        entity = kept.corpus.entities.get(asked.subject)
        kind = entity.kind if entity else next((one for one in Kind if one.folder == asked.folder), None)
        if asked.is_entity:
            return list(kept.check(kind or Kind.ACTOR, asked.subject, record, quoted=source))
        statement = {"statements": {_KEY: record}}
        if entity is None:
            missing = [] if kind else [Problem("", 0, "subject", "is missing")]
            found = kept.check(kind or Kind.ACTOR, "somebody-new", {**_SOMEBODY, **statement}, quoted=source)
            return [*missing, *(one for one in found if one.field.startswith("statements"))]
        return list(kept.check(entity.kind, asked.subject, statement, quoted=source))
