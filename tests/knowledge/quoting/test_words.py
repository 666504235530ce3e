"""The lists of small words, of measures and of units that articles are searched with."""

from __future__ import annotations

from itertools import chain

from knowledge.quoting import words
from knowledge.text.folding import script


def test_no_word_of_a_list_runs_into_the_next_one() -> None:
    listed = chain.from_iterable(one for one in vars(words).values() if isinstance(one, frozenset))

    assert [one for one in listed if len({script(letter) for letter in one if letter.isalpha()}) > 1] == []
