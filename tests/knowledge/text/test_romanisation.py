"""Arabic in Latin letters is read by its consonants."""

from __future__ import annotations

import pytest

from knowledge.answering.engine import Engine
from knowledge.text.folding import fold
from knowledge.text.romanisation import Romanised

KNOWN = ["اتفاقية", "منظمة", "مجلس", "جمهورية", "تجارة", "مناورة", "كازاخستان", "دوفال", "مكافحة", "يربط"]


@pytest.fixture(scope="module")
def romanised() -> Romanised:
    return Romanised.of([*map(fold, KNOWN), "قلب", "كلب"], likely=frozenset())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ittifa9iyat", "اتفاقية"),
        ("munathamat", "منظمة"),
        ("monazama", "منظمة"),
        ("magles", "مجلس"),
        ("elmajlis", "مجلس"),
        ("jomhooriya", "جمهورية"),
        ("gomhoreya", "جمهورية"),
        ("tigara", "تجارة"),
        ("beltegara", "تجارة"),
        ("monawra", "مناورة"),
        ("kazakhstan", "كازاخستان"),
        ("doofal", "دوفال"),
        ("mokaf7et", "مكافحة"),
        ("beyrbot", "يربط"),
    ],
)
def test_spellings_with_the_same_consonants_are_one_word(romanised: Romanised, typed: str, meant: str) -> None:
    assert romanised.read(typed) == (fold(meant),)


@pytest.mark.parametrize("typed", ["", "e", "xyz", "qalb", "123", "aeiou"])
def test_an_unknown_word_and_one_of_two_meanings_are_not_read(romanised: Romanised, typed: str) -> None:
    assert romanised.read(typed) == ()


def test_an_english_text_is_not_read_as_arabic(engine: Engine) -> None:
    assert "jomhooriya" in engine.reader.read("what is the jomhooriya of the council").unmatched
    assert "jomhooriya" not in engine.reader.read("kam jomhooriya 7adaret el egtema3").unmatched
