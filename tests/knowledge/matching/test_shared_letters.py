from __future__ import annotations

import numpy as np
import pytest

from knowledge.matching.shared_letters import Letters, Shares
from tests.support.matching import profile

FACTS = tuple(
    profile(id_, ar="-", en=text)
    for id_, text in (
        ("a.x", "The lantern festival was held."),
        ("b.x", "Lanterns cost nine crowns."),
        ("c.x", "Rain fell."),
    )
)
LETTERS = Letters.of(FACTS, {"a": "Glimmer"})


def test_who_has_more_of_the_letters_has_the_greater_share() -> None:
    shares = LETTERS.shares("when was the lantern festival?")

    assert shares.argmax() == 0
    assert 0.0 < shares[1] < shares[0] < 1.2


def test_a_slip_costs_little() -> None:
    assert LETTERS.shares("lantren festval").argmax() == 0


def test_letters_that_nothing_has_count_against_all() -> None:
    assert LETTERS.shares("festival zzzzzzzz")[0] < LETTERS.shares("festival")[0]


def test_the_names_of_what_is_named_count_too() -> None:
    assert LETTERS.shares("glimmer").argmax() == 0


RUNS: dict[str, tuple[str, bool]] = {
    # why: a word, whether it has letters of what was said ("The lantern festival was held.")
    "where a word begins": ("fe", True),
    "where a word ends": ("al", True),
    "the middle of a word is no beginning": ("nt", False),
    "three letters inside": ("xantx", True),
    "two are too few": ("xanyx", False),
    "a whole short word": ("was", True),
}


@pytest.mark.parametrize("why", RUNS)
def test_runs_of_three_letters_count_with_the_edges_of_words(why: str) -> None:
    text, shared = RUNS[why]

    assert bool(LETTERS.shares(text)[0]) is shared


@pytest.mark.parametrize("text", ["", "???", "xx"])
def test_a_text_without_known_letters_has_no_share(text: str) -> None:
    shares = Shares.of(LETTERS.shares(text))

    assert not any(shares.of_all)
    assert shares.most() == []
    assert shares.best == 1.0


def test_the_few_that_have_most_come_first() -> None:
    shares = Shares.of(np.array([0.0, 0.2, *[0.1] * 20]))

    assert shares.most()[0] == 1
    assert len(shares.most()) == 8
    assert 0 not in shares.most()


def test_without_statements_there_is_none() -> None:
    assert Letters.of((), {}).shares("lantern").tolist() == []
