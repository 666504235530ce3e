"""What is said of single letters: which are read as one, which are not seen, and of which script each is."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from typing import TypeVar

VOWEL_SIGNS = re.compile("[\u064b-\u0652\u0640]")
"""Of Arabic, and tatweel, which lengthens a word."""
_LETTERS = str.maketrans(
    {
        **dict.fromkeys("أإآٱ", "ا"),
        "ى": "ي",
        "ی": "ي",
        "ې": "ي",
        "ئ": "ي",
        "ؤ": "و",
        "ة": "ه",
        "ە": "ه",
        "ہ": "ه",
        "ھ": "ه",
        "ے": "ي",
        "ک": "ك",
        "گ": "ك",
        "چ": "ج",
        "پ": "ب",
        "ڤ": "ف",
        "ژ": "ز",
        "ء": "",
        "ʼ": "",
        "ı": "i",
    }
)


class Script(StrEnum):
    """The writing system of a word or text."""

    ARABIC = "arabic"
    CYRILLIC = "cyrillic"
    LATIN = "latin"
    OTHER = "other"


_MOST_LETTERS = 1 << 12
"""Letters that are remembered: those of the scripts people write in, not every code point that can be sent."""
_Key = TypeVar("_Key")
_Said = TypeVar("_Said")


class _Letters(dict[_Key, _Said]):
    """What is said of each letter, filled as letters come and until it is full."""

    def __missing__(self, letter: _Key) -> _Said:
        said = self.said(letter)
        if len(self) < _MOST_LETTERS:
            self[letter] = said
        return said

    def said(self, letter: _Key) -> _Said:
        """Look at a letter."""
        raise NotImplementedError


class _Visible(_Letters[int, int | None]):
    """For `str.translate`: without marks, tatweel and format characters.

    й keeps its breve, which is a letter's part.
    """

    def said(self, letter: int) -> int | None:
        char = chr(letter)
        invisible = char == "\u0640" or unicodedata.category(char) in ("Mn", "Me", "Cf")
        return None if invisible and char != "\u0306" else letter


class _Unified(_Letters[int, int | str]):
    """For `str.translate`: letters that are written for one another, digits as 0–9."""

    def said(self, letter: int) -> int | str:
        char = chr(letter)
        return str(unicodedata.decimal(char)) if char.isdecimal() else _LETTERS.get(letter, letter)


VISIBLE = _Visible()
UNIFIED = _Unified()


class _Scripts(_Letters[str, Script]):
    """The script of each letter."""

    def said(self, letter: str) -> Script:
        return _script_of(letter)


def _script_of(char: str) -> Script:
    if char.isascii():
        return Script.LATIN if char.isalpha() else Script.OTHER
    code = ord(char)
    if 0x600 <= code <= 0x77F or 0xFB50 <= code <= 0xFEFC:
        return Script.ARABIC if char.isalpha() else Script.OTHER
    if 0x400 <= code <= 0x52F:
        return Script.CYRILLIC
    return Script.LATIN if 0xC0 <= code <= 0x24F else Script.OTHER


SCRIPTS = _Scripts()
