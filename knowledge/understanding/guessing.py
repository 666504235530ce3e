"""What words that nobody knows may be: slips, Arabic in Latin letters, names in other letters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from knowledge.text.folding import script
from knowledge.text.letters import Script
from knowledge.text.romanisation import Romanised
from knowledge.text.spelling import Speller
from knowledge.text.transliteration import Transliterated

_MOST_REMEMBERED = 64


class _Remembered(dict[tuple[str, bool], Sequence[str]]):
    """What unknown words of late may be: several questions in one text are read as a whole and again one by one."""

    def keep(self, word: tuple[str, bool], meant: Sequence[str]) -> Sequence[str]:
        """Remember one, and forget the others when they are many."""
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        self[word] = meant
        return meant


@dataclass(frozen=True)
class Guesser:
    """Each way of guessing is built when it is first tried: together they cost a tenth of a start."""

    vocabulary: frozenset[str] = field(repr=False)
    likely: frozenset[str] = field(repr=False)
    """Words of the statements: they are meant before others."""
    names: frozenset[str] = field(repr=False)
    """Words that stand in names and mean nothing else."""
    remembered: _Remembered = field(default_factory=_Remembered, repr=False, compare=False)

    @cached_property
    def speller(self) -> Speller:
        """What corrects slips, and splits words that are written as one."""
        return Speller.of(self.vocabulary, likely=self.likely)

    @cached_property
    def romanised(self) -> Romanised:
        """What reads Arabic in Latin letters."""
        arabic = (word for word in self.vocabulary if not word.isascii() and script(word) is Script.ARABIC)
        return Romanised.of(arabic, likely=self.likely)

    @cached_property
    def transliterated(self) -> Transliterated:
        """What reads names in other letters than theirs."""
        return Transliterated.of(self.names)

    def near(self, text: str, *, latin_arabic: bool) -> Sequence[str]:
        """What an unknown word may be: a name in other letters, or a slip; in English it is the slip first."""
        if (known := self.remembered.get((text, latin_arabic))) is not None:
            return known
        foreign = latin_arabic or script(text) is Script.CYRILLIC
        readers = (self._name, self._slip) if foreign else (self._slip, self._name)
        near = next((found for read in readers if (found := read(text))), ())
        return self.remembered.keep((text, latin_arabic), near)

    def warm(self) -> None:
        """Build everything now."""
        _ = self.speller, self.romanised, self.transliterated

    def _slip(self, text: str) -> Sequence[str]:
        return self.speller.correct(text)

    def _name(self, text: str) -> Sequence[str]:
        return self.transliterated.read(text)
