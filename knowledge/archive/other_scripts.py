"""The words of an archive in other letters: «بدخشان» for "badakhshan" and for «Бадахшан»."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.search.index import SearchIndex
from knowledge.text.folding import script
from knowledge.text.letters import Script
from knowledge.text.romanisation import Romanised
from knowledge.text.transliteration import Transliterated

_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class OtherLetters:
    """Reads words of other scripts as the words of one part of an archive."""

    by_name: Transliterated
    romanised: Romanised

    @classmethod
    def of(cls, index: SearchIndex) -> OtherLetters:
        """Of all words of an index."""
        words = {one for one in index.bares.tobytes().decode().split("\n") if len(one) >= _SHORTEST and one.isalpha()}
        arabic = {one for one in words if script(one) is Script.ARABIC}
        return cls(Transliterated.of(words), Romanised.of(arabic, likely=frozenset()))

    def read(self, word: str) -> tuple[str, ...]:
        """The words that a word may be; none where it is one of their script, or nobody knows."""
        if script(word) is Script.LATIN and (found := self.romanised.read(word)):
            return found
        return self.by_name.read(word)


def read_in(parts: Iterable[OtherLetters], word: str) -> tuple[str, ...]:
    """What a word may be in any part."""
    return tuple(dict.fromkeys(found for part in parts for found in part.read(word)))
