"""A briefing in parts: some sentences at first, more of them when the reader wants more. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.dialogue import Answer, Sentence

_PART = 450
"""Characters of a part, unless its first sentence is longer: a phone shows about as much at once."""
_REST = 150
"""A last part that is no longer than this is not worth a press."""


def begun(reply: Answer, briefing: Answer, part: int) -> Answer:
    """A reply that is the beginning of a briefing, up to a part of that, from 1."""
    parts = _parts(briefing.sentences)
    upto = sum(len(some) for some in parts[: max(1, part)])
    return replace(reply, sentences=reply.sentences[:upto])


def _parts(sentences: Sequence[Sentence]) -> list[list[Sentence]]:
    parts: list[list[Sentence]] = []
    for one in sentences:
        if parts and (_belongs(one, parts[-1]) or _size((*parts[-1], one)) <= _PART):
            parts[-1].append(one)
        else:
            parts.append([one])
    return list(_without_rest(parts))


def _without_rest(parts: list[list[Sentence]]) -> Iterator[list[Sentence]]:
    *others, last = parts
    if others and _size(last) <= _REST:
        *others, before = others
        last = [*before, *last]
    yield from (*others, last)


def _belongs(one: Sentence, part: Sequence[Sentence]) -> bool:
    """Whether it says otherwise than the sentence before: both claims stand side by side."""
    return part[-1].statement.id in one.statement.contradicts


def _size(sentences: Sequence[Sentence]) -> int:
    return sum(len(one.text) + len(one.caveat or "") for one in sentences)
