"""Both sides of a disagreement: what one statement comes to name in `contradicts` names it too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge.curation.placing import Placing

_STATEMENTS, _CONTRADICTS = "statements", "contradicts"


@dataclass(frozen=True, slots=True)
class OtherSide:
    """A statement that names another one from now on, or no longer."""

    placing: Placing
    key: str
    names: str
    """The id that it is about."""
    begins: bool

    def write(self) -> None:
        """Where it stands; nothing where it does so already."""
        data = self.placing.present()
        statements = dict(data.get(_STATEMENTS) or {})
        record = dict(statements.get(self.key) or {})
        named = [one for one in record.get(_CONTRADICTS, ()) if one != self.names]
        named += [self.names] if self.begins else []
        if not record or named == record.get(_CONTRADICTS, []):
            return
        rest = {key: one for key, one in record.items() if key != _CONTRADICTS}
        statements[self.key] = rest | ({_CONTRADICTS: named} if named else {})
        self.placing.write({**data, _STATEMENTS: statements})


def other_sides(facts: Path, entity: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[OtherSide, ...]:
    """What else is to be written where the statements of an entity change; who is in no file is left to the rules."""
    return tuple(_sides(facts, entity, old.get(_STATEMENTS) or {}, new.get(_STATEMENTS) or {}))


def _sides(facts: Path, entity: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[OtherSide]:
    for key in {**old, **new}:
        before, after = (_named(one.get(key)) for one in (old, new))
        for other in sorted(before ^ after):
            owner, _, its_key = other.partition(".")
            placing = Placing.of(facts, None, owner) if owner.replace("-", "").isalnum() else None
            if placing and (placing.own.exists() or placing.gathered) and (owner, its_key) != (entity, key):
                yield OtherSide(placing, its_key, f"{entity}.{key}", begins=other in after)


def _named(record: Any) -> frozenset[str]:
    return frozenset((record or {}).get(_CONTRADICTS) or ())
