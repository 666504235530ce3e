"""Where the quote of a proposal stands, and an id for each proposal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from knowledge.drafting.proposals import ProposedStatement


def occurrence(text: str, quote: str, start: int) -> int | None:
    """Which one it is, where the same words stand more than once."""
    places = list(_places(text, quote))
    return places.index(start) + 1 if len(places) > 1 else None


def _places(text: str, quote: str) -> Iterator[int]:
    at = text.find(quote)
    while at >= 0:
        yield at
        at = text.find(quote, at + 1)


def span(text: str, one: ProposedStatement) -> tuple[int, int]:
    """Where its quote stands."""
    places = list(_places(text, one.quote))
    start = places[(one.occurrence or 1) - 1]
    return start, start + len(one.quote)


def numbered(statements: Iterable[ProposedStatement]) -> Iterator[ProposedStatement]:
    """Each with an id of its own, made of its subject and property."""
    used: Counter[str] = Counter()
    for one in statements:
        base = f"{one.subject or 'unnamed'}.{one.property}"
        used[base] += 1
        yield replace(one, id=base if used[base] == 1 else f"{base}-{used[base]}")
