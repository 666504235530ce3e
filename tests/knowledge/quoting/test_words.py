"""The lists of small words, of measures and of units that articles are searched with."""

from __future__ import annotations

from collections.abc import Mapping

from knowledge.quoting.words import listed
from knowledge.text.folding import script
from knowledge.text.letters import Script
from knowledge.text.listed import Listed

_LETTERS: Mapping[str, Script] = {"en": Script.LATIN, "ar": Script.ARABIC, "ru": Script.CYRILLIC}


def test_every_word_stands_under_its_language_and_runs_into_no_other() -> None:
    lists = [one for one in vars(listed()).values() if isinstance(one, Listed)]
    placed = [
        (lang, word)
        for one in lists
        for lang in _LETTERS
        if isinstance(one.root.get(lang), str)
        for word in one.of(lang)
    ]

    assert len(placed) > 500
    assert [
        (lang, word)
        for lang, word in placed
        if {script(letter) for letter in word if letter.isalpha()} != {_LETTERS[lang]}
    ] == []
