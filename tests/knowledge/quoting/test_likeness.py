"""How far a text has the words of a question."""

from __future__ import annotations

import pytest

from knowledge.hand_set import BY_FORM, BY_KIN, BY_OWN_STEM, BY_ROOT, BY_SLIP
from knowledge.quoting.asked_for import Wanted
from knowledge.quoting.likeness import Said, root
from knowledge.text.folding import fold


@pytest.mark.parametrize(
    ("word", "text", "met", "why"),
    [
        ("bridge", "The bridge was opened.", 1.0, "the very word"),
        ("جسر", "افتتح الجسر أمس.", 1.0, "without its article"),
        ("trainings", "The training began.", BY_OWN_STEM, "its stem"),
        ("استقبل", "استقبله الوزير.", BY_OWN_STEM, "with somebody written onto it"),
        ("مشاركة", "انتهت بمشاركته فيها.", BY_FORM, 'with "by" before and a pronoun behind it'),
        ("bridge", "The كوبري was opened.", BY_KIN, "a word of its family"),
        ("مكتوب", "هذا كتاب.", BY_ROOT, "its root"),
        ("astana", "They met in Astanna.", BY_SLIP, "a slip of it"),
        ("bridge", "The road was opened.", 0.0, "another word"),
        ("bridge", "They played bridgehead.", 0.0, "what only begins so"),
        ("ship", "The shop was shut.", 0.0, "no slip is looked for in a short word"),
        ("12345", "It is 12346.", 0.0, "nor in a figure: another one is another"),
        ("bridge", "", 0.0, "nothing has nothing"),
    ],
)  # fmt: skip
def test_a_word_is_met_as_surely_as_a_text_has_it(word: str, text: str, met: float, why: str) -> None:
    assert Said.of(text).meets(Wanted.of(fold(word))) == met, why


@pytest.mark.parametrize(
    ("name", "is_name", "text", "met", "why"),
    [
        ("turkey", True, "A Turkish ship came.", BY_KIN, "a people is of its country"),
        ("turkey", False, "A Turkish ship came.", 0.0, "a word that is no name is not met by its beginning"),
        ("iran", True, "The Iranian ship came.", 0.0, "nor is a name that is too short to tell"),
        ("turkmenistan", True, "A Turkish ship came.", 0.0, "Turks are not of Turkmenistan"),
    ],
)
def test_a_name_is_met_by_its_people(name: str, text: str, met: float, why: str, *, is_name: bool) -> None:
    assert Said.of(text).meets(Wanted(name, (name,), is_name=is_name)) == met, why


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("اجتماع", "اجتمعوا", "a noun and its verb"),
        ("مكتوب", "كتاب", "two nouns"),
        ("استقبل", "يستقبلون", "a verb in two persons"),
    ],
)
def test_words_of_one_root_are_of_one_root(one: str, other: str, why: str) -> None:
    assert root(fold(one)) == root(fold(other)) != "", why


@pytest.mark.parametrize(
    ("word", "why"),
    [("في", "too short"), ("ماء", "nothing strong is left"), ("meeting", "not Arabic"), ("встреча", "nor Russian")],
)
def test_what_leaves_too_little_has_no_root(word: str, why: str) -> None:
    assert root(fold(word)) == "", why


def test_the_roots_of_other_words_are_others() -> None:
    assert root("كتاب") != root("جسور")


def test_a_share_is_the_mean_over_all_words() -> None:
    said = Said.of("The bridge was opened.")
    bridge, xylophone = Wanted.of("bridge"), Wanted.of("xylophone")

    assert said.share([bridge, xylophone]) == 0.5
    assert said.share([]) == 1.0, "nothing is asked for, and nothing is missing"
