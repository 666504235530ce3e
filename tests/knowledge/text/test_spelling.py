from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.text.folding import fold
from knowledge.text.spelling import Speller

KNOWN = [
    "سلطان",
    "سلمان",
    "اجتماع",
    "وزراء",
    "الدفاع",
    "دفاع",
    "كازاخستان",
    "kazakhstan",
    "meeting",
    "seating",
    "who",
    "in",
]


@pytest.fixture(scope="module")
def speller() -> Speller:
    return Speller.of([*map(fold, KNOWN), "2024", "20"])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("meetng", "meeting"),
        ("meetinng", "meeting"),
        ("meetign", "meeting"),
        ("neeting", "meeting"),
        ("kazkahstan", "kazakhstan"),
        ("kasakstan", "kazakhstan"),
        ("اجتمع", "اجتماع"),
        ("اجتماغ", "اجتماع"),
        ("اجتامع", "اجتماع"),
        ("كزاخستان", "كازاخستان"),
        ("وباجتماغ", "اجتماع"),
    ],
)
def test_a_slip_or_two_in_a_long_word_is_corrected(speller: Speller, typed: str, meant: str) -> None:
    assert fold(meant) in speller.correct(typed)


@pytest.mark.parametrize("typed", ["سلتان", "eeting", "مسلمان"])
def test_only_the_nearest_words_are_meant(speller: Speller, typed: str) -> None:
    assert len(speller.correct(typed)) <= 1


def test_between_two_names_that_are_equally_near_none_is_chosen(speller: Speller) -> None:
    assert speller.correct("سلان") == ()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("presdent", "president"), ("minstry", "ministry"), ("prresent", "present")],
)
def test_a_letter_is_left_out_rather_than_typed_too_many_whatever_the_facts_hold(typed: str, meant: str) -> None:
    known = ["president", "present", "ministry", "minster"]
    likely = frozenset(map(fold, ["present", "minster"]))

    assert Speller.of(map(fold, known), likely=likely).correct(fold(typed)) == (fold(meant),)


@pytest.mark.parametrize(("typed", "meant"), [("hapen", "happen"), ("adresses", "addresses"), ("havven", "haven")])
def test_a_letter_that_is_doubled_or_not_is_the_least_of_slips(typed: str, meant: str) -> None:
    known = ["happen", "haven", "addresses"]

    assert Speller.of(known, likely=frozenset({"haven"})).correct(typed) == (meant,)


def test_a_hamza_on_the_wrong_letter_is_a_slip() -> None:
    assert Speller.of([fold("ترأس"), fold("تخلص")]).correct(fold("ترئس")) == (fold("ترأس"),)


@pytest.mark.parametrize("typed", ["", "wh", "wha", "صصصصص", "2025", "202", "xyzxyzxyz", "mteeign"])
def test_short_words_figures_and_strange_words_are_left_alone(speller: Speller, typed: str) -> None:
    assert speller.correct(typed) == ()


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("وزراءالدفاع", ("وزراء", "الدفاع")),
        ("اجتماعوزراء", ("اجتماع", "وزراء")),
        ("whomeeting", ("who", "meeting")),
        ("wwwmeeting", None),
        ("meeting", None),
        ("", None),
    ],
)
def test_two_words_without_a_space_are_taken_apart(speller: Speller, typed: str, parts: tuple[str, str] | None) -> None:
    assert speller.split(fold(typed)) == (tuple(map(fold, parts)) if parts else None)


@given(st.text("سلطانمejrty20 ", max_size=14))
def test_whatever_is_typed_only_known_words_come_back(speller: Speller, typed: str) -> None:
    assert set(speller.correct(typed)) <= speller.known
