"""Which of the matches of a text are meant: the longest and closest, left to right."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge.text.folding import words
from knowledge.vocabulary.forms import Grade, Match, SenseKind, Word
from knowledge.vocabulary.lexicon import Lexicon

AND, THE = "و", "ال"
"""What is written onto the next word in Arabic."""


def named_in_order(texts: Iterable[str], lexicon: Lexicon) -> tuple[str, ...]:
    """The entities that texts name, in the order of the first text that names them."""
    found: dict[str, None] = {}
    for text in texts:
        read = [Word.of(word) for word in words(text)]
        close = (m for m in lexicon.matches(read) if m.grade >= Grade.CLITIC)
        for group in longest(close, len(read)):
            senses = [sense for match in group for sense in match.form.senses]
            entities = [sense.id for sense in senses if sense.kind is SenseKind.ENTITY]
            found.update(dict.fromkeys(entities[:1]))
    return tuple(found)


def mentioned_in(text: str, lexicon: Lexicon) -> set[str]:
    """The entities that a text may name, however loosely."""
    matches = lexicon.matches([Word.of(word) for word in words(text)])
    return {sense.id for match in matches for sense in match.form.senses if sense.kind is SenseKind.ENTITY}


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
