from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.interface.buttons import following, of_document, presses, remembering
from bot.interface.buttons.encoding import MAX_BYTES, decode, digest, encode, packed, unpacked
from bot.interface.buttons.presses import Press, Quote, Speak, TurnList, TurnSources
from knowledge.model import Kind
from tests.support.presses import ADJUST, EXAMPLES, KEYS, kinds_of_press


@pytest.mark.parametrize("press", EXAMPLES, ids=repr)
def test_a_button_carries_its_value_there_and_back_in_64_bytes(press: Press) -> None:
    assert decode(encode(press)) == press
    assert len(encode(press).encode()) <= MAX_BYTES


def test_a_press_can_wait_inside_another_one() -> None:
    assert unpacked(packed(ADJUST)) == ADJUST
    assert unpacked("") is None


def test_every_kind_of_button_was_tried() -> None:
    assert {type(press) for press in EXAMPLES} == set(kinds_of_press())


def test_each_kind_of_press_has_one_letter_of_its_own() -> None:
    tables = [presses.LETTERS, of_document.LETTERS, following.LETTERS, remembering.LETTERS]
    lettered = [kind for table in tables for kind in table.values()]

    assert Counter(lettered) == Counter(kinds_of_press())
    assert len({letter for table in tables for letter in table}) == len(lettered)


@pytest.mark.parametrize(
    "data", ["", "1", "1z", "0q:abcdefgh", "2q:abcdefgh", "1q", "1l:meeting", "1l:zoo:1", "1s:x", "q"]
)
def test_what_is_not_of_this_version_means_nothing(data: str) -> None:
    assert decode(data) is None


@given(st.text(max_size=70))
def test_no_data_breaks_the_reader(data: str) -> None:
    press = decode(data)

    assert press is None or isinstance(press, Press)


@pytest.mark.parametrize("press", [Quote(KEYS * 2), Speak("x" * 62)])
def test_what_does_not_fit_is_refused(press: Press) -> None:
    with pytest.raises(ValueError, match="does not fit"):
        encode(press)


def test_letters_keep_their_meaning() -> None:
    assert [encode(press) for press in (TurnSources(3), TurnList(Kind.TOPIC, 2), Speak("ar"))] == [
        "1s:3",
        "1l:topic:2",
        "1g:ar",
    ]
    assert digest("sco-defence-ministers-2024.place") == digest("sco-defence-ministers-2024.place")
    assert len(digest("x")) == 8


@pytest.mark.parametrize("number", ["9" * 19, "9" * 400, "١٢", "1_0", " 1", "1.0", "+1", ""])
def test_a_number_that_no_button_of_ours_carries_is_no_press(number: str) -> None:
    assert decode(f"1s:{number}") is None
    assert decode("1s:12") == presses.TurnSources(12)
