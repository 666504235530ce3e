"""Whether a quote may say what a wording says: they share a word that names nobody. A hint for editors, and no rule."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge.curation.rules import names_in
from knowledge.text.blanks import blanked
from knowledge.text.folding import script, tokens
from knowledge.text.letters import Script
from knowledge.vocabulary.forms import Word
from knowledge.vocabulary.lexicon import Lexicon

_SHORTEST = {Script.ARABIC: 3, Script.LATIN: 4, Script.CYRILLIC: 4}
"""Letters of a stem: little words stand in every sentence."""


def shares_a_word(wordings: Iterable[str], quotes: Iterable[str], lexicon: Lexicon) -> bool:
    """Whether one does, in any form of the word; also where the wordings hold nothing but names and figures.

    Of 397 statements of six new documents 16 share none with what they quote; 169 of 226 share none with another quote
    of their subject.
    """
    said = [_said(text, lexicon) for text in wordings]
    return not any(said) or not frozenset().union(*said).isdisjoint(
        frozenset().union(*(_said(text, lexicon) for text in quotes))
    )


def _said(text: str, lexicon: Lexicon) -> frozenset[str]:
    rest = blanked(text, (place for _, place in names_in(text, lexicon)))
    every = (stem for token in tokens(rest) if not token.text.isdigit() for stem in Word.of(token.text).stems)
    return frozenset(one for one in every if len(one) >= _SHORTEST.get(script(one), 1))
