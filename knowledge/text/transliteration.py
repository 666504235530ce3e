"""Names across scripts: «Гутерриш», "Guterres" and «غوتيريش» share their consonants, and nearly their letters.

A word is looked up by its consonants, those that languages confuse taken for one; of the words with the same
ones that is meant whose letters agree best in Latin ones.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from rapidfuzz.fuzz import ratio

from knowledge.files.arrays import StoredArrays
from knowledge.files.packing import pack_lines, unpack_lines
from knowledge.text.folding import script, stem, without_clitics
from knowledge.text.letters import Script

_CYRILLIC = dict(
    zip("абвгдеёжзийклмнопрстуфхыэьъ", [*"abvgdee", "zh", *"ziyklmnoprstuf", "kh", "y", "e", "", ""], strict=True)
) | {"ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ю": "yu", "я": "ya"}
_ARABIC = dict(zip("ابتجحدرزسصضطظفقكلمنهويىةءعئؤ", "abtjhdrzssdtzfqklmnhoyaa---o", strict=True)) | {
    "ث": "th",
    "خ": "kh",
    "ذ": "dh",
    "ش": "sh",
    "غ": "gh",
    "پ": "p",
    "چ": "ch",
    "گ": "g",
    "ڤ": "v",
}
_IN_ARABIC = {latin: arabic for arabic, latin in reversed(_ARABIC.items()) if latin != "-"} | {
    "a": "ا", "e": "ي", "i": "ي", "o": "و", "u": "و", "v": "ف", "p": "ب", "c": "ك", "g": "غ", "x": "كس",
}  # fmt: skip
_LATIN_PIECE = re.compile("dh|th|kh|gh|sh|ch|.", re.DOTALL)
_SOUNDS = {
    **dict.fromkeys(("dzh", "dj", "zh", "kh", "gh", "h", "g", "j", "x"), "h"),
    **dict.fromkeys(("tch", "ts", "sh", "ch", "s", "z"), "s"),
    **dict.fromkeys(("ph", "f", "v", "w"), "f"),
    **dict.fromkeys(("th", "t"), "t"),
    **dict.fromkeys(("dh", "d"), "d"),
    **dict.fromkeys("kqc", "k"),
    **dict.fromkeys("pb", "b"),
}
"""Consonants that languages write for one another; all others stand for themselves, and vowels for nothing."""
_PIECE = re.compile(f"{'|'.join(sorted(_SOUNDS, key=len, reverse=True))}|[lmnr]")
_DOUBLED = re.compile(r"(.)\1+")
_VOWEL = re.compile("[aeiouy]")
_ENDING = re.compile("(?<=..)ск$")
"""Of a Russian adjective's stem."""
_FEWEST = 2
_ALIKE, _ALIKE_SHORT = 65.0, 80.0
"""Least likeness in percent, and that of words of two consonants, which many share."""


@dataclass(frozen=True, slots=True)
class Transliterated:
    """The words of names by their consonants."""

    by_consonants: Mapping[str, tuple[str, ...]] = field(repr=False)

    @classmethod
    def of(cls, names: Iterable[str]) -> Transliterated:
        """Folded words of names in Latin and Arabic letters."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for word in sorted(set(names)):
            consonants = _consonants(in_latin(word))
            if len(consonants) >= _FEWEST:
                found[consonants].append(word)
        return cls({consonants: tuple(words) for consonants, words in found.items()})

    @property
    def names(self) -> frozenset[str]:
        """The words themselves."""
        return frozenset(word for words in self.by_consonants.values() for word in words)

    def stored(self) -> StoredArrays:
        """What `read_stored` makes it of again."""
        return {
            "consonants": pack_lines(self.by_consonants),
            "names": pack_lines(map(" ".join, self.by_consonants.values())),
        }

    @classmethod
    def read_stored(cls, stored: StoredArrays) -> Transliterated:
        """One that was stored, which listens to nothing anew."""
        consonants, names = (unpack_lines(stored[name]) for name in ("consonants", "names"))
        return cls({key: tuple(words.split()) for key, words in zip(consonants, names, strict=True)})

    def read(self, word: str) -> tuple[str, ...]:
        """The words of names in other letters that a word may be; none where two names are as near."""
        own = script(word)
        nearest: dict[str, float] = {}
        for form in _forms(word, own):
            latin = in_latin(form)
            consonants = _consonants(latin)
            least = _ALIKE if len(consonants) > _FEWEST else _ALIKE_SHORT
            for name in self.by_consonants.get(consonants, ()):
                voweled = Script.ARABIC not in (own, script(name))
                likeness = _likeness(latin, in_latin(name), voweled=voweled)
                if script(name) is not own and likeness >= least:
                    nearest[name] = max(likeness, nearest.get(name, 0.0))
        most = max(nearest.values(), default=0.0)
        return tuple(name for name, likeness in nearest.items() if likeness == most)


def _forms(word: str, own: Script) -> Iterator[str]:
    """The word, and without its Russian ending; an Arabic one without its clitics."""
    yield word
    if own is Script.CYRILLIC:
        yield stem(word)
        yield _ENDING.sub("", stem(word))
    elif own is Script.ARABIC:
        yield without_clitics(word)


def in_latin(word: str) -> str:
    """A folded word in Latin letters; of several words each. Arabic has no short vowels to tell."""
    if " " in word:
        return " ".join(map(in_latin, word.split()))
    match script(word):
        case Script.CYRILLIC:
            return "".join(_CYRILLIC.get(letter, letter) for letter in word)
        case Script.ARABIC:
            spelt = "".join(_ARABIC.get(letter, letter) for letter in word).replace("-", "")
            return f"w{spelt[1:]}" if word.startswith("و") else spelt
        case _:
            return word


def _consonants(latin: str) -> str:
    return _DOUBLED.sub(r"\1", "".join(_SOUNDS.get(piece, piece) for piece in _PIECE.findall(latin)))


def _likeness(one: str, other: str, *, voweled: bool) -> float:
    """In percent; Arabic writes no short vowels, so that with one of its words only the others count."""
    return ratio(one, other) if voweled else ratio(_VOWEL.sub("", one), _VOWEL.sub("", other))


def in_arabic(word: str) -> str:
    """A folded Latin word in Arabic letters, as far as one letter says; of several words each."""
    single = re.sub(r"([b-df-hj-np-tv-z])\1", r"\1", word)
    return "".join(_IN_ARABIC.get(piece, piece) for piece in _LATIN_PIECE.findall(single))
