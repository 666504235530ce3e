"""Corrects words that nobody knows towards words that somebody might have meant.

Only words outside the vocabulary are touched; a correction needs a margin to the runner-up in distance,
because «سلطان» and «سلمان» are two names and not two spellings.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from knowledge.text import Script, clitic_variants, script

_MIN_LENGTH = 4
_TWO_SLIPS_FROM = 8
_MIN_PART = 3


@dataclass(frozen=True, slots=True)
class Speller:
    """Known words by length; `correct` and `split` answer for unknown ones."""

    known: frozenset[str]
    by_length: Mapping[int, tuple[str, ...]]

    @classmethod
    def of(cls, vocabulary: Iterable[str]) -> Speller:
        """Words of one or two letters and figures are no targets for a correction."""
        known = frozenset(word for word in vocabulary if len(word) > 2 and not word.isdecimal())
        by_length: defaultdict[int, list[str]] = defaultdict(list)
        for word in sorted(known):
            by_length[len(word)].append(word)
        return cls(known, {length: tuple(found) for length, found in by_length.items()})

    def correct(self, word: str) -> tuple[str, ...]:
        """The nearest known words, all at one distance; empty when none is near enough."""
        readings = clitic_variants(word) if script(word) is Script.ARABIC else (word,)
        best: dict[str, int] = {}
        for reading in readings:
            for candidate, distance in self._near(reading):
                best[candidate] = min(distance, best.get(candidate, distance))
        if not best:
            return ()
        least = min(best.values())
        return tuple(candidate for candidate, distance in best.items() if distance == least)

    def _near(self, word: str) -> Iterable[tuple[str, int]]:
        if len(word) < _MIN_LENGTH:
            return
        allowed = 2 if len(word) >= _TWO_SLIPS_FROM else 1
        for length in range(len(word) - allowed, len(word) + allowed + 1):
            for candidate in self.by_length.get(length, ()):
                distance = OSA.distance(word, candidate, score_cutoff=allowed)
                if distance <= allowed:
                    yield candidate, distance

    def split(self, word: str) -> tuple[str, str] | None:
        """Two known words that were typed without the space between them."""
        for cut in range(len(word) - _MIN_PART, _MIN_PART - 1, -1):
            head, tail = word[:cut], word[cut:]
            if self._is_known(head) and self._is_known(tail):
                return head, tail
        return None

    def _is_known(self, word: str) -> bool:
        return word in self.known or any(reading in self.known for reading in clitic_variants(word)[1:])
