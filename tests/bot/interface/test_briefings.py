from __future__ import annotations

from dataclasses import replace

import pytest

from bot.interface.briefings import begun
from knowledge.dialogue import Answer
from tests.support.facts import PLACE, told


def briefing(*lengths: int) -> Answer:
    """An answer of sentences of some lengths."""
    named = [replace(PLACE, id=f"meeting.{n}") for n in range(len(lengths))]
    sentences = (replace(told(one, "en"), text="x" * length) for one, length in zip(named, lengths, strict=True))
    return Answer("en", tuple(sentences), ("meeting",), 1.0)


@pytest.mark.parametrize(
    ("lengths", "counts"),
    [
        ([100, 100], [2, 2]),
        ([200] * 6, [2, 4, 6, 6]),
        ([900, 100, 900], [1, 2, 3]),
        ([200, 200, 100], [3, 3]),
    ],
    ids=["short", "two-a-part", "long-ones-alone", "a-short-rest-is-no-part"],
)
def test_a_briefing_is_told_part_by_part_and_each_shows_what_came_before(lengths: list[int], counts: list[int]) -> None:
    whole = briefing(*lengths)

    assert [len(begun(whole, whole, part).sentences) for part in range(1, len(counts) + 1)] == counts


def test_what_another_source_claims_stands_beside_it_whatever_its_length() -> None:
    whole = briefing(400, 400, 400)
    first, other, last = whole.sentences
    other = replace(other, statement=replace(other.statement, contradicts=(first.statement.id,)))
    whole = replace(whole, sentences=(first, other, last))

    assert len(begun(whole, whole, 1).sentences) == 2
