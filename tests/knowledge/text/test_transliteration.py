from __future__ import annotations

import pytest

from knowledge.text.transliteration import Transliterated

LATIN = "guterres tehran riyadh gaza egypt washington erdogan kirby muscat"
NAMES = Transliterated.of([*LATIN.split(), "غوتيريش", "بكين", "مصر", "موسكو"])


@pytest.mark.parametrize(
    ("word", "names"),
    [
        ("тегеран", ("tehran",)),
        ("тегераном", ("tehran",)),
        ("эрдогана", ("erdogan",)),
        ("вашингтон", ("washington",)),
        ("египетских", ("egypt",)),
        ("газе", ("gaza",)),
        ("пекине", ("بكين",)),
        ("bekin", ("بكين",)),
        ("masr", ("مصر",)),
    ],
)
def test_a_name_is_known_in_other_letters(word: str, names: tuple[str, ...]) -> None:
    assert NAMES.read(word) == names


def test_a_name_in_both_other_scripts_is_one_of_them() -> None:
    assert set(NAMES.read("гутерриш")) <= {"guterres", "غوتيريش"} and NAMES.read("гутерриш")


@pytest.mark.parametrize("word", ["человек", "которые", "после", "страны", "сколько", "военных", "да", "", "123"])
def test_other_words_are_no_names(word: str) -> None:
    assert NAMES.read(word) == ()


def test_a_name_in_its_own_letters_is_left_to_the_speller() -> None:
    assert NAMES.read("tehran") == ()


def test_of_two_names_that_are_as_near_both_are_told() -> None:
    assert set(Transliterated.of(["mosul", "musol"]).read("мосул")) <= {"mosul", "musol"}
