"""Corrects words that nobody knows towards words that somebody might have meant.

Only words outside the vocabulary are touched; a correction needs a margin to the runner-up in distance,
because «سلطان» and «سلمان» are two names and not two spellings.
"""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate, groupby

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.files.arrays import StoredArrays
from knowledge.files.packing import pack_lines, pack_numbers, unpack_lines, unpack_numbers
from knowledge.text.folding import clitic_variants, script, stem
from knowledge.text.letters import Script

_MIN_LENGTH = 4
_TWO_SLIPS_FROM = 8
_KEYBOARDS = (
    ("qwertyuiop", "asdfghjkl", "zxcvbnm"),
    ("ضصثقفغعهخحجد", "شسيبلاتنمكط", "يوررلاهوزظ"),
    ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю"),
)
_BESIDE = frozenset({(0, 1), (0, -1), (1, 0), (1, -1), (-1, 0), (-1, 1)})
"""A finger slips to a neighbour in its row, or to two keys above or below; rows stand half a key to the right."""
_ALIKE = (
    *("aeiouy", "cksz", "bpvf", "dt", "mn", "gj", "vwf", "lr"),
    *("تطث", "دضذظز", "سصشث", "كقجغ", "هحخ", "عغ", "جحخ", "بتثني", "رز", "فقو", "اويهعء"),
    *("аоя", "еэиыё", "бпв", "дт", "гкх", "зсц", "шщчж", "йи", "ьъ"),
)
"""Letters that are written for one another because they sound or look alike."""
_MIN_PART = 3
_PARTICLE = 2
_EDGE = 2
_LONGEST = 60
"""Letters of two words; a word of 4,096 took 10 ms to take apart everywhere."""


@dataclass(frozen=True, slots=True)
class _Sorted:
    """Words in the order of a key of each."""

    words: Sequence[str]
    key: Callable[[str], str]

    def beginning_with(self, start: str) -> Sequence[str]:
        """Those whose key begins so."""
        first, last = (bisect_left(self.words, one, key=self.key) for one in (start, f"{start}{_LAST}"))
        return self.words[first:last]


def _backwards(word: str) -> str:
    return word[::-1]


def _letters(word: str) -> str:
    return "".join(sorted(word))


_LAST = chr(sys.maxunicode)
_ORDERS: tuple[Callable[[str], str], ...] = (str, _backwards, _letters)


def _ordered(words: Iterable[str], key: Callable[[str], str]) -> list[str]:
    """By length, and those of one length by a key."""
    return sorted(sorted(words, key=key), key=len)


def _by_length(orders: Iterable[Sequence[str]]) -> dict[int, tuple[_Sorted, ...]]:
    """Words that stand in several orders, those of each length apart."""
    found = list(orders)
    sizes = Counter(map(len, found[0]))  # in the order of the words
    ends = accumulate(sizes.values())
    return {
        size: tuple(_Sorted(words[end - count : end], key) for words, key in zip(found, _ORDERS, strict=True))
        for (size, count), end in zip(sizes.items(), ends, strict=True)
    }


