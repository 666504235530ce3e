"""The one gate for markings: who may see a statement on a day, and a version of the knowledge as they see it.

Whatever leaves the core is made from such a view, never from the whole: a view does not hold what it hides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import TypeVar

from knowledge.model import Edition, Marking, Readership, Statement

E = TypeVar("E", bound=Edition)


def visible(statement: Statement, readership: Readership, day: date) -> bool:
    """Whether readers of a kind may see a statement on a day."""
    if readership is Readership.HOUSE:
        return True
    due = statement.embargoed_until is None or statement.embargoed_until <= day
    return due and statement.marking is Marking.PUBLIC


def seen(statements: Mapping[str, Statement], readership: Readership, day: date) -> dict[str, Statement]:
    """Those that readers of a kind may see on a day."""
    return {key: one for key, one in statements.items() if visible(one, readership, day)}


def marked(edition: Edition) -> tuple[Statement, ...]:
    """What is not, or was not always, for everybody."""
    return tuple(one for one in edition.statements.values() if not visible(one, Readership.PUBLIC, date.min))


def lifted(statements: Iterable[Statement], day: date) -> date | None:
    """The last day up to this one on which an embargo ended."""
    ends = (one.embargoed_until for one in statements if one.embargoed_until and one.embargoed_until <= day)
    return max(ends, default=None)


def named(version: str, ended: date | None) -> str:
    """What everybody may see of a version, by name: it is another edition once an embargo has ended."""
    return f"{version}+{ended}" if ended else version


def parsed(name: str) -> tuple[str, date]:
    """The version of such a name, and a day on which everybody saw it so."""
    version, _, ended = name.partition("+")
    return version, date.fromisoformat(ended) if ended else date.min


def is_earlier(name: str, other: str) -> bool:
    """Whether a name is that of the same version before an embargo ended."""
    (version, day), (another, later) = parsed(name), parsed(other)
    return version == another and day < later


def public(edition: E, day: date) -> E:
    """What everybody may see of an edition on a day."""
    kept = seen(edition.statements, Readership.PUBLIC, day)
    name = named(edition.version, lifted(edition.statements.values(), day))
    return replace(edition, version=name, statements=kept, hidden=frozenset(edition.statements.keys() - kept.keys()))
