"""Which words of the news say the same."""

from __future__ import annotations

import pytest

from knowledge.quoting.families import kin


@pytest.mark.parametrize(
    ("word", "other", "same", "why"),
    [
        ("killed", "died", True, "of one family"),
        ("killed", "قتل", True, "across languages"),
        ("قتل", "погибших", True, "between any two of them"),
        ("bridges", "جسر", True, "any form that has the stem of one"),
        ("قتيلا", "died", True, "in Arabic with the ending of what is counted"),
        ("meeting", "session", True, "a word of several families has the words of all"),
        ("meeting", "met", True, "and of the other one"),
        ("killed", "killed", False, "a word is not its own kin"),
        ("killed", "wounded", False, "who was hurt did not die"),
        ("boat", "ship", False, "nor is a boat a ship"),
        ("drone", "plane", False, "what nobody flies is another thing than a plane"),
        ("bridgehead", "جسر", False, "what begins alike is not the same"),
        ("badakhshan", "bridge", False, "a word of no family has no kin"),
    ],
)
def test_only_words_of_one_family_say_the_same(word: str, other: str, why: str, *, same: bool) -> None:
    assert (other in kin(word)) is same, why


def test_each_word_of_a_family_is_named_once() -> None:
    assert len(list(kin("killed"))) == len(set(kin("killed")))
