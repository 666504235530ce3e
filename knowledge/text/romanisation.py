"""Arabic in Latin letters: «ta7adeyat», "tahaddiyat" and "ta7addiyat" share the consonants of «تحديات».

Short vowels are not written in Arabic and those of dialects differ, so a word is looked up by its consonants, in every
way in which people write them. Of several Arabic words with the same ones, the one whose long vowels agree
best is meant.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product

from knowledge.files.arrays import StoredArrays
from knowledge.files.packing import pack_lines, unpack_lines
from knowledge.text.folding import stem, without_clitics

_ARABIC = {
    **dict.fromkeys("تط", "t"),
    **dict.fromkeys("سص", "s"),
    **dict.fromkeys("حه", "h"),
    **dict.fromkeys("ذظ", "zd"),
    **dict(zip("بجخدرزشغفكلمن", "bjxdrz$gfklmn", strict=True)),
    "ث": "st",
    "ض": "dz",
    "ع": "3-",
    "ق": "k-",
}
"""The sounds of each consonant; a hyphen where it may fall away."""
_LATIN = {
    **dict(zip("bptdrzsfvjklmn6753x", "bbtdrzsffjklmnthx3x", strict=True)),
    "sh": "$",
    "ch": "$",
    "kh": "x",
    "gh": "g",
    "th": "stz",
    "dh": "dz",
    "g": "jk",
    "h": "h-",
    "c": "ks",
    "3": "3",
    "8": "gk",
    "q": "k-",
    "9": "ks",
    "2": "-k",
}
_VOWELS = {**dict.fromkeys("ae", "a"), **dict.fromkeys("iy", "i"), **dict.fromkeys("ouw", "o")}
_LONG = {"ا": "a", "و": "o", "ي": "i"}
_INITIAL = {"و": "w", "w": "w", "ي": "y", "y": "y"}
"""At its beginning a word has these as consonants."""
_PIECE = re.compile(rf"{'|'.join(map(re.escape, sorted(_LATIN, key=len, reverse=True)))}|[aeiouwy]")
_ARTICLES = re.compile(
    r"^(?:(?:[wfbl]|wa|fa|be|bi|le|li)?(?:el|al|il|l)-?(?=.{3})|(?:wa|be|bi|le|li|w|b|f|3al)(?=.{4}))"
)
_DOUBLED = re.compile(r"(.)\1")
_SHORTEST = 3
_MOST_READINGS = 16


@dataclass(frozen=True, slots=True)
class Romanised:
    """Arabic words by their consonants."""

    by_consonants: Mapping[str, str] = field(repr=False)
    """Several with spaces between, each with how many of its consonants fell away: "word:1"."""
    likely: frozenset[str] = field(repr=False)

    @classmethod
    def of(cls, words: Iterable[str], *, likely: frozenset[str]) -> Romanised:
        """Folded Arabic words, read without their clitics; `likely` ones are meant before others."""
        index: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for word in sorted({without_clitics(word) for word in words}):
            letters = [_ARABIC[letter] for letter in word.rstrip("ه") if letter in _ARABIC]
            for consonants, silent in _sounds([*_INITIAL.get(word[:1], ""), *letters]):
                if len(consonants) >= _SHORTEST:
                    index[consonants].setdefault(word, silent)
        written = {consonants: " ".join(map(_written, found.items())) for consonants, found in index.items()}
        return cls(written, likely)

    def stored(self) -> StoredArrays:
        """What `read_stored` makes it of again."""
        return {"consonants": pack_lines(self.by_consonants), "meant": pack_lines(self.by_consonants.values())}

    @classmethod
    def read_stored(cls, stored: StoredArrays, *, likely: frozenset[str]) -> Romanised:
        """One that was stored, which listens to nothing anew."""
        return cls(dict(zip(*(unpack_lines(stored[name]) for name in ("consonants", "meant")), strict=True)), likely)

    def read(self, word: str) -> tuple[str, ...]:
        """The Arabic words that a word in Latin letters may be; those of one stem only, or none."""
        costs: dict[str, int] = {}
        for bare in dict.fromkeys((word, _ARTICLES.sub("", word, count=1))):
            for found, cost in self._readings(bare):
                costs[found] = min(cost, costs.get(found, cost))
        least = min(costs.values(), default=0)
        best = [found for found, cost in costs.items() if cost == least]
        for chosen in (best, [found for found in best if found in self.likely]):
            if len({stem(found) for found in chosen}) == 1:
                return tuple(chosen)
        return ()

    def _readings(self, word: str) -> Iterator[tuple[str, int]]:
        pieces = _PIECE.findall(word)
        consonants = [*_INITIAL.get(word[:1], ""), *(_LATIN[piece] for piece in pieces if piece in _LATIN)]
        endings = [consonants]
        if consonants and consonants[-1] in ("t", "h-"):
            endings.append(consonants[:-1])
        vowels = [_VOWELS[piece] for piece in pieces if piece in _VOWELS]
        for ending in endings:
            for sounds, _ in _sounds(ending):
                for one in self.by_consonants.get(sounds, "").split():
                    found, _, silent = one.partition(":")
                    yield found, int(silent) + _unlike(vowels, found)


def _written(word: tuple[str, int]) -> str:
    return f"{word[0]}:{word[1]}"


def _sounds(letters: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Every way to say these letters, doubled ones once, and how many of them are silent in it."""
    for count, sounds in enumerate(product(*letters)):
        if count == _MOST_READINGS:
            return
        yield _DOUBLED.sub(r"\1", "".join(sounds).replace("-", "")), sounds.count("-")


def _unlike(vowels: Iterable[str], word: str) -> int:
    """How many long vowels of an Arabic word are not among the vowels written, in their order."""
    written = iter(vowels)
    return sum(1 for letter in word if letter in _LONG and not any(vowel == _LONG[letter] for vowel in written))
