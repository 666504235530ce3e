"""Made-up Arabic for measurements: words from roots and patterns, as frequent as words are (Zipf), seeded."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from knowledge.model import Source

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


def archive(language: Language, documents: int, sentences: int, *, seed: int = 1) -> Iterator[dict[str, str]]:
    """Titled documents of some sentences each, as `kb import` takes them."""
    chance = random.Random(seed)
    for number in range(documents):
        title = " ".join(chance.choices(language.words[100:], k=4))
        text = " ".join(language.sentence(chance) for _ in range(sentences))
        yield {"id": f"made-{number}", "title": title, "text": text}


def queries(sources: Iterable[Source], count: int, *, seed: int = 2) -> Iterator[str]:
    """Three to nine words that stand in a row in some source, every fifth of the longer ones with a slip."""
    chance = random.Random(seed)
    texts = [source.text.split() for source in sources if not source.curated]
    for _ in range(count):
        words = chance.choice(texts)
        start, size = chance.randrange(max(len(words) - 9, 1)), chance.randint(3, 9)
        yield " ".join(_slipped(word, chance) for word in words[start : start + size])


def _slipped(word: str, chance: random.Random) -> str:
    if len(word) < 4 or chance.random() > 0.2:
        return word
    place = chance.randrange(len(word))
    return word[:place] + chance.choice(SLIPS) + word[place + 1 :]
