"""Whether what was taken from a file is what its readers see: Arabic backwards is found by nobody."""

from __future__ import annotations

import re
import unicodedata

_ARABIC_WORD = re.compile(r"[\u0621-\u064a]{2,}")
_FEWEST_WORDS = 8
_FEWEST_ENDS = 0.05
"""Of all words: a quarter of them begin or end so in any text of a language."""
_ENDINGS = ("ة", "ى")
_UNSEEN = re.compile(r"[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad]")
_PRESENTED = re.compile(r"[\ufb1d-\ufb4f\ufb50-\ufdff\ufe70-\ufefc\ufb00-\ufb06]+")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff]")
_BLANKS = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r" ?\n ?(?: ?\n ?)+")
_NO_LETTER = re.compile(r"[\ufffd\ue000-\uf8ff\U000f0000-\U0010fffd]")
_MOST_WITHOUT_LETTER = 0.01


def is_backwards(text: str) -> bool:
    """Whether most Arabic words are written from their end: what ends words begins them, and the article ends them."""
    words = _ARABIC_WORD.findall(text)
    if len(words) < _FEWEST_WORDS:
        return False
    right: int = sum(word.startswith("ال") + word.endswith(_ENDINGS) for word in words)
    wrong: int = sum(word.endswith("لا") + word.startswith(_ENDINGS) for word in words)
    return wrong > max(right, _FEWEST_ENDS * len(words))


def is_meaningless(text: str) -> bool:
    """Whether too many signs stand for no letter."""
    return len(_NO_LETTER.findall(text)) > _MOST_WITHOUT_LETTER * max(1, len(text.split()))


def in_letters(text: str) -> str:
    """Forms of letters as letters, nothing unseen, no control characters."""
    plain = _PRESENTED.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text)
    return unicodedata.normalize("NFC", _CONTROLS.sub("", _UNSEEN.sub("", plain)))


def tidied(text: str) -> str:
    """The same with single blanks, and at most one empty line between paragraphs."""
    lines = in_letters(text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n"))
    return _BLANK_LINES.sub("\n\n", _BLANKS.sub(" ", lines)).strip()
