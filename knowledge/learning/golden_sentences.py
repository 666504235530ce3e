"""Which sentence of the documents a golden question asks about, and which statements rest on it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from knowledge.compiled.base import KnowledgeBase
from knowledge.model import Statement

_KEY = re.compile(r"[AB]\d+")


Span = tuple[str, int, int]
"""A source and where the sentence begins and ends in it."""


def spans(knowledge: KnowledgeBase, sentences: Mapping[str, Mapping[str, str]]) -> Mapping[str, Span]:
    """Where each sentence lies; `sentences` holds how each opens, ValueError for one that stands there no longer."""
    found: dict[str, Span] = {}
    for source, openings in sentences.items():
        text = knowledge.sources[source].text
        starts: list[int] = []
        for opening in openings.values():
            starts.append(text.index(opening, starts[-1] + 1 if starts else 0))
        ends = [*starts[1:], len(text)]
        found |= {key: (source, start, end) for key, start, end in zip(openings, starts, ends, strict=True)}
    return found


def asked_about(fact: str, found: Mapping[str, Span]) -> tuple[Span, ...]:
    """The sentences that the `fact` of a question names."""
    return tuple(found[key] for key in dict.fromkeys(_KEY.findall(fact)) if key in found)


def rests_on(statement: Statement, asked: Sequence[Span]) -> bool:
    """Whether a quote of the statement begins in one of these sentences."""
    places = [(one.source, one.start) for one in statement.citations]
    return any(of == source and start <= at < end for of, at in places for source, start, end in asked)
