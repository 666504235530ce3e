"""What several files say of one entity, as one file would say it, with the places where they do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from knowledge.curation.gathered import ALIASES, CITATIONS, NAMES, QUOTE, WORDING
from knowledge.curation.short_form import STATEMENTS
from knowledge.errors import Problem
from knowledge.files.describing import Path_
from knowledge.files.strict_yaml import YamlFile

_SHORTER = (WORDING, NAMES)
_OF_A_STATEMENT = 2
"""Parts of the path of a statement."""


class Place(NamedTuple):
    """Where the values below a path stand: at another path of a document."""

    document: YamlFile
    path: Path_
    id: str = ""
    """The key of an item of a list of statements that says which one it is."""


@dataclass(slots=True)
class Joined(YamlFile):
    """Values of an entity from several places; a mistake is told where it stands."""

    entity: str = ""
    home: Place | None = None
    """None where only statements of it are anywhere."""
    statements: Mapping[str, Place] = field(default_factory=dict)
    """Those that stand elsewhere than its home, by key."""
    told: dict[Problem, Path_] = field(default_factory=dict)
    """The path in the values of each mistake."""

    def problem(self, path: Path_, message: str) -> Problem:
        """At the place where a value was written."""
        found = self._problem(path, message)
        self.told[found] = path
        return found

    def place(self, problem: Problem) -> list[str]:
        """The path of a mistake in the values."""
        return [str(part) for part in self.told[problem]] if problem in self.told else problem.field.split(".")

    def _problem(self, path: Path_, message: str) -> Problem:
        own = self.statements.get(str(path[1])) if len(path) >= _OF_A_STATEMENT and path[0] == STATEMENTS else None
        place = own or self.home
        if place is None:
            return Problem(self.file, 0, self.entity, message)
        if place is self.home and not place.path:
            return place.document.problem(path, message)
        inner = path[_OF_A_STATEMENT:] if own else path
        line = next((n for one in _written(place, inner) if (n := place.document.lines.get(one))), None)
        named = [self.entity, *([path[1]] if own else []), *_called(inner)]
        where = line or place.document.line(place.path)
        return Problem(place.document.file, where, ".".join(map(str, named)), message)


def _called(inner: Path_) -> Iterator[str | int]:
    """A place as an editor sees it: `ar` is a wording or a name, `quote` a citation."""
    for part in inner:
        if part not in (*_SHORTER, QUOTE):
            yield QUOTE if part == CITATIONS else part


def _written(place: Place, inner: Path_) -> Iterator[Path_]:
    """The paths at which a value may stand, the likeliest first."""
    head, *rest = inner or ("",)
    names = {CITATIONS: (QUOTE, CITATIONS), ALIASES: ("strong", "weak", ALIASES)}.get(str(head), (head,))
    shorter = [tuple(rest[:1])] if head in _SHORTER and rest else []
    for one in (*shorter, *((*(name,), *rest) for name in names), *((name,) for name in names)):
        yield (*place.path, *one)
        if place.id:
            yield (*place.path, place.id, *one)