@dataclass(frozen=True, slots=True)
class Speller:
    """Known words by length; `correct` and `split` answer for unknown ones."""

    known: frozenset[str]
    particles: frozenset[str]
    """Known words of two letters, which people glue to the next («ماهدف»)."""
    likely: frozenset[str]
    """Words of the facts: where several corrections are equally near, one of these is meant."""
    by_length: Mapping[int, tuple[_Sorted, ...]] = field(repr=False)
    """Words of each length by their first letters, by their last, and by all of them in order: most slips leave an
    edge of a word, or its letters, as they were."""

    @classmethod
    def of(cls, vocabulary: Iterable[str], *, likely: Iterable[str] = ()) -> Speller:
        """Words of one or two letters and figures are no targets for a correction."""
        vocabulary = frozenset(vocabulary)
        particles = frozenset(word for word in vocabulary if len(word) == _PARTICLE)
        known = frozenset(word for word in vocabulary if len(word) > 2 and not word.isdecimal())
        words = sorted(known)
        return cls(known, particles, frozenset(likely), _by_length(_ordered(words, key) for key in _ORDERS))

    def stored(self) -> StoredArrays:
        """What `read` makes it of again; equal ones are stored alike."""
        words = _ordered(sorted(self.known), str)
        places = {word: place for place, word in enumerate(words)}
        orders = {key.__name__: pack_numbers(places[word] for word in _ordered(words, key)) for key in _ORDERS[1:]}
        return {"known": pack_lines(words), "particles": pack_lines(sorted(self.particles)), **orders}

    @classmethod
    def read(cls, stored: StoredArrays, *, likely: frozenset[str]) -> Speller:
        """A speller that was stored, which sorts nothing."""
        words, particles = unpack_lines(stored["known"]), unpack_lines(stored["particles"])
        orders = [unpack_numbers(stored[key.__name__]) for key in _ORDERS[1:]]
        sorted_ = _by_length([words, *(list(map(words.__getitem__, order)) for order in orders)])
        return cls(frozenset(words), frozenset(particles), likely, sorted_)

    def correct(self, word: str) -> tuple[str, ...]:
        """The nearest known words at one distance; empty when none is near, or several of different stems are.

        Of several which are equally near that one is meant from which only the doubling of a letter differs ("hapen"),
        else a word of the facts, unless only another has all that was typed ("presdent" is no "present"): a letter is
        left out more often than typed too many, but for what may be an Arabic clitic.
        """
        arabic = script(word) is Script.ARABIC
        best: dict[str, int] = {}
        for reading in clitic_variants(word) if arabic else (word,):
            for candidate, distance in self._near(reading):
                best[candidate] = min(distance, best.get(candidate, distance))
        least = min(best.values(), default=0)
        nearest = tuple(candidate for candidate, distance in best.items() if distance == least)
        likely = self._likely(nearest)
        doubled = [one for one in nearest if not arabic and _undoubled(one) == _undoubled(word)]
        complete = [one for one in nearest if likely and not arabic and len(one) >= len(word)]
        for chosen in (nearest, doubled, complete, self._likely(complete), likely):
            if len({stem(candidate) for candidate in chosen}) == 1:
                return tuple(chosen)
        return ()

    def _likely(self, words: Iterable[str]) -> tuple[str, ...]:
        return tuple(word for word in words if word in self.likely)

    def _near(self, word: str) -> Iterable[tuple[str, int]]:
        if len(word) < _MIN_LENGTH:
            return
        allowed = 2 if len(word) >= _TWO_SLIPS_FROM else 1
        for length in range(len(word) - allowed, len(word) + allowed + 1):
            pool = self._like(word, length)
            found = process.extract(word, pool, scorer=OSA.distance, score_cutoff=allowed, limit=None)
            for candidate, distance, _ in sorted(found):
                if len(word) >= _TWO_SLIPS_FROM or _is_plausible(word, candidate):
                    yield candidate, distance

    def _like(self, word: str, length: int) -> set[str]:
        """The words of a length that begin or end as this one does, or have the same letters."""
        if (held := self.by_length.get(length)) is None:
            return set()
        first, last, letters = held
        like = {*first.beginning_with(word[:_EDGE]), *last.beginning_with(_backwards(word)[:_EDGE])}
        return like.union(letters.beginning_with(_letters(word))) if length == len(word) else like

    def split(self, word: str) -> tuple[str, str] | None:
        """Two known words that were typed without the space between them."""
        if len(word) > _LONGEST:
            return None
        for cut in range(len(word) - _MIN_PART, 1, -1):
            head, tail = word[:cut], word[cut:]
            if (self._is_known(head) or head in self.particles) and self._is_known(tail):
                return head, tail
        return None

    def _is_known(self, word: str) -> bool:
        return word in self.known or any(reading in self.known for reading in clitic_variants(word)[1:])


def _undoubled(word: str) -> str:
    """Each letter that stands beside itself written once."""
    return "".join(letter for letter, _ in groupby(word))


def _is_plausible(word: str, candidate: str) -> bool:
    """Not one letter for any other: «خبير» is no slip of «كبير», nor "print" of "point"."""
    if len(word) != len(candidate):
        return True
    wrong = [pair for pair in zip(word, candidate, strict=True) if pair[0] != pair[1]]
    return len(wrong) != 1 or wrong[0] in _likely_slips()


@cache
def _likely_slips() -> frozenset[tuple[str, str]]:
    """Pairs of letters that sound or look alike, or whose keys are neighbours."""
    alike = {(one, other) for group in _ALIKE for one in group for other in group}
    keys = [(row, place, key) for rows in _KEYBOARDS for row, line in enumerate(rows) for place, key in enumerate(line)]
    near = {
        (key, other)
        for row, place, key in keys
        for other_row, other_place, other in keys
        if script(key) is script(other) and (other_row - row, other_place - place) in _BESIDE
    }
    return frozenset(alike | near)
