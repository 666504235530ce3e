"""Made-up Arabic for measurements: words from roots and patterns, as frequent as words are (Zipf), seeded."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence
from dataclasses import dataclass

_ROOT_LETTERS = "بتثجحخدذرزسشصضطظعغفقكلمنهوي"
_PATTERNS = (
    "{0}{1}{2}",
    "{0}ا{1}{2}",
    "م{0}{1}و{2}",
    "ت{0}{1}ي{2}",
    "{0}{1}ا{2}ة",
    "ا{0}ت{1}ا{2}",
    "م{0}ا{1}{2}ة",
    "{0}{1}ي{2}",
)
_PREFIXES = ("", "", "ال", "ال", "وال", "بال", "و", "لل")
_SUFFIXES = ("", "", "", "ات", "ية", "ون", "ها", "هم")
_FUNCTION_WORDS = (
    "في",
    "من",
    "على",
    "إلى",
    "أن",
    "عن",
    "مع",
    "التي",
    "الذي",
    "هذا",
    "بين",
    "كان",
    "قد",
    "لا",
    "ما",
    "بعد",
)
SLIPS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"


@dataclass(frozen=True, slots=True)
class Language:
    """Words, the most frequent first."""

    words: Sequence[str]
    weights: Sequence[float]

    @classmethod
    def made(cls, size: int, *, seed: int = 7) -> Language:
        """A language of `size` words beside the function words."""
        chance = random.Random(seed)
        made: dict[str, None] = {}
        while len(made) < size:
            root = chance.choices(_ROOT_LETTERS, k=3)
            stem = chance.choice(_PATTERNS).format(*root)
            made[chance.choice(_PREFIXES) + stem + chance.choice(_SUFFIXES)] = None
        words = (*_FUNCTION_WORDS, *made)
        return cls(words, list(itertools.accumulate(1 / (rank + 3) for rank in range(len(words)))))

    def sentence(self, chance: random.Random) -> str:
        """A sentence of 8 to 25 words."""
        return " ".join(chance.choices(self.words, cum_weights=self.weights, k=chance.randint(8, 25))) + "."
