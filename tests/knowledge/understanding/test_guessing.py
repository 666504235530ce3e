"""What a word may be that nobody knows."""

from __future__ import annotations

import pytest

from knowledge.understanding.guessing import Guesser, StoredGuesser

VOCABULARY = frozenset({"meeting", "minister", "astana", "harbour", "اجتماع", "وزير", "الدفاع", "استانا"})
LIKELY = frozenset({"meeting"})
NAMES = frozenset({"astana", "استانا"})


@pytest.fixture(scope="module")
def guesser() -> Guesser:
    return Guesser.of(VOCABULARY, LIKELY, NAMES)


@pytest.mark.parametrize(
    ("word", "latin_arabic", "meant", "why"),
    [
        ("meetng", False, "meeting", "a letter is missing"),
        ("mineister", False, "minister", "one is too many"),
        ("اجتماغ", False, "اجتماع", "in Arabic"),
        ("астана", False, "astana", "a name in other letters"),
        ("астана", False, "استانا", "in all letters that it is known in"),
        ("meetng", True, "meeting", "also among Arabic in Latin letters, where no name sounds so"),
    ],
)
def test_an_unknown_word_is_a_slip_or_a_name(
    guesser: Guesser, word: str, meant: str, why: str, *, latin_arabic: bool
) -> None:
    assert meant in guesser.near(word, latin_arabic=latin_arabic), why


@pytest.mark.parametrize("word", ["xylophone", "ксилофон", "فستان", ""])
def test_what_is_near_to_nothing_is_left_alone(guesser: Guesser, word: str) -> None:
    assert not guesser.near(word, latin_arabic=False)


@pytest.mark.parametrize(
    ("latin_arabic", "meant"),
    [(False, ("astina",)), (True, ("استانا",))],
)
def test_in_english_a_slip_comes_first_and_in_arabic_a_name(meant: tuple[str, ...], *, latin_arabic: bool) -> None:
    guesser = Guesser.of(frozenset({"astina", "استانا"}), frozenset(), frozenset({"استانا"}))

    assert tuple(guesser.near("astana", latin_arabic=latin_arabic)) == meant


def test_what_was_guessed_is_remembered_and_forgotten_when_much_is(guesser: Guesser) -> None:
    first = guesser.near("meetng", latin_arabic=False)

    assert guesser.near("meetng", latin_arabic=False) is first
    for number in range(100):
        guesser.near(f"xylophone{number}", latin_arabic=False)
    assert len(guesser.remembered) < 100
    assert guesser.near("meetng", latin_arabic=False) == first


@pytest.mark.parametrize("word", ["meetng", "астана", "اجتماغ", "xylophone"])
def test_a_stored_one_guesses_the_same(guesser: Guesser, word: str) -> None:
    again = StoredGuesser(guesser.stored()).guesser

    assert again.near(word, latin_arabic=False) == guesser.near(word, latin_arabic=False)
    assert again.romanised.read("egtma3") == guesser.romanised.read("egtma3") != ()
    assert again.speller.likely == LIKELY
