"""What an operation finds, before it is worded: a result and the statements that are told with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.dialogue import Heading, Over, Result, ResultItem, ResultKind
from knowledge.model import Statement


@dataclass(frozen=True, slots=True)
class Finding:
    """A result and its lines, the first one first; what it is about is what a follow-up leans on."""

    result: Result
    told: tuple[Statement, ...]
    about: tuple[str, ...] = ()


def of_entities(
    kind: ResultKind,
    heading: Heading,
    lines: Iterable[tuple[str, Statement]],
    *,
    of: str = "",
    names: tuple[str, ...] = (),
) -> Finding:
    """A finding with one statement for each entity or document."""
    pairs = tuple(lines)
    items = tuple(ResultItem(key, (statement.id,)) for key, statement in pairs)
    result = Result(kind, Over.ENTITIES, len(items), items, heading, of, names)
    return Finding(result, _once(one for _, one in pairs), tuple(key for key, _ in pairs))


def of_statements(
    kind: ResultKind, heading: Heading, statements: Iterable[Statement], *, names: tuple[str, ...] = ()
) -> Finding:
    """A finding whose items are the statements themselves."""
    told = _once(statements)
    items = tuple(ResultItem(one.id, (one.id,)) for one in told)
    return Finding(Result(kind, Over.STATEMENTS, len(items), items, heading, names=names), told, names)


def _once(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    return tuple({one.id: one for one in statements}.values())
