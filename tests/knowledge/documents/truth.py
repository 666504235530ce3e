"""How much of a true text stands in another one, word by word and in order."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from rapidfuzz.distance import LCSseq

PAPERS = Path(__file__).parent / "papers"
TRUE = {"strait": "strait.ar.txt", "corridor": "corridor.en.txt"}
_WORD = re.compile(r"\w+")


def words_of(text: str) -> list[str]:
    """Words without marks and tatweel, which readers write or leave out."""
    plain = unicodedata.normalize("NFKC", text)
    return _WORD.findall("".join(c for c in plain if unicodedata.category(c) not in ("Mn", "Cf") and c != "\u0640"))


def true_text(paper: str) -> str:
    """The true text of a paper, by the name of its file."""
    return (PAPERS / TRUE[paper.partition(".")[0]]).read_text(encoding="utf-8")


def share(paper: str, text: str) -> tuple[float, int]:
    """The share of the true words that stand in a text in order, and how many words it has beyond the true ones."""
    truth, found = words_of(true_text(paper)), words_of(text)
    return LCSseq.similarity(truth, found) / len(truth), len(found) - len(truth)
