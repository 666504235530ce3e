"""What a question requires of a statement: how much of it each has, how firmly, and what it lacks."""

from __future__ import annotations

import pytest

from knowledge.matching.features import Sought
from knowledge.matching.requirements import Wish, Wishes
from tests.support.matching import ROLES, concept, item, question

ROWS = {
    "it has the whole": ({7: 0.9}, ({7: 1.0}, {7: 1.0}), 0.9),
    "it has each word": ({}, ({7: 1.0}, {7: 1.0}), 0.8),
    "it has half of the words": ({}, ({7: 1.0}, {}), 0.4),
    "it has them less firmly": ({}, ({7: 0.6}, {7: 0.6}), 0.48),
    "it has one of three words": ({}, ({}, {7: 0.75}, {}), 0.2),
    "it has nothing of it": ({8: 1.0}, ({8: 1.0},), 0.0),
    "there are no single words": ({}, (), 0.0),
    "the whole counts even where it is less": ({7: 0.3}, ({7: 1.0},), 0.3),
}


@pytest.mark.parametrize("why", ROWS)
def test_a_phrase_is_met_as_a_whole_or_nearly_by_its_words(why: str) -> None:
    whole, parts, met = ROWS[why]

    assert Wish(item(concept("x")), 1.0, 1.0, whole, parts).met_by(7) == pytest.approx(met)


def test_statements_are_near_by_the_whole_or_by_half_for_any_of_its_words() -> None:
    wish = Wish(item(concept("x")), 1.0, 1.0, {1: 0.9, 2: 0.3}, ({1: 1.0, 2: 1.0, 3: 0.5}, {3: 1.0, 4: 0.75}))

    assert wish.near() == pytest.approx({1: 0.9, 2: 0.4, 3: 0.4, 4: 0.3})
    assert Wish(item(concept("x")), 1.0, 1.0, {1: 0.2}, ()).near() == {1: 0.2}


def wish(weight: float, whole: dict[int, float], *, factor: float = 1.0, light: bool = False, name: str = "x") -> Wish:
    return Wish(item(concept(name), light=light), weight, factor, whole, ())


def wishes(*some: Wish, unmatched: tuple[str, ...] = ()) -> Wishes:
    return Wishes(Sought.of(question(unmatched=unmatched), {}, ROLES), some, frozenset(), frozenset())


def test_those_that_hold_most_of_the_question_are_near_the_first_of_equals_first() -> None:
    some = wishes(wish(0.5, {1: 1.0, 2: 1.0, 5: 1.0}), wish(1.0, {2: 0.5, 3: 0.6, 5: 0.5}))

    assert some.near() == [2, 5, 3, 1]


def test_twelve_are_near_at_most() -> None:
    held = {index: 1.0 - index / 100 for index in range(20)}

    assert wishes(wish(1.0, held)).near() == list(range(12))
    assert wishes().near() == []


A, B = "a", "b"
COVERAGE = {
    "all of it, firmly": ([wish(1.0, {7: 1.0}), wish(0.5, {7: 1.0})], (), 1.0, 1.0, []),
    "half of it": ([wish(1.0, {7: 1.0}), wish(1.0, {}, name=B)], (), 0.5, 1.0, [B]),
    "the heavier half": ([wish(3.0, {7: 1.0}), wish(1.0, {}, name=B)], (), 0.75, 1.0, [B]),
    "less firmly": ([wish(1.0, {7: 0.6})], (), 0.6, 0.0, []),
    "partly firmly": ([wish(1.0, {7: 0.9}), wish(1.0, {7: 0.6})], (), 0.75, 0.6, []),
    "as firmly as context is not firm": ([wish(1.0, {7: 0.7})], (), 0.7, 0.0, []),
    "by a looser reading": ([wish(1.0, {7: 1.0}, factor=0.9)], (), 0.9, 1.0, []),
    "what is light lacks by half": ([wish(1.0, {7: 1.0}), wish(2.0, {}, light=True)], (), 0.5, 1.0, []),
    "what is light and there counts whole": ([wish(1.0, {7: 1.0}), wish(1.0, {7: 1.0}, light=True)], (), 1.0, 1.0, []),
    "an unknown word counts by seven tenths": ([wish(0.7, {7: 1.0})], ("zorble",), 0.5, 1.0, []),
    "and each of two": ([wish(1.4, {7: 1.0})], ("zorble", "frump"), 0.5, 1.0, []),
    "nothing of it": ([wish(1.0, {8: 1.0}, name=A)], (), 0.0, 0.0, [A]),
    "nothing is asked": ([], (), 0.0, 0.0, []),
}


@pytest.mark.parametrize("why", COVERAGE)
def test_coverage_is_the_share_of_the_weight_that_a_statement_has(why: str) -> None:
    some, unmatched, coverage, firmness, lacking = COVERAGE[why]
    found = wishes(*some, unmatched=unmatched).coverage(7)

    assert found[:2] == pytest.approx((coverage, firmness))
    assert [one.item.text for one in found[2]] == lacking
