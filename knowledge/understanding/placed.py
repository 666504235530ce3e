"""The words of a question where they stand: as they were typed, and as they are read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from knowledge.text.folding import Token
from knowledge.understanding.question import Item
from knowledge.vocabulary.forms import Match, SenseKind, Word


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A word and the token that it was typed as; `counted` when a date or figure has taken it."""

    word: Word
    token: Token
    counted: bool = False

    def written(self, text: str) -> str:
        """As the asker typed it."""
        return text[self.token.start : self.token.end]

    def typed(self) -> Word:
        """The word with the readings of its letters beside those of its correction."""
        if self.word.text == self.token.text and not self.word.corrected:
            return self.word
        own = Word.of(self.token.text)
        return Word(own.text, own.readings | self.word.readings, own.stems | self.word.stems, own.verb, corrected=True)

    def romanised(self) -> Word:
        """The word as it was typed in Latin letters, with what its letters may stand for in Arabic ones."""
        own = Word.of(self.token.text)
        return Word(own.text, own.readings | self.word.readings, own.stems)


def merged(text: str, candidates: Iterable[str]) -> Word:
    """One word with the readings of all corrections that are equally near."""
    words = [Word.of(candidate) for candidate in candidates]
    readings = frozenset(reading for word in words for reading in word.readings)
    stems = frozenset(stem for word in words for stem in word.stems)
    return Word(text, readings, stems, words[0].verb, corrected=True)


def without_preposition(item: Item, opening: Iterable[Match], named: PlacedWord, text: str) -> Item:
    """A stranger as it is told: without the small word before its name that made sure of it («في مالي»)."""
    small = any(sense.kind is SenseKind.NEUTRAL for match in opening for sense in match.form.senses)
    if not (item.stranger and small):
        return item
    place = named.token.start, item.place[1]
    return replace(item, text=text[slice(*place)], place=place)
