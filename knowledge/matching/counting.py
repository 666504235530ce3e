"""What a statement counts: the words that count, and how many of a kind it lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from knowledge.hand_set import NEAR_NUMBER
from knowledge.model import Entity, Statement
from knowledge.text.folding import is_definite, tokens
from knowledge.text.quantities import Calendar
from knowledge.vocabulary.forms import Word


def duals(texts: Iterable[str], calendar: Calendar) -> Iterator[str]:
    """The words that count two by their ending."""
    every = (token.text for text in texts for token in tokens(text))
    return (word for word in every if not calendar.duals.isdisjoint(Word.of(word).readings))


def after_numbers(text: str, calendar: Calendar) -> Iterator[str]:
    """What may be counted by each number of a text: some words after it, before it where it is definite."""
    words = tokens(text)
    figures = calendar.find(text, words)
    for place, end in zip(figures.places, figures.ends, strict=True):
        before, after = (NEAR_NUMBER, 1) if is_definite(words[place].text) else (1, NEAR_NUMBER)
        yield " ".join(word.text for word in words[max(place - before, 0) : end + after])


def sizes(stated: Iterable[Entity], statement: Statement) -> frozenset[int]:
    """How many of a kind a statement lists, or is filed under: it answers "which four groups"."""
    listed = Counter(entity.type for entity in stated if entity.id != statement.subject)
    filed = Counter(entity.type for entity in stated if entity.id in statement.about)
    return frozenset(count for counts in (listed, filed) for count in counts.values() if count > 1)


def places_in_list(wordings: Iterable[str]) -> frozenset[int]:
    """The ordinals of the titles that a statement quotes one after the other: it has the second one."""
    most = max(wording.count("«") for wording in wordings)
    return frozenset(range(1, most + 1)) if most > 1 else frozenset()
