"""Which of the matches of a text are meant: the longest and closest, left to right."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge.vocabulary.lexicon import Grade, Match

AND = "و"


def as_close(grade: Grade, best: Grade) -> bool:
    """An article more or less is no difference in meaning; what may be a clitic, or a shared stem, may be one."""
    return grade >= min(best, Grade.ARTICLE)


def adds_and(written: str, match: Match) -> bool:
    """Whether an Arabic "and" is written onto a match."""
    return written.startswith(AND) and not match.form.words[0].startswith(AND)


def longest(matches: Iterable[Match], length: int) -> list[list[Match]]:
    """Cover a text of `length` words with the longest and closest matches, left to right; equals stay together.

    Of equals the first comes first: a lexicon finds its matches from left to right.
    """
    ranked = sorted(matches, key=lambda m: (m.start - m.end, -m.grade))
    owner: list[int | None] = [None] * length
    groups: list[list[Match]] = []
    for match in ranked:
        owners = set(owner[match.start : match.end])
        if owners == {None}:
            owner[match.start : match.end] = [len(groups)] * match.size
            groups.append([match])
        elif len(owners) == 1 and (index := owners.pop()) is not None:
            head = groups[index][0]
            if (head.start, head.end) == (match.start, match.end) and as_close(match.grade, head.grade):
                groups[index].append(match)
    return sorted(groups, key=lambda group: group[0].start)
