"""What words that nobody knows may be: slips, Arabic in Latin letters, names in other letters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from knowledge.files.arrays import StoredArrays
from knowledge.files.packing import pack_lines, unpack_lines
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


_SLIPS, _SOUNDS, _NAMES, _LIKELY = "slips ", "sounds ", "names ", "likely"


@dataclass(frozen=True)
class Guesser:
    """Three ways of guessing what a word means."""

    speller: Speller
    """What corrects slips, and splits words that are written as one."""
    romanised: Romanised
    """What reads Arabic in Latin letters."""
    transliterated: Transliterated
    """What reads names in other letters than theirs."""
    remembered: _Remembered = field(default_factory=_Remembered, repr=False, compare=False)

    @classmethod
    def of(cls, vocabulary: frozenset[str], likely: frozenset[str], names: frozenset[str]) -> Guesser:
        """For a vocabulary, where `likely` words are meant before others, and words that stand in `names` alone."""
        arabic = (word for word in vocabulary if not word.isascii() and script(word) is Script.ARABIC)
        romanised = Romanised.of(arabic, likely=likely)
        return cls(Speller.of(vocabulary, likely=likely), romanised, Transliterated.of(names))

    def stored(self) -> StoredArrays:
        """What `read` makes it of again."""
        slips, sounds, names = self.speller.stored(), self.romanised.stored(), self.transliterated.stored()
        ways = {_SLIPS: slips, _SOUNDS: sounds, _NAMES: names}
        found = {f"{name}{part}": one for name, way in ways.items() for part, one in way.items()}
        return {_LIKELY: pack_lines(sorted(self.speller.likely)), **found}

    @classmethod
    def read(cls, stored: StoredArrays) -> Guesser:
        """One that was stored: making it anew took a tenth of a start."""
        likely = frozenset(unpack_lines(stored[_LIKELY]))
        return cls(
            Speller.read(_part(stored, _SLIPS), likely=likely),
            Romanised.read_stored(_part(stored, _SOUNDS), likely=likely),
            Transliterated.read_stored(_part(stored, _NAMES)),
        )

    def near(self, text: str, *, latin_arabic: bool) -> Sequence[str]:
        """What an unknown word may be: a name in other letters, or a slip; in English it is the slip first."""
        if (known := self.remembered.get((text, latin_arabic))) is not None:
            return known
        foreign = latin_arabic or script(text) is Script.CYRILLIC
        readers = (self._name, self._slip) if foreign else (self._slip, self._name)
        near = next((found for read in readers if (found := read(text))), ())
        return self.remembered.keep((text, latin_arabic), near)

    def _slip(self, text: str) -> Sequence[str]:
        return self.speller.correct(text)

    def _name(self, text: str) -> Sequence[str]:
        return self.transliterated.read(text)


@dataclass(frozen=True)
class StoredGuesser:
    """One that is read when it is first asked, and once."""

    stored: StoredArrays = field(repr=False)

    @cached_property
    def guesser(self) -> Guesser:
        """What guesses."""
        return Guesser.read(self.stored)


def _part(stored: StoredArrays, name: str) -> StoredArrays:
    return {key.removeprefix(name): one for key, one in stored.items() if key.startswith(name)}
