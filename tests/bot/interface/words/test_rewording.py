from __future__ import annotations

import pytest

from bot.interface.words.markup import Block
from bot.interface.words.rewording import differing


def shown(before: str, after: str) -> list[str]:
    return [Block("en", (text,)).html for text in differing(before, after)]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            "The talks were held in Astana on Monday.",
            "The talks were held in Almaty on Monday.",
            [
                "The talks were held in <s>Astana</s> on Monday.",
                "The talks were held in <b>Almaty</b> on Monday.",
            ],
        ),
        (
            "India takes part in talks.",
            "India takes an active part in the talks.",
            ["India takes part in talks.", "India takes <b>an active</b> part in <b>the</b> talks."],
        ),
        ("One two three.", "Nothing is alike here.", ["One two three.", "Nothing is alike here."]),
        ("A & B met in May.", "A & C met in May.", ["A &amp; <s>B</s> met in May.", "A &amp; <b>C</b> met in May."]),
    ],
    ids=["a-word", "more-words", "nothing-alike", "escaped"],
)
def test_the_words_that_differ_are_marked_unless_nearly_all_do(before: str, after: str, expected: list[str]) -> None:
    assert shown(before, after) == expected
